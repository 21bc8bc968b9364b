import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import type Stripe from 'stripe';
import type {StartOptions} from '../../../server/sandbox/index.js';
import {openSandbox, refusal} from './open-sandbox.js';

const mugs = {
  quantity: 2,
  price_data: {currency: 'usd', unit_amount: 1800, product_data: {name: 'Mug <b>blue</b>', description: 'Stoneware'}},
};
const rate = (display_name: string, amount: number) => ({
  shipping_rate_data: {type: 'fixed_amount' as const, display_name, fixed_amount: {amount, currency: 'usd'}},
});
const wanted: Stripe.Checkout.SessionCreateParams = {
  mode: 'payment',
  line_items: [mugs],
  shipping_options: [rate('Standard', 500)],
  success_url: 'http://shop.example/orders?from={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://shop.example/cart',
  client_reference_id: 'checkout_1',
  metadata: {cart: 'c1'},
  payment_intent_data: {metadata: {checkout_session_id: 'checkout_1'}},
  customer_email: 'ada@example.com',
};

async function openCheckout(
  t: TestContext,
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
  options: Partial<StartOptions> = {},
) {
  const opened = await openSandbox(t, options);
  const session = await opened.stripe.checkout.sessions.create({...wanted, ...changes});
  const url = session.url ?? '';
  const press = async (form: Record<string, string>) => {
    const response = await fetch(url, {method: 'POST', body: new URLSearchParams(form), redirect: 'manual'});
    return {status: response.status, location: response.headers.get('location')};
  };
  const page = async () => (await fetch(url)).text();
  return {...opened, session, url, press, page};
}

test('a hosted checkout adds up its lines and shipping, and waits for the buyer', async (t) => {
  const {session, sandbox} = await openCheckout(t);
  assert.deepEqual([session.amount_subtotal, session.amount_total, session.currency], [3600, 4100, 'usd']);
  assert.deepEqual([session.status, session.payment_status, session.payment_intent], ['open', 'unpaid', null]);
  assert.equal(session.url, `${sandbox.url}/pay/${session.id}`);
  assert.deepEqual(sandbox.ledger(), []);
});

test('its page shows the lines and the total, and names stay text', async (t) => {
  const {page} = await openCheckout(t);
  const text = await page();
  assert.match(text, /Mug &lt;b&gt;blue&lt;\/b&gt;/);
  assert.match(text, /\$41\.00/);
  assert.match(text, /no money moves/);
});

test('paying charges the total once, and sends the buyer back', async (t) => {
  const {session, press, stripe, sandbox} = await openCheckout(t);
  const back = {status: 303, location: `http://shop.example/orders?from=${session.id}`};
  const presses = await Promise.all([1, 2, 3].map(() => press({card: 'pm_card_visa', action: 'pay'})));
  assert.deepEqual(presses, [back, back, back]);
  const paid = await stripe.checkout.sessions.retrieve(session.id, {expand: ['payment_intent', 'line_items']});
  assert.deepEqual([paid.status, paid.payment_status, paid.url], ['complete', 'paid', null]);
  assert.deepEqual([paid.client_reference_id, paid.metadata?.cart], ['checkout_1', 'c1']);
  assert.equal(paid.line_items?.data[0]?.amount_total, 3600);
  const intent = paid.payment_intent as Stripe.PaymentIntent;
  assert.deepEqual([intent.status, intent.amount_received, intent.metadata.checkout_session_id], ['succeeded', 4100, 'checkout_1']);
  assert.deepEqual(
    sandbox.ledger().map(({type, amount, payment_intent, metadata}) => ({type, amount, payment_intent, metadata})),
    [{type: 'charge', amount: 4100, payment_intent: intent.id, metadata: {checkout_session_id: 'checkout_1'}}],
  );
});

test('a declined card leaves the checkout open, with the reason on the page, and another card pays', async (t) => {
  const {press, page, sandbox, url} = await openCheckout(t);
  assert.equal((await press({card: 'pm_card_chargeDeclined', action: 'pay'})).location, new URL(url).pathname);
  assert.match(await page(), /role="alert">Your card was declined\./);
  assert.deepEqual(sandbox.ledger(), []);
  assert.equal((await press({card: 'pm_card_visa', action: 'pay'})).status, 303);
  assert.equal(sandbox.ledger().length, 1);
});

test('a card that needs authentication pays when the buyer says yes, not when they say no', async (t) => {
  const {press, page, sandbox} = await openCheckout(t);
  await press({card: 'pm_card_threeDSecure2Required', action: 'pay'});
  assert.match(await page(), /Yes, it is me/);
  await press({action: 'refuse'});
  assert.match(await page(), /unable to authenticate/);
  assert.deepEqual(sandbox.ledger(), []);
  await press({card: 'pm_card_threeDSecure2Required', action: 'pay'});
  assert.match(String((await press({action: 'approve'})).location), /^http:\/\/shop\.example\/orders/);
  assert.equal(sandbox.ledger().length, 1);
});

test('the buyer chooses among several shipping options', async (t) => {
  const {press, page, stripe, session} = await openCheckout(t, {shipping_options: [rate('Standard', 500), rate('Express', 1500)]});
  assert.match(await page(), /\$15\.00, total \$51\.00/);
  await press({card: 'pm_card_visa', shipping_option: '1', action: 'pay'});
  assert.equal((await stripe.checkout.sessions.retrieve(session.id)).amount_total, 5100);
});

test('canceling goes back to the shop and leaves the checkout open', async (t) => {
  const {press, stripe, session} = await openCheckout(t);
  assert.deepEqual(await press({action: 'cancel'}), {status: 303, location: 'http://shop.example/cart'});
  assert.equal((await stripe.checkout.sessions.retrieve(session.id)).status, 'open');
});

test('an expired checkout cannot be paid, whether it was ended or its time was over', async (t) => {
  let nowMs = Date.UTC(2026, 10, 1);
  const ended = await openCheckout(t);
  assert.equal((await ended.stripe.checkout.sessions.expire(ended.session.id)).status, 'expired');
  await ended.press({card: 'pm_card_visa', action: 'pay'});
  assert.equal((await refusal(ended.stripe.checkout.sessions.expire(ended.session.id))).statusCode, 400);
  const late = await openCheckout(t, {expires_at: nowMs / 1000 + 30 * 60}, {now: () => nowMs});
  nowMs += 30 * 60 * 1000;
  await late.press({card: 'pm_card_visa', action: 'pay'});
  assert.match(await late.page(), /has expired/);
  assert.equal((await late.stripe.checkout.sessions.retrieve(late.session.id)).url, null);
  assert.deepEqual([...ended.sandbox.ledger(), ...late.sandbox.ledger()], []);
});

test('its payment intent is not canceled by hand', async (t) => {
  const {press, stripe, session} = await openCheckout(t, {payment_intent_data: {capture_method: 'manual'}});
  await press({card: 'pm_card_visa', action: 'pay'});
  const {payment_intent: id, payment_status: status} = await stripe.checkout.sessions.retrieve(session.id);
  assert.equal(status, 'unpaid');
  assert.match((await refusal(stripe.paymentIntents.cancel(String(id)))).message, /created by Checkout/);
});

test('what the hosted checkout cannot do is refused, not ignored', async (t) => {
  const {stripe} = await openSandbox(t);
  const cases: [Partial<Stripe.Checkout.SessionCreateParams>, string][] = [
    [{discounts: [{coupon: 'c'}]}, 'discounts[0][coupon]'],
    [{discounts: [{promotion_code: 'promo_1'}]}, 'discounts[0][promotion_code]'],
    [{allow_promotion_codes: true}, 'allow_promotion_codes'],
    [{automatic_tax: {enabled: true}}, 'automatic_tax[enabled]'],
    [{line_items: [{price: 'price_1', quantity: 1}]}, 'line_items[0][price]'],
    [{line_items: [{...mugs, quantity: 0}]}, 'line_items[0][quantity]'],
    [{success_url: 'javascript:alert(1)'}, 'success_url'],
    [{cancel_url: 'cart'}, 'cancel_url'],
    [{expires_at: Math.floor(Date.now() / 1000) + 60}, 'expires_at'],
    [{mode: 'subscription'}, 'mode'],
    [{line_items: [mugs, {...mugs, price_data: {...mugs.price_data, currency: 'eur'}}]}, 'line_items'],
  ];
  for (const [changes, param] of cases) {
    const error = await refusal(stripe.checkout.sessions.create({...wanted, ...changes}));
    assert.deepEqual([error.statusCode, error.param], [400, param]);
  }
});

test('a page for no checkout says so', async (t) => {
  const {sandbox} = await openSandbox(t);
  const response = await fetch(`${sandbox.url}/pay/cs_test_none`);
  assert.equal(response.status, 404);
  assert.match(await response.text(), /No such checkout/);
});
