import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hostStage} from '../support/host-stage.js';
import {chatGpt, deliverTwice, envelope, rewritten} from '../support/scripted-chatgpt.js';
import type {Fields, ScriptedHost} from '../support/scripted-host.js';
import {callTool, oneBag, payInSheet, readyCheckout, sessionIn} from '../support/shop-calls.js';

const stage = hostStage();
const mug = {product_id: 'mug'};
const showMug = () => callTool(stage.shop, 'show_product', mug);
const seesMug = ({widget}: ScriptedHost) => widget.getByRole('button', {name: 'Buy now'}).waitFor();
const seesOrder = ({widget}: ScriptedHost) => widget.getByText(/Order \w{4}-\w{4} is placed/).waitFor();
const payButton = ({widget}: ScriptedHost) => widget.getByRole('button', {name: /^Pay \$/});
const tryAgain = ({widget}: ScriptedHost) => widget.getByRole('button', {name: 'Try again'}).click();
const never = () => new Promise(() => {});

describe('known host problems: what is delivered, and when', {concurrency: 3}, () => {
  it('1 toolOutput is null at the first render and comes late (OEX#179)', async (t) => {
    const host = await stage.chat(t, chatGpt({input: mug, result: await showMug(), deliver: () => {}}));
    await host.widget.getByLabel('Loading checkout…').waitFor();
    await deliverTwice(host);
    await seesMug(host);
    assert.deepEqual(host.calls(), []);
  });

  it('1 toolOutput stays null for ever: the page offers to ask the server itself (OEX#179)', async (t) => {
    const host = await stage.chat(t, chatGpt({input: mug, speed: 40}));
    await host.widget.getByRole('heading', {name: 'Still loading'}).waitFor();
    await tryAgain(host);
    await seesMug(host);
    assert.deepEqual(host.calls(), [{name: 'show_product', args: mug}]);
  });

  it('2 the web host replaces _meta: nothing on the page hangs on it, a refusal keeps its sentence (OEX#231)', async (t) => {
    const shown = await stage.chat(t, chatGpt({result: rewritten({...(await showMug()), _meta: {gone: true}})}));
    await seesMug(shown);
    const refused = await callTool(stage.shop, 'show_product', {product_id: 'no-such-thing'});
    const host = await stage.chat(
      t,
      chatGpt({result: refused, deliver: (host) => host.notify('ui/notifications/tool-result', rewritten(refused))}),
    );
    await host.widget.getByText(/no product with this id/).waitFor();
  });

  it('2 the result stands in toolResponseMetadata alone (OEX#231)', async (t) => {
    const deliver = async (host: ScriptedHost) => host.setGlobals({toolResponseMetadata: envelope(await showMug())});
    await seesMug(await stage.chat(t, chatGpt({deliver})));
  });

  it('3 basic-host forwards no _meta, neither with the result nor with answers (ext-apps#646)', async (t) => {
    const bare = ({_meta, ...rest}: Fields) => rest;
    const unknown = {checkout_session: {items: [{id: 'gone', quantity: 1}]}};
    const host = await stage.chat(t, {
      result: bare(await showMug()),
      tool: async () => bare(await callTool(stage.shop, 'checkout_session', unknown)),
    });
    await host.widget.getByRole('button', {name: 'Buy now'}).click();
    await host.widget
      .getByRole('alert')
      .getByText(/no item with the id/)
      .waitFor();
  });

  it('4 structuredContent and _meta are stripped: the JSON in the text stands in for them (ext-apps#696)', async (t) => {
    const {content} = await callTool(stage.shop, 'checkout_session', oneBag);
    const host = await stage.chat(t, {input: oneBag, result: {content}});
    await host.widget.getByRole('button', {name: 'Cancel checkout'}).waitFor();
    await host.until('tools/call');
    assert.deepEqual([...new Set(host.calls().map(({name}) => name))], ['get_checkout']);
  });

  it('4 the text is stripped as well: a getter that only reads brings the page (ext-apps#696)', async (t) => {
    const host = await stage.chat(t, {input: mug, result: {content: [{type: 'text', text: 'Here is the mug.'}]}});
    await seesMug(host); // by itself: nothing is changed by asking
    assert.deepEqual(host.calls(), [{name: 'show_product', args: mug}]);
  });

  it('5 after a reload toolOutput is emptied and widgetState is left: the checkout is asked for by its id (OEX#195)', async (t) => {
    const {id, result} = await readyCheckout(stage.shop);
    const host = await stage.chat(t, chatGpt({input: oneBag, result}));
    await payButton(host).waitFor();
    assert.deepEqual((await host.until('setWidgetState')).args, [{checkout_session_id: id}]);
    const before = host.calls('get_checkout').length;
    Object.assign(host.script, {input: null, result: undefined, globals: {...host.script.globals, toolOutput: {}}});
    await host.reload();
    await payButton(host).waitFor();
    assert.deepEqual(host.calls().slice(before), [{name: 'get_checkout', args: {checkout_session_id: id}}]);
  });

  it('6 a reload replays an old result: nothing can be paid before the server has said how things stand (our reading)', async (t) => {
    const {id, result} = await readyCheckout(stage.shop);
    await payInSheet(stage.shop, sessionIn(result) as unknown as Fields);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const host = await stage.chat(t, chatGpt({input: oneBag, result, tool: async (_name, _args, real) => (await held, real())}));
    await host.until('callTool');
    assert.deepEqual(host.calls(), [{name: 'get_checkout', args: {checkout_session_id: id}}]);
    await payButton(host).click({force: true});
    await host.settled();
    release();
    await seesOrder(host);
    assert.deepEqual(host.all('requestCheckout'), []);
  });

  it('6 a host that keeps no state replays an old result: the receipt comes all the same (our reading)', async (t) => {
    const {result} = await readyCheckout(stage.shop);
    const host = await stage.chat(t, {input: oneBag, result});
    await host.widget.getByRole('button', {name: 'Continue to checkout'}).waitFor();
    await payInSheet(stage.shop, sessionIn(result) as unknown as Fields);
    await host.reload();
    await seesOrder(host);
    await host.notify('ui/notifications/tool-result', result); // and again, behind the receipt
    await host.settled();
    await seesOrder(host);
  });

  it('13 several tool calls in a turn, and the page on a phone is never given anything (OEX#226)', async (t) => {
    const host = await stage.chat(t, chatGpt({deliver: () => {}, speed: 40}));
    await host.widget.getByRole('heading', {name: 'Still loading'}).waitFor();
    await tryAgain(host);
    await host.widget.getByRole('heading', {name: 'Still loading'}).waitFor();
    // One call leads to the page, and its text alone tells the model all that the page would have shown.
    for (const result of [await showMug(), await callTool(stage.shop, 'checkout_session', oneBag)]) {
      const [{text}] = result.content as [{text: string}];
      assert.deepEqual(JSON.parse(text), result.structuredContent);
    }
  });

  it('16 the result is sent before the page has said that it is ready (ext-apps#476, MCPJam#1507)', async (t) => {
    const result = await showMug();
    const host = await stage.chat(t, {
      deliver: () => {},
      on: {
        'ui/initialize': async (_params, host) => {
          await host.notify('ui/notifications/tool-input', {arguments: mug});
          await host.notify('ui/notifications/tool-result', result);
          return {protocolVersion: '2026-01-26'};
        },
      },
    });
    await seesMug(host);
  });

  it('16 the bridge missed the result, window.openai has it before the page begins (apify#537)', async (t) => {
    const {structuredContent} = await showMug();
    const host = await stage.chat(t, chatGpt({globals: {toolOutput: structuredContent}, deliver: () => {}}));
    await seesMug(host);
  });

  it('17 an injected shim starts a conversation of its own with ids from 1 (MCPJam#1507)', async (t) => {
    const script = `
      const say = (message) => parent.postMessage({jsonrpc: '2.0', ...message}, '*');
      addEventListener('message', ({data}) => data.id === 1 && say({method: 'ui/notifications/initialized', params: {}}));
      say({id: 1, method: 'ui/initialize', params: {protocolVersion: '2026-01-26', appInfo: {name: 'openai-compat', version: '1'}}});
      say({id: 2, method: 'tools/call', params: {name: 'get_checkout', arguments: {checkout_session_id: 'gone'}}});`;
    const host = await stage.chat(t, {input: mug, result: await showMug(), script});
    await seesMug(host);
    await host.until('ui/notifications/initialized', 2);
    await host.widget.getByRole('button', {name: 'Buy now'}).click();
    await host.widget.getByRole('button', {name: 'Back to product'}).waitFor();
    const ids = host.sent.flatMap(({id}) => (id === undefined ? [] : [id])).filter((id) => id !== 1 && id !== 2);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual([...new Set(ids.map((id) => typeof id))], ['string']);
    assert.equal(host.all('ui/initialize').length, 2);
  });

  it('18 an element connected twice begins one conversation (apify#537)', async (t) => {
    const host = await stage.chat(t, {input: mug, result: await showMug()});
    await seesMug(host);
    await host.frame().evaluate(() => {
      const element = document.querySelector('checkout-flow')!;
      element.remove();
      document.body.append(element);
    });
    await host.widget.getByRole('button', {name: 'Buy now'}).click();
    await host.widget.getByRole('button', {name: 'Back to product'}).waitFor();
    assert.equal(host.all('ui/initialize').length, 1);
    assert.equal(host.all('ui/notifications/initialized').length, 1);
    assert.equal(host.calls('checkout_session').length, 1);
  });

  it('26 toolOutput is the whole tool result, and the bridge is silent (MCPJam)', async (t) => {
    const host = await stage.chat(t, chatGpt({globals: {toolOutput: await showMug()}, on: {'ui/initialize': never}}));
    await seesMug(host);
  });
});
