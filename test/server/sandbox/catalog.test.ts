import assert from 'node:assert/strict';
import {test} from 'node:test';
import type Stripe from 'stripe';
import {openSandbox, refusal} from './open-sandbox.js';

const mug: Stripe.ProductCreateParams = {
  name: 'Blue mug',
  description: 'Stoneware, 300 ml',
  images: ['http://127.0.0.1/mug.png'],
  metadata: {axis_colour: 'blue'},
  tax_code: 'txcd_99999999',
  shippable: true,
  default_price_data: {currency: 'usd', unit_amount: 1800, tax_behavior: 'exclusive'},
};

test('a product is made with its price, and both come in one answer', async (t) => {
  const {stripe} = await openSandbox(t);
  const {id} = await stripe.products.create(mug);
  const product = await stripe.products.retrieve(id, {expand: ['default_price']});
  const price = product.default_price as Stripe.Price;
  assert.deepEqual([product.name, product.livemode, product.metadata.axis_colour], ['Blue mug', false, 'blue']);
  assert.deepEqual([price.unit_amount, price.type, price.product, price.tax_behavior], [1800, 'one_time', id, 'exclusive']);
  assert.equal(String(price.unit_amount_decimal), '1800');
  assert.equal(typeof (await stripe.products.retrieve(id)).default_price, 'string');
});

test('a list is newest first, filtered, and read page by page in both directions', async (t) => {
  const {stripe} = await openSandbox(t);
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.unshift((await stripe.products.create({...mug, name: `Mug ${i}`, active: i !== 2})).id);
  const first = await stripe.products.list({limit: 2, expand: ['data.default_price']});
  assert.deepEqual([first.data.map(({id}) => id), first.has_more], [ids.slice(0, 2), true]);
  assert.equal((first.data[0]?.default_price as Stripe.Price).unit_amount, 1800);
  const last = await stripe.products.list({limit: 3, starting_after: ids[1]});
  assert.deepEqual([last.data.map(({id}) => id), last.has_more], [ids.slice(2), false]);
  const before = await stripe.products.list({limit: 2, ending_before: ids[4]});
  assert.deepEqual([before.data.map(({id}) => id), before.has_more], [ids.slice(2, 4), true]);
  assert.equal((await stripe.products.list({active: true})).data.length, 4);
  assert.deepEqual(
    (await stripe.products.list({ids: [ids[3]!]})).data.map(({name}) => name),
    ['Mug 1'],
  );
  assert.equal((await stripe.products.list({limit: 2}).autoPagingToArray({limit: 100})).length, 5);
  assert.equal((await refusal(stripe.products.list({starting_after: 'prod_none'}))).code, 'resource_missing');
});

test('products are searched by name, state and metadata, page by page', async (t) => {
  const {stripe} = await openSandbox(t);
  for (const name of ['Blue mug', 'Red MUG', "Potter's bowl", 'Old mug'])
    await stripe.products.create({...mug, name, active: name !== 'Old mug', metadata: {shelf: name.slice(0, 3)}});
  const search = async (query: string, more: object = {}) => {
    const {data, ...rest} = await stripe.products.search({query, ...more});
    return {names: data.map(({name}) => name), ...rest};
  };
  assert.deepEqual((await search("active:'true' AND name~'mug'")).names, ['Red MUG', 'Blue mug']);
  assert.deepEqual((await search("metadata['shelf']:'Pot'")).names, ["Potter's bowl"]);
  assert.deepEqual((await search("name:'Potter\\'s bowl' OR name:\"Old mug\"")).names, ['Old mug', "Potter's bowl"]);
  assert.deepEqual((await search("name~'mug' AND -metadata['shelf']:'Red' AND active:'true'")).names, ['Blue mug']);
  assert.deepEqual((await search("metadata['none']:null AND name~'bowl'")).names, ["Potter's bowl"]);
  const page = await search("name~'mug'", {limit: 2});
  assert.deepEqual([page.names.length, page.has_more], [2, true]);
  const rest = await search("name~'mug'", {limit: 2, page: page.next_page});
  assert.deepEqual([rest.names, rest.has_more, rest.next_page], [['Blue mug'], false, null]);
  for (const query of ['mug', "name~'mu'", "colour:'blue'", "name:'a' AND", "name:'a' AND name:'b' OR name:'c'", "active~'true'"])
    assert.deepEqual([query, (await refusal(stripe.products.search({query}))).param], [query, 'query']);
});

test('a product is changed, archived and deleted', async (t) => {
  const {stripe} = await openSandbox(t);
  const product = await stripe.products.create(mug);
  const changed = await stripe.products.update(product.id, {active: false, description: '', metadata: {axis_colour: '', size: 'L'}});
  assert.deepEqual([changed.active, changed.description, {...changed.metadata}], [false, null, {size: 'L'}]);
  assert.match((await refusal(stripe.products.del(product.id))).message, /has one or more user-created prices/);
  const plain = await stripe.products.create({name: 'Plain'});
  assert.equal((await stripe.products.del(plain.id)).deleted, true);
  const missing = await refusal(stripe.products.retrieve(plain.id));
  assert.deepEqual([missing.statusCode, missing.code], [404, 'resource_missing']);
  const other = await stripe.prices.create({product: (await stripe.products.create({name: 'Other'})).id, currency: 'usd', unit_amount: 1});
  assert.equal((await refusal(stripe.products.update(product.id, {default_price: other.id}))).param, 'default_price');
});

test('prices come in every kind a shop must tell apart', async (t) => {
  const {stripe} = await openSandbox(t);
  const {id: product} = await stripe.products.create({name: 'Mug'});
  const make = (terms: Partial<Stripe.PriceCreateParams>) => stripe.prices.create({product, currency: 'usd', ...terms});
  const monthly = await make({unit_amount: 500, recurring: {interval: 'month'}});
  assert.deepEqual([monthly.type, monthly.recurring?.interval, monthly.recurring?.interval_count], ['recurring', 'month', 1]);
  const tiered = await make({
    billing_scheme: 'tiered',
    tiers_mode: 'volume',
    tiers: [
      {up_to: 10, unit_amount: 100},
      {up_to: 'inf', unit_amount: 90},
    ],
  });
  assert.deepEqual([tiered.billing_scheme, tiered.unit_amount, tiered.tiers], ['tiered', null, undefined]);
  const shown = await stripe.prices.retrieve(tiered.id, {expand: ['tiers']});
  assert.deepEqual(
    shown.tiers?.map(({up_to, unit_amount}) => [up_to, unit_amount]),
    [
      [10, 100],
      [null, 90],
    ],
  );
  const gift = await make({custom_unit_amount: {enabled: true, minimum: 100}});
  assert.deepEqual([gift.unit_amount, gift.custom_unit_amount?.minimum], [null, 100]);
  const fraction = await make({unit_amount_decimal: '0.5' as never});
  assert.deepEqual([fraction.unit_amount, String(fraction.unit_amount_decimal)], [null, '0.5']);
  const dozen = await make({unit_amount: 100, transform_quantity: {divide_by: 12, round: 'up'}});
  assert.deepEqual({...dozen.transform_quantity}, {divide_by: 12, round: 'up'});
  const abroad = await make({unit_amount: 1800, currency_options: {eur: {unit_amount: 1700}}});
  assert.equal(abroad.currency_options, undefined);
  const options = (await stripe.prices.retrieve(abroad.id, {expand: ['currency_options', 'product']})).currency_options;
  assert.deepEqual([options?.eur?.unit_amount, options?.usd?.unit_amount], [1700, 1800]);
  assert.equal((await stripe.prices.list({product, type: 'one_time'})).data.length, 5);
  assert.equal((await stripe.prices.search({query: `product:'${product}' AND type:'recurring'`})).data.length, 1);
});

test('a price keeps its amount, and a lookup key names one price at a time', async (t) => {
  const {stripe} = await openSandbox(t);
  const terms = {currency: 'usd', unit_amount: 1800, lookup_key: 'mug'} as const;
  const first = await stripe.prices.create({...terms, product_data: {name: 'Mug'}});
  assert.equal((await refusal(stripe.prices.create({...terms, product: String(first.product)}))).param, 'lookup_key');
  const second = await stripe.prices.create({...terms, product: String(first.product), transfer_lookup_key: true});
  assert.deepEqual(
    (await stripe.prices.list({lookup_keys: ['mug']})).data.map(({id}) => id),
    [second.id],
  );
  assert.equal((await stripe.prices.update(first.id, {active: false})).active, false);
  assert.equal((await refusal(stripe.prices.update(first.id, {unit_amount: 1} as never))).code, 'parameter_unknown');
});

test('wrong products and prices are refused with the parameter that is wrong', async (t) => {
  const {stripe, rawRequest} = await openSandbox(t);
  const {id: product} = await stripe.products.create({name: 'Mug'});
  const cases: [string, Record<string, unknown>, string][] = [
    ['/v1/products', {}, 'name'],
    ['/v1/products', {name: 'Mug', colour: 'blue'}, 'colour'],
    ['/v1/products', {name: 'Mug', images: Array(9).fill('http://127.0.0.1/a.png')}, 'images'],
    ['/v1/products', {name: 'Mug', images: ['mug.png']}, 'images[0]'],
    ['/v1/products', {name: 'Mug', active: 'yes'}, 'active'],
    ['/v1/products', {name: 'Mug', default_price_data: {currency: 'usd'}}, 'unit_amount'],
    ['/v1/products', {name: 'Mug', default_price_data: {currency: 'usd', unit_amount: 1.5}}, 'default_price_data[unit_amount]'],
    ['/v1/prices', {currency: 'usd', unit_amount: 1}, 'product'],
    ['/v1/prices', {currency: 'USD', unit_amount: 1, product}, 'currency'],
    ['/v1/prices', {currency: 'usd', unit_amount: -1, product}, 'unit_amount'],
    ['/v1/prices', {currency: 'usd', unit_amount: 1, product: 'prod_none'}, 'product'],
    ['/v1/prices', {currency: 'usd', billing_scheme: 'tiered', product}, 'tiers'],
    ['/v1/prices', {currency: 'usd', unit_amount: 1, custom_unit_amount: {enabled: true}, product}, 'unit_amount'],
  ];
  for (const [path, params, param] of cases) {
    const error = await refusal(rawRequest('POST', path, params));
    assert.deepEqual([path, error.statusCode, error.param], [path, 400, param], JSON.stringify(params));
    assert.match(error.message, /\w+ \w+/);
  }
});

test('shipping rates are listed by currency and state, and only archived or described anew', async (t) => {
  const {stripe} = await openSandbox(t);
  const standard = await stripe.shippingRates.create({
    display_name: 'Standard',
    type: 'fixed_amount',
    fixed_amount: {amount: 500, currency: 'usd', currency_options: {eur: {amount: 450}}},
    delivery_estimate: {minimum: {unit: 'business_day', value: 3}, maximum: {unit: 'business_day', value: 5}},
    metadata: {countries: 'US,CA'},
    tax_behavior: 'exclusive',
    tax_code: 'txcd_92010001',
  });
  const express = await stripe.shippingRates.create({
    display_name: 'Express',
    type: 'fixed_amount',
    fixed_amount: {amount: 1500, currency: 'usd'},
  });
  assert.deepEqual([standard.delivery_estimate?.maximum?.value, standard.metadata.countries], [5, 'US,CA']);
  const names = async (params: Stripe.ShippingRateListParams) =>
    (await stripe.shippingRates.list(params)).data.map((rate) => rate.display_name);
  assert.deepEqual(await names({currency: 'usd'}), ['Express', 'Standard']);
  assert.deepEqual(await names({currency: 'eur'}), ['Standard']);
  await stripe.shippingRates.update(express.id, {active: false, metadata: {countries: 'US'}});
  assert.deepEqual(await names({active: true}), ['Standard']);
  assert.equal((await stripe.shippingRates.list({limit: 1})).has_more, true);
  assert.equal((await stripe.shippingRates.retrieve(express.id)).metadata.countries, 'US');
  assert.equal((await refusal(stripe.shippingRates.update(express.id, {fixed_amount: {amount: 1}} as never))).code, 'parameter_unknown');
  const unpriced = stripe.shippingRates.create({display_name: 'Free', type: 'fixed_amount'});
  assert.equal((await refusal(unpriced)).param, 'fixed_amount');
});
