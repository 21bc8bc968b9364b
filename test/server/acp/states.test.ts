import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {TTL_MS} from '../../support/open-shop.js';
import {aPayment, openAcp, type Reply} from './open-acp.js';

const acquirer = {acquirer_bin: '400551', acquirer_country: 'US', acquirer_merchant_id: 'mid-1', merchant_name: 'Test shop'};
type Acp = Awaited<ReturnType<typeof openAcp>>;

const shown = ({status, json}: Reply) => [status, json.code ?? json.status];
const headersOf = ({headers}: Reply) => [headers.get('allow'), headers.get('retry-after')];
const codes = ({json}: Reply) => json.messages.map(({code}) => code);

/** A session in each state, by what brings it there. */
const states: Record<string, (acp: Acp) => Promise<string>> = {
  not_ready_for_payment: async ({create}) => (await create({fulfillment_details: undefined})).id,
  ready_for_payment: async ({create}) => (await create()).id,
  async authentication_required({create, pay, payments}) {
    const {id} = await create({capabilities: {interventions: {supported: ['3ds']}}});
    payments.answer({kind: 'declined', reason: 'requires_3ds', reusable: true});
    await pay(id);
    return id;
  },
  async complete_in_progress({create, pay, payments}) {
    const {id} = await create();
    payments.answer({kind: 'unknown', charged: true});
    assert.deepEqual(shown(await pay(id)), [200, 'complete_in_progress']);
    return id;
  },
  async completed({create, pay}) {
    const {id} = await create();
    await pay(id);
    return id;
  },
  async canceled({create, cancel}) {
    const {id} = await create();
    await cancel(id);
    return id;
  },
  async expired({create, clock}) {
    const {id} = await create();
    clock.pass(TTL_MS + 1);
    return id;
  },
};

/** The table: what update, complete and cancel answer in each state. */
const answers: Record<string, [update: unknown[], complete: unknown[], cancel: unknown[]]> = {
  not_ready_for_payment: [
    [200, 'not_ready_for_payment'],
    [200, 'not_ready_for_payment'],
    [200, 'canceled'],
  ],
  ready_for_payment: [
    [200, 'ready_for_payment'],
    [200, 'completed'],
    [200, 'canceled'],
  ],
  authentication_required: [
    [200, 'ready_for_payment'],
    [400, 'requires_3ds'],
    [200, 'canceled'],
  ],
  complete_in_progress: [
    [409, 'payment_in_progress'],
    [409, 'payment_in_progress'],
    [409, 'payment_in_progress'],
  ],
  completed: [
    [405, 'session_completed'],
    [405, 'session_completed'],
    [405, 'session_completed'],
  ],
  canceled: [
    [405, 'session_canceled'],
    [405, 'session_canceled'],
    [405, 'session_canceled'],
  ],
  expired: [
    [405, 'session_expired'],
    [405, 'session_expired'],
    [405, 'session_expired'],
  ],
};

describe('a session that is', () => {
  for (const [state, reach] of Object.entries(states)) {
    it(`${state} answers every operation as the table says`, async (t) => {
      const acts: ((acp: Acp, id: string) => Promise<Reply>)[] = [
        ({post, at}, id) => post(at(id), {}),
        ({pay}, id) => pay(id, 'spt_other'),
        ({cancel}, id) => cancel(id),
      ];
      for (const [index, act] of acts.entries()) {
        const acp = await openAcp(t, {}, {}, {facts: {authentication: {enforcement: 'conditional', acquirer}}});
        const id = await reach(acp);
        const before = acp.payments.charges().length;
        assert.deepEqual(shown(await acp.get(acp.at(id))), [200, state]);
        const reply = await act(acp, id);
        assert.deepEqual(shown(reply), answers[state]![index]);
        const passing = reply.status === 405 ? ['GET', null] : reply.status === 409 ? [null, '2'] : [null, null];
        assert.deepEqual(headersOf(reply), passing);
        if (reply.status >= 400) {
          assert.deepEqual(shown(await acp.get(acp.at(id))), [200, state], 'a refusal changes nothing');
          assert.equal(acp.payments.charges().length, before);
        }
        assert.deepEqual(acp.errors, []);
      }
    });
  }
});

describe('a payment', () => {
  it('on a session that is not ready is told what is missing, and charges nothing', async (t) => {
    const {create, pay, payments} = await openAcp(t);
    const {id} = await create({fulfillment_details: undefined});
    const reply = await pay(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'not_ready_for_payment'], ['missing']]);
    assert.equal(payments.sent.length, 0);
  });

  it('that is declined leaves the session open, with a message and no order', async (t) => {
    const {create, pay, payments} = await openAcp(t);
    const {id} = await create();
    payments.answer({kind: 'declined', reason: 'card_declined'}, {kind: 'declined', reason: 'requires_3ds'});
    const declined = await pay(id, 'spt_1');
    assert.deepEqual(
      [shown(declined), codes(declined), declined.json.order],
      [[200, 'ready_for_payment'], ['payment_declined'], undefined],
    );
    assert.deepEqual(codes(await pay(id, 'spt_2')), ['requires_3ds']);
    assert.deepEqual(shown(await pay(id, 'spt_3')), [200, 'completed']);
  });

  it('that the bank has refused by the agent’s own word is not tried', async (t) => {
    const {create, pay, post, at, payments} = await openAcp(t);
    const {id} = await create();
    const reply = await post(`${at(id)}/complete`, aPayment('spt_1', {authentication_result: {outcome: 'denied'}}));
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['payment_declined']]);
    assert.equal(payments.sent.length, 0);
    assert.deepEqual(shown(await pay(id)), [200, 'completed']);
    const late = await post(`${at(id)}/complete`, aPayment('spt_1', {authentication_result: {outcome: 'denied'}}));
    assert.deepEqual(shown(late), [405, 'session_completed']);
  });

  it('waits for nobody while another one is under way, and for its own outcome only', async (t) => {
    const {create, pay, get, at, cancel, post, payments, checkout, clock} = await openAcp(t);
    const {id} = await create();
    const meanwhile: unknown[][] = [];
    payments.whileSending(async () => {
      meanwhile.push(shown(await pay(id, 'spt_2', {key: 'second'})));
      meanwhile.push(shown(await pay(id, 'spt_1', {key: 'first'})));
      meanwhile.push(shown(await cancel(id)), shown(await post(at(id), {})), shown(await get(at(id))));
    });
    payments.answer({kind: 'unknown', charged: true});
    assert.deepEqual(shown(await pay(id, 'spt_1', {key: 'first'})), [200, 'complete_in_progress']);
    assert.deepEqual(meanwhile, [
      [409, 'payment_in_progress'],
      [409, 'idempotency_in_flight'],
      [409, 'payment_in_progress'],
      [409, 'payment_in_progress'],
      [200, 'complete_in_progress'],
    ]);
    assert.deepEqual(shown(await pay(id, 'spt_1', {key: 'first'})), [409, 'idempotency_in_flight']);
    clock.pass(2_000);
    await checkout.reconcile();
    const settled = await pay(id, 'spt_1', {key: 'first'});
    assert.deepEqual([shown(settled), settled.headers.get('idempotent-replayed')], [[200, 'completed'], null]);
    const replayed = await pay(id, 'spt_1', {key: 'first'});
    assert.deepEqual([replayed.text, replayed.headers.get('idempotent-replayed')], [settled.text, 'true']);
    assert.equal(payments.charges().length, 1);
  });

  it('that the provider did not take at all may be sent again, with the same key', async (t) => {
    const {create, pay, get, at, payments} = await openAcp(t);
    const {id} = await create();
    payments.answer({kind: 'unavailable'});
    const failed = await pay(id, 'spt_1', {key: 'k'});
    assert.deepEqual([shown(failed), failed.headers.get('retry-after')], [[503, 'service_unavailable'], '2']);
    assert.deepEqual(shown(await get(at(id))), [200, 'ready_for_payment']);
    assert.deepEqual(shown(await pay(id, 'spt_1', {key: 'k'})), [200, 'completed']);
    assert.equal(payments.charges().length, 1);
  });

  it('of a total that changed is not made; the session tells the new one', async (t) => {
    const {create, pay, change, payments} = await openAcp(t);
    const {id} = await create({line_items: [{id: 'tea'}]});
    change(({products}) => void (products[1]!.price = 950));
    const reply = await pay(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['price_change']]);
    assert.equal(payments.sent.length, 0);
  });

  it('of goods that are gone is not made', async (t) => {
    const {create, pay, stock, left, payments} = await openAcp(t);
    const {id} = await create();
    await stock.release(id);
    await stock.reserve('somebody', [{itemId: 'cup-ink-s', quantity: await left('cup-ink-s')}]);
    const reply = await pay(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'not_ready_for_payment'], ['out_of_stock']]);
    assert.equal(payments.sent.length, 0);
  });
});

describe('canceling', () => {
  it('needs no body, and takes a reason that is told nowhere', async (t) => {
    const {create, send, get, at} = await openAcp(t);
    const traces: unknown[] = [
      undefined,
      {},
      {intent_trace: {reason_code: 'shipping_cost', trace_summary: 'secret words', metadata: {target: 0, fast: true, shop: 'x'}}},
      {intent_trace: {reason_code: 'aliens', trace_summary: 'x'.repeat(900)}},
    ];
    for (const body of traces) {
      const {id} = await create({line_items: [{id: 'tea'}]});
      const reply = await send(`${at(id)}/cancel`, {body});
      assert.deepEqual(shown(reply), [200, 'canceled'], JSON.stringify(body));
      assert.doesNotMatch(reply.text + (await get(at(id))).text, /intent_trace|secret words/);
    }
  });

  it('refuses a trace of the wrong structure, and cancels nothing', async (t) => {
    const {create, send, get, at} = await openAcp(t);
    const {id} = await create();
    for (const [trace, param] of [
      ['shipping', '$.intent_trace'],
      [{reason_code: 7}, '$.intent_trace.reason_code'],
      [{reason_code: 'other', trace_summary: {}}, '$.intent_trace.trace_summary'],
      [{reason_code: 'other', metadata: {a: {b: 1}}}, '$.intent_trace.metadata["a"]'],
      [{reason_code: 'other', metadata: [1]}, '$.intent_trace.metadata'],
    ] as const) {
      const {status, json} = await send(`${at(id)}/cancel`, {body: {intent_trace: trace}});
      assert.deepEqual([status, json.code, json.param], [400, 'invalid_type', param]);
    }
    assert.equal((await get(at(id))).json.status, 'ready_for_payment');
  });
});
