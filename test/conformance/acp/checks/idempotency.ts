/** ACP-038 to 043: a call has its effect once. */
import {randomUUID} from 'node:crypto';
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import type {Door} from '../door.js';
import {payable, ready, Skipped, type Lab} from '../lab.js';
import {BUYER, NEWEST, type Told} from '../words.js';

const replayed = ({headers}: {headers: Headers}) => headers.get('idempotent-replayed') === 'true';

/** The same key with another body, as each version calls it. */
function assertConflict({version, binding}: Door, {ok, status, body}: Told): void {
  const newest = version === NEWEST;
  assert.deepEqual([ok, body.code, body.type], [false, 'idempotency_conflict', newest ? 'invalid_request' : 'request_not_idempotent']);
  if (binding === 'REST') assert.equal(status, newest ? 422 : 409);
}

const ALONE = {alone: true} as const;

/** A session and a payment that takes its time. Alone, since a delay meets whoever pays next. */
async function slow(lab: Lab, door: Door) {
  const {id, pay} = await ready(lab, door);
  const body = await pay();
  await lab.faults({delay_ms: 1_500, times: 1});
  return {id, body};
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const idempotency = [
  check(
    'ACP-038',
    'every POST has a key of 1 to 255 characters',
    async (door, lab) => {
      const {words} = door;
      const {id} = await ready(lab, door);
      const keyless = {key: null};
      const replies = [
        await door.create(words.create(payable(lab)), keyless),
        await door.update(id, {}, keyless),
        await door.complete(id, words.pay('spt_none'), keyless),
        await door.cancel(id, undefined, keyless),
      ];
      for (const {status, body} of replies) assert.deepEqual([status, body.code], [400, 'idempotency_key_required']);
      assert.equal((await door.update(id, {}, {key: 'k'.repeat(256)})).status, 400);
      assert.equal((await door.update(id, {}, {key: 'k'.repeat(255)})).status, 200);
    },
    {versions: [NEWEST], bindings: ['REST']},
  ),

  check('ACP-039', 'a key is one agent’s, at one address', async (door, lab) => {
    const key = randomUUID();
    const body = door.words.create(payable(lab));
    const one = await door.create(body, {key});
    must((await door.update(one.body.id, {}, {key})).ok);
    assert.equal((await door.cancel(one.body.id, undefined, {key})).body.status, 'canceled');
    if (!lab.otherBearer) throw new Skipped('there is no second agent (--other-key)');
    const other = await door.create(body, {key, bearer: lab.otherBearer});
    must(other.ok);
    assert.notEqual(other.body.id, one.body.id);
  }),

  check(
    'ACP-040',
    'bodies that mean the same are the same: order of members and 1.0 mean nothing, order of lists and null do',
    async (door, lab) => {
      const {words} = door;
      const key = randomUUID();
      const cart = words.create({
        items: [
          [lab.item, 1],
          [lab.otherItem, 1],
        ],
        buyer: BUYER,
      });
      const first = await door.create(cart, {key});
      must(first.ok);
      const turned = Object.fromEntries(Object.entries(cart).reverse());
      assert.equal((await door.create(turned, {key})).body.id, first.body.id);
      if (door.binding === 'REST') {
        const text = JSON.stringify(cart).replaceAll('"quantity":1', '"quantity":1.0');
        assert.equal((await door.create(undefined, {key, text})).text, first.text);
      }
      const swapped = words.create({
        items: [
          [lab.otherItem, 1],
          [lab.item, 1],
        ],
        buyer: BUYER,
      });
      assertConflict(door, await door.create(swapped, {key}));
      assertConflict(door, await door.create({...cart, note: null}, {key}));
    },
  ),

  check('ACP-041', 'a repeat gets the first answer, byte for byte, and has no effect; refusals are repeated too', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    const [key, body] = [randomUUID(), await pay()];
    const [first, second] = [await door.complete(id, body, {key}), await door.complete(id, body, {key})];
    assert.equal(first.body.status, 'completed');
    assert.equal(second.text, first.text);
    const wrong = randomUUID();
    const [refused, again] = [await door.create({}, {key: wrong}), await door.create({}, {key: wrong})];
    must(!refused.ok);
    assert.equal(again.text, refused.text);
    if (door.binding === 'REST') assert.deepEqual([first, second, refused, again].map(replayed), [false, true, false, true]);
  }),

  check('ACP-042', 'a key with another body is a conflict, in the words of its version', async (door, lab) => {
    const key = randomUUID();
    must((await door.create(door.words.create({items: [[lab.item, 1]]}), {key})).ok);
    assertConflict(door, await door.create(door.words.create({items: [[lab.item, 2]]}), {key}));
  }),

  check(
    'ACP-042',
    'a call that is being worked on: the same key is told to come again',
    async (door, lab) => {
      const {id, body} = await slow(lab, door);
      const key = randomUUID();
      const first = door.complete(id, body, {key});
      await pause(400);
      const meanwhile = await door.complete(id, body, {key});
      assert.equal(meanwhile.body.code, 'idempotency_in_flight');
      if (door.binding === 'REST') {
        assert.equal(meanwhile.status, 409);
        must(Number(meanwhile.headers.get('retry-after')) > 0);
      }
      assert.equal((await first).body.status, 'completed');
    },
    ALONE,
  ),

  check(
    'ACP-081',
    'while money may be moving, update, complete and cancel are refused with 409',
    async (door, lab) => {
      const {id, body} = await slow(lab, door);
      const first = door.complete(id, body);
      await pause(400);
      for (const reply of [await door.cancel(id), await door.update(id, {}), await door.complete(id, door.words.pay('spt_other'))]) {
        assert.equal(reply.body.code, 'payment_in_progress');
        if (door.binding === 'REST') assert.deepEqual([reply.status, Number(reply.headers.get('retry-after')) > 0], [409, true]);
      }
      assert.equal((await first).body.status, 'completed');
    },
    ALONE,
  ),

  check(
    'ACP-043',
    'a fault is not kept: the same key begins afresh and charges once',
    async (door, lab) => {
      const {id, pay} = await ready(lab, door);
      const [key, body] = [randomUUID(), await pay()];
      await lab.faults({error_500: 20});
      const failed = await door.complete(id, body, {key});
      await lab.faults({});
      if (door.binding === 'REST') must(failed.status >= 500 || failed.body.status !== 'completed', String(failed.status));
      let retried = await door.complete(id, body, {key});
      for (let round = 0; round < 40 && retried.body.status !== 'completed'; round += 1) {
        await pause(250);
        retried = await door.complete(id, body, {key});
      }
      assert.equal(retried.body.status, 'completed', retried.text.slice(0, 300));
      assert.equal((await door.get(id)).body.order.id, retried.body.order.id);
    },
    {...ALONE, versions: [NEWEST]},
  ),

  check(
    'ACP-043',
    'a refusal because somebody else is out of reach is 503 with Retry-After (ACP-033), and is not kept either',
    async (door, lab) => {
      lab.own();
      const {id, session} = await ready(lab, door);
      // With the merchant's page open, a change has to close that first.
      assert.equal((await fetch(session.continue_url, {redirect: 'manual'})).status, 303);
      const [key, body] = [randomUUID(), door.words.update({items: [[lab.item, 2]]})];
      await lab.faults({error_500: 100, path: '/v1/checkout/sessions'});
      const failed = await door.update(id, body, {key}).finally(() => lab.faults({}));
      assert.deepEqual([failed.ok, failed.body.code, failed.body.type], [false, 'service_unavailable', 'service_unavailable']);
      if (door.binding === 'REST') assert.deepEqual([failed.status, Number(failed.headers.get('retry-after')) > 0], [503, true]);
      const retried = await door.update(id, body, {key});
      assert.deepEqual([retried.ok, door.words.quantity(retried.body.line_items[0])], [true, 2], retried.text.slice(0, 300));
    },
    {...ALONE, versions: [NEWEST]},
  ),
];
