import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {TaxCalculator} from '../../../server/core/ports.js';
import type {Address} from '../../../shared/address.js';

export interface TaxUnderTest {
  tax: TaxCalculator;
  /** A tax category of goods that are nowhere taxed in California. */
  exempt: string;
}

const california: Address = {name: 'Ada', line_one: '1 Main Street', city: 'Los Angeles', state: 'CA', country: 'US', postal_code: '90012'};
const oregon: Address = {...california, city: 'Portland', state: 'OR', postal_code: '97201'};

/** What every tax calculator must do. `make` gives one for a shop that collects 7.25 % in California, not on delivery, and none in Oregon. */
export function taxContract(name: string, make: (t: TestContext) => Promise<TaxUnderTest>): void {
  describe(`tax: ${name}`, () => {
    const lines = (exempt: string) => [
      {lineId: 'li_1', itemId: 'cup', quantity: 2, amount: 4000, taxCategory: 'general'},
      {lineId: 'li_2', itemId: 'tea', quantity: 1, amount: 900, taxCategory: exempt},
      {lineId: 'li_3', itemId: 'gift', quantity: 1, amount: 0, taxCategory: 'general'},
    ];
    const options = [
      {id: 'standard', amount: 590},
      {id: 'express', amount: 1490},
    ];
    async function ask({tax, exempt}: TaxUnderTest, address: Address, change: {optionId?: string} = {}) {
      const result = await tax.calculate({address, lines: lines(exempt), options, optionId: 'standard', currency: 'usd', ...change});
      assert.ok(result.kind === 'taxed', result.kind);
      return result;
    }

    it('has an entry for every line and for the chosen way of delivery', async (t) => {
      const result = await ask(await make(t), california);
      assert.deepEqual([...result.lines].sort(), [
        ['li_1', 290],
        ['li_2', 0],
        ['li_3', 0],
      ]);
      assert.equal(result.options.get('standard'), 0);
    });

    it('follows the choice', async (t) => {
      const made = await make(t);
      assert.equal((await ask(made, california, {optionId: 'express'})).options.get('express'), 0);
      assert.equal((await ask(made, california)).options.get('standard'), 0);
    });

    it('is 0 where the shop collects none', async (t) => {
      const result = await ask(await make(t), oregon);
      assert.deepEqual([...new Set(result.lines.values())], [0]);
    });

    it('is the same when asked again, also at once', async (t) => {
      const made = await make(t);
      const [one, two] = await Promise.all([ask(made, california), ask(made, california)]);
      assert.deepEqual(one, two);
      assert.deepEqual(await ask(made, california), one);
    });
  });
}
