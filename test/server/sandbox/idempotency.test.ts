import assert from 'node:assert/strict';
import {test} from 'node:test';
import {charge as chargeWith, client, openSandbox, refusal} from './open-sandbox.js';

test('the same key and parameters answer the first result again and charge once', async (t) => {
  const {grant, charge, sandbox, book} = await openSandbox(t);
  const {id} = await grant('pm_card_visa', {max_amount: 2000});
  const first = await charge(id, {}, 'acp:complete:cs_1:aa');
  const second = await charge(id, {}, 'acp:complete:cs_1:aa');
  assert.equal(second.id, first.id);
  assert.equal(first.lastResponse.headers['idempotent-replayed'], undefined);
  assert.equal(second.lastResponse.headers['idempotent-replayed'], 'true');
  assert.equal(sandbox.ledger().length, 1);
  const {requests} = await book();
  assert.deepEqual(
    requests
      .filter(({path}) => path === '/v1/payment_intents')
      .map(({idempotency_key, replayed, status}) => [idempotency_key, replayed, status]),
    [
      ['acp:complete:cs_1:aa', false, 200],
      ['acp:complete:cs_1:aa', true, 200],
    ],
  );
});

test('the same key with other parameters, or at another address, is an idempotency error', async (t) => {
  const {grant, charge, stripe, sandbox} = await openSandbox(t);
  const {id} = await grant();
  await charge(id, {}, 'k1');
  const other = await refusal(charge(id, {amount: 2100}, 'k1'));
  assert.deepEqual([other.statusCode, other.rawType, other.type], [400, 'idempotency_error', 'StripeIdempotencyError']);
  const elsewhere = await refusal(stripe.refunds.create({payment_intent: 'pi_1'}, {idempotencyKey: 'k1'}));
  assert.match(elsewhere.message, /same endpoint/);
  assert.equal(sandbox.ledger().length, 1);
});

test('ten calls at once with the same key are one charge', async (t) => {
  const {grant, sandbox} = await openSandbox(t);
  sandbox.setFaults({delay_ms: 200});
  const {id} = await grant();
  const stripe = client(sandbox.port, {maxNetworkRetries: 5});
  const intents = await Promise.all(Array.from({length: 10}, () => chargeWith(stripe, id, {}, 'k1')));
  assert.equal(new Set(intents.map((intent) => intent.id)).size, 1);
  assert.equal(sandbox.ledger().length, 1);
});

test('a key in use is a conflict', async (t) => {
  const {grant, charge, sandbox} = await openSandbox(t);
  sandbox.setFaults({delay_ms: 300});
  const {id} = await grant();
  const results = await Promise.allSettled([charge(id, {}, 'k1'), charge(id, {}, 'k1')]);
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as {statusCode: number; code: string}] : []));
  assert.deepEqual(
    errors.map(({statusCode, code}) => [statusCode, code]),
    [[409, 'idempotency_key_in_use']],
  );
  assert.equal((await charge(id, {}, 'k1')).status, 'succeeded');
  assert.equal(sandbox.ledger().length, 1);
});

test('a decline is replayed, a refused parameter is not stored', async (t) => {
  const {grant, charge, book} = await openSandbox(t);
  const {id} = await grant('pm_card_chargeDeclined');
  const first = await refusal(charge(id, {}, 'k1'));
  const second = await refusal(charge(id, {}, 'k1'));
  assert.equal(second.headers?.['idempotent-replayed'], 'true');
  assert.equal(second.payment_intent?.id, first.payment_intent?.id);
  assert.equal((await refusal(charge(id, {amount: 1}, 'k2'))).code, 'amount_too_small');
  assert.equal((await refusal(charge(id, {}, 'k2'))).statusCode, 402);
  assert.equal((await book()).payment_intents, 2);
});

test('without a key each call is a call of its own', async (t) => {
  const {sandbox} = await openSandbox(t);
  const post = () =>
    fetch(`${sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: {authorization: 'Bearer sk_test_1'},
      body: new URLSearchParams({amount: '500', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa'}),
    });
  await post();
  await post();
  assert.equal(sandbox.ledger().length, 2);
});
