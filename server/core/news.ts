import type {CheckoutParts} from './checkout.js';
import type {Hosted} from './hosted.js';
import {amendOrder} from './order.js';
import type {Payments} from './payment.js';
import type {PaymentNews} from './ports.js';

const ATTEMPTS = 5;

/**
 * News from the payment provider. A notice may come twice, late or out of order, so it is only ever a reason to look: what
 * counts is what the provider says when asked now.
 */
export function makeNews({store, payments: provider}: CheckoutParts, {hosted, payments}: {hosted: Hosted; payments: Payments}) {
  /** Acts on a notice. Answers false when it is about nothing of ours. Throws when the provider cannot be asked: the notice must come again. */
  async function handle(news: PaymentNews): Promise<boolean> {
    const about = news.checkoutSessionId ?? (news.paymentId && (await provider.sessionOf(news.paymentId)));
    const record = about ? await store.get(about) : undefined;
    if (!record) return false;
    if (news.kind === 'adjustment') return news.paymentId === undefined ? false : amend(record.id, news.paymentId);

    if (record.phase === 'paying') await payments.check(record.id);
    else if (record.phase === 'open') await hosted.settle(record);
    const after = await store.get(record.id);
    // Money for a checkout that is over, or paid with another payment, goes back: nobody gets goods for it.
    const stray = news.paymentId !== undefined && after !== undefined && after.phase !== 'open' && after.phase !== 'paying';
    if (stray && after.attempt?.paymentId !== news.paymentId) await provider.giveBack(news.paymentId!, 'no_order');
    return true;
  }

  /** Writes the refunds and disputes that the provider knows of into the order. */
  async function amend(sessionId: string, paymentId: string): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const record = await store.get(sessionId);
      if (!record?.order || record.attempt?.paymentId !== paymentId) return false;
      const order = amendOrder(record.order, await provider.adjustments(paymentId));
      if (JSON.stringify(order) === JSON.stringify(record.order)) return true;
      if (await store.amend({...record, order}, order, {type: 'order_update', order})) return true;
    }
    throw new Error('The order is being changed by somebody else');
  }

  return {handle};
}
