import {createHash} from 'node:crypto';
import type Stripe from 'stripe';
import type {Charge, PaymentOutcome, PaymentProvider, PreparedCharge} from '../../core/ports.js';
import {chargeLimits, toStripeAmount} from './amounts.js';
import {stripeAfterPayment} from './after-payment.js';
import {isAboutProof, networkOf, threeDSecure} from './authentication.js';
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
  /** Of calls with a shared payment token; a saved payment method needs no version but the client's own. */
  apiVersion?: string;
  token: string;
  params: Record<string, unknown>;
}

// An amount that Stripe cannot charge exactly is kept as this and refused on sending.
const UNCHARGEABLE = -1;

// As many intents as Stripe lists at once.
const PAGE = 100;

// Stripe: search is up to date within a minute, and within an hour while something is wrong there.
const SEARCH_LAG_S = 3600;

// What Stripe calls payment methods, cards and sources. They belong to a customer: without one they are not ours to charge.
const BELONGS_TO_SOMEBODY = /^(pm|card|src)_/;

/** Charges shared payment tokens, and payment methods that a customer saved, through confirmed PaymentIntents. */
export function stripePayments(client: Stripe, settings: StripePaymentSettings): PaymentProvider {
  const {tokenApiVersion, tokenShape, capture, mode, timeoutMs = TIMEOUT_MS, alert} = settings;

  // The client tells of each try, once. One listener for all calls: Node.js takes one each for a leak as soon as eleven are under way.
  const underWay = new Set<{idempotencyKey: string; tries: number}>();
  client.on('request', ({idempotency_key: key}: Stripe.RequestEvent) => {
    for (const call of underWay) if (call.idempotencyKey === key) call.tries += 1;
  });

  function prepare(charge: Charge): PreparedCharge {
    const {checkoutSessionId, orderId, token, saved, proof, amount, currency, description, receiptEmail, taxCalculationId, shipping} =
      charge;
    const params = {
      amount: toStripeAmount(amount, currency) ?? UNCHARGEABLE,
      currency,
      confirm: true,
      ...(saved ? savedMethod(token, saved.customerId) : sharedToken(token)),
      automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
      ...(capture === 'manual' && {capture_method: 'manual'}),
      ...(proof && threeDSecure(proof)),
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
    const stored: StoredRequest = {...(!saved && {apiVersion: tokenApiVersion}), token, params};
    const tried = saved ? `:saved:${saved.declines}` : proof ? `:3ds:${digest(proof.transactionId)}` : '';
    return {idempotencyKey: `acp:complete:${checkoutSessionId}:${digest(token)}${tried}`, request: JSON.stringify(stored)};
  }

  const sharedToken = (token: string) =>
    tokenShape === 'top_level' ? {shared_payment_granted_token: token} : {payment_method_data: {shared_payment_granted_token: token}};

  // The buyer is there and agrees, so `off_session` stays false, its default; but nobody can show the bank's question inside a tool
  // call. Stripe: with `error_on_requires_action` such a payment fails, and leaves nothing behind that could be finished later.
  const savedMethod = (id: string, customerId: string) => ({customer: customerId, payment_method: id, error_on_requires_action: true});

  async function send({idempotencyKey, request}: PreparedCharge): Promise<PaymentOutcome> {
    const {apiVersion, params, token} = JSON.parse(request) as StoredRequest; // written by prepare
    if (params.amount === UNCHARGEABLE) return {kind: 'declined', reason: 'amount_not_allowed'};
    if (!params.customer && BELONGS_TO_SOMEBODY.test(token)) return {kind: 'declined', reason: 'token_unusable'};
    const call = {idempotencyKey, tries: 0};
    underWay.add(call);
    try {
      const outcome = await sendOnce({...(apiVersion && {apiVersion}), params, token}, idempotencyKey);
      // That the last try did nothing says nothing about one before it whose answer got lost.
      return outcome.kind === 'unavailable' && call.tries > 1 ? {kind: 'unknown'} : outcome;
    } finally {
      underWay.delete(call);
    }
  }

  async function sendOnce({apiVersion, params, token}: StoredRequest, idempotencyKey: string): Promise<PaymentOutcome> {
    try {
      // The GA types do not know shared payment tokens.
      const intent = await client.paymentIntents.create(params as unknown as Stripe.PaymentIntentCreateParams, {
        ...(apiVersion && {apiVersion}),
        idempotencyKey,
        timeout: timeoutMs,
        maxNetworkRetries: RETRIES,
      });
      return await withoutAction(readIntent(intent), intent, params);
    } catch (error) {
      if (isAboutProof(error)) return {kind: 'declined', reason: 'proof_unusable'};
      const reading = readError(error);
      if (reading.kind === 'declined') return withoutAction(reading, (error as Stripe.errors.StripeError).payment_intent, params);
      if (reading.kind === 'unavailable') report(error);
      return reading.kind === 'token_suspect' ? suspect({...(apiVersion && {apiVersion}), params, token}, error) : reading;
    }
  }

  // What the bank asked about, and is certainly over, leaves the token as it was. A saved method has no agent to answer for it.
  async function withoutAction(
    outcome: PaymentOutcome,
    intent: Stripe.PaymentIntent | undefined,
    {customer}: StoredRequest['params'],
  ): Promise<PaymentOutcome> {
    if (outcome.kind !== 'declined' || outcome.reason !== 'requires_3ds' || !intent || customer) return outcome;
    return (await abandon(intent.id)) ? {...outcome, reusable: true} : outcome;
  }

  // An intent that waits for a 3-D Secure step must not be finished behind our back. Answers whether it certainly will not be.
  async function abandon(intentId: string): Promise<boolean> {
    try {
      const {status} = await client.paymentIntents.cancel(intentId, {}, {idempotencyKey: `acp:cancel:${intentId}`});
      return status === 'canceled';
    } catch (error) {
      report(error);
      return false;
    }
  }

  /** A 400 without a code: the token may be spent by an earlier try of ours, so the payment is looked up before anything is said. */
  async function suspect({apiVersion, token, params}: StoredRequest, cause: unknown): Promise<PaymentOutcome> {
    const earlier = await find(params);
    if (earlier.kind !== 'unavailable') return earlier;
    // A saved method that is its customer's no more, or never was. That is not the buyer's to mend, so the operator hears of it.
    if (params.customer) {
      report(cause);
      return {kind: 'declined', reason: 'token_unusable'};
    }
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

  /**
   * What became of the payment made for this order, by metadata; one that still waits for the buyer's bank is ended. Search lags behind, so
   * the newest intents are read as well: `most` of them where the search knows nothing either.
   */
  async function find(params: StoredRequest['params'], most = PAGE): Promise<PaymentOutcome> {
    const metadata = params.metadata as Record<string, string>; // written by prepare
    const ours = (intent: Stripe.PaymentIntent) => Object.entries(metadata).every(([key, value]) => intent.metadata[key] === value);
    try {
      const {data: newest} = await client.paymentIntents.list({limit: PAGE});
      let found = newest.filter(ours);
      if (!found.length) {
        const query = Object.entries(metadata).map(([key, value]) => `metadata['${key}']:'${value}'`);
        found = (await client.paymentIntents.search({query: query.join(' AND '), limit: 10})).data;
      }
      if (!found.length && newest.length === PAGE && most > PAGE) {
        const created = {gte: Math.floor(Date.now() / 1000) - SEARCH_LAG_S};
        found = (await client.paymentIntents.list({limit: PAGE, created}).autoPagingToArray({limit: most})).filter(ours);
      }
      const read = found.map((intent) => ({intent, outcome: readIntent(intent)}));
      const best = read.find(({outcome}) => outcome.kind === 'paid') ?? read.find(({outcome}) => outcome.kind === 'unknown') ?? read[0];
      return best ? await withoutAction(best.outcome, best.intent, params) : {kind: 'unavailable'};
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
    network({request}) {
      const {token, apiVersion} = JSON.parse(request) as StoredRequest; // written by prepare
      return networkOf(client, token, apiVersion);
    },
    send,
    lookUp: ({request}) => find((JSON.parse(request) as StoredRequest).params, 1000), // written by prepare
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

interface GrantedToken {
  deactivated_at: number | null;
  usage_limits: {currency: string; max_amount: number; expires_at: number | null} | null;
  usage_details: {amount_captured: {value: number} | null} | null;
}
