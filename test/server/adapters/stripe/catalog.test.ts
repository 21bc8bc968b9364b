import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {imageOrigins, stripeCatalog, type StripeCatalogSettings} from '../../../../server/adapters/stripe/catalog.js';
import {stockOnSight, stripeOpeningStock, UNCOUNTED} from '../../../../server/adapters/stripe/opening-stock.js';
import {CheckoutError} from '../../../../server/core/errors.js';
import type {Stock} from '../../../../server/core/ports.js';
import {aProduct} from '../../../support/builders.js';
import {catalogContract} from '../../../support/contracts/catalog.js';
import {openStripe} from './open-stripe.js';
import {sell, sellCup, sellCupAndTea} from './seeds.js';

async function open(t: TestContext, change: Partial<StripeCatalogSettings> = {}) {
  const stripe = await openStripe(t);
  const clock = {now: 0};
  const catalog = stripeCatalog(stripe.client, {currency: 'usd', livemode: false, taxOnTop: true, now: () => clock.now, ...change});
  return {...stripe, clock, catalog};
}

catalogContract('Stripe', async (t) => {
  const {client, catalog} = await open(t);
  return {catalog, ...(await sellCupAndTea(client))};
});

describe('stripeCatalog', () => {
  it('charges a new price at once, although the old one may still be browsed for a while', async (t) => {
    const {client, catalog, clock} = await open(t);
    const id = await sell(client, 'Mug');
    const shown = async () => (await catalog.product(id))?.variants[0]?.price;
    assert.equal(await shown(), 2000);
    const price = await client.prices.create({product: id, currency: 'usd', unit_amount: 2500});
    await client.products.update(id, {default_price: price.id});
    assert.equal((await catalog.items([id]))[0]?.price, 2500);
    assert.equal(await shown(), 2000);
    clock.now = 30_000;
    assert.equal(await shown(), 2500);
  });

  it('never sells what cannot be bought in one go, and says why when asked for it', async (t) => {
    const {client, catalog} = await open(t);
    const tiered = await sell(client, 'Tiered', {price: null});
    const tiers = await client.prices.create({
      product: tiered,
      currency: 'usd',
      billing_scheme: 'tiered',
      tiers_mode: 'volume',
      tiers: [{up_to: 'inf', unit_amount: 100}],
    });
    const packed = await sell(client, 'Packed', {price: null});
    const packs = await client.prices.create({
      product: packed,
      currency: 'usd',
      unit_amount: 100,
      transform_quantity: {divide_by: 6, round: 'up'},
    });
    const archived = await sell(client, 'Archived price');
    const {default_price: old} = await client.products.retrieve(archived);
    await client.products.update(tiered, {default_price: tiers.id});
    await client.products.update(packed, {default_price: packs.id});
    await client.prices.update(String(old), {active: false});
    const cases: [id: string, why: string][] = [
      [await sell(client, 'Gone', {active: false}), 'is no longer sold'],
      [await sell(client, 'No price', {price: null}), 'has no price'],
      [archived, 'has no price at present'],
      [await sell(client, 'Club', {price: {recurring: {interval: 'month'}}}), 'is a subscription, which this checkout does not sell'],
      [tiered, 'has a price that depends on the quantity, which this checkout does not sell'],
      [packed, 'is priced by the package, which this checkout does not sell'],
      [
        await sell(client, 'Tip', {price: {custom_unit_amount: {enabled: true}}}),
        'has a price that the buyer chooses, which this checkout does not sell',
      ],
      [
        await sell(client, 'Screw', {price: {unit_amount_decimal: '0.5' as never}}),
        'has a price below the smallest coin, which cannot be charged',
      ],
      [await sell(client, 'Croissant', {price: {currency: 'eur'}}), 'has no price in USD'],
      [await sell(client, 'Gross', {price: {tax_behavior: 'inclusive'}}), 'has a price that includes tax, which this checkout adds'],
    ];
    const ids = cases.map(([id]) => id);
    assert.deepEqual(await catalog.items(ids), []);
    assert.deepEqual(await catalog.search('', 100), []);
    for (const [id, why] of cases)
      await assert.rejects(catalog.product(id), (error) => {
        assert.ok(error instanceof CheckoutError);
        assert.deepEqual([error.code, error.message], ['invalid_item_id', `"${id}" ${why}`]);
        return true;
      });
  });

  it('does not sell test things with a live key', async (t) => {
    const {client, catalog} = await open(t, {livemode: true});
    const id = await sell(client, 'Mug');
    assert.deepEqual(await catalog.items([id]), []);
    await assert.rejects(catalog.product(id), {message: `"${id}" belongs to the test mode of the shop's account`});
  });

  it('takes prices that include tax where none is added', async (t) => {
    const {client, catalog} = await open(t, {taxOnTop: false});
    const id = await sell(client, 'Gross', {price: {tax_behavior: 'inclusive'}});
    assert.equal((await catalog.items([id]))[0]?.price, 2000);
  });

  it('takes the shop’s currency among the currency options, in the shop’s own minor units', async (t) => {
    const {client, catalog} = await open(t, {currency: 'isk'});
    const id = await sell(client, 'Mug', {price: {currency_options: {isk: {unit_amount: 250_000}}}});
    const [item] = await catalog.items([id]);
    assert.deepEqual([item?.price, item?.currency], [2500, 'isk']); // Stripe counts krónur in hundredths
    assert.equal((await catalog.product(id))?.currency, 'isk');
  });

  it('shows a thing apart that repeats the choices of another or makes other ones', async (t) => {
    const {client, catalog} = await open(t);
    const ink = await sellCup(client, 'Ink', 'Small');
    const twin = await sellCup(client, 'Ink', 'Small');
    const odd = await sellCup(client, 'Ink', 'Large', {metadata: {option_handle: 'none'}});
    assert.deepEqual(
      (await catalog.search('', 10)).map(({id, variants}) => [id, variants.map((variant) => variant.id)]),
      [
        ['cup', [ink]],
        [twin, [twin]],
        [odd, [odd]],
      ],
    );
  });

  it('says why, and not that there are variants, when one of them is no longer sold', async (t) => {
    const {client, catalog} = await open(t);
    const {cup} = await sellCupAndTea(client);
    await catalog.product(cup.oatSmall);
    await client.products.update(cup.oatSmall, {active: false});
    assert.deepEqual(await catalog.items([cup.oatSmall]), []);
    await assert.rejects(catalog.product(cup.oatSmall), /is no longer sold/);
    assert.equal((await catalog.product(cup.id))?.variants.length, 2);
  });

  it('forgets what was deleted', async (t) => {
    const {client, catalog} = await open(t);
    const id = await sell(client, 'Mistake', {price: null});
    await client.products.del(id);
    assert.deepEqual(await catalog.items([id]), []);
    assert.equal(await catalog.product(id), undefined);
  });

  it('finds what is too new to be browsed by Stripe’s own search', async (t) => {
    const {client, catalog} = await open(t);
    await sell(client, 'Mug');
    assert.equal((await catalog.search('', 10)).length, 1);
    const id = await sell(client, 'Teapot');
    assert.deepEqual(
      (await catalog.search("zebra' OR active:'true", 10)).map((product) => product.id),
      [],
    );
    assert.deepEqual(
      (await catalog.search('teapot', 10)).map((product) => product.id),
      [id],
    );
    assert.equal((await catalog.product(id))?.title, 'Teapot');
  });

  it('asks for a hundred things at a time, however many there are', async (t) => {
    const {client, catalog} = await open(t);
    const ids: string[] = [];
    for (let index = 0; index < 120; index += 1) ids.push(await sell(client, `Thing ${index}`));
    assert.equal((await catalog.items(ids)).length, 120);
    assert.equal((await catalog.search('', 1000)).length, 120);
  });

  it('says that it cannot be reached, in its own words, and forgets the failure', async (t) => {
    const {client, catalog, sandbox} = await open(t);
    await sell(client, 'Mug');
    sandbox.setFaults({error_429: 3, method: 'GET', path: '/v1/products'});
    const away = {code: 'service_unavailable', message: 'the catalog cannot be reached right now; try again in a moment'};
    await assert.rejects(catalog.search('', 10), away);
    await assert.rejects(catalog.product('prod_x'), away);
    await assert.rejects(catalog.items(['prod_x']), away);
    assert.equal((await catalog.search('', 10)).length, 1);
  });

  it('names the hosts of its pictures', async (t) => {
    const {client, catalog} = await open(t);
    await sellCupAndTea(client);
    assert.deepEqual(imageOrigins(await catalog.search('', 10)), ['https://pictures.example']);
  });

  it('names no host that would mean more than itself in a content security policy', () => {
    const images = [
      'https://cdn.example:8443/a.png',
      'https://*/a.png',
      'https://*.com/a.png',
      'https://a.example;script-src/a.png',
      'https://a.example,b/a.png',
      "https://'unsafe-inline'/a.png",
      'data:image/png;base64,AA==',
      'ftp://files.example/a.png',
      'a.png',
    ];
    assert.deepEqual(imageOrigins([aProduct({images})]), ['https://cdn.example:8443']);
  });
});

describe('opening stock', () => {
  it('is what the metadata says, and plenty where they say nothing', async (t) => {
    const {client} = await open(t);
    const {cup, tea} = await sellCupAndTea(client);
    const odd = await sell(client, 'Odd', {metadata: {stock: 'many'}});
    assert.deepEqual(await stripeOpeningStock(client, [tea, cup.inkSmall, 'nope', odd]), [
      {itemId: tea, quantity: 7},
      {itemId: cup.inkSmall, quantity: UNCOUNTED},
      {itemId: odd, quantity: UNCOUNTED},
    ]);
  });

  it('is put on the shelf when a thing is first seen, once', async () => {
    const opened: (readonly string[])[] = [];
    const inner: Stock = {available: async () => new Map(), reserve: async () => [], release: async () => {}};
    const stock = stockOnSight(inner, async (ids) => {
      opened.push(ids);
      return ids.filter((id) => id !== 'nope');
    });
    await stock.available(['mug', 'nope']);
    await stock.reserve('ada', [
      {itemId: 'mug', quantity: 1},
      {itemId: 'tea', quantity: 1},
    ]);
    await stock.reserve('ada', [{itemId: 'tea', quantity: 2}]);
    await stock.available(['nope']);
    assert.deepEqual(opened, [['mug', 'nope'], ['tea'], ['nope']]);
  });
});
