import {succeed} from './charging.js';
import {assertChargeable} from './currency.js';
import {refused} from './errors.js';
import type {PaymentIntent} from './objects.js';
import {changedMetadata, read} from './params.js';
import {paymentChoice} from './payment-choice.js';
import {cancelParams, captureParams, updateParams} from './payment-intent-params.js';
import {assertStatus, findIntent, ownIntent} from './payment-intents.js';
import {seconds, type Backend, type Endpoint, type IntentRecord} from './state.js';
import {linkTax} from './tax/associations.js';
import {countCapture, countHold} from './tokens.js';

const UNPAID: PaymentIntent['status'][] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** `POST /v1/payment_intents/{id}`. What is paid, and how, can be changed only until it is paid; the rest at any time. */
export const updatePaymentIntent: Endpoint = (backend, {params, id}) => {
  const wanted = read(updateParams, params);
  const record = ownIntent(backend, id);
  const {intent} = record;
  const choice = paymentChoice(backend, wanted, intent.customer);
  const {amount = intent.amount, currency = intent.currency, capture_method = intent.capture_method} = wanted;
  const changesPayment = amount !== intent.amount || currency !== intent.currency || capture_method !== intent.capture_method;
  if (changesPayment || choice.card) assertStatus(intent, 'updated', UNPAID);
  assertChargeable(amount, currency);
  linkTax(backend, record, wanted.hooks);
  Object.assign(intent, {amount, currency, capture_method, metadata: changedMetadata(intent.metadata, wanted.metadata)});
  if (wanted.description !== undefined) intent.description = wanted.description;
  if (wanted.receipt_email !== undefined) intent.receipt_email = wanted.receipt_email;
  if (wanted.shipping !== undefined) intent.shipping = wanted.shipping;
  if (choice.card) {
    Object.assign(record, {tokenId: undefined, methodId: undefined, ...choice});
    Object.assign(intent, {status: 'requires_confirmation', next_action: null});
  }
  return intent;
};

/** `POST /v1/payment_intents/{id}/capture`. What is not captured is released: a second capture is not possible. */
export const capturePaymentIntent: Endpoint = (backend, {params, id}) => {
  const wanted = read(captureParams, params);
  const record = findIntent(backend, id);
  const {intent, tokenId} = record;
  assertStatus(intent, 'captured', ['requires_capture']);
  const held = intent.amount_capturable;
  const amount = wanted.amount_to_capture ?? held;
  if (amount < 1 || amount > held)
    throw refused('The requested capture amount is greater than the amount you can capture for this charge.', {code: 'amount_too_large'});
  linkTax(backend, record, wanted.hooks);
  intent.metadata = changedMetadata(intent.metadata, wanted.metadata);
  const charge = backend.state.charges.get(intent.latest_charge ?? '');
  if (charge) Object.assign(charge, {captured: true, amount_captured: amount, amount_refunded: charge.amount - amount});
  if (tokenId) {
    countHold(backend, tokenId, -held);
    countCapture(backend, tokenId, amount);
  }
  succeed(backend, record, 'capture', amount);
  return intent;
};

/** `POST /v1/payment_intents/{id}/cancel` */
export const cancelPaymentIntent: Endpoint = (backend, {params, id}) => {
  const {cancellation_reason: reason = null} = read(cancelParams, params);
  const record = ownIntent(backend, id);
  assertStatus(record.intent, 'canceled', [...UNPAID, 'requires_capture']);
  cancelIntent(backend, record, reason);
  return record.intent;
};

/** Cancels an intent that was not captured, and lets go of what it held. */
export function cancelIntent(backend: Backend, {intent, tokenId}: IntentRecord, reason: string | null): void {
  if (tokenId) countHold(backend, tokenId, -intent.amount_capturable);
  const charge = backend.state.charges.get(intent.latest_charge ?? '');
  if (charge && intent.status === 'requires_capture') Object.assign(charge, {refunded: true, amount_refunded: charge.amount});
  const canceled = {status: 'canceled' as const, canceled_at: seconds(backend), cancellation_reason: reason};
  Object.assign(intent, canceled, {amount_capturable: 0, next_action: null});
  backend.emit('payment_intent.canceled', intent);
}
