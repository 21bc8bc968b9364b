import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {findChrome} from '../../scripts/find-chrome.mjs';
import {checks} from '../../server/doctor/checks/index.js';
import {examine, type ExamineOptions, type Report} from '../../server/doctor/examine.js';
import {doctor} from '../../server/doctor/main.js';
import {pageMistakes} from './page-mistakes.js';
import {inHead, onCall, onPage} from './plant.js';
import {plantedServer} from './planted-server.js';
import {toolMistakes} from './tool-mistakes.js';

let server: Awaited<ReturnType<typeof plantedServer>>;
const cleanUp: (() => unknown)[] = [];
before(async () => {
  server = await plantedServer({after: (end) => void cleanUp.push(end as () => unknown)});
});
after(async () => {
  for (const end of cleanUp.reverse()) await end();
});

/** What is wrong, but for plain http on this machine. */
const wrong = ({findings}: Report) =>
  findings.filter(({level, check}) => level !== 'ok' && check !== 'https').map(({level, check}) => `${level} ${check}`);
const told = ({findings}: Report, check: string) => findings.find((one) => one.check === check)?.found;
const look = (options: ExamineOptions = {}) => examine(server.url, {browser: false, ...options});

describe('doctor', () => {
  it('has nothing to say against our own server, and calls only what reads', async () => {
    server.plant({});
    const report = await look();
    assert.deepEqual(wrong(report), []);
    assert.deepEqual([report.warnings, report.failed], [1, 0]);
    assert.equal(told(report, 'https'), `${server.url.origin} is plain http, which does on this machine only`);
    assert.deepEqual(server.called, ['no_such_tool', 'search_products', 'show_product', 'get_checkout']);
  });

  it('starts a checkout when it is told to, and cancels it', async () => {
    server.plant({});
    const report = await look({checkout: true});
    assert.deepEqual(wrong(report), []);
    assert.equal(told(report, 'checkout'), 'started, read and canceled');
    assert.equal(told(report, 'redirect-domains'), server.url.origin);
    assert.deepEqual(server.called.slice(-3), ['checkout_session', 'get_checkout', 'cancel_checkout']);
  });

  it('follows continue_url, and finds a session that is not known to the next one', async () => {
    const away = onCall('checkout_session', ({structuredContent: {checkout}}) => (checkout.continue_url = 'https://shop.example/checkout'));
    server.plant(away);
    assert.deepEqual(wrong(await look({checkout: true})), ['fail redirect-domains']);
    server.plant({instead: (_, body) => (body?.params?.name === 'get_checkout' ? lost(body.id) : undefined)});
    assert.match(told(await look({checkout: true}), 'checkout') ?? '', /does not find it/);
  });

  it('finds saved payment methods that are shown to a stranger', async () => {
    server.plant({});
    assert.equal(told(await look({checkout: true}), 'saved-methods'), 'none is shown');
    const card = {type: 'card', id: 'pm_1', display_name: 'Visa', display_brand: 'visa', display_last4: '4242'};
    server.plant(onCall('checkout_session', ({structuredContent: {payment}}) => (payment.managed_payment_methods = [card])));
    const report = await look({checkout: true});
    assert.deepEqual(wrong(report), ['fail saved-methods']);
    assert.equal(told(report, 'saved-methods'), 'checkout_session shows 1 saved method to a stranger');
  });

  it('sees in a browser what the source hides', async () => {
    const chrome = await findChrome();
    server.plant({});
    const clean = await look({checkout: true, browser: chrome});
    assert.deepEqual(wrong(clean), []);
    assert.match(told(clean, 'csp-covers') ?? '', /^\d+ requests? in a browser, nothing refused$/);
    assert.equal(told(clean, 'page-runs'), 'shown 2 times');

    const hidden = "<script>new Image().src = ['https:/', 'elsewhere.example', 'a.png'].join('/'); setTimeout(() => missing())</script>";
    server.plant(inHead(hidden));
    const report = await look({browser: chrome});
    assert.deepEqual(wrong(report).filter(isNoWeight), ['fail csp-covers', 'fail page-runs']);
    assert.match(told(report, 'csp-covers') ?? '', /the policy refuses img-src https:\/\/elsewhere\.example\/a\.png/);
    assert.match(told(report, 'page-runs') ?? '', /missing is not defined/);
  });

  it('does not wait for the end of a stream', async () => {
    const stream = () => new Response(new ReadableStream(), {headers: {'content-type': 'text/event-stream'}});
    server.plant({
      instead: ({headers}, body) =>
        body?.id === 'doctor' && !/evil/.test(headers.get('host') + '' + headers.get('origin')) ? stream() : undefined,
    });
    assert.deepEqual(wrong(await look({timeoutMs: 2_000})), []);
  });

  it('says what it could not see without a browser', async () => {
    server.plant({});
    const report = await look({browser: {executablePath: '/no/such/browser'}});
    assert.match(told(report, 'csp-covers') ?? '', /not seen in a browser/);
    assert.equal(told(report, 'page-runs'), undefined);
  });

  it('has an id of its own, a meaning and a mend for each check', () => {
    assert.equal(new Set(checks.map(({id}) => id)).size, checks.length);
    for (const {id, means, mend} of checks) assert.ok(/^[\w-]+$/.test(id) && means.endsWith('.') && mend.endsWith('.'), id);
  });
});

/** What is planted has a weight of its own, and the page stands close to its budget. */
const isNoWeight = (finding: string) => finding !== 'warn page-size';

describe('doctor finds, and blames nothing else, when', () => {
  for (const [name, check, level, mistake] of [...toolMistakes, ...pageMistakes])
    it(name, async () => {
      server.plant(mistake);
      const report = await look();
      assert.deepEqual(wrong(report).filter(isNoWeight), [`${level} ${check}`]);
      assert.ok(report.findings.find((one) => one.check === check)?.mend);
    });

  it('the page cannot be read at all', async () => {
    server.plant({instead: (_, body) => (body?.method === 'resources/read' ? lost(body.id) : undefined)});
    assert.deepEqual(wrong(await look()), ['fail resource-readable']);
  });

  it('nothing there speaks MCP', async () => {
    server.plant({instead: () => new Response('a web site', {status: 404})});
    const report = await look();
    assert.deepEqual(wrong(report), ['fail connects']);
    assert.match(told(report, 'connects') ?? '', /initialize was answered with 404/);
  });

  it('a second session is refused', async () => {
    let sessions = 0;
    const isClient = (body: {id?: unknown; method?: string} | undefined) => body?.method === 'initialize' && body.id !== 'doctor';
    server.plant({instead: (_, body) => (isClient(body) && ++sessions > 1 ? new Response('One is enough.', {status: 429}) : undefined)});
    const report = await look();
    assert.match(told(report, 'stateless') ?? '', /^tools\/list on a second session: .*One is enough/);
    assert.equal(told(report, 'connects')?.startsWith('chat-checkout'), true);
  });

  it('an answer is not of the protocol', async () => {
    server.plant({
      instead: (_, body) => (body?.method === 'tools/list' ? Response.json({jsonrpc: '2.0', id: body.id, result: 'none'}) : undefined),
    });
    assert.equal(told(await look(), 'tools-list'), 'the answer is no message of JSON-RPC 2.0');
  });
});

describe('chat-checkout doctor', () => {
  const run = async (...args: string[]) => {
    const words = {out: '', err: ''};
    const code = await doctor(args, {out: (text) => void (words.out += text), err: (text) => void (words.err += text)});
    return {code, ...words};
  };

  it('writes a line for each finding, the mend where there is one, and the sum', async () => {
    server.plant({});
    const {code, out} = await run(server.url.href, '--no-browser');
    const lines = out.trim().split('\n');
    assert.equal(code, 0);
    assert.match(lines[0]!, /^ok {4}connects +chat-checkout, protocol \d{4}-\d\d-\d\d$/);
    assert.match(out, /^warn {2}https .+ Mend: Serve it over https/m);
    assert.match(lines.at(-1)!, /^\d+ passed, 1 warnings, 0 failed$/);
  });

  it('ends with 1 when something failed, as JSON too', async () => {
    server.plant(onPage((item) => (item.mimeType = 'text/html')));
    const {code, out} = await run(server.url.href, '--no-browser', '--json');
    const report = JSON.parse(out) as Report;
    assert.deepEqual([code, report.failed, report.url], [1, 1, server.url.href]);
  });

  it('ends with 2, and a sentence, when nothing answers', async () => {
    const {code, err} = await run('http://127.0.0.1:1/mcp');
    assert.deepEqual([code, err], [2, 'http://127.0.0.1:1/mcp cannot be reached: nothing is listening there.\n']);
    server.plant({instead: () => new Response(new ReadableStream())});
    const silent = await run(server.url.href, '--timeout', '0.2');
    assert.deepEqual([silent.code, silent.err], [2, `${server.url.href} cannot be reached: no answer within 0.2 seconds.\n`]);
  });

  for (const [args, sentence] of [
    [[], 'The address of the MCP server is missing.'],
    [['shop.example'], '"shop.example" is no http or https address.'],
    [['http://a.example', 'http://b.example'], 'One address at a time; "http://b.example" is too much.'],
    [['http://a.example', '--timeout', 'soon'], '--timeout takes a number of seconds above 0, got "soon".'],
    [['http://a.example', '--nonsense'], "Unknown option '--nonsense'"],
  ] as const)
    it(`ends with 2 and its usage for "${args.join(' ')}"`, async () => {
      const {code, err} = await run(...args);
      assert.equal(code, 2);
      assert.ok(err.startsWith(sentence), err);
      assert.match(err, /Usage: chat-checkout doctor/);
    });

  it('helps', async () => {
    const {code, out} = await run('--help');
    assert.equal(code, 0);
    assert.match(out, /--checkout .+--json/s);
  });
});

const lost = (id: unknown) => Response.json({jsonrpc: '2.0', id, error: {code: -32002, message: 'It is not here.'}});
