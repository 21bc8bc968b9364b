import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {toRequestCheckout} from '../../shared/chatgpt-checkout.js';
import type {CheckoutSession} from '../../shared/session.js';
import {SHEET_PAYLOADS, type PaymentSetup, type SheetPayload} from '../../shared/tools.js';
import {aLine, anOption, aSession, aTotal} from '../support/builders.js';

const payment: PaymentSetup = {
  provider: 'stripe',
  merchant_id: 'profile_test_1',
  supported_payment_methods: [{type: 'card', allowed_card_brands: ['visa', 'mastercard']}, {type: 'apple_pay'}, {type: 'google_pay'}],
  managed_payment_methods: [{type: 'card', id: 'pm_1', display_name: 'Visa', display_brand: 'visa', display_last4: '4242'}],
  payment_mode: 'test',
};

/** 30.00 of goods, 5.00 off, 3.00 tax, delivery 5.00 + 0.50: every kind of row, and a line with a discount. */
const session = aSession({
  line_items: [
    aLine({
      description: 'Thrown by hand',
      images: ['https://shop.example/mug.jpg'],
      totals: [
        aTotal('items_base_amount', 'Price', 3000),
        aTotal('items_discount', 'Discount', 500),
        aTotal('subtotal', 'Subtotal', 2500),
        aTotal('tax', 'Tax', 300),
        aTotal('total', 'Total', 2800),
      ],
    }),
  ],
  fulfillment_options: [anOption({totals: [aTotal('subtotal', 'Price', 500), aTotal('tax', 'Tax', 50), aTotal('total', 'Total', 550)]})],
  totals: [
    aTotal('items_base_amount', 'Items', 3000),
    aTotal('items_discount', 'Discount', 500),
    aTotal('subtotal', 'Subtotal', 2500),
    aTotal('fulfillment', 'Standard', 550),
    aTotal('tax', 'Tax', 300),
    aTotal('total', 'Total', 3350),
  ],
  links: [
    {type: 'terms_of_use', url: 'https://shop.example/terms', title: 'Terms of sale'},
    {type: 'privacy_policy', url: 'https://shop.example/privacy', title: 'Privacy policy'},
  ],
});

type Line = {base_amount: number; discount?: number; subtotal: number; tax: number; total: number};
interface Payload {
  totals: {type: string; amount: number}[];
  line_items?: Line[];
  fulfillment_options?: {id: string; total: number; subtotal: number; tax: number}[];
  fulfillment_option_id?: string;
}
const goldenFile = (variant: SheetPayload) => join(import.meta.dirname, 'request-checkout', `${variant}.json`);
const golden = (variant: SheetPayload) => JSON.parse(readFileSync(goldenFile(variant), 'utf8')) as {source: string; payload: Payload};
const made = (variant: SheetPayload, from: CheckoutSession = session) => {
  const payload = toRequestCheckout(from, variant === 'openai' ? payment : {...payment, payload: variant});
  return JSON.parse(JSON.stringify(payload)) as Payload;
};

/** The sums that the Agentic Checkout Spec asks for, minor units; what a variant leaves out counts nothing. */
function assertReconciles({totals, line_items = [], fulfillment_options = [], fulfillment_option_id}: Payload) {
  const row = (type: string) => totals.find((each) => each.type === type)?.amount ?? 0;
  for (const {base_amount, discount = 0, subtotal, tax, total} of line_items) {
    assert.equal(subtotal, base_amount - discount);
    assert.equal(total, subtotal + tax);
  }
  if (line_items.length) {
    const sum = (key: 'base_amount' | 'subtotal' | 'tax') => line_items.reduce((whole, line) => whole + line[key], 0);
    assert.deepEqual([sum('base_amount'), sum('subtotal'), sum('tax')], [row('items_base_amount'), row('subtotal'), row('tax')]);
  }
  assert.equal(row('subtotal'), row('items_base_amount') - row('items_discount'));
  assert.equal(
    row('total'),
    row('items_base_amount') - row('items_discount') - row('discount') + row('fulfillment') + row('tax') + row('fee'),
  );
  for (const option of fulfillment_options) assert.equal(option.total, option.subtotal + option.tax);
  if (fulfillment_option_id) assert.equal(fulfillment_options.find(({id}) => id === fulfillment_option_id)?.total, row('fulfillment'));
}

describe('every documented way to open the payment sheet', () => {
  for (const variant of SHEET_PAYLOADS) {
    it(`${variant}: is its golden file, whose source is named`, () => {
      const {source, payload} = golden(variant);
      assert.ok(source.length > 20);
      assert.deepEqual(made(variant), payload);
    });

    it(`${variant}: adds up`, () => {
      assertReconciles(golden(variant).payload);
      assertReconciles(made(variant, aSession()));
    });

    it(`${variant}: is nothing for a session that cannot be paid`, () => {
      assert.equal(made(variant, aSession({status: 'incomplete'})), null);
    });

    it(`${variant}: is never sent what the host adds itself, nor the name of the way`, () => {
      const keys = Object.keys(made(variant));
      assert.equal(JSON.stringify(made(variant)).includes('pm_1'), false);
      for (const key of ['merchant', 'logo_url', 'conversation_id', 'connector_id', 'ecosystem_app_uri', 'payload'])
        assert.equal(keys.includes(key), false, key);
    });
  }
});
