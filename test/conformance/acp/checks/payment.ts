/** ACP-005, 060, 069 to 083, 091: paying, and leaving. */
import assert from 'node:assert/strict';
import {check, must, SINCE_2026} from '../check.js';
import type {Door, Reply} from '../door.js';
import {ready, Skipped} from '../lab.js';
import {NEWEST, type Told} from '../words.js';
import {beside, chargesOf} from './money.js';

const declined = ({messages}: Told) => messages.some(({type, code}: Told) => type === 'error' && code === 'payment_declined');

/** What is over can be read only. */
async function assertOver(door: Door, id: string, code: string): Promise<void> {
  const replies: Reply[] = [await door.update(id, {}), await door.complete(id, door.words.pay('spt_none')), await door.cancel(id)];
  for (const {ok, status, headers, body} of replies) {
    assert.deepEqual([ok, body.code], [false, code]);
    if (door.binding === 'REST') assert.deepEqual([status, headers.get('allow')], [405, 'GET']);
  }
  must((await door.get(id)).ok);
}

export const payment = [
  check('ACP-005', 'a payment is made within the request, and answers with an order (ACP-076)', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    const {ok, body} = await door.complete(id, await pay());
    assert.deepEqual([ok, body.status], [true, 'completed']);
    assert.equal(body.order.checkout_session_id, id);
    must(body.order.id && body.order.permalink_url);
    assert.deepEqual((await door.get(id)).body.order, body.order);
  }),

  check('ACP-060', 'a token for less than the total pays nothing: a message, and no order', async (door, lab) => {
    const {id, session} = await ready(lab, door);
    const token = await lab.mint(door.words.amount(session, 'total') - 1);
    const {ok, body} = await door.complete(id, door.words.pay(token));
    assert.deepEqual([ok, body.status, body.order], [true, 'ready_for_payment', undefined]);
    must(body.messages.length > 0);
    assert.equal(door.words.amount(body, 'total'), door.words.amount(session, 'total'));
  }),

  check('ACP-069', 'a payment handler, or provider, that was not offered is refused, and nothing is charged', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    const {payment_data: given} = (await pay()) as Told;
    const early = door.version === '2025-09-29';
    const {ok, body} = await door.complete(id, {payment_data: {...given, ...(early ? {provider: 'nobody'} : {handler_id: 'nobody'})}});
    assert.deepEqual([ok, body.code], [false, 'unknown_payment_handler']);
    assert.match(body.param, /^\$\.payment_data\.(handler_id|provider)$/);
    assert.equal((await door.get(id)).body.status, 'ready_for_payment');
  }),

  check('ACP-069', 'what a payment cannot do without is named when it is missing', async (door, lab) => {
    const {id} = await ready(lab, door);
    const {ok, body} = await door.complete(id, {});
    assert.deepEqual([ok, body.code, body.param], [false, 'missing', '$.payment_data']);
  }),

  check('ACP-071', 'what a token begins with means nothing; one that nobody made pays nothing', async (door, lab) => {
    for (const token of ['vt_made_up', 'spt_made_up']) {
      const {id} = await ready(lab, door);
      const {ok, body} = await door.complete(id, door.words.pay(token));
      assert.deepEqual([ok, body.order], [true, undefined], JSON.stringify(body).slice(0, 200));
      must(declined(body));
    }
  }),

  check('ACP-074', 'a declined payment is an answer: the session, ready again, with payment_declined and no order', async (door, lab) => {
    for (const method of ['pm_card_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds']) {
      const {id, pay} = await ready(lab, door);
      const {ok, body} = await door.complete(id, await pay(method));
      assert.deepEqual([ok, body.status, body.order], [true, 'ready_for_payment', undefined]);
      must(declined(body));
      assert.equal((await door.complete(id, await pay())).body.status, 'completed');
    }
  }),

  check('ACP-076', 'of many payments at once one makes an order', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    const bodies = await Promise.all([pay(), pay(), pay(), pay()]);
    const replies = await Promise.all(bodies.map((body) => door.complete(id, body)));
    assert.equal(replies.filter(({ok, body}) => ok && body.status === 'completed').length, 1);
    assert.equal((await door.get(id)).body.status, 'completed');
    if (!lab.events) return; // the books of our own server's sandbox alone can be read
    assert.equal((await chargesOf(lab, id)).length, 1);
  }),

  check(
    'ACP-076',
    'of payments that are all about to be made one is made, and charged',
    async ({version, binding}, lab) => {
      const settings = {env: {TAX: 'stripe'}};
      const first = await lab.with(settings);
      const second = await beside(first, settings);
      const {id, pay} = await ready(first, first.door(version, binding));
      const bodies = await Promise.all([pay(), pay(), pay()]);
      // The second server has to ask for the tax, which keeps all of them between the look at the session and the charge.
      await first.faults({delay_ms: 500, path: '/v1/tax'});
      const door = second.door(version, binding);
      const replies = await Promise.all(bodies.map((body) => door.complete(id, body))).finally(() => first.faults({}));
      assert.equal(replies.filter(({ok, body}) => ok && body.status === 'completed').length, 1);
      assert.equal((await chargesOf(first, id)).length, 1);
    },
    {versions: [NEWEST], bindings: ['REST']},
  ),

  check('ACP-077', 'a payment token is told to nobody', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    const body = await pay();
    const token = /spt_\w+/.exec(JSON.stringify(body))?.[0] ?? 'no token';
    for (const {text} of [await door.complete(id, body), await door.get(id)]) must(!text.includes(token));
  }),

  check('ACP-078', 'a card that asks for its holder: the answer says so, and there is no order', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    const {ok, body} = await door.complete(id, await pay('pm_card_authenticationRequired'));
    assert.deepEqual([ok, body.order], [true, undefined]);
    must(body.messages.some(({code}: Told) => code === 'requires_3ds' || code === 'payment_declined'));
    if (body.status === 'authentication_required') must(body.authentication_metadata.acquirer_details);
  }),

  check(
    'ACP-080',
    'where the bank refused the buyer nothing is charged; an outcome that proves something has details',
    async (door, lab) => {
      for (const outcome of ['denied', 'rejected']) {
        const {id, pay} = await ready(lab, door);
        const {ok, body} = await door.complete(id, {...(await pay()), authentication_result: {outcome}});
        assert.deepEqual([ok, body.status, body.order], [true, 'ready_for_payment', undefined]);
        must(declined(body));
      }
      const {id, pay} = await ready(lab, door);
      const bare = await door.complete(id, {...(await pay()), authentication_result: {outcome: 'authenticated'}});
      assert.deepEqual([bare.ok, bare.body.param], [false, '$.authentication_result.outcome_details']);
    },
    {versions: [NEWEST]},
  ),

  check('ACP-081', 'what can be paid can be canceled, and what cannot yet', async (door, lab) => {
    const {id} = await ready(lab, door);
    assert.equal((await door.cancel(id)).body.status, 'canceled');
    const {body} = await door.create(door.words.create({items: [[lab.item, 1]]}));
    assert.equal((await door.cancel(body.id)).body.status, 'canceled');
  }),

  check('ACP-081', 'a canceled session can be read only: 405, Allow: GET', async (door, lab) => {
    const {id} = await ready(lab, door);
    await door.cancel(id);
    await assertOver(door, id, 'session_canceled');
  }),

  check('ACP-081', 'a completed session can be read only: 405, Allow: GET', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    await door.complete(id, await pay());
    await assertOver(door, id, 'session_completed');
  }),

  check('ACP-081', 'what is not ready is not charged: the session, with what is missing', async (door, lab) => {
    const {body: cart} = await door.create(door.words.create({items: [[lab.item, 1]]}));
    const {ok, body} = await door.complete(cart.id, door.words.pay('spt_none'));
    assert.deepEqual([ok, body.status, body.order], [true, 'not_ready_for_payment', undefined]);
    must(body.messages.some(({type}: Told) => type === 'error'));
  }),

  check(
    'ACP-082',
    'why the buyer leaves may be told, understood or not (ACP-083), and is told to nobody',
    async (door, lab) => {
      for (const reason_code of ['shipping_cost', 'mood']) {
        const {id} = await ready(lab, door);
        const trace = {reason_code, trace_summary: 'said to the agent alone', metadata: {visits: 3}};
        const canceled = await door.cancel(id, {intent_trace: trace});
        assert.equal(canceled.body.status, 'canceled');
        for (const {text} of [canceled, await door.get(id)]) assert.doesNotMatch(text, /said to the agent|intent_trace|mood/);
      }
      const {id} = await ready(lab, door);
      const nested = await door.cancel(id, {intent_trace: {reason_code: 'other', metadata: {deep: {}}}});
      assert.deepEqual([nested.ok, nested.body.code], [false, 'invalid_type']);
      assert.equal((await door.get(id)).body.status, 'ready_for_payment');
    },
    {versions: SINCE_2026},
  ),

  check(
    'ACP-091',
    'an order has a page that opens',
    async (door, lab) => {
      const {id, pay} = await ready(lab, door);
      const {body} = await door.complete(id, await pay());
      const url = body.order?.permalink_url;
      if (!url) throw new Skipped('there is no order');
      must((await fetch(url)).ok, url);
    },
    {versions: [NEWEST]},
  ),
];
