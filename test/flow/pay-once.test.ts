import assert from 'node:assert/strict';
import {after, before, describe, it, type TestContext} from 'node:test';
import type {Browser, BrowserContext, FrameLocator, Page} from 'playwright-core';
import type {CheckoutSession} from '../../shared/session.js';
import {WIDGET_URI} from '../../shared/tools.js';
import {openBrowser, openShop, standStill, type Shop} from '../support/flow.js';
import {callTool, chargesOf, payInSheet, readyCheckout, sessionIn} from '../support/shop-calls.js';

/** From the moment the server knows to the moment the screen tells, in milliseconds. */
const LIMIT_MS = 5_000;
/** The shortest life of a session that a shop can set. */
const SHORT_LIFE = {SESSION_TTL_SECONDS: '60'};

const RECEIPT = /Order \w{4}-\w{4}/;
const PAY = /^Pay \$/;

let browser: Browser;
let shop: Shop;
/** A checkout of a short life, open from the start so that nothing waits for its end. */
let hurried: {shop: Shop; chat: Chat};

before(async () => {
  const short = openShop(SHORT_LIFE);
  [browser, shop] = await Promise.all([openBrowser(), openShop()]);
  hurried = {shop: await short, chat: await openChat({at: await short})};
});
after(async () => {
  await browser?.close();
  await shop?.close();
  await hurried?.shop.close();
});

interface Chat {
  id: string;
  context: BrowserContext;
  page: Page;
  /** The frame shown n-th in the conversation of the first tab, from 0. */
  frame(index?: number): FrameLocator;
  /** Another tab at the same conversation. */
  openTab(): Promise<{page: Page; widget: FrameLocator}>;
  session(): Promise<CheckoutSession>;
}

const frameIn = (page: Page, index = 0) => page.frameLocator('iframe[title="Checkout"]').nth(index);

/** A conversation with a checkout that can be paid, shown in so many frames. */
async function openChat({query = {}, frames = 1, at = shop}: Options = {}): Promise<Chat> {
  const {id, result} = await readyCheckout(at);
  const input = {checkout_session: {items: [{id: 'coffee-beans', quantity: 1}]}};
  const message = (index: number) => ({kind: 'widget', id: `m${index}`, uri: WIDGET_URI, tool: 'checkout_session', input, result});
  const messages = JSON.stringify(Array.from({length: frames}, (_, index) => message(index)));
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: 'en-US'});
  const url = `${at.base}/?${new URLSearchParams({...query, chat: 'paidonce'})}`;
  await context.addInitScript((kept) => {
    if (window === top && !localStorage.getItem('chat-preview:paidonce:conversation'))
      localStorage.setItem('chat-preview:paidonce:conversation', kept);
  }, messages);
  const openTab = async () => {
    const page = await context.newPage();
    await page.goto(url);
    for (let index = 0; index < frames; index++)
      await frameIn(page, index)
        .getByText(/^Total$|Order /)
        .first()
        .waitFor();
    await standStill(page);
    return {page, widget: frameIn(page)};
  };
  const {page} = await openTab();
  const session = async () => sessionIn(await callTool(at, 'get_checkout', {checkout_session_id: id}));
  return {id, context, page, frame: (index) => frameIn(page, index), openTab, session};
}

interface Options {
  query?: Record<string, string>;
  frames?: number;
  at?: Shop;
}

/** Waits until the server knows this status, then until each screen tells it, and says how long that took. */
async function told(t: TestContext, chat: Chat, status: string, screens: {[name: string]: {waitFor(): Promise<void>}}) {
  while ((await chat.session()).status !== status) await new Promise((wait) => setTimeout(wait, 40));
  const known = performance.now();
  await Promise.all(
    Object.entries(screens).map(async ([name, words]) => {
      await words.waitFor();
      const ms = Math.round(performance.now() - known);
      t.diagnostic(`${name} tells it ${ms} ms after the server knows it`);
      assert.ok(ms < LIMIT_MS, `${name} took ${ms} ms`);
    }),
  );
}

const receipt = (widget: FrameLocator) => widget.getByText(RECEIPT);
const payButton = (widget: FrameLocator) => widget.getByRole('button', {name: PAY, disabled: false});
const sheetOf = (page: Page) => page.getByRole('dialog', {name: 'Payment'});
const payInSheetOf = (page: Page) => sheetOf(page).getByRole('button', {name: PAY});

describe('one charge at most, and the screen tells the truth', () => {
  it('pay pressed twice, in the page and in the sheet', async (t) => {
    const chat = await openChat();
    await payButton(chat.frame()).dblclick();
    await payInSheetOf(chat.page).dblclick();
    await told(t, chat, 'completed', {'the page': receipt(chat.frame())});
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('two frames of one checkout that press at once', async (t) => {
    const chat = await openChat({frames: 2});
    const press = (index: number) => payButton(chat.frame(index)).evaluate((button: HTMLElement) => button.click());
    await Promise.all([press(0), press(1)]);
    await payInSheetOf(chat.page).first().click();
    await told(t, chat, 'completed', {'the first frame': receipt(chat.frame(0)), 'the second frame': receipt(chat.frame(1))});
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('two sheets that pay at once, each with a token of its own', async (t) => {
    const chat = await openChat({frames: 2});
    const session = await chat.session();
    await payButton(chat.frame(0)).focus();
    await Promise.all([payInSheet(shop, {...session}), payInSheet(shop, {...session}), payInSheet(shop, {...session})]);
    await told(t, chat, 'completed', {'the first frame': receipt(chat.frame(0)), 'the second frame': receipt(chat.frame(1))});
    const focused = (index: number) => chat.frame(index).locator('section[tabindex="-1"]:focus');
    await focused(0).waitFor(); // where the buyer was, and it is not taken away by the frame beside it
    assert.equal(await focused(1).count(), 0);
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('a sheet that is closed although its payment went through', async (t) => {
    const chat = await openChat();
    await payButton(chat.frame()).click();
    await sheetOf(chat.page).waitFor();
    await payInSheet(shop, {...(await chat.session())});
    await sheetOf(chat.page).getByRole('button', {name: 'Close'}).click();
    await told(t, chat, 'completed', {'the page': receipt(chat.frame())});
    assert.equal(
      await chat
        .frame()
        .getByText(/nothing was charged/i)
        .count(),
      0,
    );
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('a sheet that stays open although its payment went through', async (t) => {
    const chat = await openChat();
    await payButton(chat.frame()).click();
    await sheetOf(chat.page).waitFor();
    await payInSheet(shop, {...(await chat.session())});
    await told(t, chat, 'completed', {'the page': receipt(chat.frame())});
    await payInSheetOf(chat.page).click(); // the sheet's own pay is late: the checkout is paid
    await receipt(chat.frame()).waitFor();
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('an answer that is lost after the charge', async (t) => {
    const chat = await openChat({query: {outcome: 'unknown-error'}});
    await payButton(chat.frame()).click();
    await payInSheetOf(chat.page).click();
    await told(t, chat, 'completed', {'the page': receipt(chat.frame())});
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('a reload before the payment, in the middle of it, and after it', async (t) => {
    const chat = await openChat({query: {outcome: 'slow'}});
    await payButton(chat.frame()).click();
    await sheetOf(chat.page).waitFor();
    await chat.page.reload();
    await payButton(chat.frame()).waitFor();
    assert.equal(await chargesOf(shop, chat.id), 0);
    await standStill(chat.page);

    await payButton(chat.frame()).click();
    await payInSheetOf(chat.page).click();
    while ((await chat.session()).status !== 'complete_in_progress') await new Promise((wait) => setTimeout(wait, 40));
    await chat.page.reload();
    await told(t, chat, 'completed', {'the reloaded page': receipt(chat.frame())});
    assert.equal(await payButton(chat.frame()).count(), 0);

    await chat.page.reload();
    await receipt(chat.frame()).waitFor();
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('two tabs: the one that only looks on shows the receipt', async (t) => {
    const chat = await openChat();
    const second = await chat.openTab();
    await payButton(chat.frame()).click();
    await payInSheetOf(chat.page).click();
    await told(t, chat, 'completed', {'the first tab': receipt(chat.frame()), 'the second tab': receipt(second.widget)});
    assert.equal(await payButton(second.widget).count(), 0);
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('two tabs that both stand before an open sheet', async (t) => {
    const chat = await openChat();
    const second = await chat.openTab();
    await payButton(second.widget).click();
    await sheetOf(second.page).waitFor();
    await payButton(chat.frame()).click();
    await Promise.all([payInSheetOf(chat.page).click(), payInSheetOf(second.page).click()]);
    await told(t, chat, 'completed', {'the first tab': receipt(chat.frame()), 'the second tab': receipt(second.widget)});
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('a checkout that is canceled in another tab can no longer be paid here', async (t) => {
    const chat = await openChat();
    const second = await chat.openTab();
    await second.widget.getByRole('button', {name: /cancel/i}).click();
    const canceled = (widget: FrameLocator) => widget.getByRole('heading', {name: /canceled/i});
    await told(t, chat, 'canceled', {'the first tab': canceled(chat.frame()), 'the second tab': canceled(second.widget)});
    assert.equal(await payButton(chat.frame()).count(), 0);
    assert.equal(await chargesOf(shop, chat.id), 0);
    await chat.context.close();
  });

  it('what is typed into the address survives that the other tab changes the checkout', async () => {
    const chat = await openChat();
    const widget = chat.frame();
    await widget.getByRole('button', {name: /^edit/i}).first().click();
    const city = widget.getByLabel('City');
    await city.fill('Berkeley');
    const before = await widget.getByText(/^\$\d+\.\d\d$/).allTextContents();
    await callTool(shop, 'update_checkout', {checkout_session_id: chat.id, items: [{id: 'coffee-beans', quantity: 2}]});
    await widget.locator('checkout-totals').waitFor();
    while (JSON.stringify(await widget.getByText(/^\$\d+\.\d\d$/).allTextContents()) === JSON.stringify(before))
      await chat.page.waitForTimeout(50);
    assert.equal(await city.inputValue(), 'Berkeley');
    assert.equal(await city.evaluate((input) => (input.getRootNode() as ShadowRoot).activeElement === input), true);
    await chat.context.close();
  });

  it('a payment on the shop’s own page that only the provider’s notice tells of', async (t) => {
    const chat = await openChat({query: {outcome: 'no-sheet'}});
    const second = await chat.openTab();
    await standStill(chat.page);
    const [paying] = await Promise.all([
      chat.context.waitForEvent('page'),
      chat
        .frame()
        .getByRole('button', {name: /continue to checkout/i})
        .click(),
    ]);
    await paying.getByRole('heading', {name: 'Checkout'}).waitFor();
    const url = paying.url();
    await paying.close();
    const headers = {'content-type': 'application/x-www-form-urlencoded'};
    await fetch(url, {method: 'POST', body: 'card=pm_card_visa&action=pay', headers, redirect: 'manual'});
    await told(t, chat, 'completed', {'the tab that left': receipt(chat.frame()), 'the tab that looks on': receipt(second.widget)});
    assert.equal(await chargesOf(shop, chat.id), 1);
    await chat.context.close();
  });

  it('a checkout whose time is over can no longer be paid', {timeout: 120_000}, async (t) => {
    const {chat} = hurried;
    await told(t, chat, 'expired', {'the page': chat.frame().getByRole('heading', {name: /expired/i})});
    assert.equal(await payButton(chat.frame()).count(), 0);
    assert.equal(await chargesOf(hurried.shop, chat.id), 0);
    await chat.context.close();
  });
});
