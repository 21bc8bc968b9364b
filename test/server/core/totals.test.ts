import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {allocate, assertAddsUp, cartRows, lineRows} from '../../../server/core/totals.js';
import type {Quote} from '../../../server/core/record.js';
import {aRecord} from '../../support/records.js';

const aQuote = (): Quote => structuredClone(aRecord().quote);

describe('splitting an amount', () => {
  it('gives what is left over to the largest remainders, the first of equals first', () => {
    assert.deepEqual(allocate(100, [1, 1, 1]), [34, 33, 33]);
    assert.deepEqual(allocate(10, [6, 3, 1]), [6, 3, 1]);
    assert.deepEqual(allocate(1, [1, 2]), [0, 1]);
    assert.deepEqual(allocate(0, [5, 5]), [0, 0]);
    assert.deepEqual(allocate(7, [0, 0]), [0, 0]);
    assert.deepEqual(allocate(7, []), []);
    assert.deepEqual(allocate(7, [0, 3]), [0, 7]);
  });

  it('of an amount in whole coins gives shares in whole coins', () => {
    assert.deepEqual(allocate(100, [1, 1, 1], 10), [40, 30, 30]);
    assert.deepEqual(allocate(4500, [21_750, 5_750, 11_000], 10), [2540, 670, 1290]);
    assert.deepEqual(allocate(1, [1, 1], 10), [1, 0]);
    const coins = fc.integer({min: 0, max: 9_999_999}).map((count) => count * 10);
    fc.assert(
      fc.property(coins, fc.array(coins, {minLength: 1, maxLength: 30}), (amount, weights) => {
        const shares = allocate(amount, weights, 10);
        const [whole, shared] = [weights, shares].map((each) => each.reduce((all, one) => all + one, 0));
        assert.equal(shared, whole === 0 ? 0 : amount);
        // No line is given more off than it costs.
        shares.forEach((share, index) => assert.ok(share % 10 === 0 && share >= 0 && (amount > whole! || share <= weights[index]!)));
      }),
    );
  });

  it('adds up exactly, and no share is a whole unit away from its part', () => {
    const amounts = fc.integer({min: 0, max: 99_999_999});
    fc.assert(
      fc.property(amounts, fc.array(amounts, {minLength: 1, maxLength: 50}), (amount, weights) => {
        const shares = allocate(amount, weights);
        const whole = weights.reduce((all, weight) => all + weight, 0);
        assert.equal(shares.length, weights.length);
        assert.equal(
          shares.reduce((all, share) => all + share, 0),
          whole === 0 ? 0 : amount,
        );
        shares.forEach((share, index) => {
          assert.ok(Number.isSafeInteger(share) && share >= 0);
          if (whole === 0) return;
          // share and amount * weight / whole differ by less than 1, in whole numbers
          const off = BigInt(share) * BigInt(whole) - BigInt(amount) * BigInt(weights[index]!);
          assert.ok(off < BigInt(whole) && -off < BigInt(whole), `share ${index}`);
        });
      }),
    );
  });
});

describe('the check that a quote adds up', () => {
  it('passes one that does', () => assert.doesNotThrow(() => assertAddsUp(aQuote())));

  const faults: [what: string, plant: (quote: Quote) => void, named: RegExp][] = [
    ['a total one too high', (quote) => (quote.total += 1), /cart total is 7151, its parts say 7150/],
    ['a tax that is not the lines’', (quote) => (quote.tax += 1), /cart tax/],
    ['a delivery that is not the option’s', (quote) => (quote.fulfillment = 500), /cart fulfillment/],
    ['a subtotal that forgets', (quote) => (quote.subtotal -= 1), /cart subtotal/],
    ['a price of the goods that is off', (quote) => (quote.itemsBase += 100), /cart itemsBase/],
    ['a line that multiplies wrongly', (quote) => (quote.lines[0]!.base = 1800), /line 0 base/],
    ['a line whose total forgets its tax', (quote) => (quote.lines[1]!.total = 2400), /line 1 total/],
    ['a line whose subtotal forgets its discount', (quote) => (quote.lines[1]!.discount = 100), /line 1 total/],
    ['a negative amount', (quote) => (quote.lines[0]!.tax = -360), /line 0 has a negative or fractional amount/],
    ['a fraction', (quote) => (quote.lines[0]!.tax = 0.5), /line 0 has a negative or fractional amount/],
    ['an option that forgets its tax', (quote) => (quote.options[0]!.total = 500), /option standard total/],
    ['a choice that is not offered', (quote) => (quote.optionId = 'express'), /the chosen option is not offered/],
    [
      'a discount that no line has',
      (quote) => quote.applied.push({id: 'A', code: 'A', name: 'A', amount: 1}),
      /applied discounts differ from the discount of the lines/,
    ],
    [
      'a discount whose lines do not get all of it',
      (quote) => quote.applied.push({id: 'A', code: 'A', name: 'A', amount: 2, shares: [1, 0]}),
      /the lines' shares of discount 0/,
    ],
    [
      'a line that is not given its share',
      (quote) => quote.applied.push({id: 'A', code: 'A', name: 'A', amount: 1, shares: [0, 1]}),
      /line 1 discount/,
    ],
  ];
  for (const [what, plant, named] of faults) {
    it(`finds ${what}`, () => {
      const quote = aQuote();
      plant(quote);
      assert.throws(() => assertAddsUp(quote), named);
    });
  }
});

describe('the rows a buyer sees', () => {
  const rows = (quote: Quote) => cartRows(quote).map(({type, display_text, amount}) => [type, display_text, amount]);

  it('are items, subtotal, delivery, tax and total', () =>
    assert.deepEqual(rows(aQuote()), [
      ['items_base_amount', 'Items', 6000],
      ['subtotal', 'Subtotal', 6000],
      ['fulfillment', 'Standard', 550],
      ['tax', 'Tax', 600],
      ['total', 'Total', 7150],
    ]));

  it('call the total an estimate before there is a destination', () => {
    const {optionId: _none, ...quote} = aQuote();
    assert.deepEqual(rows({...quote, options: [], taxed: false, fulfillment: 0, tax: 0, total: 6000}), [
      ['items_base_amount', 'Items', 6000],
      ['subtotal', 'Subtotal', 6000],
      ['total', 'Estimated total', 6000],
    ]);
  });

  it('show a discount as a positive number', () => {
    const [line] = aQuote().lines;
    const types = lineRows({...line!, discount: 100, subtotal: 3500, total: 3860}).map(({type, amount}) => [type, amount]);
    assert.deepEqual(types, [
      ['items_base_amount', 3600],
      ['items_discount', 100],
      ['subtotal', 3500],
      ['tax', 360],
      ['total', 3860],
    ]);
  });
});
