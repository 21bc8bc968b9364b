import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {MAX_LINES, WIDGET_URI} from '../../shared/tools.js';
import {hostStage} from '../support/host-stage.js';
import {chatGpt, without} from '../support/scripted-chatgpt.js';
import type {Fields} from '../support/scripted-host.js';
import {askShop, callTool, oneBag, readyCheckout, sessionIn} from '../support/shop-calls.js';

const stage = hostStage();

interface Tool {
  name: string;
  outputSchema: Fields;
  _meta: Fields & {ui: {visibility?: string[]}};
}
const listTools = async () => ((await askShop(stage.shop, 'tools/list')) as unknown as {tools: Tool[]}).tools;
const catalog = JSON.parse(readFileSync(new URL('../../catalog.json', import.meta.url), 'utf8')) as {
  products: {id: string; variants?: {id: string; stock: number}[]}[];
};

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]) : [];

describe('known host problems: what the server says to hosts', {concurrency: 3}, () => {
  it('7 content is not given to the model where a page is shown: the key facts stand in structuredContent (OEX#144)', async () => {
    const {structuredContent: shown} = await callTool(stage.shop, 'show_product', {product_id: 'mug'});
    const {productName, amount, currency, priceID} = shown as Fields;
    assert.deepEqual(
      {productName, amount, currency, priceID},
      {productName: 'Everyday Mug', amount: 2400, currency: 'usd', priceID: 'mug-ink-8oz'},
    );
    const {result} = await readyCheckout(stage.shop);
    const {status, currency: paidIn, line_items: lines, totals, fulfillment_options: options} = sessionIn(result);
    assert.deepEqual([status, paidIn, lines.length], ['ready_for_payment', 'usd', 1]);
    assert.ok(totals.some(({type, amount}) => type === 'total' && amount > 1900) && options.length > 0);
  });

  it('8 a host asks for the page by an address of yesterday: it is given the page of today (OEX#206, apify#484)', async () => {
    const read = async (uri: string) =>
      ((await askShop(stage.shop, 'resources/read', {uri})) as {contents: {uri: string; text: string}[]}).contents;
    const [now] = await read(WIDGET_URI);
    assert.deepEqual(await read(`${WIDGET_URI}?v=yesterday`), [{...now, uri: `${WIDGET_URI}?v=yesterday`}]);
  });

  it('15 a safe-link question at every openExternal: all the page opens is declared in redirect_domains (OEX#142, ext-apps#678)', async (t) => {
    const {contents} = (await askShop(stage.shop, 'resources/read', {uri: WIDGET_URI})) as {contents: {_meta: Fields}[]};
    const {redirect_domains: declared} = contents[0]!._meta['openai/widgetCSP'] as {redirect_domains: string[]};
    const {id, result} = await readyCheckout(stage.shop);
    const host = await stage.chat(t, chatGpt({input: oneBag, result, methods: without('requestCheckout')}));
    await host.widget.getByRole('link', {name: 'Terms of sale'}).click();
    await host.widget.getByRole('button', {name: 'Continue to checkout', disabled: false}).click();
    await host.until('openExternal', 2);
    const opened = host.all('openExternal').map(({args: [target]}) => (target as {href: string}).href);
    // Where the merchant's page leads on to.
    const {headers} = await fetch(`${stage.shop.base}/checkout/${id}`, {redirect: 'manual'});
    const origins = [...opened, headers.get('location')!].map((url) => new URL(url).origin);
    assert.deepEqual(
      origins.filter((origin) => !declared.includes(origin)),
      [],
    );
  });

  it('19 a host blocks calls of tools without openai/widgetAccessible: the page gets on with those that have it (OEX#35, nutrition-mcp#91)', async (t) => {
    const open = new Set((await listTools()).filter(({_meta}) => _meta['openai/widgetAccessible'] === true).map(({name}) => name));
    const gate = async (name: string, _args: Fields, real: () => Promise<Fields>) => {
      if (!open.has(name)) throw new Error(`${name} is not accessible`);
      return real();
    };
    const host = await stage.chat(t, chatGpt({result: await callTool(stage.shop, 'show_product', {product_id: 'mug'}), tool: gate}));
    await host.widget.getByRole('button', {name: 'Buy now'}).click();
    await host.widget.getByRole('button', {name: 'Increase quantity of Everyday Mug'}).click();
    await host.untilTrue(() => host.calls('update_checkout').length, 'the quantity was changed');
    await host.widget.getByText('$48.00').first().waitFor();
    assert.ok(!open.has('search_products')); // the gate is one
  });

  it('20 a host denies calls where visibility is left out: every tool says it, and the same in both spellings (KiroCrew#2633)', async () => {
    for (const {name, _meta} of await listTools()) {
      const {visibility} = _meta.ui;
      assert.ok(visibility?.length && visibility.every((who) => who === 'model' || who === 'app'), name);
      assert.equal(_meta['openai/widgetAccessible'], visibility.includes('app'), name);
    }
  });

  it('21 tools for the page alone are in tools/list all the same (statgpt#520)', async () => {
    const appOnly = (await listTools()).filter(({_meta}) => !_meta.ui.visibility?.includes('model')).map(({name}) => name);
    for (const name of ['update_checkout', 'complete_checkout', 'cancel_checkout']) assert.ok(appOnly.includes(name), name);
  });

  it('23 each call comes on an MCP session of its own: the server keeps none (OEX#165)', async () => {
    const answer = await fetch(`${stage.shop.base}/mcp`, {
      method: 'POST',
      headers: {'content-type': 'application/json', accept: 'application/json, text/event-stream'},
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: {protocolVersion: '2025-11-25', capabilities: {}, clientInfo: {name: 'openai-mcp', version: '1.0.0'}},
      }),
    });
    assert.deepEqual([answer.status, answer.headers.get('mcp-session-id')], [200, null]);
    const {id} = sessionIn(await callTool(stage.shop, 'checkout_session', oneBag));
    assert.equal(sessionIn(await callTool(stage.shop, 'get_checkout', {checkout_session_id: id})).id, id);
  });

  it('24 answers of more than about 150,000 characters are diverted: the largest ones stay far below (developer report)', async (t) => {
    const items = catalog.products
      .flatMap(({id, variants}) => variants?.filter(({stock}) => stock > 0) ?? [{id}])
      .slice(0, MAX_LINES)
      .map(({id}) => ({id, quantity: 1}));
    const {id} = sessionIn(await callTool(stage.shop, 'checkout_session', {checkout_session: {items}}));
    const address = {name: 'Ada', line_one: '1 Main Street', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94607'};
    const sizes = {
      'every product': JSON.stringify(await callTool(stage.shop, 'search_products', {limit: 50})).length,
      [`a checkout of ${items.length} lines`]: JSON.stringify(
        await callTool(stage.shop, 'update_checkout', {checkout_session_id: id, fulfillment_details: {address}}),
      ).length,
    };
    t.diagnostic(JSON.stringify(sizes));
    for (const [what, size] of Object.entries(sizes)) assert.ok(size < 100_000, `${what}: ${size} characters`);
  });

  it('25 a union in an outputSchema stalls a host: there is none (claude-ai-mcp#165)', async () => {
    for (const {name, outputSchema} of await listTools())
      assert.deepEqual(
        keysOf(outputSchema).filter((key) => ['anyOf', 'oneOf', 'allOf', '$ref'].includes(key)),
        [],
        name,
      );
  });
});
