import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {hostKeys, profileOf, type HostKey} from '../../widgets/preview/profiles/profiles.js';
import {openBrowser, openPreview, openShop, type Buyer, type Shop} from '../support/flow.js';

let browser: Browser;
let shop: Shop;

before(async () => {
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
});
after(async () => {
  await browser?.close();
  await shop?.close();
});

const CANDLE = 'Fig & Cedar Candle';

/** The candle to Oakland: $36.00 + $5.90 + $3.69 tax = $45.59. */
const inTheSheet = 'Pay $45.59';
const outside = 'Continue to checkout';

const payButton: Record<HostKey, string | undefined> = {
  chatgpt: inTheSheet,
  'chatgpt-no-sheet': outside,
  'chatgpt-phone': inTheSheet,
  claude: outside,
  'claude-desktop': outside,
  copilot: outside,
  vscode: outside,
  goose: outside,
  mcpjam: inTheSheet,
  'mcp-apps': outside,
  late: outside,
  unruly: inTheSheet,
  'no-links': outside,
  nothing: undefined, // a host without tools has nothing to buy with
};

async function startCheckout(host: HostKey): Promise<Buyer> {
  const buyer = await openPreview(browser, shop, {host, log: 'open'});
  await buyer.pick(CANDLE);
  await buyer.widget.getByRole('button', {name: 'Buy now'}).click();
  return buyer;
}

const logged = ({page}: Buyer, words: string | RegExp) => page.locator('preview-log-panel').getByText(words).first();

async function leave(buyer: Buyer): Promise<void> {
  assert.deepEqual(buyer.faults, []);
  await buyer.page.context().close();
}

describe('in every host', {concurrency: 3}, () => {
  for (const host of hostKeys) {
    const button = payButton[host];
    if (!button) continue;
    it(`${host}: shows the product, saves an address, and the button says ${button}`, async () => {
      const buyer = await startCheckout(host);
      await buyer.address();
      await buyer.widget.getByRole('button', {name: button, disabled: false}).waitFor();
      const {width} = (await buyer.page.locator('preview-chat').boundingBox())!;
      assert.ok(width <= (profileOf(host).frame.width ?? 768));
      await leave(buyer);
    });
  }

  it('nothing: shows the product and says that it cannot be bought', async () => {
    const buyer = await startCheckout('nothing');
    await buyer.widget.getByText(/could not be reached/).waitFor();
    await buyer.widget.getByRole('heading', {name: CANDLE}).waitFor();
    await leave(buyer);
  });
});

describe('what a host does to a page', () => {
  it('is in the log, in words', async () => {
    const buyer = await openPreview(browser, shop, {host: 'claude-desktop', log: 'open'});
    await buyer.pick(CANDLE);
    await logged(buyer, 'The host stripped structuredContent from the tool result').waitFor();
    await leave(buyer);
  });

  it('a page that is reloaded keeps its checkout, though the host has emptied the result', async () => {
    const buyer = await startCheckout('chatgpt');
    await buyer.widget.getByLabel('Email').waitFor();
    await buyer.page.getByRole('button', {name: 'Reload this widget'}).click();
    await logged(buyer, /emptied the tool result/).waitFor();
    await buyer.widget.getByLabel('Email').waitFor();
    await buyer.widget.getByText(CANDLE).first().waitFor();
    await leave(buyer);
  });

  it('a sheet that answers with a whole tool result ends in the receipt', async () => {
    const buyer = await startCheckout('mcpjam');
    await buyer.address();
    await buyer.widget.getByRole('button', {name: inTheSheet, disabled: false}).click();
    await buyer.page.getByRole('dialog', {name: 'Payment'}).getByRole('button', {name: inTheSheet}).click();
    await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    await leave(buyer);
  });

  it('a result opened again is a page of its own, at the start', async () => {
    const buyer = await startCheckout('chatgpt');
    await buyer.widget.getByLabel('Email').waitFor();
    await buyer.page.getByRole('button', {name: 'Open this widget again'}).click();
    await buyer.page.locator('preview-host-frame').nth(1).waitFor();
    await buyer.widget.getByRole('button', {name: 'Buy now'}).waitFor();
    await leave(buyer);
  });

  it('a link out is asked about, and whoever stays finds its address in the page', async () => {
    const buyer = await startCheckout('claude');
    await buyer.address();
    await buyer.widget.getByRole('button', {name: outside, disabled: false}).click();
    const question = buyer.page.getByRole('dialog', {name: 'Leave the chat?'});
    await question.getByText(`${shop.base}/checkout/`).waitFor();
    await question.getByRole('button', {name: 'Stay here'}).click();
    await buyer.widget.getByRole('link', {name: `${shop.base}/checkout/`}).waitFor();
    await buyer.settled();
    await buyer.widget.getByRole('button', {name: outside, disabled: false}).click();
    const [page] = await Promise.all([
      buyer.page.context().waitForEvent('page'),
      question.getByRole('button', {name: 'Open link'}).click(),
    ]);
    await page.getByRole('heading', {name: 'Checkout'}).waitFor();
    await leave(buyer);
  });

  it('a sentence that takes two tool calls leaves the page empty on the phone', async () => {
    const buyer = await openPreview(browser, shop, {host: 'chatgpt-phone', log: 'open'});
    await buyer.page.getByLabel('Message').fill('something of beeswax');
    await buyer.page.getByRole('button', {name: 'Send'}).click();
    await logged(buyer, /lost the tool result: 2 tools/).waitFor();
    await leave(buyer);
  });
});
