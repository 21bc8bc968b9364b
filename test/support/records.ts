import type {Order} from '../../shared/session.js';
import {makeOrder} from '../../server/core/order.js';
import type {OrderEvent} from '../../server/core/ports.js';
import type {CheckoutRecord} from '../../server/core/record.js';

/**
 * An open checkout of two mugs and a candle to Oakland, priced in dollars: 36.00 + 24.00, tax 3.60 + 2.40,
 * delivery 5.00 + 0.50 tax, 71.50 in all.
 */
export const aRecord = (overrides: Partial<CheckoutRecord> = {}): CheckoutRecord => ({
  id: 'session-1',
  version: 1,
  phase: 'open',
  createdAt: 1_000_000,
  updatedAt: 1_000_000,
  expiresAt: 4_600_000,
  inputs: {
    items: [
      {lineId: 'line-1', itemId: 'mug', quantity: 2},
      {lineId: 'line-2', itemId: 'candle', quantity: 1},
    ],
    buyer: {email: 'ada@example.com', full_name: 'Ada Byron'},
    details: {
      address: {name: 'Ada Byron', line_one: '1 Broadway', city: 'Oakland', state: 'CA', postal_code: '94607', country: 'US'},
    },
    codes: [],
  },
  quote: {
    currency: 'usd',
    limits: {least: 50, most: 99_999_999},
    lines: [
      {
        lineId: 'line-1',
        itemId: 'mug',
        productId: 'mugs',
        quantity: 2,
        title: 'Mug',
        description: 'A mug',
        variantOptions: [{name: 'Colour', value: 'Ink'}],
        images: ['https://shop.example/mug.svg'],
        unitAmount: 1800,
        base: 3600,
        discount: 0,
        subtotal: 3600,
        tax: 360,
        total: 3960,
        available: 5,
      },
      {
        lineId: 'line-2',
        itemId: 'candle',
        productId: 'candle',
        quantity: 1,
        title: 'Candle',
        description: 'A candle',
        variantOptions: [],
        images: [],
        unitAmount: 2400,
        base: 2400,
        discount: 0,
        subtotal: 2400,
        tax: 240,
        total: 2640,
        available: 3,
      },
    ],
    options: [{type: 'shipping', id: 'standard', title: 'Standard', amount: 500, tax: 50, total: 550}],
    optionId: 'standard',
    applied: [],
    rejected: [],
    itemsBase: 6000,
    itemsDiscount: 0,
    subtotal: 6000,
    fulfillment: 550,
    tax: 600,
    total: 7150,
    taxed: true,
  },
  ...overrides,
});

/** The same checkout in payment: 71.50 are being charged, to be looked at again at `checkAt`. */
export const aPayingRecord = (overrides: Partial<CheckoutRecord> = {}): CheckoutRecord =>
  aRecord({
    phase: 'paying',
    attempt: {
      state: 'started',
      tokenHash: 'hash-1',
      idempotencyKey: 'key-1',
      amount: 7150,
      currency: 'usd',
      orderId: 'order-1',
      startedAt: 1_000_000,
      prepared: {idempotencyKey: 'key-1', request: 'amount=7150'},
    },
    checkAt: 1_070_000,
    ...overrides,
  });

/** A record as it is once paid, with its order and the event that tells of it: the arguments of `complete`. */
export function aCompletion(record: CheckoutRecord, orderId = 'order-1'): [CheckoutRecord, Order, OrderEvent] {
  const order = makeOrder(record, {id: orderId, number: '4F7K-29QT', url: `https://shop.example/orders/${orderId}`});
  const {checkAt: _due, attempt: _settled, ...kept} = record;
  return [{...kept, phase: 'completed', updatedAt: 1_002_000, order}, order, {type: 'order_create', order, livemode: false}];
}
