import type {Order} from '../../shared/session.js';
import type {CheckoutParts} from './checkout.js';
import {CheckoutError} from './errors.js';
import type {Hosted} from './hosted.js';
import {amendOrder} from './order.js';
import type {Payments} from './payment.js';
import type {PaymentNews} from './ports.js';
import type {CheckoutRecord} from './record.js';

const ATTEMPTS = 5;

/**
 * News from the payment provider. A notice may come twice, late or out of order, so it is only ever a reason to look: what
 * counts is what the provider says when asked now.
 */
export function makeNews(
  {store, payments: provider, hosted: pages, clock}: CheckoutParts,
  {hosted, payments}: {hosted: Hosted; payments: Payments},
) {
  /** Acts on a notice. Answers false when it is about nothing of ours. Throws when it must come again. */
  async function handle(news: PaymentNews): Promise<boolean> {
    const about = news.checkoutSessionId ?? (news.paymentId && (await provider.sessionOf(news.paymentId)));
    const record = about ? await store.get(about) : undefined;
    if (!record) return false;
    if (isOfEarlier(news, record)) return true;
    // A refund may be told of before the payment it belongs to: first there must be an order.
    if (record.phase === 'paying') await payments.check(record.id);
    else if (record.phase === 'open' && !(await isSettled(record))) return true;
    const {paymentId} = news;
    if (!paymentId) return true;
    if (news.kind === 'paid') return claim(record.id, paymentId, news.orderId);
    const isGone = news.kind === 'unpaid' && (await provider.isCanceled(paymentId));
    if (news.kind === 'unpaid' && !isGone) return true;
    // A hold that was let go takes the order with it: nobody will pay for it any more.
    return amend(record.id, news, async (order) =>
      isGone ? {...order, status: 'canceled'} : amendOrder(order, await provider.adjustments(paymentId)),
    );
  }

  /** Whether a payment that came to nothing is of a try before the one under way: its end was written down before this one began. */
  const isOfEarlier = ({kind, orderId}: PaymentNews, {phase, attempt}: CheckoutRecord): boolean =>
    kind === 'unpaid' && phase === 'paying' && orderId !== undefined && orderId !== attempt?.orderId;

  /** False while the money of a payment page is on its way: another notice will tell how that ends. */
  async function isSettled(record: CheckoutRecord): Promise<boolean> {
    try {
      await hosted.settle(record);
      return true;
    } catch (error) {
      if (error instanceof CheckoutError && error.code === 'payment_in_progress') return false;
      throw error;
    }
  }

  /** Money that moved belongs to an order. What belongs to none goes back: nobody gets goods for it. */
  async function claim(sessionId: string, paymentId: string, orderId: string | undefined): Promise<boolean> {
    const record = await store.get(sessionId);
    if (!record) return true;
    if (record.phase === 'paying') {
      if (orderId === undefined || orderId === record.attempt?.orderId) return true;
      throw new Error(`The payment ${paymentId} is none of the one under way for ${sessionId}: it belongs to another try`);
    }
    if (record.attempt?.paymentId === paymentId) return reportTax(record);
    // The checkout may yet be paid with this very payment, by a repeated call with its token. Asked again later, this is decided.
    if (record.phase === 'open')
      throw new Error(`The payment ${paymentId} belongs to the open checkout ${sessionId}, which knows nothing of it`);
    await provider.giveBack(paymentId, 'no_order');
    return true;
  }

  /** A payment in the chat carries its tax calculation; a payment page cannot, so its tax is reported when the money is known to be there. */
  async function reportTax({hosted, attempt, order, quote}: CheckoutRecord): Promise<boolean> {
    if (order && quote.taxCalculationId && hosted && attempt?.idempotencyKey === hosted.id) {
      await pages.recordTax(quote.taxCalculationId, order.id);
    }
    return true;
  }

  /** Writes into the order what the provider says of its payment now. */
  async function amend(sessionId: string, news: PaymentNews, change: (order: Order) => Promise<Order>): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const record = await store.get(sessionId);
      if (record && isOfEarlier(news, record)) return true;
      if (record?.phase === 'paying') throw new Error(`The payment of ${sessionId} changed before it was settled`);
      if (!record?.order || record.attempt?.paymentId !== news.paymentId) return false;
      const order = await change(record.order);
      if (JSON.stringify(order) === JSON.stringify(record.order)) return true;
      const amended = {...record, order, updatedAt: clock.now()};
      if (await store.amend(amended, order, {type: 'order_update', order, livemode: provider.livemode})) return true;
    }
    throw new Error('The order is being changed by somebody else');
  }

  return {handle};
}
