import type {CheckoutSession, Message, Order} from '../../shared/session.js';
import {announcing, approvalPending, makeApprovals, type Approvals, type WaitingOrder} from './approval.js';
import {withInterventions} from './authentication.js';
import {hold, refusedRaises} from './basket.js';
import {assertOwned, notFound, receiptOf, withAsides, type Call} from './call.js';
import {merge, type Change} from './change.js';
import type {Completion} from './completion.js';
import {CheckoutError} from './errors.js';
import {makeExpiry} from './expiry.js';
import {handOver} from './fulfillment.js';
import {makeHosted} from './hosted.js';
import {makeNews} from './news.js';
import {makeOrders, type Orders} from './orders.js';
import {makePayments} from './payment.js';
import type {SavedPaymentMethods} from './payment-ports.js';
import {next, refusal} from './phase.js';
import type {Clock, CheckoutStore, Fulfillment, HostedCheckout, Ids, PaymentNews, PaymentProvider, Stock, Wanted} from './ports.js';
import {present, type Facts} from './present.js';
import {makePricing} from './pricing.js';
import {makeQuote, type QuoteSuppliers} from './quote.js';
import type {Aside, CheckoutRecord} from './record.js';
import {rejections} from './rejection.js';
import {reviewed, type OrderReview} from './review.js';
import {standingOf} from './standing.js';

export interface CheckoutParts extends QuoteSuppliers {
  store: CheckoutStore;
  stock: Stock;
  payments: PaymentProvider;
  hosted: HostedCheckout;
  /** What known buyers saved. Without it nobody can pay with a saved method. */
  savedMethods?: SavedPaymentMethods;
  /** Told of every order paid with real money. Without one, orders wait. */
  fulfillment?: Fulfillment;
  /** Which orders of agents somebody has to look at before they are paid. Without it, none. */
  review?: OrderReview;
  /** Told of every order that begins to wait for the merchant. */
  onWaiting?(order: WaitingOrder): void;
  clock: Clock;
  ids: Ids;
  facts: Facts;
  /** SHA-256 of a text as hex. */
  hash(text: string): string;
  /** Life of an open session, from its last change. */
  sessionTtlMs: number;
}

/** The shop. Every method that answers with a session answers with the whole of it; see each for what it refuses. */
export interface Checkout extends Orders, Approvals {
  /** Starts a session. Refuses unknown items (`invalid_item_id`) and wrong quantities (`invalid`); sold-out items are messages. */
  create(change: Change & {items: readonly Wanted[]}, call?: Call): Promise<CheckoutSession>;
  /** The session as it stands; tax that was out of reach is asked for again every 10 s. Refuses an unknown id (`session_not_found`). */
  get(id: string, call?: Call): Promise<CheckoutSession>;
  /**
   * Changes a session and prices it afresh. What the shop cannot do (more than there is, a code that does not apply) changes
   * nothing and comes back as messages. Refuses a session that is paid, being paid, canceled or expired, and one that waits for the
   * merchant (`approval_pending`).
   */
  update(id: string, change: Change, call?: Call): Promise<CheckoutSession>;
  /**
   * Charges the total the buyer saw, once. May be called again with the same token: the answer is the stored one. A saved method that
   * was declined for certain may be tried again. Refuses a saved method without its amount (`missing`), and one while nobody can tell
   * whose it is (`service_unavailable`). A strict call refuses what another call pays or has paid, and throws `service_unavailable`
   * when the payment provider did nothing.
   */
  complete(id: string, completion: Completion, call?: Call): Promise<CheckoutSession>;
  /** Gives the goods back. Refuses a session that is paid or being paid; a strict call also one that is canceled. */
  cancel(id: string, call?: Call): Promise<CheckoutSession>;
  /** Ends sessions whose time is up. Answers how many. */
  expire(): Promise<number>;
  /** Finds out what became of payments nobody knows the outcome of. Answers how many were settled. */
  reconcile(): Promise<number>;
  /** Hands paid orders to fulfillment. Answers how many it took in. */
  fulfill(): Promise<number>;
  /** Address of the merchant's payment page for this session, made on the first call; undefined with the session's messages saying why not. */
  openHosted(id: string, urls: {success: string; cancel: string}): Promise<{url?: string; session: CheckoutSession}>;
  /** Looks whether the merchant's payment page was paid, and completes the session if so. Refuses (`service_unavailable`) when nobody can tell. */
  settleHosted(id: string): Promise<CheckoutSession>;
  /** Takes in a notice of the payment provider; false when it is about nothing of ours. Throws when it must come again. */
  news(notice: PaymentNews): Promise<boolean>;
  /** Takes the held money of an order (manual capture). False when there is nothing to take. */
  capture(orderId: string): Promise<boolean>;
  order(orderId: string): Promise<{order: Order; session: CheckoutSession} | undefined>;
  /** What came with a session for the shop alone. It is in no session and in no order. Refuses an unknown id (`session_not_found`). */
  asides(id: string, call?: Call): Promise<readonly Aside[]>;
}

const ATTEMPTS = 5;

/** Puts the shop together from its suppliers. */
export function createCheckout(given: CheckoutParts): Checkout {
  const parts = given.onWaiting ? {...given, store: announcing(given.store, given.onWaiting)} : given;
  const {store, stock, clock, ids, facts} = parts;
  const show = (record: CheckoutRecord, call: Call = {}, extra?: readonly Message[]) => present(record, facts, extra, call.words);

  const load = async (id: string): Promise<CheckoutRecord> => {
    const record = await store.get(id);
    if (!record) throw notFound();
    if (record.phase !== 'open' || record.expiresAt > clock.now()) return record;
    return end(record, 'expire');
  };

  const end = async (record: CheckoutRecord, event: 'cancel' | 'expire', call: Call = {}): Promise<CheckoutRecord> => {
    const now = clock.now();
    const ended = {...record, phase: next(record.phase, event), updatedAt: now, ...withAsides(record, call, now)};
    const closed = await hosted.close(record);
    if (closed.phase !== 'open') return closed;
    // The goods are given back in the same step: before it a payment may still win, which must have kept them.
    return (await store.replace(ended, receiptOf(call, show(ended, call)))) ? {...ended, version: record.version + 1} : load(record.id);
  };

  /** Runs a change again when somebody else changed the record in between. */
  const retrying = async <T>(id: string, call: Call, change: (record: CheckoutRecord) => Promise<T | undefined>): Promise<T> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const result = await change(assertOwned(await load(id), call));
      if (result !== undefined) return result;
    }
    throw new CheckoutError('conflict', 'this checkout is being changed by somebody else; try again');
  };

  const {requote, restore, taxed} = makePricing(parts, load);
  const hosted = makeHosted(parts, {requote, restore});
  const payments = makePayments(parts, {load, requote, restore, hosted, show});
  const news = makeNews(parts, {hosted, payments});
  const expire = makeExpiry(parts, load);

  return {
    ...makeOrders(parts),
    ...makeApprovals(parts),

    async create({items, codes, ...change}, call = {}) {
      const id = ids.session();
      const now = clock.now();
      const inputs = merge({items: [], codes: [...(codes ?? [])]}, {...change, items}, ids);
      const quote = await makeQuote(inputs, await stock.available(inputs.items.map(({itemId}) => itemId)), now, parts);
      const record = await reviewed(parts.review, {
        id,
        ...(call.owner && {owner: call.owner}),
        version: 1,
        phase: 'open',
        createdAt: now,
        updatedAt: now,
        expiresAt: now + parts.sessionTtlMs,
        inputs,
        quote,
        ...withInterventions(call, facts.authentication),
        ...withAsides({}, call, now),
      });
      // Stored before anything is reserved: what is reserved for a session that nobody knows would never come back.
      await store.insert(record, receiptOf(call, show(record, call)));
      const held = await hold(stock, id, inputs.items);
      const lines = quote.lines.map((line) => ({...line, available: held.get(line.itemId) ?? 0}));
      if (lines.every(({available}, index) => available === quote.lines[index]?.available)) return show(record, call);
      // Somebody took some in between.
      const short = await reviewed(parts.review, {...record, quote: {...quote, lines}});
      await store.replace(short, receiptOf(call, show(short, call)));
      return show(await load(id), call);
    },

    get: async (id, call = {}) => show(await taxed(assertOwned(await load(id), call)), call),

    update: (id, change, call = {}) =>
      retrying(id, call, async (record) => {
        if (record.phase !== 'open') throw refusal(record.phase);
        if (standingOf(record) === 'pending_approval') throw approvalPending();
        let inputs = merge(record.inputs, change, ids);
        const refuse = async (messages: readonly Message[]) => {
          await restore(id);
          return show(record, call, messages);
        };
        try {
          let quote = await requote(record, inputs);
          // Some of a buyer's codes apply: those are kept. None does: then nothing changes. An agent's list replaces the one before as it is
          // (ACP 2026-04-17, discount extension).
          const rejected = change.codes && !call.strict ? quote.rejected : [];
          const told = rejections({...quote, rejected}, call.words);
          if (rejected.length && rejected.length === inputs.codes.length) return await refuse(told);
          if (rejected.length) {
            inputs = {...inputs, codes: inputs.codes.filter((_, place) => !rejected.some((each) => each.place === place))};
            quote = await requote(record, inputs);
          }
          const raises = change.items ? refusedRaises(inputs.items, record.inputs.items, quote, call.words) : [];
          if (raises.length) return await refuse(raises);
          if (change.optionId && quote.optionId !== change.optionId) {
            throw new CheckoutError('invalid', 'this way of delivery is not offered for this checkout', {
              param: '$.selected_fulfillment_options[0].option_id',
            });
          }
          const closed = await hosted.close(record);
          if (closed.phase !== 'open') throw refusal(closed.phase);
          const now = clock.now();
          const {attempt: _settled, priceChangedFrom: _seen, hosted: _closed, challenge: _dropped, ...kept} = record;
          const priced = {...kept, inputs, quote, updatedAt: now, expiresAt: now + parts.sessionTtlMs};
          const changed = await reviewed(parts.review, priced, record.inputs);
          const session = show(changed, call, told);
          const stored = await store.replace(changed, receiptOf(call, session));
          await restore(id);
          return stored ? session : undefined;
        } catch (error) {
          await restore(id);
          throw error;
        }
      }),

    complete: async (id, completion, call = {}) => show(await payments.complete(id, completion, call), call),

    cancel: (id, call = {}) =>
      retrying(id, call, async (record) => {
        if (record.phase === 'canceled' && !call.strict) {
          await stock.release(id);
          return show(record, call);
        }
        if (record.phase !== 'open') throw refusal(record.phase);
        const ended = await end(record, 'cancel', call);
        return ended.phase === 'canceled' ? show(ended, call) : undefined;
      }),

    expire,

    reconcile: () => payments.reconcile(),

    fulfill: () => handOver(parts),

    async openHosted(id, urls) {
      // Paid already, by somebody who never came back from the page: nothing to pay again.
      const record = await hosted.settle(await load(id));
      const url = record.phase === 'open' ? await hosted.open(record, urls) : undefined;
      return {session: show(await load(id)), ...(url && {url})};
    },

    settleHosted: async (id) => show(await hosted.settle(await load(id))),

    news: (notice) => news.handle(notice),

    async capture(orderId) {
      const paymentId = (await store.order(orderId))?.record.attempt?.paymentId;
      if (!paymentId) throw new CheckoutError('not_found', 'there is no paid order with this id');
      return parts.payments.capture(paymentId);
    },

    async order(orderId) {
      const found = await store.order(orderId);
      return found && {order: found.order, session: show(found.record)};
    },

    asides: async (id, call = {}) => assertOwned(await load(id), call).asides ?? [],
  };
}
