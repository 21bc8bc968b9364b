import * as z from 'zod';
import {confirmIntent} from './charging.js';
import {assertChargeable} from './currency.js';
import {findCustomer} from './customers.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {newIntent, type PaymentIntent} from './objects.js';
import {expand, read, text} from './params.js';
import {paymentChoice} from './payment-choice.js';
import {confirmParams, createParams, type ConfirmParams} from './payment-intent-params.js';
import {seconds, type Backend, type Endpoint, type IntentRecord} from './state.js';
import {linkTax} from './tax/associations.js';
import {ownCheck} from './three-d-secure.js';
import {spendableToken} from './tokens.js';

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
  const confirming = confirmation(wanted);
  const {customer = null} = wanted;
  if (customer) findCustomer(backend, customer, 'customer');
  const record: IntentRecord = {intent: newIntent(wanted, seconds(backend)), ...paymentChoice(backend, wanted, customer)};
  if (confirm && !record.card)
    throw invalidRequest('You must provide a payment method to confirm this PaymentIntent.', {param: 'payment_method'});
  if (record.card) record.intent.status = 'requires_confirmation';
  if (confirm && record.tokenId) spendableToken(backend, record.tokenId, amount, currency);
  linkTax(backend, record, wanted.hooks);
  backend.state.intents.set(record.intent.id, record);
  backend.emit('payment_intent.created', record.intent);
  if (confirm) confirmIntent(backend, record, confirming);
  return record.intent;
};

/** `POST /v1/payment_intents/{id}/confirm` */
export const confirmPaymentIntent: Endpoint = (backend, {params, id}) => {
  const wanted = read(confirmParams, params);
  const confirming = confirmation(wanted);
  const record = ownIntent(backend, id);
  const {intent} = record;
  assertStatus(intent, 'confirmed', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
  const choice = paymentChoice(backend, wanted, intent.customer);
  const tokenId = choice.card ? choice.tokenId : record.tokenId;
  if (tokenId) spendableToken(backend, tokenId, intent.amount, intent.currency);
  linkTax(backend, record, wanted.hooks);
  if (choice.card) Object.assign(record, {tokenId: undefined, methodId: undefined, ...choice});
  intent.capture_method = wanted.capture_method ?? intent.capture_method;
  intent.receipt_email = wanted.receipt_email ?? intent.receipt_email;
  intent.shipping = wanted.shipping ?? intent.shipping;
  confirmIntent(backend, record, confirming);
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

/** An intent that is not a hosted checkout's. @throws StripeRefusal */
export function ownIntent(backend: Backend, id: string): IntentRecord {
  const record = findIntent(backend, id);
  if (record.checkoutId)
    throw refused('You cannot perform this action on PaymentIntents created by Checkout. Expire the Checkout Session instead.');
  return record;
}

/** @throws StripeRefusal 400 `payment_intent_unexpected_state`, with the intent nested */
export function assertStatus(intent: PaymentIntent, done: string, allowed: PaymentIntent['status'][]): void {
  if (allowed.includes(intent.status)) return;
  throw refused(
    `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be ${done}: ${allowed.join(', ')}.`,
    {code: 'payment_intent_unexpected_state', paymentIntent: structuredClone(intent)},
  );
}

const confirmation = (
  wanted: Pick<ConfirmParams, 'payment_method_data' | 'payment_method_options' | 'error_on_requires_action' | 'return_url'>,
) => ({
  billingDetails: wanted.payment_method_data?.billing_details,
  errorOnRequiresAction: wanted.error_on_requires_action,
  returnUrl: wanted.return_url,
  check: ownCheck(wanted.payment_method_options),
});
