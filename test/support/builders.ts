import type {Product, Variant} from '../../shared/product.js';
import type {PaymentSetup, ShowProductOutput} from '../../shared/tools.js';
import {ACP_VERSION, type CheckoutSession, type FulfillmentOption, type LineItem, type Message, type Total} from '../../shared/session.js';

// Plain values only: node and browser tests use the same shop. Every amount is a literal, and they add up.

/** A row of a sum, in minor units. */
export const aTotal = (type: Total['type'], display_text: string, amount: number): Total => ({type, display_text, amount});

/** Two stoneware mugs at $28.00: $56.00, tax $4.06. */
export const aLine = (overrides: Partial<LineItem> = {}): LineItem => ({
  id: 'li_1',
  item: {id: 'mug-ink-12oz', name: 'Stoneware mug', unit_amount: 2800},
  quantity: 2,
  name: 'Stoneware mug',
  images: [],
  unit_amount: 2800,
  product_id: 'mug',
  variant_options: [
    {name: 'Colour', value: 'Ink'},
    {name: 'Size', value: '12 oz'},
  ],
  availability_status: 'in_stock',
  available_quantity: 22,
  max_quantity_per_order: 99,
  totals: [
    aTotal('items_base_amount', 'Price', 5600),
    aTotal('subtotal', 'Subtotal', 5600),
    aTotal('tax', 'Tax', 406),
    aTotal('total', 'Total', 6006),
  ],
  ...overrides,
});

/** So many mugs of another kind, at the same price. */
export const aLineOf = (itemId: string, quantity: number): LineItem =>
  aLine({
    id: `li_${itemId}`,
    item: {id: itemId, name: 'Stoneware mug', unit_amount: 2800},
    quantity,
    totals: [aTotal('total', 'Total', 2800 * quantity)],
  });

/** Standard delivery for $7.00. */
export const anOption = (overrides: Partial<FulfillmentOption> = {}): FulfillmentOption => ({
  type: 'shipping',
  id: 'standard',
  title: 'Standard',
  carrier: 'USPS',
  earliest_delivery_time: '2026-11-25T18:00:00Z',
  latest_delivery_time: '2026-11-27T18:00:00Z',
  totals: [aTotal('subtotal', 'Price', 700), aTotal('tax', 'Tax', 0), aTotal('total', 'Total', 700)],
  ...overrides,
});

export const expressOption = anOption({
  id: 'express',
  title: 'Express',
  carrier: 'UPS',
  earliest_delivery_time: '2026-11-24T18:00:00Z',
  latest_delivery_time: '2026-11-24T18:00:00Z',
  totals: [aTotal('subtotal', 'Price', 1500), aTotal('tax', 'Tax', 0), aTotal('total', 'Total', 1500)],
});

export const pickupOption = anOption({
  type: 'pickup',
  id: 'pickup',
  title: 'Pick up in store',
  carrier: undefined,
  earliest_delivery_time: undefined,
  latest_delivery_time: undefined,
  ready_by: '2026-11-23T20:00:00Z',
  location: {
    name: 'Ostberry Temescal',
    address: {name: 'Ostberry', line_one: '4901 Telegraph Ave', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94609'},
  },
  totals: [aTotal('subtotal', 'Price', 0), aTotal('tax', 'Tax', 0), aTotal('total', 'Total', 0)],
});

/** An error about something in the session. */
export const aMessage = (overrides: Partial<Message> = {}): Message => ({
  type: 'error',
  code: 'invalid',
  severity: 'high',
  resolution: 'requires_buyer_input',
  content_type: 'plain',
  content: 'Something is not right.',
  ...overrides,
});

/** Two mugs to Oakland, standard delivery, ready to pay: 56.00 + 7.00 + 4.06 = $67.06. */
export const aSession = (overrides: Partial<CheckoutSession> = {}): CheckoutSession => ({
  id: 'cs_1',
  protocol: {version: ACP_VERSION},
  capabilities: {},
  status: 'ready_for_payment',
  currency: 'usd',
  buyer: {email: 'ada@example.com', full_name: 'Ada Lovelace', first_name: 'Ada'},
  line_items: [aLine()],
  fulfillment_details: {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    address: {
      name: 'Ada Lovelace',
      line_one: '1200 Lakeshore Ave',
      line_two: 'Apt 4',
      city: 'Oakland',
      state: 'CA',
      country: 'US',
      postal_code: '94606',
    },
  },
  fulfillment_options: [anOption(), expressOption, pickupOption],
  selected_fulfillment_options: [{type: 'shipping', option_id: 'standard', item_ids: ['li_1']}],
  totals: [
    aTotal('items_base_amount', 'Items', 5600),
    aTotal('subtotal', 'Subtotal', 5600),
    aTotal('fulfillment', 'Standard', 700),
    aTotal('tax', 'Tax', 406),
    aTotal('total', 'Total', 6706),
  ],
  messages: [],
  links: [
    {type: 'terms_of_use', title: 'Terms of sale', url: 'https://shop.example/legal/terms'},
    {type: 'privacy_policy', title: 'Privacy policy', url: 'https://shop.example/legal/privacy'},
    {type: 'return_policy', url: 'https://shop.example/legal/returns'},
  ],
  continue_url: 'https://shop.example/checkout/cs_1',
  metadata: {ships_to: 'US CA DE JP'},
  created_at: '2026-11-22T17:00:00Z',
  updated_at: '2026-11-22T17:05:00Z',
  expires_at: '2026-11-22T18:00:00Z',
  ...overrides,
});

/** The same cart before an address: no delivery, no tax, an estimated total of $56.00. */
export const aSessionWithoutAddress = (overrides: Partial<CheckoutSession> = {}): CheckoutSession =>
  aSession({
    status: 'not_ready_for_payment',
    buyer: undefined,
    fulfillment_details: undefined,
    fulfillment_options: [],
    selected_fulfillment_options: [],
    totals: [aTotal('items_base_amount', 'Items', 5600), aTotal('subtotal', 'Subtotal', 5600), aTotal('total', 'Estimated total', 5600)],
    messages: [
      aMessage({
        code: 'missing',
        param: '$.fulfillment_details.address',
        content: 'Add a delivery address to see shipping and tax.',
      }),
    ],
    ...overrides,
  });

/** The same cart, paid, with its order. */
export const aCompletedSession = (overrides: Partial<CheckoutSession> = {}): CheckoutSession =>
  aSession({
    status: 'completed',
    continue_url: undefined,
    order: {
      id: 'ord_1',
      checkout_session_id: 'cs_1',
      order_number: '1042',
      permalink_url: 'https://shop.example/orders/ord_1',
      estimated_delivery: {earliest: '2026-11-25T18:00:00Z', latest: '2026-11-27T18:00:00Z'},
    },
    ...overrides,
  });

/** A mug's variant; available unless told otherwise. */
export const aVariant = (color: string, size: string, overrides: Partial<Variant> = {}): Variant => ({
  id: `mug-${color}-${size}`,
  title: `${color} / ${size}`,
  options: {color, size},
  price: 2800,
  availability: 'in_stock',
  available_quantity: 22,
  ...overrides,
});

/** A mug in three colours and two sizes: ink 16oz is sold out, oat 16oz does not exist, clay 12oz is low and on sale. */
export const aProduct = (overrides: Partial<Product> = {}): Product => ({
  id: 'mug',
  title: 'Stoneware mug',
  description: 'Wheel-thrown stoneware with a satin glaze and a bare clay foot.',
  images: [],
  currency: 'usd',
  options: [
    {
      name: 'color',
      title: 'Colour',
      values: [
        {value: 'ink', title: 'Ink', swatch: '#2f4a8c'},
        {value: 'clay', title: 'Clay', swatch: '#c4643f'},
        {value: 'oat', title: 'Oat', swatch: '#e6d8c0'},
      ],
    },
    {
      name: 'size',
      title: 'Size',
      values: [
        {value: '12oz', title: '12 oz'},
        {value: '16oz', title: '16 oz'},
      ],
    },
  ],
  variants: [
    aVariant('ink', '12oz'),
    aVariant('ink', '16oz', {price: 3200, availability: 'out_of_stock', available_quantity: 0}),
    aVariant('clay', '12oz', {price: 2400, compare_at_price: 2800, availability: 'low_stock', available_quantity: 3}),
    aVariant('clay', '16oz', {price: 3200}),
    aVariant('oat', '12oz'),
  ],
  ...overrides,
});

export const aPaymentSetup = (): PaymentSetup => ({
  provider: 'stripe',
  merchant_id: 'profile_test',
  supported_payment_methods: [{type: 'card'}],
  payment_mode: 'test',
});

/** What a session tool answers with. */
export const anAnswer = (checkout: CheckoutSession) => ({structuredContent: {checkout, payment: aPaymentSetup()}});

/** What `show_product` answers with. */
export const aProductAnswer = () => ({
  structuredContent: {
    product: aProduct(),
    productName: 'Stoneware mug',
    amount: 2800,
    currency: 'usd',
    priceID: 'mug-ink-12oz',
  } satisfies ShowProductOutput,
});
