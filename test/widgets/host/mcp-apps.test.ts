import {expect} from '@open-wc/testing';
import {fakeParent} from '../../support/fake-parent.js';
import {settled} from '../../support/fake-clock.js';
import {mcpAppsHost} from '../../../widgets/host/mcp-apps.js';

const checkout = {id: 'cs_1'};

describe('MCP Apps bridge', () => {
  it('says nothing but ui/initialize before the host answered, and initialized right after', async () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    void host.connect();
    host.reportHeight(300);
    void host.callTool('get_checkout', {});
    await settled();
    expect(parent.sent.map(({method}) => method)).to.deep.equal(['ui/initialize']);
    expect(parent.sent[0]).to.deep.include({jsonrpc: '2.0'});
    expect(parent.sent[0]!.params).to.deep.include({protocolVersion: '2026-01-26'});
    await parent.initialize();
    expect(parent.sent.slice(1, 3)).to.deep.equal([
      {jsonrpc: '2.0', method: 'ui/notifications/initialized', params: {}},
      {jsonrpc: '2.0', method: 'ui/notifications/size-changed', params: {height: 300}},
    ]);
    expect(parent.sent[3]).to.deep.include({method: 'tools/call', params: {name: 'get_checkout', arguments: {}}});
  });

  it('shakes hands once, however often it is connected', async () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    void host.connect();
    await parent.initialize();
    await host.connect();
    expect(parent.sent.filter(({method}) => method === 'ui/initialize')).to.have.lengthOf(1);
  });

  it('hears input and result that come before it is connected', () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    parent.notify('ui/notifications/tool-input', {arguments: {product_id: 'mug'}});
    parent.notify('ui/notifications/tool-result', {structuredContent: {checkout}, content: []});
    expect(host.toolInput).to.deep.equal({product_id: 'mug'});
    expect(host.toolOutput?.structuredContent).to.deep.equal({checkout});
  });

  it('keeps the first readable result', () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    parent.notify('ui/notifications/tool-result', {content: [{type: 'text', text: 'Done.'}]});
    parent.notify('ui/notifications/tool-result', {structuredContent: {checkout}});
    const first = host.toolOutput;
    parent.notify('ui/notifications/tool-result', {structuredContent: {checkout: {id: 'cs_2'}}});
    expect(first?.structuredContent).to.deep.equal({checkout});
    expect(host.toolOutput).to.equal(first);
  });

  it('takes a canceled call for a failed one', () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    parent.notify('ui/notifications/tool-cancelled', {reason: 'stopped'});
    expect(host.toolOutput).to.deep.equal({isError: true});
  });

  it('ignores messages that are not JSON-RPC or not from its parent', () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    const result = {jsonrpc: '2.0', method: 'ui/notifications/tool-result', params: {structuredContent: {checkout}}};
    parent.post(result, window);
    parent.post(result, null);
    parent.post({...result, jsonrpc: '1.0'});
    parent.post('text');
    parent.post(null);
    parent.notify('toString');
    expect(host.toolOutput).to.equal(undefined);
    expect(parent.sent).to.deep.equal([]);
  });

  it('is not answered by a reply to somebody else', async () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    let connected = false;
    void host.connect().then(() => (connected = true));
    for (const id of [1, '1', 2, undefined, null]) parent.post({jsonrpc: '2.0', id, result: {hostCapabilities: {}}});
    await settled();
    expect(connected).to.equal(false);
    await parent.initialize();
    expect(connected).to.equal(true);
  });

  it('gives two bridges in one frame different ids', () => {
    const parent = fakeParent();
    void mcpAppsHost(parent.view).connect();
    void mcpAppsHost(parent.view).connect();
    expect(parent.sent[0]!.id).to.be.a('string');
    expect(parent.sent[0]!.id).not.to.equal(parent.sent[1]!.id);
  });

  it('answers ping and teardown, and refuses what it does not know', () => {
    const parent = fakeParent();
    mcpAppsHost(parent.view);
    parent.post({jsonrpc: '2.0', id: 1, method: 'ping'});
    parent.post({jsonrpc: '2.0', id: 2, method: 'ui/resource-teardown', params: {}});
    parent.post({jsonrpc: '2.0', id: 3, method: 'tools/list'});
    expect(parent.sent).to.deep.equal([
      {jsonrpc: '2.0', id: 1, result: {}},
      {jsonrpc: '2.0', id: 2, result: {}},
      {jsonrpc: '2.0', id: 3, error: {code: -32601, message: 'Method not found'}},
    ]);
  });

  it('applies theme, style variables and fonts, and merges later changes', async () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    const {documentElement: root, head} = parent.view.document;
    void host.connect();
    await parent.initialize({
      theme: 'dark',
      locale: 'de-DE',
      safeAreaInsets: {top: 1, right: 2, bottom: 3, left: 4},
      styles: {variables: {'--color-text-primary': 'rgb(1, 2, 3)', color: 'red'}, css: {fonts: '@font-face { font-family: Host }'}},
    });
    expect(host.context).to.deep.include({theme: 'dark', locale: 'de-DE', safeAreaInsets: {top: 1, right: 2, bottom: 3, left: 4}});
    expect(root.style.colorScheme).to.equal('dark');
    expect(root.style.getPropertyValue('--color-text-primary')).to.equal('rgb(1, 2, 3)');
    expect(root.style.color).to.equal('');
    expect(head.textContent).to.contain('@font-face');
    parent.notify('ui/notifications/host-context-changed', {theme: 'light', styles: {variables: {'--color-text-primary': 'rgb(4, 5, 6)'}}});
    expect(host.context).to.deep.include({theme: 'light', locale: 'de-DE'});
    expect(root.style.colorScheme).to.equal('light');
    expect(root.style.getPropertyValue('--color-text-primary')).to.equal('rgb(4, 5, 6)');
  });

  for (const [locale, dir] of [
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['pa-Arab-PK', 'rtl'],
    ['en-US', 'ltr'],
    ['arn', 'ltr'],
  ]) {
    it(`turns the page ${dir} for ${locale}`, async () => {
      const parent = fakeParent();
      void mcpAppsHost(parent.view).connect();
      await parent.initialize({locale: 'ar'});
      parent.notify('ui/notifications/host-context-changed', {locale});
      expect(parent.view.document.documentElement.dir).to.equal(dir);
    });
  }

  it('reports every new height, smaller ones too, and none twice', async () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    void host.connect();
    await parent.initialize();
    for (const height of [400, 400, 250]) host.reportHeight(height);
    const heights = parent.sent.filter(({method}) => method === 'ui/notifications/size-changed').map(({params}) => params);
    expect(heights).to.deep.equal([{height: 400}, {height: 250}]);
  });

  it('calls tools and rejects with the protocol error', async () => {
    const parent = fakeParent();
    const host = mcpAppsHost(parent.view);
    void host.connect();
    await parent.initialize();
    const good = host.callTool('get_checkout', {checkout_session_id: 'cs_1'});
    await settled();
    await parent.answer('tools/call', {content: [{type: 'text', text: JSON.stringify({checkout})}]});
    expect((await good).structuredContent).to.deep.equal({checkout});
    const bad = host.callTool('get_checkout', {}).catch((error: Error) => error.message);
    await settled();
    parent.post({jsonrpc: '2.0', id: parent.last('tools/call')!.id, error: {code: -32000, message: 'Denied'}});
    expect(await bad).to.equal('Denied');
  });

  it('opens links through the host and rejects where that is refused or not offered', async () => {
    const opening = async (capabilities: object, answer?: object) => {
      const parent = fakeParent();
      const host = mcpAppsHost(parent.view);
      void host.connect();
      await parent.initialize({}, capabilities);
      const opened = host.openExternal('https://shop.example/').then(
        () => true,
        () => false,
      );
      await settled();
      if (answer) await parent.answer('ui/open-link', answer);
      return [await opened, parent.last('ui/open-link')?.params];
    };
    expect(await opening({openLinks: {}}, {})).to.deep.equal([true, {url: 'https://shop.example/'}]);
    expect(await opening({openLinks: {}}, {isError: true})).to.deep.equal([false, {url: 'https://shop.example/'}]);
    expect(await opening({})).to.deep.equal([false, undefined]);
  });

  it('has neither a payment sheet nor a memory', () => {
    const host = mcpAppsHost(fakeParent().view);
    expect(host.requestCheckout).to.equal(undefined);
    expect(host.setWidgetState).to.equal(undefined);
  });
});
