import {charge, paymentMethod, type PaymentMethod} from './charges.js';
import {openDispute} from './disputes.js';
import {invalidRequest, StripeRefusal} from './errors.js';
import {ledgerEntry} from './ledger.js';
import {newId} from './objects.js';
import {seconds, type Backend, type IntentRecord} from './state.js';
import {commitTax} from './tax/associations.js';
import {
  AUTHENTICATION_FAILED,
  AUTHENTICATION_REQUIRED,
  INSUFFICIENT_FUNDS,
  findTestCard,
  type Decline,
  type TestCard,
} from './test-cards.js';
import {isAnswer, type OwnCheck} from './three-d-secure.js';
import {countCapture, countHold} from './tokens.js';

type Confirmation = {
  billingDetails?: object;
  /** Refuse a card that wants 3-D Secure, instead of leaving the intent in `requires_action`. */
  errorOnRequiresAction?: boolean;
  returnUrl?: string;
  /** A 3-D Secure check that was made elsewhere. */
  check?: OwnCheck;
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
  {billingDetails, errorOnRequiresAction, returnUrl, check}: Confirmation = {},
): void {
  const {intent} = record;
  const card = cardOf(record);
  const method = methodOf(backend, record, card, billingDetails);
  intent.next_action = null;
  intent.last_payment_error = null;
  if (backend.faults.takesDecline()) throw decline(backend, record, method, card, INSUFFICIENT_FUNDS);
  if (card.outcome === 'pays') return settle(backend, record, method, card, check);
  if (card.outcome === 'processes') return process(backend, record, method, card);
  if (card.outcome !== 'authenticates') throw decline(backend, record, method, card, card.outcome);
  if (isAnswer(check)) return settle(backend, record, method, card, check);
  if (errorOnRequiresAction) throw decline(backend, record, method, card, AUTHENTICATION_REQUIRED);
  intent.status = 'requires_action';
  intent.payment_method = method.id;
  intent.next_action = nextAction(intent.id, returnUrl);
  backend.emit('payment_intent.requires_action', intent);
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

/** The bank's word on a debit that was being processed: it pays, or fails for this reason. */
export function endProcessing(backend: Backend, record: IntentRecord, failure: Decline | undefined): void {
  const {intent, tokenId} = record;
  const paid = backend.state.charges.get(intent.latest_charge ?? '');
  const method = backend.state.paymentMethods.get(intent.payment_method ?? '');
  if (intent.status !== 'processing' || !paid || !method) throw invalidRequest('This PaymentIntent is not being processed.');
  if (tokenId) countHold(backend, tokenId, -intent.amount);
  if (failure) {
    Object.assign(paid, {status: 'failed', failure_code: failure.code, failure_message: failure.message});
    fail(record, method, failure);
    backend.emit('charge.failed', paid);
    return backend.emit('payment_intent.payment_failed', intent);
  }
  Object.assign(paid, {status: 'succeeded', paid: true, amount_captured: intent.amount});
  if (tokenId) countCapture(backend, tokenId, intent.amount);
  succeed(backend, record, 'charge');
}

/** The test card an intent is paid with; undefined when it has none. */
export const knownCard = ({card: name = ''}: IntentRecord): TestCard | undefined => findTestCard(name);

/** Writes that money came in, links the tax and tells the webhooks. The charge stands as it shall be. */
export function succeed(backend: Backend, record: IntentRecord, type: 'charge' | 'capture', amount = record.intent.amount): void {
  const {intent, tokenId} = record;
  Object.assign(intent, {status: 'succeeded', amount_received: amount, amount_capturable: 0});
  backend.state.ledger.push(ledgerEntry(newId('txn'), type, intent, {amount, created: seconds(backend), tokenId}));
  commitTax(backend, record);
  const paid = backend.state.charges.get(intent.latest_charge ?? '');
  if (paid) backend.emit(type === 'capture' ? 'charge.captured' : 'charge.succeeded', paid);
  backend.emit('payment_intent.succeeded', intent);
  if (paid && knownCard(record)?.disputed) openDispute(backend, record, paid);
}

/** What is charged: the method a customer saved, or a new one as Stripe makes it of a token or a test card. */
function methodOf({state, now}: Backend, {methodId = ''}: IntentRecord, card: TestCard, billingDetails?: object): PaymentMethod {
  const saved = state.paymentMethods.get(methodId);
  if (saved) return saved;
  const method = paymentMethod(card, seconds({now}), billingDetails);
  state.paymentMethods.set(method.id, method);
  return method;
}

function cardOf(record: IntentRecord): TestCard {
  const card = knownCard(record);
  if (card) return card;
  throw invalidRequest(
    'You cannot confirm this PaymentIntent because it’s missing a payment method. ' +
      'You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.',
    {code: 'payment_intent_unexpected_state'},
  );
}

function settle(backend: Backend, record: IntentRecord, method: PaymentMethod, card: TestCard, check?: OwnCheck): void {
  const {intent, tokenId} = record;
  const {state} = backend;
  const created = seconds(backend);
  const captured = intent.capture_method !== 'manual';
  const paid = charge(intent, method, card, {created, captured, check});
  state.charges.set(paid.id, paid);
  intent.latest_charge = paid.id;
  intent.payment_method = method.id;
  if (tokenId) (captured ? countCapture : countHold)(backend, tokenId, intent.amount);
  if (captured) return succeed(backend, record, 'charge');
  Object.assign(intent, {status: 'requires_capture', amount_received: 0, amount_capturable: intent.amount});
  state.ledger.push(ledgerEntry(newId('txn'), 'authorization', intent, {amount: intent.amount, created, tokenId}));
  backend.emit('charge.succeeded', paid);
  backend.emit('payment_intent.amount_capturable_updated', intent);
}

// A bank debit holds a token's limit until its end is known, so that two debits cannot spend it.
function process(backend: Backend, record: IntentRecord, method: PaymentMethod, card: TestCard): void {
  const {intent, tokenId} = record;
  if (intent.capture_method === 'manual')
    throw invalidRequest('The payment method us_bank_account does not support manual capture.', {param: 'capture_method'});
  const pending = charge(intent, method, card, {created: seconds(backend), captured: true, pending: true});
  backend.state.charges.set(pending.id, pending);
  Object.assign(intent, {status: 'processing', latest_charge: pending.id, payment_method: method.id});
  if (tokenId) countHold(backend, tokenId, intent.amount);
  backend.emit('charge.pending', pending);
  backend.emit('payment_intent.processing', intent);
  backend.awaitsEnd(intent.id);
}

function decline(backend: Backend, record: IntentRecord, method: PaymentMethod, card: TestCard, why: Decline): StripeRefusal {
  const {intent} = record;
  const attempt = charge(intent, method, card, {created: seconds(backend), captured: false, failure: why});
  backend.state.charges.set(attempt.id, attempt);
  intent.latest_charge = attempt.id;
  const {status, body} = fail(record, method, why);
  backend.emit('charge.failed', attempt);
  backend.emit('payment_intent.payment_failed', intent);
  return new StripeRefusal(status, {...body, payment_intent: structuredClone(intent)}, {executed: true});
}

function fail({intent}: IntentRecord, method: PaymentMethod, {code, declineCode, message}: Decline): StripeRefusal {
  const charged = intent.latest_charge ?? undefined;
  intent.payment_method = null;
  intent.status = 'requires_payment_method';
  const refusal = new StripeRefusal(402, {type: 'card_error', code, decline_code: declineCode, message, charge: charged});
  intent.last_payment_error = {...refusal.body, payment_method: method};
  return refusal;
}

const nextAction = (intentId: string, returnUrl: string | undefined) =>
  returnUrl
    ? {
        type: 'redirect_to_url',
        redirect_to_url: {return_url: returnUrl, url: `https://hooks.stripe.com/3d_secure_2/hosted?payment_intent=${intentId}`},
      }
    : {type: 'use_stripe_sdk', use_stripe_sdk: {type: 'three_d_secure_redirect', source: intentId}};
