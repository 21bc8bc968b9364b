import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {buildStalePages} from '../../scripts/pages.mjs';
import {openChat, type Chat} from '../support/app-bridge-host.js';
import {fillAddress, openBrowser, openShop, type Shop} from '../support/flow.js';
import {injectOpenAICompat} from '../support/mcpjam.js';

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
const pay = (chat: Chat) => chat.widget.getByRole('button', {name: 'Pay $45.59', disabled: false});
const receipt = (chat: Chat) => chat.widget.getByText(/Order \w{4}-\w{4}/);

// This `window.openai` makes a handshake and calls of its own beside the page's bridge, and the host warns of both.
const faults = (chat: Chat) => chat.faults.filter((text) => !text.startsWith('[ext-apps] AppBridge received'));

/** A candle to Oakland at a host with the `window.openai` of MCPJam: $36.00 + $5.90 + $3.69 tax = $45.59. */
async function readyToPay({sheet = true, ownClock = false} = {}): Promise<Chat> {
  const chat = await openChat(browser, {
    shop,
    ownClock,
    addOpenai: ({html, tool, args, result, widgetState}) =>
      injectOpenAICompat(html, {
        toolId: 'call_1',
        toolName: tool,
        toolInput: args,
        toolOutput: null, // as in ChatGPT, where the result comes after the page
        toolResponseMetadata: result?._meta,
        initialWidgetState: widgetState,
        theme: 'light',
        ...(!sheet && {capabilities: {requestCheckout: false}}),
      }),
  });
  await chat.open('checkout_session', {checkout_session: {items: [{id: 'candle', quantity: 1}]}});
  await fillAddress(chat.widget);
  await chat.widget.getByText('$45.59').first().waitFor();
  await chat.settled();
  return chat;
}

async function openSheet(chat: Chat): Promise<Record<string, unknown>> {
  const opened = (await chat.heard('openai/requestCheckout')).length;
  await pay(chat).click();
  return chat.hears('openai/requestCheckout', opened);
}

describe('with the payment sheet of an independent window.openai', () => {
  it('a candle is bought: one charge of the total shown, the receipt, and still the receipt after the chat is loaded again', async () => {
    const before = await charges();
    const chat = await readyToPay();
    const session = await openSheet(chat);
    assert.equal(session.status, 'ready_for_payment');
    for (const list of ['line_items', 'totals', 'messages', 'links']) assert.ok(Array.isArray(session[list]), `${list} is a list`);
    await chat.answerSheet({card: 'pm_card_visa'});
    await receipt(chat).waitFor();
    assert.deepEqual((await charges()).slice(before.length), ['4559 usd']);

    await chat.reload();
    await receipt(chat).waitFor();
    assert.equal(await chat.widget.getByRole('button', {name: /pay|continue/i}).count(), 0);
    assert.deepEqual(faults(chat), []);
    await chat.close();
  });

  it('a sheet that is closed charges nothing, and the next one pays', async () => {
    const before = await charges();
    const chat = await readyToPay();
    await openSheet(chat);
    await chat.answerSheet({error: 'User cancelled checkout'});
    await chat.widget.getByText(/canceled\. Nothing was charged/).waitFor();
    assert.deepEqual(await charges(), before);
    await openSheet(chat);
    await chat.answerSheet({card: 'pm_card_visa'});
    await receipt(chat).waitFor();
    assert.deepEqual((await charges()).slice(before.length), ['4559 usd']);
    assert.deepEqual(faults(chat), []);
    await chat.close();
  });

  it('a declined card charges nothing and is said to be declined, and the next one pays', async () => {
    const before = await charges();
    const chat = await readyToPay();
    await openSheet(chat);
    await chat.answerSheet({card: 'pm_card_chargeDeclined'});
    await chat.widget.getByText(/card was declined/).waitFor();
    assert.deepEqual(await charges(), before);
    await openSheet(chat);
    await chat.answerSheet({card: 'pm_card_visa'});
    await receipt(chat).waitFor();
    assert.deepEqual((await charges()).slice(before.length), ['4559 usd']);
    assert.deepEqual(faults(chat), []);
    await chat.close();
  });

  it('a sheet that never answers, and never paid, gives the button back after its minute', async () => {
    const before = await charges();
    const chat = await readyToPay({ownClock: true});
    await openSheet(chat);
    await chat.page.clock.fastForward('01:01');
    await chat.widget
      .getByText(/checking your payment/i)
      .first()
      .waitFor();
    const notPaid = chat.widget.getByText('No payment has arrived. You can try again.');
    for (let waited = 0; waited < 10 && !(await notPaid.isVisible()); waited++) await chat.page.clock.runFor(3000);
    await notPaid.waitFor();
    await pay(chat).waitFor();
    assert.deepEqual(await charges(), before);
    assert.deepEqual(faults(chat), []);
    await chat.close();
  });

  it('a sheet that paid but never answered ends in the receipt, long before its minute is over', async () => {
    const before = await charges();
    const chat = await readyToPay();
    await openSheet(chat);
    await chat.answerSheet({card: 'pm_card_visa', isLost: true});
    await receipt(chat).waitFor();
    assert.deepEqual((await charges()).slice(before.length), ['4559 usd']);
    assert.deepEqual(faults(chat), []);
    await chat.close();
  });
});

describe('with a window.openai that has no payment sheet', () => {
  it('the button leads to the external checkout, whose payment brings the receipt', async () => {
    const before = await charges();
    const chat = await readyToPay({sheet: false});
    const [page] = await Promise.all([
      chat.page.context().waitForEvent('page'),
      chat.widget.getByRole('button', {name: /continue to checkout/i, disabled: false}).click(),
    ]);
    await page.getByRole('button', {name: /^pay/i}).click();
    await page.getByRole('heading', {name: /Order \w{4}-\w{4}/}).waitFor();
    await chat.page.bringToFront();
    await receipt(chat).waitFor();
    assert.deepEqual((await charges()).slice(before.length), ['4559 usd']);
    assert.deepEqual(await chat.heard('openai/requestCheckout'), []);
    assert.deepEqual(faults(chat), []);
    await chat.close();
  });
});
