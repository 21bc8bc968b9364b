import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Charge} from '../../../server/core/ports.js';
import {openShop, sanFrancisco} from '../../support/open-shop.js';

const nowhere = {name: '', line_one: '', city: '', state: '', country: 'US', postal_code: ''};
const items = [{itemId: 'cup-ink-s', quantity: 2}];

/** What the provider is asked to do. */
const asked = (shop: Awaited<ReturnType<typeof openShop>>) => shop.payments.sent.map(({request}) => JSON.parse(request) as Charge);

describe('where a paid order is sent', () => {
  it('is not said of a pickup, whose address may be incomplete', async (t) => {
    for (const address of [nowhere, {...nowhere, city: 'San Francisco'}, sanFrancisco]) {
      const shop = await openShop(t);
      const {id, status} = await shop.checkout.create({items, details: {address}, optionId: 'pickup'});
      assert.equal(status, 'ready_for_payment');
      const session = await shop.checkout.complete(id, {token: 'spt_1'});
      assert.equal(session.status, 'completed');
      assert.deepEqual(
        asked(shop).map((charge) => [charge.amount, 'shipping' in charge]),
        [[session.totals.at(-1)?.amount, false]],
      );
    }
  });

  it('is said of a delivery', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.checkout.create({items, details: {address: sanFrancisco, phone_number: '+14155550100'}});
    assert.equal((await shop.checkout.complete(id, {token: 'spt_1'})).status, 'completed');
    assert.deepEqual(
      asked(shop).map(({shipping}) => shipping),
      [{name: 'Ada Byron', address: sanFrancisco, phone: '+14155550100'}],
    );
  });

  it('is not charged for while a delivery lacks its address', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.checkout.create({items, details: {address: nowhere}});
    assert.equal((await shop.checkout.complete(id, {token: 'spt_1'})).status, 'not_ready_for_payment');
    assert.deepEqual(asked(shop), []);
  });
});
