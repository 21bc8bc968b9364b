import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {openServer, ORIGIN} from '../../support/open-server.js';

type Server = Awaited<ReturnType<typeof openServer>>;
type Answer = {jsonrpc?: string; id?: unknown; error?: {code: number; message: string}; result?: {tools?: unknown[]}};

const list = {jsonrpc: '2.0', id: 1, method: 'tools/list', params: {}};

async function post({app}: Server, body: string, headers: Record<string, string> = {}) {
  const response = await app.request('/mcp', {
    method: 'POST',
    body,
    headers: {host: '127.0.0.1:8787', 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers},
  });
  const text = await response.text();
  return {status: response.status, type: response.headers.get('content-type'), body: (text ? JSON.parse(text) : {}) as Answer};
}

describe('POST /mcp', () => {
  it('answers one request with JSON, without a session before it', async (t) => {
    const {status, type, body} = await post(await openServer(t), JSON.stringify(list));
    assert.equal(status, 200);
    assert.match(type ?? '', /^application\/json/);
    assert.equal(body.result?.tools?.length, 8);
  });

  for (const [what, body] of [
    ['JSON that is not JSON', '{"jsonrpc": "2.0",'],
    ['nothing', ''],
    ['words', 'hello'],
  ] as const) {
    it(`${what}: 400 and -32700`, async (t) => {
      const server = await openServer(t);
      const answer = await post(server, body);
      assert.deepEqual([answer.status, answer.body.error?.code], [400, -32700]);
      assert.equal(answer.body.jsonrpc, '2.0');
      assert.deepEqual(server.errors, []);
    });
  }

  it('JSON that is no request: 400', async (t) => {
    for (const body of ['5', 'null', '{}', '[1]']) {
      const answer = await post(await openServer(t), body);
      assert.equal(answer.status, 400, body);
      assert.equal(typeof answer.body.error?.code, 'number', body);
    }
  });

  it('a batch: 400, one request does not do the work of many', async (t) => {
    const {status, body} = await post(await openServer(t), ` ${JSON.stringify([list, {...list, id: 2}])}`);
    assert.equal(status, 400);
    assert.equal(body.error?.code, -32600);
  });

  it('a body that is too large: 413', async (t) => {
    const params = {name: 'search_products', arguments: {query: 'x'.repeat(300_000)}};
    const answer = await post(await openServer(t), JSON.stringify({...list, method: 'tools/call', params}));
    assert.equal(answer.status, 413);
    assert.match(answer.body.error?.message ?? '', /larger than 262144 bytes/);
  });

  it('a method nobody knows: -32601', async (t) => {
    const {body} = await post(await openServer(t), JSON.stringify({...list, method: 'tools/destroy'}));
    assert.equal(body.error?.code, -32601);
  });
});

describe('GET and DELETE /mcp', () => {
  for (const method of ['GET', 'DELETE']) {
    it(`${method}: 405, there is no stream and no session`, async (t) => {
      const {app} = await openServer(t);
      const response = await app.request('/mcp', {method, headers: {host: '127.0.0.1:8787', accept: 'text/event-stream'}});
      assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
    });
  }
});

describe('who may call', () => {
  it('nobody under a name that is not ours', async (t) => {
    const server = await openServer(t);
    for (const host of ['evil.example', 'evil.example:8787', '127.0.0.1:9999', '']) {
      assert.equal((await post(server, JSON.stringify(list), {host})).status, 403, host);
    }
  });

  it('no page of another site', async (t) => {
    const server = await openServer(t);
    assert.equal((await post(server, JSON.stringify(list), {origin: 'https://evil.example'})).status, 403);
    assert.equal((await post(server, JSON.stringify(list), {origin: 'null'})).status, 403);
  });

  it('our own page, and in development any page of this machine', async (t) => {
    const server = await openServer(t);
    assert.equal((await post(server, JSON.stringify(list), {origin: ORIGIN})).status, 200);
    assert.equal((await post(server, JSON.stringify(list), {origin: 'http://localhost:6006'})).status, 200);
  });

  it('in production our own page only, over https', async (t) => {
    const server = await openServer(t, {production: true});
    const https = {'x-forwarded-proto': 'https'};
    assert.equal((await post(server, JSON.stringify(list))).status, 403);
    assert.equal((await post(server, JSON.stringify(list), {'x-forwarded-proto': 'http'})).status, 403);
    assert.equal((await post(server, JSON.stringify(list), https)).status, 200);
    assert.equal((await post(server, JSON.stringify(list), {...https, origin: 'http://localhost:6006'})).status, 403);
  });
});
