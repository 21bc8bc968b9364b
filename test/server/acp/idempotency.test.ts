import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {sql} from 'kysely';
import {aCreate, aPayment, openAcp, OTHER_KEY, type Reply} from './open-acp.js';

const HOUR_MS = 3_600_000;
const shown = ({status, json}: Reply) => [status, json.code ?? json.status];
const replayed = ({headers}: Reply) => headers.get('idempotent-replayed');

describe('an idempotency key', () => {
  it('is demanded on every POST, 1 to 255 characters long', async (t) => {
    const {create, post, pay, cancel, at} = await openAcp(t);
    const {id} = await create();
    for (const key of [null, '']) {
      const sent = {key};
      const replies = [await post('/checkout_sessions', aCreate(), sent), await post(at(id), {}, sent), await pay(id, 'spt_1', sent)];
      for (const reply of [...replies, await cancel(id, sent)]) assert.deepEqual(shown(reply), [400, 'idempotency_key_required']);
    }
    assert.deepEqual(shown(await post(at(id), {}, {key: 'k'.repeat(256)})), [400, 'invalid']);
    assert.equal((await post(at(id), {}, {key: 'k'.repeat(255)})).status, 200);
  });

  it('makes a repeat the same answer, byte for byte, without a second effect', async (t) => {
    const {post, pay, payments, left} = await openAcp(t);
    const sent = {key: 'k', version: '2026-04-17'};
    const first = await post('/checkout_sessions', aCreate(), sent);
    const held = await left('cup-ink-s');
    const second = await post('/checkout_sessions', aCreate(), sent);
    assert.deepEqual([first.status, second.status, second.text], [201, 201, first.text]);
    assert.deepEqual([replayed(first), replayed(second)], [null, 'true']);
    assert.equal(await left('cup-ink-s'), held);
    const paid = await pay(first.json.id, 'spt_1', sent);
    const again = await pay(first.json.id, 'spt_1', sent);
    assert.deepEqual([shown(paid), replayed(paid), replayed(again), again.text], [[200, 'completed'], null, 'true', paid.text]);
    assert.equal(payments.sent.length, 1);
  });

  it('repeats refusals too, and declines', async (t) => {
    const {create, post, pay, at, payments} = await openAcp(t);
    const {id} = await create();
    const bad = {line_items: [{id: 'none'}]};
    assert.deepEqual(shown(await post(at(id), bad, {key: 'a'})), [400, 'invalid_item_id']);
    assert.equal(replayed(await post(at(id), bad, {key: 'a'})), 'true');
    payments.answer({kind: 'declined', reason: 'card_declined'});
    const declined = await pay(id, 'spt_1', {key: 'b'});
    const again = await pay(id, 'spt_1', {key: 'b'});
    assert.deepEqual([declined.json.messages[0]?.code, again.text, replayed(again)], ['payment_declined', declined.text, 'true']);
    await pay(id, 'spt_2', {key: 'c'});
    const late = await pay(id, 'spt_3', {key: 'd'});
    assert.deepEqual(shown(late), [405, 'session_completed']);
    assert.equal((await pay(id, 'spt_3', {key: 'd'})).headers.get('allow'), 'GET');
  });

  it('belongs to one body: the order of members and the form of numbers mean nothing, all else does', async (t) => {
    const {create, send, at} = await openAcp(t);
    const {id} = await create();
    const ask = (text: string, key = 'k') => send(at(id), {text, key});
    assert.equal((await ask('{"line_items": [{"id": "tea", "quantity": 1}], "buyer": null}')).status, 200);
    for (const same of [
      '{"buyer":null,"line_items":[{"quantity":1.0,"id":"tea"}]}',
      '{"line_items":[{"id":"te\\u0061","quantity":1e0}],"buyer":null}',
    ])
      assert.equal(replayed(await ask(same)), 'true', same);
    for (const other of [
      '{"line_items":[{"id":"tea","quantity":1}]}',
      '{"line_items":[{"id":"tea","quantity":2}],"buyer":null}',
      '{"line_items":[{"id":"tea","quantity":1}],"buyer":null,"x_ext":1}',
    ])
      assert.deepEqual(shown(await ask(other)), [422, 'idempotency_conflict'], other);
    assert.equal((await ask('{"x":[1,2]}', 'l')).status, 200);
    assert.deepEqual(shown(await ask('{"x":[2,1]}', 'l')), [422, 'idempotency_conflict']);
  });

  it('is one caller’s, at one address', async (t) => {
    const {post, pay, at, get} = await openAcp(t);
    const sent = {key: 'k'};
    const mine = await post('/checkout_sessions', aCreate({line_items: [{id: 'tea'}]}), sent);
    const cart = aCreate({line_items: [{id: 'tea'}]});
    const theirs = await post('/checkout_sessions', cart, {...sent, headers: {authorization: `Bearer ${OTHER_KEY}`}});
    assert.deepEqual([theirs.status, theirs.json.id === mine.json.id], [201, false]);
    assert.equal((await post(at(mine.json.id), {}, sent)).status, 200);
    assert.deepEqual(shown(await pay(mine.json.id, 'spt_1', sent)), [200, 'completed']);
    assert.equal((await post('/checkouts', aCreate({line_items: [{id: 'tea'}]}), sent)).json.id, mine.json.id);
    assert.equal((await get(at(mine.json.id))).json.status, 'completed');
  });

  it('whose request is being worked on is told so, and when to come again', async (t) => {
    const {create, pay, payments} = await openAcp(t);
    const {id} = await create();
    const meanwhile: Reply[] = [];
    payments.whileSending(async () => void meanwhile.push(await pay(id, 'spt_1', {key: 'k'}), await pay(id, 'spt_9', {key: 'k'})));
    await pay(id, 'spt_1', {key: 'k'});
    assert.deepEqual(meanwhile.map(shown), [
      [409, 'idempotency_in_flight'],
      [422, 'idempotency_conflict'],
    ]);
    assert.equal(meanwhile[0]!.headers.get('retry-after'), '1');
    assert.equal(payments.sent.length, 1);
  });

  it('of ten equal requests at once has one effect', async (t) => {
    const {create, pay, payments} = await openAcp(t);
    const {id} = await create();
    const replies = await Promise.all(Array.from({length: 10}, () => pay(id, 'spt_1', {key: 'k'})));
    assert.ok(replies.every(({status, json}) => status === 200 || json.code === 'idempotency_in_flight'));
    assert.ok(replies.some(({json}) => json.status === 'completed'));
    const others = await Promise.all([1, 2, 3].map((n) => pay(id, 'spt_1', {key: `other-${n}`})));
    assert.ok(others.every(({status}) => status === 405));
    assert.equal(payments.sent.length, 1);
  });

  it('of ten different payments at once has one effect, and only one of them is told of it', async (t) => {
    const {create, pay, payments} = await openAcp(t);
    const {id} = await create();
    const replies = await Promise.all(Array.from({length: 10}, (_, n) => pay(id, `spt_${n}`, {key: `k${n}`})));
    assert.equal(replies.filter(({status}) => status === 200).length, 1);
    assert.ok(replies.every(({json}) => json.order || ['payment_in_progress', 'session_completed'].includes(json.code ?? '')));
    assert.equal(payments.sent.length, 1);
  });

  it('is kept for a day', async (t) => {
    const {post, clock, calls} = await openAcp(t);
    const first = await post('/checkout_sessions', aCreate(), {key: 'k'});
    clock.pass(23 * HOUR_MS);
    assert.equal((await post('/checkout_sessions', aCreate(), {key: 'k'})).text, first.text);
    clock.pass(2 * HOUR_MS);
    const fresh = await post('/checkout_sessions', aCreate(), {key: 'k'});
    assert.notEqual(fresh.json.id, first.json.id);
    assert.equal(await calls.sweep(clock.now() - 24 * HOUR_MS), 0);
    assert.equal(await calls.sweep(clock.now() + 1), 1);
  });
});

describe('an answer and its change', () => {
  it('are kept together: when the answer cannot be kept nothing has changed', async (t) => {
    const {create, post, get, at, database, cancel} = await openAcp(t);
    const {id} = await create();
    await sql`create trigger full before update of answer on calls begin select raise(abort, 'disk full'); end`.execute(database);
    assert.equal((await post(at(id), {line_items: [{id: 'tea'}]}, {key: 'k'})).status, 500);
    assert.equal((await cancel(id, {key: 'c'})).status, 500);
    assert.equal((await post('/checkout_sessions', aCreate(), {key: 'k'})).status, 500);
    const sessions = await database.selectFrom('checkout_sessions').select('id').execute();
    assert.deepEqual(sessions, [{id}]);
    await sql`drop trigger full`.execute(database);
    const {json} = await get(at(id));
    assert.deepEqual([json.status, json.line_items[0]?.item.id], ['ready_for_payment', 'cup-ink-s']);
    assert.equal((await post(at(id), {line_items: [{id: 'tea'}]}, {key: 'k'})).json.line_items[0]?.item.id, 'tea');
    assert.deepEqual(shown(await cancel(id, {key: 'c'})), [200, 'canceled']);
  });

  it('are there after a process died between the change and its answer', async (t) => {
    const {create, post, at, just, pay, payments} = await openAcp(t);
    const {id} = await create();
    // What follows the change fails: the caller is told of a fault, and asks again.
    just('replace', async () => just('reserve', async () => Promise.reject(new Error('gone'))));
    const first = await post(at(id), {line_items: [{id: 'tea'}]}, {key: 'k'});
    const second = await post(at(id), {line_items: [{id: 'tea'}]}, {key: 'k'});
    assert.deepEqual([first.status, second.status, replayed(second)], [500, 200, 'true']);
    assert.equal(second.json.line_items[0]?.item.id, 'tea');

    just('complete', async () => Promise.reject(new Error('gone')));
    assert.equal((await pay(id, 'spt_1', {key: 'p'})).status, 500);
    assert.deepEqual(shown(await pay(id, 'spt_1', {key: 'p'})), [200, 'complete_in_progress']);
    assert.deepEqual(shown(await pay(id, 'spt_2', {key: 'p'})), [422, 'idempotency_conflict']);
    assert.equal(payments.charges().length, 1);
  });

  it('are one: a fault is not kept, and the same key begins afresh', async (t) => {
    const {post, just, create, at} = await openAcp(t);
    const {id} = await create();
    just('get', async () => Promise.reject(new Error('gone')));
    assert.equal((await post(at(id), {}, {key: 'k'})).status, 500);
    const again = await post(at(id), {buyer: null}, {key: 'k'});
    assert.deepEqual([again.status, replayed(again)], [200, null]);
    assert.deepEqual(shown(await post(`${at(id)}/complete`, aPayment(), {key: 'k'})), [200, 'completed']);
  });
});
