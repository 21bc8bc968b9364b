import {createHash} from 'node:crypto';
import type Stripe from 'stripe';
import type {Charge, PaymentOutcome, PaymentProvider, PreparedCharge} from '../../core/ports.js';
import {chargeLimits, toStripeAmount} from './amounts.js';
import {stripeAfterPayment} from './after-payment.js';
import {RETRIES, TIMEOUT_MS} from './client.js';
import {readError, readIntent} from './outcome.js';

export interface StripePaymentSettings {
  /** Sent on shared payment token calls only; everything else runs on the client's own version. */
  tokenApiVersion: string;
  /** Where the token goes: public preview since 2026-04-22, or the older private preview. */
  tokenShape: 'payment_method_data' | 'top_level';
  capture: 'automatic' | 'manual';
  /** The mode of the client's key. */
  mode: 'live' | 'test';
  /** Of one try of a payment call, in milliseconds; with two more tries and their pauses the worst case is three times that and 2 s. */
  timeoutMs?: number;
  /** Called with Stripe's error type, code and request id when the operator must act; never with Stripe's text. */
  alert?: (facts: {type?: string; code?: string; status?: number; requestId?: string}) => void;
}

interface StoredRequest {
  apiVersion: string;
  token: string;
  params: Record<string, unknown>;
}

// An amount that Stripe cannot charge exactly is kept as this and refused on sending.
const UNCHARGEABLE = -1;

/** Charges shared payment tokens through confirmed PaymentIntents. */
export function stripePayments(client: Stripe, settings: StripePaymentSettings): PaymentProvider {
  const {tokenApiVersion, tokenShape, capture, mode, timeoutMs = TIMEOUT_MS, alert} = settings;

  function prepare(charge: Charge): PreparedCharge {
    const {checkoutSessionId, orderId, token, amount, currency, description, receiptEmail, taxCalculationId, shipping} = charge;
    const params = {
      amount: toStripeAmount(amount, currency) ?? UNCHARGEABLE,
      currency,
      confirm: true,
      ...(tokenShape === 'top_level'
        ? {shared_payment_granted_token: token}
        : {payment_method_data: {shared_payment_granted_token: token}}),
      automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
      ...(capture === 'manual' && {capture_method: 'manual'}),
      description,
      metadata: {checkout_session_id: checkoutSessionId, order_id: orderId},
      ...(receiptEmail && {receipt_email: receiptEmail}),
      // Stripe records the tax when this is paid and takes it back when it is refunded, so nothing else may record it.
      ...(taxCalculationId && {hooks: {inputs: {tax: {calculation: taxCalculationId}}}}),
      ...(shipping && {
        shipping: {
          name: shipping.name,
          ...(shipping.phone && {phone: shipping.phone}),
          address: {
            line1: shipping.address.line_one,
            ...(shipping.address.line_two && {line2: shipping.address.line_two}),
            city: shipping.address.city,
            ...(shipping.address.state && {state: shipping.address.state}),
            ...(shipping.address.postal_code && {postal_code: shipping.address.postal_code}),
            country: shipping.address.country,
          },
        },
      }),
    };
    const hash = createHash('sha256').update(token).digest('hex').slice(0, 16);
    const stored: StoredRequest = {apiVersion: tokenApiVersion, token, params};
    return {idempotencyKey: `acp:complete:${checkoutSessionId}:${hash}`, request: JSON.stringify(stored)};
  }

  async function send({idempotencyKey, request}: PreparedCharge): Promise<PaymentOutcome> {
    const {apiVersion, params, token} = JSON.parse(request) as StoredRequest; // written by prepare
    if (params.amount === UNCHARGEABLE) return {kind: 'declined', reason: 'amount_not_allowed'};
    let tries = 0;
    const count = (request: Stripe.RequestEvent) => {
      if (request.idempotency_key === idempotencyKey) tries += 1;
    };
    client.on('request', count);
    try {
      const outcome = await sendOnce({apiVersion, params, token}, idempotencyKey);
      // That the last try did nothing says nothing about one before it whose answer got lost.
      return outcome.kind === 'unavailable' && tries > 1 ? {kind: 'unknown'} : outcome;
    } finally {
      client.off('request', count);
    }
  }

  async function sendOnce({apiVersion, params, token}: StoredRequest, idempotencyKey: string): Promise<PaymentOutcome> {
    try {
      // The GA types do not know shared payment tokens.
      const intent = await client.paymentIntents.create(params as unknown as Stripe.PaymentIntentCreateParams, {
        apiVersion,
        idempotencyKey,
        timeout: timeoutMs,
        maxNetworkRetries: RETRIES,
      });
      const outcome = readIntent(intent);
      if (intent.status === 'requires_action') await abandon(intent.id);
      return outcome;
    } catch (error) {
      const reading = readError(error);
      if (reading.kind === 'unavailable') report(error);
      return reading.kind === 'token_suspect' ? suspect(token, params, apiVersion, error) : reading;
    }
  }

  // An intent that waits for a 3-D Secure step nobody will take must not be finished behind our back.
  async function abandon(intentId: string): Promise<void> {
    try {
      await client.paymentIntents.cancel(intentId, {}, {idempotencyKey: `acp:cancel:${intentId}`});
    } catch (error) {
      report(error);
    }
  }

  /** A 400 without a code: the token may be spent by an earlier try of ours, so the payment is looked up before anything is said. */
  async function suspect(token: string, params: StoredRequest['params'], apiVersion: string, cause: unknown): Promise<PaymentOutcome> {
    const earlier = await find(params.metadata as Record<string, string>);
    if (earlier.kind !== 'unavailable') return earlier;
    try {
      const granted = (await client.rawRequest('GET', `/v1/shared_payment/granted_tokens/${encodeURIComponent(token)}`, undefined, {
        apiVersion,
      })) as GrantedToken;
      const limits = granted.usage_limits;
      if (granted.deactivated_at || (limits?.expires_at && limits.expires_at * 1000 < Date.now()))
        return {kind: 'declined', reason: 'token_unusable'};
      const used = granted.usage_details?.amount_captured?.value ?? 0;
      if (limits && (limits.currency !== params.currency || Number(params.amount) > limits.max_amount - used)) {
        return {kind: 'declined', reason: 'amount_not_allowed'};
      }
      report(cause);
      return {kind: 'unavailable'};
    } catch (error) {
      const reading = readError(error);
      return reading.kind === 'token_suspect' ? {kind: 'declined', reason: 'token_unusable'} : reading;
    }
  }

  /** The payment made for this order, by metadata. Search lags behind, so the newest intents are read as well. */
  async function find(metadata: Record<string, string>): Promise<PaymentOutcome> {
    const ours = (intent: Stripe.PaymentIntent) => Object.entries(metadata).every(([key, value]) => intent.metadata[key] === value);
    try {
      const {data: newest} = await client.paymentIntents.list({limit: 100});
      let found = newest.filter(ours);
      if (!found.length) {
        const query = Object.entries(metadata).map(([key, value]) => `metadata['${key}']:'${value}'`);
        found = (await client.paymentIntents.search({query: query.join(' AND '), limit: 10})).data;
      }
      const outcomes = found.map(readIntent);
      return (
        outcomes.find(({kind}) => kind === 'paid') ?? outcomes.find(({kind}) => kind === 'unknown') ?? outcomes[0] ?? {kind: 'unavailable'}
      );
    } catch (error) {
      report(error);
      return {kind: 'unknown'};
    }
  }

  function report(error: unknown): void {
    const {rawType, code, statusCode, requestId} = error as Partial<Stripe.errors.StripeError>;
    alert?.({...(rawType && {type: rawType}), ...(code && {code}), ...(statusCode && {status: statusCode}), ...(requestId && {requestId})});
  }

  return {
    ...stripeAfterPayment(client),
    livemode: mode === 'live',
    limits: chargeLimits,
    prepare,
    send,
    lookUp: ({checkoutSessionId, orderId}) => find({checkout_session_id: checkoutSessionId, order_id: orderId}),
  };
}

interface GrantedToken {
  deactivated_at: number | null;
  usage_limits: {currency: string; max_amount: number; expires_at: number | null} | null;
  usage_details: {amount_captured: {value: number} | null} | null;
}
