import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {handOver} from '../../../server/core/fulfillment.js';
import type {CheckoutStore} from '../../../server/core/ports.js';
import type {Order} from '../../../shared/session.js';
import {testClock} from '../../support/test-clock.js';

const anOrder = (id: string): Order => ({id, checkout_session_id: `cs_${id}`, permalink_url: `https://shop.example/orders/${id}`});

/** A store that holds these orders for fulfillment. */
function waiting(...ids: string[]) {
  const left = new Set(ids);
  const store = {
    claimOrders: async () => [...left].map(anOrder),
    placed: async (id: string) => void left.delete(id),
  } as Partial<CheckoutStore> as CheckoutStore; // only these two are asked for
  return {store, left};
}

describe('handing orders to fulfillment', () => {
  it('is done once for each order that was taken in', async () => {
    const {store, left} = waiting('one', 'two');
    const placed: string[] = [];
    const fulfillment = {place: async ({id}: Order) => void placed.push(id)};
    assert.equal(await handOver({store, clock: testClock(), fulfillment}), 2);
    assert.equal(await handOver({store, clock: testClock(), fulfillment}), 0);
    assert.deepEqual([placed, left.size], [['one', 'two'], 0]);
  });

  it('goes on after a refusal, tells of it, and leaves that order for later', async () => {
    const {store, left} = waiting('one', 'two');
    const fulfillment = {
      place: async ({id}: Order) => {
        if (id === 'one') throw new Error('the warehouse is closed');
      },
    };
    await assert.rejects(handOver({store, clock: testClock(), fulfillment}), /the warehouse is closed/);
    assert.deepEqual([...left], ['one']);
  });

  it('claims nothing where nobody fulfills', async () => {
    const {store, left} = waiting('one');
    assert.equal(await handOver({store, clock: testClock()}), 0);
    assert.equal(left.size, 1);
  });
});
