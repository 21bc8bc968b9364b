import {expect} from '@open-wc/testing';
import {detectHost} from '../../../widgets/host/detect.js';
import {pageHost, pageOptions} from '../../../widgets/host/page.js';
import {fakeOpenai} from '../../support/fake-openai.js';
import {fakeParent} from '../../support/fake-parent.js';

const mcpUrl = '/mcp';
const realFetch = window.fetch;
const realOpen = window.open;

/** Answers every fetch with this body, and returns the requests. */
function serve(body: string) {
  const requests: {url: string; accept: string; call: unknown}[] = [];
  window.fetch = async (url, init) => {
    const request = new Request(url as string, init);
    const {method, params} = JSON.parse(init!.body as string);
    requests.push({url: String(url), accept: request.headers.get('accept')!, call: [method, params]});
    return new Response(body);
  };
  return requests;
}

describe('page host', () => {
  afterEach(() => Object.assign(window, {fetch: realFetch, open: realOpen}));

  const answer = {jsonrpc: '2.0', id: 1, result: {structuredContent: {checkout: {id: 'cs_1'}}, content: []}};

  it('asks for what it was told to show, once', async () => {
    const requests = serve(JSON.stringify(answer));
    const host = pageHost({mcpUrl, toolInput: {product_id: 'mug'}});
    let changes = 0;
    host.subscribe(() => changes++);
    await Promise.all([host.connect(), host.connect()]);
    expect(requests).to.deep.equal([
      {
        url: '/mcp',
        accept: 'application/json, text/event-stream',
        call: ['tools/call', {name: 'show_product', arguments: {product_id: 'mug'}}],
      },
    ]);
    expect(host.toolOutput?.structuredContent).to.deep.equal({checkout: {id: 'cs_1'}});
    expect(changes).to.equal(1);
  });

  it('asks nothing when the page brought the result along', async () => {
    const requests = serve('');
    await pageHost({mcpUrl, toolOutput: {structuredContent: {}}}).connect();
    expect(requests).to.deep.equal([]);
  });

  it('reads an answer that comes as an event stream', async () => {
    serve(`event: message\ndata: ${JSON.stringify(answer)}\n\n`);
    expect((await pageHost({mcpUrl}).callTool('get_checkout', {})).structuredContent).to.deep.equal({checkout: {id: 'cs_1'}});
  });

  it('rejects a protocol error, and shows one at load as a failed result', async () => {
    serve(JSON.stringify({jsonrpc: '2.0', id: 1, error: {code: -32602, message: 'Unknown tool'}}));
    const host = pageHost({mcpUrl, toolInput: {product_id: 'mug'}});
    await host.connect();
    expect(host.toolOutput).to.deep.equal({isError: true});
    expect(await host.callTool('x', {}).catch((error: Error) => error.message)).to.equal('Unknown tool');
  });

  it('opens a window without giving it the page, and says when it was blocked', async () => {
    const opened = {opener: window} as unknown as Window;
    window.open = () => opened;
    await pageHost({mcpUrl}).openExternal('https://shop.example/');
    expect(opened.opener).to.equal(null);
    window.open = () => null;
    expect(
      await pageHost({mcpUrl})
        .openExternal('https://shop.example/')
        .catch(() => 'blocked'),
    ).to.equal('blocked');
  });
});

describe('a link that is no web page', () => {
  it('is not opened: it would run in the page itself', async () => {
    let opened = 0;
    window.open = () => (opened++, null);
    for (const url of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', '/checkout/cs_1'])
      await pageHost({mcpUrl})
        .openExternal(url)
        .catch(() => {});
    expect(opened).to.equal(0);
  });
});

describe('pageOptions', () => {
  it('reads what an element says', () => {
    const element = document.createElement('div');
    Object.assign(element.dataset, {mcpUrl: 'https://shop.example/mcp', productId: 'mug'});
    expect(pageOptions(element)).to.deep.equal({mcpUrl: 'https://shop.example/mcp', toolInput: {product_id: 'mug'}});
    element.dataset.checkoutSessionId = 'cs_1';
    expect(pageOptions(element).toolInput).to.deep.equal({checkout_session_id: 'cs_1'});
  });
});

describe('detectHost', () => {
  it('goes by what is there', () => {
    const alone = () => pageHost({mcpUrl});
    expect(detectHost(alone).name).to.equal('page');
    const {view} = fakeParent();
    expect(detectHost(alone, view).name).to.equal('mcp-apps');
    fakeOpenai(view);
    expect(detectHost(alone, view).name).to.equal('openai');
  });
});
