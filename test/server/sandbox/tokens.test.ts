import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openSandbox, refusal} from './open-sandbox.js';

const DEACTIVATED = 'The shared payment granted token cannot be used because it is already in a deactivated state.';

test('a granted token names its limits and its card, and pays', async (t) => {
  const {grant, charge, sandbox} = await openSandbox(t);
  const token = await grant('pm_card_mastercard', {max_amount: 2000});
  assert.match(token.id, /^spt_\w{20,}$/);
  assert.deepEqual(token.usage_limits, {currency: 'usd', max_amount: 2000, expires_at: null});
  const intent = await charge(token.id, {metadata: {order_id: 'o_1'}, expand: ['latest_charge', 'payment_method']});
  assert.equal(intent.status, 'succeeded');
  assert.equal((intent.payment_method as {card: {last4: string}}).card.last4, '4444');
  assert.equal((intent.latest_charge as {amount_captured: number}).amount_captured, 2000);
  const [entry, ...others] = sandbox.ledger();
  assert.equal(others.length, 0);
  assert.deepEqual(
    {type: entry?.type, amount: entry?.amount, currency: entry?.currency, metadata: entry?.metadata, intent: entry?.payment_intent},
    {type: 'charge', amount: 2000, currency: 'usd', metadata: {order_id: 'o_1'}, intent: intent.id},
  );
});

test('the ledger shows no whole token', async (t) => {
  const {grant, charge, book} = await openSandbox(t);
  const {id} = await grant();
  await charge(id);
  const text = JSON.stringify(await book());
  assert.equal(text.includes(id), false);
  assert.match(text, /"token":"spt_…\w{4}"/);
});

test('a token whose limit is used up is consumed, and a second charge is refused without a code', async (t) => {
  const {grant, charge, retrieveToken, sandbox} = await openSandbox(t);
  const {id} = await grant('pm_card_visa', {max_amount: 2000});
  await charge(id);
  const error = await refusal(charge(id));
  assert.deepEqual(
    {status: error.statusCode, type: error.rawType, code: error.code, message: error.message},
    {status: 400, type: 'invalid_request_error', code: undefined, message: DEACTIVATED},
  );
  const token = await retrieveToken(id);
  assert.equal(token.deactivated_reason, 'consumed');
  assert.equal(token.usage_details.amount_captured.value, 2000);
  assert.equal(sandbox.ledger().length, 1);
});

test('an amount over the limit, or over what is left of it, is refused', async (t) => {
  const {grant, charge, sandbox} = await openSandbox(t);
  const {id} = await grant('pm_card_visa', {max_amount: 3000});
  const message = 'The requested amount is greater than the remaining amount capturable with this shared payment granted token.';
  assert.equal((await refusal(charge(id, {amount: 3001}))).message, message);
  await charge(id, {amount: 2000});
  const error = await refusal(charge(id, {amount: 1001}));
  assert.deepEqual({status: error.statusCode, code: error.code, message: error.message}, {status: 400, code: undefined, message});
  assert.equal(sandbox.ledger().length, 1);
});

test('an authorization reserves the limit until it is canceled', async (t) => {
  const {grant, charge, stripe} = await openSandbox(t);
  const {id} = await grant('pm_card_visa', {max_amount: 3000});
  const held = await charge(id, {capture_method: 'manual'});
  assert.match((await refusal(charge(id))).message, /remaining amount capturable/);
  await stripe.paymentIntents.cancel(held.id);
  assert.equal((await charge(id)).status, 'succeeded');
});

test('an expired token is deactivated', async (t) => {
  let nowMs = Date.UTC(2026, 10, 1);
  const {grant, charge, retrieveToken} = await openSandbox(t, {now: () => nowMs});
  const {id} = await grant('pm_card_visa', {expires_at: nowMs / 1000 + 60});
  nowMs += 60_000;
  assert.equal((await refusal(charge(id))).message, DEACTIVATED);
  assert.equal((await retrieveToken(id)).deactivated_reason, 'expired');
});

test('a revoked token is deactivated', async (t) => {
  const {grant, charge, retrieveToken, rawRequest} = await openSandbox(t);
  const {id} = await grant();
  await rawRequest('POST', `/v1/test_helpers/shared_payment/granted_tokens/${id}/revoke`);
  assert.equal((await refusal(charge(id))).message, DEACTIVATED);
  assert.equal((await retrieveToken(id)).deactivated_reason, 'revoked');
});

test('a token is refused in another currency', async (t) => {
  const {grant, charge} = await openSandbox(t);
  const {id} = await grant();
  const error = await refusal(charge(id, {currency: 'eur'}));
  assert.deepEqual({status: error.statusCode, code: error.code}, {status: 400, code: undefined});
  assert.match(error.message, /currency eur does not match .* usd/);
});

test('an unknown token is a missing resource', async (t) => {
  const {charge, retrieveToken} = await openSandbox(t);
  const error = await refusal(charge('spt_nothing'));
  assert.deepEqual({status: error.statusCode, code: error.code}, {status: 400, code: 'resource_missing'});
  assert.equal(error.message, "No such shared_payment_token: 'spt_nothing'");
  assert.equal((await refusal(retrieveToken('spt_nothing'))).statusCode, 404);
});

test('a decline leaves the token usable', async (t) => {
  const {grant, charge, retrieveToken} = await openSandbox(t);
  const {id} = await grant('pm_card_chargeDeclined', {max_amount: 2000});
  assert.equal((await refusal(charge(id))).statusCode, 402);
  assert.equal((await retrieveToken(id)).deactivated_reason, null);
  assert.equal((await refusal(charge(id))).statusCode, 402);
});

test('the expiry of a token lies in the future, at most 90 days ahead', async (t) => {
  const nowMs = Date.UTC(2026, 10, 1);
  const {grant} = await openSandbox(t, {now: () => nowMs});
  const inDays = (days: number) => nowMs / 1000 + days * 24 * 60 * 60;
  for (const expires_at of [inDays(0), inDays(90) + 1]) {
    const error = await refusal(grant('pm_card_visa', {expires_at}));
    assert.equal(error.param, 'usage_limits[expires_at]');
  }
  assert.ok(await grant('pm_card_visa', {expires_at: inDays(90)}));
});

test('parameters of older documents are unknown', async (t) => {
  const {rawRequest} = await openSandbox(t);
  const params = {payment_method: 'pm_card_visa', usage_limits: {currency: 'usd', max_amount: 100}};
  const path = '/v1/test_helpers/shared_payment/granted_tokens';
  const old = await refusal(rawRequest('POST', path, {...params, seller_details: {network_id: 'internal'}}));
  assert.deepEqual({code: old.code, param: old.param}, {code: 'parameter_unknown', param: 'seller_details'});
  const nested = await refusal(rawRequest('POST', path, {...params, usage_limits: {...params.usage_limits, maximum: 1}}));
  assert.deepEqual({code: nested.code, param: nested.param}, {code: 'parameter_unknown', param: 'usage_limits[maximum]'});
  const none = await refusal(rawRequest('POST', path, {payment_method: 'pm_card_visa'}));
  assert.deepEqual({code: none.code, param: none.param}, {code: 'parameter_missing', param: 'usage_limits'});
});
