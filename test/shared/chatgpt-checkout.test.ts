import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  CompletedCheckout,
  readSheetAnswer,
  readSheetRejection,
  toCompletedCheckout,
  toRequestCheckout,
  type RequestCheckoutPayload,
} from '../../shared/chatgpt-checkout.js';
import {SessionStatus, type CheckoutSession} from '../../shared/session.js';
import type {PaymentSetup} from '../../shared/tools.js';
import {aCompletedSession, aLine, aMessage, anOption, aSession, aTotal} from '../support/builders.js';

const payment: PaymentSetup = {
  provider: 'stripe',
  merchant_id: 'profile_test_1',
  supported_payment_methods: [{type: 'card', allowed_card_brands: ['visa']}, {type: 'apple_pay'}],
  payment_mode: 'test',
};

function payloadOf(session: CheckoutSession): RequestCheckoutPayload {
  const payload = toRequestCheckout(session, payment);
  assert.ok(payload);
  return payload as RequestCheckoutPayload; // the way of today, since nothing else was asked for
}

/** The sums that the sheet's documentation asks for, minor units throughout. */
function assertReconciles({line_items, totals, fulfillment_options, fulfillment_option_id}: RequestCheckoutPayload) {
  const row = (type: string) => totals.find((each) => each.type === type)?.amount ?? 0;
  for (const line of line_items) {
    assert.equal(line.subtotal, line.base_amount - line.discount);
    assert.equal(line.total, line.base_amount - line.discount + line.tax);
  }
  for (const option of fulfillment_options) assert.equal(option.total, option.subtotal + option.tax);
  assert.equal(row('subtotal'), row('items_base_amount') - row('items_discount'));
  assert.equal(
    row('total'),
    row('items_base_amount') - row('items_discount') - row('discount') + row('fulfillment') + row('tax') + row('fee'),
  );
  assert.equal(row('fulfillment'), fulfillment_options.find(({id}) => id === fulfillment_option_id)?.total ?? 0);
  const lines = (key: 'base_amount' | 'discount' | 'tax') => line_items.reduce((whole, line) => whole + line[key], 0);
  assert.deepEqual([lines('base_amount'), lines('discount'), lines('tax')], [row('items_base_amount'), row('items_discount'), row('tax')]);
}

/** 30.00 of goods, 5.00 off, 3.00 tax, delivery 5.00 + 0.50. */
const discounted = () =>
  aSession({
    line_items: [
      aLine({
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
  });

describe('what the payment sheet is opened with', () => {
  for (const status of SessionStatus.options.filter((each) => each !== 'ready_for_payment')) {
    it(`is nothing for a session that is ${status}`, () => assert.equal(toRequestCheckout(aSession({status}), payment), null));
  }

  it('copies the amounts of the session', () => {
    const payload = payloadOf(aSession());
    assert.deepEqual(payload.line_items, [
      {
        id: 'li_1',
        item: {id: 'mug-ink-12oz', quantity: 2},
        name: 'Stoneware mug',
        base_amount: 5600,
        discount: 0,
        subtotal: 5600,
        tax: 406,
        total: 6006,
      },
    ]);
    assert.deepEqual(payload.totals, [
      {type: 'items_base_amount', display_text: 'Items', amount: 5600},
      {type: 'subtotal', display_text: 'Subtotal', amount: 5600},
      {type: 'fulfillment', display_text: 'Standard', amount: 700},
      {type: 'tax', display_text: 'Tax', amount: 406},
      {type: 'total', display_text: 'Total', amount: 6706},
    ]);
  });

  it('adds up, tax on delivery inside the delivery row', () => {
    assertReconciles(payloadOf(aSession()));
    assertReconciles(payloadOf(discounted()));
  });

  it('names the currency in upper case', () => assert.equal(payloadOf(aSession({currency: 'kwd'})).currency, 'KWD'));

  it('leaves the address out when there is none, never null', () => {
    const payload = payloadOf(aSession({fulfillment_details: undefined}));
    assert.equal('fulfillment_address' in payload, false);
    assert.equal(JSON.stringify(payload).includes('null'), false);
  });

  it('takes the phone number into the address', () => {
    const {address} = aSession().fulfillment_details!;
    const payload = payloadOf(aSession({fulfillment_details: {address, phone_number: '+15105550123'}}));
    assert.equal(payload.fulfillment_address?.phone_number, '+15105550123');
    assert.equal(payload.fulfillment_address?.line_one, '1200 Lakeshore Ave');
  });

  it('carries the choice, the merchant and the mode, and nothing that the host adds itself', () => {
    const payload = payloadOf(aSession());
    assert.equal(payload.id, 'cs_1');
    assert.equal(payload.status, 'ready_for_payment');
    assert.equal(payload.fulfillment_option_id, 'standard');
    assert.deepEqual(payload.payment_provider, {
      provider: 'stripe',
      merchant_id: 'profile_test_1',
      supported_payment_methods: [{type: 'card', allowed_card_brands: ['visa']}, {type: 'apple_pay'}],
    });
    assert.equal(payload.payment_mode, 'test');
    for (const hostOwned of ['merchant', 'logo_url', 'conversation_id', 'connector_id', 'ecosystem_app_uri']) {
      assert.equal(hostOwned in payload, false, hostOwned);
    }
  });

  it('leaves out rows that the sheet does not know', () => {
    const session = aSession();
    const payload = payloadOf({...session, totals: [...session.totals, aTotal('amount_refunded', 'Refunded', 0)]});
    assert.equal(
      payload.totals.some(({type}) => type === 'amount_refunded'),
      false,
    );
  });
});

describe('what complete_checkout answers', () => {
  it('is the session with its order', () => {
    const answer = CompletedCheckout.parse(toCompletedCheckout(aCompletedSession()));
    assert.equal(answer.status, 'completed');
    assert.deepEqual(answer.order, {
      id: 'ord_1',
      checkout_session_id: 'cs_1',
      permalink_url: 'https://shop.example/orders/ord_1',
      order_number: '1042',
    });
    assert.deepEqual(answer.buyer, {name: 'Ada Lovelace', email: 'ada@example.com'});
  });

  it('is the open session with what went wrong', () => {
    const answer = toCompletedCheckout(aSession({messages: [aMessage({code: 'payment_declined'})]}));
    assert.equal(answer.status, 'ready_for_payment');
    assert.equal(answer.order, undefined);
    assert.equal(answer.messages[0]?.code, 'payment_declined');
  });

  it('joins the names of a buyer who gave no full name', () => {
    const answer = toCompletedCheckout(aCompletedSession({buyer: {email: 'a@b.example', first_name: 'Ada', last_name: 'Byron'}}));
    assert.equal(answer.buyer?.name, 'Ada Byron');
  });
});

describe('what the sheet claims when it resolves', () => {
  const order = {id: 'ord_1', checkout_session_id: 'cs_1', permalink_url: ''};
  const completed = {id: 'cs_1', status: 'completed', currency: 'usd', order};
  const error = {type: 'error', code: 'out_of_stock', content_type: 'plain', content: 'Sold out.'};
  const shapes: [what: string, answer: unknown, claim: string][] = [
    ['the completed session', completed, 'completed'],
    ['a whole tool result around it', {content: [], structuredContent: completed, isError: false}, 'completed'],
    ['an error object', {code: 'requires_3ds', message: 'no'}, 'failed'],
    ['a list of error messages', {messages: [error]}, 'failed'],
    ['an open session with an error', {id: 'cs_1', status: 'ready_for_payment', messages: [error]}, 'failed'],
    [
      'a total that changed',
      {status: 'ready_for_payment', messages: [{type: 'warning', code: 'price_change', severity: 'high'}]},
      'failed',
    ],
    ['a payment service out of reach', {status: 'ready_for_payment', messages: [{type: 'info', severity: 'high'}]}, 'failed'],
    ['a tool result with errors', {content: [], structuredContent: {messages: [error]}}, 'failed'],
    ['a failed tool result', {content: [{type: 'text', text: 'no'}], isError: true}, 'failed'],
    ['a completed session without an order', {id: 'cs_1', status: 'completed'}, 'unknown'],
    ['an order alone', order, 'unknown'],
    ['an open session', {id: 'cs_1', status: 'ready_for_payment', messages: []}, 'unknown'],
    ['information only', {messages: [{type: 'info', content: 'hello'}]}, 'unknown'],
    ['a session in progress', {id: 'cs_1', status: 'complete_in_progress'}, 'unknown'],
    ['nothing', undefined, 'unknown'],
    ['null', null, 'unknown'],
    ['a word', 'ok', 'unknown'],
    ['a number', 1, 'unknown'],
    ['a list', [], 'unknown'],
    ['a result whose content is null', {structuredContent: null}, 'unknown'],
    ['messages that are no list', {messages: 'none'}, 'unknown'],
    ['a list with holes', {messages: [null, undefined, 5]}, 'unknown'],
    ['an order that is null', {status: 'completed', order: null}, 'unknown'],
  ];
  for (const [what, answer, claim] of shapes) it(`with ${what}: ${claim}`, () => assert.equal(readSheetAnswer(answer), claim));
});

describe('what the sheet claims when it rejects', () => {
  const reasons: [reason: unknown, claim: string][] = [
    [new Error('User cancelled checkout'), 'canceled'],
    [new Error('Checkout canceled'), 'canceled'],
    ['Checkout canceled', 'canceled'],
    [{message: 'canceled by user'}, 'canceled'],
    [new Error('Checkout request timeout'), 'unknown'],
    [new Error('openai/requestCheckout denied by host capability policy'), 'unknown'],
    [undefined, 'unknown'],
    [null, 'unknown'],
    [{message: 5}, 'unknown'],
    [{code: 'canceled'}, 'unknown'],
  ];
  for (const [reason, claim] of reasons) {
    it(`with ${reason instanceof Error ? reason.message : JSON.stringify(reason)}: ${claim}`, () =>
      assert.equal(readSheetRejection(reason), claim));
  }
});
