import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {composeServer} from '../../support/compose-server.js';
import {aCreate, openAcp, OTHER_KEY, type Reply} from './open-acp.js';

const errorOf = ({status, json}: Reply) => [status, json.type, json.code];

/** Nothing but the members of ACP's flat error. */
const isFlat = ({json}: Reply) =>
  Object.keys(json).every((name) => ['type', 'code', 'message', 'param', 'supported_versions'].includes(name)) &&
  [json.type, json.code, json.message].every((each) => typeof each === 'string');

describe('who calls the agent door', () => {
  it('is known by a bearer key, of which an agent may have several', async (t) => {
    const {create, get, at} = await openAcp(t);
    const {id} = await create();
    for (const key of ['key-of-ada', 'newer-key-of-ada'])
      assert.equal((await get(at(id), {headers: {authorization: `Bearer ${key}`}})).status, 200, key);
  });

  it('is refused without a known key, before anything else is looked at', async (t) => {
    const {send, post, left} = await openAcp(t);
    for (const authorization of ['', 'Bearer ', 'Bearer nobody', 'Basic key-of-ada', 'Bearer key-of-ada x']) {
      const reply = await send('/checkout_sessions', {text: 'no json', version: null, key: null, headers: {authorization}});
      assert.deepEqual(errorOf(reply), [401, 'invalid_request', 'unauthorized'], authorization);
      assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
      assert.ok(isFlat(reply));
    }
    const before = await left('cup-ink-s');
    await post('/checkout_sessions', aCreate(), {headers: {authorization: 'Bearer nobody'}});
    assert.equal(await left('cup-ink-s'), before);
  });

  it('sees its own sessions only: another agent’s, and the chat’s, are not there', async (t) => {
    const {create, get, at, pay, cancel, post, checkout} = await openAcp(t);
    const theirs = await create({}, {headers: {authorization: `Bearer ${OTHER_KEY}`}});
    const chats = await checkout.create({items: [{itemId: 'tea', quantity: 1}]});
    for (const {id} of [theirs, chats, {id: 'cs_none'}, {id: 'cs%00'}, {id: 'x'.repeat(300)}]) {
      const replies = [await get(at(id)), await post(at(id), {}), await pay(id), await cancel(id)];
      for (const reply of replies) assert.deepEqual(errorOf(reply), [404, 'invalid_request', 'session_not_found'], id);
      // The id stands in the address, and `param` points into the body.
      assert.ok(
        replies.every(({json}) => !('param' in json)),
        id,
      );
      assert.ok(replies.every(isFlat));
    }
  });
});

describe('a request at the agent door', () => {
  it('names a version that is spoken', async (t) => {
    const {get, create, at} = await openAcp(t);
    const {id} = await create();
    for (const [version, code] of [
      [null, 'missing_api_version'],
      ['1999-01-01', 'unsupported_api_version'],
      ['2025-12-12', 'unsupported_api_version'],
    ] as const) {
      const reply = await get(at(id), {version});
      assert.deepEqual(errorOf(reply), [400, 'invalid_request', code]);
      assert.deepEqual(reply.json.supported_versions, ['2025-09-29', '2026-01-30', '2026-04-17']);
      assert.ok(isFlat(reply));
    }
  });

  it('is JSON of a size that can be read', async (t) => {
    const {send} = await openAcp(t);
    const ask = async (sent: Parameters<typeof send>[1]) => {
      const reply = await send('/checkout_sessions', sent);
      assert.ok(isFlat(reply));
      return errorOf(reply);
    };
    assert.deepEqual(await ask({text: '{"line_items":'}), [400, 'invalid_request', 'invalid_json']);
    assert.deepEqual(await ask({text: '{}', headers: {'content-type': 'text/plain'}}), [415, 'invalid_request', 'unsupported_media_type']);
    assert.deepEqual(await ask({text: '{}', headers: {'content-type': 'application/jsonp'}}), [
      415,
      'invalid_request',
      'unsupported_media_type',
    ]);
    assert.deepEqual(await ask({text: ' '.repeat(300_000)}), [413, 'invalid_request', 'too_large']);
    assert.deepEqual(await ask({text: '['.repeat(50_000) + ']'.repeat(50_000)}), [400, 'invalid_request', 'invalid']);
    assert.deepEqual(await ask({}), [400, 'invalid_request', 'missing']);
    assert.deepEqual(await ask({text: 'null'}), [400, 'invalid_request', 'missing']);
    assert.deepEqual(await ask({text: '[]'}), [400, 'invalid_request', 'invalid']);
  });

  it('is recognised in its answer, good or bad', async (t) => {
    const {post} = await openAcp(t);
    for (const body of [aCreate(), {}]) {
      const {headers} = await post('/checkout_sessions', body, {key: `k${JSON.stringify(body).length}`, headers: {'request-id': 'r1'}});
      assert.equal(headers.get('request-id'), 'r1');
      assert.match(headers.get('idempotency-key') ?? '', /^k\d/);
      assert.equal(headers.get('content-type'), 'application/json');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('content-language'), 'en');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('goes to an address and a method that exist', async (t) => {
    const {send, get} = await openAcp(t);
    for (const [method, path, allow] of [
      ['GET', '/checkout_sessions', 'POST'],
      ['DELETE', '/checkout_sessions/cs_1', 'GET, POST'],
      ['GET', '/checkouts/cs_1/complete', 'POST'],
      ['PUT', '/checkouts/cs_1/cancel', 'POST'],
    ] as const) {
      const reply = await send(path, {method});
      assert.deepEqual([errorOf(reply), reply.headers.get('allow')], [[405, 'invalid_request', 'method_not_allowed'], allow]);
    }
    assert.deepEqual(errorOf(await get('/checkout_sessions/cs_1/refund')), [404, 'invalid_request', 'not_found']);
  });

  it('is refused flatly where the server itself refuses it', async (t) => {
    const {get, create, at, send} = await openAcp(t, {}, {production: true});
    const https = {headers: {'x-forwarded-proto': 'https'}};
    const {id} = await create({}, https);
    assert.equal((await get(at(id), https)).status, 200);
    const refused: Record<string, string>[] = [{'x-forwarded-proto': 'http'}, {'x-forwarded-proto': 'https', host: 'evil.example'}];
    for (const headers of refused) {
      const reply = await get(at(id), {headers: {...headers, 'request-id': 'r1'}});
      assert.deepEqual(errorOf(reply), [403, 'invalid_request', 'forbidden']);
      assert.ok(isFlat(reply));
      assert.deepEqual(
        ['request-id', 'content-language', 'cache-control', 'content-type'].map((name) => reply.headers.get(name)),
        ['r1', 'en', 'no-store', 'application/json'],
      );
    }
    const elsewhere = await send('/nowhere', {method: 'GET', ...https});
    assert.deepEqual([elsewhere.status, Object.keys(elsewhere.json)], [404, ['error']]);
  });

  it('that meets a fault of ours is told nothing of it', async (t) => {
    const {create, get, at, just, errors} = await openAcp(t);
    const {id} = await create();
    just('get', async () => {
      throw new Error('the database password is hunter2');
    });
    const reply = await get(at(id));
    assert.deepEqual(errorOf(reply), [500, 'processing_error', 'internal_error']);
    assert.ok(isFlat(reply) && !reply.text.includes('hunter2'));
    assert.match(String(errors[0]), /hunter2/);
  });
});

describe('a signature', () => {
  it('is not looked at without a verifier', async (t) => {
    const {post} = await openAcp(t);
    assert.equal((await post('/checkout_sessions', aCreate(), {headers: {signature: 'x', timestamp: 'never'}})).status, 201);
  });

  it('is recent and good where one is asked for, over canonical JSON', async (t) => {
    const seen: string[] = [];
    const {send, clock} = await openAcp(t, {
      verifySignature: async ({signature, body, caller}) => {
        seen.push(`${caller} ${body}`);
        if (signature === 'broken') throw new Error('no key');
        return signature === 'good';
      },
    });
    const ask = async (signature: string, minutesAgo = 0) =>
      (
        await send('/checkout_sessions', {
          text: '{"b": 1.0, "a": [2, {"d": null, "c": ""}]}',
          headers: {signature, timestamp: new Date(clock.now() - minutesAgo * 60_000).toISOString()},
        })
      ).json.code;
    assert.equal(await ask('good'), 'missing');
    assert.deepEqual(seen, ['ada {"a":[2,{"c":"","d":null}],"b":1}']);
    for (const reply of [await ask('bad'), await ask(''), await ask('broken'), await ask('good', 6), await ask('good', -6)])
      assert.equal(reply, 'invalid_signature');
    assert.equal((await send('/checkout_sessions', {text: '{}', headers: {signature: 'good'}})).json.code, 'invalid_signature');
  });
});

describe('the agent door', () => {
  it('is not there where no agent has a key', async (t) => {
    const {send} = await openAcp(t, {}, {acp: undefined});
    for (const path of ['/checkout_sessions', '/checkouts/cs_1', '/acp/mcp']) assert.equal((await send(path)).status, 404, path);
    assert.equal((await send('/.well-known/acp.json', {method: 'GET'})).status, 404);
  });
});

describe('discovery', () => {
  it('tells anybody what there is, and no secret', async (t) => {
    const {get} = await openAcp(t);
    const {status, headers, json} = await get('/.well-known/acp.json', {version: null, headers: {authorization: ''}});
    assert.deepEqual([status, headers.get('cache-control')], [200, 'public, max-age=3600']);
    assert.deepEqual(json, {
      protocol: {name: 'acp', version: '2026-04-17', supported_versions: ['2025-09-29', '2026-01-30', '2026-04-17']},
      api_base_url: 'http://127.0.0.1:8787',
      transports: ['rest', 'mcp'],
      capabilities: {
        services: ['checkout'],
        extensions: [{name: 'discount'}],
        supported_currencies: ['usd'],
        supported_locales: ['en-US'],
      },
    } as object);
  });

  it('names orders where somebody hears of them', async (t) => {
    const {get} = await openAcp(t, {orderEvents: true});
    const {json} = await get('/.well-known/acp.json');
    assert.deepEqual((json as unknown as {capabilities: {services: string[]}}).capabilities.services, ['checkout', 'orders']);
    const running = await composeServer(t, {ACP_WEBHOOK_URL: 'http://127.0.0.1:9/', ACP_WEBHOOK_SECRET: 'whsec_agent'}).start();
    const told = await running.app.request('/.well-known/acp.json', {headers: {host: '127.0.0.1:8787'}});
    assert.match(await told.text(), /"services":\["checkout","orders"\]/);
  });
});
