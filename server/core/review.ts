import type {Amount, Currency} from '../../shared/money.js';
import type {Message} from '../../shared/session.js';
import {english} from './english.js';
import {readiness} from './readiness.js';
import type {CheckoutRecord, Inputs} from './record.js';
import {standingOf} from './standing.js';
import type {Words} from './words.js';

/** Who has to look at an agent's order before it is paid: the buyer, on the merchant's own payment page, or the merchant. */
export type Reviewer = NonNullable<CheckoutRecord['review']>;

/** What a rule may go by. */
export interface ReviewedOrder {
  /** The agent's name, as its key has it. */
  agent: string;
  /** What would be charged, in minor units. */
  total: Amount;
  currency: Currency;
  items: {itemId: string; quantity: number; total: Amount}[];
  /** Where it is sent, ISO 3166-1 alpha-2; undefined where it is not sent. */
  country?: string;
}

/** A merchant's say before an agent's order is paid. */
export interface OrderReview {
  /**
   * Who has to look at this order; undefined for nobody. Asked whenever a session of an agent was priced and could be paid, so it must
   * be quick and change nothing. What it throws fails the agent's call, and nothing is paid.
   */
  decide(order: ReviewedOrder): Reviewer | undefined | Promise<Reviewer | undefined>;
}

/**
 * The rule of two limits, in minor units of the shop's currency: a total above `merchant` needs the merchant's approval, else one above
 * `buyer` needs the buyer. Above both it is the merchant alone: a buyer could not make up for an approval that is missing.
 */
export const reviewAbove = ({buyer = Infinity, merchant = Infinity}: {buyer?: Amount; merchant?: Amount}): OrderReview => ({
  decide: ({total}) => (total > merchant ? 'merchant' : total > buyer ? 'buyer' : undefined),
});

/**
 * A record that was just priced, with who has to look at it now. What the merchant approved holds while the order is the one that was
 * approved; `before` are the inputs it had then.
 */
export async function reviewed(
  rule: OrderReview | undefined,
  record: CheckoutRecord,
  before: Inputs = record.inputs,
): Promise<CheckoutRecord> {
  const {review: _before, approvalAskedAt: _asked, approved, ...kept} = record;
  const priced: CheckoutRecord = {...kept, ...(approved !== undefined && isSameOrder(record.inputs, before) && {approved})};
  // Nobody should look at an order that will still change.
  if (!rule || priced.owner === undefined || readiness(priced).length) return priced;
  const review: unknown = await rule.decide(orderOf(priced, priced.owner));
  if (review === undefined) return priced;
  if (review !== 'buyer' && review !== 'merchant') throw new Error(`A review must be buyer, merchant or undefined, got ${String(review)}`);
  const held: CheckoutRecord = {...priced, review};
  return standingOf(held) === 'pending_approval' ? {...held, approvalAskedAt: held.updatedAt} : held;
}

/** Whether somebody has to look at an open checkout before it is paid. */
export const isHeld = (record: CheckoutRecord): boolean => /^(requires_escalation|pending_approval)$/.test(standingOf(record));

/** A record that is held, with a note of the total that this token came for: it pays no other. */
export const withToken = (record: CheckoutRecord, tokenHash: string, now: number): CheckoutRecord => ({
  ...record,
  authorized: {[tokenHash]: record.quote.total, ...record.authorized},
  updatedAt: now,
});

/** What to do about an order that somebody has to look at, and what became of it. */
export function reviewNotes(record: CheckoutRecord, words: Words = english): Message[] {
  const note = (type: Message['type'], content: string, more: Partial<Message> = {}): Message[] => [
    {type, ...more, severity: 'high', content_type: 'plain', content},
  ];
  if (record.phase === 'canceled' && record.rejected) return note('info', words.orderRejected);
  if (record.phase !== 'open' || !isHeld(record)) return [];
  return record.review === 'buyer'
    ? note('error', words.buyerReview, {code: 'intervention_required', resolution: 'requires_buyer_review'})
    : // ACP has no `resolution` for what neither the agent nor the buyer can mend.
      note('error', words.approvalPending, {code: 'approval_required'});
}

function orderOf({inputs, quote}: CheckoutRecord, agent: string): ReviewedOrder {
  const isFetched = quote.options.find(({id}) => id === quote.optionId)?.type === 'pickup';
  const country = isFetched ? undefined : inputs.details?.address?.country;
  return {
    agent,
    total: quote.total,
    currency: quote.currency,
    items: quote.lines.map(({itemId, quantity, total}) => ({itemId, quantity, total})),
    ...(country && {country}),
  };
}

/** Who pays, and what else was said, may still change. */
const isSameOrder = (one: Inputs, other: Inputs) => goods(one) === goods(other);
const goods = ({items, details, optionId, codes}: Inputs) => JSON.stringify([items, details, optionId, codes]);
