/**
 * The benchmark table: sizes, and speeds as ratios against something bare run beside them in the same minute, since machines are
 * noisy. Nothing here passes or fails; budgets are checked by `npm run check`.
 */
import {randomUUID} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {serve} from '@hono/node-server';
import {Hono} from 'hono';
import {build, loadConfigFromFile, type Plugin} from 'vite';
import {compose} from '../../server/compose.js';
import {readConfig} from '../../server/config.js';
import {createLog} from '../../server/log.js';
import {freePort} from '../support/flow.js';

const gzip = (text: string) => gzipSync(text, {level: 9}).length;
const table = (title: string, rows: Record<string, string | number>[]) => {
  console.log(`\n${title}`);
  console.table(rows);
};

/** Size of some source built as the checkout page is, Lit left out, in gzip bytes. */
async function sizeOf(source: string): Promise<number> {
  const id = 'virtual:measured';
  const page = await loadConfigFromFile({command: 'build', mode: 'page:checkout'});
  const plugins = ((await Promise.all([page?.config.plugins].flat(9))) as Plugin[]).filter(({name}) => !name.includes('singlefile'));
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    define: page?.config.define,
    plugins: [
      {name: 'measured', resolveId: (name) => (name === id ? id : undefined), load: (name) => (name === id ? source : undefined)},
      ...plugins,
    ],
    build: {
      ...page?.config.build,
      write: false,
      rolldownOptions: {
        ...page?.config.build?.rolldownOptions,
        input: id,
        external: [/^lit($|\/)/, /^@lit\//],
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const {output} = result as {output: {code?: string}[]}; // one build, not watched
  return gzip(output.map(({code = ''}) => code).join(''));
}

async function sizes() {
  const page = readFileSync('dist/pages/checkout/index.html', 'utf8');
  table('The checkout page, bytes', [
    {what: 'whole page', minified: page.length, gzip: gzip(page), 'of the budget': `${Math.round((gzip(page) / 25_000) * 100)} %`},
  ]);
  const folder = 'dist/pages/checkout/locales';
  const languages = readdirSync(folder).map((name) => ({language: name, text: readFileSync(join(folder, name), 'utf8')}));
  table(
    'Languages, bytes of what the page is answered when it asks for one',
    languages.map(({language, text}) => {
      const words = JSON.stringify((JSON.parse(text) as {words: unknown[]}).words);
      return {language, plain: Buffer.byteLength(words), gzip: gzip(words)};
    }),
  );
  const path = (file: string) => JSON.stringify(join(process.cwd(), file));
  const parts = {
    'host layer (the bridge)': `export * from ${path('widgets/host/detect.ts')}`,
    controllers: `export * from ${path('widgets/controllers/checkout-controller.ts')}; export * from ${path('widgets/controllers/host-controller.ts')}`,
    ...Object.fromEntries(
      readdirSync('widgets/elements').map((name) => [
        `<checkout-${name}> alone`,
        `export * from ${path(`widgets/elements/${name}/${name}.ts`)}`,
      ]),
    ),
  };
  const rows = [];
  for (const [what, source] of Object.entries(parts)) rows.push({what, gzip: await sizeOf(source)});
  table('Parts, gzip bytes without Lit (what they share is counted in each)', rows);
}

/** Requests a second over a number of rounds, one connection. */
async function rate(rounds: number, request: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < rounds / 5; warm += 1) await request();
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) await request();
  return (rounds / (performance.now() - start)) * 1000;
}

async function speeds() {
  const folder = mkdtempSync(join(tmpdir(), 'chat-checkout-bench-'));
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    SANDBOX_PORT: String(await freePort()),
    DATABASE_URL: `file:${join(folder, 'bench.db')}`,
    LOG_LEVEL: 'silent',
    ACP_API_KEYS: 'bench:key-of-the-benchmark',
  });
  const running = await compose(config, createLog('silent'));
  const server = serve({fetch: running.app.fetch, hostname: config.host, port});
  const barePort = await freePort();
  const bareApp = new Hono().post('/', async (context) => context.json(await context.req.json()));
  const bare = serve({fetch: bareApp.fetch, hostname: config.host, port: barePort});

  const post = async (url: string, body: unknown) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Accept: 'application/json, text/event-stream'},
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer.json() as Promise<{result?: {structuredContent: {checkout: {id: string; totals: {type: string; amount: number}[]}}}}>;
  };
  const call = (name: string, args: unknown) =>
    post(`${config.publicUrl}/mcp`, {jsonrpc: '2.0', id: 1, method: 'tools/call', params: {name, arguments: args}});
  const items = [{id: 'mug-clay-12oz', quantity: 1}];
  const started = await call('checkout_session', {checkout_session: {items}});
  const id = started.result!.structuredContent.checkout.id;
  const address = {name: 'Ada Lovelace', line_one: '1 Main Street', city: 'Oakland', state: 'CA', postal_code: '94607', country: 'US'};
  const update = () => call('update_checkout', {checkout_session_id: id, fulfillment_details: {address}});
  await update();

  const reference = await rate(400, () => post(`http://127.0.0.1:${barePort}/`, {id}));
  const row = (what: string, perSecond: number) => ({
    what,
    'per second': Math.round(perSecond),
    'ms each': Number((1000 / perSecond).toFixed(2)),
    'times a bare JSON route': Number((reference / perSecond).toFixed(1)),
  });
  table('Speeds, one connection', [
    row('a bare JSON route', reference),
    row('tools/list', await rate(200, () => post(`${config.publicUrl}/mcp`, {jsonrpc: '2.0', id: 1, method: 'tools/list'}))),
    row('get_checkout', await rate(300, () => call('get_checkout', {checkout_session_id: id}))),
    row('update_checkout (address)', await rate(150, update)),
    row(
      'a whole purchase (start, address, token, pay)',
      await rate(25, async () => {
        const {checkout} = (await call('checkout_session', {checkout_session: {items: [{id: 'coffee-beans', quantity: 1}]}})).result!
          .structuredContent;
        const ready = (await call('update_checkout', {checkout_session_id: checkout.id, fulfillment_details: {address}})).result!
          .structuredContent.checkout;
        const amount = ready.totals.find(({type}) => type === 'total')!.amount;
        const token = await fetch(`${config.publicUrl}/preview/payment_tokens`, {
          method: 'POST',
          headers: {'Content-Type': 'application/json'},
          body: JSON.stringify({payment_method: 'pm_card_visa', amount, currency: 'usd'}),
        });
        await call('complete_checkout', {
          checkout_session_id: checkout.id,
          payment_data: {...((await token.json()) as object), provider: 'stripe'},
        });
      }),
    ),
  ]);

  await agentSpeeds(`http://127.0.0.1:${barePort}/`, config.publicUrl, items, address);

  await Promise.all([server, bare].map((each) => new Promise((closed) => each.close(closed))));
  await running.close();
  rmSync(folder, {recursive: true, force: true});
}

/** The agent door over REST, one request after the other and sixteen at a time, beside a bare JSON route under the same load. */
async function agentSpeeds(bareUrl: string, base: string, items: object[], address: object) {
  const send = async (url: string, method: string, body?: object) => {
    const answer = await fetch(url, {
      method,
      headers: {
        Authorization: 'Bearer key-of-the-benchmark',
        'API-Version': '2026-04-17',
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      ...(body && {body: JSON.stringify(body)}),
    });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer.json() as Promise<{id: string}>;
  };
  const details = {fulfillment_details: {address}};
  const create = () => send(`${base}/checkout_sessions`, 'POST', {line_items: items, currency: 'usd', capabilities: {}, ...details});
  // Each of those at a time changes a session of its own, as agents do.
  const ids = await Promise.all(Array.from({length: 16}, async () => (await create()).id));
  const works: Record<string, (id: string) => Promise<unknown>> = {
    'a bare JSON route': (id) => send(bareUrl, 'POST', {id}),
    'GET a session': (id) => send(`${base}/checkout_sessions/${id}`, 'GET'),
    'update (address)': (id) => send(`${base}/checkout_sessions/${id}`, 'POST', details),
  };
  const rows = [];
  for (const [what, work] of Object.entries(works)) {
    const times: number[] = [];
    const alone = await rate(200, async () => {
      const start = performance.now();
      await work(ids[0]!); // sixteen were made above
      times.push(performance.now() - start);
    });
    const together = 16 * (await rate(25, () => Promise.all(ids.map(work))));
    times.sort((one, other) => one - other);
    const at = (share: number) => Number(times[Math.floor(times.length * share)]?.toFixed(2));
    rows.push({
      what,
      'median ms': at(0.5),
      '95 % ms': at(0.95),
      'a second, one': Math.round(alone),
      'a second, sixteen': Math.round(together),
    });
  }
  table('The agent door over REST, one connection and sixteen', rows);
}

await sizes();
await speeds();
process.exit(0);
