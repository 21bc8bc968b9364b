import {findPrice} from './catalog/prices.js';
import {newPrice, type Price} from './catalog/price.js';
import {newProduct} from './catalog/products.js';
import {addShippingRate, findShippingRate, type ShippingRate} from './catalog/shipping-rates.js';
import type {CheckoutParams} from './checkout-params.js';
import {assertCurrency} from './currency.js';
import {invalidRequest, resourceMissing} from './errors.js';
import {newId} from './objects.js';
import {seconds, type Backend} from './state.js';

type LineItem = CheckoutParams['line_items'][number];
type ShippingOption = NonNullable<CheckoutParams['shipping_options']>[number];

/** A line of a hosted checkout, in the shape of Stripe's `item`. */
export type CheckoutLine = ReturnType<typeof checkoutLine>;

/** Prices one line item, by a price that is kept or by `price_data`. */
export function checkoutLine(backend: Backend, item: LineItem, index: number) {
  const {price: id, price_data: data, quantity, metadata = {}} = item;
  const at = `line_items[${index}]`;
  if (!id === !data) {
    const param = `${at}[${id ? 'price' : 'price_data'}]`;
    if (id) throw invalidRequest('You may only specify one of these parameters: price, price_data.', {param});
    throw invalidRequest(`Missing required param: ${param}.`, {code: 'parameter_missing', param});
  }
  const price = id ? payablePrice(backend, id, `${at}[price]`) : adHocPrice(backend, data!, `${at}[price_data]`);
  const amount = price.unit_amount! * quantity; // both ways give a whole unit amount
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: backend.state.products.get(price.product)?.name ?? '',
    metadata,
    price: structuredClone(price),
    quantity,
  };
}

function payablePrice(backend: Backend, id: string, param: string): Price {
  const {price} = findPrice(backend, id, {param, status: 400});
  const product = backend.state.products.get(price.product);
  if (!price.active) throw invalidRequest(`The price specified is inactive. This field only accepts active prices. (${id})`, {param});
  if (!product?.active) throw invalidRequest(`The price ${id} belongs to a product that is not active.`, {param});
  if (price.type === 'recurring')
    throw invalidRequest(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      {param},
    );
  if (price.unit_amount !== null && price.transform_quantity === null) return price;
  throw invalidRequest(`The sandbox's hosted checkout sells whole unit amounts only: the price ${id} has another kind of amount.`, {param});
}

// Stripe makes an inactive price and product for every `price_data`.
function adHocPrice(backend: Backend, data: NonNullable<LineItem['price_data']>, param: string): Price {
  const {product: id, product_data: wanted, ...terms} = data;
  if (!id === !wanted)
    throw invalidRequest(`You must specify either \`product\` or \`product_data\` in ${param}.`, {
      code: 'parameter_missing',
      param: `${param}[product_data]`,
    });
  if (id && !backend.state.products.has(id)) throw resourceMissing('product', id, {param: `${param}[product]`, status: 400});
  const created = seconds(backend);
  const {tax_code: _code, unit_label: _label, tax_details: _details, ...described} = wanted ?? {name: ''};
  const product = id ? undefined : newProduct({...described, active: false}, created);
  const record = newPrice({...terms, active: false}, id ?? product!.id, created);
  if (product) backend.state.products.set(product.id, product);
  backend.state.prices.set(record.price.id, record);
  return record.price;
}

/** The shipping rate of an option; one that is described in the call is kept, archived, so that no list offers it. */
export function shippingOptionRate(
  backend: Backend,
  {shipping_rate: id, shipping_rate_data: data}: ShippingOption,
  index: number,
): ShippingRate {
  const param = `shipping_options[${index}][shipping_rate]`;
  if (!id === !data) throw invalidRequest('You must specify either `shipping_rate` or `shipping_rate_data`.', {param});
  if (data) return Object.assign(addShippingRate(backend, data), {active: false});
  const rate = findShippingRate(backend, id!, {param, status: 400});
  if (!rate.active) throw invalidRequest(`The shipping rate ${id} is archived and cannot be used.`, {param});
  return rate;
}

/** What a shipping rate costs in a currency. @throws StripeRefusal 400 when it has no amount in it */
export function rateAmount({fixed_amount: price}: ShippingRate, currency: string): number {
  const inCurrency = price.currency === currency ? price.amount : price.currency_options?.[currency]?.amount;
  if (inCurrency !== undefined) return inCurrency;
  throw twoCurrencies(currency, price.currency, 'shipping_options');
}

/** The one currency of all lines. @throws StripeRefusal 400 when there are two */
export function commonCurrency(lines: CheckoutLine[]): string {
  const [currency = ''] = lines.map((line) => line.currency);
  assertCurrency(currency, 'line_items[0][price_data][currency]');
  const other = lines.find((line) => line.currency !== currency);
  if (other) throw twoCurrencies(currency, other.currency, 'line_items');
  return currency;
}

const twoCurrencies = (one: string, other: string, param: string) =>
  invalidRequest(`All prices of a Checkout Session must have the same currency, got ${one} and ${other.slice(0, 20)}.`, {param});
