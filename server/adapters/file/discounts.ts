import {formatMoney, type Amount, type Currency} from '../../../shared/money.js';
import type {AppliedDiscount, Discounts, RejectedDiscount} from '../../core/ports.js';
import type {CatalogFile} from './catalog-file.js';
import {share} from './share.js';

type FileDiscount = CatalogFile['discounts'][number];

/**
 * Discount codes from the file. Codes add up in the order they were typed, each taken from what the ones before it left; a percentage
 * is rounded half up to the smallest coin a card takes. A minimum is compared with the subtotal before discounts. A code whose time
 * has not come is treated as one that does not exist. Throws when asked in another currency than the file's.
 */
export function fileDiscounts(file: CatalogFile): Discounts {
  const byCode = new Map(file.discounts.map((discount) => [discount.code.toUpperCase(), discount]));
  return {
    async evaluate({codes, subtotal, currency, now}) {
      if (currency !== file.shop.currency)
        throw new Error(`The file's discounts are in ${file.shop.currency}, but the cart is in ${currency}.`);
      const applied: AppliedDiscount[] = [];
      const rejected: RejectedDiscount[] = [];
      let left = subtotal;
      for (const code of codes) {
        const discount = byCode.get(code.trim().toUpperCase());
        const taken = applied.some((other) => other.code === discount?.code);
        const refusal = refusalOf(discount, {taken, subtotal, left, currency, now});
        if (!discount || refusal) {
          rejected.push({code, ...(refusal ?? INVALID)});
          continue;
        }
        const amount = amountOf(discount, left, currency);
        left -= amount;
        applied.push({id: discount.code, code: discount.code, name: discount.name, amount});
      }
      return {applied, rejected};
    },
  };
}

type Refusal = Omit<RejectedDiscount, 'code'>;

const INVALID: Refusal = {reason: 'discount_code_invalid', message: 'This code is not valid.'};

/** Why a code does nothing for this cart (ACP 2026-04-17 `discount_code_*`), or undefined when it does something. */
function refusalOf(
  discount: FileDiscount | undefined,
  {taken, subtotal, left, currency, now}: {taken: boolean; subtotal: Amount; left: Amount; currency: Currency; now: number},
): Refusal | undefined {
  if (!discount || (discount.starts_at && now < Date.parse(discount.starts_at))) return INVALID;
  const {code, ends_at, minimum_subtotal: minimum} = discount;
  if (ends_at && now >= Date.parse(ends_at)) return {reason: 'discount_code_expired', message: `${code} has expired.`};
  if (taken) return {reason: 'discount_code_already_applied', message: `${code} is already applied.`};
  if (minimum !== undefined && subtotal < minimum)
    return {
      reason: 'discount_code_minimum_not_met',
      message: `${code} needs a subtotal of at least ${formatMoney(minimum, currency, 'en-US')}.`,
    };
  if (amountOf(discount, left, currency) === 0)
    return {reason: 'discount_code_combination_disallowed', message: `${code} would take nothing more off this cart.`};
  return undefined;
}

const amountOf = ({percent_bps, amount_off}: FileDiscount, left: Amount, currency: Currency): Amount =>
  Math.min(left, percent_bps === undefined ? (amount_off ?? 0) : share(left, percent_bps, currency));
