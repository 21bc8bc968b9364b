import type {Buyer, FulfillmentDetails} from '../../shared/address.js';
import {
  ACP_VERSION,
  type CheckoutSession,
  type FulfillmentOption,
  type LineItem,
  type Message,
  type SessionDiscounts,
  type Total,
} from '../../shared/session.js';
import type {CartItem} from '../../shared/tools.js';
import {products} from './products.js';

/** What a buyer has decided so far. */
export interface Cart {
  items: CartItem[];
  details?: FulfillmentDetails;
  buyer?: Buyer;
  optionId?: string;
  codes?: string[];
}

/** The one code that counts, and what it takes off. */
export const GOOD_CODE = 'WELCOME10';
const PERCENT_OFF = 10;
const TAX_PERCENT = 7.25;

const row = (type: Total['type'], display_text: string, amount: number, description?: string): Total => ({
  type,
  display_text,
  amount,
  ...(description && {description}),
});
const cost = (amount: number): Total[] => [row('subtotal', 'Price', amount), row('tax', 'Tax', 0), row('total', 'Total', amount)];

/** Ways to get the goods: by two carriers, from the shop, by its own van. */
export const options: FulfillmentOption[] = [
  {
    type: 'shipping',
    id: 'standard',
    title: 'Standard',
    carrier: 'USPS',
    earliest_delivery_time: '2026-11-25T18:00:00Z',
    latest_delivery_time: '2026-11-27T18:00:00Z',
    totals: cost(700),
  },
  {
    type: 'shipping',
    id: 'express',
    title: 'Express',
    carrier: 'UPS',
    earliest_delivery_time: '2026-11-24T18:00:00Z',
    latest_delivery_time: '2026-11-24T18:00:00Z',
    totals: cost(1500),
  },
  {
    type: 'pickup',
    id: 'pickup',
    title: 'Pick up in store',
    pickup_type: 'in_store',
    ready_by: '2026-11-23T20:00:00Z',
    location: {
      name: 'Ostberry Temescal',
      address: {name: 'Ostberry', line_one: '4901 Telegraph Ave', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94609'},
    },
    totals: cost(0),
  },
];

const missing = (param: string, content: string): Message => ({
  type: 'error',
  code: 'missing',
  severity: 'high',
  resolution: 'requires_buyer_input',
  content_type: 'plain',
  param,
  content,
});

/** A shop in a few lines, for the previews only: works a cart out into a session as the server would. Amounts add up. */
export function sessionOf({items, details, buyer, optionId, codes = []}: Cart, currency = 'usd'): CheckoutSession {
  const lines = items.map(lineOf);
  const address = details?.address;
  const option = address && options.find(({id}) => id === optionId);
  const base = sum(lines.map(({totals}) => totals[0]!.amount));
  const isGood = codes.includes(GOOD_CODE);
  const off = isGood ? Math.round((base * PERCENT_OFF) / 100) : 0;
  const tax = address ? Math.round(((base - off) * TAX_PERCENT) / 100) : 0;
  const delivery = option?.totals[2]!.amount ?? 0;
  const messages = address
    ? option
      ? []
      : [missing('$.selected_fulfillment_options', 'Choose a delivery option.')]
    : [missing('$.fulfillment_details.address', 'Add a delivery address to see shipping and tax.')];
  return {
    id: 'cs_story',
    protocol: {version: ACP_VERSION},
    capabilities: {},
    status: messages.length ? 'not_ready_for_payment' : 'ready_for_payment',
    currency,
    ...(buyer && {buyer}),
    line_items: lines,
    ...(details && {fulfillment_details: details}),
    fulfillment_options: address ? options : [],
    selected_fulfillment_options: option ? [{type: option.type, option_id: option.id, item_ids: lines.map(({id}) => id)}] : [],
    discounts: discountsOf(codes, off),
    totals: [
      row('items_base_amount', 'Items', base),
      ...(off ? [row('items_discount', 'Discount', off)] : []),
      row('subtotal', 'Subtotal', base - off),
      ...(option ? [row('fulfillment', option.title, delivery)] : []),
      ...(address ? [row('tax', 'Tax', tax)] : []),
      row('total', messages.length ? 'Estimated total' : 'Total', base - off + tax + delivery),
    ],
    messages,
    links: [
      {type: 'terms_of_use', title: 'Terms of sale', url: 'https://shop.example/legal/terms'},
      {type: 'privacy_policy', title: 'Privacy policy', url: 'https://shop.example/legal/privacy'},
      {type: 'return_policy', title: 'Returns within 30 days', url: 'https://shop.example/legal/returns'},
    ],
    continue_url: 'https://shop.example/checkout/cs_story',
    metadata: {ships_to: 'US CA DE FR JP KW'},
    created_at: '2026-11-22T17:00:00Z',
    updated_at: '2026-11-22T17:05:00Z',
    expires_at: '2026-11-22T18:00:00Z',
  };
}

/** The same session, paid, with its order. */
export const completed = (session: CheckoutSession): CheckoutSession => ({
  ...session,
  status: 'completed',
  messages: [],
  order: {
    id: 'ord_story',
    checkout_session_id: session.id,
    order_number: '1042',
    permalink_url: 'https://shop.example/orders/1042',
    status: 'confirmed',
    estimated_delivery: {earliest: '2026-11-25T18:00:00Z', latest: '2026-11-27T18:00:00Z'},
  },
});

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

function lineOf({id, quantity}: CartItem): LineItem {
  const product = products.find(({variants}) => variants.some((variant) => variant.id === id))!;
  const variant = product.variants.find((each) => each.id === id)!;
  const price = variant.price * quantity;
  return {
    id: `li_${id}`,
    item: {id, name: product.title, unit_amount: variant.price},
    quantity,
    name: product.title,
    images: variant.images ?? product.images,
    unit_amount: variant.price,
    product_id: product.id,
    variant_options: product.options.map(({name, title, values}) => ({
      name: title,
      value: values.find(({value}) => value === variant.options[name])!.title,
    })),
    availability_status: variant.availability,
    available_quantity: variant.available_quantity,
    totals: [row('items_base_amount', 'Price', price), row('subtotal', 'Subtotal', price), row('total', 'Total', price)],
  };
}

function discountsOf(codes: string[], off: number): SessionDiscounts {
  return {
    codes: codes.filter((code) => code === GOOD_CODE),
    applied: off ? [{id: 'd_1', code: GOOD_CODE, coupon: {id: 'welcome', name: `${PERCENT_OFF}% off`}, amount: off}] : [],
    rejected: codes
      .filter((code) => code !== GOOD_CODE)
      .map((code) => ({code, reason: 'discount_code_invalid', message: `The code ${code} is not known here.`})),
  };
}
