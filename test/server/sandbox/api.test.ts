import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createSandbox} from '../../../server/sandbox/index.js';
import {openSandbox, refusal} from './open-sandbox.js';

type Envelope = {error: {type: string; code?: string; message: string; param?: string}};

const call = async (path: string, {headers = {}, ...init}: RequestInit & {headers?: Record<string, string>} = {}) => {
  const {app} = createSandbox();
  const response = await app.request(path, {...init, headers: {authorization: 'Bearer sk_test_1', ...headers}});
  return {status: response.status, headers: response.headers, ...((await response.json()) as Envelope)};
};

test('only test secret keys are let in', async () => {
  for (const key of ['sk_test_1', 'rk_test_abc']) {
    assert.equal((await call('/v1/payment_intents', {headers: {authorization: `Bearer ${key}`}})).status, 200);
    assert.equal((await call('/v1/payment_intents', {headers: {authorization: `Basic ${btoa(`${key}:`)}`}})).status, 200);
  }
  for (const authorization of ['', 'Bearer', 'Bearer sk_live_abcdefgh1234', 'Bearer pk_test_1', 'Bearer nonsense', 'sk_test_1']) {
    const {status, error} = await call('/v1/payment_intents', {headers: {authorization}});
    assert.deepEqual([status, error.type], [401, 'invalid_request_error'], authorization);
    assert.equal(error.message.includes('sk_live_abcdefgh1234'), false);
  }
});

test('every key sees the same objects', async () => {
  const {app} = createSandbox();
  const headers = {'content-type': 'application/x-www-form-urlencoded'};
  const created = await app.request('/v1/payment_intents', {
    method: 'POST',
    headers: {...headers, authorization: 'Bearer sk_test_1'},
    body: 'amount=500&currency=usd',
  });
  const {id} = (await created.json()) as {id: string};
  const seen = await app.request(`/v1/payment_intents/${id}`, {headers: {authorization: 'Bearer rk_test_2'}});
  assert.equal(seen.status, 200);
});

test('a JSON body is refused', async () => {
  const {status, error} = await call('/v1/payment_intents', {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: '{"amount": 500, "currency": "usd"}',
  });
  assert.equal(status, 400);
  assert.match(error.message, /check that your POST content type is application\/x-www-form-urlencoded/);
});

test('an address that is not here is said so', async () => {
  const {status, error} = await call('/v1/payment_intent');
  assert.equal(status, 404);
  assert.match(error.message, /^Unrecognized request URL \(GET: \/v1\/payment_intent\)/);
  assert.equal((await call('/v1/payment_intents', {method: 'DELETE'})).status, 404);
});

test('answers carry a request id and repeat the version', async () => {
  const {headers} = await call('/v1/payment_intents/pi_none', {headers: {'stripe-version': '2026-09-30.preview'}});
  assert.match(headers.get('request-id') ?? '', /^req_/);
  assert.equal(headers.get('stripe-version'), '2026-09-30.preview');
});

test('wrong parameters are named', async (t) => {
  const {rawRequest, book} = await openSandbox(t);
  const create = (params: Record<string, unknown>) =>
    refusal(rawRequest('POST', '/v1/payment_intents', {amount: 500, currency: 'usd', ...params}));
  const cases: [Record<string, unknown>, {code?: string; param?: string}][] = [
    [{colour: 'blue'}, {code: 'parameter_unknown', param: 'colour'}],
    [{payment_method_data: {token: 'spt_1'}}, {code: 'parameter_unknown', param: 'payment_method_data[token]'}],
    [{payment_method_types: ['card']}, {code: 'payment_method_types_no_longer_supported', param: 'payment_method_types'}],
    [{currency: ''}, {code: 'parameter_invalid_empty', param: 'currency'}],
    [{confirm: 'yes'}, {code: undefined, param: 'confirm'}],
    [{shipping: {name: 'Ada'}}, {code: 'parameter_missing', param: 'shipping[address]'}],
    [{expand: ['secrets']}, {code: undefined, param: 'expand'}],
    [{metadata: {note: 'x'.repeat(501)}}, {code: undefined, param: 'metadata[note]'}],
    [{error_on_requires_action: true}, {code: undefined, param: 'error_on_requires_action'}],
    [
      {confirm: true, payment_method: 'pm_card_visa', automatic_payment_methods: {enabled: true}},
      {code: undefined, param: 'return_url'},
    ],
    [{confirm: true}, {code: undefined, param: 'payment_method'}],
  ];
  for (const [params, expected] of cases) {
    const {code, param, statusCode} = await create(params);
    assert.deepEqual({statusCode, code, param}, {statusCode: 400, code: undefined, ...expected}, Object.keys(params).join());
  }
  assert.equal((await book()).payment_intents, 0);
});

test('what a shop sends along comes back as it was sent', async (t) => {
  const {stripe} = await openSandbox(t);
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    description: 'Two mugs & a “plate”',
    receipt_email: 'ada@example.com',
    metadata: {constructor: 'kept', order_id: 'o_1', empty: ''},
    shipping: {name: 'Ada', address: {line1: '1 Main St', city: 'Oakland', state: 'CA', postal_code: '94607', country: 'US'}},
  });
  assert.deepEqual({...intent.metadata}, {constructor: 'kept', order_id: 'o_1'});
  assert.deepEqual([intent.description, intent.receipt_email], ['Two mugs & a “plate”', 'ada@example.com']);
  assert.equal(intent.shipping?.address?.postal_code, '94607');
});
