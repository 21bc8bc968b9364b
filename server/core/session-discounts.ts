import type {SessionDiscounts} from '../../shared/session.js';
import type {AppliedDiscount} from './ports.js';
import type {CheckoutRecord} from './record.js';
import {sentenceOf} from './rejection.js';
import type {Words} from './words.js';

/** What a session says about discounts (ACP 2026-04-17, discount extension); undefined where there is nothing to say. */
export function sessionDiscounts({inputs: {codes}, quote}: CheckoutRecord, words: Words): SessionDiscounts | undefined {
  const {applied, rejected, currency} = quote;
  if (!codes.length && !applied.length) return undefined;
  return {
    codes,
    applied: applied.map((each) => ({
      id: each.id,
      ...(each.code === undefined ? {automatic: true} : {code: each.code}),
      coupon: {id: each.id, name: each.name, ...termsOf(each.off, currency)},
      amount: each.amount,
      ...(each.startsAt !== undefined && {start: new Date(each.startsAt).toISOString()}),
      ...(each.endsAt !== undefined && {end: new Date(each.endsAt).toISOString()}),
      ...(each.method && {method: each.method}),
      ...(each.priority !== undefined && {priority: each.priority}),
      ...(each.shares && {
        allocations: each.shares.flatMap((amount, index) => (amount ? [{path: `$.line_items[${index}]`, amount}] : [])),
      }),
    })),
    rejected: rejected.map((each) => ({code: each.code, reason: each.reason, message: sentenceOf(each, currency, words)})),
  };
}

function termsOf(off: AppliedDiscount['off'], currency: string): {percent_off?: number; amount_off?: number; currency?: string} {
  if (!off) return {};
  return 'rateBps' in off ? {percent_off: off.rateBps / 100} : {amount_off: off.amount, currency};
}
