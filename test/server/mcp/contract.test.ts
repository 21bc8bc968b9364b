import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {connectInMemory, openServer} from '../../support/open-server.js';

const NAMES = [
  'search_products',
  'show_product',
  'checkout_session',
  'get_checkout',
  'update_checkout',
  'complete_checkout',
  'cancel_checkout',
  'get_locale',
];
const APP_ONLY = ['update_checkout', 'complete_checkout', 'cancel_checkout', 'get_locale'];
const URI = 'ui://widget/checkout-session.html';
const VERSIONED = `${URI}?v=test`;
const PAGES: Record<string, string> = {show_product: VERSIONED, checkout_session: URI};

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]) : [];

describe('the tools that a host is told about', () => {
  it('are eight, with the names that stay put', async (t) => {
    const {tools} = await (await connectInMemory(t, (await openServer(t)).mcp)).listTools();
    assert.deepEqual(
      tools.map(({name}) => name),
      NAMES,
    );
  });

  it('say everything twice where hosts read it in two spellings', async (t) => {
    const {tools} = await (await connectInMemory(t, (await openServer(t)).mcp)).listTools();
    for (const {name, _meta: meta = {}} of tools) {
      const ui = meta.ui as {visibility: string[]; resourceUri?: string};
      assert.equal(ui.resourceUri, PAGES[name], name);
      assert.equal(meta['openai/outputTemplate'], ui.resourceUri, name);
      assert.equal(meta['openai/widgetAccessible'], ui.visibility.includes('app'), name);
      assert.equal(ui.visibility.includes('model'), !APP_ONLY.includes(name), name);
      assert.equal(ui.visibility.includes('app'), name !== 'search_products', name);
      for (const status of ['openai/toolInvocation/invoking', 'openai/toolInvocation/invoked']) {
        const text = String(meta[status]);
        assert.ok(text.length > 0 && text.length <= 64, `${name} ${status}`);
      }
    }
  });

  it('state every annotation, and titles', async (t) => {
    const {tools} = await (await connectInMemory(t, (await openServer(t)).mcp)).listTools();
    for (const {name, title, description, annotations = {}} of tools) {
      const {title: alias, ...hints} = annotations;
      assert.deepEqual(Object.keys(hints).sort(), ['destructiveHint', 'idempotentHint', 'openWorldHint', 'readOnlyHint'], name);
      for (const hint of Object.values(hints)) assert.equal(typeof hint, 'boolean', name);
      assert.ok(title && description, name);
      assert.equal(alias, title);
    }
    const hints = Object.fromEntries(tools.map(({name, annotations}) => [name, annotations]));
    assert.equal(hints.get_checkout?.readOnlyHint, true);
    assert.equal(hints.checkout_session?.readOnlyHint, false);
    assert.deepEqual([hints.complete_checkout?.destructiveHint, hints.complete_checkout?.openWorldHint], [true, true]);
  });

  it('have schemas without the unions that stall a host', async (t) => {
    const {tools} = await (await connectInMemory(t, (await openServer(t)).mcp)).listTools();
    for (const {name, inputSchema, outputSchema} of tools) {
      assert.equal(inputSchema.type, 'object', name);
      assert.equal(outputSchema?.type, 'object', name);
      assert.deepEqual(
        keysOf(outputSchema).filter((key) => ['anyOf', 'oneOf', 'allOf', '$ref'].includes(key)),
        [],
        name,
      );
    }
  });

  it('ask for id and quantity only, as the conversion contract demands', async (t) => {
    const {tools} = await (await connectInMemory(t, (await openServer(t)).mcp)).listTools();
    const {inputSchema} = tools.find(({name}) => name === 'checkout_session')!;
    const {checkout_session} = inputSchema.properties as {checkout_session: {properties: {items: {items: {required: string[]}}}}};
    assert.deepEqual(checkout_session.properties.items.items.required, ['id', 'quantity']);
  });
});

describe('the page that shows a checkout', () => {
  it('is listed with its type and both spellings of what it may load', async (t) => {
    const {resources} = await (await connectInMemory(t, (await openServer(t)).mcp)).listResources();
    assert.deepEqual(
      resources.map((resource) => resource.uri),
      [URI, VERSIONED],
    );
    assert.deepEqual({...resources[1], uri: URI, name: 'checkout-session'}, resources[0]);
    const {uri, mimeType, _meta: meta = {}} = resources[0]!;
    assert.deepEqual([uri, mimeType], [URI, 'text/html;profile=mcp-app']);
    const ui = meta.ui as {csp: {connectDomains: string[]; resourceDomains: string[]}; prefersBorder: boolean};
    const alias = meta['openai/widgetCSP'] as {connect_domains: string[]; resource_domains: string[]; redirect_domains: string[]};
    assert.deepEqual(ui.csp, {connectDomains: [], resourceDomains: ['http://127.0.0.1:8787']});
    assert.deepEqual([alias.connect_domains, alias.resource_domains], [ui.csp.connectDomains, ui.csp.resourceDomains]);
    assert.deepEqual(alias.redirect_domains, ['http://127.0.0.1:8787', 'https://pay.example']);
    assert.equal(meta['openai/widgetPrefersBorder'], ui.prefersBorder);
  });

  it('is exactly one content, with the same facts on it', async (t) => {
    const client = await connectInMemory(t, (await openServer(t)).mcp);
    const {resources} = await client.listResources();
    const {contents} = await client.readResource({uri: URI});
    assert.equal(contents.length, 1);
    const [content] = contents;
    assert.deepEqual([content?.uri, content?.mimeType], [URI, 'text/html;profile=mcp-app']);
    assert.deepEqual(content?._meta, resources[0]?._meta);
    assert.equal(content && 'text' in content ? content.text : undefined, '<!doctype html><title>Checkout</title>');
  });

  it('names its own domain in both spellings when it has one', async (t) => {
    const {mcp} = await openServer(t);
    const client = await connectInMemory(t, {...mcp, widget: {...mcp.widget, domain: 'https://shop.example'}});
    const {_meta: meta = {}} = (await client.listResources()).resources[0]!;
    assert.deepEqual([(meta.ui as {domain: string}).domain, meta['openai/widgetDomain']], ['https://shop.example', 'https://shop.example']);
  });

  it('is answered under the address of any build, so that one a host remembers still shows the page of today', async (t) => {
    const client = await connectInMemory(t, (await openServer(t)).mcp);
    for (const uri of [VERSIONED, `${URI}?v=0123456789ab`]) {
      const [content] = (await client.readResource({uri})).contents;
      assert.equal(content?.uri, uri);
      assert.equal(content && 'text' in content ? content.text : undefined, '<!doctype html><title>Checkout</title>');
    }
  });

  it('is the only one', async (t) => {
    const client = await connectInMemory(t, (await openServer(t)).mcp);
    await assert.rejects(client.readResource({uri: 'ui://widget/other.html'}), {code: -32002});
  });
});
