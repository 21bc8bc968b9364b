import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import type {RequestCheckoutPayload} from '../../shared/chatgpt-checkout.js';
import {pay, payloadProblem, type PaymentDoors, type PaymentOrder} from '../../widgets/preview/payment.js';

const payload: RequestCheckoutPayload = {
  id: 'cs_1',
  status: 'ready_for_payment',
  currency: 'USD',
  line_items: [],
  totals: [{type: 'total', display_text: 'Total', amount: 3236}],
  fulfillment_options: [],
  fulfillment_address: {
    name: 'Ada',
    line_one: '1 Main St',
    city: 'Oakland',
    state: 'CA',
    country: 'US',
    postal_code: '94607',
    phone_number: '+1',
  },
  messages: [],
  links: [],
  payment_provider: {provider: 'stripe', merchant_id: 'profile_1', supported_payment_methods: [{type: 'card'}]},
  payment_mode: 'test',
};
const order: PaymentOrder = {payload, card: 'pm_card_visa', outcome: 'pays', buyer: {name: 'Ada', email: 'ada@example.com'}};
const completed = {id: 'cs_1', status: 'completed', order: {id: 'ord_1'}};
const error = (code: string, content: string) => ({type: 'error', code, content_type: 'plain', content});
const open = (...messages: unknown[]) => ({id: 'cs_1', status: 'ready_for_payment', messages});

function doors(answer: unknown | Error, changed: Partial<PaymentDoors> = {}) {
  const calls: [name: string, given: unknown][] = [];
  const note = (name: string, given: unknown) => void calls.push([name, given]);
  const all: PaymentDoors = {
    mintToken: async (request) => (note('mint', request), 'spt_1'),
    setFault: async (fault) => note('fault', fault),
    complete: async (args) => {
      note('complete', args);
      if (answer instanceof Error) throw answer;
      return {content: [{type: 'text', text: 'said'}], structuredContent: answer} as CallToolResult;
    },
    ...changed,
  };
  return {calls, all};
}

describe('paying in the sheet', () => {
  it('mints a token for the shown total and completes the session with it', async () => {
    const {calls, all} = doors(completed);
    assert.deepEqual(await pay(order, all), {resolve: completed});
    assert.deepEqual(calls, [
      ['mint', {payment_method: 'pm_card_visa', amount: 3236, currency: 'usd'}],
      [
        'complete',
        {
          checkout_session_id: 'cs_1',
          buyer: {name: 'Ada', email: 'ada@example.com', phone_number: '+1'},
          payment_data: {token: 'spt_1', provider: 'stripe', billing_address: payload.fulfillment_address},
        },
      ],
    ]);
  });

  for (const code of ['payment_declined', 'requires_3ds'])
    it(`stays open with the message for ${code}`, async () =>
      assert.deepEqual(await pay(order, doors(open(error(code, 'Try another card.'))).all), {stay: ['Try another card.']}));

  it('resolves with the messages for every other error', async () => {
    const gone = error('out_of_stock', 'The last one was just sold.');
    assert.deepEqual(await pay(order, doors(open(gone)).all), {resolve: {messages: [gone]}});
  });

  it('resolves with the words of a tool error that has no session', async () => {
    const step = await pay(order, doors(undefined).all);
    assert.deepEqual(step, {resolve: {messages: [error('unknown', 'said')]}});
  });

  it('stays open when no token could be made, since nothing was sent to the merchant', async () => {
    const {calls, all} = doors(completed, {mintToken: () => Promise.reject(new Error('The card is not known.'))});
    assert.deepEqual(await pay(order, all), {stay: ['The card is not known.']});
    assert.deepEqual(calls, []);
  });

  it('rejects when the call itself failed', async () => {
    const step = await pay(order, doors(new Error('Failed to fetch')).all);
    assert.equal('reject' in step && step.reject.message, 'Failed to fetch');
  });

  it('hides the answer for the unknown outcome, whatever it was', async () => {
    for (const answer of [completed, open(error('payment_declined', 'No.')), new Error('Failed to fetch')]) {
      const {calls, all} = doors(answer);
      const step = await pay({...order, outcome: 'unknown-error'}, all);
      assert.equal('reject' in step && step.reject.message, 'Something went wrong');
      assert.deepEqual(calls[0], ['fault', {reset_after_commit: 3, path: '/v1/payment_intents', webhooks_delay_ms: 5000}]);
      assert.equal(calls[2]?.[0], 'complete');
    }
  });

  it('slows the payment provider down once for the slow outcome', async () => {
    const {calls, all} = doors(completed);
    await pay({...order, outcome: 'slow'}, all);
    assert.deepEqual(calls[0], ['fault', {delay_ms: 6000, path: '/v1/payment_intents', times: 1}]);
  });
});

describe('a payload of requestCheckout', () => {
  it('is taken when it is whole', () => assert.equal(payloadProblem(payload), undefined));
  const broken: [change: object, sentence: RegExp][] = [
    [{id: ''}, /id is missing/],
    [{totals: undefined}, /totals must be a list/],
    [{messages: undefined}, /messages must be a list/],
    [{totals: []}, /must hold a total/],
    [{status: 'completed'}, /must be ready_for_payment, got completed/],
    [{payment_provider: undefined}, /merchant_id is missing/],
  ];
  for (const [change, sentence] of broken)
    it(`is refused: ${sentence.source}`, () => assert.match(payloadProblem({...payload, ...change}) ?? '', sentence));
  it('is refused when it is no object', () => assert.match(payloadProblem(null) ?? '', /id is missing/));
});
