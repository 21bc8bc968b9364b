import {createHash} from 'node:crypto';
import Stripe from 'stripe';
import type {Address} from '../../../shared/address.js';
import type {Amount} from '../../../shared/money.js';
import type {TaxCalculator, TaxResult} from '../../core/ports.js';
import {regionCode} from '../../core/regions.js';
import {fromStripeAmount, toStripeAmount} from './amounts.js';
import {BROWSING} from './call.js';

export interface StripeTaxSettings {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Told when tax could not be worked out, with Stripe's error type, code and request id; never with Stripe's text. */
  alert?: (facts: {type?: string; code?: string; status?: number; requestId?: string}) => void;
}

type Request = Parameters<TaxCalculator['calculate']>[0];

const MOST_KEPT = 1000;

/**
 * Stripe Tax: one calculation for the lines and the chosen way of delivery, with prices before tax; the other ways stay without tax,
 * since Stripe bills by the calculation. The same lines to the same address are answered from memory until the calculation expires.
 * Without the least that the destination's country needs (a postal code in the US, a postal code or province in Canada) nothing is
 * asked. A line's tax code is its tax category where that is one of Stripe's, else the account's default.
 */
export function stripeTax(client: Stripe, {now, alert}: StripeTaxSettings): TaxCalculator {
  const kept = new Map<string, {result: Promise<TaxResult>; until: number}>();

  async function ask(params: Stripe.Tax.CalculationCreateParams, request: Request): Promise<{result: TaxResult; until: number}> {
    try {
      const calculation = await client.tax.calculations.create(params, BROWSING);
      const result = readCalculation(calculation, await linesOf(client, calculation), request);
      if (!result) alert?.({type: 'calculation_does_not_add_up'});
      return {result: result ?? {kind: 'unavailable'}, until: result ? (calculation.expires_at ?? 0) * 1000 : 0};
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      const {rawType, code, statusCode, requestId} = error;
      if (code !== undefined && NOT_FOUND.has(code)) return {result: {kind: 'address_invalid'}, until: 0};
      alert?.({
        ...(rawType && {type: rawType}),
        ...(code && {code}),
        ...(statusCode && {status: statusCode}),
        ...(requestId && {requestId}),
      });
      return {result: {kind: 'unavailable'}, until: 0};
    }
  }

  return {
    async calculate(request) {
      if (!canBeFound(request.address)) return {kind: 'address_invalid'};
      const params = calculationParams(request);
      if (!params) {
        alert?.({type: 'amount_not_chargeable'});
        return {kind: 'unavailable'};
      }
      const key = createHash('sha256').update(JSON.stringify(params)).digest('hex');
      const known = kept.get(key);
      if (known && known.until > now()) return known.result;
      // Kept from the start, so that two who ask at once share one calculation.
      const asked = ask(params, request);
      const entry = {result: asked.then(({result}) => result), until: Number.POSITIVE_INFINITY};
      kept.set(key, entry);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!); // the oldest: a map keeps its order
      try {
        entry.until = (await asked).until;
        return await entry.result;
      } finally {
        if (entry.until <= now() || entry.until === Number.POSITIVE_INFINITY) kept.delete(key);
      }
    },
  };
}

// Codes that are about the buyer's address; `invalid_tax_location` is about the merchant's.
const NOT_FOUND = new Set(['customer_tax_location_invalid', 'shipping_address_invalid']);

/** Stripe's least for a destination (docs.stripe.com/tax/customer-locations). */
function canBeFound({country, state, postal_code}: Address): boolean {
  if (country === 'US') return postal_code.trim() !== '';
  if (country === 'CA') return postal_code.trim() !== '' || state.trim() !== '';
  return true;
}

/** The request; undefined when an amount cannot be expressed in Stripe's minor units. */
function calculationParams({address, lines, options, optionId, currency}: Request): Stripe.Tax.CalculationCreateParams | undefined {
  const option = options.find(({id}) => id === optionId);
  if (!option) throw new Error('The chosen option is not among the options');
  const amounts = [...lines, option].map(({amount}) => toStripeAmount(amount, currency));
  if (amounts.includes(undefined)) return undefined;
  return {
    currency,
    line_items: lines.map(({lineId, quantity, taxCategory}, index) => ({
      amount: amounts[index]!, // undefined was refused above
      quantity,
      reference: lineId,
      tax_behavior: 'exclusive',
      ...(/^txcd_\d{8}$/.test(taxCategory) && {tax_code: taxCategory}),
    })),
    shipping_cost: {amount: amounts.at(-1)!, tax_behavior: 'exclusive'},
    customer_details: {
      address: {
        country: address.country,
        ...(address.line_one && {line1: address.line_one}),
        ...(address.line_two && {line2: address.line_two}),
        ...(address.city && {city: address.city}),
        ...(address.state && {state: regionCode(address.country, address.state)}),
        ...(address.postal_code && {postal_code: address.postal_code}),
      },
      address_source: 'shipping',
    },
    expand: ['line_items'],
  };
}

/** All lines: the answer itself holds only the first page of them. */
async function linesOf(client: Stripe, {id, line_items: lines}: Stripe.Tax.Calculation): Promise<Stripe.Tax.CalculationLineItem[]> {
  if (!id || !lines?.has_more) return lines?.data ?? [];
  return client.tax.calculations.listLineItems(id, {limit: 100}, BROWSING).autoPagingToArray({limit: 1000});
}

/** Our amounts; undefined when a line is missing or Stripe's own sum is another than that of the parts. */
function readCalculation(
  {id, shipping_cost: shipping, tax_amount_exclusive: exclusive, tax_amount_inclusive: inclusive}: Stripe.Tax.Calculation,
  items: readonly Stripe.Tax.CalculationLineItem[],
  {lines, optionId, currency}: Request,
): TaxResult | undefined {
  const ours = (amount: number | undefined) => (amount === undefined ? undefined : fromStripeAmount(amount, currency));
  const byLine = new Map<string, Amount>();
  let left = exclusive - (shipping?.amount_tax ?? 0);
  for (const {lineId} of lines) {
    const item = items.find(({reference}) => reference === lineId);
    const tax = ours(item?.amount_tax);
    if (!item || tax === undefined) return undefined;
    byLine.set(lineId, tax);
    left -= item.amount_tax;
  }
  const delivery = ours(shipping?.amount_tax);
  if (delivery === undefined || inclusive !== 0 || left !== 0) return undefined;
  return {kind: 'taxed', lines: byLine, options: new Map([[optionId, delivery]]), ...(id && {calculationId: id})};
}
