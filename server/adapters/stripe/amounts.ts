import type {Amount, Currency} from '../../../shared/money.js';

// Stripe charges these with two decimals although ISO 4217 says none (docs.stripe.com/currencies).
const TIMES_100 = new Set(['isk', 'ugx']);
// Stripe charges three-decimal currencies only in steps of ten.
const STEPS_OF_10 = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** Our ISO 4217 minor units in Stripe's; undefined for an amount that Stripe cannot charge exactly. */
export function toStripeAmount(amount: Amount, currency: Currency): number | undefined {
  if (TIMES_100.has(currency)) return amount * 100;
  return STEPS_OF_10.has(currency) && amount % 10 !== 0 ? undefined : amount;
}

/** Stripe's minor units in ours; undefined where Stripe names a fraction that the currency does not have. */
export function fromStripeAmount(amount: number, currency: Currency): Amount | undefined {
  if (!TIMES_100.has(currency)) return amount;
  const text = String(amount);
  if (amount === 0) return 0;
  return text.endsWith('00') ? Number(text.slice(0, -2)) : undefined;
}
