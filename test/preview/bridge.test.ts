import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createBridge, isJsonRpc, type BridgeParts} from '../../widgets/preview/bridge.js';
import type {Doors} from '../../widgets/preview/doors.js';
import {everyCapability} from '../../widgets/preview/profiles/profile.js';

interface Sent {
  [key: string]: unknown;
  result?: {[key: string]: unknown};
  error?: {code: number; message: string};
}

const result = {content: [], structuredContent: {a: 1}};

function aBridge(doors: Partial<Doors> = {}, host: Partial<BridgeParts> = {}) {
  const sent: Sent[] = [];
  const heights: number[] = [];
  const quirks: string[] = [];
  const bridge = createBridge({
    send: (message) => sent.push(message),
    doors: {
      callTool: async () => result,
      openLink: async () => true,
      followUp: () => {},
      informModel: () => {},
      requestCheckout: async () => undefined,
      ...doors,
    },
    forward: async (method) => ({forwarded: method}),
    context: () => ({theme: 'dark'}),
    toolInput: {product_id: 'mug'},
    toolResult: result,
    setHeight: (height) => heights.push(height),
    note: () => {},
    quirk: (words) => quirks.push(words),
    capabilities: everyCapability,
    moments: [0],
    ...host,
  });
  /** Sends a request and gives its answer. */
  const ask = async (method: string, params?: Record<string, unknown>) => {
    bridge.receive({jsonrpc: '2.0', id: 'r1', method, ...(params && {params})});
    await new Promise(setImmediate);
    return sent[sent.length - 1]!;
  };
  const tell = (method: string, params?: Record<string, unknown>) => bridge.receive({jsonrpc: '2.0', method, ...(params && {params})});
  return {bridge, sent, heights, quirks, ask, tell};
}

describe('the handshake of MCP Apps', () => {
  it('answers with the host, what it can do and its context', async () => {
    const {result} = await aBridge().ask('ui/initialize', {});
    assert.equal(result?.protocolVersion, '2026-01-26');
    assert.deepEqual(result?.hostContext, {theme: 'dark'});
    assert.deepEqual(Object.keys(result?.hostCapabilities ?? {}).sort(), [
      'logging',
      'message',
      'openLinks',
      'serverResources',
      'serverTools',
      'updateModelContext',
    ]);
  });

  it('sends nothing before the page is ready, then the input and the result once', async () => {
    const {bridge, sent, ask, tell} = aBridge();
    bridge.update({theme: 'light'});
    assert.deepEqual(sent, []);
    await ask('ui/initialize', {});
    assert.equal(sent.splice(0).length, 1);
    tell('ui/notifications/initialized');
    tell('ui/notifications/initialized');
    assert.deepEqual(sent, [
      {jsonrpc: '2.0', method: 'ui/notifications/tool-input', params: {arguments: {product_id: 'mug'}}},
      {jsonrpc: '2.0', method: 'ui/notifications/tool-result', params: result},
    ]);
    bridge.update({theme: 'light'});
    assert.deepEqual(sent[2], {jsonrpc: '2.0', method: 'ui/notifications/host-context-changed', params: {theme: 'light'}});
  });
});

const methodsOf = (sent: Sent[]) => sent.flatMap(({method}) => (method ? [String(method).replace('ui/notifications/', '')] : []));

describe('a host that does not keep to the order', () => {
  it('sends the result before the page is ready, and the input before that', async (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    const {sent, quirks, ask, tell} = aBridge({}, {moments: ['before-ready']});
    await ask('ui/initialize', {});
    assert.deepEqual(methodsOf(sent), ['tool-input', 'tool-result']);
    tell('ui/notifications/initialized');
    test.mock.timers.tick(10_000);
    assert.deepEqual(methodsOf(sent), ['tool-input', 'tool-result']);
    assert.deepEqual(quirks, ['The host sent the tool result before the page was ready']);
  });
  it('sends the result again and late, but the input once', (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    const {sent, quirks, tell} = aBridge({}, {moments: [0, 1500]});
    tell('ui/notifications/initialized');
    assert.deepEqual(methodsOf(sent), ['tool-input', 'tool-result']);
    test.mock.timers.tick(1500);
    assert.deepEqual(methodsOf(sent), ['tool-input', 'tool-result', 'tool-result']);
    assert.deepEqual(quirks, ['The host sent the tool result again']);
  });
  it('says that it is late where nothing came before', (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    const {sent, quirks, tell} = aBridge({}, {moments: [4000]});
    tell('ui/notifications/initialized');
    assert.deepEqual(methodsOf(sent), ['tool-input']);
    test.mock.timers.tick(4000);
    assert.deepEqual(methodsOf(sent), ['tool-input', 'tool-result']);
    assert.deepEqual(quirks, ['The host sent the tool result 4000 ms late']);
  });
  it('keeps a result it has lost to itself', () => {
    const {sent, tell} = aBridge({}, {toolResult: undefined, moments: ['before-ready', 0]});
    tell('ui/notifications/initialized');
    assert.deepEqual(methodsOf(sent), ['tool-input']);
  });
});

describe('what a host does not offer', () => {
  for (const method of ['tools/call', 'tools/list', 'resources/read', 'ui/open-link', 'ui/message', 'ui/update-model-context'])
    it(`${method} is a method it does not know`, async () =>
      assert.equal((await aBridge({}, {capabilities: {}}).ask(method, {name: 'x'})).error?.code, -32601));
});

describe('what a page asks of the host', () => {
  it('calls a tool through the door', async () => {
    const seen: unknown[] = [];
    const {ask} = aBridge({callTool: async (...given) => (seen.push(given), result)});
    assert.deepEqual(await ask('tools/call', {name: 'get_checkout', arguments: {a: 1}}), {jsonrpc: '2.0', id: 'r1', result});
    assert.deepEqual(seen, [['get_checkout', {a: 1}, 'bridge']]);
  });
  it('becomes an error where the door refuses', async () => {
    const {ask} = aBridge({callTool: () => Promise.reject(new Error('Not visible.'))});
    assert.deepEqual((await ask('tools/call', {name: 'x'})).error, {code: -32000, message: 'Not visible.'});
  });
  it('takes the text of a message, as a list of blocks or a single one', async () => {
    const said: string[] = [];
    const {ask} = aBridge({followUp: (text) => said.push(text)});
    assert.deepEqual((await ask('ui/message', {role: 'user', content: [{type: 'text', text: 'one'}]})).result, {});
    await ask('ui/message', {role: 'user', content: {type: 'text', text: 'two'}});
    assert.deepEqual(said, ['one', 'two']);
  });
  it('opens a link, or says that the buyer would not go', async () => {
    assert.deepEqual((await aBridge().ask('ui/open-link', {url: 'https://a.example'})).result, {});
    assert.deepEqual((await aBridge({openLink: async () => false}).ask('ui/open-link', {url: 'https://a.example'})).result, {
      isError: true,
    });
  });
  it('stays inline whatever display mode is asked for', async () =>
    assert.deepEqual((await aBridge().ask('ui/request-display-mode', {mode: 'pip'})).result, {mode: 'inline'}));
  it('answers ping at any time and forwards what is the server’s', async () => {
    const {ask} = aBridge();
    assert.deepEqual((await ask('ping')).result, {});
    assert.deepEqual((await ask('tools/list')).result, {forwarded: 'tools/list'});
  });
  it('is an error -32601 where the host knows no such method', async () =>
    assert.equal((await aBridge().ask('ui/download-file')).error?.code, -32601));
  it('tells its height', () => {
    const {heights, tell} = aBridge();
    tell('ui/notifications/size-changed', {height: 512, width: 300});
    tell('ui/notifications/size-changed', {});
    assert.deepEqual(heights, [512]);
  });
});

describe('a posted value', () => {
  it('is JSON-RPC only with its version', () => {
    assert.equal(isJsonRpc({jsonrpc: '2.0', method: 'ping'}), true);
    for (const other of [null, 'text', {}, {jsonrpc: '1.0'}]) assert.equal(isJsonRpc(other), false);
  });
});
