import {authenticate, confirmIntent} from './charging.js';
import type {CheckoutRecord} from './checkout-sessions.js';
import {amountsOf, presentCheckout} from './checkout-view.js';
import {StripeRefusal} from './errors.js';
import {newIntent} from './objects.js';
import {seconds, type Backend, type IntentRecord} from './state.js';
import {findTestCard} from './test-cards.js';

const DONE = ['succeeded', 'requires_capture', 'processing'];

/**
 * What the buyer did on the pay page: paid with a test card, or answered the bank's question.
 *
 * A checkout that is complete or expired is left alone, so a double click or a reload pays once. A decline is not an
 * error here: the intent keeps it, and the page shows it.
 */
export function buyerActs(backend: Backend, checkout: CheckoutRecord, form: Record<string, unknown>): void {
  if (checkout.status !== 'open') return;
  const record = backend.state.intents.get(checkout.intentId ?? '');
  try {
    if (record?.intent.status === 'requires_action') authenticate(backend, record, form.action === 'approve');
    else pay(backend, checkout, record, form);
  } catch (error) {
    if (!(error instanceof StripeRefusal) || error.status !== 402) throw error;
  }
  const status = backend.state.intents.get(checkout.intentId ?? '')?.intent.status;
  const isFree = form.action === 'pay' && amountsOf(checkout).total === 0;
  if (isFree || DONE.includes(status ?? '')) complete(backend, checkout);
}

/** The bank's word on a debit came in: the checkout it belongs to is paid after all, or stays unpaid. */
export function tellAsyncPayment(backend: Backend, {intent, checkoutId = ''}: IntentRecord): void {
  const checkout = backend.state.checkouts.get(checkoutId);
  if (!checkout) return;
  const outcome = intent.status === 'succeeded' ? 'async_payment_succeeded' : 'async_payment_failed';
  backend.emit(`checkout.session.${outcome}`, presentCheckout(backend, checkout));
}

function complete(backend: Backend, checkout: CheckoutRecord): void {
  checkout.status = 'complete';
  const coupon = backend.state.coupons.get(checkout.coupon ?? '');
  if (coupon) coupon.times_redeemed += 1;
  backend.emit('checkout.session.completed', presentCheckout(backend, checkout));
}

function pay(backend: Backend, checkout: CheckoutRecord, former: IntentRecord | undefined, form: Record<string, unknown>): void {
  const {card, shipping_option: choice} = form;
  if (typeof card !== 'string' || !findTestCard(card)) return;
  if (typeof choice === 'string' && checkout.shippingOptions[Number(choice)]) checkout.shippingChoice = Number(choice);
  const {total} = amountsOf(checkout);
  if (total === 0) return;
  const record = former ?? newCheckoutIntent(backend, checkout);
  record.card = card;
  record.intent.amount = total;
  checkout.intentId = record.intent.id;
  backend.state.intents.set(record.intent.id, record);
  if (!former) backend.emit('payment_intent.created', record.intent);
  confirmIntent(backend, record);
}

function newCheckoutIntent(backend: Backend, {id, currency, wanted}: CheckoutRecord): IntentRecord {
  const facts = {amount: 0, currency, receipt_email: wanted.customer_email, ...wanted.payment_intent_data};
  return {intent: newIntent(facts, seconds(backend)), checkoutId: id};
}
