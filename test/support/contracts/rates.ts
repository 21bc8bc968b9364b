import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {FulfillmentRates} from '../../../server/core/ports.js';
import type {Address} from '../../../shared/address.js';

export interface RatesUnderTest {
  rates: FulfillmentRates;
  /** Costs nothing from a subtotal of 75.00 dollars on, and 5.90 below. */
  standard: string;
  /** Always 14.90 dollars. */
  express: string;
}

const NOW = Date.parse('2026-11-23T17:30:00Z'); // a Monday
const home: Address = {name: 'Ada', line_one: '2 Elm Street', city: 'Austin', state: 'TX', country: 'US', postal_code: '78701'};
const abroad: Address = {name: 'Ada', line_one: '1 Rue Un', city: 'Paris', state: '', country: 'FR', postal_code: '75001'};

/** What all delivery rates must do. `make` gives a US shop in dollars that delivers to Texas by standard and express, and not to France. */
export function ratesContract(name: string, make: (t: TestContext) => Promise<RatesUnderTest>): void {
  describe(`delivery rates: ${name}`, () => {
    const ask = (rates: FulfillmentRates, address: Address | undefined, subtotal = 5000, currency = 'usd') =>
      rates.rates({address, lines: [], subtotal, currency, now: NOW});

    it('offer what goes to an address, and nothing that is sent where nobody delivers or before there is an address', async (t) => {
      const {rates, standard, express} = await make(t);
      const sent = async (address?: Address) => (await ask(rates, address)).filter(({type}) => type !== 'pickup').map(({id}) => id);
      assert.deepEqual(await sent(home), [standard, express]);
      assert.deepEqual(await sent(abroad), []);
      assert.deepEqual(await sent(undefined), []);
    });

    it('cost nothing from a subtotal on', async (t) => {
      const {rates, standard, express} = await make(t);
      const amounts = async (subtotal: number) => {
        const offered = await ask(rates, home, subtotal);
        return [standard, express].map((wanted) => offered.find(({id}) => id === wanted)?.amount);
      };
      assert.deepEqual(await amounts(7499), [590, 1490]);
      assert.deepEqual(await amounts(7500), [0, 1490]);
    });

    it('say when the goods arrive, from now on and in order', async (t) => {
      const {rates} = await make(t);
      for (const {id, type, earliestDelivery: earliest = '', latestDelivery: latest = ''} of await ask(rates, home)) {
        if (type !== 'shipping') continue;
        assert.match(earliest, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, id);
        assert.ok(Date.parse(earliest) >= NOW && Date.parse(latest) >= Date.parse(earliest), id);
      }
    });

    it('are the same when asked again', async (t) => {
      const {rates} = await make(t);
      assert.deepEqual(await ask(rates, home), await ask(rates, home));
    });

    it('refuse another currency', async (t) => {
      const {rates} = await make(t);
      await assert.rejects(ask(rates, home, 5000, 'eur'), /usd.*eur/);
    });
  });
}
