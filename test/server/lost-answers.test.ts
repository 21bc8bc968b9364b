import assert from 'node:assert/strict';
import {createHash, randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import {totalOf} from '../../shared/session.js';
import {fileCatalog} from '../../server/adapters/file/catalog.js';
import {fileDiscounts} from '../../server/adapters/file/discounts.js';
import {fileRates} from '../../server/adapters/file/rates.js';
import {fileShop} from '../../server/adapters/file/shop.js';
import {openingStock} from '../../server/adapters/file/stock.js';
import {fileTax} from '../../server/adapters/file/tax.js';
import {close, openDatabase} from '../../server/adapters/sql/database.js';
import {migrate} from '../../server/adapters/sql/migrate.js';
import {seedStock, sqlStock} from '../../server/adapters/sql/stock.js';
import {sqlStore} from '../../server/adapters/sql/store.js';
import {stripeClient} from '../../server/adapters/stripe/client.js';
import {stripeHosted} from '../../server/adapters/stripe/hosted.js';
import {stripePayments} from '../../server/adapters/stripe/payments.js';
import {testTokens} from '../../server/adapters/stripe/test-tokens.js';
import {createCheckout} from '../../server/core/checkout.js';
import type {PaymentProvider} from '../../server/core/ports.js';
import {startSandbox} from '../../server/sandbox/index.js';
import {sanFrancisco, TTL_MS} from '../support/open-shop.js';
import {stripeProxy} from '../support/stripe-proxy.js';
import {testClock} from '../support/test-clock.js';
import {settings} from './adapters/stripe/open-stripe.js';
import {aCatalogFile} from './adapters/file/a-catalog-file.js';

const publicUrl = 'http://127.0.0.1:8787';
const MINUTE = 60_000;
/** Longer than a try of a process that is gone is believed to be under way. */
const LEASE = 71_000;

/** Several processes of one shop on one SQLite file, with the real Stripe client at the sandbox, and one clock for all. */
async function openProcesses(t: TestContext, {timeoutMs = 5_000}: {timeoutMs?: number} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-test-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  const url = `file:${join(folder, 'shop.db')}`;
  const sandbox = await startSandbox({host: '127.0.0.1', port: 0, nodeEnv: 'test'});
  t.after(() => sandbox.close());
  const proxy = await stripeProxy(t);
  proxy.line.target = sandbox.url;
  const clock = testClock();
  const file = aCatalogFile();

  async function start(change: (provider: PaymentProvider) => Partial<PaymentProvider> = () => ({})) {
    const database = openDatabase(url);
    t.after(() => close(database));
    await migrate(database);
    await seedStock(
      database,
      openingStock(file).map(({itemId, quantity}) => ({itemId, onHand: quantity})),
    );
    const client = stripeClient({secretKey: 'sk_test_sandbox', apiBase: proxy.url, timeoutMs});
    const provider = stripePayments(client, {...settings, timeoutMs});
    const checkout = createCheckout({
      store: sqlStore(database),
      stock: sqlStock(database),
      catalog: fileCatalog(file, {publicUrl}),
      rates: fileRates(file),
      tax: fileTax(file),
      discounts: fileDiscounts(file),
      payments: {...provider, ...change(provider)},
      hosted: stripeHosted(client),
      clock,
      ids: {session: randomUUID, order: randomUUID, orderNumber: () => randomUUID().slice(0, 8), line: randomUUID},
      facts: {
        shop: fileShop(file, {publicUrl}),
        continueUrl: (id) => `${publicUrl}/checkout/${id}`,
        orderUrl: (id) => `${publicUrl}/orders/${id}`,
        capabilities: {},
      },
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      sessionTtlMs: TTL_MS,
    });
    return {database, checkout, client};
  }

  const first = await start();
  const {id, totals} = await first.checkout.create({items: [{itemId: 'cup-ink-s', quantity: 2}], details: {address: sanFrancisco}});
  const total = totalOf(totals, 'total') ?? 0;
  const mint = testTokens(stripeClient({secretKey: 'sk_test_sandbox', apiBase: sandbox.url}), settings.tokenApiVersion);
  const grant = () => mint({payment_method: 'pm_card_visa', amount: total, currency: 'usd'});
  const token = await grant();
  const record = async () => (await sqlStore(first.database).get(id))!;

  return {
    ...first,
    sandbox,
    proxy,
    clock,
    start,
    id,
    token,
    grant,
    record,
    /** The only payment there is. */
    paymentId: async () => (await first.client.paymentIntents.list({limit: 2})).data[0]!.id,
    /** Everything that has to be true of a checkout that was paid once. */
    async assertPaidOnce() {
      const {status, order} = await first.checkout.get(id);
      assert.equal(status, 'completed');
      const ledger = sandbox.ledger();
      assert.deepEqual(
        ledger.map(({type, amount, metadata}) => [type, amount, metadata.order_id]),
        [['charge', total, order?.id]],
      );
      const {attempt} = await record();
      assert.deepEqual([attempt?.state, attempt?.paymentId, attempt?.prepared], ['paid', ledger[0]?.payment_intent, undefined]);
      const {database} = first;
      assert.equal((await database.selectFrom('orders').selectAll().execute()).length, 1);
      assert.deepEqual(
        (await database.selectFrom('outbox').selectAll().execute()).map(({type}) => type),
        ['order_create'],
      );
      assert.equal((await sqlStock(database).available(['cup-ink-s'])).get('cup-ink-s'), 1);
      assert.deepEqual(await database.selectFrom('stock_reservations').selectAll().execute(), []);
    },
  };
}

type Processes = Awaited<ReturnType<typeof openProcesses>>;

/** Loses the answer of the first payment call in some way; every way leaves the money moved, or about to. */
const ways: [what: string, lose: (processes: Processes) => void, timeoutMs?: number][] = [
  ['by connections cut after the charge', ({sandbox}) => sandbox.setFaults({reset_after_commit: 3})],
  ['by a server error that its key replays for good', ({sandbox}) => sandbox.setFaults({error_500_after_commit: 1})],
  ['by server errors and cut connections in turn', ({sandbox}) => sandbox.setFaults({reset_after_commit: 1, error_500: 2})],
  ['by time-outs while it is being worked on', ({sandbox}) => sandbox.setFaults({delay_ms: 2_500, times: 1}), 150],
];

describe('a payment whose answer is lost', {concurrency: 4}, () => {
  for (const [what, lose, timeoutMs] of ways) {
    it(`${what} is said to be checked, charges no second card, and ends in the truth`, async (t) => {
      const shop = await openProcesses(t, {...(timeoutMs && {timeoutMs})});
      const {checkout, clock, id, token} = shop;
      lose(shop);
      const first = await checkout.complete(id, {token});
      assert.deepEqual([first.status, first.messages.map(({code}) => code)], ['complete_in_progress', [undefined]]);
      // The buyer may press again, with the same authorization or another: nobody charges while that is unclear.
      for (const spt of [token, await shop.grant()])
        assert.equal((await checkout.complete(id, {token: spt})).status, 'complete_in_progress');
      await assert.rejects(checkout.cancel(id), {code: 'payment_in_progress'});
      for (let round = 0; (await shop.record()).phase === 'paying'; round += 1) {
        assert.ok(round < 30, 'it is never settled');
        clock.pass(5_000);
        await checkout.reconcile();
        if (timeoutMs) await new Promise((resolve) => setTimeout(resolve, 200)); // the sandbox is still at work
      }
      await shop.assertPaidOnce();
      assert.equal((await checkout.complete(id, {token})).status, 'completed');
      assert.equal((await checkout.complete(id, {token: await shop.grant()})).status, 'completed');
      await shop.assertPaidOnce();
    });

    it(`${what} is settled by the notice of the payment before anybody looks for it`, async (t) => {
      const shop = await openProcesses(t, {...(timeoutMs && {timeoutMs})});
      lose(shop);
      assert.equal((await shop.checkout.complete(shop.id, {token: shop.token})).status, 'complete_in_progress');
      if (timeoutMs) while (!shop.sandbox.ledger().length) await new Promise((resolve) => setTimeout(resolve, 50));
      const other = await shop.start();
      const paymentId = await shop.paymentId();
      const news = {kind: 'paid', paymentId, checkoutSessionId: shop.id} as const;
      assert.deepEqual(await Promise.all([other.checkout.news(news), shop.checkout.news(news)]), [true, true]);
      await shop.assertPaidOnce();
      shop.clock.pass(MINUTE);
      assert.equal(await shop.checkout.reconcile(), 0);
      await shop.assertPaidOnce();
    });
  }

  it('once is found by the client itself, under the same key and with the same bytes', async (t) => {
    const shop = await openProcesses(t);
    shop.sandbox.setFaults({reset_after_commit: 1});
    assert.equal((await shop.checkout.complete(shop.id, {token: shop.token})).status, 'completed');
    await shop.assertPaidOnce();
    const tries = shop.proxy.seen.filter(({method, path}) => method === 'POST' && path === '/v1/payment_intents');
    assert.equal(tries.length, 2);
    assert.equal(new Set(tries.map(({body, headers}) => `${headers['idempotency-key']} ${headers['stripe-version']} ${body}`)).size, 1);
  });

  it('is found by search where the newest payments do not show it', async (t) => {
    const shop = await openProcesses(t);
    shop.sandbox.setFaults({error_500_after_commit: 1});
    await shop.checkout.complete(shop.id, {token: shop.token});
    shop.proxy.answer('GET', '/v1/payment_intents?limit=100', {
      status: 200,
      body: {object: 'list', data: [], has_more: false, url: '/v1/payment_intents'},
    });
    shop.clock.pass(2_000);
    assert.equal(await shop.checkout.reconcile(), 1);
    assert.ok(shop.proxy.seen.some(({path}) => path.startsWith('/v1/payment_intents/search')));
    await shop.assertPaidOnce();
  });

  it('stays unknown as long as nobody can tell, and no longer', async (t) => {
    const shop = await openProcesses(t);
    shop.sandbox.setFaults({reset_after_commit: 3});
    await shop.checkout.complete(shop.id, {token: shop.token});
    shop.sandbox.setFaults({error_429: true, times: 1000});
    shop.proxy.answer('GET', '/v1/payment_intents', {status: 503, body: {error: {type: 'api_error', message: 'RAW WORDS'}}});
    for (const passed of [2_000, 10 * MINUTE]) {
      shop.proxy.answer(
        'GET',
        '/v1/payment_intents',
        ...Array.from({length: 3}, () => ({status: 503, body: {error: {type: 'api_error'}}})),
      );
      shop.clock.pass(passed);
      assert.equal(await shop.checkout.reconcile(), 0);
      assert.equal((await shop.checkout.get(shop.id)).status, 'complete_in_progress');
    }
    shop.sandbox.setFaults({});
    shop.clock.pass(2 * MINUTE);
    assert.equal(await shop.checkout.reconcile(), 1);
    await shop.assertPaidOnce();
  });
});

describe('a process that ends in the middle of a payment', {concurrency: 4}, () => {
  it('after the charge and before the order: the next one makes the order', async (t) => {
    const shop = await openProcesses(t);
    const dying = await shop.start((provider) => ({
      async send(prepared) {
        await provider.send(prepared);
        throw new Error('the process ended');
      },
    }));
    await assert.rejects(dying.checkout.complete(shop.id, {token: shop.token}), /the process ended/);
    assert.equal((await shop.record()).attempt?.state, 'started');
    const next = await shop.start();
    assert.equal(await next.checkout.reconcile(), 0, 'somebody may still be at it');
    shop.clock.pass(LEASE);
    assert.equal(await next.checkout.reconcile(), 1);
    await shop.assertPaidOnce();
  });

  it('before the charge: the next one charges, once', async (t) => {
    const shop = await openProcesses(t);
    const dying = await shop.start(() => ({send: () => Promise.reject(new Error('the process ended'))}));
    await assert.rejects(dying.checkout.complete(shop.id, {token: shop.token}));
    shop.clock.pass(LEASE);
    assert.equal(await (await shop.start()).checkout.reconcile(), 1);
    await shop.assertPaidOnce();
  });

  it('before the charge, long ago: the buyer has left, so nothing is charged and the cart is free', async (t) => {
    const shop = await openProcesses(t);
    const dying = await shop.start(() => ({send: () => Promise.reject(new Error('the process ended'))}));
    await assert.rejects(dying.checkout.complete(shop.id, {token: shop.token}));
    shop.clock.pass(6 * MINUTE);
    assert.equal(await shop.checkout.reconcile(), 1);
    assert.equal((await shop.checkout.get(shop.id)).status, 'ready_for_payment');
    assert.deepEqual(shop.sandbox.ledger(), []);
    assert.equal((await shop.record()).attempt?.prepared, undefined);
    assert.equal((await shop.checkout.complete(shop.id, {token: await shop.grant()})).status, 'completed');
    await shop.assertPaidOnce();
  });
});

describe('two processes on one database', {concurrency: 4}, () => {
  it('that pay the same checkout at once charge once and answer with one order', async (t) => {
    const shop = await openProcesses(t);
    const other = await shop.start();
    const calls = Array.from({length: 8}, (_, n) => (n % 2 ? shop : other).checkout.complete(shop.id, {token: shop.token}));
    const sessions = await Promise.all(calls);
    assert.equal(new Set(sessions.map(({order}) => order?.id)).size, 1);
    await shop.assertPaidOnce();
  });

  it('that pay it with two authorizations charge one of them', async (t) => {
    const shop = await openProcesses(t);
    const other = await shop.start();
    const second = await shop.grant();
    await Promise.all([shop.checkout.complete(shop.id, {token: shop.token}), other.checkout.complete(shop.id, {token: second})]);
    await shop.assertPaidOnce();
  });

  it('that look for the same payment make one order of it', async (t) => {
    const shop = await openProcesses(t);
    const other = await shop.start();
    shop.sandbox.setFaults({reset_after_commit: 3});
    await shop.checkout.complete(shop.id, {token: shop.token});
    shop.clock.pass(2_000);
    const settled = await Promise.all([shop.checkout.reconcile(), other.checkout.reconcile()]);
    assert.equal(settled[0] + settled[1], 1);
    await shop.assertPaidOnce();
  });

  it('one paying, the other hearing of it: the buyer gets the order as the answer', async (t) => {
    const shop = await openProcesses(t);
    const other = await shop.start();
    shop.sandbox.setFaults({delay_ms: 400, times: 1});
    const answer = shop.checkout.complete(shop.id, {token: shop.token});
    while ((await shop.record()).phase !== 'paying') await new Promise((resolve) => setImmediate(resolve));
    const heard = other.checkout.news({kind: 'paid', paymentId: 'pi_unheard', checkoutSessionId: shop.id}).catch(() => undefined);
    assert.equal((await answer).status, 'completed');
    await heard;
    await shop.assertPaidOnce();
  });
});
