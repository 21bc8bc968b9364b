/** The built page in an independent host: the reference `AppBridge` of MCP Apps in a real browser, before the real server. */
import type {Browser, FrameLocator, Page} from 'playwright-core';
import {build, type Rollup} from 'vite';
import {root} from '../../scripts/run.mjs';
import type {Heard, SheetAnswer, ShimOrder} from './app-bridge-page.js';
import {standStill, type Shop} from './flow.js';

/** A chat with one checkout in it. */
export interface Chat {
  page: Page;
  widget: FrameLocator;
  /** Page errors, and what the console was told as an error or a warning, a violation of the content security policy among them. */
  faults: string[];
  open(tool: string, args: Record<string, unknown>, how?: {canceled?: string}): Promise<void>;
  reload(): Promise<void>;
  setTheme(theme: 'light' | 'dark'): Promise<void>;
  tearDown(): Promise<unknown>;
  answerSheet(answer: SheetAnswer): Promise<unknown>;
  /** The parameters of every message of this method so far, oldest first. */
  heard(method: string): Promise<Heard['params'][]>;
  /** Resolves with the parameters of the first message of this method, or of the first after `count` of them. */
  hears(method: string, count?: number): Promise<Heard['params']>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface ChatOptions {
  shop: Shop;
  /** Puts a `window.openai` into the page's HTML. */
  addOpenai?: (order: ShimOrder) => string;
  /** Whether the test moves the browser's clock itself, by `page.clock`. */
  ownClock?: boolean;
}

/** Above the five seconds within which a page must have noticed a payment made elsewhere. */
const TIMEOUT_MS = 15_000;

let bundle: Promise<string> | undefined;

async function bundleHostPage(): Promise<string> {
  const [made] = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: {'process.env.NODE_ENV': '"production"'},
    build: {write: false, minify: false, target: 'es2022', lib: {entry: 'test/support/app-bridge-page.ts', formats: ['es']}},
  })) as Rollup.RollupOutput[];
  return made!.output[0].code;
}

/** Opens a chat at the server's own origin, since the server refuses any other; the page itself never comes from the server. */
export async function openChat(browser: Browser, {shop, addOpenai, ownClock}: ChatOptions): Promise<Chat> {
  const script = await (bundle ??= bundleHostPage());
  const page = await browser.newPage({viewport: {width: 720, height: 1200}, timezoneId: 'America/Los_Angeles', locale: 'en-US'});
  page.setDefaultTimeout(TIMEOUT_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The MCP client asks once for a stream, which a stateless server answers with 405, and the browser for an icon: it logs both.
    const isHosts = message.text().includes('405') || message.location().url.endsWith('/favicon.ico');
    if (['error', 'warning'].includes(message.type()) && !isHosts) faults.push(message.text());
  });
  if (ownClock) await page.clock.install();
  if (addOpenai) await page.exposeFunction('addOpenai', addOpenai);
  // The document comes from the server and its content from here: browsers let a page of no known place load nothing from this machine.
  await page.goto(`${shop.base}/healthz`);
  await page.setContent('<!doctype html><title>Chat</title><style>iframe {width: 100%; border: 0}</style>');
  await page.addScriptTag({type: 'module', content: script});
  await page.waitForFunction(() => window.chatHost);

  const heard = (method: string) =>
    page.evaluate((name) => window.chatHost.heard.filter((message) => message.method === name).map(({params}) => params), method);
  return {
    page,
    widget: page.frameLocator('iframe[title="Checkout"]'),
    faults,
    open: (tool, args, how) => page.evaluate((call) => window.chatHost.open(...call), [tool, args, how] as const),
    reload: () => page.evaluate(() => window.chatHost.reload()),
    setTheme: (theme) => page.evaluate((next) => window.chatHost.setContext({theme: next}), theme),
    tearDown: () => page.evaluate(() => window.chatHost.tearDown()),
    answerSheet: (answer) => page.evaluate((given) => window.chatHost.answerSheet(given), answer),
    heard,
    async hears(method, count = 0) {
      const found = await page.waitForFunction(
        ([name, before]) => window.chatHost.heard.filter((message) => message.method === name)[before],
        [method, count] as const,
      );
      return (await found.jsonValue())!.params;
    },
    settled: () => standStill(page),
    close: () => page.context().close(),
  };
}
