import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {CheckoutError} from '../../../server/core/errors.js';
import type {Address} from '../../../shared/address.js';
import type {CatalogItem, DiscountTerms, FulfillmentRate} from '../../../server/core/ports.js';
import {makeQuote, type QuoteSuppliers} from '../../../server/core/quote.js';
import type {Inputs, Quote} from '../../../server/core/record.js';
import {cartRows, lineRows} from '../../../server/core/totals.js';
import {sanFrancisco} from '../../support/open-shop.js';

const item = (itemId: string, price: number, more: Partial<CatalogItem> = {}): CatalogItem => ({
  itemId,
  productId: itemId,
  title: itemId,
  description: '',
  variantOptions: [],
  images: [],
  price,
  currency: 'usd',
  taxCategory: 'general',
  ...more,
});
const rate = (id: string, amount: number, more: Partial<FulfillmentRate> = {}): FulfillmentRate => ({
  type: 'shipping',
  id,
  title: id,
  amount,
  ...more,
});
const pickup = rate('pickup', 0, {type: 'pickup', location: {name: 'Shop', address: {...sanFrancisco, city: 'Oakland'}}});

interface World {
  items: CatalogItem[];
  rates?: FulfillmentRate[];
  discounts?: DiscountTerms[];
  /** Tax of an amount. */
  tax?: (amount: number, address: Address) => number;
}

const suppliers = ({items, rates = [], discounts = [], tax = () => 0}: World): QuoteSuppliers => ({
  payments: {limits: () => ({least: 50, most: 99_999_999})},
  catalog: {
    currency: 'usd',
    items: async (ids) => items.filter(({itemId}) => ids.includes(itemId)),
    product: async (id) =>
      id === 'product'
        ? {
            id,
            title: '',
            description: '',
            images: [],
            currency: 'usd',
            options: [],
            variants: ['red', 'blue'].map((each) => ({id: each, title: each, options: {}, price: 1, availability: 'in_stock'})),
          }
        : undefined,
    search: async () => [],
  },
  rates: {rates: async ({address}) => (address ? rates : rates.filter(({type}) => type === 'pickup'))},
  discounts: {find: async () => discounts},
  store: {discountUses: async () => new Map()},
  tax: {
    async calculate({address, lines, options}) {
      const taxes = {
        kind: 'taxed' as const,
        lines: new Map(lines.map(({lineId, amount}) => [lineId, tax(amount, address)])),
        options: new Map(options.map(({id, amount}) => [id, tax(amount, address)])),
      };
      return taxes;
    },
  },
});

const cart = (quantities: Record<string, number>, more: Partial<Inputs> = {}): Inputs => ({
  items: Object.entries(quantities).map(([itemId, quantity]) => ({lineId: `line-${itemId}`, itemId, quantity})),
  codes: [],
  ...more,
});
const quote = (inputs: Inputs, world: World) =>
  makeQuote(inputs, new Map(inputs.items.map(({itemId}) => [itemId, 9])), 0, suppliers(world));
const toSanFrancisco = {details: {address: sanFrancisco}};

describe('a quote', () => {
  it('has no tax and no delivery before there is an address', async () => {
    const {total, taxed, options, optionId} = await quote(cart({cup: 2}), {items: [item('cup', 2000)], rates: [rate('post', 500)]});
    assert.deepEqual({total, taxed, options, optionId}, {total: 4000, taxed: false, options: [], optionId: undefined});
  });

  it('chooses the cheapest delivery, the first of equals, and never a pickup', async () => {
    const rates = [pickup, rate('express', 900), rate('post', 500), rate('snail', 500)];
    const {optionId, total} = await quote(cart({cup: 1}, toSanFrancisco), {items: [item('cup', 2000)], rates});
    assert.deepEqual([optionId, total], ['post', 2500]);
  });

  it("keeps the buyer's choice while it is offered, and falls back when it is not", async () => {
    const world = {items: [item('cup', 2000)], rates: [pickup, rate('express', 900), rate('post', 500)]};
    assert.equal((await quote(cart({cup: 1}, {...toSanFrancisco, optionId: 'express'}), world)).optionId, 'express');
    assert.equal((await quote(cart({cup: 1}, {...toSanFrancisco, optionId: 'gone'}), world)).optionId, 'post');
    assert.equal((await quote(cart({cup: 1}, {optionId: 'pickup'}), world)).optionId, 'pickup');
  });

  it('taxes a pickup where the goods change hands', async () => {
    const tax = (amount: number, {city}: Address) => (city === 'Oakland' ? Math.floor(amount / 10) : 0);
    const world = {items: [item('cup', 2000)], rates: [pickup, rate('post', 500)], tax};
    assert.equal((await quote(cart({cup: 1}, {...toSanFrancisco, optionId: 'pickup'}), world)).total, 2200);
    assert.equal((await quote(cart({cup: 1}, toSanFrancisco), world)).total, 2500);
  });

  it('refuses an item that does not exist, and names the variants where a product was meant', async () => {
    await assert.rejects(quote(cart({nothing: 1}), {items: []}), {
      name: 'CheckoutError',
      code: 'invalid_item_id',
      param: '$.items[0].id',
      message: 'there is no item with the id "nothing"',
    });
    await assert.rejects(quote(cart({product: 1}), {items: []}), {
      code: 'invalid_item_id',
      message: '"product" has several variants; choose one of its variants: red, blue',
    });
  });

  it('says at which item why a thing is not sold', async () => {
    const refusing = suppliers({items: []});
    refusing.catalog.product = async () => {
      throw new CheckoutError('invalid_item_id', '"club" is a subscription');
    };
    await assert.rejects(makeQuote(cart({club: 1}), new Map(), 0, refusing), {
      code: 'invalid_item_id',
      message: '"club" is a subscription',
      param: '$.items[0].id',
    });
  });

  it('never leaves the building when a supplier made the sums wrong', async () => {
    const negative: DiscountTerms = {id: 'A', code: 'A', name: 'A', off: {amount: -500}, method: 'across'};
    const world = {items: [item('cup', 2000)], discounts: [negative]};
    await assert.rejects(quote(cart({cup: 1}, {codes: ['A']}), world), /does not add up/);
    await assert.rejects(
      quote(cart({cup: 1}, toSanFrancisco), {items: [item('cup', 2000)], rates: [rate('post', 500)], tax: () => 0.5}),
      /does not add up/,
    );
  });

  it('adds up in every column and is nowhere negative, whatever is in the cart', async () => {
    const price = fc.integer({min: 0, max: 9_999_999});
    const world = fc.record({
      lines: fc.array(fc.record({price, quantity: fc.integer({min: 1, max: 99})}), {minLength: 1, maxLength: 8}),
      rates: fc.array(price, {maxLength: 4}),
      withPickup: fc.boolean(),
      choice: fc.integer({min: -1, max: 5}),
      withAddress: fc.boolean(),
      terms: fc.array(anyTerms, {maxLength: 5}),
      taxBps: fc.integer({min: 0, max: 10_000}),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({lines, rates, withPickup, choice, withAddress, terms, taxBps}) => {
        const items = lines.map((line, index) => item(`item-${index}`, line.price));
        const discounts = terms.map((each, index): DiscountTerms => ({...each, id: `D${index}`, ...(index % 2 && {code: `D${index}`})}));
        const offered = [...rates.map((amount, index) => rate(`rate-${index}`, amount)), ...(withPickup ? [pickup] : [])];
        const inputs: Inputs = {
          items: lines.map(({quantity}, index) => ({lineId: `line-${index}`, itemId: `item-${index}`, quantity})),
          codes: discounts.flatMap(({code}) => code ?? []),
          ...(withAddress && toSanFrancisco),
          ...(choice >= 0 && {optionId: offered[choice]?.id ?? 'gone'}),
        };
        const tax = (amount: number) => Math.floor((amount * taxBps) / 10_000);
        assertColumns(await quote(inputs, {items, rates: offered, discounts, tax}));
      }),
      {numRuns: 200},
    );
  });
});

const anyTerms = fc.record<Omit<DiscountTerms, 'id'>, 'name' | 'off' | 'method'>(
  {
    name: fc.constant('Less'),
    off: fc.oneof(fc.record({rateBps: fc.integer({min: 1, max: 10_000})}), fc.record({amount: fc.integer({min: 1, max: 2_000_000})})),
    method: fc.constantFrom('each', 'across'),
    priority: fc.integer({min: 1, max: 3}),
    appliesTo: fc.uniqueArray(fc.constantFrom('item-0', 'item-1', 'item-2', 'item-7')),
    exclusive: fc.boolean(),
  },
  {requiredKeys: ['name', 'off', 'method']},
);

function assertColumns(made: Quote) {
  const rows = cartRows(made);
  const row = (type: string) => rows.find((each) => each.type === type)?.amount ?? 0;
  const column = (type: string) =>
    made.lines.flatMap((line) => lineRows(line)).reduce((whole, each) => whole + (each.type === type ? each.amount : 0), 0);
  for (const type of ['items_base_amount', 'items_discount', 'subtotal', 'tax']) assert.equal(row(type), column(type), type);
  assert.equal(row('total'), row('items_base_amount') - row('items_discount') + row('fulfillment') + row('tax'));
  assert.equal(row('total'), made.total);
  made.lines.forEach(({discount}, line) => assert.equal(discount, amountOf(made.applied.map(({shares = []}) => shares[line] ?? 0))));
  for (const {amount, shares = []} of made.applied) assert.ok(amount > 0 && amount === amountOf(shares));
  const option = made.options.find(({id}) => id === made.optionId);
  assert.equal(row('fulfillment'), option?.total ?? 0);
  for (const {amount} of [...rows, ...made.lines.flatMap((each) => lineRows(each))]) assert.ok(Number.isSafeInteger(amount) && amount >= 0);
  for (const {amount, tax = 0, total} of made.options) assert.ok(total === amount + tax && tax >= 0);
}

const amountOf = (amounts: readonly number[]) => amounts.reduce((whole, amount) => whole + amount, 0);
