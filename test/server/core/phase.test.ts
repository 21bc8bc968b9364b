import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {next, refusal, statusOf, type Phase, type PhaseEvent} from '../../../server/core/phase.js';
import type {Standing} from '../../../server/core/standing.js';

const phases: Phase[] = ['open', 'paying', 'completed', 'canceled', 'expired'];
const events: PhaseEvent[] = ['pay', 'paid', 'refused', 'paid_elsewhere', 'cancel', 'expire'];

// Every way there is. What is not here must be refused.
const ways: Record<string, Phase> = {
  'open pay': 'paying',
  'open paid_elsewhere': 'completed',
  'open cancel': 'canceled',
  'open expire': 'expired',
  'paying paid': 'completed',
  'paying refused': 'open',
};
const codes: Record<Phase, string> = {
  open: 'conflict',
  paying: 'payment_in_progress',
  completed: 'session_completed',
  canceled: 'session_canceled',
  expired: 'session_expired',
};

describe('the phases of a checkout', () => {
  for (const phase of phases) {
    for (const event of events) {
      const to = ways[`${phase} ${event}`];
      it(`${phase}, ${event}: ${to ?? 'refused'}`, () => {
        if (to) assert.equal(next(phase, event), to);
        else assert.throws(() => next(phase, event), {name: 'CheckoutError', code: codes[phase]});
      });
    }
  }

  it('say why nothing can be changed', () => {
    assert.equal(refusal('paying').message, 'a payment for this checkout is being processed');
    assert.equal(refusal('expired').message, 'this checkout has expired; start a new one');
  });
});

describe('the status of a session', () => {
  const cases: [phase: Phase, standing: Standing, status: string][] = [
    ['open', 'not_ready_for_payment', 'not_ready_for_payment'],
    ['open', 'ready_for_payment', 'ready_for_payment'],
    ['open', 'authentication_required', 'authentication_required'],
    ['paying', 'ready_for_payment', 'complete_in_progress'],
    ['completed', 'ready_for_payment', 'completed'],
    ['canceled', 'not_ready_for_payment', 'canceled'],
    ['expired', 'pending_approval', 'expired'],
  ];
  for (const [phase, standing, status] of cases)
    it(`of one that is ${phase} and ${standing} is ${status}`, () => assert.equal(statusOf(phase, standing), status));
});
