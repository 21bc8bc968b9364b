import * as z from 'zod';
import {findShippingRate} from '../catalog/shipping-rates.js';
import {assertCurrency} from '../currency.js';
import {invalidRequest, resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import {paging, sequencePage} from '../paging.js';
import {expand, read} from '../params.js';
import {seconds, type Backend, type Endpoint} from '../state.js';
import {assertTaxLocation} from './address.js';
import {lineTaxes, summaryOf, type LineTax, type Rule} from './breakdown.js';
import {calculationParams, type CalculationParams, type LineParams} from './calculation-params.js';
import {GOODS, rateAt, SHIPPING} from './rates.js';

/** A tax calculation as Stripe shows it, without its lines. Amounts are in the currency's smallest unit. */
export type Calculation = {
  id: string;
  object: 'tax.calculation';
  amount_total: number;
  currency: string;
  customer: null;
  customer_details: object;
  expires_at: number;
  livemode: false;
  ship_from_details: object | null;
  shipping_cost: ShippingTax | null;
  tax_amount_exclusive: number;
  tax_amount_inclusive: number;
  tax_breakdown: object[];
  tax_date: number;
};

export type CalculationLine = LineTax & {
  id: string;
  object: 'tax.calculation_line_item';
  livemode: false;
  metadata: Record<string, string>;
  product: string | null;
  quantity: number;
  reference: string;
};

type ShippingTax = LineTax & {shipping_rate?: string};

/** The lines are shown when they are asked for by `expand`, or listed by themselves. */
export type CalculationRecord = {calculation: Calculation; lines: CalculationLine[]};

const NINETY_DAYS = 90 * 24 * 60 * 60; // how long a calculation can become a transaction
const THIRTY_ONE_DAYS = 31 * 24 * 60 * 60;

/** `POST /v1/tax/calculations` */
export const createCalculation: Endpoint = (backend, {params}) => {
  const wanted = read(calculationParams, params);
  refuseByFault(backend);
  const {currency, customer_details: details} = wanted;
  assertCurrency(currency);
  assertWhere(wanted);
  const now = seconds(backend);
  const {tax_date: taxDate = now} = wanted;
  if (Math.abs(taxDate - now) > THIRTY_ONE_DAYS) throw invalidRequest('The `tax_date` must be within 31 days of now.', {param: 'tax_date'});
  const {address} = details!; // checked by assertWhere
  const rule: Rule = {rate: rateAt(address!), address: address!, override: details?.taxability_override ?? 'none'};
  const lines = wanted.line_items.map((line, i) => calculationLine(backend, line, i, rule));
  const repeated = lines.find(({reference}, i) => lines.findIndex((other) => other.reference === reference) !== i);
  if (repeated) throw invalidRequest(`The reference '${repeated.reference}' is used by more than one line item.`, {param: 'line_items'});
  const shipping = shippingTax(backend, wanted, rule);
  const taxed = [...lines, ...(shipping ? [shipping] : [])];
  const calculation: Calculation = {
    id: newId('taxcalc'),
    object: 'tax.calculation',
    ...summaryOf(taxed, rule),
    currency,
    customer: null,
    customer_details: {
      address,
      address_source: details?.address_source ?? 'shipping',
      ip_address: details?.ip_address ?? null,
      tax_ids: details?.tax_ids ?? [],
      taxability_override: rule.override,
    },
    expires_at: now + NINETY_DAYS,
    livemode: false,
    ship_from_details: wanted.ship_from_details ?? null,
    shipping_cost: shipping,
    tax_date: taxDate,
  };
  backend.state.calculations.set(calculation.id, {calculation, lines});
  return calculation;
};

/** `GET /v1/tax/calculations/{id}` */
export const retrieveCalculation: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findCalculation(backend, id).calculation;
};

/** `GET /v1/tax/calculations/{id}/line_items` */
export const listCalculationLines: Endpoint = (backend, {params, id}) => {
  const wanted = read(z.strictObject(paging), params);
  const {lines} = findCalculation(backend, id);
  return sequencePage(lines, wanted, {url: `/v1/tax/calculations/${id}/line_items`, kind: 'tax calculation line item'});
};

/** @throws StripeRefusal 404, or 400 when the id stood among the parameters */
export function findCalculation(
  {state}: Backend,
  id: string,
  {param = 'calculation', status = 404}: {param?: string; status?: 400 | 404} = {},
): CalculationRecord {
  const record = state.calculations.get(id);
  if (!record) throw resourceMissing('tax calculation', id, {param, status});
  return record;
}

function refuseByFault({faults}: Backend): void {
  const code = faults.taxError;
  if (!code) return;
  const message =
    code === 'stripe_tax_inactive'
      ? 'Stripe Tax has not been activated on your account.'
      : 'Stripe Tax could not calculate taxes for this request. Please try again.';
  throw invalidRequest(message, {code});
}

function assertWhere({customer, customer_details: details, ship_from_details: from}: CalculationParams): void {
  if (customer && details) throw invalidRequest('You may only specify one of these parameters: customer, customer_details.');
  if (customer) throw resourceMissing('customer', customer, {param: 'customer', status: 400});
  if (!details) throw invalidRequest('Missing required param: customer_details.', {code: 'parameter_missing', param: 'customer_details'});
  if (!details.address) {
    const param = 'customer_details[address]';
    // Stripe can also go by an IP address; the sandbox knows where none of them is.
    if (details.ip_address)
      throw invalidRequest("We could not determine the customer's tax location.", {code: 'customer_tax_location_invalid', param});
    throw invalidRequest(`Missing required param: ${param}.`, {code: 'parameter_missing', param});
  }
  if (!details.address_source) {
    const param = 'customer_details[address_source]';
    throw invalidRequest(`Missing required param: ${param}.`, {code: 'parameter_missing', param});
  }
  assertTaxLocation(details.address, 'customer_details[address]', 'customer_tax_location_invalid');
  if (from) assertTaxLocation(from.address, 'ship_from_details[address]', 'invalid_tax_location');
}

function calculationLine(backend: Backend, line: LineParams, index: number, rule: Rule): CalculationLine {
  const product = line.product === undefined ? undefined : backend.state.products.get(line.product);
  if (line.product && !product) throw resourceMissing('product', line.product, {param: `line_items[${index}][product]`, status: 400});
  const id = newId('tax_li');
  return {
    id,
    object: 'tax.calculation_line_item',
    ...lineTaxes({amount: line.amount, behavior: line.tax_behavior, taxCode: line.tax_code ?? product?.tax_code ?? GOODS}, rule),
    livemode: false,
    metadata: line.metadata ?? {},
    product: line.product ?? null,
    quantity: line.quantity ?? 1,
    reference: line.reference ?? id,
  };
}

function shippingTax(backend: Backend, {shipping_cost: cost, currency}: CalculationParams, rule: Rule): ShippingTax | null {
  if (!cost) return null;
  const {shipping_rate: rateId, amount} = cost;
  if (!rateId) {
    if (amount === undefined)
      throw invalidRequest('You must specify either `amount` or `shipping_rate` in `shipping_cost`.', {param: 'shipping_cost'});
    return lineTaxes({amount, behavior: cost.tax_behavior, taxCode: cost.tax_code ?? SHIPPING}, rule);
  }
  if (amount !== undefined || cost.tax_behavior || cost.tax_code)
    throw invalidRequest('`shipping_rate` cannot be combined with `amount`, `tax_behavior` or `tax_code`.', {param: 'shipping_cost'});
  const param = 'shipping_cost[shipping_rate]';
  const rate = findShippingRate(backend, rateId, {param, status: 400});
  const price = rate.fixed_amount;
  const inCurrency = price.currency === currency ? price.amount : price.currency_options?.[currency]?.amount;
  if (inCurrency === undefined) throw invalidRequest(`The shipping rate ${rateId} has no amount in ${currency}.`, {param});
  const behavior = rate.tax_behavior === 'inclusive' ? 'inclusive' : 'exclusive';
  return {...lineTaxes({amount: inCurrency, behavior, taxCode: rate.tax_code ?? SHIPPING}, rule), shipping_rate: rateId};
}
