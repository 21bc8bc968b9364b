import {createHash, randomBytes} from 'node:crypto';
import {dirname, join, resolve} from 'node:path';
import type {Hono} from 'hono';
import {makeDelivery} from './acp/events/deliver.js';
import {forgottenBefore} from './acp/perform.js';
import {rateLimit} from './acp/rate-limit.js';
import {sqlCalls} from './adapters/sql/calls.js';
import {openDatabase, ping} from './adapters/sql/database.js';
import {migrate} from './adapters/sql/migrate.js';
import {sqlOutbox} from './adapters/sql/outbox.js';
import {sqlStore} from './adapters/sql/store.js';
import {sqlSweeps} from './adapters/sql/sweeps.js';
import {stripeClient} from './adapters/stripe/client.js';
import {keyFacts} from './adapters/stripe/key.js';
import {stripeHosted} from './adapters/stripe/hosted.js';
import {stripePayments} from './adapters/stripe/payments.js';
import {testTokens} from './adapters/stripe/test-tokens.js';
import {stripeSavedMethods} from './adapters/stripe/saved-methods.js';
import {stripeWebhook} from './adapters/stripe/webhook.js';
import {builtPage} from './built-page.js';
import {builtWords, missingWords} from './built-words.js';
import {assetBelow} from './asset-below.js';
import type {Config} from './config.js';
import {createCheckout, type Checkout} from './core/checkout.js';
import {reviewAbove} from './core/review.js';
import {createStorefront} from './core/storefront.js';
import {checklist, goingLive} from './going-live.js';
import {createApp} from './http.js';
import {ids} from './ids.js';
import type {Logger} from './log.js';
import {articleAt} from './pages/articles.js';
import type {OwnParts} from './own-parts.js';
import {authentication, capabilities, paymentSetup} from './payment-setup.js';
import {previewBuyer} from './preview-buyer.js';
import {DEMO_CUSTOMER, startSandbox} from './sandbox/index.js';
import {openSuppliers} from './suppliers.js';
import {openTheme} from './theme.js';
import {languages} from './words/index.js';

const root = resolve(import.meta.dirname, '..');
const widget = join(root, 'dist', 'pages', 'checkout');
const locales = join(widget, 'locales');

export type {OwnParts} from './own-parts.js';

export interface Running {
  app: Hono;
  checkout: Checkout;
  sandboxUrl?: string;
  /** The agent's key that was made because none is set. Development only. */
  acpKey?: string;
  /** Forgets answers to agents that need not be repeated any more. Answers how many. */
  forgetCalls(): Promise<number>;
  /** Deletes order events that arrived more than 30 days ago. Answers how many. */
  forgetEvents(): Promise<number>;
  /** Forgets notices of the payment provider that came more than 30 days ago: no provider sends one again after that. Answers how many. */
  forgetNotices(): Promise<number>;
  /** Gives back what is reserved for sessions that ended or that nobody knows. Answers for how many. */
  freeReservations(): Promise<number>;
  /** Tells agents what happened to orders. Answers how many events arrived. */
  deliverEvents(): Promise<number>;
  close(): Promise<void>;
}

/** Picks the suppliers the configuration names and puts the server together. Throws when one of them is wired wrong. */
export async function compose(config: Config, log: Logger, own: OwnParts = {}): Promise<Running> {
  const {fulfillment} = own;
  const {stripe, publicUrl, production} = config;
  const theme = await openTheme(config, widget, log);
  const database = openDatabase(config.databaseUrl);
  await migrate(database);

  const sandbox =
    config.sandboxPort === undefined
      ? undefined
      : await startSandbox({
          host: '127.0.0.1',
          port: config.sandboxPort,
          nodeEnv: production ? 'production' : undefined,
          ...(stripe.webhookSecret &&
            config.port > 0 && {webhooks: {url: `http://127.0.0.1:${config.port}/webhooks/stripe`, secret: stripe.webhookSecret}}),
          ...sandboxState(config.databaseUrl),
        });
  const apiBase = stripe.apiBase ?? sandbox?.url;
  const client = stripeClient({secretKey: stripe.secretKey, ...(apiBase && {apiBase})});
  const suppliers = await openSuppliers(config, {client, database, log}).catch(async (error: unknown) => {
    await sandbox?.close();
    await database.destroy();
    throw error;
  });
  const {shop, catalog, stock, rates, tax, discounts, pictures} = suppliers;
  if (stripe.mode === 'live') {
    const steps = goingLive(config, shop, await keyFacts(client));
    if (steps.some(({done}) => !done)) throw new Error(`Not ready for live payments:\n${checklist(steps)}`);
  }

  const facts = {
    shop,
    continueUrl: (id: string) => `${publicUrl}/checkout/${id}`,
    orderUrl: (id: string) => `${publicUrl}/orders/${id}`,
    capabilities: capabilities(stripe, shop.name),
    ...(config.authentication && {authentication: authentication(config.authentication, shop.name)}),
  };
  const store = sqlStore(database);
  const customer = own.customer ?? (sandbox && previewBuyer(DEMO_CUSTOMER));
  const savedMethods = own.savedMethods ?? stripeSavedMethods(client, {now: Date.now});
  const checkout = createCheckout({
    store,
    stock,
    catalog,
    rates,
    tax,
    discounts,
    payments: stripePayments(client, {...stripe, alert: (refusal) => log.error(refusal, 'the payment provider refused our request')}),
    savedMethods,
    ...(fulfillment && {fulfillment}),
    review: own.review ?? reviewAbove(config.review),
    onWaiting: (order) => log.info(order, 'an order waits for approval; `chat-checkout approval` lists it'),
    hosted: stripeHosted(client, {
      capture: stripe.capture,
      alert: (refusal) => log.error(refusal, 'the tax of a paid order must be booked by hand'),
    }),
    clock: {now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms))},
    ids,
    facts,
    hash: sha256,
    sessionTtlMs: config.sessionTtlMs,
  });

  const unbuilt = production ? missingWords(locales) : [];
  if (unbuilt.length) log.error({languages: unbuilt}, 'languages are not built, so their readers get English; `npm run build` writes them');
  const calls = sqlCalls(database);
  const sweeps = sqlSweeps(database);
  const targetOf = (owner?: string) => (owner === undefined ? undefined : own.eventTargets?.[owner]) ?? config.events;
  const hasTargets = Boolean(config.events ?? own.eventTargets);
  const deliverEvents = makeDelivery({
    outbox: sqlOutbox(database),
    targetOf,
    clock: {now: Date.now},
    fetch,
    random: Math.random,
    onDead: (event) => log.error(event, 'an order event was not delivered and is not tried again; `chat-checkout events` lists it'),
  });
  const acpKey = production || config.acpKeys.length ? undefined : `acp_${randomBytes(18).toString('base64url')}`;
  const keys = acpKey ? [{name: 'development', key: acpKey}] : config.acpKeys;

  const previewPage = builtPage('preview', production);
  const editorPage = builtPage('theme-editor', production);
  const onError = (error: unknown, where: string) => log.error({error, where}, 'a request failed');
  const app = createApp({
    checkout,
    shopName: shop.name,
    publicUrl,
    production,
    hosts: hostsOf(config),
    ping: () => ping(database),
    asset: async (path) => (pictures ? assetBelow(pictures, path) : undefined),
    article: articleAt({...shop, links: shop.links.filter(({url}) => url.startsWith(`${publicUrl}/`))}),
    onError,
    ...(keys.length && {
      acp: {
        checkout,
        calls,
        clock: {now: Date.now},
        keys,
        publicUrl,
        currency: catalog.currency,
        provider: 'stripe',
        mcpErrors: config.acpMcpErrors,
        languages,
        orderEvents: hasTargets,
        ...(config.acpRateLimit && {limit: rateLimit(config.acpRateLimit)}),
        handlers: (facts.capabilities.payment?.handlers ?? []).map(({id}) => id),
        ...(own.consentOptions && {consentOptions: own.consentOptions}),
        ...(own.verifySignature && {verifySignature: own.verifySignature}),
        onError,
      },
    }),
    webhooks: {
      ...(stripe.webhookSecret && {
        read: stripeWebhook(client, {secret: stripe.webhookSecret, livemode: stripe.mode === 'live', now: Date.now}),
      }),
      seen: (eventId) => store.seen(eventId),
      remember: (eventId) => store.remember(eventId, Date.now()),
      handle: (news) => checkout.news(news),
      onRefused: (reason) => log.warn({reason}, 'a webhook delivery was refused'),
    },
    mcp: {
      checkout,
      storefront: createStorefront({catalog, stock}),
      payment: paymentSetup(stripe),
      words: builtWords(locales, log),
      savedMethods,
      ...(customer && {customer}),
      widget: {
        page: builtPage('checkout', production, theme),
        ...(config.widgetDomain && {domain: config.widgetDomain}),
        imageOrigins: [...new Set([new URL(publicUrl).origin, ...suppliers.imageOrigins])],
        redirectOrigins: [...new Set([new URL(publicUrl).origin, sandbox?.url ?? 'https://checkout.stripe.com'])],
      },
      onError,
    },
    ...(!production && {
      preview: {
        html: () => previewPage().html,
        themes: () => editorPage().html,
        shopName: shop.name,
        testMode: stripe.mode === 'test',
        mintToken: testTokens(client, stripe.tokenApiVersion),
        ...(sandbox && {sandboxUrl: sandbox.url}),
      },
    }),
  });

  return {
    app,
    checkout,
    ...(sandbox && {sandboxUrl: sandbox.url}),
    ...(acpKey && {acpKey}),
    // With no target at all nothing is taken from the outbox.
    deliverEvents: hasTargets ? deliverEvents : async () => 0,
    forgetCalls: () => calls.sweep(forgottenBefore(Date.now())),
    forgetEvents: () => sweeps.events(Date.now() - KEEP_EVENTS_MS),
    forgetNotices: () => sweeps.notices(Date.now() - KEEP_EVENTS_MS),
    freeReservations: () => sweeps.reservations(),
    async close() {
      await sandbox?.close();
      await database.destroy();
    },
  };
}

const KEEP_EVENTS_MS = 30 * 24 * 3_600_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

// The sandbox's books lie beside the shop's, so that both survive a restart or neither does.
const sandboxState = (databaseUrl: string) =>
  databaseUrl.startsWith('file:') && databaseUrl !== 'file::memory:'
    ? {stateFile: join(dirname(databaseUrl.slice('file:'.length)), 'sandbox.json')}
    : {};

function hostsOf({host, port, publicUrl}: Config): string[] {
  const names = new Set([host, '127.0.0.1', 'localhost', '[::1]']);
  return [new URL(publicUrl).host, ...[...names].map((name) => `${name}:${port}`)];
}
