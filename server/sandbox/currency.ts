import {invalidRequest} from './errors.js';

// The smallest charge Stripe accepts, in the currency's smallest unit. Currencies that are not listed have no floor here.
const MINIMUM: Record<string, number> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  jpy: 50,
  cad: 50,
  aud: 50,
  chf: 50,
  mxn: 1000,
  sek: 300,
  nok: 300,
  dkk: 250,
  pln: 200,
  czk: 1500,
  huf: 17_500,
  hkd: 400,
  sgd: 50,
  aed: 200,
  brl: 50,
  inr: 50,
  myr: 200,
  nzd: 50,
  ron: 200,
  thb: 1000,
};
const MAXIMUM = 99_999_999;

const NO_DECIMALS = new Set(['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf']);
const THREE_DECIMALS = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);
/** Shown without decimals, yet charged in hundredths: the amount must be a whole number of units. */
const WHOLE_UNITS = new Set(['isk', 'ugx']);

/**
 * Refuses an amount Stripe would not charge.
 *
 * @param amount in the currency's smallest unit
 * @param currency three lowercase letters
 */
export function assertChargeable(amount: number, currency: string, param = 'amount'): void {
  assertCurrency(currency);
  if (amount < 1) throw invalidRequest('This value must be greater than or equal to 1.', {code: 'parameter_invalid_integer', param});
  if (amount > MAXIMUM)
    throw invalidRequest(`Amount must be no more than ${formatAmount(MAXIMUM, currency)}`, {code: 'amount_too_large', param});
  const minimum = MINIMUM[currency] ?? 1;
  if (amount < minimum)
    throw invalidRequest(`Amount must be at least ${formatAmount(minimum, currency)}`, {code: 'amount_too_small', param});
  const step = THREE_DECIMALS.has(currency) ? 10 : WHOLE_UNITS.has(currency) ? 100 : 1;
  if (amount % step !== 0) throw invalidRequest(`Invalid ${currency} amount: it must be a multiple of ${step}, got ${amount}`, {param});
}

export function assertCurrency(currency: string, param = 'currency'): void {
  if (/^[a-z]{3}$/.test(currency)) return;
  throw invalidRequest(`Invalid currency: ${currency.slice(0, 20)}. Stripe wants the three-letter code in lower case.`, {param});
}

/** An amount in smallest units as text for people, `$12.34`. The decimal point is moved in the digits, never by division. */
export function formatAmount(amount: number, currency: string, locale = 'en'): string {
  const decimals = NO_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2;
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const value = `${amount < 0 ? '-' : ''}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''}` as `${number}`;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(value);
}
