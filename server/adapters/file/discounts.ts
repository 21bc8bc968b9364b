import type {DiscountTerms, Discounts} from '../../core/ports.js';
import type {CatalogFile} from './catalog-file.js';

/** Discounts from the file. Throws when asked in another currency than the file's. */
export function fileDiscounts(file: CatalogFile): Discounts {
  const terms = file.discounts.map(termsOf);
  const automatic = terms.filter(({code}) => code === undefined);
  return {
    async find(codes, currency) {
      if (currency !== file.shop.currency)
        throw new Error(`The file's discounts are in ${file.shop.currency}, but the cart is in ${currency}.`);
      const typed = new Set(codes.map((code) => code.trim().toUpperCase()));
      return typed.size ? terms.filter(({code}) => code === undefined || typed.has(code.toUpperCase())) : automatic;
    },
  };
}

const termsOf = (discount: CatalogFile['discounts'][number]): DiscountTerms => {
  const {id, code, name, percent_bps: rateBps, amount_off: amount, method, priority, applies_to: appliesTo, exclusive} = discount;
  const {minimum_subtotal: minimum, starts_at, ends_at, usage_limit: limit, countries, signed_in_only: signedInOnly} = discount;
  return {
    id: id ?? code ?? '', // one of them is there, see catalog-faults.ts
    ...(code !== undefined && {code}),
    name,
    off: rateBps === undefined ? {amount: amount ?? 0} : {rateBps},
    method,
    ...(priority !== undefined && {priority}),
    ...(appliesTo && {appliesTo}),
    ...(exclusive && {exclusive}),
    ...(minimum !== undefined && {minimum}),
    ...(starts_at !== undefined && {startsAt: Date.parse(starts_at)}),
    ...(ends_at !== undefined && {endsAt: Date.parse(ends_at)}),
    ...(limit !== undefined && {limit}),
    ...(countries && {countries}),
    ...(signedInOnly && {signedInOnly}),
  };
};
