import Stripe from 'stripe';
import type {OrderAdjustment} from '../../../shared/session.js';
import type {PaymentProvider} from '../../core/ports.js';
import {fromStripeAmount} from './amounts.js';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

const refundStatus = (status: string | null): OrderAdjustment['status'] =>
  status === 'succeeded' ? 'completed' : status === 'failed' || status === 'canceled' ? 'failed' : 'pending';

// A dispute that is won or closed before it began took no money; `lost` did for good, `warning_*` has not yet.
const disputeStatus = (status: string): OrderAdjustment['status'] =>
  status === 'lost' ? 'completed' : status === 'won' || status === 'warning_closed' || status === 'prevented' ? 'failed' : 'pending';

const isMissing = (error: unknown) => error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';

/** What can happen to a payment once it was made: refunds, disputes, capture, and giving it back. */
export function stripeAfterPayment(
  client: Stripe,
): Pick<PaymentProvider, 'sessionOf' | 'adjustments' | 'giveBack' | 'isCanceled' | 'capture'> {
  const adjustment = (
    type: OrderAdjustment['type'],
    {id, created, amount, currency}: Stripe.Refund | Stripe.Dispute,
    status: OrderAdjustment['status'],
  ) => ({
    id,
    type,
    occurred_at: iso(created),
    status,
    amount: fromStripeAmount(amount, currency) ?? 0,
    currency,
  });

  return {
    async sessionOf(paymentId) {
      try {
        return (await client.paymentIntents.retrieve(paymentId)).metadata.checkout_session_id;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async adjustments(paymentId) {
      const [refunds, disputes] = await Promise.all([
        client.refunds.list({payment_intent: paymentId, limit: 100}),
        client.disputes.list({payment_intent: paymentId, limit: 100}),
      ]);
      const all = [
        ...refunds.data.map((refund) => adjustment('refund', refund, refundStatus(refund.status))),
        ...disputes.data.map((dispute) => adjustment('dispute', dispute, disputeStatus(dispute.status))),
      ];
      return all.sort((one, other) => one.occurred_at.localeCompare(other.occurred_at) || one.id.localeCompare(other.id));
    },

    async giveBack(paymentId, why) {
      const {status} = await client.paymentIntents.retrieve(paymentId);
      if (status === 'requires_capture') {
        await client.paymentIntents.cancel(paymentId, {}, {idempotencyKey: `acp:cancel:${paymentId}`});
        return;
      }
      if (status !== 'succeeded') return;
      const {data: refunds} = await client.refunds.list({payment_intent: paymentId, limit: 1});
      if (refunds.length) return;
      await client.refunds.create(
        {payment_intent: paymentId, reason: 'requested_by_customer', metadata: {why}},
        {idempotencyKey: `acp:refund:${paymentId}:${why}`},
      );
    },

    isCanceled: async (paymentId) => (await client.paymentIntents.retrieve(paymentId)).status === 'canceled',

    async capture(paymentId) {
      const {status} = await client.paymentIntents.retrieve(paymentId);
      if (status === 'succeeded') return true;
      if (status !== 'requires_capture') return false;
      return (await client.paymentIntents.capture(paymentId, {}, {idempotencyKey: `acp:capture:${paymentId}`})).status === 'succeeded';
    },
  };
}
