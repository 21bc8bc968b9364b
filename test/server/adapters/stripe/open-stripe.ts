import type {TestContext} from 'node:test';
import {stripeClient} from '../../../../server/adapters/stripe/client.js';
import {stripePayments, type StripePaymentSettings} from '../../../../server/adapters/stripe/payments.js';
import {testTokens, type TokenRequest} from '../../../../server/adapters/stripe/test-tokens.js';
import type {Charge} from '../../../../server/core/ports.js';
import {startSandbox} from '../../../../server/sandbox/index.js';

export const API_VERSION = '2026-09-30.preview';

export const settings: StripePaymentSettings = {
  tokenApiVersion: API_VERSION,
  tokenShape: 'payment_method_data',
  capture: 'automatic',
  mode: 'test',
};

/** 48.80 dollars for two cups, sent to San Francisco. */
export const aCharge = (overrides: Partial<Charge> = {}): Charge => ({
  checkoutSessionId: 'cs_1',
  orderId: 'ord_1',
  token: 'spt_1',
  amount: 4880,
  currency: 'usd',
  description: 'Order at Test shop',
  receiptEmail: 'ada@example.com',
  shipping: {
    name: 'Ada Byron',
    phone: '+14155550123',
    address: {name: 'Ada Byron', line_one: '1 Market Street', city: 'San Francisco', state: 'CA', country: 'US', postal_code: '94105'},
  },
  ...overrides,
});

/** The real payment adapter on the real Stripe client, and the sandbox behind them. `alerts` is what the operator would be told. */
export async function openStripe(t: Pick<TestContext, 'after'>, change: Partial<StripePaymentSettings> = {}) {
  const sandbox = await startSandbox({host: '127.0.0.1', port: 0, nodeEnv: 'test'});
  t.after(() => sandbox.close());
  const alerts: object[] = [];
  const client = stripeClient({secretKey: 'sk_test_sandbox', apiBase: sandbox.url});
  const payments = stripePayments(client, {...settings, alert: (facts) => void alerts.push(facts), ...change});
  const mint = testTokens(client, API_VERSION);
  const grant = (card = 'pm_card_visa', wanted: Partial<TokenRequest> = {}) =>
    mint({payment_method: card, amount: 10_000, currency: 'usd', ...wanted});
  return {
    sandbox,
    client,
    payments,
    alerts,
    grant,
    /** Pays 48.80 with a card, or something else of the charge changed. */
    pay: async (card: string, charge: Partial<Charge> = {}) =>
      payments.send(payments.prepare(aCharge({...charge, token: charge.token ?? (await grant(card))}))),
    intents: async () => (await client.paymentIntents.list({limit: 100})).data,
  };
}
