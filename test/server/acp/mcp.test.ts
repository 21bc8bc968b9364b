import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {type McpError} from '@modelcontextprotocol/sdk/types.js';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {CheckoutSession} from '../../../shared/session.js';
import type {AcpParts} from '../../../server/acp/rest.js';
import {ORIGIN} from '../../support/open-server.js';
import {aCreate, aPayment, KEY, openAcp} from './open-acp.js';

type Result = CheckoutSession & {content: {text: string}[]; structuredContent: CheckoutSession & {code?: string}; isError?: boolean};

/** A real MCP client at the agent door. */
async function openMcp(t: TestContext, acp: Partial<AcpParts> = {}) {
  const server = await openAcp(t, acp);
  const transport = new StreamableHTTPClientTransport(new URL(`${ORIGIN}/acp/mcp`), {
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('host', '127.0.0.1:8787');
      headers.set('authorization', `Bearer ${KEY}`);
      return server.app.request(String(url), {...init, headers});
    },
  });
  const client = new Client({name: 'test', version: '0'});
  await client.connect(transport);
  t.after(() => client.close());
  const meta = {api_version: '2026-04-17'};
  const call = async (name: string, args: object) => (await client.callTool({name, arguments: {meta, ...args}})) as unknown as Result;
  /** The error of a call that must fail. */
  const failure = async (name: string, args: object) => {
    const error = await call(name, args).then(
      (answer) => assert.fail(`it was answered: ${JSON.stringify(answer).slice(0, 200)}`),
      (thrown: unknown) => thrown as McpError,
    );
    return {code: error.code, message: error.message, data: error.data as {code: string; supported_versions?: string[]} | undefined};
  };
  return {...server, client, call, failure, meta};
}

describe('the agent door over MCP', () => {
  it('lists five tools whose schemas are whole', async (t) => {
    const {client} = await openMcp(t);
    const {tools} = await client.listTools();
    assert.deepEqual(
      tools.map(({name, inputSchema}) => [name, inputSchema.required]),
      [
        ['create_checkout_session', ['meta', 'payload']],
        ['get_checkout_session', ['meta', 'id']],
        ['update_checkout_session', ['meta', 'id', 'payload']],
        ['complete_checkout_session', ['meta', 'id', 'payload']],
        ['cancel_checkout_session', ['meta', 'id']],
      ],
    );
    assert.doesNotMatch(JSON.stringify(tools), /\$ref/);
    assert.deepEqual(
      tools.map(({annotations}) => [annotations?.readOnlyHint, annotations?.destructiveHint]),
      [
        [false, false],
        [true, false],
        [false, false],
        [false, true],
        [false, true],
      ],
    );
  });

  it('sells as REST does, and shows the session in three places', async (t) => {
    const {call, get, at, payments} = await openMcp(t);
    const created = await call('create_checkout_session', {payload: aCreate()});
    const {id, content, structuredContent} = created;
    assert.equal(created.status, 'ready_for_payment');
    assert.deepEqual(JSON.parse(content[0]!.text), structuredContent);
    const {content: _text, structuredContent: _object, ...session} = created;
    assert.deepEqual(session, structuredContent);
    await call('update_checkout_session', {id, payload: {line_items: [{id: 'tea'}]}});
    assert.deepEqual((await call('get_checkout_session', {id})).structuredContent, (await get(at(id))).json);
    const paid = await call('complete_checkout_session', {id, payload: aPayment()});
    assert.deepEqual([paid.status, paid.order?.checkout_session_id], ['completed', id]);
    assert.equal(payments.sent.length, 1);
  });

  it('cancels without a payload, and with one', async (t) => {
    const {call} = await openMcp(t);
    for (const more of [{}, {payload: {intent_trace: {reason_code: 'other'}}}]) {
      const {id} = await call('create_checkout_session', {payload: aCreate({line_items: [{id: 'tea'}]})});
      assert.equal((await call('cancel_checkout_session', {id, ...more})).status, 'canceled');
    }
  });

  it('refuses with -32000 and ACP’s error as data, the words being the error’s own', async (t) => {
    const {call, failure, client} = await openMcp(t);
    const {id} = await call('create_checkout_session', {payload: aCreate()});
    const unknown = await failure('get_checkout_session', {id: 'cs_none'});
    assert.deepEqual(
      [unknown.code, unknown.data],
      [-32000, {type: 'invalid_request', code: 'session_not_found', message: 'There is no checkout with this id.'}],
    );
    assert.doesNotMatch(unknown.message, /MCP error -32000: MCP error/);
    const unversioned = await failure('get_checkout_session', {id, meta: {}});
    assert.deepEqual([unversioned.code, unversioned.data?.code], [-32000, 'missing_api_version']);
    assert.ok(unversioned.data?.supported_versions?.includes('2026-04-17'));
    assert.equal((await failure('get_checkout_session', {id, meta: undefined})).data?.code, 'missing_api_version');
    await call('cancel_checkout_session', {id});
    assert.equal((await failure('update_checkout_session', {id, payload: {}})).data?.code, 'session_canceled');
    await assert.rejects(client.callTool({name: 'nothing'}), {code: -32602});
  });

  it('tells a broken envelope from a bad request', async (t) => {
    const {failure} = await openMcp(t);
    for (const [name, args] of [
      ['get_checkout_session', {}],
      ['create_checkout_session', {}],
      ['create_checkout_session', {payload: 'x'}],
      ['create_checkout_session', {payload: {}, meta: 'x'}],
      ['create_checkout_session', {payload: {}, meta: {api_version: 7}}],
      ['complete_checkout_session', {id: 'cs_1'}],
    ] as const)
      assert.equal((await failure(name, args)).code, -32602, JSON.stringify(args));
    assert.deepEqual((await failure('create_checkout_session', {payload: {}})).data?.code, 'missing');
  });

  it('can answer errors as tool results, for hosts that hide the others', async (t) => {
    const {call, payments} = await openMcp(t, {mcpErrors: 'tool_result'});
    const {isError, structuredContent, content} = await call('get_checkout_session', {id: 'cs_none'});
    assert.deepEqual([isError, structuredContent.code, JSON.parse(content[0]!.text)], [true, 'session_not_found', structuredContent]);
    const {id} = await call('create_checkout_session', {payload: aCreate()});
    payments.answer({kind: 'declined', reason: 'card_declined'});
    const declined = await call('complete_checkout_session', {id, payload: aPayment()});
    assert.deepEqual([declined.isError, declined.messages[0]?.code], [undefined, 'payment_declined']);
  });

  it('keeps keys, which REST knows too, and demands none', async (t) => {
    const {call, failure, meta, pay, payments} = await openMcp(t);
    const keyed = {meta: {...meta, idempotency_key: 'k'}};
    const first = await call('create_checkout_session', {payload: aCreate(), ...keyed});
    assert.equal((await call('create_checkout_session', {payload: aCreate(), ...keyed})).id, first.id);
    assert.equal(
      (await failure('create_checkout_session', {payload: aCreate({buyer: null}), ...keyed})).data?.code,
      'idempotency_conflict',
    );
    await call('complete_checkout_session', {id: first.id, payload: aPayment(), ...keyed});
    const replay = await pay(first.id, 'spt_1', {key: 'k'});
    assert.deepEqual([replay.status, replay.headers.get('idempotent-replayed')], [200, 'true']);
    assert.equal((await failure('complete_checkout_session', {id: first.id, payload: aPayment()})).data?.code, 'session_completed');
    assert.equal(payments.sent.length, 1);
  });

  it('tells nothing of a fault of ours, in JSON-RPC', async (t) => {
    const limit = {
      take: async () => {
        throw new Error('the password of the counter is hunter2');
      },
      charge: async () => {},
    };
    const {app, errors} = await openAcp(t, {limit});
    const headers = {host: '127.0.0.1:8787', authorization: `Bearer ${KEY}`, 'content-type': 'application/json'};
    const refused = await app.request('/acp/mcp', {method: 'POST', headers, body: '{}'});
    const {error} = (await refused.json()) as {error: {code: number; data: {type: string; code: string}}};
    assert.deepEqual([refused.status, error.code, error.data.type, error.data.code], [500, -32000, 'processing_error', 'internal_error']);
    assert.ok(!JSON.stringify(error).includes('hunter2'));
    assert.match(String(errors[0]), /hunter2/);
  });

  it('says in its schemas what else a payload may hold', async (t) => {
    const {client} = await openMcp(t);
    const {tools} = await client.listTools();
    const membersOf = (name: string) => {
      const {payload} = tools.find((tool) => tool.name === name)!.inputSchema.properties as {payload?: {properties: object}};
      return Object.keys(payload?.properties ?? {});
    };
    const everywhere = ['line_items', 'buyer', 'fulfillment_details', 'discounts', 'order_notes'];
    const wanted: Record<string, string[]> = {
      create_checkout_session: [...everywhere, 'currency', 'capabilities', 'affiliate_attribution'],
      update_checkout_session: [...everywhere, 'selected_fulfillment_options'],
      complete_checkout_session: [
        'payment_data',
        'authentication_result',
        'buyer',
        'order_notes',
        'affiliate_attribution',
        'marketing_consents',
      ],
    };
    for (const [name, members] of Object.entries(wanted)) {
      const there = membersOf(name);
      assert.deepEqual(
        members.filter((member) => !there.includes(member)),
        [],
        name,
      );
    }
  });

  it('is closed without a key, and takes one message by POST', async (t) => {
    const {app} = await openAcp(t);
    const ask = (init: RequestInit, bearer = KEY) =>
      app.request('/acp/mcp', {
        ...init,
        headers: {host: '127.0.0.1:8787', authorization: `Bearer ${bearer}`, 'content-type': 'application/json'},
      });
    const closed = await ask({method: 'POST', body: '{}'}, 'nobody');
    assert.deepEqual([closed.status, closed.headers.get('www-authenticate')], [401, 'Bearer']);
    assert.equal(((await closed.json()) as {error: {data: {code: string}}}).error.data.code, 'unauthorized');
    assert.equal((await ask({method: 'GET'})).status, 405);
    assert.equal((await ask({method: 'POST', body: '[{}]'})).status, 400);
    assert.equal((await ask({method: 'POST', body: ' '.repeat(300_000)})).status, 413);
  });
});
