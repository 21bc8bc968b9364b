import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Message} from '../../../shared/session.js';
import type {DeclineReason} from '../../../server/core/ports.js';
import {notices, readiness, shortage} from '../../../server/core/readiness.js';
import type {Attempt, CheckoutRecord, QuotedOption} from '../../../server/core/record.js';
import {languageFrom} from '../../../server/words/index.js';
import {aPayingRecord, aRecord} from '../../support/records.js';

const brief = (messages: Message[]) => messages.map(({type, code, param, content}) => [type, code, param, content]);
const address = aRecord().inputs.details!.address!;

const withAddress = (change: Partial<typeof address>) => {
  const record = aRecord();
  record.inputs.details = {address: {...address, ...change}};
  return record;
};
const withOptions = (options: QuotedOption[], optionId?: string): CheckoutRecord => {
  const {optionId: _gone, ...quote} = aRecord().quote;
  return aRecord({quote: {...quote, options, ...(optionId && {optionId})}});
};
const pickup: QuotedOption = {type: 'pickup', id: 'pickup', title: 'Pick up', amount: 0, tax: 0, total: 0};
const standard = aRecord().quote.options[0]!;

describe('what blocks payment', () => {
  it('is nothing when all is there', () => assert.deepEqual(readiness(aRecord()), []));

  it('is a missing address', () => {
    const record = withOptions([]);
    delete record.inputs.details;
    assert.deepEqual(brief(readiness(record)), [
      ['error', 'missing', '$.fulfillment_details.address', 'Add a delivery address to see shipping and tax.'],
    ]);
  });

  it('is each field that an address lacks', () => {
    assert.deepEqual(brief(readiness(withAddress({name: '', line_one: '', city: '', state: '', postal_code: '1'}))), [
      ['error', 'missing', '$.fulfillment_details.address.name', 'The name is missing.'],
      ['error', 'missing', '$.fulfillment_details.address.line_one', 'The street address is missing.'],
      ['error', 'missing', '$.fulfillment_details.address.city', 'The city is missing.'],
      ['error', 'missing', '$.fulfillment_details.address.state', 'The state or region is missing.'],
      ['error', 'invalid', '$.fulfillment_details.address.postal_code', 'The postal code does not look right for US.'],
    ]);
  });

  it('is a place that nobody delivers to, with what there is instead', () => {
    const param = '$.fulfillment_details.address.country';
    assert.deepEqual(brief(readiness(withOptions([]))), [
      ['error', 'region_restricted', param, 'We do not deliver to this address. Use another address.'],
    ]);
    assert.deepEqual(brief(readiness(withOptions([pickup]))), [
      ['error', 'region_restricted', param, 'We do not deliver to this address. Choose a pickup instead, or another address.'],
    ]);
  });

  it('is a choice that was not made', () => {
    assert.deepEqual(brief(readiness(withOptions([standard]))), [
      ['error', 'missing', '$.selected_fulfillment_options', 'Choose how to get your order.'],
    ]);
  });

  it('is no address when the buyer fetches the goods', () => {
    const record = withOptions([pickup], 'pickup');
    delete record.inputs.details;
    assert.deepEqual(readiness(record), []);
  });

  it('is a thing that is short or sold out', () => {
    const record = aRecord();
    record.quote.lines[0]!.available = 1;
    record.quote.lines[1]!.available = 0;
    assert.deepEqual(brief(readiness(record)), [
      ['error', 'quantity_exceeded', '$.line_items[0]', 'Only 1 of Mug, Ink is left.'],
      ['error', 'out_of_stock', '$.line_items[1]', 'Candle is sold out.'],
    ]);
    assert.equal(shortage('Mug', 2, '$').content, 'Only 2 of Mug are left.');
  });

  it('is a total that cannot be charged, because it is too small or too large', () => {
    const blocked = (total: number) =>
      readiness(aRecord({quote: {...aRecord().quote, total}})).map(({code, param, content}) => ({code, param, content}));
    assert.deepEqual(blocked(49), [
      {code: 'minimum_not_met', param: '$.totals', content: 'The total must be at least $0.50 to be paid here.'},
    ]);
    assert.deepEqual(blocked(50), []);
    assert.deepEqual(blocked(100_000_000), [
      {code: 'maximum_exceeded', param: '$.totals', content: 'The total can be at most $999,999.99 to be paid here.'},
    ]);
  });

  it('is said in other words, with amounts as they print them', () => {
    const limits = {least: 50, most: 4000};
    const [message] = readiness(aRecord({quote: {...aRecord().quote, total: 4880, limits}}), languageFrom('de').words);
    assert.match(message!.content, /^Der Gesamtbetrag darf höchstens 40,00\s\$ betragen/);
  });

  it('always says who can mend it', () => {
    const record = withAddress({name: ''});
    record.quote.lines[0]!.available = 0;
    for (const message of readiness(record)) {
      assert.equal(message.severity, 'high');
      assert.equal(message.resolution, 'requires_buyer_input');
      assert.equal(message.content_type, 'plain');
    }
  });
});

describe('what the buyer is told', () => {
  const attempt = (change: Partial<Attempt>): Attempt => ({...aPayingRecord().attempt!, ...change});
  const told = (change: Partial<CheckoutRecord>) => brief(notices(aRecord(change)));

  it('is nothing about an open cart', () => assert.deepEqual(told({}), []));

  it('is that a code was not accepted', () => {
    const rejected = [{code: 'NOPE', place: 1, reason: 'discount_code_invalid' as const}];
    const inputs = {...aRecord().inputs, codes: ['WELCOME10', 'NOPE']};
    assert.deepEqual(told({inputs, quote: {...aRecord().quote, rejected}}), [
      ['warning', 'discount_code_invalid', '$.discounts.codes[1]', 'This code is not valid.'],
    ]);
  });

  it('is that the total has changed', () => {
    assert.deepEqual(told({priceChangedFrom: 7000}), [
      [
        'warning',
        'price_change',
        '$.totals',
        'The total has changed since you last saw it. Nothing was charged. Check the new total before you pay.',
      ],
    ]);
  });

  it('is that a payment is being checked', () => {
    const [message] = notices(aPayingRecord());
    assert.deepEqual([message?.type, message?.content], ['info', 'Your payment is being checked. You do not need to pay again.']);
  });

  it('is that the payment service was out of reach', () => {
    assert.deepEqual(told({attempt: attempt({state: 'unavailable'})}), [
      ['info', undefined, undefined, 'The payment service could not be reached. Nothing was charged. Try again in a moment.'],
    ]);
  });

  const reasons: Record<DeclineReason, [code: string, words: RegExp]> = {
    card_declined: ['payment_declined', /was declined/],
    insufficient_funds: ['payment_declined', /insufficient funds/],
    expired_card: ['payment_declined', /has expired/],
    incorrect_details: ['payment_declined', /not right/],
    try_again: ['payment_declined', /could not be charged just now/],
    requires_3ds: ['requires_3ds', /asks for a confirmation/],
    cannot_authenticate: ['payment_declined', /cannot confirm payments here/],
    proof_unusable: ['payment_declined', /could not be used/],
    token_unusable: ['payment_declined', /authorization can no longer be used/],
    amount_not_allowed: ['invalid', /does not cover this total/],
  };
  for (const [reason, [code, words]] of Object.entries(reasons) as [DeclineReason, [string, RegExp]][]) {
    it(`is why nothing was charged: ${reason}`, () => {
      const [message, ...more] = notices(aRecord({attempt: attempt({state: 'declined', reason})}));
      assert.deepEqual(more, []);
      assert.deepEqual([message?.type, message?.code, message?.param], ['error', code, '$.payment_data']);
      assert.match(message?.content ?? '', words);
      assert.match(message?.content ?? '', /Nothing was charged\./);
    });
  }

  it('is nothing more about a decline once it is paid', () => {
    assert.deepEqual(told({phase: 'completed', attempt: attempt({state: 'paid'})}), []);
  });
});
