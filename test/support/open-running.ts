import type {TestContext} from 'node:test';
import {serve} from '@hono/node-server';
import type Stripe from 'stripe';
import type {Address} from '../../shared/address.js';
import {totalOf} from '../../shared/session.js';
import {close, openDatabase} from '../../server/adapters/sql/database.js';
import {sqlStore} from '../../server/adapters/sql/store.js';
import {stripeClient} from '../../server/adapters/stripe/client.js';
import {testTokens} from '../../server/adapters/stripe/test-tokens.js';
import type {OwnParts} from '../../server/compose.js';
import type {Environment} from '../../server/config.js';
import {composeServer, ledgerOf, setFaults} from './compose-server.js';
import {freePort} from './free-port.js';
import {connectOverHttp} from './open-server.js';
import {stripeProxy} from './stripe-proxy.js';

export const SECRET = 'whsec_sandbox';
export const home: Address = {
  name: 'Ada Byron',
  line_one: '1 Market Street',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94105',
};

/** What may never be in an answer or a log: tokens, keys, secrets, and the words of the payment provider. */
export const FORBIDDEN =
  /spt_[A-Za-z0-9]{6}|sk_test_[A-Za-z0-9]{4}|whsec_[A-Za-z0-9]|No such|deactivated state|remaining amount|Your card was declined\.(?! Nothing)|insufficient funds\.(?! Nothing)|An unknown error occurred|rate limits? (?:here|exceeded)|Invalid API Key/i;

/**
 * The composed server with its sandbox, and everything around it that a test looks at: a Stripe client of its own at the sandbox, the
 * database, the log. With `listens` it takes the sandbox's webhooks on a port of its own, else only what `deliver` brings.
 * With `proxied` its calls to the sandbox go through `proxy`.
 */
export async function openRunning(
  t: Pick<TestContext, 'after'>,
  environment: Environment & {catalog?: string} = {},
  {listens = false, proxied = false, own = {}}: {listens?: boolean; proxied?: boolean; own?: OwnParts} = {},
) {
  const port = listens ? await freePort() : 0;
  const proxy = await stripeProxy(t);
  const server = composeServer(
    t,
    {LOG_LEVEL: 'trace', PORT: String(port), ...(proxied && {STRIPE_API_BASE: proxy.url}), ...environment},
    own,
  );
  const running = await server.start();
  proxy.line.target = running.sandboxUrl ?? '';
  const {app, checkout, sandboxUrl = ''} = running;
  if (listens) {
    const door = serve({fetch: app.fetch, hostname: '127.0.0.1', port});
    t.after(() => void door.close());
  }
  const database = openDatabase(server.databaseUrl);
  t.after(() => close(database));
  const client = stripeClient({secretKey: 'sk_test_merchant', apiBase: sandboxUrl});
  const mint = testTokens(client, '2026-09-30.preview');
  const host = `127.0.0.1:${port}`;

  const ask = (path: string, init: {method?: string; body?: string; headers?: Record<string, string>} = {}) =>
    app.request(path, {...init, headers: {host, ...init.headers}});

  /** Brings an event to the webhook door, signed now unless told otherwise. */
  const deliver = async (
    event: object | string,
    {secret = SECRET, at = Date.now(), headers}: {secret?: string; at?: number; headers?: Record<string, string>} = {},
  ) => {
    const payload = typeof event === 'string' ? event : JSON.stringify(event);
    const signature = client.webhooks.generateTestHeaderString({payload, secret, timestamp: Math.floor(at / 1000)});
    const answer = await ask('/webhooks/stripe', {method: 'POST', body: payload, headers: headers ?? {'stripe-signature': signature}});
    return {status: answer.status, body: (await answer.json()) as Record<string, unknown>};
  };

  return {
    ...server,
    running,
    app,
    proxy,
    checkout,
    client,
    database,
    store: sqlStore(database),
    ask,
    /** A chat host's client at the MCP door. */
    chat: (headers: Record<string, string> = {}) => connectOverHttp(t, app, host, headers),
    deliver,
    ledger: () => ledgerOf(running),
    faults: (faults: object) => setFaults(running, faults),
    mint: (payment_method: string, amount: number, currency = 'usd') => mint({payment_method, amount, currency}),
    /** A cart that can be paid. */
    async cart(itemId = 'candle', quantity = 1, codes: string[] = [], address = home) {
      const session = await checkout.create({items: [{itemId, quantity}], details: {address}, buyer: {email: 'ada@example.com'}, codes});
      return {...session, total: totalOf(session.totals, 'total') ?? 0};
    },
    /** Opens the merchant's payment page of a checkout. */
    async page(id: string, query = ''): Promise<string> {
      const url = (await ask(`/checkout/${id}${query}`)).headers.get('location');
      if (!url?.startsWith(`${sandboxUrl}/pay/`)) throw new Error(`the checkout has no payment page, but leads to ${url}`);
      return url;
    },
    /** The buyer acts on a payment page. Answers where the page leads. */
    async payOn(url: string, fields: Record<string, string> = {card: 'pm_card_visa', action: 'pay'}): Promise<string> {
      const headers = {'content-type': 'application/x-www-form-urlencoded'};
      const answer = await fetch(url, {method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual'});
      return answer.headers.get('location') ?? '';
    },
    /** Every event of the sandbox about these objects, oldest first. */
    async events(...about: string[]): Promise<Stripe.Event[]> {
      const {data} = await client.events.list({limit: 100});
      return data.filter((event) => about.some((id) => JSON.stringify(event.data.object).includes(id))).reverse();
    },
    outbox: async (orderId: string) =>
      (await database.selectFrom('outbox').selectAll().where('order_id', '=', orderId).orderBy('id').execute()).map(
        ({type, payload, livemode}) => ({type, livemode: Number(livemode), order: JSON.parse(payload) as Record<string, unknown>}),
      ),
  };
}

/** Waits until something is so, asking now and then. */
export async function until<T>(ask: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let round = 0; round < 200; round += 1) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`never: ${what}`);
}
