import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fileRates} from '../../../../server/adapters/file/rates.js';
import type {Address} from '../../../../shared/address.js';
import {aCatalogFile, catalogJson} from './a-catalog-file.js';

const anAddress = (overrides: Partial<Address> = {}): Address => ({
  name: 'Ada Park',
  line_one: '2 Elm Street',
  city: 'Austin',
  state: 'TX',
  country: 'US',
  postal_code: '78701',
  ...overrides,
});

const MONDAY_MORNING = '2026-11-23T17:30:00Z'; // 09:30 in Oakland

function ask(address: Address | undefined, {at = MONDAY_MORNING, subtotal = 5000, file = aCatalogFile()} = {}) {
  return fileRates(file).rates({address, lines: [], subtotal, currency: file.shop.currency, now: Date.parse(at)});
}
const ids = async (...args: Parameters<typeof ask>) => (await ask(...args)).map(({id}) => id);
const rate = async (id: string, ...args: Parameters<typeof ask>) => {
  const found = (await ask(...args)).find((candidate) => candidate.id === id);
  assert.ok(found, `${id} is offered`);
  return found;
};

describe('fileRates', () => {
  it('offers only pickup while there is no address', async () => {
    assert.deepEqual(await ids(undefined), ['pickup']);
  });

  it('offers the zone’s services in the file’s order, then our round, then pickup', async () => {
    assert.deepEqual(await ids(anAddress({state: 'CA', city: 'Oakland', postal_code: '94611'})), [
      'us-standard',
      'us-express',
      'evening',
      'pickup',
    ]);
  });

  it('takes the zone of the state, however the state is written', async () => {
    for (const state of ['HI', 'hi', 'Hawaii', 'US-HI']) assert.deepEqual(await ids(anAddress({state})), ['far-post', 'pickup']);
  });

  it('offers nothing where nobody delivers', async () => {
    assert.deepEqual(await ids(anAddress({country: 'BR', state: 'SP'})), []);
  });

  it('reads ZIP+4 as its ZIP', async () => {
    assert.ok((await ids(anAddress({state: 'CA', postal_code: '94611-1234'}))).includes('evening'));
    assert.ok(!(await ids(anAddress({state: 'CA', postal_code: '9461'}))).includes('evening'));
  });

  it('is free from the stated subtotal, inclusive', async () => {
    assert.equal((await rate('us-standard', anAddress(), {subtotal: 7499})).amount, 590);
    assert.equal((await rate('us-standard', anAddress(), {subtotal: 7500})).amount, 0);
    assert.equal((await rate('us-express', anAddress(), {subtotal: 7500})).amount, 1490);
  });

  it('gives the whole option in the port’s words', async () => {
    assert.deepEqual(await rate('us-standard', anAddress()), {
      type: 'shipping',
      id: 'us-standard',
      title: 'Standard',
      carrier: 'USPS',
      amount: 590,
      earliestDelivery: '2026-11-26T20:00:00Z',
      latestDelivery: '2026-11-30T20:00:00Z',
    });
  });

  for (const [at, earliest, latest, why] of [
    ['2026-11-20T20:00:00Z', '2026-11-23T20:00:00Z', '2026-11-24T20:00:00Z', 'over a weekend'],
    ['2026-11-21T07:59:00Z', '2026-11-23T20:00:00Z', '2026-11-24T20:00:00Z', 'late on Friday in the shop, Saturday in UTC'],
    ['2026-11-22T20:00:00Z', '2026-11-23T20:00:00Z', '2026-11-24T20:00:00Z', 'from a Sunday'],
    ['2026-03-06T20:00:00Z', '2026-03-09T19:00:00Z', '2026-03-10T19:00:00Z', 'over the start of summer time'],
    ['2026-10-30T19:00:00Z', '2026-11-02T20:00:00Z', '2026-11-03T20:00:00Z', 'over the end of summer time'],
  ] as const)
    it(`counts one to two business days ${why}`, async () => {
      const {earliestDelivery, latestDelivery} = await rate('us-express', anAddress(), {at});
      assert.deepEqual([earliestDelivery, latestDelivery], [earliest, latest]);
    });

  for (const [at, start, end, why] of [
    [MONDAY_MORNING, '2026-11-24T01:00:00Z', '2026-11-24T04:00:00Z', 'tonight for a morning order'],
    ['2026-11-23T20:00:00Z', '2026-11-25T01:00:00Z', '2026-11-25T04:00:00Z', 'tomorrow for an order at noon'],
    ['2026-11-20T23:00:00Z', '2026-11-24T01:00:00Z', '2026-11-24T04:00:00Z', 'on Monday for Friday afternoon'],
    ['2026-11-21T17:00:00Z', '2026-11-24T01:00:00Z', '2026-11-24T04:00:00Z', 'on Monday for Saturday morning'],
    ['2026-03-06T23:00:00Z', '2026-03-10T00:00:00Z', '2026-03-10T03:00:00Z', 'at the same wall clock after the clocks went forward'],
  ] as const)
    it(`brings it ${why}`, async () => {
      const {window, serviceArea} = await rate('evening', anAddress({state: 'CA', postal_code: '94601'}), {at});
      assert.deepEqual(window, {start, end});
      assert.deepEqual(serviceArea, {radius_miles: 12});
    });

  for (const [at, readyBy, why] of [
    ['2026-11-23T18:20:00Z', '2026-11-23T23:00:00Z', 'four hours on, at the full hour'],
    ['2026-11-23T22:30:00Z', '2026-11-24T18:00:00Z', 'at tomorrow’s opening when that is past closing time'],
    ['2026-11-23T10:00:00Z', '2026-11-23T18:00:00Z', 'at opening time for an order in the night'],
  ] as const)
    it(`has a pickup ready ${why}`, async () => assert.equal((await rate('pickup', undefined, {at})).readyBy, readyBy));

  it('names the place of a pickup and takes no money for it', async () => {
    const {amount, location} = await rate('pickup', anAddress());
    assert.equal(amount, 0);
    assert.equal(location?.address.city, 'Oakland');
  });

  it('counts with the shop’s own weekend', async () => {
    const json = catalogJson();
    const file = aCatalogFile({...json, shop: {...json.shop, time_zone: 'Asia/Kuwait', weekend: ['friday', 'saturday']}});
    const thursday = '2026-11-26T09:00:00Z';
    assert.equal((await rate('us-express', anAddress(), {at: thursday, file})).earliestDelivery, '2026-11-29T09:00:00Z');
  });

  it('refuses a cart in another currency', async () => {
    const request = {address: anAddress(), lines: [], subtotal: 1, currency: 'eur', now: 0};
    await assert.rejects(fileRates(aCatalogFile()).rates(request), /delivery prices are in usd, but the cart is in eur/);
  });
});
