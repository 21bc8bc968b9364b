import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Problem} from '../../../server/acp/problem.js';
import {rateLimit, WRONG_CODE_COSTS} from '../../../server/acp/rate-limit.js';
import {aCreate, KEY, openAcp, OTHER_KEY} from './open-acp.js';

const as = (key: string) => ({headers: {authorization: `Bearer ${key}`}});

describe('a limit of requests', () => {
  it('counts each agent for itself, for a minute from its first request', async (t) => {
    t.mock.timers.enable({apis: ['Date', 'setTimeout']});
    const limit = rateLimit(2);
    await limit.take('ada');
    t.mock.timers.tick(20_000);
    await limit.take('ada');
    await assert.rejects(limit.take('ada'), ({status, body, headers}: Problem) => {
      assert.deepEqual([status, body.type, body.code, headers], [429, 'invalid_request', 'rate_limited', {'Retry-After': '40'}]);
      return true;
    });
    await limit.take('bob');
    t.mock.timers.tick(40_000);
    await limit.take('ada');
    await limit.charge('ada', 1);
    await assert.rejects(limit.take('ada'), Problem);
  });
});

describe('an agent that asks too often', () => {
  it('is refused, with all its keys, and nothing happens; the others go on', async (t) => {
    const {post, get, at, create, calls, database} = await openAcp(t, {limit: rateLimit(2)});
    const {id} = await create();
    assert.equal((await get(at(id), as('newer-key-of-ada'))).status, 200);
    const {status, headers, json} = await post('/checkout_sessions', aCreate(), {key: 'again'});
    assert.deepEqual([status, json.type, json.code], [429, 'invalid_request', 'rate_limited']);
    assert.match(headers.get('retry-after') ?? '', /^([1-9]|[1-5]\d|60)$/);
    assert.equal(headers.get('idempotency-key'), 'again');
    assert.equal((await database.selectFrom('checkout_sessions').select('id').execute()).length, 1);
    // The key is as if it had never come.
    assert.equal((await calls.sweep(Infinity)) > 1, false);
    assert.equal((await post('/checkout_sessions', aCreate(), as(OTHER_KEY))).status, 201);
    assert.equal((await post('/checkout_sessions', aCreate(), as('a guess'))).status, 401);
  });

  it('is refused over MCP with the same error in JSON-RPC', async (t) => {
    const {app} = await openAcp(t, {limit: rateLimit(1)});
    const ask = () =>
      app.request('/acp/mcp', {
        method: 'POST',
        headers: {
          host: '127.0.0.1:8787',
          authorization: `Bearer ${KEY}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({jsonrpc: '2.0', id: 1, method: 'tools/list'}),
      });
    assert.equal((await ask()).status, 200);
    const refused = await ask();
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    const {error} = (await refused.json()) as {error: {code: number; data: {code: string}}};
    assert.deepEqual([error.code, error.data.code], [-32000, 'rate_limited']);
  });
});

describe('a discount code that there is not', () => {
  const update = (codes: string[]) => ({discounts: {codes}});

  it('counts for many requests, so that codes are not guessed', async (t) => {
    const {post, get, at, create} = await openAcp(t, {limit: rateLimit(2 * WRONG_CODE_COSTS + 2)});
    const {id} = await create();
    assert.equal((await post(at(id), update(['GUESS1', 'GUESS2']))).status, 200);
    assert.equal((await get(at(id))).status, 429);
  });

  it('counts in the first request of a session, too', async (t) => {
    const {get, at, create} = await openAcp(t, {limit: rateLimit(WRONG_CODE_COSTS)});
    const {id} = await create(update(['GUESS']));
    assert.equal((await get(at(id))).status, 429);
  });

  it('counts for nothing more where it is one that applies or only does not apply now', async (t) => {
    const {post, get, at, create} = await openAcp(t, {limit: rateLimit(4)});
    const {id} = await create();
    assert.equal((await post(at(id), update(['WELCOME10', 'SPRING', 'TABLE15']))).status, 200);
    assert.equal((await post(at(id), update(['WELCOME10']))).status, 200);
    assert.equal((await get(at(id))).status, 200);
  });
});
