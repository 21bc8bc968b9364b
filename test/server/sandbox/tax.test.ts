import assert from 'node:assert/strict';
import {test} from 'node:test';
import {percentageDecimal, taxOn} from '../../../server/sandbox/tax/rates.js';
import {refusal} from './open-sandbox.js';
import {at, oakland, openTax, type Address, type Params} from './open-tax.js';

test('tax is computed on integers, half up, on top or within', () => {
  assert.deepEqual([taxOn(2000, 7250, 'exclusive'), taxOn(10, 5000, 'exclusive'), taxOn(9, 5000, 'exclusive')], [145, 1, 0]);
  assert.deepEqual([taxOn(1190, 19_000, 'inclusive'), taxOn(1000, 20_000, 'inclusive')], [190, 167]);
  assert.deepEqual([percentageDecimal(7250), percentageDecimal(20_000), percentageDecimal(14_975)], ['7.25', '20', '14.975']);
});

test('goods are taxed where they go, and shipping only where a state taxes it', async (t) => {
  const {calculate} = await openTax(t);
  const california = await calculate();
  assert.deepEqual([california.amount_total, california.tax_amount_exclusive, california.tax_amount_inclusive], [2645, 145, 0]);
  assert.deepEqual([california.shipping_cost?.amount_tax, california.line_items?.data[0]?.amount_tax], [0, 145]);
  assert.equal(california.line_items?.data[0]?.reference, 'mug');
  const texas = await calculate({customer_details: at({country: 'US', postal_code: '78701'})});
  assert.deepEqual([texas.amount_total, texas.shipping_cost?.amount_tax, texas.tax_breakdown[0]?.tax_rate_details.state], [2656, 31, 'TX']);
});

test('other countries have their own rate, or none', async (t) => {
  const {calculate} = await openTax(t);
  const taxes: [Address, number][] = [
    [{country: 'DE'}, 475],
    [{country: 'GB'}, 500],
    [{country: 'JP'}, 250],
    [{country: 'KW'}, 0],
    [{country: 'CA', state: 'ON'}, 325],
    [{country: 'CA', postal_code: 'H2X 1Y4'}, 375],
    [{country: 'US', postal_code: '97201'}, 0],
    [{country: 'BR'}, 0],
  ];
  for (const [address, tax] of taxes)
    assert.deepEqual([address, (await calculate({customer_details: at(address)})).tax_amount_exclusive], [address, tax]);
});

test('inclusive prices hold their tax, food has none, and a product brings its tax code', async (t) => {
  const {calculate, stripe} = await openTax(t);
  const inclusive = await calculate({
    currency: 'eur',
    line_items: [{amount: 1190, reference: 'mug', tax_behavior: 'inclusive'}],
    shipping_cost: {amount: 595, tax_behavior: 'inclusive'},
    customer_details: at({country: 'DE'}),
  });
  assert.deepEqual([inclusive.amount_total, inclusive.tax_amount_inclusive, inclusive.tax_amount_exclusive], [1785, 285, 0]);
  const bread = await stripe.products.create({name: 'Bread', tax_code: 'txcd_40060003'});
  const mixed = await calculate({line_items: [{amount: 1000, product: bread.id}, {amount: 1000}], shipping_cost: undefined});
  assert.deepEqual(
    mixed.line_items?.data.map(({amount_tax: tax}) => tax),
    [0, 73],
  );
  const exempt = await calculate({customer_details: {...at(oakland), taxability_override: 'customer_exempt'}});
  assert.equal(exempt.tax_amount_exclusive, 0);
});

test('the tax on shipping can come from a shipping rate', async (t) => {
  const {calculate, stripe} = await openTax(t);
  const rate = await stripe.shippingRates.create({
    display_name: 'Standard',
    type: 'fixed_amount',
    fixed_amount: {amount: 1000, currency: 'usd'},
  });
  const texas = at({country: 'US', postal_code: '78701'});
  const taxed = await calculate({shipping_cost: {shipping_rate: rate.id}, customer_details: texas});
  assert.deepEqual([taxed.shipping_cost?.amount, taxed.shipping_cost?.amount_tax, taxed.shipping_cost?.shipping_rate], [1000, 63, rate.id]);
  assert.equal((await refusal(calculate({shipping_cost: {shipping_rate: rate.id, amount: 5}}))).param, 'shipping_cost');
  assert.equal(
    (await refusal(calculate({shipping_cost: {shipping_rate: rate.id}, currency: 'eur'}))).param,
    'shipping_cost[shipping_rate]',
  );
});

test('a calculation is read again, with its lines on demand or page by page', async (t) => {
  const {calculate, stripe} = await openTax(t);
  const {id} = await calculate({
    line_items: [
      {amount: 100, reference: 'a'},
      {amount: 200, reference: 'b'},
    ],
    expand: [],
  });
  const plain = await stripe.tax.calculations.retrieve(String(id));
  assert.equal(plain.line_items, undefined);
  assert.equal((await stripe.tax.calculations.retrieve(String(id), {expand: ['line_items']})).line_items?.data.length, 2);
  const first = await stripe.tax.calculations.listLineItems(String(id), {limit: 1});
  assert.deepEqual([first.data[0]?.reference, first.has_more], ['a', true]);
  const rest = await stripe.tax.calculations.listLineItems(String(id), {starting_after: first.data[0]?.id});
  assert.deepEqual([rest.data[0]?.reference, rest.has_more], ['b', false]);
});

test('an address that does not say where tax is due is refused, and so are the faults asked for', async (t) => {
  const {calculate, sandbox} = await openTax(t);
  const cases: [Partial<Params>, string | undefined, string | undefined][] = [
    [{customer_details: at({country: 'US', state: 'CA'})}, 'customer_tax_location_invalid', 'customer_details[address]'],
    [{customer_details: at({country: 'US', postal_code: 'ABC'})}, 'customer_tax_location_invalid', 'customer_details[address]'],
    [{customer_details: at({country: 'CA', city: 'Toronto'})}, 'customer_tax_location_invalid', 'customer_details[address]'],
    [{customer_details: at({country: 'Germany'})}, 'customer_tax_location_invalid', 'customer_details[address][country]'],
    [{customer_details: {address: oakland}}, 'parameter_missing', 'customer_details[address_source]'],
    [{customer_details: undefined}, 'parameter_missing', 'customer_details'],
    [{ship_from_details: {address: {country: 'US'}}}, 'invalid_tax_location', 'ship_from_details[address]'],
    [{line_items: []}, 'parameter_missing', 'line_items'],
    [
      {
        line_items: [
          {amount: 100, reference: 'a'},
          {amount: 100, reference: 'a'},
        ],
      },
      undefined,
      'line_items',
    ],
    [{shipping_cost: {tax_code: 'txcd_92010001'}}, undefined, 'shipping_cost'],
    [{customer: 'cus_none', customer_details: undefined}, 'resource_missing', 'customer'],
  ];
  for (const [changes, code, param] of cases) {
    const error = await refusal(calculate(changes));
    assert.deepEqual([error.statusCode, error.code, error.param], [400, code, param], JSON.stringify(changes));
  }
  for (const tax_error of ['stripe_tax_inactive', 'taxes_calculation_failed'] as const) {
    sandbox.setFaults({tax_error});
    assert.equal((await refusal(calculate())).code, tax_error);
  }
  sandbox.setFaults({error_500: 1, path: '/v1/tax/calculations'});
  assert.equal((await refusal(calculate())).statusCode, 500);
});
