/** What the flow tests stand on: the real server with its sandbox on a database of its own, and a real browser at the preview. */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {serve} from '@hono/node-server';
import {chromium, type Browser, type FrameLocator, type Page} from 'playwright-core';
import {findChrome} from '../../scripts/find-chrome.mjs';
import {compose} from '../../server/compose.js';
import {readConfig} from '../../server/config.js';
import {createLog} from '../../server/log.js';
import {freePort} from './free-port.js';

export {freePort};

export interface Shop {
  base: string;
  ledger(): Promise<{type: string; amount: number; currency: string}[]>;
  /** Stops the server and starts it again on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The whole server as `npm start` runs it, the reconciler's rounds included. */
export async function openShop(environment: Record<string, string> = {}): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-checkout-'));
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    SANDBOX_PORT: String(await freePort()),
    DATABASE_URL: `file:${join(folder, 'shop.db')}`,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const start = async () => {
    const running = await compose(config, createLog(config.logLevel));
    const server = serve({fetch: running.app.fetch, hostname: config.host, port});
    const rounds = setInterval(() => void running.checkout.reconcile().catch(() => undefined), 300);
    return {
      running,
      async stop() {
        clearInterval(rounds);
        await new Promise((closed) => {
          server.close(closed);
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
        await running.close();
      },
    };
  };
  let current = await start();
  return {
    base: config.publicUrl,
    async ledger() {
      const answer = await fetch(`${current.running.sandboxUrl}/_sandbox/ledger`);
      return ((await answer.json()) as {entries: {type: string; amount: number; currency: string}[]}).entries;
    },
    async restart() {
      await current.stop();
      current = await start();
    },
    async close() {
      await current.stop();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

export async function openBrowser(): Promise<Browser> {
  const {executablePath, args} = await findChrome();
  return chromium.launch({executablePath, args});
}

/** A buyer at the chat preview. */
export interface Buyer {
  page: Page;
  widget: FrameLocator;
  /** Console errors and page errors seen so far. */
  faults: string[];
  pick(product: string): Promise<void>;
  address(fields?: Partial<typeof oakland>): Promise<void>;
  /** The widget's frame stands still: it follows its content a moment later, and a click sent meanwhile lands where a button was. */
  settled(): Promise<void>;
}

const oakland = {
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  street: '1 Main Street',
  city: 'Oakland',
  state: 'CA',
  zip: '94607',
};

/** Types an address into the widget, one in Oakland where `fields` says nothing else, and saves it. */
export async function fillAddress(widget: FrameLocator, fields: Partial<typeof oakland> = {}): Promise<void> {
  const {email, name, street, city, state, zip} = {...oakland, ...fields};
  await widget.getByLabel('Email').fill(email);
  await widget.getByLabel('Full name').fill(name);
  await widget.getByLabel('Address', {exact: true}).fill(street);
  await widget.getByLabel('City').fill(city);
  await widget.getByLabel('State').fill(state);
  await widget.getByLabel('ZIP code').fill(zip);
  await widget.getByRole('button', {name: /save address/i}).click();
  await widget.getByRole('button', {name: /^edit/i}).waitFor();
}

/** Waits until the last checkout frame of a chat keeps its place and size: it follows its content a moment later. */
export async function standStill(page: Page): Promise<void> {
  const frame = page.locator('iframe[title="Checkout"]').last();
  for (let last = '', same = 0; same < 3;) {
    await page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
    const box = JSON.stringify(await frame.boundingBox());
    same = box === last ? same + 1 : 0;
    last = box;
  }
}

export async function openPreview(browser: Browser, shop: Shop, query: Record<string, string> = {}, width = 1280): Promise<Buyer> {
  const page = await browser.newPage({viewport: {width, height: 900}, timezoneId: 'America/Los_Angeles', locale: 'en-US'});
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The MCP client asks once for a stream; a stateless server answers 405, which the browser logs.
    if (message.type() === 'error' && !message.text().includes('405')) faults.push(message.text());
  });
  await page.goto(`${shop.base}/?${new URLSearchParams(query)}`);
  const widget = page.frameLocator('iframe[title="Checkout"]').last();
  const settled = () => standStill(page);
  return {
    page,
    widget,
    faults,
    async pick(product) {
      await page.getByRole('button', {name: product}).first().click();
      await widget.getByRole('heading', {name: product}).first().waitFor();
    },
    settled,
    async address(fields = {}) {
      await fillAddress(widget, fields);
      await settled();
    },
  };
}
