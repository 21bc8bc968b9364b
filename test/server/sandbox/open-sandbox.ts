import type {TestContext} from 'node:test';
import Stripe from 'stripe';
import {startSandbox, type LedgerEntry, type RequestEntry, type StartOptions} from '../../../server/sandbox/index.js';

const apiVersion = '2026-09-30.preview';

type Limits = {currency?: string; max_amount?: number; expires_at?: number};
type Token = {id: string; usage_limits: object; deactivated_reason: string | null; usage_details: {amount_captured: {value: number}}};
type Book = {entries: LedgerEntry[]; payment_intents: number; requests: RequestEntry[]};

/** A sandbox on a free port and the real Stripe library pointed at it; both end with the test. */
export async function openSandbox(t: TestContext, options: Partial<StartOptions> = {}) {
  const sandbox = await startSandbox({host: '127.0.0.1', port: 0, nodeEnv: 'test', ...options});
  t.after(() => sandbox.close());
  const stripe = client(sandbox.port);
  const rawRequest = (method: string, path: string, params?: Record<string, unknown>) =>
    stripe.rawRequest(method, path, params, {apiVersion});
  return {
    sandbox,
    stripe,
    rawRequest,
    grant: async (card = 'pm_card_visa', {currency = 'usd', max_amount = 5000, expires_at}: Limits = {}): Promise<Token> =>
      rawRequest('POST', '/v1/test_helpers/shared_payment/granted_tokens', {
        payment_method: card,
        usage_limits: {currency, max_amount, ...(expires_at !== undefined && {expires_at})},
      }),
    retrieveToken: async (id: string): Promise<Token> => rawRequest('GET', `/v1/shared_payment/granted_tokens/${id}`),
    charge: (token: string, params: Partial<Stripe.PaymentIntentCreateParams> = {}, idempotencyKey?: string) =>
      charge(stripe, token, params, idempotencyKey),
    book: async () => (await (await fetch(`${sandbox.url}/_sandbox/ledger`)).json()) as Book,
  };
}

/** The Stripe library over loopback. */
export const client = (port: number, config: {maxNetworkRetries?: number; timeout?: number} = {}) =>
  new Stripe('sk_test_sandbox', {host: '127.0.0.1', port, protocol: 'http', telemetry: false, maxNetworkRetries: 0, ...config});

/** Charges a shared payment token the way a shop does; 20.00 USD unless told otherwise. */
export function charge(stripe: Stripe, token: string, params: Partial<Stripe.PaymentIntentCreateParams> = {}, idempotencyKey?: string) {
  const wanted = {
    amount: 2000,
    currency: 'usd',
    confirm: true,
    payment_method_data: {shared_payment_granted_token: token},
    automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
    ...params,
  };
  // The types of the library do not know shared payment tokens.
  return stripe.paymentIntents.create(wanted as unknown as Stripe.PaymentIntentCreateParams, {
    apiVersion,
    ...(idempotencyKey && {idempotencyKey}),
  });
}

/** What a refused call was refused with. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('expected a refusal, got an answer');
}
