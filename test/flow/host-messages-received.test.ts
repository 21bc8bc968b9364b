import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hostStage} from '../support/host-stage.js';
import {chatGpt, without} from '../support/scripted-chatgpt.js';
import type {Fields, Script, ScriptedHost} from '../support/scripted-host.js';
import {callTool, oneBag, readyCheckout} from '../support/shop-calls.js';

const stage = hostStage();
const mug = {product_id: 'mug'};
const showMug = () => callTool(stage.shop, 'show_product', mug);
const seesMug = ({widget}: ScriptedHost) => widget.getByRole('heading', {name: 'Everyday Mug'}).waitFor();
const loading = ({widget}: ScriptedHost) => widget.getByLabel('Loading checkout…').waitFor();
const INITIALIZED = 'ui/notifications/initialized';
const methods = (host: ScriptedHost) => host.sent.map(({method}) => method);
const silent = {deliver: () => {}};

/** A gate for an answer. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {open: () => open(), opened};
}

/** How much the page has said, apart from its height, which follows a picture whenever that arrives. */
const said = ({posted}: ScriptedHost) => posted.filter((message) => (message as Fields).method !== 'ui/notifications/size-changed').length;

describe('MCP Apps 2026-01-26: the handshake', {concurrency: 3}, () => {
  it('ui/initialize says version, name and abilities, and before its answer nothing else is sent', async (t) => {
    const {open, opened} = gate();
    const host = await stage.chat(t, {
      input: mug,
      result: await showMug(),
      on: {'ui/initialize': () => opened.then(() => ({protocolVersion: '2026-01-26', hostCapabilities: {}, hostContext: {}}))},
    });
    const {params} = await host.until('ui/initialize');
    const {name, version} = params.appInfo as Fields;
    assert.deepEqual([params.protocolVersion, params.appCapabilities], ['2026-01-26', {availableDisplayModes: ['inline']}]);
    assert.ok(name && version);
    await loading(host);
    await host.settled();
    assert.deepEqual(methods(host), ['ui/initialize']);
    open();
    await seesMug(host);
    assert.deepEqual(methods(host).slice(0, 2), ['ui/initialize', INITIALIZED]);
  });

  it('a buyer who is faster than the handshake: the call waits for it', async (t) => {
    const {open, opened} = gate();
    const {structuredContent} = await showMug();
    const script: Script = {globals: {toolOutput: structuredContent}, methods: without('callTool'), ...silent};
    const host = await stage.chat(t, chatGpt({...script, on: {'ui/initialize': () => opened.then(() => ({}))}}));
    await host.widget.getByRole('button', {name: 'Buy now'}).click();
    await host.settled();
    assert.deepEqual(host.all('tools/call'), []);
    open();
    await host.until('tools/call');
    assert.ok(methods(host).indexOf(INITIALIZED) < methods(host).indexOf('tools/call'));
  });

  it('a host of another version that says nothing about itself is taken as it is', async (t) => {
    const on = {'ui/initialize': () => ({protocolVersion: '2025-11-21'})};
    await seesMug(await stage.chat(t, {input: mug, result: await showMug(), on}));
  });

  it('ui/initialize refused: the page keeps waiting and says nothing more', async (t) => {
    const host = await stage.chat(t, {on: {'ui/initialize': () => Promise.reject(new Error('no'))}, speed: 100});
    await host.widget.getByRole('heading', {name: 'Still loading'}).waitFor();
    await host.settled();
    assert.deepEqual(methods(host), ['ui/initialize']);
  });

  it('ping is answered at any time, before the handshake too', async (t) => {
    const host = await stage.chat(t, {on: {'ui/initialize': () => new Promise(() => {})}});
    await host.until('ui/initialize');
    assert.deepEqual((await host.request('ping')).result, {});
    assert.deepEqual(methods(host), ['ui/initialize']);
  });
});

describe('MCP Apps 2026-01-26: what the page receives', {concurrency: 3}, () => {
  it('ui/notifications/tool-input: what to ask for again when the result does not come', async (t) => {
    const host = await stage.chat(t, {input: mug, speed: 100});
    await host.widget.getByRole('button', {name: 'Try again'}).click();
    await seesMug(host);
    assert.deepEqual(host.calls(), [{name: 'show_product', args: mug}]);
  });

  it('ui/notifications/tool-input-partial: half a sentence of the model, not acted on', async (t) => {
    const host = await stage.chat(t, {
      speed: 100,
      deliver: async (host) => {
        for (const product_id of ['k', 'kett', 'kettle'])
          await host.notify('ui/notifications/tool-input-partial', {arguments: {product_id}});
        await host.notify('ui/notifications/tool-input', {arguments: mug});
      },
    });
    await host.widget.getByRole('button', {name: 'Try again'}).click();
    await seesMug(host);
    assert.deepEqual(host.calls(), [{name: 'show_product', args: mug}]);
  });

  it('ui/notifications/tool-result: its params are the result; said again it changes nothing', async (t) => {
    const {id, result} = await readyCheckout(stage.shop);
    const host = await stage.chat(t, {input: oneBag, result});
    await host.widget.getByRole('button', {name: 'Continue to checkout', disabled: false}).waitFor();
    const other = await readyCheckout(stage.shop);
    for (const again of [result, result, other.result]) await host.notify('ui/notifications/tool-result', again);
    await host.settled();
    assert.deepEqual(host.calls(), [{name: 'get_checkout', args: {checkout_session_id: id}}]);
  });

  it('ui/notifications/tool-result with isError: the sentence of the tool, and a way to try again', async (t) => {
    const result = {isError: true, content: [{type: 'text', text: 'The shop is closed today.'}]};
    const host = await stage.chat(t, {input: mug, result});
    await host.widget.getByText('The shop is closed today.').waitFor();
    await host.widget.getByRole('button', {name: 'Try again'}).click();
    await seesMug(host);
  });

  it('ui/notifications/tool-cancelled: said instead of a result, and ignored behind one', async (t) => {
    const cancel = (host: ScriptedHost) => host.notify('ui/notifications/tool-cancelled', {reason: 'stopped by the user'});
    const host = await stage.chat(t, {input: mug, deliver: cancel});
    await host.widget.getByRole('button', {name: 'Try again'}).waitFor();
    const late = await stage.chat(t, {input: mug, result: await showMug()});
    await seesMug(late);
    await cancel(late);
    await late.settled();
    await seesMug(late);
  });

  it('ui/resource-teardown: answered with {}, and the checkout is there again afterwards', async (t) => {
    const {id, result} = await readyCheckout(stage.shop);
    const host = await stage.chat(t, chatGpt({input: oneBag, result}));
    const payable = host.widget.getByRole('button', {name: /^Pay \$/, disabled: false});
    await payable.waitFor();
    assert.deepEqual((await host.request('ui/resource-teardown', {reason: 'closed'})).result, {});
    Object.assign(host.script, {input: null, result: undefined});
    await host.reload();
    await payable.waitFor();
    assert.deepEqual(host.calls().at(-1), {name: 'get_checkout', args: {checkout_session_id: id}});
  });

  it('tools/list and tools/call asked of the page (draft), and requests nobody knows: it has no such method', async (t) => {
    const host = await stage.chat(t);
    await loading(host);
    for (const method of ['tools/list', 'tools/call', 'ui/unheard-of', 'toString'])
      assert.deepEqual((await host.request(method)).error, {code: -32601, message: 'Method not found'}, method);
  });

  it('messages reserved for the sandbox, and notifications nobody knows: no answer, no effect', async (t) => {
    const host = await stage.chat(t, {input: mug, result: await showMug()});
    await seesMug(host);
    const before = said(host);
    await host.notify('ui/notifications/sandbox-proxy-ready');
    await host.notify('ui/notifications/sandbox-resource-ready', {html: '<h1>Another page</h1>', sandbox: 'allow-scripts'});
    for (const method of ['ui/notifications/new', 'notifications/cancelled', '__proto__', 'constructor']) await host.notify(method, {a: 1});
    await host.settled();
    await seesMug(host);
    assert.equal(said(host), before + 1); // the answer to the ping that settled it
  });

  it('messages that are not JSON-RPC, and those without the params they need: no answer, no effect', async (t) => {
    const host = await stage.chat(t);
    await host.until(INITIALIZED);
    await host.settled();
    const before = said(host);
    const method = 'ui/notifications/tool-result';
    const params = {structuredContent: {product: {variants: [], options: []}}};
    const odd = [null, 'text', 7, [], {}, {method, params}, {jsonrpc: '1.0', method, params}, {type: 'openai:x', params}];
    for (const message of odd) await host.post(message);
    for (const name of ['tool-result', 'tool-input', 'host-context-changed', 'tool-input-partial'])
      for (const given of ['text', 7, [], ...(name === 'tool-result' ? [] : [undefined, null])])
        // a result without params is an empty one
        await host.post({jsonrpc: '2.0', method: `ui/notifications/${name}`, params: given});
    for (const id of [undefined, null, 1, '1', 'checkout-0-1']) await host.post({jsonrpc: '2.0', id, result: {structuredContent: params}});
    await host.settled();
    await loading(host);
    assert.equal(said(host), before + 1);
  });

  it('another window speaks: nobody but the parent is listened to', async (t) => {
    const host = await stage.chat(t, {on: {'ui/initialize': () => new Promise(() => {})}});
    const {id} = await host.until('ui/initialize');
    const result = await showMug();
    const say = (message: Fields) =>
      host.tab.evaluate((data) => (window as unknown as {postAsStranger(data: object): void}).postAsStranger(data), {
        jsonrpc: '2.0',
        ...message,
      });
    await say({id, result: {protocolVersion: '2026-01-26'}});
    await say({method: 'ui/notifications/tool-result', params: result});
    await say({id: 5, method: 'ping'});
    await host.settled();
    await loading(host);
    assert.deepEqual(methods(host), ['ui/initialize']);
    assert.equal(said(host), 2); // the handshake, and the answer to the parent's ping
  });
});
