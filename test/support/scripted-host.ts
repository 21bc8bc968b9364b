import type {BrowserContext, Frame, FrameLocator, Page} from 'playwright-core';
import {WIDGET_URI} from '../../shared/tools.js';
import type {Shop} from './flow.js';
import {chatDocument, CHAT, defaultPolicy, FRAME, withInjected} from './scripted-frame.js';
import {askShop, callTool} from './shop-calls.js';

export type Fields = Record<string, unknown>;

/** Something the page said: a message of the bridge, or a call of a method of `window.openai` with its arguments. */
export interface Sent {
  via: 'bridge' | 'openai';
  method: string;
  id?: string | number;
  params: Fields;
  args: unknown[];
}

type Act = (given: Fields, host: ScriptedHost) => unknown;

/** How a host behaves. What is left out is as a well-behaved MCP Apps host without `window.openai` does it. */
export interface Script {
  /** Arguments and result of the tool call that opens the page. */
  input?: Fields | null;
  result?: Fields;
  /** Values and methods of `window.openai`. `widgetState` is kept over a reload. */
  globals?: Fields;
  methods?: readonly string[];
  capabilities?: Fields;
  context?: Fields;
  theme?: 'light' | 'dark';
  /** Run once after `ui/notifications/initialized`, after a reload again; without it input and result are delivered. */
  deliver?: (host: ScriptedHost) => unknown;
  /** Answers to requests and methods in place of the usual ones, by name. What throws becomes an error -32000 or a rejection. */
  on?: Record<string, Act>;
  /** Stands before every tool call, whichever way it comes; `real` asks the shop. */
  tool?: (name: string, args: Fields, real: () => Promise<Fields>) => unknown;
  /** How many times faster the page's timers run. */
  speed?: number;
  /** A script that runs in the frame before the page's. */
  script?: string;
}

export interface ScriptedHost {
  tab: Page;
  widget: FrameLocator;
  script: Script;
  /** All that the page sent, oldest first, over reloads. */
  sent: Sent[];
  /** Every posted value as it came, JSON-RPC or not. */
  posted: unknown[];
  /** Errors, warnings, violations of the policy, requests the policy let out, uncaught exceptions. */
  faults: string[];
  /** What was sent under this name. */
  all(method: string): Sent[];
  /** Tool calls, whichever way they came. */
  calls(name?: string): {name: string; args: Fields}[];
  /** Waits until the page has sent so many of these. Answers the newest. */
  until(method: string, count?: number): Promise<Sent>;
  untilTrue(ask: () => unknown, what: string): Promise<void>;
  post(message: unknown): Promise<void>;
  notify(method: string, params?: Fields): Promise<void>;
  /** Sends the page a request; answers the whole response. */
  request(method: string, params?: Fields): Promise<Fields>;
  /** Everything sent so far has been handled and drawn. */
  settled(): Promise<void>;
  /** Changes values of `window.openai` and says so. */
  setGlobals(changed: Fields): Promise<void>;
  frame(): Frame;
  reload(): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;
export const CAPABILITIES: Fields = {openLinks: {}, serverTools: {}, logging: {}, message: {text: {}}, updateModelContext: {text: {}}};

/** Shows the server's own page in a sandboxed frame without an origin, and plays the chat host around it as the script says. */
export async function openChat(context: BrowserContext, shop: Shop, script: Script = {}): Promise<ScriptedHost> {
  const {contents} = (await askShop(shop, 'resources/read', {uri: WIDGET_URI})) as {contents: {text: string; _meta: Fields}[]};
  const {text, _meta} = contents[0]!;
  const {csp} = _meta.ui as {csp: {resourceDomains: string[]}};
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE_MS);
  const sent: Sent[] = [];
  const posted: unknown[] = [];
  const faults: string[] = [];
  const answers = new Map<unknown, Fields>();
  const waiting = new Set<() => void>();
  let requests = 0;
  let isInitialized = false;
  let widgetState: unknown;

  const noteSent = (entry: Partial<Sent> & Pick<Sent, 'via' | 'method'>) => {
    sent.push({params: {}, args: [], ...entry});
    for (const look of [...waiting]) look();
  };
  const tool = (name: string, args: Fields) => {
    const real = () => callTool(shop, name, args);
    return script.tool ? script.tool(name, args, real) : real();
  };
  const defaults: Record<string, Act> = {
    'ui/initialize': () => ({
      protocolVersion: '2026-01-26',
      hostInfo: {name: 'scripted', version: '1'},
      hostCapabilities: script.capabilities ?? CAPABILITIES,
      hostContext: {theme: 'light', locale: 'en-US', displayMode: 'inline', ...script.context},
    }),
    'tools/call': ({name, arguments: args}) => tool(String(name), args as Fields),
    'ui/open-link': () => ({}),
  };

  const host: ScriptedHost = {
    tab,
    widget: tab.frameLocator('#widget'),
    script,
    sent,
    posted,
    faults,
    all: (method) => sent.filter((entry) => entry.method === method),
    calls(name) {
      const bridge = host.all('tools/call').map(({params}) => ({name: String(params.name), args: params.arguments as Fields}));
      const openai = host.all('callTool').map(({args: [called, args]}) => ({name: String(called), args: args as Fields}));
      return [...bridge, ...openai].filter((call) => !name || call.name === name);
    },
    async until(method, count = 1) {
      await host.untilTrue(() => host.all(method).length >= count, `${method} was sent ${count} times`);
      return host.all(method).at(-1)!;
    },
    untilTrue: (ask, what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!ask()) return;
          end();
          resolve();
        };
        const told = () => sent.map(({method, params, args}) => `${method} ${String(params.name ?? args[0] ?? '')}`).join(', ');
        const timer = setTimeout(() => (end(), reject(new Error(`never: ${what}. The page sent: ${told()}`))), PATIENCE_MS);
        const end = () => (waiting.delete(look), clearTimeout(timer));
        waiting.add(look);
        look();
      }),
    // A tab that was closed meanwhile hears nothing.
    post: (message) =>
      tab
        .evaluate((data) => (window as unknown as {post(data: unknown): void}).post(data), message)
        .catch((error: Error) => {
          if (!tab.isClosed()) throw error;
        }),
    notify: (method, params = {}) => host.post({jsonrpc: '2.0', method, params}),
    async request(method, params = {}) {
      const id = ++requests;
      await host.post({jsonrpc: '2.0', id, method, params});
      await host.untilTrue(() => answers.has(id), `an answer to ${method}`);
      return answers.get(id)!;
    },
    async settled() {
      await host.request('ping');
      await host.frame().evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    },
    setGlobals: (changed) =>
      host.frame().evaluate((globals) => {
        Object.assign((window as unknown as {openai: object}).openai, globals);
        dispatchEvent(new CustomEvent('openai:set_globals', {detail: {globals}}));
      }, changed),
    frame: () => tab.frames().find((frame) => frame.url() === FRAME)!,
    async reload() {
      isInitialized = false;
      const loaded = tab.waitForResponse(FRAME);
      await tab.evaluate(() => ((document.querySelector('#widget') as HTMLIFrameElement).src += ''));
      await loaded;
    },
    async close() {
      await tab.close();
    },
  };

  const deliver = async () => {
    if (script.deliver) return script.deliver(host);
    if (script.input) await host.notify('ui/notifications/tool-input', {arguments: script.input});
    if (script.result) await host.notify('ui/notifications/tool-result', script.result);
  };

  const receive = async (message: Fields) => {
    posted.push(message);
    const {id, method, params = {}} = message as {id?: string | number; method?: string; params?: Fields};
    if (!method) {
      answers.set(id, message);
      for (const look of [...waiting]) look();
      return;
    }
    noteSent({via: 'bridge', method, id, params});
    if (id === undefined) {
      if (method !== 'ui/notifications/initialized' || isInitialized) return;
      isInitialized = true; // a page that says it twice, as injected shims do, gets its data once
      return deliver();
    }
    const act = script.on?.[method] ?? defaults[method];
    if (!act) return host.post({jsonrpc: '2.0', id, error: {code: -32601, message: 'Method not found'}});
    const answer = await Promise.resolve()
      .then(() => act(params, host))
      .then(
        (result) => ({result}),
        (error: Error) => ({error: {code: -32000, message: error.message}}),
      );
    await host.post({jsonrpc: '2.0', id, ...answer});
  };

  const called = (method: string, args: unknown[]) => {
    noteSent({via: 'openai', method, args});
    if (method === 'setWidgetState') widgetState = args[0];
    const act = script.on?.[method];
    if (act) return act(args[0] as Fields, host);
    return method === 'callTool' ? tool(String(args[0]), args[1] as Fields) : undefined;
  };

  // A reload cuts off the harness's own calls into the frame; that is no fault of the page.
  tab.on('pageerror', ({message}) => void (/Execution context was destroyed/.test(message) || faults.push(message)));
  tab.on('console', (line) => void (['error', 'warning'].includes(line.type()) && faults.push(line.text()))); // violations are errors
  tab.on('dialog', (dialog) => (faults.push(`a dialog: ${dialog.message()}`), void dialog.dismiss()));
  await tab.exposeBinding('toHost', (_source, {message, method, args}: {message: Fields; method?: string; args?: unknown[]}) =>
    method ? called(method, args ?? []) : receive(message),
  );
  await tab.route('**', async (route) => {
    const url = route.request().url();
    if (url === CHAT) return route.fulfill({contentType: 'text/html', body: chatDocument(script.theme ?? 'light')});
    if (url === FRAME) {
      const globals = script.globals && {...script.globals, ...(widgetState !== undefined && {widgetState})};
      const body = withInjected(text, {globals, methods: script.methods ?? [], speed: script.speed ?? 1, script: script.script});
      return route.fulfill({contentType: 'text/html', body, headers: {'content-security-policy': defaultPolicy(csp.resourceDomains)}});
    }
    if (url.startsWith(`${shop.base}/images/`)) {
      const picture = await fetch(url);
      return route.fulfill({contentType: picture.headers.get('content-type')!, body: Buffer.from(await picture.arrayBuffer())});
    }
    faults.push(`a request left: ${url}`);
    return route.abort();
  });
  await tab.goto(CHAT);
  return host;
}
