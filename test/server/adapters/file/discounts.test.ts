import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fileDiscounts} from '../../../../server/adapters/file/discounts.js';
import {aCatalogFile, catalogJson} from './a-catalog-file.js';

const APRIL = '2026-04-01T00:00:00Z';

async function evaluate(codes: string[], {subtotal = 10_000, at = APRIL, json = catalogJson() as unknown} = {}) {
  const result = await fileDiscounts(aCatalogFile(json)).evaluate({codes, subtotal, currency: 'usd', now: Date.parse(at)});
  return {
    applied: result.applied.map(({code, amount}) => [code, amount]),
    rejected: result.rejected.map(({code, reason}) => [code, reason]),
    messages: result.rejected.map(({message}) => message),
  };
}

describe('fileDiscounts', () => {
  it('takes a percentage, half up', async () => {
    assert.deepEqual((await evaluate(['WELCOME10'], {subtotal: 2805})).applied, [['WELCOME10', 281]]);
  });

  it('knows a code however it is typed, and answers in the shop’s spelling', async () => {
    assert.deepEqual((await evaluate([' welcome10 '])).applied, [['WELCOME10', 1000]]);
  });

  it('takes a fixed amount from its minimum, inclusive', async () => {
    assert.deepEqual((await evaluate(['TABLE15'], {subtotal: 9000})).applied, [['TABLE15', 1500]]);
    const short = await evaluate(['table15'], {subtotal: 8999});
    assert.deepEqual(short.rejected, [['table15', 'discount_code_minimum_not_met']]);
    assert.deepEqual(short.messages, ['TABLE15 needs a subtotal of at least $90.00.']);
  });

  it('adds codes up in their order, each from what is left, and meets a minimum before discounts', async () => {
    assert.deepEqual((await evaluate(['WELCOME10', 'TABLE15'], {subtotal: 9000})).applied, [
      ['WELCOME10', 900],
      ['TABLE15', 1500],
    ]);
    assert.deepEqual((await evaluate(['TABLE15', 'WELCOME10'], {subtotal: 9000})).applied, [
      ['TABLE15', 1500],
      ['WELCOME10', 750],
    ]);
  });

  it('never takes more than there is', async () => {
    assert.deepEqual((await evaluate(['SPRING'], {subtotal: 300})).applied, [['SPRING', 300]]);
    const {applied, rejected} = await evaluate(['SPRING', 'WELCOME10'], {subtotal: 300});
    assert.deepEqual(applied, [['SPRING', 300]]);
    assert.deepEqual(rejected, [['WELCOME10', 'discount_code_combination_disallowed']]);
  });

  it('takes a code once', async () => {
    const {applied, rejected} = await evaluate(['WELCOME10', 'welcome10']);
    assert.deepEqual(applied, [['WELCOME10', 1000]]);
    assert.deepEqual(rejected, [['welcome10', 'discount_code_already_applied']]);
  });

  it('says nothing of a code that is unknown or not yet valid', async () => {
    for (const [code, at] of [
      ['NOPE', APRIL],
      ['', APRIL],
      ['constructor', APRIL],
      ['SPRING', '2026-02-28T23:59:59Z'],
    ] as const) {
      const {rejected, messages} = await evaluate([code], {at});
      assert.deepEqual(rejected, [[code, 'discount_code_invalid']]);
      assert.deepEqual(messages, ['This code is not valid.']);
    }
  });

  it('ends when it says', async () => {
    assert.deepEqual((await evaluate(['SPRING'], {at: '2026-05-31T23:59:59Z'})).applied, [['SPRING', 500]]);
    assert.deepEqual((await evaluate(['SPRING'], {at: '2026-06-01T00:00:00Z'})).rejected, [['SPRING', 'discount_code_expired']]);
  });

  it('refuses a cart in another currency', async () => {
    const request = {codes: [], subtotal: 1, currency: 'eur', now: 0};
    await assert.rejects(fileDiscounts(aCatalogFile()).evaluate(request), /discounts are in usd, but the cart is in eur/);
  });
});
