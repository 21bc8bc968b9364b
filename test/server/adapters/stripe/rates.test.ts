import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {stripeRates, stripeShipsTo, type StripeRatesSettings} from '../../../../server/adapters/stripe/rates.js';
import type {Address} from '../../../../shared/address.js';
import {ratesContract} from '../../../support/contracts/rates.js';
import {openStripe} from './open-stripe.js';
import {ship} from './seeds.js';

const settings: StripeRatesSettings = {currency: 'usd', country: 'US', livemode: false, taxOnTop: true, timeZone: 'America/Los_Angeles'};
const NOW = Date.parse('2026-11-23T17:30:00Z'); // Monday, 09:30 in Oakland
const anAddress = (change: Partial<Address> = {}): Address => ({
  name: 'Ada Park',
  line_one: '2 Elm Street',
  city: 'Austin',
  state: 'TX',
  country: 'US',
  postal_code: '78701',
  ...change,
});

async function open(t: TestContext, change: Partial<StripeRatesSettings> = {}) {
  const stripe = await openStripe(t);
  const wanted = {...settings, ...change};
  const rates = stripeRates(stripe.client, wanted);
  const ask = (address = anAddress(), subtotal = 5000) => rates.rates({address, lines: [], subtotal, currency: wanted.currency, now: NOW});
  const ids = async (change: Partial<Address> = {}) => (await ask(anAddress(change))).map(({id}) => id);
  return {...stripe, ask, ids, shipsTo: () => stripeShipsTo(stripe.client, wanted)};
}

ratesContract('Stripe', async (t) => {
  const {client} = await openStripe(t);
  const delivery_estimate = {minimum: {unit: 'business_day', value: 3}, maximum: {unit: 'business_day', value: 5}} as const;
  const express = await ship(client, 'Express', 1490, {delivery_estimate});
  const standard = await ship(client, 'Standard', 590, {delivery_estimate, metadata: {free_over: '7500'}});
  return {rates: stripeRates(client, settings), standard, express};
});

describe('stripeRates', () => {
  it('tells everything that the rate says', async (t) => {
    const {client, ask} = await open(t);
    const id = await ship(client, 'Standard', 590, {metadata: {carrier: 'USPS'}});
    assert.deepEqual(await ask(), [{type: 'shipping', id, title: 'Standard', carrier: 'USPS', amount: 590}]);
  });

  for (const [unit, value, arrives, why] of [
    ['hour', 20, '2026-11-24T14:00:00Z', 'up to the full hour'],
    ['day', 6, '2026-11-29T20:00:00Z', 'noon of the day, Sundays too'],
    ['business_day', 6, '2026-12-01T20:00:00Z', 'past the weekend'],
    ['week', 2, '2026-12-07T20:00:00Z', 'seven days each'],
    ['month', 3, '2027-02-23T20:00:00Z', 'the same day of the month'],
    ['month', 5, '2027-04-23T19:00:00Z', 'noon on the summer clock'],
  ] as const)
    it(`counts ${value} ${unit} as ${why}`, async (t) => {
      const {client, ask} = await open(t);
      await ship(client, 'Parcel', 590, {delivery_estimate: {minimum: {unit: 'day', value: 1}, maximum: {unit, value}}});
      const [rate] = await ask();
      assert.deepEqual([rate?.earliestDelivery, rate?.latestDelivery], ['2026-11-24T20:00:00Z', arrives]);
    });

  it('promises no day that the rate does not name', async (t) => {
    const {client, ask} = await open(t);
    await ship(client, 'Parcel', 590, {delivery_estimate: {maximum: {unit: 'week', value: 1}}});
    const [rate] = await ask();
    assert.deepEqual([rate?.earliestDelivery, rate?.latestDelivery], [undefined, '2026-11-30T20:00:00Z']);
  });

  it('is offered by country, state and postal code, all of what is named', async (t) => {
    const {client, ids} = await open(t);
    const everywhere = await ship(client, 'Everywhere', 100);
    const europe = await ship(client, 'Europe', 200, {metadata: {countries: 'de, FR'}});
    const west = await ship(client, 'West', 300, {metadata: {countries: 'US', states: 'CA, Oregon, New Mexico'}});
    const bay = await ship(client, 'Bay', 400, {metadata: {postal_codes: '946* 94105'}});
    const london = await ship(client, 'London', 500, {metadata: {countries: 'GB', postal_codes: 'SW1A 1AA, EC*'}});
    for (const [address, expected] of [
      [{}, [everywhere]],
      [{country: 'FR', state: ''}, [everywhere, europe]],
      [{country: 'JP', state: ''}, []],
      [{state: 'California', postal_code: '94601'}, [everywhere, west, bay]],
      [{state: 'CA', postal_code: '94105-1234'}, [everywhere, west, bay]],
      [{state: 'CA', postal_code: '94106'}, [everywhere, west]],
      [{state: 'nm', postal_code: '87501'}, [everywhere, west]],
      [{country: 'DE', state: '', postal_code: '94601'}, [everywhere, europe]],
      [{country: 'GB', state: '', postal_code: 'sw1a1aa'}, [everywhere, london]],
      [{country: 'GB', state: '', postal_code: 'EC4M 8AD'}, [everywhere, london]],
    ] as [Partial<Address>, string[]][])
      assert.deepEqual(await ids(address), expected, JSON.stringify(address));
  });

  it('goes by position, then by amount', async (t) => {
    const {client, ids} = await open(t);
    const dear = await ship(client, 'Dear', 900);
    const cheap = await ship(client, 'Cheap', 100);
    const first = await ship(client, 'First', 500, {metadata: {position: '1'}});
    const second = await ship(client, 'Second', 400, {metadata: {position: '2'}});
    assert.deepEqual(await ids(), [first, second, cheap, dear]);
  });

  it('leaves out what is archived, in another currency, or holds its tax already', async (t) => {
    const {client, ask, ids} = await open(t);
    const archived = await ship(client, 'Archived', 100);
    await client.shippingRates.update(archived, {active: false});
    await ship(client, 'Euro', 0, {fixed_amount: {amount: 100, currency: 'eur'}});
    await ship(client, 'Gross', 100, {tax_behavior: 'inclusive'});
    const both = await ship(client, 'Both', 0, {fixed_amount: {amount: 450, currency: 'eur', currency_options: {usd: {amount: 500}}}});
    assert.deepEqual(await ids(), [both]);
    assert.equal((await ask())[0]?.amount, 500);
  });

  it('offers rates that hold their tax where none is added, and no test rates with a live key', async (t) => {
    const untaxed = await open(t, {taxOnTop: false});
    const gross = await ship(untaxed.client, 'Gross', 100, {tax_behavior: 'inclusive'});
    assert.deepEqual(await untaxed.ids(), [gross]);
    const live = await open(t, {livemode: true});
    await ship(live.client, 'Standard', 590);
    assert.deepEqual(await live.ids(), []);
  });

  it('counts in the shop’s own minor units, its threshold too', async (t) => {
    const {client, ask} = await open(t, {currency: 'isk', country: 'IS'});
    await ship(client, 'Póstur', 0, {fixed_amount: {amount: 120_000, currency: 'isk'}, metadata: {free_over: '900000'}});
    const at = async (subtotal: number) => (await ask(anAddress({country: 'IS'}), subtotal))[0]?.amount;
    assert.deepEqual([await at(8999), await at(9000)], [1200, 0]);
  });

  it('says that Stripe cannot be reached', async (t) => {
    const {sandbox, ask} = await open(t);
    sandbox.setFaults({error_429: true, method: 'GET', path: '/v1/shipping_rates'});
    await assert.rejects(ask(), {code: 'service_unavailable'});
  });
});

describe('the countries delivered to', () => {
  it('are those the rates name, the shop’s own first', async (t) => {
    const {client, shipsTo} = await open(t);
    assert.deepEqual(await shipsTo(), []);
    await ship(client, 'Europe', 200, {metadata: {countries: 'DE FR'}});
    assert.deepEqual(await shipsTo(), ['DE', 'FR']);
    await ship(client, 'Home', 100);
    assert.deepEqual(await shipsTo(), ['US', 'DE', 'FR']);
  });

  it('are refused when no rate has a price in the shop’s currency', async (t) => {
    const {client, shipsTo} = await open(t, {currency: 'jpy'});
    await ship(client, 'Standard', 590);
    await assert.rejects(shipsTo(), {
      message:
        'SHIPPING: none of the 1 active shipping rates in Stripe can be used. The shop sells in JPY, the rates are in USD, and must not include tax.',
    });
  });
});
