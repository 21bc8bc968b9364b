import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Currency, exponentOf, formatMoney, toDecimal} from '../../shared/money.js';

// Intl writes no-break spaces between a number and its currency.
const print = (...args: Parameters<typeof formatMoney>) => formatMoney(...args).replace(/[\u00a0\u202f]/g, ' ');

describe('the decimals of a currency', () => {
  const cases: [currency: string, exponent: number][] = [
    ['usd', 2],
    ['eur', 2],
    ['huf', 2],
    ['isk', 0],
    ['jpy', 0],
    ['krw', 0],
    ['mga', 0],
    ['ugx', 0],
    ['kwd', 3],
    ['bhd', 3],
    ['clf', 4],
    ['uyw', 4],
  ];
  for (const [currency, exponent] of cases) it(`of ${currency} are ${exponent}`, () => assert.equal(exponentOf(currency), exponent));

  it('do not depend on the case of the code', () => assert.equal(exponentOf('JPY'), 0));
});

describe('an amount in print', () => {
  const cases: [amount: number, currency: string, locale: string, text: string][] = [
    [1999, 'usd', 'en-US', '$19.99'],
    [5, 'usd', 'en-US', '$0.05'],
    [0, 'usd', 'en-US', '$0.00'],
    [-1999, 'usd', 'en-US', '-$19.99'],
    [-5, 'usd', 'en-US', '-$0.05'],
    [1999, 'jpy', 'ja-JP', '¥1,999'],
    [1999, 'mga', 'en-US', 'MGA 1,999'],
    [1999, 'kwd', 'en-US', 'KWD 1.999'],
    [7, 'kwd', 'en-US', 'KWD 0.007'],
    [199_900, 'huf', 'hu-HU', '1999,00 Ft'],
    [123_456, 'eur', 'de-DE', '1.234,56 €'],
    [12_345, 'clf', 'en-US', 'CLF 1.2345'],
    // Divided by 100 this would already be off by cents.
    [9_007_199_254_740_991, 'usd', 'en-US', '$90,071,992,547,409.91'],
  ];
  for (const [amount, currency, locale, text] of cases) {
    it(`${amount} ${currency} in ${locale} is ${text}`, () => assert.equal(print(amount, currency, locale).replace('￥', '¥'), text));
  }

  it('falls back to some language when the host names none that exists', () => {
    assert.match(print(1999, 'usd', 'not a locale'), /19[.,]99/);
    assert.match(print(1999, 'usd'), /19[.,]99/);
  });

  it('moves digits as text', () => {
    assert.deepEqual(
      [toDecimal(1999, 2), toDecimal(5, 3), toDecimal(0, 2), toDecimal(-5, 2), toDecimal(1999, 0)],
      ['19.99', '0.005', '0.00', '-0.05', '1999'],
    );
  });
});

describe('a currency code', () => {
  it('is folded to lower case', () => assert.equal(Currency.parse('USD'), 'usd'));
  for (const wrong of ['', 'us', 'dollar', 'u$d', 5]) {
    it(`is not ${JSON.stringify(wrong)}`, () => {
      const read = Currency.safeParse(wrong);
      assert.equal(read.error?.issues[0]?.message, 'currency must be a three-letter ISO 4217 code');
    });
  }
});
