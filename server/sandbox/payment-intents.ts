import * as z from 'zod';
import {confirmIntent} from './charging.js';
import {assertChargeable} from './currency.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {ledgerEntry} from './ledger.js';
import {newId, newIntent, type PaymentIntent} from './objects.js';
import {expand, read, text} from './params.js';
import {cancelParams, captureParams, confirmParams, createParams, type ConfirmParams} from './payment-intent-params.js';
import {seconds, type Backend, type Endpoint, type IntentRecord} from './state.js';
import {findTestCard} from './test-cards.js';
import {countCapture, countHold, spendableToken} from './tokens.js';

/** `POST /v1/payment_intents` */
export const createPaymentIntent: Endpoint = (backend, {params}) => {
  const wanted = read(createParams, params);
  const {amount, currency, confirm, automatic_payment_methods: automatic} = wanted;
  assertChargeable(amount, currency);
  if (automatic && wanted.allowed_payment_method_types)
    throw invalidRequest('You may only specify one of these parameters: automatic_payment_methods, allowed_payment_method_types.');
  if (wanted.error_on_requires_action && !confirm)
    throw invalidRequest('The parameter `error_on_requires_action` may only be set when `confirm` is true.', {
      param: 'error_on_requires_action',
    });
  if (confirm && automatic?.enabled && automatic.allow_redirects !== 'never' && !wanted.return_url) {
    throw invalidRequest(
      'This PaymentIntent may use payment methods that redirect your customer: provide a `return_url`, ' +
        'or set `automatic_payment_methods[allow_redirects]` to `never`.',
      {param: 'return_url'},
    );
  }
  const record: IntentRecord = {intent: newIntent(wanted, seconds(backend)), ...paymentChoice(backend, wanted)};
  if (confirm && !record.card)
    throw invalidRequest('You must provide a payment method to confirm this PaymentIntent.', {param: 'payment_method'});
  if (record.card) record.intent.status = 'requires_confirmation';
  if (confirm && record.tokenId) spendableToken(backend, record.tokenId, amount, currency);
  backend.state.intents.set(record.intent.id, record);
  if (confirm) confirmIntent(backend, record, confirmation(wanted));
  return record.intent;
};

/** `POST /v1/payment_intents/{id}/confirm` */
export const confirmPaymentIntent: Endpoint = (backend, {params, id}) => {
  const wanted = read(confirmParams, params);
  const record = ownIntent(backend, id);
  const {intent} = record;
  assertStatus(intent, 'confirmed', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
  const choice = paymentChoice(backend, wanted);
  const tokenId = choice.card ? choice.tokenId : record.tokenId;
  if (tokenId) spendableToken(backend, tokenId, intent.amount, intent.currency);
  if (choice.card) Object.assign(record, {tokenId: undefined, ...choice});
  intent.capture_method = wanted.capture_method ?? intent.capture_method;
  intent.receipt_email = wanted.receipt_email ?? intent.receipt_email;
  intent.shipping = wanted.shipping ?? intent.shipping;
  confirmIntent(backend, record, confirmation(wanted));
  return intent;
};

/** `POST /v1/payment_intents/{id}/capture`. What is not captured is released: a second capture is not possible. */
export const capturePaymentIntent: Endpoint = (backend, {params, id}) => {
  const wanted = read(captureParams, params);
  const {intent, tokenId} = findIntent(backend, id);
  assertStatus(intent, 'captured', ['requires_capture']);
  const held = intent.amount_capturable;
  const amount = wanted.amount_to_capture ?? held;
  if (amount < 1 || amount > held)
    throw refused('The requested capture amount is greater than the amount you can capture for this charge.', {code: 'amount_too_large'});
  Object.assign(intent.metadata, wanted.metadata);
  Object.assign(intent, {amount_capturable: 0, amount_received: amount, status: 'succeeded'});
  const charge = backend.state.charges.get(intent.latest_charge ?? '');
  if (charge) Object.assign(charge, {captured: true, amount_captured: amount, amount_refunded: charge.amount - amount});
  if (tokenId) {
    countHold(backend, tokenId, -held);
    countCapture(backend, tokenId, amount);
  }
  backend.state.ledger.push(ledgerEntry(newId('txn'), 'capture', intent, {amount, created: seconds(backend), tokenId}));
  return intent;
};

/** `POST /v1/payment_intents/{id}/cancel` */
export const cancelPaymentIntent: Endpoint = (backend, {params, id}) => {
  const {cancellation_reason = null} = read(cancelParams, params);
  const {intent, tokenId} = ownIntent(backend, id);
  assertStatus(intent, 'canceled', ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action']);
  if (tokenId) countHold(backend, tokenId, -intent.amount_capturable);
  const charge = backend.state.charges.get(intent.latest_charge ?? '');
  if (charge && intent.status === 'requires_capture') Object.assign(charge, {refunded: true, amount_refunded: charge.amount});
  Object.assign(intent, {status: 'canceled', canceled_at: seconds(backend), cancellation_reason, amount_capturable: 0, next_action: null});
  return intent;
};

/** `GET /v1/payment_intents/{id}` */
export const retrievePaymentIntent: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand, client_secret: z.optional(text)}), params);
  return findIntent(backend, id).intent;
};

export function findIntent({state}: Backend, id: string): IntentRecord {
  const record = state.intents.get(id);
  if (!record) throw resourceMissing('payment_intent', id, {param: 'intent'});
  return record;
}

function ownIntent(backend: Backend, id: string): IntentRecord {
  const record = findIntent(backend, id);
  if (record.checkoutId)
    throw refused('You cannot perform this action on PaymentIntents created by Checkout. Expire the Checkout Session instead.');
  return record;
}

function assertStatus(intent: PaymentIntent, done: string, allowed: PaymentIntent['status'][]): void {
  if (allowed.includes(intent.status)) return;
  throw refused(
    `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(', ')}.`,
    {code: 'payment_intent_unexpected_state', paymentIntent: structuredClone(intent)},
  );
}

type HowToPay = Pick<ConfirmParams, 'payment_method' | 'payment_method_data' | 'shared_payment_granted_token'>;

function paymentChoice(backend: Backend, wanted: HowToPay): Pick<IntentRecord, 'card' | 'tokenId'> {
  const {payment_method: name, payment_method_data: data, shared_payment_granted_token: topLevel} = wanted;
  if (topLevel && !backend.acceptsTopLevelToken()) {
    const param = 'shared_payment_granted_token';
    throw invalidRequest(`Received unknown parameter: ${param}`, {code: 'parameter_unknown', param});
  }
  if ([name, data, topLevel].filter((way) => way !== undefined).length > 1)
    throw invalidRequest(
      'You may only specify one of these parameters: payment_method, payment_method_data, shared_payment_granted_token.',
    );
  if (name) {
    if (!findTestCard(name)) throw resourceMissing('PaymentMethod', name, {param: 'payment_method', status: 400});
    return {card: name};
  }
  const tokenId = topLevel ?? data?.shared_payment_granted_token;
  if (tokenId) return {tokenId, card: tokenCard(backend, tokenId)};
  if (data) throw invalidRequest('The sandbox pays with a shared payment token or a test payment method.', {param: 'payment_method_data'});
  return {};
}

function tokenCard({state}: Backend, id: string): string {
  const token = state.tokens.get(id);
  if (!token) throw resourceMissing('shared_payment_token', id, {param: 'payment_method_data[shared_payment_granted_token]', status: 400});
  return token.card;
}

const confirmation = (wanted: Pick<ConfirmParams, 'payment_method_data' | 'error_on_requires_action' | 'return_url'>) => ({
  billingDetails: wanted.payment_method_data?.billing_details,
  errorOnRequiresAction: wanted.error_on_requires_action,
  returnUrl: wanted.return_url,
});
