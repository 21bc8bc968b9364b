import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {hostStage} from '../support/host-stage.js';
import {chatGpt} from '../support/scripted-chatgpt.js';
import type {Fields, Script, ScriptedHost} from '../support/scripted-host.js';
import {buyAll, payElsewhere} from '../support/scripted-purchase.js';
import {callTool, oneBag, payInSheet, readyCheckout} from '../support/shop-calls.js';

const stage = hostStage();
const mug = {product_id: 'mug'};
const SIZE = 'ui/notifications/size-changed';

/** One purchase from product to order in each kind of host; the tests below read what was sent in it. */
const purchases = new Map<string, Promise<ScriptedHost>>();
function purchase(t: Pick<TestContext, 'after'>, kind: 'bridge' | 'openai'): Promise<ScriptedHost> {
  const buy = async () => {
    const shown: Script = {input: mug, result: await callTool(stage.shop, 'show_product', mug), speed: 20};
    const elsewhere = async ({url}: Fields) => (/\/checkout\//.test(String(url)) && (await payElsewhere(stage.shop, url)), {});
    const sheet = (payload: Fields) => payInSheet(stage.shop, payload);
    const script: Script =
      kind === 'bridge' ? {...shown, on: {'ui/open-link': elsewhere}} : chatGpt({...shown, on: {requestCheckout: sheet}});
    const host = await stage.chat(t, script);
    await buyAll(host);
    await host.request('ui/resource-teardown');
    return host;
  };
  if (!purchases.has(kind)) purchases.set(kind, buy());
  return purchases.get(kind)!;
}

describe('MCP Apps 2026-01-26: what the page sends in a whole purchase', {concurrency: 3}, () => {
  it('tools/call {name, arguments}: changes go to the server, each as one call', async (t) => {
    const host = await purchase(t, 'bridge');
    const calls = host.all('tools/call');
    for (const {id, params} of calls) assert.deepEqual([typeof id, Object.keys(params).sort()], ['string', ['arguments', 'name']]);
    assert.deepEqual(
      host.calls().flatMap(({name, args}) => (name === 'get_checkout' ? [] : [[name, ...Object.keys(args)]])),
      [
        ['checkout_session', 'checkout_session'],
        ['update_checkout', 'checkout_session_id', 'fulfillment_details', 'buyer'],
        ['update_checkout', 'checkout_session_id', 'selected_fulfillment_options'],
      ],
    );
  });

  it('ui/open-link {url}: the payment page and the order, nothing else', async (t) => {
    const urls = (await purchase(t, 'bridge')).all('ui/open-link').map(({params}) => params);
    assert.deepEqual(
      urls.map(({url}) => new URL(String(url)).pathname.split('/')[1]),
      ['checkout', 'orders'],
    );
    assert.deepEqual([...new Set(urls.flatMap((params) => Object.keys(params)))], ['url']);
  });

  it('ui/notifications/size-changed {height}: whole pixels, and only when it is another height', async (t) => {
    for (const kind of ['bridge', 'openai'] as const) {
      const sizes = (await purchase(t, kind)).all(SIZE).map(({params}) => params);
      assert.ok(sizes.length > 2);
      for (const [index, {height, ...rest}] of sizes.entries()) {
        assert.ok(Number.isInteger(height) && height !== sizes[index - 1]?.height, `${String(height)}`);
        assert.deepEqual(rest, {});
      }
    }
  });

  it('ui/notifications/initialized: once', async (t) => {
    assert.equal((await purchase(t, 'bridge')).all('ui/notifications/initialized').length, 1);
  });

  for (const [method, why] of [
    ['tools/list', 'the page knows its tools'],
    ['resources/read', 'the page is one file'],
    ['resources/list', 'the page is one file'],
    ['sampling/createMessage', 'no model is needed, and ChatGPT has none to offer'],
    ['ui/download-file', 'ChatGPT does not support it'],
    ['ui/message', 'the page does not speak for the buyer'],
    ['ui/update-model-context', 'an address is not for the model'],
    ['ui/request-display-mode', 'the page lives in the conversation'],
    ['ui/notifications/request-teardown', 'ChatGPT does not support it'],
    ['notifications/message', 'a log would hold what the buyer typed'],
  ] as const) {
    it(`${method}: never, ${why}`, async (t) => {
      for (const kind of ['bridge', 'openai'] as const) assert.deepEqual((await purchase(t, kind)).all(method), []);
    });
  }

  it('nothing but messages of the specification, none of them about paying', async (t) => {
    for (const kind of ['bridge', 'openai'] as const) {
      const methods = (await purchase(t, kind)).sent.flatMap(({via, method}) => (via === 'bridge' ? [method] : []));
      const known = ['ui/initialize', 'ui/notifications/initialized', SIZE, 'tools/call', 'ui/open-link'];
      assert.deepEqual(
        methods.filter((method) => !known.includes(method)),
        [],
      );
    }
  });

  it('every posted value is JSON-RPC 2.0 with an id of its own: what is not spoils the console of ChatGPT (skybridge)', async (t) => {
    for (const kind of ['bridge', 'openai'] as const) {
      const {posted, sent} = await purchase(t, kind);
      for (const message of posted as Fields[]) {
        assert.equal(message.jsonrpc, '2.0');
        assert.ok(typeof message.method === 'string' || 'result' in message || 'error' in message, JSON.stringify(message));
      }
      const ids = sent.flatMap(({id}) => (id === undefined ? [] : [id]));
      assert.equal(new Set(ids).size, ids.length);
    }
  });
});

describe('MCP Apps 2026-01-26: what the page makes of the answers', {concurrency: 3}, () => {
  const cart = async (t: Pick<TestContext, 'after'>, script: Script) => {
    const {id, result} = await readyCheckout(stage.shop);
    const host = await stage.chat(t, {input: oneBag, result, ...script});
    await host.widget.getByRole('button', {name: 'Continue to checkout', disabled: false}).waitFor();
    return {id, host};
  };
  const more = ({widget}: ScriptedHost) => widget.getByRole('button', {name: /^Increase quantity/}).click();
  const cartTotal = ({widget}: ScriptedHost) => widget.getByText('Total', {exact: true}).locator('..').textContent();

  it('tools/call answered with an error -32000: the change is called not made, and the session is asked for again', async (t) => {
    const {host} = await cart(t, {
      tool: (name, _args, real) => (name === 'update_checkout' ? Promise.reject(new Error('upstream hiccup')) : real()),
    });
    const [before, asked] = [await cartTotal(host), host.calls('get_checkout').length];
    await more(host);
    await host.widget
      .getByRole('alert')
      .getByText(/could not be reached/)
      .waitFor();
    await host.untilTrue(() => host.calls('get_checkout').length > asked, 'the session was asked for');
    await host.settled();
    assert.equal(await cartTotal(host), before);
  });

  it('tools/call answered with isError: the sentence of the tool is shown', async (t) => {
    const refusal = {isError: true, content: [{type: 'text', text: 'Only four are left.'}]};
    const {host} = await cart(t, {tool: (name, _args, real) => (name === 'update_checkout' ? refusal : real())});
    await more(host);
    await host.widget.getByRole('alert').getByText('Only four are left.').waitFor();
  });

  it('tools/call answered with nothing to show, or never: the same as no answer', async (t) => {
    for (const answer of [null, {}, {content: []}, new Promise(() => {})]) {
      const {host} = await cart(t, {tool: (name, _args, real) => (name === 'update_checkout' ? answer : real()), speed: 100});
      await more(host);
      await host.widget
        .getByRole('alert')
        .getByText(/could not be reached/)
        .waitFor();
      await host.widget.getByRole('button', {name: 'Continue to checkout', disabled: false}).waitFor();
      await host.close();
    }
  });

  for (const [what, script] of [
    ['answered with isError', {on: {'ui/open-link': () => ({isError: true})}}],
    ['answered with an error -32000', {on: {'ui/open-link': () => Promise.reject(new Error('no'))}}],
    ['not offered by the host', {capabilities: {serverTools: {}}}],
  ] as [string, Script][]) {
    it(`ui/open-link ${what}: the address is there to open by hand`, async (t) => {
      const {id, host} = await cart(t, script);
      await host.widget.getByRole('button', {name: 'Continue to checkout'}).click();
      await host.widget.getByRole('link', {name: `${stage.shop.base}/checkout/${id}`}).waitFor();
      assert.equal(host.all('ui/open-link').length, script.capabilities ? 0 : 1);
    });
  }
});
