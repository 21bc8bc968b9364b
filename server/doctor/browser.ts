import {existsSync} from 'node:fs';
import type {Browser, BrowserContext} from 'playwright-core';
import {policyOf} from './csp.js';
import {hostPage, HOST_ORIGIN, PAGE_URL, type Opening} from './fake-host.js';
import type {Fields} from './json.js';

/** What happened while a page was shown by a host that holds it to its declared policy. */
export interface PageLoad {
  uri: string;
  /** The tool whose result it showed, when there was one. */
  tool?: string;
  /** Addresses the page asked for and was allowed to. */
  requests: string[];
  /** What the policy refused: `img-src https://…`. */
  violations: string[];
  /** Errors that nothing caught. */
  errors: string[];
  /** Methods of the messages it sent to its host. */
  messages: string[];
}

export interface PageToLoad {
  uri: string;
  html: string;
  meta: Fields;
  openings: Opening[];
}

/** A browser program. */
export interface Chrome {
  executablePath: string;
  args?: string[];
}

type Saw = {kind: 'message'; method: string} | {kind: 'violation'; directive: string; url: string};

const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const SETTLE_MS = 300;
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** An installed Chrome or Chromium: `CHROME_PATH`, or where it usually is. */
export function installedChrome(): Chrome | undefined {
  const executablePath = [process.env.CHROME_PATH ?? '', ...PATHS].find((path) => path !== '' && existsSync(path));
  // Chromium refuses to run as root with its sandbox.
  return executablePath ? {executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : []} : undefined;
}

/** Shows each page as a chat host would, once for each opening. Rejects, saying why, when there is no browser to do it with. */
export async function loadPages(pages: readonly PageToLoad[], chrome: Chrome | undefined, timeoutMs: number): Promise<PageLoad[]> {
  if (!chrome) throw new Error('no Chrome or Chromium was found; install one or set CHROME_PATH');
  const {chromium} = await import('playwright-core').catch(() => {
    throw new Error('the package playwright-core is not installed');
  });
  const browser = await chromium.launch({executablePath: chrome.executablePath, args: [...(chrome.args ?? [])], timeout: 30_000});
  try {
    return await Promise.all(pages.flatMap((page) => page.openings.map((opening) => load(browser, page, opening, timeoutMs))));
  } finally {
    await browser.close();
  }
}

async function load(browser: Browser, page: PageToLoad, opening: Opening, timeoutMs: number): Promise<PageLoad> {
  const seen: PageLoad = {uri: page.uri, ...(opening.tool && {tool: opening.tool}), requests: [], violations: [], errors: [], messages: []};
  const context = await browser.newContext();
  try {
    let shown = () => {};
    const sized = new Promise<void>((resolve) => (shown = resolve));
    await context.exposeBinding('doctorSaw', (_, saw: Saw) => {
      if (saw.kind === 'violation') seen.violations.push(`${saw.directive} ${saw.url}`);
      else seen.messages.push(saw.method);
      if (saw.kind === 'message' && saw.method === 'ui/notifications/size-changed') shown();
    });
    await context.addInitScript(() =>
      addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
        (window as unknown as {doctorSaw(what: object): void}).doctorSaw({
          kind: 'violation',
          directive: effectiveDirective,
          url: blockedURI,
        }),
      ),
    );
    await serve(context, page, opening, seen);
    const host = await context.newPage();
    host.on('pageerror', (error) => seen.errors.push(error.message));
    await host.goto(`${HOST_ORIGIN}/`, {timeout: timeoutMs});
    await Promise.race([sized, host.waitForTimeout(Math.min(timeoutMs, 3_000))]);
    await host.waitForTimeout(SETTLE_MS);
    return seen;
  } finally {
    await context.close();
  }
}

/** The host's page and the widget come from here, pictures are stood in for; other things are fetched as the page asks. */
const serve = (context: BrowserContext, page: PageToLoad, opening: Opening, seen: PageLoad) =>
  context.route('**/*', async (route) => {
    const url = route.request().url();
    const html = (body: string, headers: Record<string, string> = {}) =>
      route.fulfill({body, contentType: 'text/html; charset=utf-8', headers});
    if (url === `${HOST_ORIGIN}/`) return html(hostPage(opening));
    if (url === PAGE_URL) return html(page.html, {'content-security-policy': policyOf(page.meta)});
    if (url.endsWith('/favicon.ico')) return route.abort();
    seen.requests.push(url);
    if (route.request().resourceType() === 'image') return route.fulfill({body: PIXEL, contentType: 'image/gif'});
    return route.continue();
  });
