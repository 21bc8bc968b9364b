import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type Stripe from 'stripe';
import {compose} from '../../server/compose.js';
import {readConfig} from '../../server/config.js';
import {createLog} from '../../server/log.js';
import {totalOf, type CheckoutSession} from '../../shared/session.js';
import {openStripe} from './adapters/stripe/open-stripe.js';
import {sell, sellCupAndTea, ship} from './adapters/stripe/seeds.js';

const austin = {name: 'Ada', line_one: '2 Elm Street', city: 'Austin', state: 'TX', country: 'US', postal_code: '78701'};
const buyer = {email: 'ada@example.com'};
const said = ({messages}: CheckoutSession) => messages.map(({code, param}) => [code, param]);
const total = ({totals}: CheckoutSession) => totalOf(totals, 'total');

/** The whole server over the sandbox, after `stock` has filled the account. */
async function open<T>(t: TestContext, environment: Record<string, string>, stock: (client: Stripe) => Promise<T>) {
  const stripe = await openStripe(t);
  const ids = await stock(stripe.client);
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: 'file::memory:',
    STRIPE_SECRET_KEY: 'sk_test_suppliers',
    STRIPE_PROFILE_ID: 'profile_test_suppliers',
    STRIPE_API_BASE: stripe.sandbox.url,
    ...environment,
  });
  const running = await compose(config, createLog('silent'));
  t.after(() => running.close());
  return {...stripe, ids, ...running};
}

const cupsTeaAndRates = async (client: Stripe) => ({
  ...(await sellCupAndTea(client)),
  express: await ship(client, 'Express', 1490),
  standard: await ship(client, 'Standard', 590, {metadata: {free_over: '7500'}}),
});

describe('a shop in a Stripe account', () => {
  it('sells, delivers, taxes and takes the money, and the tax is recorded with the payment', async (t) => {
    const {checkout, client, grant, ids} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    const items = [
      {itemId: ids.cup.inkLarge, quantity: 2},
      {itemId: ids.tea, quantity: 1},
    ];
    const session = await checkout.create({items, details: {address: austin}, buyer});
    assert.deepEqual([session.status, said(session)], ['ready_for_payment', []]);
    assert.deepEqual(
      session.totals.map(({type, amount}) => [type, amount]),
      [
        ['items_base_amount', 6100],
        ['subtotal', 6100],
        ['fulfillment', 627], // 5.90 and 6.25 % of it
        ['tax', 325], // food pays none
        ['total', 7052],
      ],
    );
    assert.equal(session.line_items[1]?.available_quantity, 7);
    const paid = await checkout.complete(session.id, {token: await grant('pm_card_visa', {amount: 7052})});
    assert.equal(paid.status, 'completed');
    const [intent] = (await client.paymentIntents.list()).data;
    assert.equal(intent?.amount, 7052);
    const association = await client.tax.associations.find({payment_intent: intent!.id});
    assert.deepEqual(
      association.tax_transaction_attempts?.map(({status}) => status),
      ['committed'],
    );
  });

  it('reports the tax of a payment page once, however often the payment is told of', async (t) => {
    const {checkout, client, ids, sandbox} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    const session = await checkout.create({items: [{itemId: ids.cup.inkLarge, quantity: 1}], details: {address: austin}});
    const urls = {success: 'http://127.0.0.1/return', cancel: 'http://127.0.0.1/return'};
    const {url} = await checkout.openHosted(session.id, urls);
    await fetch(url!, {method: 'POST', body: new URLSearchParams({card: 'pm_card_visa', action: 'pay'}), redirect: 'manual'});
    const [intent] = (await client.paymentIntents.list()).data;
    const notice = {kind: 'paid', paymentId: intent!.id, checkoutSessionId: session.id} as const;
    assert.equal(await checkout.news(notice), true);
    assert.equal(await checkout.news(notice), true);
    const {order} = await checkout.get(session.id);
    const answer = await fetch(`${sandbox.url}/_sandbox/ledger`);
    const {requests} = (await answer.json()) as {requests: {path: string; replayed: boolean; status: number; idempotency_key: string}[]};
    const reported = requests.filter(({path, replayed}) => path.endsWith('create_from_calculation') && !replayed);
    assert.deepEqual(
      reported.map(({status, idempotency_key}) => [status, idempotency_key]),
      [[200, `acp:tax:${order?.id}`]],
    );
  });

  it('takes another way of delivery with its own tax', async (t) => {
    const {checkout, ids} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    const session = await checkout.create({items: [{itemId: ids.tea, quantity: 1}], details: {address: austin}});
    assert.deepEqual(said(session), []);
    const changed = await checkout.update(session.id, {optionId: ids.express});
    assert.equal(total(changed), 900 + 1490 + 93);
  });

  it('never charges a price that changed meanwhile', async (t) => {
    const {checkout, client, grant, ids, intents} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    const session = await checkout.create({items: [{itemId: ids.tea, quantity: 1}], details: {address: austin}, buyer});
    assert.equal(total(session), 900 + 590 + 37);
    const price = await client.prices.create({product: ids.tea, currency: 'usd', unit_amount: 950});
    await client.products.update(ids.tea, {default_price: price.id});
    const answer = await checkout.complete(session.id, {token: await grant()});
    assert.deepEqual([answer.status, said(answer), total(answer)], ['ready_for_payment', [['price_change', '$.totals']], 1577]);
    assert.deepEqual(await intents(), []);
  });

  it('sells what is new since the start, as often as the metadata say', async (t) => {
    const {checkout, client} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    const lamp = await sell(client, 'Lamp', {metadata: {stock: '1'}});
    const one = await checkout.create({items: [{itemId: lamp, quantity: 1}], details: {address: austin}});
    assert.equal(one.status, 'ready_for_payment');
    const two = await checkout.create({items: [{itemId: lamp, quantity: 1}], details: {address: austin}});
    assert.deepEqual(said(two), [['out_of_stock', '$.line_items[0]']]);
  });

  it('says at which item why a thing is not sold', async (t) => {
    const {checkout, client, ids} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    const club = await sell(client, 'Club', {price: {recurring: {interval: 'month'}}});
    const items = [ids.tea, club].map((itemId) => ({itemId, quantity: 1}));
    await assert.rejects(checkout.create({items}), {
      code: 'invalid_item_id',
      param: '$.items[1].id',
      message: `"${club}" is a subscription, which this checkout does not sell`,
    });
    const group = [{itemId: 'cup', quantity: 1}];
    await assert.rejects(checkout.create({items: group}), {code: 'invalid_item_id', message: /"cup" has several variants; choose one of/});
  });

  it('lets nobody pay while tax is out of reach, and everybody once it is back', async (t) => {
    const {checkout, sandbox, ids} = await open(t, {CATALOG: 'stripe'}, cupsTeaAndRates);
    sandbox.setFaults({tax_error: 'taxes_calculation_failed'});
    const session = await checkout.create({items: [{itemId: ids.tea, quantity: 1}], details: {address: austin}});
    assert.deepEqual([session.status, said(session)], ['not_ready_for_payment', [['invalid', '$.totals']]]);
    sandbox.setFaults({});
    const again = await checkout.update(session.id, {});
    assert.deepEqual([again.status, total(again)], ['ready_for_payment', 1527]);
  });

  it('is named, placed and reached as the account and its rates say', async (t) => {
    const {app, checkout, ids} = await open(t, {CATALOG: 'stripe', TERMS_URL: 'https://ostberry.example/terms'}, cupsTeaAndRates);
    const session = await checkout.create({items: [{itemId: ids.tea, quantity: 1}]});
    assert.deepEqual(session.metadata, {ships_to: 'US'});
    assert.deepEqual(session.links, [{type: 'terms_of_use', title: 'Terms of sale', url: 'https://ostberry.example/terms'}]);
    assert.equal((await app.request('http://127.0.0.1/terms', {headers: {host: '127.0.0.1:0'}})).status, 404);
  });
});

describe('a shop in a file', () => {
  it('may deliver by Stripe’s rates and have Stripe work out the tax', async (t) => {
    const {checkout, ids} = await open(t, {SHIPPING: 'stripe', TAX: 'stripe'}, (client) => ship(client, 'Standard', 590));
    const [product] = (await import('../../catalog.json', {with: {type: 'json'}})).default.products.filter(({variants}) => !variants);
    const session = await checkout.create({items: [{itemId: product!.id, quantity: 1}], details: {address: austin}});
    assert.deepEqual(
      session.fulfillment_options.map(({id}) => id),
      [ids],
    );
    const price = product!.price!;
    assert.equal(total(session), price + Math.round(price * 0.0625) + 627);
  });

  it('does not open when no rate has its currency', async (t) => {
    const opening = open(t, {SHIPPING: 'stripe', CATALOG: 'file:./catalog.jpy.json'}, (client) => ship(client, 'Standard', 590));
    await assert.rejects(
      opening,
      /^Error: SHIPPING: none of the 1 active shipping rates in Stripe can be used. The shop sells in JPY, the rates are in USD/,
    );
  });
});
