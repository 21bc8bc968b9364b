import assert from 'node:assert/strict';
import {test} from 'node:test';
import type Stripe from 'stripe';
import {openSandbox, refusal} from './open-sandbox.js';

const typesOf = (ledger: {type: string; amount: number}[]) => ledger.map(({type, amount}) => [type, amount]);

test('a test payment method pays without a token', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  const intent = await stripe.paymentIntents.create({
    amount: 1200,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
  });
  assert.deepEqual([intent.status, intent.amount_received], ['succeeded', 1200]);
  assert.deepEqual(typesOf(sandbox.ledger()), [['charge', 1200]]);
});

test('an intent is confirmed later, after a decline with another card', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  const {id, status} = await stripe.paymentIntents.create({amount: 1200, currency: 'usd'});
  assert.equal(status, 'requires_payment_method');
  assert.equal((await refusal(stripe.paymentIntents.confirm(id))).code, 'payment_intent_unexpected_state');
  assert.equal((await refusal(stripe.paymentIntents.confirm(id, {payment_method: 'pm_card_chargeDeclined'}))).statusCode, 402);
  assert.equal((await stripe.paymentIntents.confirm(id, {payment_method: 'pm_card_visa'})).status, 'succeeded');
  const again = await refusal(stripe.paymentIntents.confirm(id, {payment_method: 'pm_card_visa'}));
  assert.equal(again.code, 'payment_intent_unexpected_state');
  assert.deepEqual(typesOf(sandbox.ledger()), [['charge', 1200]]);
});

test('a hold is captured in part, once, and the token counts what was captured', async (t) => {
  const {grant, charge, stripe, retrieveToken, sandbox} = await openSandbox(t);
  const token = await grant('pm_card_visa', {max_amount: 5000});
  const held = await charge(token.id, {capture_method: 'manual'});
  assert.deepEqual([held.status, held.amount_capturable, held.amount_received], ['requires_capture', 2000, 0]);
  assert.equal((await refusal(stripe.paymentIntents.capture(held.id, {amount_to_capture: 2001}))).statusCode, 400);
  const captured = await stripe.paymentIntents.capture(held.id, {amount_to_capture: 1500});
  assert.deepEqual([captured.status, captured.amount_capturable, captured.amount_received], ['succeeded', 0, 1500]);
  assert.equal((await refusal(stripe.paymentIntents.capture(held.id))).code, 'payment_intent_unexpected_state');
  assert.equal((await retrieveToken(token.id)).usage_details.amount_captured.value, 1500);
  assert.deepEqual(typesOf(sandbox.ledger()), [
    ['authorization', 2000],
    ['capture', 1500],
  ]);
});

test('a canceled hold takes no money, and what is paid cannot be canceled', async (t) => {
  const {grant, charge, stripe, sandbox} = await openSandbox(t);
  const held = await charge((await grant()).id, {capture_method: 'manual'});
  const canceled = await stripe.paymentIntents.cancel(held.id, {cancellation_reason: 'requested_by_customer'});
  assert.deepEqual([canceled.status, canceled.cancellation_reason], ['canceled', 'requested_by_customer']);
  assert.equal((await refusal(stripe.paymentIntents.capture(held.id))).code, 'payment_intent_unexpected_state');
  const paid = await charge((await grant()).id);
  assert.equal((await refusal(stripe.paymentIntents.cancel(paid.id))).code, 'payment_intent_unexpected_state');
  assert.deepEqual(typesOf(sandbox.ledger()), [
    ['authorization', 2000],
    ['charge', 2000],
  ]);
});

test('refunds give back up to what was captured, and no more', async (t) => {
  const {grant, charge, stripe, sandbox} = await openSandbox(t);
  const {id} = await charge((await grant()).id);
  const part = await stripe.refunds.create({payment_intent: id, amount: 500, reason: 'requested_by_customer', metadata: {why: 'late'}});
  assert.deepEqual([part.status, part.amount, part.metadata?.why], ['succeeded', 500, 'late']);
  assert.equal((await refusal(stripe.refunds.create({payment_intent: id, amount: 1501}))).statusCode, 400);
  assert.equal((await stripe.refunds.create({payment_intent: id})).amount, 1500);
  assert.equal((await refusal(stripe.refunds.create({payment_intent: id}))).code, 'charge_already_refunded');
  assert.equal((await stripe.refunds.retrieve(part.id)).amount, 500);
  assert.deepEqual(typesOf(sandbox.ledger()), [
    ['charge', 2000],
    ['refund', 500],
    ['refund', 1500],
  ]);
});

test('a part that was captured is what can be refunded', async (t) => {
  const {grant, charge, stripe} = await openSandbox(t);
  const held = await charge((await grant()).id, {capture_method: 'manual'});
  assert.equal((await refusal(stripe.refunds.create({payment_intent: held.id}))).statusCode, 400);
  await stripe.paymentIntents.capture(held.id, {amount_to_capture: 1500});
  assert.equal((await stripe.refunds.create({payment_intent: held.id})).amount, 1500);
});

test('intents are found by metadata and listed newest first', async (t) => {
  const {grant, charge, stripe} = await openSandbox(t);
  const {id} = await grant('pm_card_visa', {max_amount: 9000});
  const first = await charge(id, {metadata: {checkout_session_id: "it's", order_id: 'o_1'}});
  const second = await charge(id, {metadata: {checkout_session_id: 'b', order_id: 'o_2'}});
  const search = async (query: string) => (await stripe.paymentIntents.search({query})).data.map((intent) => intent.id);
  assert.deepEqual(await search("metadata['checkout_session_id']:'b'"), [second.id]);
  assert.deepEqual(await search("metadata['order_id']:'o_1' AND status:'succeeded'"), [first.id]);
  assert.deepEqual(await search(`metadata["checkout_session_id"]:"it's"`), [first.id]);
  assert.deepEqual(await search("metadata['order_id']:'o_3'"), []);
  assert.equal((await refusal(stripe.paymentIntents.search({query: 'order is o_1'}))).param, 'query');
  const page = await stripe.paymentIntents.list({limit: 1, expand: ['data.latest_charge']});
  assert.deepEqual([page.data[0]?.id, page.has_more], [second.id, true]);
  assert.equal((page.data[0]?.latest_charge as Stripe.Charge).paid, true);
  assert.deepEqual(
    (await stripe.paymentIntents.list({starting_after: second.id})).data.map((intent) => intent.id),
    [first.id],
  );
});

test('amounts Stripe would not charge are refused before anything happens', async (t) => {
  const {stripe, book} = await openSandbox(t);
  const wrong: [number, string, Record<string, unknown>][] = [
    [0, 'usd', {code: 'parameter_invalid_integer', param: 'amount'}],
    [-5, 'usd', {code: 'parameter_invalid_integer', param: 'amount'}],
    [10.5, 'usd', {code: 'parameter_invalid_integer', param: 'amount'}],
    [49, 'usd', {code: 'amount_too_small', param: 'amount'}],
    [100_000_000, 'usd', {code: 'amount_too_large', param: 'amount'}],
    [1000, 'USD', {code: undefined, param: 'currency'}],
    [1005, 'kwd', {code: undefined, param: 'amount'}],
  ];
  for (const [amount, currency, expected] of wrong) {
    const error = await refusal(stripe.paymentIntents.create({amount, currency}));
    assert.deepEqual({code: error.code, param: error.param}, expected, `${amount} ${currency}`);
  }
  assert.equal((await stripe.paymentIntents.create({amount: 50, currency: 'jpy'})).amount, 50);
  assert.equal((await book()).payment_intents, 1);
});

test('the older place of the token is taken only when asked for, and never beside the present one', async (t) => {
  const {grant, rawRequest, sandbox} = await openSandbox(t);
  const {id} = await grant();
  const params = {amount: 2000, currency: 'usd', confirm: true, shared_payment_granted_token: id};
  const error = await refusal(rawRequest('POST', '/v1/payment_intents', params));
  assert.deepEqual({code: error.code, param: error.param}, {code: 'parameter_unknown', param: 'shared_payment_granted_token'});
  sandbox.setFaults({top_level_token: true});
  const both = {...params, payment_method_data: {shared_payment_granted_token: id}};
  assert.equal((await refusal(rawRequest('POST', '/v1/payment_intents', both))).statusCode, 400);
  assert.equal(((await rawRequest('POST', '/v1/payment_intents', params)) as Stripe.PaymentIntent).status, 'succeeded');
});

test('a token is no payment method', async (t) => {
  const {grant, stripe} = await openSandbox(t);
  const {id} = await grant();
  const error = await refusal(stripe.paymentIntents.create({amount: 2000, currency: 'usd', confirm: true, payment_method: id}));
  assert.equal(error.message, `No such PaymentMethod: '${id}'`);
});
