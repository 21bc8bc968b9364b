import * as z from 'zod';
import {checkoutLine, commonCurrency, rateAmount, shippingOptionRate, type CheckoutLine} from './checkout-lines.js';
import {checkoutParams, type CheckoutParams} from './checkout-params.js';
import {amountsOf, presentCheckout} from './checkout-view.js';
import {discountsOn, redeemable} from './coupons.js';
import {assertChargeable} from './currency.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {newId} from './objects.js';
import {isWithin, listPage, paging, sequencePage, timeRange} from './paging.js';
import {expand, read, text} from './params.js';
import {cancelIntent} from './payment-intent-steps.js';
import {seconds, type Backend, type Endpoint} from './state.js';

/** A hosted checkout. Amounts are in the currency's smallest unit, times in seconds since 1970. */
export type CheckoutRecord = {
  id: string;
  created: number;
  expiresAt: number;
  status: 'open' | 'complete' | 'expired';
  wanted: CheckoutParams;
  currency: string;
  lines: CheckoutLine[];
  shippingOptions: {id: string; name: string; amount: number}[];
  /** Index into the shipping options. */
  shippingChoice: number;
  /** There from the buyer's first attempt on. */
  intentId: string | null;
  coupon?: string;
};

const HALF_HOUR = 30 * 60;
const ONE_DAY = 24 * 60 * 60;
const UNSUPPORTED = ['allow_promotion_codes', 'optional_items', 'subscription_data'];
const listParams = z.strictObject({...paging, created: timeRange, payment_intent: z.optional(text), status: z.optional(text)});

/** `POST /v1/checkout/sessions` */
export const createCheckout: Endpoint = (backend, {params}) => {
  const unsupported = UNSUPPORTED.find((param) => param in params);
  if (unsupported) throw invalidRequest(`The sandbox's hosted checkout does not support ${unsupported}.`, {param: unsupported});
  const wanted = read(checkoutParams, params);
  if (wanted.automatic_tax?.enabled)
    throw invalidRequest("The sandbox's hosted checkout computes no taxes: send them as a line item.", {param: 'automatic_tax[enabled]'});
  const created = seconds(backend);
  const {expires_at: expiresAt = created + ONE_DAY} = wanted;
  if (expiresAt < created + HALF_HOUR || expiresAt > created + ONE_DAY) {
    const message = 'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.';
    throw invalidRequest(message, {param: 'expires_at'});
  }
  const lines = wanted.line_items.map((item, i) => checkoutLine(backend, item, i));
  const currency = commonCurrency(lines);
  const coupon = takeOff(backend, wanted, lines, currency);
  const record: CheckoutRecord = {
    id: newId('cs_test'),
    created,
    expiresAt,
    status: 'open',
    wanted,
    currency,
    lines,
    shippingOptions: (wanted.shipping_options ?? []).map((option, i) => {
      const rate = shippingOptionRate(backend, option, i);
      return {id: rate.id, name: rate.display_name, amount: rateAmount(rate, currency)};
    }),
    shippingChoice: 0,
    intentId: null,
    ...(coupon && {coupon}),
  };
  const {total} = amountsOf(record);
  if (total > 0) assertChargeable(total, currency, 'line_items');
  backend.state.checkouts.set(record.id, record);
  return presentCheckout(backend, record);
};

/** `GET /v1/checkout/sessions/{id}` */
export const retrieveCheckout: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return presentCheckout(backend, findCheckout(backend, id));
};

/** `GET /v1/checkout/sessions`, newest first. */
export const listCheckouts: Endpoint = (backend, {params}) => {
  const wanted = read(listParams, params);
  const found = [...backend.state.checkouts.keys()]
    .map((id) => findCheckout(backend, id))
    .filter(
      ({intentId, status, created}) =>
        (wanted.payment_intent ?? intentId) === intentId && (wanted.status ?? status) === status && isWithin(wanted.created, created),
    )
    .map((record) => presentCheckout(backend, record));
  return listPage(found, wanted, {url: '/v1/checkout/sessions', kind: 'checkout.session'});
};

/** `GET /v1/checkout/sessions/{id}/line_items` */
export const listCheckoutLines: Endpoint = (backend, {params, id}) => {
  const wanted = read(z.strictObject(paging), params);
  const {lines} = findCheckout(backend, id);
  return sequencePage(lines, wanted, {url: `/v1/checkout/sessions/${id}/line_items`, kind: 'item'});
};

/** `POST /v1/checkout/sessions/{id}/expire`, only while it is open. */
export const expireCheckout: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const record = findCheckout(backend, id);
  if (record.status !== 'open') {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.status}\`.`;
    throw refused(message);
  }
  expire(backend, record);
  return presentCheckout(backend, record);
};

/** The checkout as it is now: one whose time is over is expired. @throws StripeRefusal 404 */
export function findCheckout(backend: Backend, id: string): CheckoutRecord {
  const record = backend.state.checkouts.get(id);
  if (!record) throw resourceMissing('checkout.session', id, {param: 'session'});
  if (record.status === 'open' && record.expiresAt <= seconds(backend)) expire(backend, record);
  return record;
}

/** Expires every checkout whose time is over; says whether there was one. */
export function expireOverdue(backend: Backend): boolean {
  const now = seconds(backend);
  const overdue = [...backend.state.checkouts.values()].filter(({status, expiresAt}) => status === 'open' && expiresAt <= now);
  for (const record of overdue) expire(backend, record);
  return overdue.length > 0;
}

function expire(backend: Backend, record: CheckoutRecord): void {
  record.status = 'expired';
  const attempt = backend.state.intents.get(record.intentId ?? '');
  if (attempt) cancelIntent(backend, attempt, 'abandoned');
  backend.emit('checkout.session.expired', presentCheckout(backend, record));
}

// Writes the discount into the lines and says which coupon it was.
function takeOff(
  backend: Backend,
  {discounts: [discount] = []}: CheckoutParams,
  lines: CheckoutLine[],
  currency: string,
): string | undefined {
  if (!discount) return undefined;
  if (discount.promotion_code)
    throw resourceMissing('promotion code', discount.promotion_code, {param: 'discounts[0][promotion_code]', status: 400});
  const coupon = redeemable(backend, discount.coupon ?? '', currency);
  const shares = discountsOn(
    lines.map((line) => line.amount_subtotal),
    coupon,
  );
  lines.forEach((line, i) => Object.assign(line, {amount_discount: shares[i], amount_total: line.amount_subtotal - shares[i]!}));
  return coupon.id;
}
