import type {HttpBindings} from '@hono/node-server';
import {Hono} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {assertTestKey} from './auth.js';
import {findCheckout} from './checkout-sessions.js';
import {StripeRefusal} from './errors.js';
import {FaultSwitches, type Faults} from './faults.js';
import {parseForm} from './form.js';
import type {LedgerEntry, RequestEntry} from './ledger.js';
import {newId} from './objects.js';
import {buyerActs} from './pay.js';
import {missingPage, payPage, successUrl} from './pay-page.js';
import {routes} from './routes.js';
import {serveEndpoint} from './serve-endpoint.js';
import {emptyState, type Backend, type State} from './state.js';

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
};

export type Sandbox = {
  /** The sandbox as a function from `Request` to `Response`. */
  app: Hono<SandboxEnv>;
  /** What money moved so far, oldest first. */
  ledger(): LedgerEntry[];
  /** Sets the fault switches, replacing all of them; `{}` clears them. @throws Error that says what is wrong with them */
  setFaults(faults: Faults): void;
  /** Forgets everything: objects, keys, ledger, faults. */
  reset(): Promise<void>;
};

/** The Node objects of a call are there when it came over a socket. */
export type SandboxEnv = {Bindings: Partial<HttpBindings> | undefined};

const KEPT_REQUESTS = 1000;

/** Makes a stand-in for the part of Stripe's API that a shop with shared payment tokens uses. No money moves. */
export function createSandbox({
  now = Date.now,
  baseUrl = () => 'http://127.0.0.1',
  state = emptyState(),
  save = async () => {},
  log = () => {},
}: SandboxOptions = {}): Sandbox {
  const faults = new FaultSwitches();
  const inFlight = new Set<string>();
  const requests: RequestEntry[] = [];
  const backend: Backend = {state, now, baseUrl, acceptsTopLevelToken: () => faults.topLevelToken};
  const app = new Hono<SandboxEnv>();

  app.use('/v1/*', async (c, next) => {
    c.header('Request-Id', newId('req'));
    c.header('Stripe-Version', c.req.header('stripe-version') ?? '2026-10-28.endive');
    await next();
    const {method, path} = c.req;
    const dropped = c.res.headers.has('x-hono-already-sent');
    const replayed = c.res.headers.get('idempotent-replayed') === 'true';
    const status = dropped ? null : c.res.status;
    requests.push({method, path, idempotency_key: c.req.header('idempotency-key') ?? null, replayed, status});
    if (requests.length > KEPT_REQUESTS) requests.shift();
    log(`${method} ${path} ${status ?? 'connection dropped'}${replayed ? ' (replayed)' : ''}`);
  });
  app.use('/v1/*', async (c, next) => {
    assertTestKey(c.req.header('authorization'));
    await next();
  });
  for (const [method, path, endpoint] of routes) app.on(method, path, serveEndpoint(endpoint, {backend, faults, inFlight, save}));

  app.get('/pay/:id', (c) => {
    const checkout = findCheckout(backend, c.req.param('id'));
    return c.html(payPage(checkout, state.intents.get(checkout.intentId ?? '')?.intent));
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

  app.get('/_sandbox/ledger', (c) => c.json({entries: state.ledger, payment_intents: state.intents.size, requests}));
  app.get('/_sandbox/faults', (c) => c.json(faults.current));
  app.delete('/_sandbox/faults', (c) => {
    faults.set({});
    return c.json(faults.current);
  });
  app.post('/_sandbox/faults', async (c) => {
    try {
      faults.set(await c.req.json());
    } catch (error) {
      return c.json(
        {
          error: {
            message:
              error instanceof SyntaxError
                ? 'Expected fault switches as a JSON object, got text that is not JSON.'
                : (error as Error).message,
          },
        },
        400,
      );
    }
    return c.json(faults.current);
  });

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
    setFaults: (wanted) => faults.set(wanted),
    async reset() {
      for (const part of Object.values(state)) if (part instanceof Map) part.clear();
      state.ledger = [];
      requests.length = 0;
      faults.set({});
      await save();
    },
  };
}
