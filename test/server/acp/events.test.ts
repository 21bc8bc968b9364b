import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {describe, it} from 'node:test';
import {makeDelivery} from '../../../server/acp/events/deliver.js';
import type {EventTarget} from '../../../server/acp/events/target.js';
import {openEvents, TARGET} from './open-events.js';

const HOUR_MS = 3_600_000;

describe('order events', () => {
  it('tell the agent of a paid order, whole and signed', async (t) => {
    const {order, deliver, receiver} = await openEvents(t);
    const paid = await order();
    assert.equal(await deliver(), 1);
    const [event] = receiver.accepted;
    assert.equal(event?.url, TARGET.url);
    assert.equal(event?.type, 'order_create');
    assert.deepEqual(event?.data, paid);
    assert.equal(event?.headers.get('content-type'), 'application/json');
    assert.equal(await deliver(), 0, 'it was told once');
  });

  it('come again until they are taken in: one event, each time signed afresh', async (t) => {
    const {order, deliver, receiver, clock} = await openEvents(t);
    await order();
    receiver.answer(500, new TypeError('fetch failed', {cause: {code: 'ECONNREFUSED'}}), 429, 408, 425);
    for (let round = 0; round < 10; round += 1) {
      await deliver();
      clock.pass(60_000);
    }
    assert.equal(receiver.attempts.length, 6);
    assert.equal(receiver.accepted.length, 1);
    const values = (name: string) => new Set(receiver.attempts.map(({headers}) => headers.get(name))).size;
    assert.equal(values('request-id'), 1, 'the event keeps its id');
    assert.equal(values('merchant-signature'), 6, 'each attempt has a signature of its own');
    assert.equal(values('timestamp'), 6);
    assert.equal(new Set(receiver.attempts.map(({raw}) => raw)).size, 1);
  });

  it('come ever more seldom, and not before the receiver asked for', async (t) => {
    const {order, deliver, receiver, outbox, clock} = await openEvents(t);
    await order();
    receiver.answer(503, 503, 503, {status: 429, headers: {'retry-after': '120'}});
    const pauses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await deliver();
      const [event] = await outbox.waiting(1);
      pauses.push((event?.nextAt ?? 0) - clock.now());
      clock.pass(pauses.at(-1)!);
    }
    assert.deepEqual(pauses, [1_500, 3_000, 6_000, 120_000]);
  });

  it('of one order arrive in their order: the next waits for the one before, other orders do not', async (t) => {
    const {order, change, deliver, receiver, clock} = await openEvents(t);
    const first = await order();
    await change(first.id, {status: 'processing'});
    await change(first.id, {status: 'shipped'});
    const {id: second} = await order();
    receiver.answer(500);
    await deliver();
    assert.deepEqual(
      receiver.accepted.map(({data}) => data.id),
      [second],
    );
    for (let round = 0; round < 4; round += 1) {
      clock.pass(60_000);
      await deliver();
    }
    const told = receiver.accepted.filter(({data}) => data.id === first.id);
    assert.deepEqual(
      told.map(({type, data}) => [type, data.status]),
      [
        ['order_create', 'confirmed'],
        ['order_update', 'processing'],
        ['order_update', 'shipped'],
      ],
    );
    assert.equal(new Set(told.map(({headers}) => headers.get('request-id'))).size, 3);
  });

  for (const status of [400, 401, 404, 302]) {
    it(`refused with ${status} are not tried again, but told of, listed, and sent on request`, async (t) => {
      const {order, change, deliver, receiver, outbox, dead, clock} = await openEvents(t);
      const {id} = await order();
      await change(id, {status: 'shipped'});
      receiver.answer(status);
      await deliver();
      clock.pass(HOUR_MS);
      await deliver();
      assert.equal(receiver.attempts.length, 1, 'what comes later waits, too');
      assert.equal(dead.length, 1);
      const [letter, next] = await outbox.waiting(10);
      assert.deepEqual(dead[0], {id: letter?.id, orderId: id, attempts: 1, fault: `status ${status}`});
      assert.equal(letter?.nextAt, undefined);
      assert.equal(letter?.fault, `status ${status}`);
      assert.equal(await outbox.revive(next!.id, clock.now()), false, 'it is no dead letter');
      assert.equal(await outbox.revive('999', clock.now()), false);

      assert.equal(await outbox.revive(letter!.id, clock.now()), true);
      await deliver();
      await deliver();
      assert.deepEqual(
        receiver.accepted.map(({type}) => type),
        ['order_create', 'order_update'],
      );
      assert.deepEqual(await outbox.waiting(10), []);
    });
  }

  it('that find nobody for a day become dead letters', async (t) => {
    const {order, deliver, receiver, outbox, dead, clock} = await openEvents(t);
    await order();
    receiver.answer(...Array.from({length: 1_000}, () => 503));
    let rounds = 0;
    while (!dead.length && rounds < 1_000) {
      await deliver();
      clock.pass(300_000);
      rounds += 1;
    }
    assert.ok(rounds * 300_000 > 23 * HOUR_MS && rounds * 300_000 <= 25 * HOUR_MS, `${rounds} rounds`);
    const [letter] = await outbox.waiting(1);
    assert.equal(await outbox.revive(letter!.id, clock.now()), true);
    for (rounds = 0; rounds < 20; rounds += 1) {
      await deliver();
      clock.pass(600_000);
    }
    assert.equal(dead.length, 1, 'a dead letter that is sent again has another day');
  });

  it('that nobody could tell of for days are tried all the same', async (t) => {
    const {order, deliver, receiver, dead, clock} = await openEvents(t);
    await order();
    clock.pass(100 * HOUR_MS);
    receiver.answer(503, 503);
    for (let round = 0; round < 3; round += 1) {
      await deliver();
      clock.pass(60_000);
    }
    assert.deepEqual([receiver.accepted.length, dead.length], [1, 0]);
  });

  it('survive the end of the process that took them', async (t) => {
    const {order, deliver, parts, receiver, outbox, clock} = await openEvents(t);
    await order();
    const crashing = makeDelivery({...parts.delivery, fetch: () => new Promise(() => {})});
    void crashing();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await deliver(), 0, 'it is somebody else’s for now');
    clock.pass(60_000);
    assert.equal(await deliver(), 1);
    assert.equal(receiver.accepted.length, 1);
    assert.deepEqual(await outbox.waiting(1), []);
  });

  it('are not moved by a process whose time with them is over', async (t) => {
    const {order, outbox, clock} = await openEvents(t);
    await order();
    const [slow] = await outbox.claim(clock.now(), clock.now() + 10, 1);
    clock.pass(10);
    const [quick] = await outbox.claim(clock.now(), clock.now() + 500, 1);
    await outbox.postpone(slow!, clock.now() + 9_999, 'late');
    await outbox.bury(slow!, 'late');
    assert.deepEqual(
      (await outbox.waiting(1)).map(({nextAt, fault}) => [nextAt, fault]),
      [[quick!.until, undefined]],
    );
  });

  it('go in the words that an agent asked for', async (t) => {
    const target: EventTarget = {
      url: 'https://bob.example/events',
      secret: 'whsec_of_bob',
      header: 'Test-Shop-Signature',
      types: {order_create: 'order_created'},
      signature: 'base64',
    };
    const sent: {url: string; init: RequestInit}[] = [];
    const {order, deliver, clock, change} = await openEvents(t, {
      targetOf: (owner) => (owner === 'ada' ? target : undefined),
      fetch: async (url, init) => (sent.push({url, init}), new Response('')),
    });
    const {id} = await order();
    await deliver();
    const [{url, init} = {url: '', init: {}}] = sent;
    const headers = new Headers(init.headers);
    assert.equal(url, target.url);
    assert.equal((JSON.parse(String(init.body)) as {type: string}).type, 'order_created');
    assert.equal(headers.get('test-shop-signature'), createHmac('sha256', target.secret).update(String(init.body)).digest('base64'));
    assert.equal(headers.has('merchant-signature'), false);
    await change(id, {status: 'shipped'});
    clock.pass(1);
    await deliver();
    assert.equal((JSON.parse(String(sent[1]?.init.body)) as {type: string}).type, 'order_update');
  });

  it('wait for an agent that nobody has named a target for', async (t) => {
    const {order, deliver, receiver, outbox} = await openEvents(t, {targetOf: (owner) => (owner === 'bob' ? TARGET : undefined)});
    await order();
    await deliver();
    assert.equal(receiver.attempts.length, 0);
    assert.deepEqual(
      (await outbox.waiting(1)).map(({attempts, fault}) => [attempts, fault]),
      [[0, undefined]],
    );
  });

  for (const version of ['2026-01-30', '2025-09-29'] as const) {
    it(`have the five members of ${version}, refunds among them`, async (t) => {
      const {order, change, deliver, receiver} = await openEvents(t, {targetOf: () => ({...TARGET, version})});
      const {id, checkout_session_id, permalink_url} = await order();
      const at = {occurred_at: '2026-11-01T00:00:00Z', currency: 'usd'};
      await change(id, {
        status: 'completed',
        adjustments: [
          {id: 'a', type: 'refund', status: 'completed', amount: 500, ...at},
          {id: 'b', type: 'refund', status: 'pending', amount: 600, ...at},
          {id: 'c', type: 'dispute', status: 'completed', amount: 700, ...at},
          {id: 'd', type: 'credit', status: 'completed', amount: 800, ...at},
          {id: 'e', type: 'return', status: 'completed', amount: 900, ...at},
        ],
      });
      await deliver();
      await deliver();
      const told = {type: 'order', checkout_session_id, permalink_url};
      assert.deepEqual(
        receiver.accepted.map(({data}) => data),
        [
          {...told, status: 'confirmed', refunds: []},
          {
            ...told,
            status: 'fulfilled',
            refunds: [
              {type: 'original_payment', amount: 500},
              {type: 'store_credit', amount: 800},
            ],
          },
        ],
      );
    });
  }
});
