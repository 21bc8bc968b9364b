import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
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

/** Two mugs, clay, 12 oz, express to Oakland: $56.00 + $14.90 + $5.74 tax = $76.64. */
async function fillCart(buyer: Buyer) {
  await buyer.pick('Everyday Mug');
  await buyer.widget.getByRole('radio', {name: 'Clay'}).check();
  await buyer.widget.getByRole('radio', {name: '12 oz'}).check();
  await buyer.widget.getByRole('button', {name: 'Increase quantity of Everyday Mug'}).click();
  await buyer.widget.getByRole('button', {name: 'Buy now'}).click();
  await buyer.address();
  await buyer.widget.getByRole('radio', {name: /Express/}).check();
  await buyer.widget.getByRole('button', {name: 'Pay $76.64'}).waitFor();
}

async function pay(buyer: Buyer) {
  await buyer.settled();
  await buyer.widget.getByRole('button', {name: 'Pay $76.64'}).click();
  await buyer.page.getByRole('dialog', {name: 'Payment'}).getByRole('button', {name: 'Pay $76.64'}).click();
}

async function charges() {
  return (await shop.ledger()).filter(({type}) => type === 'charge');
}

for (const theme of ['light', 'dark']) {
  describe(`buying in the ${theme} chat preview`, () => {
    it('goes from chat to receipt, charges the total shown once, and keeps the order over a restart', async () => {
      const before = await charges();
      const buyer = await openPreview(browser, shop, {theme, outcome: 'pays'});
      await fillCart(buyer);
      await pay(buyer);
      await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
      const [number] = /\w{4}-\w{4}/.exec((await buyer.widget.getByText(/Order \w{4}-\w{4}/).textContent()) ?? '') ?? [''];
      assert.match(number, /^\w{4}-\w{4}$/);

      const made = (await charges()).slice(before.length);
      assert.deepEqual(
        made.map(({amount, currency}) => ({amount, currency})),
        [{amount: 7664, currency: 'usd'}],
      );

      const [orderPage] = await Promise.all([
        buyer.page.context().waitForEvent('page'),
        buyer.widget.getByRole('button', {name: 'View order'}).click(),
      ]);
      await orderPage.getByRole('heading', {name: `Order ${number}`}).waitFor();
      assert.match((await orderPage.textContent('main')) ?? '', /\$76\.64/);

      await shop.restart();
      await orderPage.reload();
      await orderPage.getByRole('heading', {name: `Order ${number}`}).waitFor();
      assert.deepEqual(buyer.faults, []);
      await buyer.page.context().close();
    });
  });
}

describe('the outcomes of the payment sheet', () => {
  it('a double click on pay opens one sheet and charges once', async () => {
    const before = (await charges()).length;
    const buyer = await openPreview(browser, shop);
    await fillCart(buyer);
    await buyer.widget.getByRole('button', {name: 'Pay $76.64'}).dblclick();
    await buyer.page.getByRole('dialog', {name: 'Payment'}).getByRole('button', {name: 'Pay $76.64'}).dblclick();
    await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    assert.equal((await charges()).length, before + 1);
    await buyer.page.context().close();
  });

  it('a canceled sheet leaves the cart as it was and payable again', async () => {
    const before = (await charges()).length;
    const buyer = await openPreview(browser, shop, {outcome: 'canceled'});
    await fillCart(buyer);
    await buyer.widget.getByRole('button', {name: 'Pay $76.64'}).click();
    await buyer.page.getByRole('dialog', {name: 'Payment'}).getByRole('button', {name: 'Close'}).click();
    await buyer.widget.getByText(/canceled\. Nothing was charged/).waitFor();
    assert.equal((await charges()).length, before);
    await pay(buyer);
    await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    assert.equal((await charges()).length, before + 1);
    await buyer.page.context().close();
  });

  for (const [outcome, words] of [
    ['declined', /card was declined/],
    ['requires-3ds', /bank asks for a confirmation/],
  ] as const) {
    it(`${outcome}: the sheet says so and stays open, and after closing it the cart says so and can be paid`, async () => {
      const before = (await charges()).length;
      const buyer = await openPreview(browser, shop, {outcome});
      await fillCart(buyer);
      await pay(buyer);
      const sheet = buyer.page.getByRole('dialog', {name: 'Payment'});
      await sheet.getByText(words).waitFor();
      await sheet.getByRole('button', {name: 'Close'}).click();
      await buyer.widget.getByText(words).waitFor();
      await buyer.widget.getByRole('button', {name: 'Pay $76.64'}).waitFor();
      assert.equal((await charges()).length, before);
      await buyer.page.context().close();
    });
  }

  it('an answer that gets lost is called being checked, and then what the server found out', async () => {
    const before = (await charges()).length;
    const buyer = await openPreview(browser, shop, {outcome: 'unknown-error'});
    await fillCart(buyer);
    await pay(buyer);
    await buyer.widget
      .getByText(/checking your payment/i)
      .first()
      .waitFor();
    await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    assert.equal((await charges()).length, before + 1);
    await buyer.page.context().close();
  });

  it('a slow payment ends in the receipt', async () => {
    const buyer = await openPreview(browser, shop, {outcome: 'slow'});
    await fillCart(buyer);
    await pay(buyer);
    await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    await buyer.page.context().close();
  });

  it('without a payment sheet the pay button opens the external checkout, and its payment arrives in the widget', async () => {
    const before = (await charges()).length;
    const buyer = await openPreview(browser, shop, {outcome: 'no-sheet'});
    await fillSmallCart(buyer);
    await buyer.settled();
    const [external] = await Promise.all([
      buyer.page.context().waitForEvent('page'),
      buyer.widget.getByRole('button', {name: /continue to checkout/i, disabled: false}).click(),
    ]);
    await external.getByRole('button', {name: /pay/i}).first().click();
    // The payment page leads back to the chat, which shows the receipt; so does the tab that was left open.
    await external
      .frameLocator('iframe[title="Checkout"]')
      .last()
      .getByText(/Order \w{4}-\w{4}/)
      .waitFor();
    assert.equal((await charges()).length, before + 1);
    await buyer.page.bringToFront();
    await buyer.widget.getByText(/Order \w{4}-\w{4}/).waitFor();
    await buyer.page.context().close();
  });
});

/** The cart of `fillCart` where the button names no amount. */
async function fillSmallCart(buyer: Buyer) {
  await buyer.pick('Everyday Mug');
  await buyer.widget.getByRole('button', {name: 'Buy now'}).click();
  await buyer.address();
  await buyer.widget.getByText('Total', {exact: true}).waitFor();
}
