import * as z from 'zod';
import type {Charge} from './charges.js';
import {knownCard} from './charging.js';
import {formatAmount} from './currency.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {ledgerEntry} from './ledger.js';
import {newId} from './objects.js';
import {isWithin, listPage, paging, timeRange} from './paging.js';
import {changedMetadata, expand, inert, integer, metadata, metadataChanges, read, text} from './params.js';
import {findIntent} from './payment-intents.js';
import {seconds, type Backend, type Endpoint} from './state.js';
import {restoreTax, reverseTax} from './tax/associations.js';

export type Refund = {
  id: string;
  object: 'refund';
  amount: number;
  charge: string;
  created: number;
  failure_reason?: string;
  metadata: Record<string, string>;
  payment_intent: string;
  status: 'succeeded' | 'pending' | 'failed';
};

const refundParams = z.strictObject({
  payment_intent: z.optional(text),
  charge: z.optional(text),
  amount: z.optional(integer),
  reason: z.optional(z.enum(['duplicate', 'fraudulent', 'requested_by_customer'])),
  metadata: z.optional(metadata),
  expand,
  ...inert('instructions_email', 'refund_application_fee', 'reverse_transfer'),
});
const listParams = z.strictObject({...paging, created: timeRange, charge: z.optional(text), payment_intent: z.optional(text)});

/**
 * `POST /v1/refunds`. Without an amount everything that is left is refunded. The limit of a token does not come back.
 *
 * A card or a fault switch can make it pending, or let it fail: at once by the switch, later by the card.
 */
export const createRefund: Endpoint = (backend, {params}) => {
  const wanted = read(refundParams, params);
  const charge = chargeToRefund(backend, wanted);
  const record = findIntent(backend, charge.payment_intent);
  const amount = refundable(backend, charge, wanted.amount);
  const fault = backend.faults.takesRefundFault();
  const onCard = fault ? undefined : knownCard(record)?.refunds;
  const refund: Refund & Record<string, unknown> = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(backend),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata: wanted.metadata ?? {},
    payment_intent: record.intent.id,
    payment_method: record.intent.payment_method,
    reason: wanted.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: (fault ?? onCard) === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  backend.state.refunds.set(refund.id, refund);
  count(backend, refund, charge, 'refund');
  backend.emit('refund.created', refund);
  backend.emit('charge.refunded', charge);
  if (fault === 'fails') failRefund(backend, refund.id);
  else if (fault ?? onCard) backend.awaitsEnd(refund.id);
  return refund;
};

/** A pending refund succeeds, or a refund that had succeeded fails after all, as its card wants it. Another outcome can be asked for. */
export function settleRefund(backend: Backend, id: string, outcome?: 'succeeds' | 'fails'): Refund {
  const refund = findRefund(backend, id);
  const card = knownCard(findIntent(backend, refund.payment_intent));
  const ending = outcome ?? (card?.refunds === 'fails' ? 'fails' : 'succeeds');
  if (refund.status === 'failed') throw refused('This refund has already failed.');
  if (ending === 'fails') return failRefund(backend, id);
  if (refund.status === 'pending') {
    refund.status = 'succeeded';
    backend.emit('refund.updated', refund, {status: 'pending'});
    backend.emit('charge.refund.updated', refund, {status: 'pending'});
  }
  return refund;
}

/** `GET /v1/refunds/{id}` */
export const retrieveRefund: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findRefund(backend, id);
};

/** `POST /v1/refunds/{id}`: only its metadata can be changed. */
export const updateRefund: Endpoint = (backend, {params, id}) => {
  const wanted = read(z.strictObject({metadata: z.optional(metadataChanges), expand}), params);
  const refund = findRefund(backend, id);
  const previous = {metadata: refund.metadata};
  refund.metadata = changedMetadata(refund.metadata, wanted.metadata);
  backend.emit('refund.updated', refund, previous);
  return refund;
};

/** `GET /v1/refunds`, newest first. */
export const listRefunds: Endpoint = ({state}, {params}) => {
  const wanted = read(listParams, params);
  const found = [...state.refunds.values()].filter(
    ({charge, payment_intent: intent, created}) =>
      (wanted.charge ?? charge) === charge && (wanted.payment_intent ?? intent) === intent && isWithin(wanted.created, created),
  );
  return listPage(found, wanted, {url: '/v1/refunds', kind: 'refund'});
};

function failRefund(backend: Backend, id: string): Refund {
  const refund = findRefund(backend, id);
  const previous = {status: refund.status};
  refund.status = 'failed';
  refund.failure_reason = 'lost_or_stolen_card';
  const charge = backend.state.charges.get(refund.charge);
  if (charge) count(backend, refund, charge, 'refund_failure');
  backend.emit('refund.updated', refund, previous);
  backend.emit('refund.failed', refund, previous);
  return refund;
}

// The money leaves when the refund is made, pending or not, and comes back when it fails.
function count(backend: Backend, {id, amount}: Refund, charge: Charge, type: 'refund' | 'refund_failure'): void {
  const record = findIntent(backend, charge.payment_intent);
  charge.amount_refunded += type === 'refund' ? amount : -amount;
  charge.refunded = refundedOf(backend, charge) === charge.amount_captured;
  backend.state.ledger.push(ledgerEntry(newId('txn'), type, record.intent, {amount, created: seconds(backend), tokenId: record.tokenId}));
  if (type === 'refund') reverseTax(backend, record, {id, amount, isWhole: amount === charge.amount_captured});
  else restoreTax(backend, record, id);
}

function refundable(backend: Backend, charge: Charge, wanted: number | undefined): number {
  if (charge.disputed && [...backend.state.disputes.values()].some((dispute) => dispute.charge === charge.id && dispute.status !== 'won'))
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {code: 'charge_disputed'});
  const left = charge.amount_captured - refundedOf(backend, charge);
  if (left === 0) throw refused(`Charge ${charge.id} has already been refunded.`, {code: 'charge_already_refunded'});
  const amount = wanted ?? left;
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {code: 'parameter_invalid_integer', param: 'amount'});
  if (amount <= left) return amount;
  const [asked, rest] = [amount, left].map((value) => formatAmount(value, charge.currency));
  throw refused(`Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`);
}

function findRefund({state}: Backend, id: string): Refund {
  const refund = state.refunds.get(id);
  if (!refund) throw resourceMissing('refund', id, {param: 'refund'});
  return refund;
}

function chargeToRefund(backend: Backend, {payment_intent, charge: chargeId}: {payment_intent?: string; charge?: string}): Charge {
  if (!payment_intent === !chargeId)
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.');
  const record = payment_intent ? backend.state.intents.get(payment_intent) : undefined;
  if (payment_intent && !record) throw resourceMissing('payment_intent', payment_intent, {param: 'payment_intent', status: 400});
  const id = chargeId ?? record?.intent.latest_charge ?? '';
  const charge = backend.state.charges.get(id);
  if (chargeId && !charge) throw resourceMissing('charge', chargeId, {param: 'charge', status: 400});
  if (charge?.captured && charge.status === 'succeeded') return charge;
  throw refused(`This PaymentIntent (${payment_intent ?? charge?.payment_intent}) does not have a successful charge to refund.`);
}

// A partial capture counts the released rest as refunded on the charge, so the refunds themselves are added up.
function refundedOf({state}: Backend, charge: Charge): number {
  let sum = 0;
  for (const refund of state.refunds.values()) if (refund.charge === charge.id && refund.status !== 'failed') sum += refund.amount;
  return sum;
}
