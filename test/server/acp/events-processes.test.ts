import assert from 'node:assert/strict';
import {after, describe, it} from 'node:test';
import {makeDelivery} from '../../../server/acp/events/deliver.js';
import {sqlOutbox} from '../../../server/adapters/sql/outbox.js';
import {startPostgres} from '../../support/postgres.js';
import {aCompletion, aPayingRecord} from '../../support/records.js';
import {testClock} from '../../support/test-clock.js';
import {aFile, open} from '../adapters/sql/open.js';
import {eventReceiver, TARGET} from './open-events.js';

const cluster = await startPostgres();
after(async () => {
  if (typeof cluster !== 'string') await cluster.stop();
});

/** Two servers on one database, each with many rounds of delivery under way at once. */
function together(name: string, place: () => Promise<{url: string; clean?: () => Promise<void>}>, skip: string | false) {
  describe(`order events of two processes on ${name}`, {skip}, () => {
    it('arrive once each, an order’s one after the other', async (t) => {
      const {url, clean} = await place();
      const [one, other] = [await open(url), await open(url, clean)];
      t.after(async () => {
        await one.end();
        await other.end();
      });
      const orders = 12;
      const updates = 3;
      const clock = testClock(2_000_000);
      for (let count = 0; count < orders; count += 1) {
        await one.seed([{itemId: 'mug', onHand: 100}]);
        const paying = aPayingRecord({id: `session-${count}`});
        await one.store.insert(paying);
        const [paid, order, event] = aCompletion(paying, `order-${count}`);
        assert.ok(await one.store.complete(paid, order, event));
        for (let update = 1; update <= updates; update += 1) {
          const record = (await one.store.get(paying.id))!;
          const changed = {...order, status: `update ${update}`};
          assert.ok(await one.store.amend({...record, order: changed}, changed, {type: 'order_update', order: changed, livemode: false}));
        }
      }
      const receiver = eventReceiver(() => clock.now());
      receiver.answer(503, 503, 503, 503, 503);
      const deliveries = [one, other].map(({db}) =>
        makeDelivery({
          outbox: sqlOutbox(db),
          targetOf: () => TARGET,
          clock,
          fetch: receiver.fetch,
          random: Math.random,
          onDead: ({fault}) => assert.fail(fault),
        }),
      );
      let waiting = orders;
      for (let round = 0; round < 50 && waiting; round += 1) {
        await Promise.all(deliveries.flatMap((deliver) => [deliver(), deliver(), deliver()]));
        waiting = (await sqlOutbox(one.db).waiting(1)).length;
        clock.pass(5_000);
      }
      assert.equal(receiver.accepted.length, orders * (1 + updates), 'each arrived once');
      for (let count = 0; count < orders; count += 1) {
        const told = receiver.accepted.filter(({data}) => data.id === `order-${count}`).map(({data}) => data.status);
        assert.deepEqual(told, ['confirmed', 'update 1', 'update 2', 'update 3']);
      }
    });
  });
}

together('SQLite', aFile, false);
together(
  'Postgres',
  async () => ({url: typeof cluster === 'string' ? '' : await cluster.database()}),
  typeof cluster === 'string' ? cluster : false,
);
