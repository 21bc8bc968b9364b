import type {Amount, Currency} from '../../../shared/money.js';

// Stripe charges these with two decimals although ISO 4217 says none (docs.stripe.com/currencies).
const TIMES_100 = new Set(['isk', 'ugx']);
// Stripe charges three-decimal currencies only in steps of ten.
const STEPS_OF_10 = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

// The smallest charge per currency, in Stripe's minor units; where none is listed it is one. Eight digits are the most.
const LEAST: Record<string, number> = Object.fromEntries(
  'usd 50 eur 50 gbp 30 jpy 50 cad 50 aud 50 chf 50 mxn 1000 sek 300 nok 300 dkk 250 pln 200 czk 1500 huf 17500 hkd 400 sgd 50'
    .split(/ (?=[a-z])/)
    .map((pair) => [pair.slice(0, 3), Number(pair.slice(4))]),
);
const MOST = 99_999_999;

/** What can be charged in a currency at least and at most, in our minor units. */
export const chargeLimits = (currency: Currency): {least: Amount; most: Amount} => ({
  least: LEAST[currency] ?? (STEPS_OF_10.has(currency) ? 10 : 1),
  most: TIMES_100.has(currency) ? 999_999 : STEPS_OF_10.has(currency) ? 99_999_990 : MOST,
});

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
