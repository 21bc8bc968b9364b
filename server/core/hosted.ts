import {CheckoutError} from './errors.js';
import {makeOrder} from './order.js';
import {next, refusal} from './phase.js';
import type {CheckoutParts} from './checkout.js';
import {readiness} from './readiness.js';
import type {CheckoutRecord, Inputs, Quote} from './record.js';
import {reviewed} from './review.js';
import {standingOf} from './standing.js';

const outOfReach = () =>
  new CheckoutError('service_unavailable', 'the payment page of this checkout cannot be reached right now; try again');

/** External checkout: the merchant's own payment page for a session. A page is only ever good for the totals it was made for. */
export function makeHosted(
  {store, hosted, payments, review, clock, ids, facts}: CheckoutParts,
  {requote, restore}: {requote(record: CheckoutRecord, inputs: Inputs): Promise<Quote>; restore(id: string): Promise<void>},
) {
  /**
   * The page's address; undefined when the session cannot be paid yet, or costs another amount than the buyer has seen. One page a
   * session as long as the totals stay.
   */
  async function open(record: CheckoutRecord, urls: {success: string; cancel: string}): Promise<string | undefined> {
    if (!mayPay(record) || (await hasChanged(record))) return undefined;
    // Priced anew, it holds its goods anew: nothing may stay reserved for a checkout that ended meanwhile.
    if ((await store.get(record.id))?.version !== record.version) {
      await restore(record.id);
      return undefined;
    }
    const page = await hosted.open(record, urls);
    if (record.hosted?.id === page.id) return page.url;
    const kept = await store.replace({...record, hosted: {...page, total: record.quote.total}, updatedAt: clock.now()});
    // Somebody was faster: either to this very page, or to a change that this page does not fit.
    if (kept || (await store.get(record.id))?.hosted?.id === page.id) return page.url;
    await hosted.close(page.id);
    await restore(record.id);
    return undefined;
  }

  /** The buyer's page is the way on where the buyer has to look at the order, and no way round the merchant. */
  const mayPay = (record: CheckoutRecord) => !readiness(record).length && standingOf(record) !== 'pending_approval';

  /** Whether the session cannot be had for its total any more. Then its page is closed, and the session says what it costs now. */
  async function hasChanged(record: CheckoutRecord): Promise<boolean> {
    const quote = await requote(record, record.inputs);
    const {hosted: _closed, priceChangedFrom: _seen, ...kept} = record;
    const priced = await reviewed(review, {...kept, quote, updatedAt: clock.now()});
    if (quote.total === record.quote.total && mayPay(priced)) return false;
    if ((await close(record)).phase !== 'open') return true;
    const told = quote.total !== record.quote.total && !quote.taxProblem;
    const changed = {...priced, ...(told && {priceChangedFrom: record.quote.total})};
    if (!(await store.replace(changed))) await restore(record.id);
    return true;
  }

  /**
   * The session may change once its page can no longer be paid. Answers the record as it is, or completed when the page was paid.
   * Throws `service_unavailable` when nobody can tell.
   */
  async function close(record: CheckoutRecord): Promise<CheckoutRecord> {
    if (!record.hosted || (await hosted.close(record.hosted.id))) return record;
    const settled = await settle(record);
    if (settled.phase !== 'open') return settled;
    throw outOfReach();
  }

  /**
   * Completes the session when its page was paid with the very total it shows; answers the record as it is when it was not paid.
   * Throws `service_unavailable` when nobody can tell, `payment_in_progress` while the money is on its way.
   */
  async function settle(record: CheckoutRecord): Promise<CheckoutRecord> {
    if (record.phase !== 'open' || !record.hosted) return record;
    const status = await hosted.status(record.hosted.id);
    if (status.kind === 'unknown') throw outOfReach();
    if (status.kind === 'processing') throw refusal('paying');
    if (status.kind !== 'paid') return record;
    if (status.amount !== record.quote.total || status.currency !== record.quote.currency) {
      // A page is closed before its session changes, so this is a fault; whoever's it is, the buyer gets the money back.
      await payments.giveBack(status.paymentId, 'wrong_amount');
      const {hosted: _spent, ...unpaid} = record;
      await store.replace({...unpaid, updatedAt: clock.now()});
      throw new Error(`The payment page of ${record.id} took another amount than the session's total; it was given back`);
    }
    const orderId = ids.order();
    const order = makeOrder(record, {id: orderId, number: ids.orderNumber(), url: facts.orderUrl(orderId)});
    const completed: CheckoutRecord = {
      ...record,
      phase: next(record.phase, 'paid_elsewhere'),
      order,
      attempt: {
        state: 'paid',
        tokenHash: '',
        idempotencyKey: record.hosted.id,
        amount: status.amount,
        currency: status.currency,
        orderId,
        startedAt: clock.now(),
        paymentId: status.paymentId,
      },
      updatedAt: clock.now(),
    };
    const won = await store.complete(completed, order, {type: 'order_create', order, livemode: payments.livemode});
    return won ? {...completed, version: record.version + 1} : ((await store.get(record.id)) ?? record);
  }

  return {open, close, settle};
}

export type Hosted = ReturnType<typeof makeHosted>;
