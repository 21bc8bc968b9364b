/** The only file that adds amounts. Everything is integers in minor units of one currency. */
import type {Amount} from '../../shared/money.js';
import type {OrderAdjustment, Total} from '../../shared/session.js';
import {english} from './english.js';
import type {Quote, QuotedLine, QuotedOption} from './record.js';
import type {Words} from './words.js';

export const sum = (amounts: Iterable<Amount>): Amount => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
};

/**
 * Splits `amount` in proportion to `weights` so that the shares add up to it exactly (largest remainder; ties go to the first).
 * All weights 0 gives all shares 0. Shares of an amount that is whole coins are whole coins too: a line may have to be charged by itself.
 */
export function allocate(amount: Amount, weights: readonly number[], coin: Amount = 1): Amount[] {
  if (coin > 1 && amount % coin === 0) return allocate(amount / coin, weights).map((share) => share * coin);
  const whole = sum(weights);
  if (whole === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const shares = exact.map((value) => Number(value / BigInt(whole)));
  const order = exact
    .map((value, index) => ({rest: value % BigInt(whole), index}))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  let left = amount - sum(shares);
  for (const {index} of order) {
    if (left === 0) break;
    shares[index] = shares[index]! + 1;
    left -= 1;
  }
  return shares;
}

/** What each of `count` lines has off. */
export const discountOfLines = (applied: Quote['applied'], count: number): Amount[] =>
  Array.from({length: count}, (_, line) => sum(applied.map(({shares}) => shares?.[line] ?? 0)));

/** A line's amounts from its price, its share of the discounts and its tax. */
export function lineAmounts(unitAmount: Amount, quantity: number, discount: Amount, tax: Amount) {
  const base = unitAmount * quantity;
  const subtotal = base - discount;
  return {base, discount, subtotal, tax, total: subtotal + tax};
}

/** A delivery option's amounts. `tax` undefined is not worked out, and the total is before tax. */
export const optionAmounts = (amount: Amount, tax: Amount | undefined) => ({
  amount,
  ...(tax !== undefined && {tax}),
  total: amount + (tax ?? 0),
});

/**
 * The cart's amounts from its lines and the chosen option. Tax on delivery sits inside `fulfillment`, the tax row is the
 * lines' tax alone, as the payment sheet's documented example adds up (3000 + 550 + 300 = 3850 with an option of 500 + 50).
 */
export function cartAmounts(
  lines: readonly Pick<QuotedLine, 'base' | 'discount' | 'tax'>[],
  option: Pick<QuotedOption, 'total'> | undefined,
) {
  const itemsBase = sum(lines.map(({base}) => base));
  const itemsDiscount = sum(lines.map(({discount}) => discount));
  const subtotal = itemsBase - itemsDiscount;
  const fulfillment = option?.total ?? 0;
  const tax = sum(lines.map((line) => line.tax));
  return {itemsBase, itemsDiscount, subtotal, fulfillment, tax, total: subtotal + fulfillment + tax};
}

/** Throws when a quote does not add up or holds a negative or fractional amount: a fault of ours that must never reach a buyer. */
export function assertAddsUp(quote: Quote): void {
  const faults: string[] = [];
  const check = (fact: boolean, what: string) => fact || faults.push(what);
  const whole = (amount: Amount) => Number.isSafeInteger(amount) && amount >= 0;
  quote.lines.forEach((line, index) => {
    check(
      [line.base, line.discount, line.subtotal, line.tax, line.total].every(whole),
      `line ${index} has a negative or fractional amount`,
    );
    check(line.base === line.unitAmount * line.quantity, `line ${index} base`);
    check(line.subtotal === line.base - line.discount && line.total === line.subtotal + line.tax, `line ${index} total`);
  });
  const option = quote.options.find(({id}) => id === quote.optionId);
  for (const each of quote.options) check(whole(each.total) && each.total === each.amount + (each.tax ?? 0), `option ${each.id} total`);
  check(quote.optionId === undefined || option !== undefined, 'the chosen option is not offered');
  check(!quote.taxed || option?.tax !== undefined, 'the chosen option has no tax');
  const amounts = cartAmounts(quote.lines, option);
  for (const key of ['itemsBase', 'itemsDiscount', 'subtotal', 'fulfillment', 'tax', 'total'] as const) {
    check(whole(quote[key]) && quote[key] === amounts[key], `cart ${key} is ${quote[key]}, its parts say ${amounts[key]}`);
  }
  quote.applied.forEach(({shares = [], amount}, index) =>
    check(shares.every(whole) && sum(shares) === amount, `the lines' shares of discount ${index}`),
  );
  const discounts = discountOfLines(quote.applied, quote.lines.length);
  quote.lines.forEach(({discount}, index) => check(discount === discounts[index], `line ${index} discount`));
  check(sum(quote.applied.map(({amount}) => amount)) === quote.itemsDiscount, 'applied discounts differ from the discount of the lines');
  if (faults.length) throw new Error(`The quote does not add up: ${faults.join('; ')}`);
}

const row = (type: Total['type'], display_text: string, amount: Amount): Total => ({type, display_text, amount});

export const lineRows = (line: QuotedLine, {totals}: Words = english): Total[] => [
  row('items_base_amount', totals.price, line.base),
  ...(line.discount ? [row('items_discount', totals.discount, line.discount)] : []),
  row('subtotal', totals.subtotal, line.subtotal),
  row('tax', totals.tax, line.tax),
  row('total', totals.total, line.total),
];

export const optionRows = (option: QuotedOption, {totals}: Words = english): Total[] => [
  row('subtotal', totals.price, option.amount),
  ...(option.tax === undefined
    ? [row('total', totals.totalBeforeTax, option.total)]
    : [row('tax', totals.tax, option.tax), row('total', totals.total, option.total)]),
];

/** The rows the buyer sees. A quote without a destination has no tax row and an estimated total. */
export function cartRows(quote: Quote, {totals}: Words = english): Total[] {
  const option = quote.options.find(({id}) => id === quote.optionId);
  return [
    row('items_base_amount', totals.items, quote.itemsBase),
    ...(quote.itemsDiscount ? [row('items_discount', totals.discount, quote.itemsDiscount)] : []),
    row('subtotal', totals.subtotal, quote.subtotal),
    ...(option ? [row('fulfillment', option.title, quote.fulfillment)] : []),
    ...(quote.taxed ? [row('tax', totals.tax, quote.tax)] : []),
    row('total', quote.taxed && option ? totals.total : totals.estimatedTotal, quote.total),
  ];
}

/** An order's rows, which are kept in English, in other words. What the shop named itself stays. */
export function inWords(rows: readonly Total[], {totals}: Words): Total[] {
  const names: Partial<Record<Total['type'], string>> = {
    items_base_amount: totals.items,
    items_discount: totals.discount,
    subtotal: totals.subtotal,
    tax: totals.tax,
    total: totals.total,
    amount_refunded: totals.refunded,
  };
  return rows.map((each) => ({...each, display_text: names[each.type] ?? each.display_text}));
}

/** The order's rows with what was refunded so far; no row while nothing was. */
export function withRefunds(rows: readonly Total[], adjustments: readonly OrderAdjustment[]): Total[] {
  const refunded = sum(adjustments.filter(({type, status}) => type === 'refund' && status === 'completed').map(({amount}) => amount ?? 0));
  const kept = rows.filter(({type}) => type !== 'amount_refunded');
  return refunded ? [...kept, row('amount_refunded', english.totals.refunded, refunded)] : kept;
}
