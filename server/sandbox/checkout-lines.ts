import type {CheckoutParams} from './checkout-params.js';
import {assertCurrency} from './currency.js';
import {invalidRequest, resourceMissing} from './errors.js';
import {newId} from './objects.js';

/** A line of a hosted checkout, in the shape of Stripe's `item`. */
export type CheckoutLine = ReturnType<typeof checkoutLine>;

/** Prices one line item. Only `price_data` is understood: the sandbox keeps no prices. `created` is in seconds since 1970. */
export function checkoutLine(item: CheckoutParams['line_items'][number], index: number, created: number) {
  const {price, price_data: data, quantity, metadata = {}} = item;
  if (price) throw resourceMissing('price', price, {param: `line_items[${index}][price]`, status: 400});
  const param = `line_items[${index}][price_data]`;
  if (!data) throw invalidRequest(`Missing required param: ${param}.`, {code: 'parameter_missing', param});
  const {unit_amount, currency, product_data: product} = data;
  const amount = unit_amount * quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: product.name,
    metadata,
    price: adHocPrice(unit_amount, currency, created),
    quantity,
  };
}

// Stripe makes an inactive price for every `price_data`.
const adHocPrice = (unitAmount: number, currency: string, created: number) => ({
  id: newId('price'),
  object: 'price',
  active: false,
  billing_scheme: 'per_unit',
  created,
  currency,
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  metadata: {},
  nickname: null,
  product: newId('prod'),
  recurring: null,
  tax_behavior: 'unspecified',
  tiers_mode: null,
  transform_quantity: null,
  type: 'one_time',
  unit_amount: unitAmount,
  unit_amount_decimal: String(unitAmount),
});

/** The one currency of all prices in a hosted checkout. @throws StripeRefusal 400 when there are two */
export function commonCurrency({line_items, shipping_options = []}: CheckoutParams): string {
  const currencies = [
    ...line_items.map(({price_data}) => price_data?.currency ?? ''),
    ...shipping_options.map(({shipping_rate_data: {fixed_amount}}) => fixed_amount.currency),
  ];
  const [currency = ''] = currencies;
  assertCurrency(currency, 'line_items[0][price_data][currency]');
  const other = currencies.find((one) => one !== currency);
  if (other === undefined) return currency;
  throw invalidRequest(`All prices of a Checkout Session must have the same currency, got ${currency} and ${other.slice(0, 20)}.`, {
    param: 'line_items',
  });
}
