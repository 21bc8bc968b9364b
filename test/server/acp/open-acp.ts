import type {TestContext} from 'node:test';
import {sqlCalls} from '../../../server/adapters/sql/calls.js';
import type {AcpParts} from '../../../server/acp/rest.js';
import {createCheckout} from '../../../server/core/checkout.js';
import type {Facts} from '../../../server/core/present.js';
import {createApp, type AppParts} from '../../../server/http.js';
import {capabilities} from '../../../server/payment-setup.js';
import type {CheckoutSession} from '../../../shared/session.js';
import {judge} from '../../support/acp-oracle.js';
import {openServer, ORIGIN} from '../../support/open-server.js';
import {sanFrancisco, type openShop} from '../../support/open-shop.js';

export const KEY = 'key-of-ada';
export const OTHER_KEY = 'key-of-bob';
const HOST = '127.0.0.1:8787';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** A session, or a flat error. */
  json: CheckoutSession & {type?: string; code?: string; message?: string; param?: string; supported_versions?: string[]};
}

export interface Sent {
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  text?: string;
  /** Without one each POST gets a key of its own; null sends none. */
  key?: string | null;
  version?: string | null;
  headers?: Record<string, string>;
  method?: string;
}

/**
 * The agent door of the real server over a shop in memory, whose agents are `ada` (two keys) and `bob`. Every answer is held against the
 * official schemas.
 */
export async function openAcp(
  t: Pick<TestContext, 'after'>,
  acp: Partial<AcpParts> = {},
  app: Partial<AppParts> = {},
  {facts: more = {}, ...shopOptions}: Parameters<typeof openShop>[1] & {facts?: Partial<Facts>} = {},
) {
  const server = await openServer(t, {}, shopOptions);
  const facts = {...server.parts.facts, capabilities: capabilities({profileId: 'profile_test_1', mode: 'test'}, 'Test shop'), ...more};
  const checkout = createCheckout({...server.parts, facts});
  const calls = sqlCalls(server.database);
  const door: AcpParts = {
    checkout,
    calls,
    clock: server.clock,
    keys: [
      {name: 'ada', key: KEY},
      {name: 'ada', key: 'newer-key-of-ada'},
      {name: 'bob', key: OTHER_KEY},
    ],
    publicUrl: ORIGIN,
    currency: 'usd',
    provider: 'stripe',
    handlers: ['card_tokenized'],
    mcpErrors: 'jsonrpc',
    onError: (error) => void server.errors.push(error),
    ...acp,
  };
  const parts: AppParts = {
    mcp: {...server.mcp, checkout},
    acp: door,
    checkout,
    shopName: 'Test shop',
    publicUrl: ORIGIN,
    production: false,
    hosts: [HOST],
    ping: async () => {},
    asset: async () => undefined,
    article: () => undefined,
    onError: (error) => void server.errors.push(error),
    ...app,
  };
  const http = createApp(parts);
  if (parts.acp) judge(http);
  let keys = 0;

  async function send(path: string, {body, text, key, version = '2026-04-17', headers = {}, method = 'POST'}: Sent = {}): Promise<Reply> {
    keys += 1;
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const given: Record<string, string> = {
      host: HOST,
      authorization: `Bearer ${KEY}`,
      ...(version !== null && {'api-version': version}),
      ...(method === 'POST' && key !== null && {'idempotency-key': key ?? `key-${keys}`}),
      ...(sent !== undefined && {'content-type': 'application/json'}),
      ...headers,
    };
    const response = await http.request(path, {
      method,
      headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
      ...(sent !== undefined && {body: sent}),
    });
    const told = await response.text();
    return {status: response.status, headers: response.headers, text: told, json: (told ? JSON.parse(told) : {}) as Reply['json']};
  }

  const get = (path: string, sent: Sent = {}) => send(path, {...sent, method: 'GET'});
  const post = (path: string, body?: unknown, sent: Sent = {}) => send(path, {body, ...sent});
  const at = (id: string) => `/checkout_sessions/${id}`;
  return {
    ...server,
    app: http,
    checkout,
    calls,
    send,
    get,
    post,
    at,
    /** A cart of two small ink cups to San Francisco, 48.80 dollars, of agent `ada`. */
    create: async (body: object = {}, sent: Sent = {}) => (await post('/checkout_sessions', aCreate(body), sent)).json,
    pay: (id: string, token = 'spt_1', sent: Sent = {}) => post(`${at(id)}/complete`, aPayment(token), sent),
    cancel: (id: string, sent: Sent = {}) => send(`${at(id)}/cancel`, sent),
  };
}

export const aCreate = (overrides: object = {}) => ({
  line_items: [{id: 'cup-ink-s', quantity: 2}],
  currency: 'usd',
  capabilities: {},
  fulfillment_details: {address: sanFrancisco},
  buyer: {email: 'ada@example.com'},
  ...overrides,
});

export const aPayment = (token = 'spt_1', overrides: object = {}) => ({
  payment_data: {handler_id: 'card_tokenized', instrument: {type: 'card', credential: {type: 'spt', token}}},
  ...overrides,
});
