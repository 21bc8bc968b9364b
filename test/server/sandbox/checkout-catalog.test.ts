import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import type Stripe from 'stripe';
import type {StartOptions} from '../../../server/sandbox/index.js';
import {openSandbox, refusal} from './open-sandbox.js';

const success_url = 'http://shop.example/orders';
const cancel_url = 'http://shop.example/cart';
const mug = {
  quantity: 1,
  price_data: {currency: 'usd', unit_amount: 1000, product_data: {name: 'Mug', images: ['http://127.0.0.1:9/none.png']}},
};

async function openShop(t: TestContext, options: Partial<StartOptions> = {}) {
  const opened = await openSandbox(t, options);
  const {stripe} = opened;
  const start = (params: Partial<Stripe.Checkout.SessionCreateParams>) =>
    stripe.checkout.sessions.create({mode: 'payment', success_url, cancel_url, line_items: [mug], ...params});
  const press = (session: Stripe.Checkout.Session, form: Record<string, string>) =>
    fetch(session.url ?? '', {method: 'POST', body: new URLSearchParams(form), redirect: 'manual'});
  const types = async () => (await stripe.events.list({type: 'checkout.session.*' as never})).data.map(({type}) => type).reverse();
  return {...opened, start, press, types};
}

test('it sells by price id and by product, and shows the product behind each line', async (t) => {
  const {stripe, start} = await openShop(t);
  const product = await stripe.products.create({name: 'Blue mug', default_price_data: {currency: 'usd', unit_amount: 1800}});
  const session = await start({
    line_items: [
      {price: String(product.default_price), quantity: 2},
      {price_data: {currency: 'usd', unit_amount: 900, product: product.id}, quantity: 1},
      mug,
    ],
    expand: ['line_items.data.price.product'],
  });
  assert.equal(session.amount_total, 5500);
  const products = session.line_items?.data.map(({price}) => price?.product as Stripe.Product);
  assert.deepEqual(
    products?.map(({name, active}) => [name, active]),
    [
      ['Blue mug', true],
      ['Blue mug', true],
      ['Mug', false],
    ],
  );
  assert.equal((await stripe.products.list({active: true})).data.length, 1);
  assert.match(await (await fetch(session.url ?? '')).text(), /Blue mug/);
  const {data, has_more} = await stripe.checkout.sessions.listLineItems(session.id, {limit: 2});
  assert.deepEqual([data.length, has_more], [2, true]);
});

test('prices that cannot be sold at once are refused', async (t) => {
  const {stripe, start} = await openShop(t);
  const make = (terms: Partial<Stripe.PriceCreateParams>) => stripe.prices.create({currency: 'usd', product_data: {name: 'Mug'}, ...terms});
  const monthly = await make({unit_amount: 500, recurring: {interval: 'month'}});
  const gift = await make({custom_unit_amount: {enabled: true}});
  const old = await make({unit_amount: 500, active: false});
  for (const price of [monthly.id, gift.id, old.id, 'price_none'])
    assert.equal((await refusal(start({line_items: [{price, quantity: 1}]}))).param, 'line_items[0][price]');
});

test('shipping rates are offered by id or described on the spot, and the latter are in no list', async (t) => {
  const {stripe, start, press} = await openShop(t);
  const {id: standard} = await stripe.shippingRates.create({
    display_name: 'Standard',
    type: 'fixed_amount',
    fixed_amount: {amount: 500, currency: 'usd'},
  });
  const express = {display_name: 'Express', type: 'fixed_amount' as const, fixed_amount: {amount: 1500, currency: 'usd'}};
  const session = await start({shipping_options: [{shipping_rate: standard}, {shipping_rate_data: express}]});
  await press(session, {card: 'pm_card_visa', shipping_option: '1', action: 'pay'});
  const paid = await stripe.checkout.sessions.retrieve(session.id, {expand: ['shipping_cost.shipping_rate']});
  assert.deepEqual([paid.amount_total, (paid.shipping_cost?.shipping_rate as Stripe.ShippingRate).display_name], [2500, 'Express']);
  assert.deepEqual(
    (await stripe.shippingRates.list({active: true})).data.map(({id}) => id),
    [standard],
  );
  await stripe.shippingRates.update(standard, {active: false});
  assert.match((await refusal(start({shipping_options: [{shipping_rate: standard}]}))).message, /archived/);
  const euro = {...express, fixed_amount: {amount: 1, currency: 'eur'}};
  assert.equal((await refusal(start({shipping_options: [{shipping_rate_data: euro}]}))).param, 'shipping_options');
});

test('a coupon takes its amount off the lines, to the last cent', async (t) => {
  const {stripe, start, press, sandbox} = await openShop(t);
  const {id: coupon} = await stripe.coupons.create({
    amount_off: 100,
    currency: 'usd',
    duration: 'once',
    name: 'Welcome',
    max_redemptions: 1,
  });
  const session = await start({line_items: [mug, mug, mug], discounts: [{coupon}], expand: ['line_items', 'discounts.coupon']});
  assert.deepEqual([session.amount_subtotal, session.total_details?.amount_discount, session.amount_total], [3000, 100, 2900]);
  assert.deepEqual(
    session.line_items?.data.map(({amount_discount: off}) => off),
    [34, 33, 33],
  );
  assert.match(await (await fetch(session.url ?? '')).text(), /Welcome[\s\S]*-\$1\.00/);
  await press(session, {card: 'pm_card_visa', action: 'pay'});
  assert.equal(sandbox.ledger()[0]?.amount, 2900);
  assert.equal((await stripe.coupons.retrieve(coupon)).valid, false);
  assert.equal((await refusal(start({discounts: [{coupon}]}))).code, 'coupon_expired');
  const {id: half} = await stripe.coupons.create({percent_off: 33.5, duration: 'once'});
  assert.equal((await start({discounts: [{coupon: half}]})).amount_total, 665);
  const {id: euro} = await stripe.coupons.create({amount_off: 100, currency: 'eur', duration: 'once'});
  assert.equal((await refusal(start({discounts: [{coupon: euro}]}))).param, 'discounts[0][coupon]');
});

test('what costs nothing needs no payment', async (t) => {
  const {stripe, start, press, sandbox} = await openShop(t);
  const {id: coupon} = await stripe.coupons.create({percent_off: 100, duration: 'once'});
  const session = await start({discounts: [{coupon}]});
  await press(session, {card: 'pm_card_visa', action: 'pay'});
  const done = await stripe.checkout.sessions.retrieve(session.id);
  assert.deepEqual([done.status, done.payment_status, done.payment_intent], ['complete', 'no_payment_required', null]);
  assert.deepEqual(sandbox.ledger(), []);
});

test('completion is told, and a bank debit is told a second time when it ends', async (t) => {
  const {stripe, start, press, types, sandbox} = await openShop(t);
  const settle = (id: unknown, outcome: string) =>
    fetch(`${sandbox.url}/_sandbox/settle/${String(id)}`, {method: 'POST', body: JSON.stringify({outcome})});
  for (const outcome of ['succeeds', 'fails']) {
    const {id, url} = await start({});
    await press({url} as Stripe.Checkout.Session, {card: 'pm_usBankAccount_success', action: 'pay'});
    const waiting = await stripe.checkout.sessions.retrieve(id);
    assert.deepEqual([waiting.status, waiting.payment_status], ['complete', 'unpaid']);
    await settle(waiting.payment_intent, outcome);
    assert.equal((await stripe.checkout.sessions.retrieve(id)).payment_status, outcome === 'succeeds' ? 'paid' : 'unpaid');
  }
  assert.deepEqual(await types(), [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.completed',
    'checkout.session.async_payment_failed',
  ]);
});

test('a checkout expires when its time is over, by itself and with an event', async (t) => {
  let nowMs = Date.UTC(2026, 10, 1);
  const {sandbox, stripe, start, press, types} = await openShop(t, {now: () => nowMs});
  const session = await start({expires_at: nowMs / 1000 + 30 * 60});
  await press(session, {card: 'pm_card_chargeDeclined', action: 'pay'});
  nowMs += 30 * 60 * 1000;
  await sandbox.expireOverdue();
  assert.deepEqual(await types(), ['checkout.session.expired']);
  const [intent] = (await stripe.paymentIntents.list()).data;
  assert.equal(intent?.status, 'canceled');
  const page = await (await fetch(session.url ?? '')).text();
  assert.match(page, /This checkout has expired[\s\S]*href="http:\/\/shop\.example\/cart"/);
});
