import * as z from 'zod';
import type {Charge} from './charges.js';
import {formatAmount} from './currency.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {ledgerEntry} from './ledger.js';
import {newId} from './objects.js';
import {expand, inert, integer, metadata, read, text} from './params.js';
import {findIntent} from './payment-intents.js';
import {seconds, type Backend, type Endpoint} from './state.js';

export type Refund = {id: string; object: 'refund'; amount: number; charge: string; payment_intent: string; status: 'succeeded'};

const refundParams = z.strictObject({
  payment_intent: z.optional(text),
  charge: z.optional(text),
  amount: z.optional(integer),
  reason: z.optional(z.enum(['duplicate', 'fraudulent', 'requested_by_customer'])),
  metadata: z.optional(metadata),
  expand,
  ...inert('instructions_email', 'refund_application_fee', 'reverse_transfer'),
});

/** `POST /v1/refunds`. Without an amount everything that is left is refunded. The limit of a token does not come back. */
export const createRefund: Endpoint = (backend, {params}) => {
  const wanted = read(refundParams, params);
  const charge = chargeToRefund(backend, wanted);
  const {intent, tokenId} = findIntent(backend, charge.payment_intent);
  const left = charge.amount_captured - refundedOf(backend, charge);
  if (left === 0) throw refused(`Charge ${charge.id} has already been refunded.`, {code: 'charge_already_refunded'});
  const amount = wanted.amount ?? left;
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {code: 'parameter_invalid_integer', param: 'amount'});
  if (amount > left) {
    const [asked, rest] = [amount, left].map((value) => formatAmount(value, charge.currency));
    throw refused(`Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`);
  }
  const created = seconds(backend);
  const refund: Refund & Record<string, unknown> = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata: wanted.metadata ?? {},
    payment_intent: intent.id,
    payment_method: intent.payment_method,
    reason: wanted.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  backend.state.refunds.set(refund.id, refund);
  charge.amount_refunded += amount;
  charge.refunded = amount === left;
  backend.state.ledger.push(ledgerEntry(newId('txn'), 'refund', intent, {amount, created, tokenId}));
  return refund;
};

/** `GET /v1/refunds/{id}` */
export const retrieveRefund: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const refund = backend.state.refunds.get(id);
  if (!refund) throw resourceMissing('refund', id, {param: 'refund'});
  return refund;
};

function chargeToRefund(backend: Backend, {payment_intent, charge: chargeId}: {payment_intent?: string; charge?: string}): Charge {
  if (!payment_intent === !chargeId)
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.');
  const record = payment_intent ? backend.state.intents.get(payment_intent) : undefined;
  if (payment_intent && !record) throw resourceMissing('payment_intent', payment_intent, {param: 'payment_intent', status: 400});
  const id = chargeId ?? record?.intent.latest_charge ?? '';
  const charge = backend.state.charges.get(id);
  if (chargeId && !charge) throw resourceMissing('charge', chargeId, {param: 'charge', status: 400});
  if (charge?.captured) return charge;
  throw refused(`This PaymentIntent (${payment_intent ?? charge?.payment_intent}) does not have a successful charge to refund.`);
}

// A partial capture counts the released rest as refunded on the charge, so the refunds themselves are added up.
function refundedOf({state}: Backend, charge: Charge): number {
  let sum = 0;
  for (const refund of state.refunds.values()) if (refund.charge === charge.id) sum += refund.amount;
  return sum;
}
