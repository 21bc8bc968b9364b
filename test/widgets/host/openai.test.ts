import {expect} from '@open-wc/testing';
import {fakeOpenai} from '../../support/fake-openai.js';
import {fakeParent} from '../../support/fake-parent.js';
import {settled} from '../../support/fake-clock.js';
import {mcpAppsHost} from '../../../widgets/host/mcp-apps.js';
import {openaiHost, type OpenAiGlobals} from '../../../widgets/host/openai.js';

const checkout = {id: 'cs_1'};

function setUp(initial: OpenAiGlobals = {}) {
  const parent = fakeParent();
  const fake = fakeOpenai(parent.view, initial);
  const host = openaiHost(parent.view, mcpAppsHost(parent.view));
  let changes = 0;
  host.subscribe(() => changes++);
  return {parent, host, ...fake, changes: () => changes};
}

describe('window.openai host', () => {
  it('reads the result that is there at load, after a whole tool result too', () => {
    expect(setUp({toolOutput: {checkout}}).host.toolOutput?.structuredContent).to.deep.equal({checkout});
    const whole = {structuredContent: {checkout}, content: []};
    expect(setUp({toolOutput: whole}).host.toolOutput?.structuredContent).to.deep.equal({checkout});
  });

  it('takes the result from whichever channel brings it first, once', () => {
    const first = setUp();
    first.set({toolOutput: {checkout}});
    const output = first.host.toolOutput;
    first.parent.notify('ui/notifications/tool-result', {structuredContent: {checkout}, content: []});
    expect(first.host.toolOutput).to.equal(output);

    const second = setUp();
    second.parent.notify('ui/notifications/tool-result', {structuredContent: {checkout}});
    second.set({toolOutput: {checkout: {id: 'cs_old'}}});
    expect(second.host.toolOutput?.structuredContent).to.deep.equal({checkout});
    expect(second.changes()).to.equal(2);
  });

  it('finds a failed call in the metadata envelope', () => {
    const failed = {isError: true, content: [{type: 'text', text: 'Sold out.'}]};
    expect(setUp({toolResponseMetadata: {status: 'done', mcp_tool_result: failed}}).host.toolOutput).to.equal(failed);
    expect(setUp({toolResponseMetadata: {bare: 'meta'}}).host.toolOutput).to.equal(undefined);
  });

  it('looks the payment sheet up when it is asked for, not at load', async () => {
    const {host, openai} = setUp();
    expect(host.requestCheckout).to.equal(undefined);
    openai.requestCheckout = async (payload) => ({payload});
    expect(await host.requestCheckout?.({id: 'cs_1'})).to.deep.equal({payload: {id: 'cs_1'}});
    openai.requestCheckout = 'yes' as never;
    expect(host.requestCheckout).to.equal(undefined);
  });

  it('keeps and reads widget state where the host has it', () => {
    const {host, openai, set} = setUp();
    expect(host.setWidgetState).to.equal(undefined);
    openai.setWidgetState = (state) => set({widgetState: state});
    host.setWidgetState?.({checkout_session_id: 'cs_1'});
    expect(host.widgetState).to.deep.equal({checkout_session_id: 'cs_1'});
  });

  it('follows the theme and prefers its own context to the bridge', async () => {
    const {host, parent, set} = setUp({theme: 'dark', safeArea: {insets: {top: 0, right: 0, bottom: 8, left: 0}}});
    expect(parent.view.document.documentElement.style.colorScheme).to.equal('dark');
    void host.connect();
    await parent.initialize({theme: 'light', timeZone: 'America/Los_Angeles'});
    set({theme: 'dark', locale: 'fr-FR'});
    expect(host.context).to.deep.include({theme: 'dark', locale: 'fr-FR', timeZone: 'America/Los_Angeles'});
    expect(host.context.safeAreaInsets?.bottom).to.equal(8);
    set({theme: 'light'});
    expect(parent.view.document.documentElement.style.colorScheme).to.equal('light');
  });

  it("turns the page the way the language is written, its own before the bridge's", async () => {
    const {host, parent, set} = setUp();
    const {documentElement: root} = parent.view.document;
    expect(root.dir).to.equal('');
    void host.connect();
    await parent.initialize({locale: 'fa-IR'});
    expect(root.dir).to.equal('rtl');
    set({locale: 'en-US'});
    expect(root.dir).to.equal('ltr');
    set({locale: 'ar-EG'});
    expect(root.dir).to.equal('rtl');
  });

  it('calls tools and opens links by its own methods, by the bridge without them', async () => {
    const opened: unknown[] = [];
    const {host, openai, parent} = setUp({
      callTool: async (name, args) => ({result: JSON.stringify({name, args})}),
      openExternal: (target) => void opened.push(target),
    });
    expect((await host.callTool('get_checkout', {a: 1})).structuredContent).to.deep.equal({name: 'get_checkout', args: {a: 1}});
    await host.openExternal('https://shop.example/');
    expect(opened).to.deep.equal([{href: 'https://shop.example/'}]);
    delete openai.callTool;
    void host.callTool('get_checkout', {});
    await parent.initialize();
    await settled();
    expect(parent.last('tools/call')?.params).to.deep.equal({name: 'get_checkout', arguments: {}});
  });

  it('is ready without a bridge that never answers', async () => {
    const {host} = setUp({callTool: async () => ({})});
    await host.connect();
  });

  it('is ready beside a bridge that refuses, and is not without a way to call tools', async () => {
    const refuse = async (openai: OpenAiGlobals) => {
      const {host, parent} = setUp(openai);
      const ready = host.connect().then(
        () => true,
        () => false,
      );
      parent.post({jsonrpc: '2.0', id: parent.last('ui/initialize')!.id, error: {code: -32601, message: 'Method not found'}});
      return ready;
    };
    expect(await refuse({callTool: async () => ({})})).to.equal(true);
    expect(await refuse({})).to.equal(false);
  });
});
