import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
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

const order = /Order \w{4}-\w{4}/;
const receiptIn = (page: Page) => page.frameLocator('iframe[title="Checkout"]').last().getByText(order);
const charged = async () => (await shop.ledger()).map(({type, amount, currency}) => `${type} ${amount} ${currency}`);

/** A candle to Oakland at a host without a payment sheet: $36.00 + $5.90 + $3.69 tax = $45.59. */
async function fillCart(): Promise<Buyer> {
  const buyer = await openPreview(browser, shop, {outcome: 'no-sheet'});
  await buyer.pick('Fig & Cedar Candle');
  await buyer.widget.getByRole('button', {name: 'Buy now'}).click();
  await buyer.address();
  await buyer.widget.getByText('Total', {exact: true}).waitFor();
  return buyer;
}

async function leave(buyer: Buyer): Promise<Page> {
  await buyer.settled();
  const [page] = await Promise.all([
    buyer.page.context().waitForEvent('page'),
    buyer.widget.getByRole('button', {name: /continue to checkout/i, disabled: false}).click(),
  ]);
  await page.getByRole('heading', {name: 'Checkout'}).waitFor();
  return page;
}

const shownTotal = async (page: Page) => /Total\s*(\$[\d.]+)/.exec((await page.textContent('main')) ?? '')?.[1];

describe('without a payment sheet', () => {
  it('a card declined on the payment page charges nothing, the next one pays, and both tabs end at the receipt', async () => {
    const before = await charged();
    const buyer = await fillCart();
    const page = await leave(buyer);
    assert.equal(await shownTotal(page), '$45.59');
    await page.getByRole('radio', {name: /declined/i}).check();
    await page.getByRole('button', {name: /^pay/i}).click();
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await charged(), before);
    await page.getByRole('radio', {name: /4242/}).check();
    await page.getByRole('button', {name: /^pay/i}).click();
    await receiptIn(page).waitFor();
    assert.equal(new URL(page.url()).origin, new URL(shop.base).origin);
    await buyer.page.bringToFront();
    await receiptIn(buyer.page).waitFor();
    assert.deepEqual((await charged()).slice(before.length), ['charge 4559 usd']);
    assert.deepEqual(buyer.faults, []);
    await buyer.page.context().close();
  });

  it('a payment page that is left with Cancel charges nothing, and the cart can still be paid', async () => {
    const before = await charged();
    const buyer = await fillCart();
    const page = await leave(buyer);
    await page.getByRole('button', {name: 'Cancel'}).click();
    await page.frameLocator('iframe[title="Checkout"]').last().getByText('Total', {exact: true}).waitFor();
    assert.deepEqual(await charged(), before);
    await page.close();
    const again = await leave(buyer);
    assert.equal(await shownTotal(again), '$45.59');
    await again.getByRole('button', {name: /^pay/i}).click();
    await receiptIn(again).waitFor();
    assert.deepEqual((await charged()).slice(before.length), ['charge 4559 usd']);
    await buyer.page.context().close();
  });

  it('a buyer who never comes back from the payment page finds the receipt in the chat: the notice alone completes it', async () => {
    const before = await charged();
    const buyer = await fillCart();
    const page = await leave(buyer);
    const url = page.url();
    await page.close();
    const headers = {'content-type': 'application/x-www-form-urlencoded'};
    await fetch(url, {method: 'POST', body: 'card=pm_card_visa&action=pay', headers, redirect: 'manual'});
    await buyer.page.bringToFront();
    await receiptIn(buyer.page).waitFor();
    assert.deepEqual((await charged()).slice(before.length), ['charge 4559 usd']);
    await buyer.page.context().close();
  });
});
