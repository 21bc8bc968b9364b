import * as z from 'zod';
import {assertCurrency} from '../currency.js';
import {invalidRequest, resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import {isWithin, listPage, paging, timeRange} from '../paging.js';
import {amount, changedMetadata, expand, flag, integer, metadata, metadataChanges, read, text} from '../params.js';
import {seconds, type Backend, type Endpoint} from '../state.js';

type TaxBehavior = 'exclusive' | 'inclusive' | 'unspecified';
type Term = {unit: string; value: number};

/** A shipping rate as Stripe shows it. Amounts are in the currency's smallest unit. */
export type ShippingRate = {
  id: string;
  object: 'shipping_rate';
  active: boolean;
  created: number;
  delivery_estimate: {maximum: Term | null; minimum: Term | null} | null;
  display_name: string;
  fixed_amount: {amount: number; currency: string; currency_options?: Record<string, {amount: number; tax_behavior: TaxBehavior}>};
  livemode: false;
  metadata: Record<string, string>;
  tax_behavior: TaxBehavior;
  tax_code: string | null;
  type: 'fixed_amount';
};

const term = z.strictObject({
  unit: z.enum(['hour', 'day', 'business_day', 'week', 'month']),
  value: integer.refine((value) => value >= 1, 'This value must be greater than or equal to 1.'),
});
const taxBehavior = z.enum(['exclusive', 'inclusive', 'unspecified']);

/** What describes a shipping rate, in every place where one is made. */
export const rateData = {
  display_name: text.max(100),
  type: z.optional(z.literal('fixed_amount')),
  fixed_amount: z.strictObject({
    amount,
    currency: text,
    currency_options: z.optional(z.record(z.string().regex(/^[a-z]{3}$/), z.strictObject({amount, tax_behavior: z.optional(taxBehavior)}))),
  }),
  delivery_estimate: z.optional(z.strictObject({maximum: z.optional(term), minimum: z.optional(term)})),
  metadata: z.optional(metadata),
  tax_behavior: z.optional(taxBehavior),
  tax_code: z.optional(text),
};
const createParams = z.strictObject({...rateData, fixed_amount: z.optional(rateData.fixed_amount), expand});
const updateParams = z.strictObject({
  active: z.optional(flag),
  metadata: z.optional(metadataChanges),
  tax_behavior: z.optional(taxBehavior),
  expand,
});
const listParams = z.strictObject({...paging, active: z.optional(flag), created: timeRange, currency: z.optional(text)});

type RateData = Omit<z.output<typeof createParams>, 'fixed_amount'> & {
  fixed_amount: z.output<typeof rateData.fixed_amount>;
};

/** `POST /v1/shipping_rates` */
export const createShippingRate: Endpoint = (backend, {params}) => {
  const {fixed_amount: price, ...wanted} = read(createParams, params);
  if (!price) throw invalidRequest('Missing required param: fixed_amount.', {code: 'parameter_missing', param: 'fixed_amount'});
  assertCurrency(price.currency, 'fixed_amount[currency]');
  return addShippingRate(backend, {...wanted, fixed_amount: price});
};

/** Keeps a new shipping rate. */
export function addShippingRate(backend: Backend, wanted: RateData): ShippingRate {
  const {amount: price, currency, currency_options: options} = wanted.fixed_amount;
  const inOtherCurrencies = Object.entries(options ?? {}).map(
    ([code, {amount: other, tax_behavior: behavior = 'unspecified'}]) => [code, {amount: other, tax_behavior: behavior}] as const,
  );
  const {maximum = null, minimum = null} = wanted.delivery_estimate ?? {};
  const rate: ShippingRate = {
    id: newId('shr'),
    object: 'shipping_rate',
    active: true,
    created: seconds(backend),
    delivery_estimate: wanted.delivery_estimate ? {maximum, minimum} : null,
    display_name: wanted.display_name,
    fixed_amount: {amount: price, currency, ...(options && {currency_options: Object.fromEntries(inOtherCurrencies)})},
    livemode: false,
    metadata: wanted.metadata ?? {},
    tax_behavior: wanted.tax_behavior ?? 'unspecified',
    tax_code: wanted.tax_code ?? null,
    type: 'fixed_amount',
  };
  backend.state.shippingRates.set(rate.id, rate);
  return rate;
}

/** `POST /v1/shipping_rates/{id}`: a rate is archived or described anew, its amount never changes. */
export const updateShippingRate: Endpoint = (backend, {params, id}) => {
  const wanted = read(updateParams, params);
  const rate = findShippingRate(backend, id);
  if (wanted.tax_behavior && rate.tax_behavior !== 'unspecified' && wanted.tax_behavior !== rate.tax_behavior)
    throw invalidRequest('The `tax_behavior` of a shipping rate cannot be changed once it has been set.', {param: 'tax_behavior'});
  Object.assign(rate, {active: wanted.active ?? rate.active, tax_behavior: wanted.tax_behavior ?? rate.tax_behavior});
  rate.metadata = changedMetadata(rate.metadata, wanted.metadata);
  return rate;
};

/** `GET /v1/shipping_rates/{id}` */
export const retrieveShippingRate: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findShippingRate(backend, id);
};

/** `GET /v1/shipping_rates`, newest first. A currency finds the rates that have an amount in it. */
export const listShippingRates: Endpoint = ({state}, {params}) => {
  const wanted = read(listParams, params);
  const found = [...state.shippingRates.values()].filter(
    ({active, created, fixed_amount: price}) =>
      (wanted.active ?? active) === active &&
      (!wanted.currency || wanted.currency === price.currency || Object.hasOwn(price.currency_options ?? {}, wanted.currency)) &&
      isWithin(wanted.created, created),
  );
  return listPage(found, wanted, {url: '/v1/shipping_rates', kind: 'shipping_rate'});
};

/** @throws StripeRefusal 404, or 400 when the id stood among the parameters */
export function findShippingRate(
  {state}: Backend,
  id: string,
  {param = 'shipping_rate_token', status = 404}: {param?: string; status?: 400 | 404} = {},
): ShippingRate {
  const rate = state.shippingRates.get(id);
  if (!rate) throw resourceMissing('shipping rate', id, {param, status});
  return rate;
}
