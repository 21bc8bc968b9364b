import {ACP_VERSION, type CheckoutSession} from '../../shared/session.js';
import type {Product} from '../../shared/product.js';
import type {PaymentSetup, ShowProductOutput} from '../../shared/tools.js';

/** A session of two mugs that can be paid: $48.00 + $7.00 shipping + $4.27 tax. */
export function aSession(overrides: Partial<CheckoutSession> = {}): CheckoutSession {
  return {
    id: 'cs_1',
    protocol: {version: ACP_VERSION},
    capabilities: {},
    status: 'ready_for_payment',
    currency: 'usd',
    line_items: [aLine('mug-ink', 2)],
    fulfillment_details: {
      address: {name: 'Ada Lopez', line_one: '1 Main St', city: 'Oakland', state: 'CA', country: 'US', postal_code: '94607'},
    },
    fulfillment_options: [
      {type: 'shipping', id: 'standard', title: 'Standard', totals: [{type: 'total', display_text: 'Shipping', amount: 700}]},
      {type: 'shipping', id: 'express', title: 'Express', totals: [{type: 'total', display_text: 'Shipping', amount: 1500}]},
    ],
    selected_fulfillment_options: [{type: 'shipping', option_id: 'standard', item_ids: ['line_mug-ink']}],
    totals: [
      {type: 'subtotal', display_text: 'Subtotal', amount: 4800},
      {type: 'fulfillment', display_text: 'Shipping', amount: 700},
      {type: 'tax', display_text: 'Tax', amount: 427},
      {type: 'total', display_text: 'Total', amount: 5927},
    ],
    messages: [],
    links: [{type: 'terms_of_use', url: 'https://shop.example/terms'}],
    continue_url: 'https://shop.example/checkout/cs_1',
    metadata: {ships_to: 'US CA'},
    created_at: '2026-11-02T10:00:00Z',
    updated_at: '2026-11-02T10:00:00Z',
    expires_at: '2026-11-02T11:00:00Z',
    ...overrides,
  };
}

/** A line of mugs at $24.00. */
export function aLine(itemId: string, quantity: number): CheckoutSession['line_items'][number] {
  return {
    id: `line_${itemId}`,
    item: {id: itemId, name: 'Mug', unit_amount: 2400},
    name: 'Mug',
    quantity,
    unit_amount: 2400,
    totals: [{type: 'total', display_text: 'Total', amount: 2400 * quantity}],
  };
}

/** The same session, paid. */
export const aPaidSession = (overrides: Partial<CheckoutSession> = {}): CheckoutSession =>
  aSession({
    status: 'completed',
    order: {id: 'or_1', checkout_session_id: 'cs_1', order_number: '1001', permalink_url: 'https://shop.example/orders/or_1'},
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

/** What `show_product` answers with: a mug in two colours. */
export function aProductAnswer() {
  const variant = (id: string, title: string) => ({
    id,
    title,
    options: {color: title},
    price: 2400,
    availability: 'in_stock' as const,
  });
  const product: Product = {
    id: 'mug',
    title: 'Mug',
    description: 'Holds coffee.',
    images: [],
    currency: 'usd',
    options: [
      {
        name: 'color',
        title: 'Color',
        values: [
          {value: 'Ink', title: 'Ink'},
          {value: 'Oat', title: 'Oat'},
        ],
      },
    ],
    variants: [variant('mug-ink', 'Ink'), variant('mug-oat', 'Oat')],
  };
  const structuredContent = {product, productName: 'Mug', amount: 2400, currency: 'usd', priceID: 'mug-ink'} satisfies ShowProductOutput;
  return {structuredContent};
}
