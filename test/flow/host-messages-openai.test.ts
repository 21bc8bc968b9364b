import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {hostStage} from '../support/host-stage.js';
import {chatGpt, without} from '../support/scripted-chatgpt.js';
import type {Fields, Script, ScriptedHost} from '../support/scripted-host.js';
import {buyAll} from '../support/scripted-purchase.js';
import {callTool, chargesOf, oneBag, payInSheet, readyCheckout} from '../support/shop-calls.js';

const stage = hostStage();
const mug = {product_id: 'mug'};
const never = () => new Promise(() => {});
const external = ({widget}: ScriptedHost) => widget.getByRole('button', {name: 'Continue to checkout', disabled: false});
const payButton = ({widget}: ScriptedHost) => widget.getByRole('button', {name: /^Pay \S/, disabled: false});
const more = ({widget}: ScriptedHost) => widget.getByRole('button', {name: /^Increase quantity/}).click();

async function cart(t: Pick<TestContext, 'after'>, script: Script = {}) {
  const {id, result} = await readyCheckout(stage.shop);
  const host = await stage.chat(t, chatGpt({input: oneBag, result, ...script}));
  await payButton(host).or(external(host)).waitFor();
  return {id, host};
}

describe('window.openai: what the page reads', {concurrency: 3}, () => {
  it('openai:set_globals names what changed: the rest stays, and null is a value', async (t) => {
    const {host} = await cart(t, {globals: {theme: 'dark', locale: 'sv-SE'}}); // no words of its own: English, with Swedish amounts
    const look = () => host.frame().evaluate(() => [document.documentElement.style.colorScheme, document.documentElement.lang]);
    assert.deepEqual(await look(), ['dark', 'sv-SE']);
    await host.setGlobals({theme: 'light'});
    await host.settled();
    assert.deepEqual(await look(), ['light', 'sv-SE']);
    await host.setGlobals({toolOutput: null, toolInput: null, toolResponseMetadata: null, widgetState: null});
    await host.settled();
    await payButton(host).waitFor();
    assert.match((await payButton(host).textContent())!, /,\d\d\s(US)?\$/);
  });

  it('toolInput is null until the buyer has approved the tool, and then comes on the bridge alone', async (t) => {
    const deliver = (host: ScriptedHost) => host.notify('ui/notifications/tool-input', {arguments: mug});
    const host = await stage.chat(t, chatGpt({deliver, speed: 100}));
    await host.widget.getByRole('button', {name: 'Try again'}).click();
    await host.widget.getByRole('heading', {name: 'Everyday Mug'}).waitFor();
  });

  it('toolOutput is {text} in some hosts (skybridge)', async (t) => {
    const {content} = await callTool(stage.shop, 'show_product', mug);
    const [{text}] = content as [{text: string}];
    const host = await stage.chat(t, chatGpt({globals: {toolOutput: {text}}, deliver: () => {}}));
    await host.widget.getByRole('button', {name: 'Buy now'}).waitFor();
  });

  it('widgetState that is not ours is left alone', async (t) => {
    for (const widgetState of ['text', 7, [], {checkout_session_id: 3}, {modelContent: {}, privateContent: null}]) {
      const {host} = await cart(t, {globals: {widgetState}});
      await host.close();
    }
  });

  it('a remembered checkout that is gone gives way to the one delivered', async (t) => {
    const {id, host} = await cart(t, {globals: {widgetState: {checkout_session_id: 'gone'}}});
    assert.deepEqual((await host.until('setWidgetState')).args, [{checkout_session_id: id}]);
  });
});

describe('window.openai: what the page calls', {concurrency: 3}, () => {
  it('callTool answers {result: text} as its first version did', async (t) => {
    const old = async (_name: string, _args: Fields, real: () => Promise<Fields>) => ({
      result: JSON.stringify((await real()).structuredContent),
    });
    const {host} = await cart(t, {tool: old});
    await more(host);
    await host.widget.getByText('$38.00').first().waitFor();
  });

  it('callTool rejects, as after a time limit of the host: the change is called not made', async (t) => {
    const {host} = await cart(t, {
      tool: (name, _args, real) => (name === 'update_checkout' ? Promise.reject(new Error('Tool call timeout')) : real()),
    });
    await more(host);
    await host.widget
      .getByRole('alert')
      .getByText(/could not be reached/)
      .waitFor();
  });

  it('callTool is missing: calls go over the bridge', async (t) => {
    const {host} = await cart(t, {methods: without('callTool')});
    await more(host);
    await host.widget.getByText('$38.00').first().waitFor();
    assert.deepEqual([host.all('callTool'), host.calls('update_checkout').length], [[], 1]);
  });

  it('setWidgetState holds the id of the checkout and nothing about the buyer', async (t) => {
    const {id, host} = await cart(t);
    await more(host);
    await host.widget.getByText('$38.00').first().waitFor();
    assert.deepEqual(
      host.all('setWidgetState').map(({args}) => args),
      [[{checkout_session_id: id}]],
    );
  });

  it('setWidgetState is missing: the checkout works all the same', async (t) => {
    const {id, host} = await cart(t, {
      methods: without('setWidgetState'),
      on: {requestCheckout: (payload) => payInSheet(stage.shop, payload)},
    });
    await payButton(host).click();
    await host.widget.getByText(/Order \w{4}-\w{4} is placed/).waitFor();
    assert.equal(await chargesOf(stage.shop, id), 1);
  });

  it('openExternal goes before ui/open-link; where it is missing the bridge opens, where it refuses the address is shown', async (t) => {
    const sheetless = without('requestCheckout');
    const {host} = await cart(t, {methods: sheetless});
    await external(host).click();
    await host.until('openExternal');
    assert.deepEqual(host.all('ui/open-link'), []);
    const {host: bridged} = await cart(t, {methods: sheetless.filter((name) => name !== 'openExternal')});
    await external(bridged).click();
    await bridged.until('ui/open-link');
    const {id, host: refusing} = await cart(t, {methods: sheetless, on: {openExternal: () => Promise.reject(new Error('no'))}});
    await external(refusing).click();
    await refusing.widget.getByRole('link', {name: `${stage.shop.base}/checkout/${id}`}).waitFor();
  });

  it('notifyIntrinsicHeight is told the same heights as the bridge', async (t) => {
    const {host} = await cart(t);
    await more(host);
    await host.widget.getByText('$38.00').first().waitFor();
    await host.settled();
    const told = host.all('notifyIntrinsicHeight').map(({args: [height]}) => height);
    assert.deepEqual([told.length > 0, told.at(-1)], [true, host.all('ui/notifications/size-changed').at(-1)?.params.height]);
  });

  it('requestCheckout and openExternal are called while the click still counts as the buyer’s', async (t) => {
    const script = `addEventListener('DOMContentLoaded', () => {
      for (const name of ['requestCheckout', 'openExternal']) {
        const real = openai[name];
        if (real) openai[name] = (...args) => real(...args, navigator.userActivation.isActive);
      }
    });`;
    const {host} = await cart(t, {script, on: {requestCheckout: never}});
    await payButton(host).click();
    assert.equal((await host.until('requestCheckout')).args[1], true);
    const {host: sheetless} = await cart(t, {script, methods: without('requestCheckout')});
    await external(sheetless).click();
    assert.equal((await sheetless.until('openExternal')).args[1], true);
  });

  it('a smaller surface, as in Microsoft 365 Copilot: the checkout goes on at the merchant’s page', async (t) => {
    const methods = ['callTool', 'setWidgetState', 'openExternal', 'requestDisplayMode'];
    const {id, result} = await readyCheckout(stage.shop);
    const globals = {toolInput: oneBag, toolOutput: result.structuredContent};
    const host = await stage.chat(t, chatGpt({globals, methods, on: {'ui/initialize': never}}));
    await external(host).click();
    assert.deepEqual((await host.until('openExternal')).args, [{href: `${stage.shop.base}/checkout/${id}`}]);
  });

  it('a whole purchase calls five methods and no other', async (t) => {
    const on = {requestCheckout: (payload: Fields) => payInSheet(stage.shop, payload)};
    const result = await callTool(stage.shop, 'show_product', mug);
    const host = await stage.chat(t, chatGpt({input: mug, result, speed: 20, on}));
    await buyAll(host);
    const methods = new Set(host.sent.flatMap(({via, method}) => (via === 'openai' ? [method] : [])));
    assert.deepEqual([...methods].sort(), ['callTool', 'notifyIntrinsicHeight', 'openExternal', 'requestCheckout', 'setWidgetState']);
  });
});
