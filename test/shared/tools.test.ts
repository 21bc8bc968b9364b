import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {MAX_LINES, MAX_QUANTITY, tools, type ToolName} from '../../shared/tools.js';

const sentences = (name: ToolName, input: unknown) => {
  const read = tools[name].input.safeParse(input);
  return read.success ? [] : read.error.issues.map(({message}) => message);
};
const start = (items: unknown) => ({checkout_session: {items}});
const change = (fields: object) => ({checkout_session_id: 'cs_1', ...fields});
const pay = (fields: object) => ({checkout_session_id: 'cs_1', payment_data: {token: 'spt_1', provider: 'stripe'}, ...fields});

describe('input that a tool refuses', () => {
  const quantity = (got: string) => `quantity must be a whole number from 1 to 99, got ${got}`;
  const cases: [what: string, name: ToolName, input: unknown, sentence: string][] = [
    ['quantity 0', 'checkout_session', start([{id: 'mug', quantity: 0}]), quantity('0')],
    ['quantity -1', 'checkout_session', start([{id: 'mug', quantity: -1}]), quantity('-1')],
    ['quantity 1.5', 'checkout_session', start([{id: 'mug', quantity: 1.5}]), quantity('1.5')],
    ['quantity 10^9', 'checkout_session', start([{id: 'mug', quantity: 1e9}]), quantity('1000000000')],
    ['quantity as text', 'checkout_session', start([{id: 'mug', quantity: '2'}]), quantity('string')],
    ['no quantity', 'checkout_session', start([{id: 'mug'}]), quantity('undefined')],
    ['no items', 'checkout_session', start([]), 'items must hold at least one item'],
    [
      'too many items',
      'checkout_session',
      start(Array.from({length: MAX_LINES + 1}, (_, index) => ({id: `m${index}`, quantity: 1}))),
      'items must hold at most 50 items',
    ],
    ['an item without an id', 'checkout_session', start([{quantity: 1}]), 'item id is missing'],
    ['an empty id', 'checkout_session', start([{id: '', quantity: 1}]), 'item id is missing'],
    ['an id that is a number', 'checkout_session', start([{id: 5, quantity: 1}]), 'item id must be text'],
    ['an id without end', 'checkout_session', start([{id: 'x'.repeat(129), quantity: 1}]), 'item id must be at most 128 characters'],
    ['no session', 'get_checkout', {}, 'checkout_session_id is missing'],
    [
      'an address with no country',
      'update_checkout',
      change({fulfillment_details: {address: {name: 'Ada'}}}),
      'country is missing: expected a two-letter ISO 3166-1 code such as "US"',
    ],
    [
      'a 10,000-letter name',
      'update_checkout',
      change({fulfillment_details: {address: {name: 'x'.repeat(10_000), country: 'US'}}}),
      'name must be at most 256 characters, got 10000',
    ],
    ['an e-mail that is none', 'update_checkout', change({buyer: {email: 'ada'}}), 'email must look like name@example.com'],
    ['six discount codes', 'update_checkout', change({discounts: {codes: [...'abcdef']}}), 'at most 5 discount codes'],
    [
      'a discount code without end',
      'update_checkout',
      change({discounts: {codes: ['x'.repeat(65)]}}),
      'discount code must be at most 64 characters, got 65',
    ],
    ['no token', 'complete_checkout', pay({payment_data: {provider: 'stripe'}}), 'payment_data.token is missing'],
    ['a query without end', 'search_products', {query: 'x'.repeat(201)}, 'query must be at most 200 characters, got 201'],
    ['limit 0', 'search_products', {limit: 0}, 'limit must be at least 1'],
    ['limit 51', 'search_products', {limit: 51}, 'limit must be at most 50'],
    ['limit 1.5', 'search_products', {limit: 1.5}, 'limit must be a whole number'],
  ];
  for (const [what, name, input, sentence] of cases) {
    it(`${what}: ${sentence}`, () => assert.deepEqual(sentences(name, input), [sentence]));
  }
});

describe('input that a tool takes', () => {
  const cases: [what: string, name: ToolName, input: unknown][] = [
    ['the most pieces of one thing', 'checkout_session', start([{id: 'mug', quantity: MAX_QUANTITY}])],
    [
      "all of the conversion contract's hints",
      'checkout_session',
      start([
        {id: 'mug', quantity: 1, offerId: 'o', name: 'Mug', description: '', images: [], url: '', merchant_name: 'Shop', price: '$24.99'},
      ]),
    ],
    ['hints nobody knows yet', 'checkout_session', start([{id: 'mug', quantity: 1, colour: 'ink'}])],
    ['a change of nothing', 'update_checkout', change({})],
    ['clearing the buyer and the address', 'update_checkout', change({buyer: null, fulfillment_details: null})],
    [
      'an option in the shape that the session shows',
      'update_checkout',
      change({selected_fulfillment_options: [{type: 'shipping', option_id: 'x', item_ids: []}]}),
    ],
    [
      'a buyer whose parts are null, as some hosts send it',
      'complete_checkout',
      pay({buyer: {name: null, email: null, phone_number: null}}),
    ],
    ['no buyer at all', 'complete_checkout', pay({buyer: null})],
    ['payment data with more in it', 'complete_checkout', pay({payment_data: {token: 'spt_1', billing_address: null, extra: 1}})],
    ['no query', 'search_products', {}],
  ];
  for (const [what, name, input] of cases) it(what, () => assert.deepEqual(sentences(name, input), []));
});
