import type {TestContext} from 'node:test';
import type Stripe from 'stripe';
import {openSandbox} from './open-sandbox.js';

export type Params = Stripe.Tax.CalculationCreateParams;
export const oakland = {line1: '1 Main St', city: 'Oakland', state: 'CA', postal_code: '94607', country: 'US'};
export type Address = {country: string; state?: string; postal_code?: string; city?: string; line1?: string};
/** Where the goods go. */
export const at = (address: Address) => ({address, address_source: 'shipping' as const});
const wanted: Params = {
  currency: 'usd',
  line_items: [{amount: 2000, quantity: 2, reference: 'mug', tax_code: 'txcd_99999999'}],
  shipping_cost: {amount: 500, tax_code: 'txcd_92010001'},
  customer_details: at(oakland),
  expand: ['line_items'],
};

/** A sandbox, and 20.00 USD of mugs with 5.00 USD of shipping to Oakland as its tax calculation. */
export async function openTax(t: TestContext, now?: () => number) {
  const opened = await openSandbox(t, now ? {now} : {});
  return {...opened, calculate: (changes: Partial<Params> = {}) => opened.stripe.tax.calculations.create({...wanted, ...changes})};
}
