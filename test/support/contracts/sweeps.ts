import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import type {Sweeps} from '../../../server/adapters/sql/sweeps.js';
import type {Outbox} from '../../../server/core/ports.js';
import {aCompletion, aPayingRecord, aRecord} from '../records.js';
import type {StoreUnderTest} from './store.js';

export interface SweepsUnderTest extends StoreUnderTest {
  outbox: Outbox;
  sweeps: Sweeps;
}

/** What every database must do when it is swept. `make` gives an empty one each time. */
export function sweepsContract(name: string, make: () => Promise<SweepsUnderTest>): void {
  const open = async (t: TestContext) => {
    const made = await make();
    t.after(() => made.end());
    await made.seed([
      {itemId: 'mug', onHand: 50},
      {itemId: 'candle', onHand: 50},
    ]);
    return made;
  };

  describe(`sweeps: ${name}`, () => {
    it('deletes order events that were delivered before, and no dead letter and nothing that waits', async (t) => {
      const {store, outbox, sweeps, events} = await open(t);
      const [record, order, event] = aCompletion(aPayingRecord());
      await store.insert(aPayingRecord());
      await store.complete(record, order, event);
      for (const change of [1, 2, 3]) {
        const {record: now} = (await store.order(order.id))!;
        await store.amend(now, order, {...event, type: 'order_update', order: {...order, order_number: String(change)}});
      }
      const claim = async () => (await outbox.claim(9e12, 9e12 + 1000, 1))[0]!;
      await outbox.delivered(await claim(), 100);
      await outbox.delivered(await claim(), 200);
      await outbox.bury(await claim(), 'status 400');

      assert.equal(await sweeps.events(100), 0);
      assert.equal(await sweeps.events(101), 1);
      assert.equal(await sweeps.events(101), 0);
      assert.equal((await events()).length, 3);
      assert.equal(await sweeps.events(9e15), 1);
      const left = await outbox.waiting(10);
      assert.deepEqual(
        left.map(({fault, nextAt}) => [fault, nextAt === undefined]),
        [
          ['status 400', true],
          [undefined, false],
        ],
      );
    });

    it('forgets notices of the payment provider that came before', async (t) => {
      const {store, sweeps} = await open(t);
      await store.remember('evt_1', 100);
      await store.remember('evt_2', 200);
      assert.deepEqual([await sweeps.notices(101), await sweeps.notices(101)], [1, 0]);
      assert.deepEqual([await store.seen('evt_1'), await store.seen('evt_2')], [false, true]);
    });

    it('gives back what is reserved for a session that has ended, or that there is not, and nothing of the others', async (t) => {
      const {store, stock, sweeps} = await open(t);
      const mugs = (quantity: number) => [{itemId: 'mug', quantity}];
      for (const phase of ['open', 'canceled', 'expired', 'completed'] as const) {
        await store.insert(aRecord({id: phase, phase}));
        await stock.reserve(phase, mugs(1));
      }
      await store.insert(aPayingRecord({id: 'paying'}));
      await stock.reserve('paying', mugs(10));
      await stock.reserve('nobody', [...mugs(2), {itemId: 'candle', quantity: 3}]);

      assert.equal(await sweeps.reservations(), 4);
      assert.deepEqual(
        [...(await stock.available(['mug', 'candle']))],
        [
          ['mug', 39],
          ['candle', 50],
        ],
      );
      assert.equal(await sweeps.reservations(), 0);
    });
  });
}
