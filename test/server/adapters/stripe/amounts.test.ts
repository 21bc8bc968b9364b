import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {chargeLimits, fromStripeAmount, toStripeAmount} from '../../../../server/adapters/stripe/amounts.js';

describe('an amount of ours at Stripe', () => {
  const both: [ours: number, currency: string, theirs: number][] = [
    [1999, 'usd', 1999],
    [1999, 'jpy', 1999],
    [199_900, 'huf', 199_900],
    [0, 'usd', 0],
    [0, 'isk', 0],
    [3_300, 'twd', 3_300],
    [17_550, 'huf', 17_550],
    // Charged whole although ISO 4217 has two decimals.
    [1999, 'mga', 1999],
    // Charged in hundredths although ISO 4217 has none.
    [500, 'isk', 50_000],
    [500, 'ugx', 50_000],
    // Charged in steps of ten.
    [1990, 'kwd', 1990],
    [10, 'bhd', 10],
  ];
  for (const [ours, currency, theirs] of both) {
    it(`${ours} ${currency} is ${theirs}, and back`, () => {
      assert.equal(toStripeAmount(ours, currency), theirs);
      assert.equal(fromStripeAmount(theirs, currency), ours);
    });
  }

  it('that cannot be charged exactly is none', () => {
    for (const currency of ['bhd', 'jod', 'kwd', 'omr', 'tnd']) {
      for (const amount of [1999, 1995, 1]) assert.equal(toStripeAmount(amount, currency), undefined, `${amount} ${currency}`);
    }
  });

  it('that is a fraction for us is none', () => {
    assert.equal(fromStripeAmount(50_050, 'isk'), undefined);
    assert.equal(fromStripeAmount(5, 'ugx'), undefined);
  });

  it('is at least and at most what Stripe takes, in our minor units', () => {
    const limits: [currency: string, least: number, most: number][] = [
      ['usd', 50, 99_999_999],
      ['jpy', 50, 99_999_999],
      ['huf', 17_500, 99_999_999],
      ['twd', 1, 99_999_999],
      ['mga', 1, 99_999_999],
      ['isk', 1, 999_999],
      ['ugx', 1, 999_999],
      ['kwd', 10, 99_999_990],
    ];
    for (const [currency, least, most] of limits) {
      assert.deepEqual(chargeLimits(currency), {least, most}, currency);
      for (const amount of [least, most]) assert.ok(toStripeAmount(amount, currency)! <= 99_999_999, currency);
    }
  });
});
