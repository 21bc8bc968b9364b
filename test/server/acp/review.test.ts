import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {reviewAbove} from '../../../server/core/review.js';
import {sanFrancisco, TTL_MS} from '../../support/open-shop.js';
import {aPayment, KEY, OTHER_KEY, openAcp, type Reply} from './open-acp.js';

/** Two cups cost 48.80: more than buyers may let an agent pay alone. Three cost 70.25: more than the shop lets anybody pay unseen. */
const review = reviewAbove({buyer: 4000, merchant: 5000});
const lines = (quantity: number) => ({line_items: [{id: 'cup-ink-s', quantity}]});
const shown = ({status, json}: Reply) => [status, json.code ?? json.status];
const messages = ({json}: Reply) => json.messages.map(({type, code, resolution}) => [type, code, resolution].filter(Boolean));
const CONFIRM = [['error', 'intervention_required', 'requires_buyer_review']];
const WAITS = [['error', 'approval_required']];

const open = (t: TestContext) => openAcp(t, {}, {}, {more: {review}});

describe('a session that requires_escalation', () => {
  const held = async (t: TestContext) => {
    const acp = await open(t);
    const created = await acp.post('/checkout_sessions', aCart(2));
    assert.deepEqual([shown(created), messages(created)], [[201, 'requires_escalation'], CONFIRM]);
    return {...acp, id: created.json.id};
  };

  it('says on every look that the buyer has to go on at continue_url', async (t) => {
    const {get, at, id} = await held(t);
    const {json, ...reply} = await get(at(id));
    assert.deepEqual([shown({json, ...reply}), messages({json, ...reply})], [[200, 'requires_escalation'], CONFIRM]);
    assert.equal(json.continue_url, `http://127.0.0.1:8787/checkout/${id}`);
  });

  it('is worked out again by an update', async (t) => {
    const {post, at, id} = await held(t);
    assert.deepEqual(shown(await post(at(id), {order_notes: 'Ring twice'})), [200, 'requires_escalation']);
    assert.deepEqual(shown(await post(at(id), lines(3))), [200, 'pending_approval']);
    const other = await held(t);
    const cheaper = await other.post(other.at(other.id), lines(1));
    assert.deepEqual([shown(cheaper), messages(cheaper)], [[200, 'ready_for_payment'], []]);
    assert.deepEqual(shown(await other.pay(other.id)), [200, 'completed']);
  });

  it('is not charged by a payment, whose answer is kept under its key', async (t) => {
    const {at, id, pay, payments, post} = await held(t);
    const first = await pay(id, 'spt_1', {key: 'k1'});
    assert.deepEqual([shown(first), messages(first), payments.sent.length], [[200, 'requires_escalation'], CONFIRM, 0]);
    await post(at(id), lines(1));
    const again = await pay(id, 'spt_1', {key: 'k1'});
    assert.deepEqual([again.text, again.headers.get('idempotent-replayed')], [first.text, 'true']);
    assert.deepEqual([shown(await pay(id, 'spt_2', {key: 'k2'})), payments.sent.length], [[200, 'completed'], 1]);
  });

  it('keeps its page open for the buyer, also when the bank refused the agent’s payment', async (t) => {
    const {app, at, hosted, id, post} = await held(t);
    await app.request(`/checkout/${id}`, {headers: {host: '127.0.0.1:8787'}});
    const reply = await post(`${at(id)}/complete`, aPayment('spt_1', {authentication_result: {outcome: 'denied'}}));
    assert.deepEqual([shown(reply), hosted.pages()[0]?.state], [[200, 'requires_escalation'], 'open']);
  });

  it('can be canceled, and expires', async (t) => {
    const {cancel, id, left} = await held(t);
    assert.deepEqual([shown(await cancel(id)), await left('cup-ink-s')], [[200, 'canceled'], 3]);
    const late = await held(t);
    late.clock.pass(TTL_MS);
    assert.deepEqual(shown(await late.get(late.at(late.id))), [200, 'expired']);
  });

  it('is completed by the buyer at continue_url', async (t) => {
    const {app, at, get, hosted, id, pay} = await held(t);
    const visit = (path: string) => app.request(path, {headers: {host: '127.0.0.1:8787'}});
    const page = await visit(`/checkout/${id}`);
    assert.deepEqual([page.status, page.headers.get('location')], [303, 'https://pay.example/page_1']);
    assert.deepEqual(shown(await pay(id)), [200, 'requires_escalation']);
    hosted.pay('page_1');
    assert.equal((await visit(`/checkout/${id}/return`)).status, 303);
    const {json} = await get(at(id));
    assert.deepEqual([json.status, json.messages, typeof json.order?.id], ['completed', [], 'string']);
    assert.deepEqual(shown(await pay(id)), [405, 'session_completed']);
  });

  it('has a new total where it rose at the page, which says that and not that the buyer has to come', async (t) => {
    const {app, change, id} = await held(t);
    change((json) => json.products[0]!.variants!.forEach((variant) => (variant.price = 2040)));
    const page = await app.request(`/checkout/${id}`, {headers: {host: '127.0.0.1:8787'}});
    const text = await page.text();
    assert.equal(page.status, 409);
    assert.match(text, /Continue to payment/);
    assert.doesNotMatch(text, /continue_url/);
  });
});

describe('a session that is pending_approval', () => {
  const held = async (t: TestContext) => {
    const acp = await open(t);
    const created = await acp.post('/checkout_sessions', aCart(3));
    assert.deepEqual([shown(created), messages(created)], [[201, 'pending_approval'], WAITS]);
    return {...acp, id: created.json.id};
  };

  it('says on every look that it waits, and points to no page', async (t) => {
    const {app, get, at, hosted, id} = await held(t);
    const look = await get(at(id));
    assert.deepEqual([shown(look), messages(look), look.json.continue_url], [[200, 'pending_approval'], WAITS, undefined]);
    const page = await app.request(`/checkout/${id}`, {headers: {host: '127.0.0.1:8787'}});
    assert.deepEqual([page.status, hosted.pages()], [409, []]);
    assert.match(await page.text(), /Waiting for the shop/);
  });

  it('refuses a change, also one of nothing, under a key that stays free', async (t) => {
    const {at, checkout, get, id, post} = await held(t);
    const before = (await get(at(id))).text;
    for (const body of [{}, lines(1), {selected_fulfillment_options: [{type: 'shipping', option_id: 'none', item_ids: ['x']}]}]) {
      const refused = await post(at(id), body, {key: `k-${Object.keys(body).join()}`});
      assert.deepEqual([shown(refused), refused.headers.get('retry-after')], [[409, 'approval_pending'], '60']);
    }
    assert.equal((await get(at(id))).text, before);
    await checkout.approve(id);
    assert.deepEqual(shown(await post(at(id), lines(1), {key: 'k-line_items'})), [200, 'ready_for_payment']);
  });

  it('is not charged by a payment; once approved, it is by one with a new key', async (t) => {
    const {checkout, get, at, id, pay, payments} = await held(t);
    const first = await pay(id, 'spt_1', {key: 'k1'});
    assert.deepEqual([shown(first), messages(first), payments.sent.length], [[200, 'pending_approval'], WAITS, 0]);
    await checkout.approve(id, 7025);
    const ready = await get(at(id));
    assert.deepEqual([shown(ready), messages(ready)], [[200, 'ready_for_payment'], []]);
    assert.equal((await pay(id, 'spt_1', {key: 'k1'})).text, first.text);
    assert.deepEqual([shown(await pay(id, 'spt_1', {key: 'k2'})), payments.sent.length], [[200, 'completed'], 1]);
  });

  it('answers a payment that the bank refused as any other', async (t) => {
    const {at, id, payments, post} = await held(t);
    const reply = await post(`${at(id)}/complete`, aPayment('spt_1', {authentication_result: {outcome: 'denied'}}));
    assert.deepEqual([shown(reply), payments.sent.length], [[200, 'pending_approval'], 0]);
    assert.deepEqual(
      reply.json.messages.map(({code}) => code),
      ['payment_declined', 'approval_required'],
    );
  });

  it('can be canceled, which gives the goods back', async (t) => {
    const {cancel, checkout, id, left} = await held(t);
    assert.equal(await left('cup-ink-s'), 0);
    assert.deepEqual([shown(await cancel(id)), await left('cup-ink-s')], [[200, 'canceled'], 3]);
    await assert.rejects(checkout.approve(id), {code: 'session_canceled'});
  });

  it('is canceled when the shop says no, and the agent reads that', async (t) => {
    const {at, checkout, get, id, left, pay, post} = await held(t);
    await checkout.reject(id);
    const {json} = await get(at(id));
    assert.deepEqual([json.status, json.messages.map(({type}) => type), await left('cup-ink-s')], ['canceled', ['info'], 3]);
    assert.match(json.messages[0]!.content, /did not accept/);
    assert.deepEqual(shown(await pay(id)), [405, 'session_canceled']);
    assert.deepEqual(shown(await post(at(id), {})), [405, 'session_canceled']);
  });

  it('expires', async (t) => {
    const {at, clock, get, id, post} = await held(t);
    clock.pass(TTL_MS);
    assert.deepEqual(shown(await post(at(id), {})), [405, 'session_expired']);
    assert.deepEqual(shown(await get(at(id))), [200, 'expired']);
  });

  it('is as one that is not there for another agent', async (t) => {
    const {at, id, post} = await held(t);
    const other = {headers: {authorization: `Bearer ${OTHER_KEY}`}};
    assert.deepEqual(shown(await post(at(id), {}, other)), [404, 'session_not_found']);
  });

  it('answers over MCP as over REST', async (t) => {
    const {app, id} = await held(t);
    const call = async (name: string, args: object) => {
      const response = await app.request('/acp/mcp', {
        method: 'POST',
        headers: {
          host: '127.0.0.1:8787',
          authorization: `Bearer ${KEY}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: {name, arguments: {meta: {api_version: '2026-04-17'}, id, ...args}},
        }),
      });
      return (await response.json()) as {result?: Reply['json']; error?: {code: number; data: {code: string}}};
    };
    const paid = await call('complete_checkout_session', {payload: aPayment()});
    assert.deepEqual([paid.result?.status, paid.result?.messages.map(({code}) => code)], ['pending_approval', ['approval_required']]);
    const changed = await call('update_checkout_session', {payload: {}});
    assert.deepEqual([changed.error?.code, changed.error?.data.code], [-32000, 'approval_pending']);
    assert.equal((await call('cancel_checkout_session', {})).result?.status, 'canceled');
  });
});

describe('an order that somebody has to look at, in the older versions', () => {
  it('has the same statuses in 2026-01-30', async (t) => {
    const {post} = await open(t);
    const sent = {version: '2026-01-30'};
    const buyer = await post('/checkout_sessions', aCart(2), sent);
    assert.deepEqual([shown(buyer), messages(buyer)], [[201, 'requires_escalation'], [['error', 'intervention_required']]]);
    await post(`/checkout_sessions/${buyer.json.id}/cancel`, undefined, sent);
    const shop = await post('/checkout_sessions', aCart(3), sent);
    assert.deepEqual([shown(shop), messages(shop)], [[201, 'pending_approval'], WAITS]);
  });

  it('is not ready in 2025-09-29, with an address to open, or a word on what is waited for', async (t) => {
    const {checkout, get, at, post} = await open(t);
    const sent = {version: '2025-09-29', key: null};
    const buyer = {first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com'};
    const cart = (quantity: number) => ({items: [{id: 'cup-ink-s', quantity}], buyer, fulfillment_address: sanFrancisco});
    const first = await post('/checkout_sessions', cart(2), sent);
    const {id, status} = first.json;
    assert.deepEqual([status, messages(first)], ['not_ready_for_payment', [['error', 'requires_sign_in']]]);
    assert.ok(first.json.messages[0]!.content.endsWith(` http://127.0.0.1:8787/checkout/${id}`));
    const second = await post(at(id), {items: [{id: 'cup-ink-s', quantity: 3}]}, sent);
    assert.deepEqual([second.json.status, messages(second)], ['not_ready_for_payment', [['error', 'invalid']]]);
    assert.match(second.json.messages[0]!.content, /shop looks at this order/);
    assert.deepEqual(shown(await post(at(id), {}, sent)), [409, 'approval_pending']);
    await checkout.approve(id);
    assert.deepEqual(shown(await get(at(id), sent)), [200, 'ready_for_payment']);
  });
});

const aCart = (quantity: number) => ({
  ...lines(quantity),
  currency: 'usd',
  capabilities: {},
  fulfillment_details: {address: sanFrancisco},
  buyer: {email: 'ada@example.com'},
});
