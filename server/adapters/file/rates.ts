import type {Address} from '../../../shared/address.js';
import type {FulfillmentRate, FulfillmentRates} from '../../core/ports.js';
import {addBusinessDays, addDays, instantOf, isBusinessDay, localTime} from '../../core/business-days.js';
import type {CatalogFile} from './catalog-file.js';
import {postalKey, regionCode} from '../../core/regions.js';

type Shop = CatalogFile['shop'];
type Shipping = CatalogFile['shipping'];

const HOUR_MS = 3_600_000;

/**
 * Delivery from the file: the zone's services, our own round, then pickup in the shop's own country. A delivery day is given as its
 * noon in the shop's time zone, which is the same calendar day for nearly every reader. Throws when asked in another currency than
 * the file's.
 */
export function fileRates(file: CatalogFile): FulfillmentRates {
  const {shop, shipping} = file;
  return {
    async rates({address, subtotal, currency, now}) {
      if (currency !== shop.currency)
        throw new Error(`The file's delivery prices are in ${shop.currency}, but the cart is in ${currency}.`);
      const pickups = shipping.pickup.filter(({location}) => !address || address.country === location.address.country);
      return [
        ...(address ? zoneOptions(shipping, address).map((option) => shippingRate(option, shop, subtotal, now)) : []),
        ...(address ? roundsTo(shipping, address).map((round) => roundRate(round, shop, now)) : []),
        ...pickups.map((pickup) => pickupRate(pickup, shop, now)),
      ];
    },
  };
}

function zoneOptions({zones}: Shipping, {country, state}: Address) {
  const region = regionCode(country, state);
  const zone = zones.find(
    ({countries, states}) => countries.includes(country) && (!states || states.some((name) => regionCode(country, name) === region)),
  );
  return zone?.options ?? [];
}

const roundsTo = ({local_delivery}: Shipping, {country, postal_code}: Address) =>
  local_delivery.filter(
    (round) =>
      round.country === country && round.postal_codes.some((code) => postalKey(code) === postalKey(postal_code.slice(0, code.length))),
  );

function shippingRate(
  {free_over, business_days, amount, ...shown}: Shipping['zones'][number]['options'][number],
  {time_zone, weekend}: Shop,
  subtotal: number,
  now: number,
): FulfillmentRate {
  const today = localTime(now, time_zone).date;
  const noonAfter = (days: number) => utc(instantOf(addBusinessDays(today, days, weekend), '12:00', time_zone));
  return {
    type: 'shipping',
    ...shown,
    amount: free_over !== undefined && subtotal >= free_over ? 0 : amount,
    earliestDelivery: noonAfter(business_days[0]),
    latestDelivery: noonAfter(business_days[1]),
  };
}

function roundRate(round: Shipping['local_delivery'][number], {time_zone, weekend}: Shop, now: number): FulfillmentRate {
  const {id, title, description, amount, window, same_day_before, radius_miles, center_postal_code} = round;
  const {date, time} = localTime(now, time_zone);
  const isToday = same_day_before !== undefined && time < same_day_before && isBusinessDay(date, weekend);
  const day = isToday ? date : addBusinessDays(date, 1, weekend);
  return {
    type: 'local_delivery',
    id,
    title,
    ...(description !== undefined && {description}),
    amount,
    window: {start: utc(instantOf(day, window.start, time_zone)), end: utc(instantOf(day, window.end, time_zone))},
    serviceArea: {...(radius_miles !== undefined && {radius_miles}), ...(center_postal_code !== undefined && {center_postal_code})},
  };
}

function pickupRate(pickup: Shipping['pickup'][number], {time_zone}: Shop, now: number): FulfillmentRate {
  const {id, title, description, location, ready_in_hours, hours} = pickup;
  // Up to the full hour: nobody packs to the minute, and a quote should not change while it is looked at.
  const packed = Math.ceil((now + ready_in_hours * HOUR_MS) / HOUR_MS) * HOUR_MS;
  const {date, time} = localTime(packed, time_zone);
  let ready = packed;
  if (hours && time < hours.open) ready = instantOf(date, hours.open, time_zone);
  if (hours && time >= hours.close) ready = instantOf(addDays(date, 1), hours.open, time_zone);
  return {
    type: 'pickup',
    id,
    title,
    ...(description !== undefined && {description}),
    amount: 0,
    location: structuredClone(location),
    readyBy: utc(ready),
  };
}

/** RFC 3339 in UTC without fractions: `2026-11-25T20:00:00Z`. */
const utc = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');
