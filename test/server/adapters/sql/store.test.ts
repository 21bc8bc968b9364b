import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {CompiledQuery, sql} from 'kysely';
import {sqlCalls} from '../../../../server/adapters/sql/calls.js';
import {sqlStock} from '../../../../server/adapters/sql/stock.js';
import {sqlStore} from '../../../../server/adapters/sql/store.js';
import {callsContract} from '../../../support/contracts/calls.js';
import {storeContract} from '../../../support/contracts/store.js';
import {aCompletion, aPayingRecord, aRecord} from '../../../support/records.js';
import {aFile, inMemory, open, twoConnections} from './open.js';
import {queriesOf} from './queries.js';

storeContract('SQLite in memory', inMemory);
storeContract('SQLite, two connections to one file', twoConnections);
callsContract('SQLite in memory', inMemory);
callsContract('SQLite, two connections to one file', twoConnections);

describe('the SQLite store', () => {
  it('still has everything after a restart', async (t) => {
    const {url, clean} = await aFile();
    t.after(clean);
    const before = await open(url);
    await before.seed([{itemId: 'mug', onHand: 5}]);
    await before.stock.reserve('session-1', [{itemId: 'mug', quantity: 2}]);
    await before.store.insert(aPayingRecord());
    await before.store.insert(aRecord({id: 'session-2'}));
    const [record, order, event] = aCompletion(aPayingRecord());
    await before.store.complete(record, order, event);
    await before.end();

    const after = await open(url);
    t.after(after.end);
    assert.deepEqual(await after.store.get('session-2'), aRecord({id: 'session-2'}));
    assert.deepEqual(await after.store.order('order-1'), {order, record: {...record, version: 2}});
    assert.deepEqual(await after.events(), [event]);
    assert.equal((await after.stock.available(['mug'])).get('mug'), 3);
  });

  it('leaves nothing behind when the very last step of completing fails', async (t) => {
    const {db, store, stock, seed, end} = await inMemory();
    t.after(end);
    await seed([
      {itemId: 'mug', onHand: 5},
      {itemId: 'candle', onHand: 3},
    ]);
    await stock.reserve('session-1', aRecord().inputs.items);
    await store.insert(aPayingRecord());
    await sql`drop table outbox`.execute(db);
    await assert.rejects(store.complete(...aCompletion(aPayingRecord())), /outbox/);
    assert.deepEqual(await store.get('session-1'), aPayingRecord());
    assert.equal(await store.order('order-1'), undefined);
    assert.equal((await stock.available(['mug'])).get('mug'), 3);
    await stock.release('session-1');
    assert.equal((await stock.available(['mug'])).get('mug'), 5);
  });

  it('keeps amounts with their currency, and the outbox ready for delivery', async (t) => {
    const {db, store, end} = await inMemory();
    t.after(end);
    await store.insert(aPayingRecord());
    await store.complete(...aCompletion(aPayingRecord()));
    const session = await db.selectFrom('checkout_sessions').select(['total', 'currency', 'phase', 'check_at']).executeTakeFirst();
    assert.deepEqual(session, {total: 7150, currency: 'usd', phase: 'completed', check_at: null});
    const order = await db.selectFrom('orders').select(['amount', 'currency', 'order_number', 'session_id']).executeTakeFirst();
    assert.deepEqual(order, {amount: 7150, currency: 'usd', order_number: '4F7K-29QT', session_id: 'session-1'});
    const event = await db.selectFrom('outbox').select(['type', 'order_id', 'attempts', 'next_at', 'delivered_at']).executeTakeFirst();
    assert.deepEqual(event, {type: 'order_create', order_id: 'order-1', attempts: 0, next_at: 1_002_000, delivered_at: null});
  });

  it('finds every row of a checkout by key or partial index and scans nothing', async (t) => {
    const {db, seed, end} = await inMemory();
    t.after(end);
    await seed([{itemId: 'mug', onHand: 5}]);
    const queries = await queriesOf(db, async (heard) => {
      const [store, stock, calls] = [sqlStore(heard), sqlStock(heard), sqlCalls(heard)];
      await stock.reserve('session-1', [{itemId: 'mug', quantity: 2}]);
      await stock.reserve('session-2', [{itemId: 'mug', quantity: 9}]);
      await stock.available(['mug', 'candle']);
      await stock.release('session-2');
      await store.insert(aPayingRecord());
      await store.get('session-1');
      await store.replace(aPayingRecord());
      await store.complete(...aCompletion(aPayingRecord({version: 2})));
      await store.order('order-1');
      await store.expired(5, 10);
      await store.unsettled(5, 10);
      await store.awaiting(10);
      for (const now of [0, 20, 90_000_000]) await calls.claim({key: 'k', fingerprint: 'f', now, until: now + 10, since: now - 5_000});
      await calls.keep({key: 'k', answer: 'a'});
      await calls.leave('k');
      await calls.drop('k');
      await calls.sweep(9e15);
    });
    assert.ok(queries.length > 20);
    const plans: string[] = [];
    for (const query of queries) {
      const {rows} = await db.executeQuery<{detail: string}>(CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]));
      plans.push(...rows.map(({detail}) => detail));
    }
    assert.deepEqual(
      plans.filter((plan) => /SCAN|TEMP B-TREE/.test(plan)),
      [],
    );
    assert.ok(plans.includes('SEARCH checkout_sessions USING COVERING INDEX checkout_sessions_open (expires_at<?)'));
    assert.ok(plans.includes('SEARCH checkout_sessions USING COVERING INDEX checkout_sessions_paying (check_at<?)'));
    assert.ok(plans.some((plan) => plan.includes('INDEX checkout_sessions_waiting')));
  });
});
