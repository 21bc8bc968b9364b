/**
 * Checks every request that the server sends to Stripe against a description of Stripe's API: the whole purchase, declines, saved cards, hosted
 * checkout, refunds, holds, and a shop in a Stripe account. `STRIPE_API_BASE` points at a stand-in that writes every call down and
 * hands it on to the sandbox. The description is read from `STRIPE_SPEC_DIR`, or from where it usually lies beside the repository,
 * and is no part of it: without it this says so and ends well.
 */
import {existsSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type Stripe from 'stripe';
import {totalOf} from '../../shared/session.js';
import {compose} from '../../server/compose.js';
import {readConfig, type Environment} from '../../server/config.js';
import {createLog} from '../../server/log.js';
import {stripeClient} from '../../server/adapters/stripe/client.js';
import {testTokens} from '../../server/adapters/stripe/test-tokens.js';
import {startSandbox} from '../../server/sandbox/index.js';
import {sellCupAndTea, ship} from '../server/adapters/stripe/seeds.js';
import {stripeProxy, type Seen} from '../support/stripe-proxy.js';

type Check = (
  method: string,
  path: string,
  body: string | undefined,
  options: {allowTopLevelToken: boolean},
) => {ok: boolean; errors: {kind: string; param: string | null; message: string}[]};

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const checker = join(resolve(process.env.STRIPE_SPEC_DIR ?? join(dirname(root), 'shared', 'stripe')), 'check-form-body.mjs');

const endings: (() => unknown)[] = [];
const t = {after: (end: () => unknown) => void endings.push(end)};
const counts = {passed: 0, failed: 0};

const home = {name: 'Ada Byron', line_one: '1 Market Street', city: 'San Francisco', state: 'CA', country: 'US', postal_code: '94105'};
const buyer = {email: 'ada@example.com'};
const PREVIEW = '2026-09-30.preview';

/** The whole server whose calls to the sandbox are written down. */
async function open(environment: Environment, stock: (client: Stripe) => Promise<unknown> = async () => undefined) {
  const sandbox = await startSandbox({host: '127.0.0.1', port: 0, nodeEnv: 'test'});
  t.after(() => sandbox.close());
  const proxy = await stripeProxy(t);
  proxy.line.target = sandbox.url;
  const merchant = stripeClient({secretKey: 'sk_test_merchant', apiBase: sandbox.url});
  await stock(merchant);
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: 'file::memory:',
    CATALOG: `file:${join(root, 'catalog.json')}`,
    STRIPE_SECRET_KEY: 'sk_test_conformance',
    STRIPE_PROFILE_ID: 'profile_test_conformance',
    STRIPE_WEBHOOK_SECRET: 'whsec_conformance',
    STRIPE_API_BASE: proxy.url,
    ACP_3DS: 'conditional',
    ACP_3DS_ACQUIRER: '400551:US:0123456789',
    ...environment,
  });
  const running = await compose(config, createLog('silent'));
  t.after(() => running.close());
  const {checkout} = running;
  const mint = testTokens(merchant, PREVIEW);
  const urls = {success: 'http://127.0.0.1/back', cancel: 'http://127.0.0.1/back'};
  return {
    checkout,
    merchant,
    seen: proxy.seen,
    sandbox,
    async cart(items: {itemId: string; quantity: number}[], address = home, codes: string[] = []) {
      const session = await checkout.create({items, details: {address, phone_number: '+14155550123'}, buyer, codes});
      return {id: session.id, total: totalOf(session.totals, 'total') ?? 0, currency: session.currency};
    },
    async pay({id, total, currency}: {id: string; total: number; currency: string}, payment_method = 'pm_card_visa') {
      return checkout.complete(id, {token: await mint({payment_method, amount: total, currency})});
    },
    /** A buyer whom the shop knows pays with a card saved before. Answers how that ended. */
    async paySaved({id, total}: {id: string; total: number}) {
      const {id: customerId} = await merchant.customers.create();
      const {id: token} = await merchant.paymentMethods.attach('pm_card_visa', {customer: customerId});
      await merchant.paymentMethods.update(token, {allow_redisplay: 'always'});
      return checkout.complete(id, {token, customerId, amount: total});
    },
    /** An agent pays with a card whose bank asks for the buyer, and then with the bank's answer. */
    async payProven(items: {itemId: string; quantity: number}[]) {
      const call = {owner: 'agent', interventions: ['3ds']};
      const {id, totals, currency} = await checkout.create({items, details: {address: home}, buyer}, call);
      const amount = totalOf(totals, 'total') ?? 0;
      const token = await mint({payment_method: 'pm_card_authenticationRequired', amount, currency});
      const asked = await checkout.complete(id, {token}, call);
      if (asked.status !== 'authentication_required') return asked;
      const cryptogram = 'AbCdEfGhIjKlMnOpQrStUvWxY0A=';
      const proof = {cryptogram, electronicCommerceIndicator: '05', transactionId: 'ds-1', version: '2.2.0'} as const;
      return checkout.complete(id, {token, proof}, call);
    },
    async page(id: string) {
      const {url} = await checkout.openHosted(id, urls);
      if (!url) throw new Error('there is no payment page');
      return url;
    },
    async payOn(url: string) {
      const headers = {'content-type': 'application/x-www-form-urlencoded'};
      await fetch(url, {method: 'POST', body: 'card=pm_card_visa&action=pay', headers, redirect: 'manual'});
    },
    /** A payment with the metadata of a checkout that is over. */
    stray: (checkoutSessionId: string, capture_method: 'automatic' | 'manual' = 'automatic') =>
      merchant.paymentIntents.create({
        amount: 4200,
        currency: 'usd',
        confirm: true,
        capture_method,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
        metadata: {checkout_session_id: checkoutSessionId},
      }),
  };
}

type Shop = Awaited<ReturnType<typeof open>>;
const mugs = [
  {itemId: 'mug-ink-12oz', quantity: 2},
  {itemId: 'candle', quantity: 1},
];

/** The payment sheet with every end it can have, a saved card, the payment page with its changes, refunds, and notices. */
async function everything(shop: Shop, items: {itemId: string; quantity: number}[], codes: string[] = []) {
  const {checkout} = shop;
  const cart = await shop.cart(items, home, codes);
  await shop.pay(cart, 'pm_card_chargeDeclined');
  await shop.pay(cart, 'pm_card_authenticationRequired');
  await checkout.complete(cart.id, {token: 'spt_nobody'});
  const paid = await shop.pay(cart);
  if (paid.status !== 'completed') throw new Error(`the purchase ended as ${paid.status}`);
  const {payment_intent: paymentId} = shop.sandbox.ledger()[0]!;
  await checkout.news({kind: 'adjustment', paymentId});
  await checkout.capture(paid.order!.id);

  const other = await shop.cart(items, home, codes);
  await shop.page(other.id);
  await checkout.update(other.id, {items: items.map((item) => ({...item, quantity: 1}))});
  await shop.payOn(await shop.page(other.id));
  const settled = await checkout.settleHosted(other.id);
  if (settled.status !== 'completed') throw new Error(`the payment page ended as ${settled.status}`);

  const known = await shop.cart(items, home, codes);
  shop.sandbox.setFaults({card_declined: 1});
  await shop.paySaved(known);
  shop.sandbox.setFaults({});
  const saved = await shop.paySaved(known);
  if (saved.status !== 'completed') throw new Error(`the purchase with a saved card ended as ${saved.status}`);

  const proven = await shop.payProven(items);
  if (proven.status !== 'completed') throw new Error(`the purchase with 3-D Secure ended as ${proven.status}`);

  const canceled = await shop.cart(items);
  await checkout.cancel(canceled.id);
  for (const capture of ['automatic', 'manual'] as const) {
    const {id} = await shop.stray(canceled.id, capture);
    await checkout.news({kind: 'paid', paymentId: id});
  }
  shop.sandbox.setFaults({error_500_after_commit: 1});
  const lost = await shop.cart(items);
  await shop.pay(lost);
  shop.sandbox.setFaults({});
  await checkout.news({kind: 'unpaid', checkoutSessionId: lost.id});
}

interface Run {
  what: string;
  shop: Shop;
  allowTopLevelToken?: boolean;
  /** Sends what is to be checked. */
  act(): Promise<void>;
}

async function* runs(): AsyncGenerator<Run> {
  const plain = await open({});
  yield {what: 'a catalog file', shop: plain, act: () => everything(plain, mugs, ['WELCOME10'])};

  const holding = await open({STRIPE_CAPTURE: 'manual'});
  yield {what: 'manual capture', shop: holding, act: () => everything(holding, mugs)};

  const older = await open({STRIPE_SPT_SHAPE: 'top_level'});
  older.sandbox.setFaults({top_level_token: true});
  const act = async () => void (await older.pay(await older.cart(mugs)));
  yield {what: 'the older shape of the request', shop: older, allowTopLevelToken: true, act};

  for (const [currency, place] of [
    ['jpy', {country: 'JP', state: 'Tokyo', postal_code: '150-0001'}],
    ['kwd', {country: 'KW', state: '', postal_code: ''}],
  ] as const) {
    const shop = await open({CATALOG: `file:${join(root, `catalog.${currency}.json`)}`});
    const act = async () => {
      const cart = () => shop.cart(mugs, {...home, ...place}, ['WELCOME10']);
      await shop.pay(await cart());
      await shop.payOn(await shop.page((await cart()).id));
    };
    yield {what: `the shop in ${currency}`, shop, act};
  }

  let ids: Awaited<ReturnType<typeof sellCupAndTea>> | undefined;
  const account = await open({CATALOG: 'stripe'}, async (client) => {
    ids = await sellCupAndTea(client);
    await ship(client, 'Standard', 590);
    await ship(client, 'Express', 1490);
  });
  const items = [
    {itemId: ids!.cup.inkLarge, quantity: 2},
    {itemId: ids!.tea, quantity: 1},
  ];
  yield {what: 'a shop in a Stripe account', shop: account, act: () => everything(account, items)};
}

function report(what: string, faults: readonly string[]) {
  counts[faults.length ? 'failed' : 'passed'] += 1;
  process.stdout.write(`${faults.length ? 'FAIL' : 'ok  '} ${what}\n${faults.map((fault) => `       ${fault}\n`).join('')}`);
}

/** What the description cannot say: keys of our own on what moves money, the preview version where a token is and nowhere else. */
function manners({method, path, headers, body}: Seen): string[] {
  const faults: string[] = [];
  const text = decodeURIComponent(body);
  const hasToken = text.includes('shared_payment_granted_token') || path.includes('/shared_payment/');
  const preview = headers['stripe-version'] === PREVIEW;
  if (hasToken !== preview)
    faults.push(`a ${hasToken ? 'call with a token' : 'call'} was sent with Stripe-Version ${headers['stripe-version']}`);
  const movesMoney = method === 'POST' && /^\/v1\/(payment_intents|refunds|checkout\/sessions$)/.test(path);
  if (movesMoney && !String(headers['idempotency-key']).startsWith('acp:')) faults.push('the idempotency key is not one of ours');
  if (text.includes('payment_method_types')) faults.push('payment_method_types was sent');
  return faults;
}

async function main() {
  if (!existsSync(checker)) {
    process.stdout.write(`Conformance: skipped, there is no ${checker} (STRIPE_SPEC_DIR may name another folder).\n`);
    return;
  }
  const {validateStripeRequest: check} = (await import(pathToFileURL(checker).href)) as {validateStripeRequest: Check};
  const unknown = new Set<string>();
  for await (const {what, shop, act, allowTopLevelToken = false} of runs()) {
    const problem = await act().then(
      () => [],
      (error: Error) => [error.message],
    );
    report(`${what}: goes all the way`, problem);
    const checked = new Map<string, string[]>();
    for (const call of shop.seen) {
      const {method, path, body} = call;
      const name = `${method} ${path.replace(/\?.*/s, '').replace(/\/[a-z]+_\w{8,}/g, '/{id}')}`;
      const {errors} = check(method, path, method === 'POST' ? body : undefined, {allowTopLevelToken});
      const known = errors.some(({kind}) => kind === 'route') && method === 'GET';
      if (known) unknown.add(name);
      const faults = known
        ? []
        : errors.map(({kind, param, message}) => `${kind} ${param ?? ''} ${message}`.replace(/\bspt_\w+/g, 'spt_…'));
      checked.set(name, [...(checked.get(name) ?? []), ...faults, ...manners(call)]);
    }
    for (const [name, faults] of checked) report(`${what}: ${name}`, [...new Set(faults)]);
  }
  if (unknown.size) process.stdout.write(`The description has no ${[...unknown].join(', ')}: of these only the headers were checked.\n`);
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed || !counts.passed) process.exitCode = 1;
}

try {
  await main();
} finally {
  for (const end of endings.reverse()) await end();
}
