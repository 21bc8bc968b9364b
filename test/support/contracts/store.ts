import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {CheckoutStore, OrderEvent} from '../../../server/core/ports.js';
import {aCompletion, aPayingRecord, aRecord} from '../records.js';
import type {StockUnderTest} from './stock.js';

export interface StoreUnderTest extends StockUnderTest {
  store: CheckoutStore;
  /** What the outbox holds, oldest first. */
  events(): Promise<OrderEvent[]>;
}

/** What every checkout store must do, together with the stock that completion takes from. `make` gives an empty one each time. */
export function storeContract(name: string, make: () => Promise<StoreUnderTest>): void {
  async function aStore(t: TestContext): Promise<StoreUnderTest> {
    const made = await make();
    t.after(() => made.end());
    return made;
  }
  /** `session-1` is in payment for two of five mugs and one of three candles. */
  async function paying(t: TestContext): Promise<StoreUnderTest> {
    const made = await aStore(t);
    await made.seed([
      {itemId: 'mug', onHand: 5},
      {itemId: 'candle', onHand: 3},
    ]);
    await made.stock.reserve('session-1', aRecord().inputs.items);
    await made.store.insert(aPayingRecord());
    return made;
  }
  const counts = async ({stock}: StoreUnderTest) => Object.fromEntries(await stock.available(['mug', 'candle']));

  describe(`store: ${name}`, () => {
    it('hands out an order paid with real money until it was taken in, to one caller at a time', async (t) => {
      const {store} = await paying(t);
      const [record, order, event] = aCompletion(aPayingRecord());
      await store.complete(record, order, {...event, livemode: true});
      const ids = async (now: number) => (await store.claimOrders(now, now + 1000, 10)).map(({id}) => id);
      const at = record.updatedAt;
      assert.deepEqual(await ids(at - 1), []);
      const claims = await Promise.all([ids(at), ids(at), ids(at)]);
      assert.deepEqual(claims.flat(), [order.id]);
      assert.deepEqual(await ids(at + 999), []);
      assert.deepEqual(await ids(at + 1000), [order.id]);
      await store.placed(order.id);
      assert.deepEqual(await ids(at + 10_000), []);
    });

    it('never hands out an order of test mode', async (t) => {
      const {store} = await paying(t);
      await store.complete(...aCompletion(aPayingRecord()));
      assert.deepEqual(await store.claimOrders(9e15, 9e15, 10), []);
    });

    it('finds the open sessions that wait for an approval, the one that waits longest first', async (t) => {
      const {store} = await aStore(t);
      const waiting = (id: string, approvalAskedAt: number, more = {}) => aRecord({id, approvalAskedAt, ...more});
      await store.insert(waiting('late', 3_000));
      await store.insert(waiting('early', 1_000));
      await store.insert(waiting('canceled', 600, {phase: 'canceled'}));
      await store.insert(aRecord({id: 'free'}));
      assert.deepEqual(await store.awaiting(10), [waiting('early', 1_000), waiting('late', 3_000)]);
      assert.deepEqual(
        (await store.awaiting(1)).map(({id}) => id),
        ['early'],
      );
      await store.replace(aRecord({id: 'early', updatedAt: 2_000_000}));
      assert.deepEqual(
        (await store.awaiting(10)).map(({id}) => id),
        ['late'],
      );
    });

    it('gives back what was put in, and nothing for an unknown id', async (t) => {
      const {store} = await aStore(t);
      const record = aPayingRecord({
        priceChangedFrom: 7000,
        hosted: {id: 'page-1', url: 'https://pay.example/1', total: 7150},
        expiresAt: 1_900_000_000_123,
      });
      await store.insert(record);
      assert.deepEqual(await store.get('session-1'), record);
      assert.equal(await store.get('session-2'), undefined);
      assert.equal(await store.order('order-1'), undefined);
    });

    it('refuses a second session with the same id', async (t) => {
      const {store} = await aStore(t);
      await store.insert(aRecord());
      await assert.rejects(store.insert(aRecord({updatedAt: 5})));
      assert.deepEqual(await store.get('session-1'), aRecord());
    });

    it('keeps text of every kind', async (t) => {
      const {store} = await aStore(t);
      const buyer = {email: 'a@example.com', full_name: 'Zoë "Ō\'Neill" 😀 \u0000 $1 :x ?'};
      await store.insert(aRecord({inputs: {items: [], codes: [], buyer}}));
      assert.deepEqual((await store.get('session-1'))?.inputs.buyer, buyer);
    });

    it('replaces a record and counts its version up', async (t) => {
      const {store} = await aStore(t);
      await store.insert(aRecord());
      assert.equal(await store.replace(aRecord({updatedAt: 1_001_000, phase: 'canceled'})), true);
      assert.deepEqual(await store.get('session-1'), aRecord({version: 2, updatedAt: 1_001_000, phase: 'canceled'}));
    });

    it('answers false and changes nothing when somebody was faster', async (t) => {
      const {store} = await aStore(t);
      await store.insert(aRecord());
      await store.replace(aRecord({updatedAt: 1}));
      assert.equal(await store.replace(aRecord({updatedAt: 2})), false);
      assert.equal(await store.replace(aRecord({id: 'session-2'})), false);
      assert.equal((await store.get('session-1'))?.updatedAt, 1);
    });

    it('lets one of ten replacements through when all come at once', async (t) => {
      const {store} = await aStore(t);
      await store.insert(aRecord());
      const won = await Promise.all(Array.from({length: 10}, (_, index) => store.replace(aRecord({updatedAt: index}))));
      assert.equal(won.filter(Boolean).length, 1);
      assert.equal((await store.get('session-1'))?.updatedAt, won.indexOf(true));
      assert.equal((await store.get('session-1'))?.version, 2);
    });

    it('completes: keeps the order, takes the stock, ends the reservation, queues the event', async (t) => {
      const made = await paying(t);
      await made.stock.reserve('somebody else', [{itemId: 'mug', quantity: 1}]);
      const [record, order, event] = aCompletion(aPayingRecord());
      assert.equal(await made.store.complete(record, order, event), true);
      assert.deepEqual(await made.store.order('order-1'), {order, record: {...record, version: 2}});
      assert.deepEqual(await made.store.get('session-1'), {...record, version: 2});
      assert.deepEqual(await made.events(), [event]);
      assert.deepEqual(await counts(made), {mug: 2, candle: 2});
      await made.stock.release('session-1');
      assert.deepEqual(await counts(made), {mug: 2, candle: 2}, 'nothing of it is held any more');
      await made.stock.release('somebody else');
      assert.deepEqual(await counts(made), {mug: 3, candle: 2});
    });

    it('completes once: the lost race leaves order, stock and outbox alone', async (t) => {
      const made = await paying(t);
      const won = await Promise.all(
        ['order-1', 'order-2', 'order-3'].map((orderId) => made.store.complete(...aCompletion(aPayingRecord(), orderId))),
      );
      assert.deepEqual([...won].sort(), [false, false, true]);
      const orderId = `order-${won.indexOf(true) + 1}`;
      assert.deepEqual(
        (await made.events()).map(({order}) => order.id),
        [orderId],
      );
      assert.equal((await made.store.get('session-1'))?.order?.id, orderId);
      assert.deepEqual(await counts(made), {mug: 3, candle: 2});
    });

    it('leaves nothing behind when completing fails half way', async (t) => {
      const made = await paying(t);
      await made.store.complete(...aCompletion(aPayingRecord()));
      await made.stock.reserve('session-2', aRecord().inputs.items);
      await made.store.insert(aPayingRecord({id: 'session-2'}));
      // An order id that is taken: the session is replaced by then, stock and outbox come later.
      await assert.rejects(made.store.complete(...aCompletion(aPayingRecord({id: 'session-2'}), 'order-1')));
      assert.deepEqual(await made.store.get('session-2'), aPayingRecord({id: 'session-2'}));
      assert.equal((await made.store.order('order-1'))?.record.id, 'session-1');
      assert.equal((await made.events()).length, 1);
      assert.deepEqual(await counts(made), {mug: 1, candle: 1});
      await made.stock.release('session-2');
      assert.deepEqual(await counts(made), {mug: 3, candle: 2}, 'the reservation was still there');
    });

    it('completes without a reservation and with too little in stock: the money has moved', async (t) => {
      const made = await aStore(t);
      await made.seed([{itemId: 'mug', onHand: 1}]);
      await made.stock.reserve('somebody else', [{itemId: 'mug', quantity: 1}]);
      await made.store.insert(aPayingRecord());
      assert.equal(await made.store.complete(...aCompletion(aPayingRecord())), true);
      assert.deepEqual(await counts(made), {mug: 0, candle: 0});
      await made.stock.release('somebody else');
      assert.deepEqual(await counts(made), {mug: 0, candle: 0});
    });

    it('takes what was sold, not what happened to be reserved', async (t) => {
      const made = await paying(t);
      await made.stock.reserve('session-1', [{itemId: 'mug', quantity: 4}]);
      await made.store.complete(...aCompletion(aPayingRecord()));
      assert.deepEqual(await counts(made), {mug: 3, candle: 2});
    });

    it('ends the reservation of a session with the session, and only then', async (t) => {
      for (const phase of ['canceled', 'expired'] as const) {
        const made = await paying(t);
        assert.equal(await made.store.replace(aRecord({phase, version: 2})), false);
        assert.deepEqual(await counts(made), {mug: 3, candle: 2});
        assert.equal(await made.store.replace(aRecord()), true);
        assert.deepEqual(await counts(made), {mug: 3, candle: 2});
        assert.equal(await made.store.replace(aRecord({phase, version: 2})), true);
        assert.deepEqual(await counts(made), {mug: 5, candle: 3});
      }
    });

    const withLimits = (limits: Record<string, number>) => ({
      ...aRecord().quote,
      applied: Object.entries(limits).map(([id, limit]) => ({id, name: id, amount: 1, limit})),
    });
    const uses = async ({store}: StoreUnderTest) => Object.fromEntries(await store.discountUses(['A', 'B', 'C']));

    it('takes a use of each limited discount while a session is paid, and gives it back when it was not', async (t) => {
      const made = await aStore(t);
      const quote = withLimits({B: 2, A: 1});
      await made.store.insert(aRecord({quote}));
      assert.deepEqual(await uses(made), {A: 0, B: 0, C: 0});
      assert.equal(await made.store.replace(aPayingRecord({quote})), true);
      assert.equal(await made.store.replace(aPayingRecord({quote, version: 2})), true);
      assert.deepEqual(await uses(made), {A: 1, B: 1, C: 0});
      assert.equal(await made.store.replace(aRecord({quote, version: 3})), true);
      assert.equal(await made.store.replace(aRecord({quote, version: 4})), true);
      assert.deepEqual(await uses(made), {A: 0, B: 0, C: 0});
    });

    it('keeps the uses of a session that was paid, beyond the limit too: the money has moved', async (t) => {
      const made = await aStore(t);
      const quote = withLimits({A: 1});
      await made.store.insert(aPayingRecord({quote, phase: 'open'}));
      await made.store.replace(aPayingRecord({quote}));
      await made.store.complete(...aCompletion(aPayingRecord({quote, version: 2})));
      assert.deepEqual(await uses(made), {A: 1, B: 0, C: 0});
      await made.store.insert(aRecord({id: 'session-2', quote}));
      await made.store.complete(...aCompletion(aRecord({id: 'session-2', quote}), 'order-2'));
      assert.deepEqual(await uses(made), {A: 2, B: 0, C: 0});
    });

    it('gives the last use to one of ten payments, and changes nothing for the others', async (t) => {
      const made = await aStore(t);
      const quote = withLimits({C: 99, A: 3, B: 99});
      const ids = Array.from({length: 10}, (_, index) => `session-${index}`);
      for (const id of ids) await made.store.insert(aRecord({id, quote}));
      const won = await Promise.all(ids.map((id) => made.store.replace(aPayingRecord({id, quote}))));
      assert.equal(won.filter(Boolean).length, 3);
      assert.deepEqual(await uses(made), {A: 3, B: 3, C: 3});
      for (const [index, id] of ids.entries()) assert.equal((await made.store.get(id))?.phase, won[index] ? 'paying' : 'open');
    });

    it('lists open sessions that have expired, oldest first, up to a limit', async (t) => {
      const {store} = await aStore(t);
      for (const [id, expiresAt] of Object.entries({late: 300, early: 100, middle: 200, at: 400, after: 500})) {
        await store.insert(aRecord({id, expiresAt}));
      }
      for (const phase of ['canceled', 'completed', 'expired', 'paying'] as const) {
        await store.insert(aRecord({id: phase, phase, expiresAt: 50}));
      }
      assert.deepEqual(await store.expired(400, 10), ['early', 'middle', 'late']);
      assert.deepEqual(await store.expired(400, 2), ['early', 'middle']);
      assert.deepEqual(await store.expired(100, 10), []);
      await store.replace(aRecord({id: 'early', phase: 'expired', expiresAt: 100}));
      await store.replace(aRecord({id: 'late', expiresAt: 900}));
      assert.deepEqual(await store.expired(400, 10), ['middle']);
    });

    it('lists payments that are due, oldest first, up to a limit', async (t) => {
      const {store} = await aStore(t);
      for (const [id, checkAt] of Object.entries({late: 300, early: 100, middle: 200, at: 400, after: 500})) {
        await store.insert(aPayingRecord({id, checkAt}));
      }
      await store.insert(aRecord({id: 'open', checkAt: 50}));
      const {checkAt: _none, ...unscheduled} = aPayingRecord({id: 'unscheduled'});
      await store.insert(unscheduled);
      assert.deepEqual(await store.unsettled(400, 10), ['early', 'middle', 'late']);
      assert.deepEqual(await store.unsettled(400, 1), ['early']);
      assert.deepEqual(await store.unsettled(100, 10), []);
      await store.replace(aPayingRecord({id: 'early', checkAt: 900}));
      await store.complete(...aCompletion(aPayingRecord({id: 'middle'})));
      assert.deepEqual(await store.unsettled(400, 10), ['late']);
    });
  });
}
