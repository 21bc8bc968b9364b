import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fileTax} from '../../../../server/adapters/file/tax.js';
import {share} from '../../../../server/core/share.js';
import {aCatalogFile} from './a-catalog-file.js';

const line = (amount: number, taxCategory = 'general') => ({lineId: 'l1', itemId: 'cup', quantity: 1, amount, taxCategory});

async function taxOf(place: {country?: string; state?: string; postal_code?: string}, lines = [line(2800)]) {
  const address = {name: '', line_one: '', city: '', state: '', country: 'US', postal_code: '', ...place};
  const result = await fileTax(aCatalogFile()).calculate({
    address,
    lines,
    options: [{id: 'ship', amount: 590}],
    optionId: 'ship',
    currency: 'usd',
  });
  assert.ok(result.kind === 'taxed');
  return {line: result.lines.get('l1'), option: result.options.get('ship')};
}

describe('fileTax', () => {
  for (const [place, line, option, why] of [
    [{state: 'CA', postal_code: '90012'}, 203, 0, 'the state’s rate: 7.25 % of 28.00'],
    [{state: 'CA', postal_code: '94611'}, 287, 0, 'the longer postal prefix: 10.25 %'],
    [{state: 'California', postal_code: '94611'}, 287, 0, 'a state written out'],
    [{state: 'ca'}, 203, 0, 'a state in small letters'],
    [{state: 'TX', postal_code: '94611'}, 231, 49, 'a rate of the right state even with a wrong postal code, delivery included'],
    [{state: 'OR'}, 0, 0, 'no tax where there is no row'],
    [{country: 'CA', state: 'CA', postal_code: '94611'}, 140, 30, 'the country’s row: 5 %, whatever looks like a US state'],
    [{country: 'DE'}, 0, 0, 'no tax abroad'],
  ] as const)
    it(`takes ${why}`, async () => assert.deepEqual(await taxOf(place), {line, option}));

  it('leaves exempt categories untaxed', async () => {
    assert.equal((await taxOf({state: 'CA'}, [line(2800, 'food')])).line, 0);
    assert.equal((await taxOf({state: 'TX'}, [line(2800, 'food')])).line, 231);
  });

  it('has an entry for every line and option', async () => {
    const lines = ['a', 'b', 'c'].map((lineId) => ({...line(100), lineId}));
    const address = {name: '', line_one: '', city: '', state: 'NV', country: 'US', postal_code: ''};
    const result = await fileTax(aCatalogFile()).calculate({
      address,
      lines,
      options: [{id: 'x', amount: 0}],
      optionId: 'x',
      currency: 'usd',
    });
    assert.ok(result.kind === 'taxed');
    assert.deepEqual(
      [...result.lines],
      [
        ['a', 0],
        ['b', 0],
        ['c', 0],
      ],
    );
    assert.deepEqual([...result.options], [['x', 0]]);
  });
});

describe('share', () => {
  for (const [amount, bps, currency, expected] of [
    [200, 25, 'usd', 1], // 0.5 goes up
    [199, 25, 'usd', 0],
    [2800, 1025, 'usd', 287],
    [1, 10_000, 'usd', 1],
    [0, 1025, 'usd', 0],
    [3905, 1000, 'jpy', 391],
    [7250, 1000, 'kwd', 730], // 725 fils: cards take tens
    [7240, 1000, 'kwd', 720],
    [9_899_999_901, 1025, 'usd', 1_014_749_990], // 99 of the dearest thing
  ] as const)
    it(`rounds ${bps} bps of ${amount} ${currency} to ${expected}`, () => assert.equal(share(amount, bps, currency), expected));
});
