import {endProcessing, knownCard} from './charging.js';
import {resourceMissing} from './errors.js';
import {tellAsyncPayment} from './pay.js';
import {settleRefund} from './refunds.js';
import type {Backend} from './state.js';
import type {Decline} from './test-cards.js';

const REFUSED: Decline = {
  code: 'payment_method_provider_decline',
  declineCode: 'generic_decline',
  message: 'The bank refused the debit.',
};

/**
 * Ends what waits: a bank debit that is being processed, or a refund that is pending or about to fail.
 *
 * @param id of a payment intent or a refund
 * @param outcome default: as the test payment method wants it
 * @throws StripeRefusal when there is nothing by that id, or nothing to wait for
 */
export function settle(backend: Backend, id: string, outcome?: 'succeeds' | 'fails'): object {
  if (backend.state.refunds.has(id)) return settleRefund(backend, id, outcome);
  const record = backend.state.intents.get(id);
  if (!record) throw resourceMissing('payment intent or refund', id, {param: 'id'});
  const planned = knownCard(record)?.finally;
  endProcessing(backend, record, outcome === 'succeeds' ? undefined : (planned ?? (outcome === 'fails' ? REFUSED : undefined)));
  tellAsyncPayment(backend, record);
  return record.intent;
}
