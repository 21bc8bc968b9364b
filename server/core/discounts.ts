import {coinOf, type Amount, type Currency} from '../../shared/money.js';
import type {AppliedDiscount, DiscountTerms, RejectedDiscount} from './ports.js';
import {share} from './share.js';
import {allocate, sum} from './totals.js';

/** What discounts depend on. */
export interface Cart {
  /** `amount` is before discounts. */
  lines: readonly {itemId: string; productId: string; quantity: number; amount: Amount}[];
  codes: readonly string[];
  currency: Currency;
  /** Milliseconds since the epoch. */
  now: number;
  signedIn: boolean;
  /** Where the goods go; undefined while that is not known, which keeps no discount away. */
  country: string | undefined;
  /** Orders that have a discount, by its id. */
  used: ReadonlyMap<string, number>;
}

type Refusal = Pick<RejectedDiscount, 'reason' | 'minimum'>;
interface Candidate {
  terms: DiscountTerms;
  /** Among the codes; undefined for a discount that applies by itself. */
  place?: number;
}

/** Codes are the same whatever their case, and the spaces around them. */
export const sameCode = (one: string, other: string): boolean => one.trim().toUpperCase() === other.trim().toUpperCase();

/**
 * What is taken off the lines. Lower priorities first, discounts without one last; of equals those that apply by themselves before codes,
 * then in the order of the shop and of the codes. Each is taken from what the former left, so a line never falls below 0. Every code ends
 * up in one of the two lists: a discount that applies by itself either does or is not there.
 */
export function applyDiscounts(offered: readonly DiscountTerms[], cart: Cart): {applied: AppliedDiscount[]; rejected: RejectedDiscount[]} {
  const {codes} = cart;
  const rejected: RejectedDiscount[] = [];
  const reject = (place: number | undefined, refusal: Refusal) =>
    void (place !== undefined && rejected.push({code: codes[place]!, place, ...refusal}));

  const chosen: Candidate[] = [];
  const choose = (candidate: Candidate) => {
    const refusal = refusalOf(candidate.terms, chosen, cart);
    if (refusal) reject(candidate.place, refusal);
    else chosen.push(candidate);
  };
  // Codes first: what the buyer typed and goes with no other must not be kept away by what applies by itself.
  codes.forEach((code, place) => {
    const terms = offered.find((each) => each.code !== undefined && sameCode(each.code, code));
    if (terms) choose({terms, place});
    else reject(place, INVALID);
  });
  for (const terms of offered) if (terms.code === undefined) choose({terms});

  const left = cart.lines.map(({amount}) => amount);
  const applied: AppliedDiscount[] = [];
  for (const {terms, place} of [...chosen].sort(inTurn)) {
    const shares = sharesOf(terms, left, cart);
    const amount = sum(shares);
    if (amount === 0) {
      reject(place, {reason: 'discount_code_combination_disallowed'});
      continue;
    }
    shares.forEach((off, index) => (left[index]! -= off));
    applied.push(asApplied(terms, amount, shares));
  }
  return {applied, rejected: rejected.sort((one, other) => one.place - other.place)};
}

const INVALID: Refusal = {reason: 'discount_code_invalid'};

const turnOf = ({terms: {priority = Infinity}, place = -1}: Candidate) => [priority, place] as const;

function inTurn(one: Candidate, other: Candidate): number {
  const [[priority, place], [otherPriority, otherPlace]] = [turnOf(one), turnOf(other)];
  return priority === otherPriority ? place - otherPlace : priority - otherPriority;
}

/** Why a discount does nothing for this cart, or undefined. One whose time has not come is treated as one that does not exist. */
function refusalOf(terms: DiscountTerms, chosen: readonly Candidate[], cart: Cart): Refusal | undefined {
  const {id, startsAt = -Infinity, endsAt = Infinity, limit = Infinity, minimum = 0, countries, signedInOnly, exclusive} = terms;
  const {now, country, lines} = cart;
  if (now < startsAt) return INVALID;
  if (now >= endsAt) return {reason: 'discount_code_expired'};
  if (chosen.some((other) => other.terms.id === id)) return {reason: 'discount_code_already_applied'};
  if ((cart.used.get(id) ?? 0) >= limit) return {reason: 'discount_code_usage_limit_reached'};
  if (signedInOnly && !cart.signedIn) return {reason: 'discount_code_user_not_logged_in'};
  if (countries && country !== undefined && !countries.includes(country)) return {reason: 'discount_code_user_ineligible'};
  if (sum(lines.map(({amount}) => amount)) < minimum) return {reason: 'discount_code_minimum_not_met', minimum};
  const alone = exclusive ? chosen.length > 0 : chosen.some((other) => other.terms.exclusive);
  const idle = !lines.some((line) => isFor(terms, line));
  return alone || idle ? {reason: 'discount_code_combination_disallowed'} : undefined;
}

const isFor = ({appliesTo}: DiscountTerms, {itemId, productId}: Cart['lines'][number]): boolean =>
  !appliesTo || appliesTo.includes(itemId) || appliesTo.includes(productId);

/** What each line gets, at most what is `left` of it. Percentages are rounded half up to the smallest coin a card takes. */
function sharesOf(terms: DiscountTerms, left: readonly Amount[], {lines, currency}: Cart): Amount[] {
  const {off, method} = terms;
  const open = lines.map((line, index) => (isFor(terms, line) ? left[index]! : 0));
  const cut = (amount: Amount, pieces: number) =>
    Math.min(amount, 'rateBps' in off ? share(amount, off.rateBps, currency) : off.amount * pieces);
  if (method === 'each') return open.map((amount, index) => cut(amount, lines[index]!.quantity));
  return allocate(cut(sum(open), 1), open, coinOf(currency));
}

const asApplied = (
  {id, code, name, off, method, priority, startsAt, endsAt, limit}: DiscountTerms,
  amount: Amount,
  shares: Amount[],
): AppliedDiscount => ({
  id,
  ...(code !== undefined && {code}),
  name,
  off,
  method,
  ...(priority !== undefined && {priority}),
  ...(startsAt !== undefined && {startsAt}),
  ...(endsAt !== undefined && {endsAt}),
  ...(limit !== undefined && {limit}),
  amount,
  shares,
});
