import type Stripe from 'stripe';
import type {Amount, Currency} from '../../../shared/money.js';
import {addBusinessDays, addDays, addMonths, instantOf, localTime, type Weekday} from '../../core/business-days.js';
import type {FulfillmentRate, FulfillmentRates} from '../../core/ports.js';
import {fromStripeAmount} from './amounts.js';
import {BROWSING, orUnavailable} from './call.js';
import {wholeNumber} from './offer.js';
import {holds, readZone, type Zone} from './zones.js';

export interface StripeRatesSettings {
  /** The shop's currency, lower case. */
  currency: Currency;
  /** The shop's own country, ISO 3166-1 alpha-2. */
  country: string;
  /** Whether the key is a live one. */
  livemode: boolean;
  /** Whether tax is added to delivery prices: rates that hold their tax already are then left out. */
  taxOnTop: boolean;
  /** IANA name; delivery days are counted on this clock. */
  timeZone: string;
  weekend?: readonly Weekday[];
}

const HOUR_MS = 3_600_000;
const MOST_RATES = 1000;

/**
 * The active shipping rates of a Stripe account that have an amount in the shop's currency, own or among its currency options. Ids are
 * Stripe's. What Stripe's object has no field for is in its metadata:
 *
 *   countries, states, postal_codes   where it is offered, see `zones.ts`; without `countries` it goes to the shop's own country and to
 *                                     every country that another rate names
 *   free_over   from this subtotal on (inclusive, Stripe's minor units of the shop's currency) it costs nothing
 *   carrier     e.g. `UPS`
 *   position    whole number; order in the list, then by amount; rates without one come last
 *
 * Delivery times are the rate's estimate from now: days, weeks and months as noon in the shop's time zone, hours up to the full hour.
 * Asks Stripe every time; throws `service_unavailable` when it cannot be reached, and a plain `Error` for another currency.
 */
export function stripeRates(client: Stripe, settings: StripeRatesSettings): FulfillmentRates {
  return {
    async rates({address, subtotal, currency, now}) {
      if (currency !== settings.currency)
        throw new Error(`Stripe's delivery prices are read in ${settings.currency}, but the cart is in ${currency}.`);
      if (!address) return [];
      const rates = await activeRates(client, settings);
      const reached = countriesOf(rates, settings);
      return rates
        .filter(({zone}) => holds(zone, address, reached))
        .map((rate) => shippingRate(rate, settings, subtotal, now))
        .sort((a, b) => a.position - b.position || a.rate.amount - b.rate.amount)
        .map(({rate}) => rate);
    },
  };
}

/**
 * Countries delivered to, the shop's own first, as they are now. Throws a plain `Error` when there are active rates and none of them has
 * an amount in the shop's currency: catalog and rates do not belong together. Throws `service_unavailable` when Stripe cannot be reached.
 */
export async function stripeShipsTo(client: Stripe, settings: StripeRatesSettings): Promise<string[]> {
  const listed = await listRates(client);
  const rates = usable(listed, settings);
  if (listed.length && !rates.length) {
    const others = [...new Set(listed.flatMap(({fixed_amount: price}) => price?.currency.toUpperCase() ?? []))].join(', ');
    throw new Error(
      `SHIPPING: none of the ${listed.length} active shipping rates in Stripe can be used. The shop sells in ` +
        `${settings.currency.toUpperCase()}, the rates are in ${others}${settings.taxOnTop ? ', and must not include tax' : ''}.`,
    );
  }
  return countriesOf(rates, settings);
}

interface PricedRate {
  source: Stripe.ShippingRate;
  amount: Amount;
  zone: Zone;
}

const activeRates = async (client: Stripe, settings: StripeRatesSettings) => usable(await listRates(client), settings);

function listRates(client: Stripe): Promise<Stripe.ShippingRate[]> {
  const listed = client.shippingRates.list({active: true, limit: 100, expand: ['data.fixed_amount.currency_options']}, BROWSING);
  return orUnavailable('delivery prices cannot be looked up right now; try again in a moment', () =>
    listed.autoPagingToArray({limit: MOST_RATES}),
  );
}

const usable = (listed: readonly Stripe.ShippingRate[], {currency, country, livemode, taxOnTop}: StripeRatesSettings): PricedRate[] =>
  listed.flatMap((source) => {
    const {fixed_amount: price} = source;
    if (!source.active || source.livemode !== livemode || !price) return [];
    const isOwn = price.currency === currency;
    const option = isOwn ? {amount: price.amount, tax_behavior: source.tax_behavior} : price.currency_options?.[currency];
    if (!option || (taxOnTop && option.tax_behavior === 'inclusive')) return [];
    const amount = fromStripeAmount(option.amount, currency);
    return amount === undefined ? [] : [{source, amount, zone: readZone(source.metadata, country)}];
  });

/** A rate that names no country adds the shop's own. */
function countriesOf(rates: readonly PricedRate[], {country}: StripeRatesSettings): string[] {
  const named = rates.flatMap(({zone}) => zone.countries ?? [country]);
  return [...new Set(named.includes(country) ? [country, ...named] : named)];
}

function shippingRate({source, amount, zone: _zone}: PricedRate, settings: StripeRatesSettings, subtotal: Amount, now: number) {
  const {id, display_name: title, delivery_estimate: estimate, metadata} = source;
  const freeOver = wholeNumber(metadata.free_over);
  const from = freeOver === undefined ? undefined : fromStripeAmount(freeOver, settings.currency);
  const rate: FulfillmentRate = {
    type: 'shipping',
    id,
    title: title || 'Delivery',
    ...(metadata.carrier?.trim() && {carrier: metadata.carrier.trim()}),
    amount: from !== undefined && subtotal >= from ? 0 : amount,
    ...(estimate?.minimum && {earliestDelivery: utc(arrival(estimate.minimum, settings, now))}),
    ...(estimate?.maximum && {latestDelivery: utc(arrival(estimate.maximum, settings, now))}),
  };
  return {rate, position: wholeNumber(metadata.position) ?? Number.MAX_SAFE_INTEGER};
}

/** The instant an estimate means. A unit that Stripe adds one day is read as days. */
function arrival(
  {unit, value}: {unit: string; value: number},
  {timeZone, weekend = ['saturday', 'sunday']}: StripeRatesSettings,
  now: number,
) {
  // Up to the full hour, or a quote would change while it is looked at.
  if (unit === 'hour') return Math.ceil((now + value * HOUR_MS) / HOUR_MS) * HOUR_MS;
  const today = localTime(now, timeZone).date;
  const day =
    unit === 'business_day'
      ? addBusinessDays(today, value, weekend)
      : unit === 'month'
        ? addMonths(today, value)
        : addDays(today, unit === 'week' ? value * 7 : value);
  return instantOf(day, '12:00', timeZone);
}

/** RFC 3339 in UTC without fractions. */
const utc = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');
