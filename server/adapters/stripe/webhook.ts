import Stripe from 'stripe';
import type {PaymentNews} from '../../core/ports.js';

/** Seconds between signing and receiving, either way. Stripe's own check lets future times pass. */
const TOLERANCE_S = 300;

export type WebhookReading =
  | {kind: 'refused'; reason: string}
  /** `news` is absent for events that are no business of ours. */
  | {kind: 'event'; id: string; type: string; news?: PaymentNews};

export interface WebhookSettings {
  secret: string;
  /** Whether the key is a live one; events of the other mode are refused. */
  livemode: boolean;
  /** Milliseconds. */
  now(): number;
}

interface EventObject {
  id: string;
  object: string;
  payment_intent?: string | {id: string} | null;
  metadata?: Record<string, string> | null;
  payment_status?: string;
}

const idOf = (reference: string | {id: string} | null | undefined) => (typeof reference === 'string' ? reference : reference?.id);

/** Stripe's event -> the notice it is for us. The payload's contents are not believed beyond its ids. */
function newsOf(type: string, object: EventObject): PaymentNews | undefined {
  const sessionId = object.metadata?.checkout_session_id;
  const orderId = object.metadata?.order_id;
  const about = (paymentId: string | undefined) => ({
    ...(paymentId && {paymentId}),
    ...(sessionId && {checkoutSessionId: sessionId}),
    ...(orderId && {orderId}),
  });
  if (type === 'payment_intent.succeeded' || type === 'payment_intent.amount_capturable_updated')
    return {kind: 'paid', ...about(object.id)};
  if (type === 'payment_intent.payment_failed' || type === 'payment_intent.canceled') return {kind: 'unpaid', ...about(object.id)};
  if (type.startsWith('checkout.session.')) {
    // Complete but unpaid is a hold, or a bank debit that takes days.
    const paid = (type.endsWith('completed') && object.payment_status !== 'unpaid') || type.endsWith('succeeded');
    return {kind: paid ? 'paid' : 'unpaid', ...about(paid ? idOf(object.payment_intent) : undefined)};
  }
  if (type.startsWith('charge.refund') || type.startsWith('refund.') || type.startsWith('charge.dispute.')) {
    const paymentId = idOf(object.payment_intent);
    // Refunds and disputes carry metadata of their own, not the payment's.
    return paymentId ? {kind: 'adjustment', paymentId} : undefined;
  }
  return undefined;
}

/** Checks a delivery to the webhook door: signature over the raw body, time window, mode. Refusals say nothing of the contents. */
export function stripeWebhook(client: Stripe, {secret, livemode, now}: WebhookSettings) {
  return (body: string, signature: string | undefined): WebhookReading => {
    if (!signature) return {kind: 'refused', reason: 'the Stripe-Signature header is missing'};
    let event: Stripe.Event;
    try {
      event = client.webhooks.constructEvent(body, signature, secret, TOLERANCE_S, undefined, now());
    } catch (error) {
      const known = error instanceof Stripe.errors.StripeSignatureVerificationError;
      return {kind: 'refused', reason: known ? 'the signature does not fit, or it is too old' : 'the body is not an event'};
    }
    const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
    if (signedAt * 1000 > now() + TOLERANCE_S * 1000) return {kind: 'refused', reason: 'the signature is from the future'};
    const {id, type, data} = (event ?? {}) as Partial<Stripe.Event>;
    if (typeof id !== 'string' || typeof type !== 'string' || typeof data?.object !== 'object' || data.object === null)
      return {kind: 'refused', reason: 'the body is not an event'};
    if (event.livemode !== livemode) return {kind: 'refused', reason: `this server takes ${livemode ? 'live' : 'test'} events only`};
    const news = newsOf(type, data.object as unknown as EventObject);
    return {kind: 'event', id, type, ...(news && {news})};
  };
}
