import type {SessionStatus} from '../../shared/session.js';
import {CheckoutError} from './errors.js';
import type {Standing} from './standing.js';

export type Phase = 'open' | 'paying' | 'completed' | 'canceled' | 'expired';
export type PhaseEvent = 'pay' | 'paid' | 'refused' | 'paid_elsewhere' | 'cancel' | 'expire';

/** Every way from one phase to another. What is not here does not happen. `paid_elsewhere` is the hosted payment page. */
export const transitions: Record<Phase, Partial<Record<PhaseEvent, Phase>>> = {
  open: {pay: 'paying', paid_elsewhere: 'completed', cancel: 'canceled', expire: 'expired'},
  paying: {paid: 'completed', refused: 'open'},
  completed: {},
  canceled: {},
  expired: {},
};

const refusals = {
  open: ['conflict', 'the checkout is still open'],
  paying: ['payment_in_progress', 'a payment for this checkout is being processed'],
  completed: ['session_completed', 'this checkout is already paid'],
  canceled: ['session_canceled', 'this checkout was canceled'],
  expired: ['session_expired', 'this checkout has expired; start a new one'],
} as const;

/** Why nothing can be changed in this phase. */
export function refusal(phase: Phase): CheckoutError {
  const [code, sentence] = refusals[phase];
  return new CheckoutError(code, sentence);
}

/** The phase an event leads to. Throws the refusal of the present phase when the table has no such way. */
export function next(phase: Phase, event: PhaseEvent): Phase {
  const to = transitions[phase][event];
  if (!to) throw refusal(phase);
  return to;
}

/** ACP 2026-04-17 status from the phase, and from where an open checkout stands. */
export function statusOf(phase: Phase, standing: Standing): SessionStatus {
  if (phase === 'open') return standing;
  return phase === 'paying' ? 'complete_in_progress' : phase;
}
