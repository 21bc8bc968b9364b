import {charge, paymentMethod, type PaymentMethod} from './charges.js';
import {invalidRequest, StripeRefusal} from './errors.js';
import {ledgerEntry} from './ledger.js';
import {newId} from './objects.js';
import {seconds, type Backend, type IntentRecord} from './state.js';
import {AUTHENTICATION_FAILED, AUTHENTICATION_REQUIRED, findTestCard, type Decline, type TestCard} from './test-cards.js';
import {countCapture, countHold} from './tokens.js';

type Confirmation = {
  billingDetails?: object;
  /** Refuse a card that wants 3-D Secure, instead of leaving the intent in `requires_action`. */
  errorOnRequiresAction?: boolean;
  returnUrl?: string;
};

/**
 * Charges the card of an intent, and changes the intent accordingly.
 *
 * A token was checked by the caller. A declined token stays usable: its limit counts captured money only.
 *
 * @throws StripeRefusal 402 with the payment intent nested, when the card is declined
 */
export function confirmIntent(
  backend: Backend,
  record: IntentRecord,
  {billingDetails, errorOnRequiresAction, returnUrl}: Confirmation = {},
): void {
  const {intent} = record;
  const card = cardOf(record);
  const method = paymentMethod(card, seconds(backend), billingDetails);
  backend.state.paymentMethods.set(method.id, method);
  intent.next_action = null;
  intent.last_payment_error = null;
  if (card.outcome === 'pays') return settle(backend, record, method, card);
  if (card.outcome !== 'authenticates') throw decline(backend, record, method, card, card.outcome);
  if (errorOnRequiresAction) throw decline(backend, record, method, card, AUTHENTICATION_REQUIRED);
  intent.status = 'requires_action';
  intent.payment_method = method.id;
  intent.next_action = nextAction(intent.id, returnUrl);
}

/** The buyer answered the 3-D Secure check of an intent in `requires_action`. @throws StripeRefusal 402 when it failed */
export function authenticate(backend: Backend, record: IntentRecord, passed: boolean): void {
  const {intent} = record;
  const method = backend.state.paymentMethods.get(intent.payment_method ?? '');
  if (intent.status !== 'requires_action' || !method) throw invalidRequest('This PaymentIntent is not waiting for authentication.');
  intent.next_action = null;
  if (passed) settle(backend, record, method, cardOf(record));
  else throw decline(backend, record, method, cardOf(record), AUTHENTICATION_FAILED);
}

function cardOf({card: name = ''}: IntentRecord): TestCard {
  const card = findTestCard(name);
  if (card) return card;
  throw invalidRequest(
    'You cannot confirm this PaymentIntent because it’s missing a payment method. ' +
      'You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.',
    {code: 'payment_intent_unexpected_state'},
  );
}

function settle(backend: Backend, {intent, tokenId}: IntentRecord, method: PaymentMethod, card: TestCard): void {
  const {state} = backend;
  const created = seconds(backend);
  const captured = intent.capture_method !== 'manual';
  const paid = charge(intent, method, card, {created, captured});
  state.charges.set(paid.id, paid);
  intent.latest_charge = paid.id;
  intent.payment_method = method.id;
  intent.status = captured ? 'succeeded' : 'requires_capture';
  intent.amount_received = captured ? intent.amount : 0;
  intent.amount_capturable = captured ? 0 : intent.amount;
  if (tokenId) (captured ? countCapture : countHold)(backend, tokenId, intent.amount);
  state.ledger.push(ledgerEntry(newId('txn'), captured ? 'charge' : 'authorization', intent, {amount: intent.amount, created, tokenId}));
}

function decline(backend: Backend, {intent}: IntentRecord, method: PaymentMethod, card: TestCard, {code, declineCode, message}: Decline) {
  const attempt = charge(intent, method, card, {created: seconds(backend), captured: false, failure: {code, message}});
  backend.state.charges.set(attempt.id, attempt);
  intent.latest_charge = attempt.id;
  intent.payment_method = null;
  intent.status = 'requires_payment_method';
  const {status, body} = new StripeRefusal(402, {type: 'card_error', code, decline_code: declineCode, message, charge: attempt.id});
  intent.last_payment_error = {...body, payment_method: method};
  return new StripeRefusal(status, {...body, payment_intent: structuredClone(intent)}, {executed: true});
}

const nextAction = (intentId: string, returnUrl: string | undefined) =>
  returnUrl
    ? {
        type: 'redirect_to_url',
        redirect_to_url: {return_url: returnUrl, url: `https://hooks.stripe.com/3d_secure_2/hosted?payment_intent=${intentId}`},
      }
    : {type: 'use_stripe_sdk', use_stripe_sdk: {type: 'three_d_secure_redirect', source: intentId}};
