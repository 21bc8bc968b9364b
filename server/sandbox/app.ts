import {setTimeout as wait} from 'node:timers/promises';
import type {HttpBindings} from '@hono/node-server';
import {Hono} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {assertTestKey} from './auth.js';
import {expireOverdue, findCheckout} from './checkout-sessions.js';
import {controls} from './controls.js';
import {seedDemoCustomer} from './demo-customer.js';
import {StripeRefusal} from './errors.js';
import {FaultSwitches, type Faults} from './faults.js';
import {parseForm} from './form.js';
import type {LedgerEntry, RequestEntry} from './ledger.js';
import {newId} from './objects.js';
import {buyerActs} from './pay.js';
import {missingPage, payPage, successUrl} from './pay-page.js';
import {requestNote} from './request-note.js';
import {routes} from './routes.js';
import {serveEndpoint} from './serve-endpoint.js';
import {settle} from './settle.js';
import {emptyState, seconds, type Backend, type State} from './state.js';
import {EVENT_API_VERSION, newEvent, NO_REQUEST, type EventSource} from './webhooks/events.js';
import {WebhookSender, type Delivery} from './webhooks/sender.js';
import {ownTarget, registeredTargets, type Webhooks} from './webhooks/targets.js';

export type SandboxOptions = {
  /** Milliseconds since 1970. Default: the real clock. */
  now?: () => number;
  /** Where the pay pages are, without a trailing slash. Default: the origin of a test, `http://127.0.0.1`. */
  baseUrl?: () => string;
  /** What to begin with. Default: nothing. */
  state?: State;
  /** Resolves once the state is kept; awaited before a change is answered. Default: memory only. */
  save?: () => Promise<void>;
  /** Told of every answered call and of every fault of the sandbox itself. */
  log?: (message: string) => void;
  /** The shop's own webhook endpoint, which hears of everything. Default: none. */
  webhooks?: Webhooks;
  /** Waits before the second attempt at a webhook, the third and so on, in milliseconds. Default: half a second, two, eight. */
  webhookRetriesMs?: number[];
};

export type Sandbox = {
  /** The sandbox as a function from `Request` to `Response`. */
  app: Hono<SandboxEnv>;
  /** What money moved so far, oldest first. */
  ledger(): LedgerEntry[];
  /** Every attempt to deliver a webhook so far, oldest first. */
  deliveries(): Delivery[];
  /** Sets the fault switches, replacing all of them; `{}` clears them. @throws Error that says what is wrong with them */
  setFaults(faults: Faults): void;
  /** Names the shop's own webhook endpoint, once its port is known. @throws Error when it is not on this machine */
  setWebhooks(webhooks: Webhooks): void;
  /** Expires the hosted checkouts whose time is over, and tells the webhooks; otherwise that happens when one is looked at. */
  expireOverdue(): Promise<void>;
  /** Forgets everything but the demo customer: objects, keys, ledger, events, faults. The shop's own endpoint stays. */
  reset(): Promise<void>;
  /** Stops sending webhooks. */
  stop(): void;
};

/** The Node objects of a call are there when it came over a socket. */
export type SandboxEnv = {Bindings: Partial<HttpBindings> | undefined};

const KEPT_REQUESTS = 1000;
const KEPT_EVENTS = 1000;

/** Makes a stand-in for the part of Stripe's API that a shop with shared payment tokens uses. No money moves. */
export function createSandbox({
  now = Date.now,
  baseUrl = () => 'http://127.0.0.1',
  state = emptyState(),
  save = async () => {},
  log = () => {},
  webhooks,
  webhookRetriesMs: retryDelaysMs = [500, 2000, 8000],
}: SandboxOptions = {}): Sandbox {
  const faults = new FaultSwitches();
  const inFlight = new Set<string>();
  const requests: RequestEntry[] = [];
  let own = webhooks && ownTarget(webhooks);
  const targets = () => [...(own ? [own] : []), ...registeredTargets(state)];
  const sender = new WebhookSender({targets, faults: () => faults.webhooks, now, log, retryDelaysMs});
  const app = new Hono<SandboxEnv>();

  const emit = (request: EventSource, type: string, object: object, previous?: object) => {
    const event = newEvent(type, object, {created: seconds({now}), request, previous});
    state.events.set(event.id, event);
    const [oldest] = state.events.keys();
    if (state.events.size > KEPT_EVENTS && oldest) state.events.delete(oldest);
    sender.send(event);
  };
  const awaitsEnd = (id: string) => {
    const {settleAfterMs} = faults;
    if (settleAfterMs === undefined) return;
    void wait(settleAfterMs, undefined, {ref: false})
      .then(() => settle(backend, id))
      .then(save)
      .catch((error: Error) => log(`${id} did not end by itself: ${error.message}`));
  };
  const backendFor = (request: EventSource): Backend => ({
    state,
    now,
    baseUrl,
    acceptsTopLevelToken: () => faults.topLevelToken,
    emit: (type, object, previous) => emit(request, type, object, previous),
    awaitsEnd,
    faults,
  });
  const backend = backendFor(NO_REQUEST);
  seedDemoCustomer(state, seconds({now}));

  app.use('/v1/*', async (c, next) => {
    const version = c.req.header('stripe-version') ?? null;
    c.header('Request-Id', newId('req'));
    c.header('Stripe-Version', version ?? EVENT_API_VERSION);
    await next();
    const {method, path} = c.req;
    const dropped = c.res.headers.has('x-hono-already-sent');
    const replayed = c.res.headers.get('idempotent-replayed') === 'true';
    const status = dropped ? null : c.res.status;
    const note = requestNote(path, version);
    const key = c.req.header('idempotency-key') ?? null;
    requests.push({method, path, idempotency_key: key, replayed, status, version, ...(note && {note})});
    if (requests.length > KEPT_REQUESTS) requests.shift();
    log(`${method} ${path} ${status ?? 'connection dropped'}${replayed ? ' (replayed)' : ''}`);
  });
  app.use('/v1/*', async (c, next) => {
    assertTestKey(c.req.header('authorization'));
    await next();
  });
  for (const [method, path, endpoint] of routes) app.on(method, path, serveEndpoint(endpoint, {backendFor, faults, inFlight, save}));

  app.get('/pay/:id', (c) => {
    const checkout = findCheckout(backend, c.req.param('id'));
    return c.html(payPage(checkout, state));
  });
  app.post('/pay/:id', async (c) => {
    const checkout = findCheckout(backend, c.req.param('id'));
    const form = parseForm(await c.req.text());
    const {cancel_url: cancelUrl} = checkout.wanted;
    if (form.action === 'cancel' && cancelUrl && checkout.status === 'open') return c.redirect(cancelUrl, 303);
    buyerActs(backend, checkout, form);
    await save();
    return c.redirect(checkout.status === 'complete' ? successUrl(checkout) : `/pay/${checkout.id}`, 303);
  });
  app.route('/_sandbox', controls({backend, faults, requests, sender, targets, save}));

  app.notFound((c) => {
    const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
    return c.json({error: {type: 'invalid_request_error', message}}, 404);
  });
  app.onError((error, c) => {
    if (!(error instanceof StripeRefusal)) {
      log(`fault in the sandbox: ${error.stack ?? error.message}`);
      return c.json({error: {type: 'api_error', message: 'The sandbox failed. Its log says why.'}}, 500);
    }
    if (c.req.path.startsWith('/pay/')) return c.html(missingPage(), 404);
    if (error.status === 401) c.header('WWW-Authenticate', 'Basic realm="Stripe"');
    return c.json({error: error.body}, error.status as ContentfulStatusCode); // Stripe's refusals all have a body
  });

  return {
    app,
    ledger: () => [...state.ledger],
    deliveries: () => [...sender.deliveries],
    setFaults: (wanted) => faults.set(wanted),
    setWebhooks: (wanted) => {
      own = ownTarget(wanted);
    },
    expireOverdue: async () => (expireOverdue(backend) ? save() : undefined),
    async reset() {
      for (const part of Object.values(state)) if (part instanceof Map) part.clear();
      state.ledger = [];
      requests.length = 0;
      sender.deliveries.length = 0;
      faults.set({});
      seedDemoCustomer(state, seconds({now}));
      await save();
    },
    stop: () => sender.close(),
  };
}
