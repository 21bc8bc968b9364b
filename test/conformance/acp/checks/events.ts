/** ACP-007, 009, 084 to 090: what an agent is told of an order after it was made. */
import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {check, must} from '../check.js';
import type {Door} from '../door.js';
import {ready, Skipped, type Lab} from '../lab.js';
import {BUYER, HOME, NEWEST, VERSIONS, type Told} from '../words.js';

const LONGEST_WAIT_MS = 20_000;

/** What arrived about an order of this session: at least `count`, oldest first. */
export async function eventsOf({events}: Lab, id: string, count = 1) {
  if (!events) throw new Skipped('order events go to a receiver of the agent’s own');
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const found = events.received.filter(({raw}) => raw.includes(id));
    if (found.length >= count) return found.map((event) => ({...event, body: JSON.parse(event.raw) as Told}));
    if (Date.now() > until) throw new Error(`${found.length} of ${count} events came within ${LONGEST_WAIT_MS / 1000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The time of a signature that is good. */
function signedAt({secret}: {secret: string}, {raw, header}: {raw: string; header(name: string): string}): number {
  const [, time = '', signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header('merchant-signature')) ?? [];
  assert.equal(signature, createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex'), 'the signature is another');
  must(Math.abs(Date.now() / 1000 - Number(time)) < 300, 'the signature is old');
  return Number(time);
}

async function paidOrder(lab: Lab, door: Door, quantity = 1): Promise<{id: string; order: Told; payment: Told}> {
  const {id, pay} = await ready(lab, door, {items: [[lab.item, quantity]]});
  const payment = await pay();
  const {body} = await door.complete(id, payment);
  assert.equal(body.status, 'completed');
  return {id, order: body.order, payment};
}

const ONCE = {bindings: ['REST'], versions: [NEWEST]} as const;

export const events = [
  check(
    'ACP-007',
    'an order that is made is told to the agent: the whole order (ACP-084), and nobody’s token or e-mail (ACP-087)',
    async (door, lab) => {
      const {id, order, payment} = await paidOrder(lab, door);
      const [event] = await eventsOf(lab, id);
      const {body, raw} = event!;
      assert.equal(body.type, 'order_create');
      assert.deepEqual(
        [body.data.type, body.data.id, body.data.checkout_session_id, body.data.permalink_url],
        ['order', order.id, id, order.permalink_url],
      );
      must(body.data.status && body.data.line_items.length);
      assert.deepEqual(door.oracle('Order', body.data), []);
      for (const secret of [/spt_\w+/.exec(JSON.stringify(payment))?.[0] ?? '?', BUYER.email, HOME.line_one])
        must(!raw.includes(secret), secret);
    },
    ONCE,
  ),

  check(
    'ACP-009',
    'an event is signed: Merchant-Signature with its time and an HMAC of the raw body (ACP-085)',
    async (door, lab) => {
      const {id} = await paidOrder(lab, door);
      const [event] = await eventsOf(lab, id);
      signedAt(lab.events!, event!);
      must(event!.header('request-id'));
    },
    ONCE,
  ),

  check(
    'ACP-086',
    'an event that is refused comes again, signed afresh, under its own Request-Id, and what happens meanwhile comes after it',
    async (door, lab) => {
      const own = lab.own();
      const {id, session, pay} = await ready(lab, door);
      own.events.answer(session.id, 500, 429);
      const {body} = await door.complete(id, await pay());
      await own.command('order', 'ship', body.order.id);
      const came = await eventsOf(lab, id, 4);
      assert.deepEqual(
        came.map(({body: {type}, status}) => [type, status]),
        [
          ['order_create', 500],
          ['order_create', 429],
          ['order_create', 200],
          ['order_update', 200],
        ],
      );
      const [first, second, third, fourth] = came.map(({header}) => header('request-id'));
      must(first && first === second && first === third && first !== fourth, 'the Request-Id is not the event’s own');
      const times = came.map((event) => signedAt(own.events, event));
      must(times[0]! < times[1]! && times[1]! < times[2]!, 'a repeat has the time of the first attempt');
    },
    ONCE,
  ),

  check(
    'ACP-088',
    'shipments and refunds are told with the whole order (ACP-089): pieces per line, the total as it was charged, what was given back',
    async (door, lab) => {
      const own = lab.own();
      const {id, order} = await paidOrder(lab, door, 2);
      const [line] = order.line_items;
      const total = door.words.amount(order, 'total');
      const steps = [
        ['ship', order.id, '--id', 'one', '--line', `${line.id}=1`],
        ['ship', order.id, '--id', 'two'],
        ['refund', order.id, '100', '--id', 'chipped'],
        ['refund', order.id, '200'],
        ['refund', order.id, '100', '--id', 'chipped'],
      ];
      for (const step of steps) await own.command('order', ...step);
      const told = (await eventsOf(lab, id, 5)).map(({body}) => body.data);
      for (const data of told) assert.deepEqual(door.oracle('Order', data), []);
      assert.deepEqual(
        told.map(({status, line_items, totals}) => [
          status,
          line_items[0].status,
          line_items[0].quantity.fulfilled,
          door.words.amount({totals}, 'amount_refunded'),
          door.words.amount({totals}, 'total'),
        ]),
        [
          ['confirmed', 'processing', 0, 0, total],
          ['processing', 'partial', 1, 0, total],
          ['shipped', 'fulfilled', 2, 0, total],
          ['shipped', 'fulfilled', 2, 100, total],
          ['shipped', 'fulfilled', 2, 300, total],
        ],
      );
      for (const version of VERSIONS) assert.equal((await lab.door(version, 'REST').get(id)).body.status, 'completed', version);
    },
    ONCE,
  ),

  check(
    'ACP-090',
    'an agent of an earlier version gets its event: five members, refunds in a list, no id',
    async ({version, binding}, lab) => {
      const older = await lab.with({env: {ACP_WEBHOOK_VERSION: '2025-09-29'}});
      const {id, order} = await paidOrder(older, older.door(version, binding));
      await older.own().command('order', 'refund', order.id, '100');
      const [made, refunded] = (await eventsOf(older, id, 2)).map(({body}) => body);
      const members = {type: 'order', checkout_session_id: id, permalink_url: order.permalink_url, status: 'confirmed'};
      assert.deepEqual(made, {type: 'order_create', data: {...members, refunds: []}});
      assert.deepEqual(refunded, {type: 'order_update', data: {...members, refunds: [{type: 'original_payment', amount: 100}]}});
    },
    ONCE,
  ),
];
