import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readRedirectUrl} from '../../server/redirect-url.js';
import {openServer} from '../support/open-server.js';
import {openRunning, until} from '../support/open-running.js';

describe('the way back to the chat', () => {
  const good = ['https://chatgpt.com/c/abc?x=1', 'https://chat.openai.com/c/abc', 'https://eu.chatgpt.com/', 'HTTPS://ChatGPT.com/c/1'];
  const local = ['http://127.0.0.1:8787/?chat=1', 'http://localhost:8787/', 'https://localhost/', 'http://[::1]:8787/'];
  const bad = [
    undefined,
    '',
    'javascript:alert(1)',
    'data:text/html,hi',
    'blob:https://chatgpt.com/1',
    'file:///etc/passwd',
    'vbscript:x',
    '//evil.example',
    '/orders/1',
    'https:chatgpt.com.evil.example',
    'https://evil.example/?https://chatgpt.com',
    'https://chatgpt.com.evil.com/c/1',
    'https://evilchatgpt.com/',
    'https://chatgpt.com@evil.example/',
    'https://user@chatgpt.com/',
    'https://user:pass@chatgpt.com/',
    'https://chatgpt.com%2eevil.example/',
    'http://chatgpt.com/c/1',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'ftp://localhost/',
    `https://chatgpt.com/${'x'.repeat(3000)}`,
    'https://chatgpt.com/\r\nSet-Cookie: a=b'.repeat(100),
  ];
  it('is a page of a known chat host over https', () => {
    for (const text of good) {
      for (const production of [true, false]) assert.equal(readRedirectUrl(text, {production}), new URL(text).href, text);
    }
  });
  it('is a page of this machine in development only', () => {
    for (const text of local) {
      assert.equal(readRedirectUrl(text, {production: false}), new URL(text).href, text);
      assert.equal(readRedirectUrl(text, {production: true}), undefined, text);
    }
  });
  for (const text of bad)
    it(`is not ${String(text).slice(0, 50)}`, () => {
      for (const production of [true, false]) assert.equal(readRedirectUrl(text, {production}), undefined);
    });

  it('is where the payment page leads back to, and only if it is one', async (t) => {
    const shop = await openRunning(t);
    for (const [wish, leads] of [
      ['https://chatgpt.com/c/1', /^https:\/\/chatgpt\.com\/c\/1$/],
      ['https://chatgpt.com.evil.com/', /\/orders\/ord_/],
    ] as const) {
      const {id} = await shop.cart();
      const first = await shop.ask(`/checkout/${id}?redirectUrl=${encodeURIComponent(wish)}`);
      const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
      const back = new URL(await shop.payOn(first.headers.get('location') ?? '')).pathname;
      const answer = await shop.ask(back, {headers: {cookie}});
      assert.equal(answer.status, 303);
      assert.match(answer.headers.get('location') ?? '', leads);
      assert.equal((await shop.checkout.get(id)).status, 'completed');
    }
    // The cookie is the buyer's to forge.
    const {id} = await shop.cart();
    const forged = await shop.ask(`/checkout/${id}/return`, {headers: {cookie: `chat=${encodeURIComponent('https://evil.example/')}`}});
    assert.deepEqual([forged.status, forged.headers.get('location')], [200, null]);
  });
});

describe('the merchant’s payment page', {concurrency: 4}, () => {
  it('that is left with Cancel charges nothing, says so, and can be paid later', async (t) => {
    const shop = await openRunning(t);
    const {id, total} = await shop.cart();
    const page = await shop.page(id);
    const back = await shop.payOn(page, {action: 'cancel'});
    const answer = await shop.ask(new URL(back).pathname);
    assert.match(await answer.text(), /Nothing was charged/);
    assert.deepEqual(await shop.ledger(), []);
    assert.equal(await shop.page(id), page, 'one page for one cart');
    await shop.payOn(page);
    assert.equal((await shop.ask(new URL(back).pathname)).status, 303);
    assert.deepEqual(
      (await shop.ledger()).map(({amount}) => amount),
      [total],
    );
  });

  it('completes the checkout by the notice alone, when nobody ever comes back', async (t) => {
    const shop = await openRunning(t, {}, {listens: true});
    const {id, total} = await shop.cart();
    await shop.payOn(await shop.page(id));
    const record = await until(async () => {
      const stored = await shop.store.get(id);
      return stored?.phase === 'completed' && stored;
    }, 'the checkout is completed');
    assert.deepEqual([record.attempt?.amount, record.attempt?.state], [total, 'paid']);
    assert.equal((await shop.outbox(record.order!.id)).length, 1);
  });

  it('is not needed while a payment is being checked: the way back says so, whatever chat it leads to', async (t) => {
    const {get, ready, checkout, payments} = await openServer(t);
    const {id} = await ready();
    payments.answer({kind: 'unknown'});
    assert.equal((await checkout.complete(id, {token: 'spt_1'})).status, 'complete_in_progress');
    for (const cookie of ['', `chat=${encodeURIComponent('https://chatgpt.com/c/1')}`]) {
      const answer = await get(`/checkout/${id}/return`, {cookie});
      const text = await answer.text();
      assert.deepEqual([answer.status, answer.headers.get('location')], [200, null]);
      assert.match(text, /Your payment is being checked\. You do not need to pay again\./);
      assert.ok(text.includes(`href="/checkout/${id}/return"`));
      assert.doesNotMatch(text, /Nothing was charged|Continue to payment/);
    }
  });

  it('is not opened for a total that is not the price any more: a page says so first, and leads on', async (t) => {
    const {get, ready, change} = await openServer(t);
    const {id} = await ready();
    change(({products}) => void (products[0]!.variants![0]!.price = 2100));
    const path = `/checkout/${id}?redirectUrl=https%3A%2F%2Fchatgpt.com%2Fc%2F1`;
    const told = await get(path);
    const text = await told.text();
    assert.equal(told.status, 409);
    assert.match(text, /The total has changed since you last saw it\. Nothing was charged\./);
    assert.ok(text.includes(`href="${path}"`));
    assert.match((await get(path)).headers.get('location') ?? '', /^https:\/\/pay\.example\//);
  });

  it('is closed when the checkout’s time is up, cannot be paid any more, and the goods are free again', async (t) => {
    const shop = await openRunning(t);
    const stockOf = async () =>
      (await shop.database.selectFrom('stock').selectAll().where('item_id', '=', 'candle').executeTakeFirstOrThrow()).reserved;
    const {id} = await shop.cart('candle', 3);
    assert.equal(await stockOf(), 3);
    const page = await shop.page(id);
    await shop.store.replace({...(await shop.store.get(id))!, expiresAt: Date.now() - 1});
    assert.equal(await shop.checkout.expire(), 1);
    assert.equal((await shop.checkout.get(id)).status, 'expired');
    assert.equal(await stockOf(), 0);
    assert.match(await (await fetch(page)).text(), /This checkout has expired/);
    await shop.payOn(page);
    assert.deepEqual(await shop.ledger(), []);
    assert.equal((await shop.ask(`/checkout/${id}`)).status, 409);
  });

  it('that was paid in the last moment is an order, not an expiry', async (t) => {
    const shop = await openRunning(t);
    const {id} = await shop.cart();
    await shop.payOn(await shop.page(id));
    await shop.store.replace({...(await shop.store.get(id))!, expiresAt: Date.now() - 1});
    await shop.checkout.expire();
    assert.equal((await shop.checkout.get(id)).status, 'completed');
  });

  it('is another one after the cart was changed and changed back', async (t) => {
    const shop = await openRunning(t);
    const {id, total} = await shop.cart('candle', 1);
    const first = await shop.page(id);
    await shop.checkout.update(id, {items: [{itemId: 'candle', quantity: 2}]});
    const second = await shop.page(id);
    await shop.checkout.update(id, {items: [{itemId: 'candle', quantity: 1}]});
    const third = await shop.page(id);
    assert.equal(new Set([first, second, third]).size, 3);
    for (const page of [first, second, third]) await shop.payOn(page);
    assert.equal((await shop.checkout.settleHosted(id)).status, 'completed');
    assert.deepEqual(
      (await shop.ledger()).map(({amount}) => amount),
      [total],
    );
  });

  it('paid by bank debit is waited for: neither said to be unpaid nor open to a second payment', async (t) => {
    const shop = await openRunning(t);
    const settle = (payment: string) => fetch(`${shop.running.sandboxUrl}/_sandbox/settle/${payment}`, {method: 'POST'});
    for (const [bank, ends] of [
      ['pm_usBankAccount_success', 'completed'],
      ['pm_usBankAccount_insufficientFunds', 'ready_for_payment'],
    ] as const) {
      const {id} = await shop.cart();
      await shop.payOn(await shop.page(id), {card: bank, action: 'pay'});
      const page = (await shop.store.get(id))!.hosted!.id;
      const payment = String((await shop.client.checkout.sessions.retrieve(page)).payment_intent);
      for (const event of await shop.events(payment, page)) assert.equal((await shop.deliver(event)).status, 200, event.type);
      const answer = await shop.ask(`/checkout/${id}/return`);
      assert.equal(answer.status, 503);
      assert.match(await answer.text(), /A payment for this checkout is being processed/);
      await assert.rejects(shop.checkout.cancel(id), {code: 'payment_in_progress'});
      await settle(payment);
      for (const event of await shop.events(payment, page)) assert.equal((await shop.deliver(event)).status, 200, event.type);
      assert.equal((await shop.checkout.get(id)).status, ends);
      if (ends === 'ready_for_payment') assert.equal((await shop.checkout.cancel(id)).status, 'canceled');
    }
  });
});
