import * as z from 'zod';
import {assertCurrency} from './currency.js';
import {invalidRequest, resourceMissing} from './errors.js';
import {newId} from './objects.js';
import {listPage, paging} from './paging.js';
import {expand, integer, metadata, read, text} from './params.js';
import {seconds, type Backend, type Endpoint} from './state.js';

/** A discount on a whole hosted checkout: an amount in the currency's smallest unit, or a percentage. */
export type Coupon = {
  id: string;
  object: 'coupon';
  amount_off: number | null;
  created: number;
  currency: string | null;
  duration: string;
  duration_in_months: null;
  livemode: false;
  max_redemptions: number | null;
  metadata: Record<string, string>;
  name: string | null;
  /** With at most two decimals. */
  percent_off: number | null;
  redeem_by: number | null;
  times_redeemed: number;
};

const createParams = z.strictObject({
  id: z.optional(z.string().regex(/^[\w-]{1,255}$/)),
  amount_off: z.optional(integer.refine((value) => value >= 1, 'This value must be greater than or equal to 1.')),
  percent_off: z.optional(
    z
      .string()
      .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/)
      .transform(Number)
      .refine((value) => value > 0, 'percent_off must be greater than 0'),
  ),
  currency: z.optional(text),
  duration: z.optional(z.enum(['once', 'forever'])),
  max_redemptions: z.optional(integer),
  metadata: z.optional(metadata),
  name: z.optional(text.max(40)),
  redeem_by: z.optional(integer),
  expand,
});

/** `POST /v1/coupons` */
export const createCoupon: Endpoint = (backend, {params}) => {
  const wanted = read(createParams, params);
  const {id = newId('coupon'), amount_off: amount = null, percent_off: percent = null, currency = null} = wanted;
  if ((amount === null) === (percent === null))
    throw invalidRequest('You must provide one of: amount_off, percent_off.', {param: 'amount_off'});
  if (amount !== null && !currency)
    throw invalidRequest('Missing required param: currency.', {code: 'parameter_missing', param: 'currency'});
  if (currency) assertCurrency(currency);
  if (backend.state.coupons.has(id)) throw invalidRequest('Coupon already exists.', {code: 'resource_already_exists', param: 'id'});
  const coupon: Coupon = {
    id,
    object: 'coupon',
    amount_off: amount,
    created: seconds(backend),
    currency,
    duration: wanted.duration ?? 'once',
    duration_in_months: null,
    livemode: false,
    max_redemptions: wanted.max_redemptions ?? null,
    metadata: wanted.metadata ?? {},
    name: wanted.name ?? null,
    percent_off: percent,
    redeem_by: wanted.redeem_by ?? null,
    times_redeemed: 0,
  };
  backend.state.coupons.set(id, coupon);
  return shown(backend, coupon);
};

/** `GET /v1/coupons/{id}` */
export const retrieveCoupon: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const coupon = backend.state.coupons.get(id);
  if (!coupon) throw resourceMissing('coupon', id, {param: 'coupon'});
  return shown(backend, coupon);
};

/** `GET /v1/coupons`, newest first. */
export const listCoupons: Endpoint = (backend, {params}) => {
  const wanted = read(z.strictObject(paging), params);
  const coupons = [...backend.state.coupons.values()].map((coupon) => shown(backend, coupon));
  return listPage(coupons, wanted, {url: '/v1/coupons', kind: 'coupon'});
};

/** `DELETE /v1/coupons/{id}` */
export const deleteCoupon: Endpoint = ({state}, {params, id}) => {
  read(z.strictObject({}), params);
  if (!state.coupons.delete(id)) throw resourceMissing('coupon', id, {param: 'coupon'});
  return {id, object: 'coupon', deleted: true};
};

/** A coupon that can be used now, for this currency. @throws StripeRefusal 400 */
export function redeemable(backend: Backend, id: string, currency: string): Coupon {
  const param = 'discounts[0][coupon]';
  const coupon = backend.state.coupons.get(id);
  if (!coupon) throw resourceMissing('coupon', id, {param, status: 400});
  if (!isValid(backend, coupon)) throw invalidRequest(`Coupon ${id} is expired.`, {code: 'coupon_expired', param});
  if (coupon.currency && coupon.currency !== currency)
    throw invalidRequest(`The coupon ${id} is in ${coupon.currency}, the Checkout Session in ${currency}.`, {param});
  return coupon;
}

/**
 * What a coupon takes off each line: never more than there is, the whole split by largest remainder so that the shares
 * add up. Amounts are in the currency's smallest unit.
 */
export function discountsOn(amounts: number[], {amount_off: amount, percent_off: percent}: Coupon): number[] {
  const whole = amounts.reduce((sum, one) => sum + one, 0);
  const hundredths = Math.round((percent ?? 0) * 100); // whole hundredths of a percent
  const off = amount === null ? Math.floor((2 * whole * hundredths + 10_000) / 20_000) : Math.min(amount, whole);
  if (whole === 0) return amounts.map(() => 0);
  const shares = amounts.map((one) => Math.floor((off * one) / whole));
  const byRemainder = amounts.map((one, i) => ({i, remainder: (off * one) % whole})).sort((a, b) => b.remainder - a.remainder);
  const left = off - shares.reduce((sum, share) => sum + share, 0);
  for (const {i} of byRemainder.slice(0, left)) shares[i]! += 1;
  return shares;
}

function isValid(backend: Backend, {redeem_by: by, max_redemptions: max, times_redeemed: times}: Coupon): boolean {
  return (by === null || by > seconds(backend)) && (max === null || times < max);
}

const shown = (backend: Backend, coupon: Coupon) => ({...coupon, valid: isValid(backend, coupon)});
