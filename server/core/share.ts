import {coinOf, type Amount, type Currency} from '../../shared/money.js';

/**
 * A part of an amount, in hundredths of a percent, rounded half up to the smallest coin a card takes: 1025 of 2800 is 287.
 * In three-decimal currencies that coin is ten minor units. `amount` is 0 or more. Exact in integers up to 9 * 10^11.
 */
export function share(amount: Amount, rateBps: number, currency: Currency): Amount {
  const coin = coinOf(currency);
  return Math.floor((amount * rateBps + 5_000 * coin) / (10_000 * coin)) * coin;
}
