import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {toRequestCheckout} from '../../shared/chatgpt-checkout.js';
import {totalOf, type CheckoutSession} from '../../shared/session.js';
import type {CheckoutResult, ShowProductOutput} from '../../shared/tools.js';
import {composeServer, ledgerOf, mintToken, setFaults} from '../support/compose-server.js';
import {call, connectOverHttp, sessionOf} from '../support/open-server.js';
import {catalogJson} from './adapters/file/a-catalog-file.js';

const home = {name: 'Ada Byron', line_one: '1 Market Street', city: 'San Francisco', state: 'CA', country: 'US', postal_code: '94105'};
const headers = {host: '127.0.0.1:8787'};

describe('a purchase, from the chat to the order', {concurrency: true}, () => {
  it('two mugs by express are charged once and the order can be seen, also after a restart', async (t) => {
    const server = composeServer(t);
    const running = await server.start();
    const chat = await connectOverHttp(t, running.app);
    const use = async (name: string, args: Record<string, unknown>) => {
      const answer = await call(chat, name, args);
      assert.equal(answer.isError ?? false, false, JSON.stringify(answer.content));
      return answer;
    };

    // The buyer asks for a mug, and picks a size and a colour in the widget.
    const shown = (await use('show_product', {product_name: 'mug'})).structuredContent as ShowProductOutput;
    const mug = shown.product.variants.find(({options}) => options.color === 'ink' && options.size === '12oz');
    assert.equal(mug?.id, 'mug-ink-12oz');
    const {id} = sessionOf(await use('checkout_session', {checkout_session: {items: [{id: mug.id, quantity: 2}]}}));

    // An address brings delivery and tax; then express.
    await use('update_checkout', {checkout_session_id: id, fulfillment_details: {address: home}, buyer: {email: 'ada@example.com'}});
    const {checkout, payment} = (
      await use('update_checkout', {checkout_session_id: id, selected_fulfillment_options: [{option_id: 'us-express'}]})
    ).structuredContent as CheckoutResult;
    assert.equal(checkout.status, 'ready_for_payment');
    const total = totalOf(checkout.totals, 'total')!;

    // The sheet opens with that total, takes a card and hands over a token.
    const sheet = toRequestCheckout(checkout, payment);
    assert.equal(sheet?.totals.find(({type}) => type === 'total')?.amount, total);
    const token = await mintToken(running, {amount: total});
    const pay = {checkout_session_id: id, buyer: null, payment_data: {token, provider: 'stripe', billing_address: null}};
    const paid = (await use('complete_checkout', pay)).structuredContent as {
      status: string;
      order: {id: string; permalink_url: string; order_number: string};
    };
    assert.equal(paid.status, 'completed');

    // Again, and ten times at once: the same order, one charge.
    assert.deepEqual((await use('complete_checkout', pay)).structuredContent, paid);
    const more = await Promise.all(Array.from({length: 10}, () => use('complete_checkout', pay)));
    for (const answer of more) assert.deepEqual(answer.structuredContent, paid);
    const ledger = await ledgerOf(running);
    assert.deepEqual(
      ledger.map(({type, amount, currency}) => [type, amount, currency]),
      [['charge', total, 'usd']],
    );
    assert.deepEqual(ledger[0]?.metadata, {checkout_session_id: id, order_id: paid.order.id});

    // The permalink opens the order.
    const {pathname} = new URL(paid.order.permalink_url);
    const page = await (await running.app.request(pathname, {headers})).text();
    assert.ok(page.includes(paid.order.order_number) && page.includes('Express'));

    // And so it does after a restart.
    const before = sessionOf(await use('get_checkout', {checkout_session_id: id}));
    await chat.close();
    await server.close();
    const again = await server.start();
    assert.equal(await (await again.app.request(pathname, {headers})).text(), page);
    const later = await connectOverHttp(t, again.app);
    assert.deepEqual(sessionOf(await call(later, 'get_checkout', {checkout_session_id: id})), before);
    assert.equal((await ledgerOf(again)).length, 1);
    const stock = (await call(later, 'show_product', {product_id: mug.id})).structuredContent as ShowProductOutput;
    assert.equal(stock.product.variants.find((variant) => variant.id === mug.id)?.available_quantity, 20);
  });

  it('ten at once from the start are one charge and one order', async (t) => {
    const running = await composeServer(t).start();
    const {checkout} = running;
    const {id, totals} = await checkout.create({items: [{itemId: 'candle', quantity: 1}], details: {address: home}});
    const total = totalOf(totals, 'total')!;
    const token = await mintToken(running, {amount: total});
    const sessions = await Promise.all(Array.from({length: 10}, () => checkout.complete(id, {token})));
    assert.deepEqual(new Set(sessions.map(({order}) => order?.id)).size, 1);
    assert.deepEqual(
      (await ledgerOf(running)).map(({amount}) => amount),
      [total],
    );
  });

  it('a declined card and one that asks for 3-D Secure leave the cart payable, and the next card pays', async (t) => {
    const running = await composeServer(t).start();
    const {checkout} = running;
    const {id, totals} = await checkout.create({items: [{itemId: 'candle', quantity: 1}], details: {address: home}});
    const total = totalOf(totals, 'total')!;
    const pay = async (payment_method: string): Promise<CheckoutSession> =>
      checkout.complete(id, {token: await mintToken(running, {payment_method, amount: total})});
    const declined = await pay('pm_card_chargeDeclined');
    assert.deepEqual([declined.status, declined.messages[0]?.code], ['ready_for_payment', 'payment_declined']);
    const secure = await pay('pm_card_authenticationRequired');
    assert.deepEqual([secure.status, secure.messages[0]?.code], ['ready_for_payment', 'requires_3ds']);
    assert.deepEqual(await ledgerOf(running), []);
    assert.equal((await pay('pm_card_visa')).status, 'completed');
    assert.equal((await ledgerOf(running)).length, 1);
  });

  it('a payment of unknown outcome is said to be checked, and then is what happened', async (t) => {
    const running = await composeServer(t).start();
    const {checkout} = running;
    const {id, totals} = await checkout.create({items: [{itemId: 'candle', quantity: 1}], details: {address: home}});
    const token = await mintToken(running, {amount: totalOf(totals, 'total')!});
    await setFaults(running, {error_500_after_commit: 3});
    assert.equal((await checkout.complete(id, {token})).status, 'complete_in_progress');
    await setFaults(running, {});
    // The first look comes a second or two after the try began.
    for (let round = 0; (await checkout.reconcile()) === 0; round += 1) {
      assert.ok(round < 100, 'the payment was never settled');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal((await checkout.get(id)).status, 'completed');
    assert.equal((await ledgerOf(running)).length, 1);
  });

  it('without a payment sheet the buyer pays on the merchant’s page', async (t) => {
    const running = await composeServer(t).start();
    const {app, checkout} = running;
    const {id, totals} = await checkout.create({items: [{itemId: 'candle', quantity: 1}], details: {address: home}});
    const total = totalOf(totals, 'total')!;
    const page = (await app.request(`/checkout/${id}`, {headers})).headers.get('location')!;
    assert.ok(page.startsWith(running.sandboxUrl!));
    const form = {'content-type': 'application/x-www-form-urlencoded'};
    const back = await fetch(page, {method: 'POST', body: 'card=pm_card_visa', headers: form, redirect: 'manual'});
    const {pathname} = new URL(back.headers.get('location')!);
    const order = await app.request(pathname, {headers});
    assert.match(order.headers.get('location') ?? '', /\/orders\/ord_/);
    const {status, totals: shown} = await checkout.get(id);
    assert.deepEqual([status, totalOf(shown, 'total')], ['completed', total]);
    assert.deepEqual(
      (await ledgerOf(running)).map(({amount}) => amount),
      [total],
    );
  });

  for (const [catalog, currency, place] of [
    ['catalog.eur.json', 'eur', {country: 'DE', state: '', postal_code: '04109'}],
    ['catalog.jpy.json', 'jpy', {country: 'JP', state: 'Tokyo', postal_code: '150-0001'}],
    ['catalog.kwd.json', 'kwd', {country: 'KW', state: '', postal_code: ''}],
  ] as const) {
    it(`in ${currency} the charge is the total, digit for digit`, async (t) => {
      const running = await composeServer(t, {catalog}).start();
      const {app, checkout} = running;
      const chat = await connectOverHttp(t, app);
      const {product} = (await call(chat, 'show_product', {product_name: 'mug'})).structuredContent as ShowProductOutput;
      const variant = product.variants.find(({availability}) => availability === 'in_stock')!;
      const {id, status, totals} = await checkout.create({
        items: [{itemId: variant.id, quantity: 3}],
        details: {address: {...home, ...place}},
      });
      assert.equal(status, 'ready_for_payment');
      const total = totalOf(totals, 'total')!;
      const session = await checkout.complete(id, {token: await mintToken(running, {amount: total, currency})});
      assert.equal(session.status, 'completed');
      assert.deepEqual(
        (await ledgerOf(running)).map((entry) => [entry.amount, entry.currency]),
        [[total, currency]],
      );
    });
  }
});

describe('the composed server', {concurrency: true}, () => {
  it('serves the shop’s pictures and nothing else of its folder', async (t) => {
    const {app} = await composeServer(t).start();
    const status = async (path: string) => (await app.request(path, {headers})).status;
    const picture = await app.request('/images/mug-ink.svg', {headers});
    assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/svg+xml']);
    assert.match(await picture.text(), /<svg/);
    for (const path of [
      '/images/',
      '/images/none.svg',
      '/images/../package.json',
      '/images/..%2fpackage.json',
      '/images/%2e%2e/catalog.json',
      '/images//etc/passwd.svg',
      '/images/%ff.svg',
      '/images/%00.svg',
      '/package.json',
      '/catalog.json',
    ]) {
      assert.equal(await status(path), 404, path);
    }
  });

  it('serves no picture beside the folder of pictures', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'shop-test-'));
    t.after(() => rmSync(folder, {recursive: true, force: true}));
    for (const name of ['images', 'images-of-others']) mkdirSync(join(folder, name));
    for (const name of ['images/cup.svg', 'images/ink.svg', 'images/tea.svg', 'images-of-others/cup.svg', 'secret.svg']) {
      writeFileSync(join(folder, name), '<svg/>');
    }
    writeFileSync(join(folder, 'catalog.json'), JSON.stringify(catalogJson()));
    const {app} = await composeServer(t, {CATALOG: `file:${join(folder, 'catalog.json')}`}).start();
    const status = async (path: string) => (await app.request(path, {headers})).status;
    assert.equal(await status('/images/cup.svg'), 200);
    for (const path of ['/images/..%2fsecret.svg', '/images/..%2fimages-of-others%2fcup.svg', '/secret.svg']) {
      assert.equal(await status(path), 404, path);
    }
  });

  it('serves the pages that the shop’s links lead to', async (t) => {
    const {app, checkout} = await composeServer(t).start();
    const {links} = await checkout.create({items: [{itemId: 'candle', quantity: 1}]});
    assert.ok(links.length > 0);
    for (const {url} of links) {
      const response = await app.request(new URL(url).pathname, {headers});
      assert.equal(response.status, 200, url);
      assert.match(await response.text(), /This page belongs to the demo shop/);
    }
  });

  it('tells a program that its name is not known here', async (t) => {
    const {app} = await composeServer(t).start();
    assert.equal((await app.request('/orders/x', {headers: {host: 'evil.example'}})).status, 403);
    assert.equal((await app.request('/readyz')).status, 200);
  });
});
