import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {buildStalePages, pageFile} from '../../scripts/pages.mjs';
import {openChat, type Chat} from '../support/app-bridge-host.js';
import {fillAddress, openBrowser, openShop, type Shop} from '../support/flow.js';

let browser: Browser;
let shop: Shop;

before(async () => {
  await buildStalePages(['checkout'], {quiet: true});
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
});
after(async () => {
  await browser?.close();
  await shop?.close();
});

const charges = async () =>
  (await shop.ledger()).filter(({type}) => type === 'charge').map(({amount, currency}) => `${amount} ${currency}`);
const heights = async (chat: Chat) => (await chat.heard('ui/notifications/size-changed')).map(({height}) => Number(height));
const colorScheme = (chat: Chat) => chat.widget.locator('html').evaluate((root) => getComputedStyle(root).colorScheme);

async function leave(chat: Chat): Promise<Page> {
  await chat.settled();
  const [page] = await Promise.all([
    chat.page.context().waitForEvent('page'),
    chat.widget.getByRole('button', {name: /continue to checkout/i, disabled: false}).click(),
  ]);
  await page.getByRole('heading', {name: 'Checkout'}).waitFor();
  return page;
}

describe('in the reference host of MCP Apps', () => {
  it('a candle is bought from the product to the receipt: address, delivery, the external page, one charge, and no fault on the way', async () => {
    const chat = await openChat(browser, {shop});
    await chat.open('show_product', {product_name: 'Fig & Cedar Candle'});
    await chat.widget.getByRole('button', {name: 'Buy now'}).click();
    await fillAddress(chat.widget);
    await chat.widget.getByRole('radio', {name: /Express/}).check();
    await chat.widget.getByText('$54.59', {exact: true}).waitFor();

    const page = await leave(chat);
    const [link] = await chat.heard('ui/open-link');
    assert.match(String(link?.url), new RegExp(`^${shop.base}/checkout/\\w+$`));
    assert.deepEqual(await charges(), []);
    await page.getByRole('button', {name: /^pay/i}).click();
    await page.getByRole('heading', {name: /Order \w{4}-\w{4}/}).waitFor();

    await chat.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    assert.deepEqual(await charges(), ['5459 usd']);
    assert.deepEqual(chat.faults, []);
    await chat.close();
  });

  it('tells its height as it grows and as it shrinks, so that the frame never scrolls and leaves no gap', async () => {
    const chat = await openChat(browser, {shop});
    await chat.open('checkout_session', {checkout_session: {items: [{id: 'candle', quantity: 1}]}});
    await chat.widget.getByLabel('Email').waitFor();
    await chat.settled();
    const form = (await heights(chat)).at(-1)!;
    await chat.widget.getByLabel('Email').press('Enter');
    await chat.widget.getByLabel('Email').and(chat.widget.locator('[aria-invalid]')).waitFor();
    await chat.settled();
    const formWithErrors = (await heights(chat)).at(-1)!;
    assert.ok(formWithErrors > form, `${formWithErrors} px with errors, ${form} px without`);
    await chat.widget.getByRole('button', {name: 'Cancel checkout'}).click();
    await chat.widget.getByText('Checkout canceled').waitFor();
    await chat.settled();
    const canceled = (await heights(chat)).at(-1)!;
    assert.ok(canceled < form, `${canceled} px canceled, ${form} px before`);
    const overflow = await chat.widget.locator('html').evaluate((root) => root.scrollHeight - innerHeight);
    assert.ok(overflow <= 0, `${overflow} px too long`);
    assert.deepEqual(chat.faults, []);
    await chat.close();
  });

  it('follows the theme of the chat, and answers before its frame is taken away', async () => {
    const chat = await openChat(browser, {shop});
    await chat.open('show_product', {product_name: 'Everyday Mug'});
    await chat.widget.getByRole('button', {name: 'Buy now'}).waitFor();
    assert.equal(await colorScheme(chat), 'light');
    await chat.setTheme('dark');
    await chat.widget.locator('html[data-theme=dark]').waitFor({state: 'attached'});
    assert.equal(await colorScheme(chat), 'dark');
    await chat.setTheme('light');
    await chat.widget.locator('html[data-theme=light]').waitFor({state: 'attached'});
    assert.deepEqual(await chat.tearDown(), {});
    assert.deepEqual(chat.faults, []);
    await chat.close();
  });

  it('a tool call that was canceled is said not to have loaded, and is made again at the press of a button', async () => {
    const chat = await openChat(browser, {shop});
    await chat.open('show_product', {product_name: 'Fig & Cedar Candle'}, {canceled: 'the buyer stopped it'});
    await chat.widget.getByText('This did not load').waitFor();
    await chat.widget.getByRole('button', {name: 'Try again'}).click();
    await chat.widget.getByRole('heading', {name: 'Fig & Cedar Candle'}).waitFor();
    assert.deepEqual(chat.faults, []);
    await chat.close();
  });

  it('waits for no form to be submitted: in a frame without allow-forms, as this one, that never happens', () => {
    assert.doesNotMatch(readFileSync(pageFile('checkout'), 'utf8'), /@submit=/, 'listen for the click of the button, Enter clicks it too');
  });

  it('runs under the policy it declared: pictures of the shop load, and anything else is stopped and seen', async () => {
    const chat = await openChat(browser, {shop});
    await chat.open('show_product', {product_name: 'Everyday Mug'});
    await chat.widget.locator('img[data-ready]').first().waitFor();
    assert.deepEqual(chat.faults, []);
    // The browser tells of it a moment after the page has its answer.
    const told = chat.page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'));
    assert.equal(
      await chat.widget.locator('html').evaluate((_, address) => fetch(address).then(String, () => 'stopped'), shop.base),
      'stopped',
    );
    await told;
    assert.match(chat.faults.join(), /Content Security Policy/);
    await chat.close();
  });
});
