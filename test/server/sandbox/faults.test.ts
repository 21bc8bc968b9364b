import assert from 'node:assert/strict';
import {test} from 'node:test';
import {charge as chargeWith, client, openSandbox, refusal} from './open-sandbox.js';

test('a connection cut after the charge is mended by the retry of the library, with one charge', async (t) => {
  const {grant, sandbox, book} = await openSandbox(t);
  const {id} = await grant();
  sandbox.setFaults({reset_after_commit: 1});
  const intent = await chargeWith(client(sandbox.port, {maxNetworkRetries: 2}), id, {}, 'k1');
  assert.equal(intent.status, 'succeeded');
  assert.equal(intent.lastResponse.headers['idempotent-replayed'], 'true');
  assert.equal(sandbox.ledger().length, 1);
  const {requests} = await book();
  assert.deepEqual(
    requests.filter(({path}) => path === '/v1/payment_intents').map(({status}) => status),
    [null, 200],
  );
});

test('a connection cut every time leaves the caller not knowing, and the same key finds the charge later', async (t) => {
  const {grant, sandbox} = await openSandbox(t);
  const {id} = await grant();
  sandbox.setFaults({reset_after_commit: 10});
  const stripe = client(sandbox.port, {maxNetworkRetries: 1});
  assert.equal((await refusal(chargeWith(stripe, id, {}, 'k1'))).type, 'StripeConnectionError');
  sandbox.setFaults({});
  assert.equal((await chargeWith(stripe, id, {}, 'k1')).status, 'succeeded');
  assert.equal(sandbox.ledger().length, 1);
});

test('a 500 after the charge is what the key replays, and the charge is found by its metadata', async (t) => {
  const {grant, charge, stripe, sandbox} = await openSandbox(t);
  const {id} = await grant();
  sandbox.setFaults({error_500_after_commit: 1});
  const metadata = {checkout_session_id: 'cs_1'};
  assert.equal((await refusal(charge(id, {metadata}, 'k1'))).type, 'StripeAPIError');
  const again = await refusal(charge(id, {metadata}, 'k1'));
  assert.deepEqual([again.statusCode, again.headers?.['idempotent-replayed']], [500, 'true']);
  const found = await stripe.paymentIntents.search({query: "metadata['checkout_session_id']:'cs_1'"});
  assert.deepEqual(
    found.data.map(({status}) => status),
    ['succeeded'],
  );
  assert.equal(sandbox.ledger().length, 1);
});

test('a 500 or 429 before the work leaves nothing behind', async (t) => {
  const {grant, charge, sandbox} = await openSandbox(t);
  const {id} = await grant();
  sandbox.setFaults({error_500: 1, error_429: true});
  assert.equal((await refusal(charge(id, {}, 'k1'))).type, 'StripeRateLimitError');
  assert.equal((await refusal(charge(id, {}, 'k1'))).type, 'StripeAPIError');
  assert.deepEqual(sandbox.ledger(), []);
  assert.equal((await charge(id, {}, 'k1')).status, 'succeeded');
});

test('a slow answer outlives the patience of the caller, who finds the charge under the same key', async (t) => {
  const {grant, sandbox} = await openSandbox(t);
  const {id} = await grant();
  sandbox.setFaults({delay_ms: 400, times: 1});
  const impatient = client(sandbox.port, {timeout: 100});
  assert.equal((await refusal(chargeWith(impatient, id, {}, 'k1'))).type, 'StripeConnectionError');
  const patient = client(sandbox.port, {maxNetworkRetries: 5});
  assert.equal((await chargeWith(patient, id, {}, 'k1')).status, 'succeeded');
  assert.equal(sandbox.ledger().length, 1);
});

test('faults keep to their path and method', async (t) => {
  const {grant, charge, stripe, sandbox} = await openSandbox(t);
  sandbox.setFaults({error_500: 1, path: '/v1/payment_intents/search', method: 'GET'});
  assert.equal((await charge((await grant()).id)).status, 'succeeded');
  assert.equal((await refusal(stripe.paymentIntents.search({query: "status:'succeeded'"}))).statusCode, 500);
  assert.equal((await stripe.paymentIntents.search({query: "status:'succeeded'"})).data.length, 1);
});

test('switches are set, read and cleared over HTTP', async (t) => {
  const {sandbox, grant, charge} = await openSandbox(t);
  const url = `${sandbox.url}/_sandbox/faults`;
  const set = (body: string) => fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body});
  const read = async () => (await fetch(url)).json();
  assert.equal((await set('{"error_500": 2}')).status, 200);
  await refusal(charge((await grant()).id));
  assert.deepEqual(await read(), {error_500: 1});
  assert.equal((await fetch(url, {method: 'DELETE'})).status, 200);
  assert.deepEqual(await read(), {});
});

test('switches that make no sense are refused with a sentence and change nothing', async (t) => {
  const {sandbox} = await openSandbox(t);
  const url = `${sandbox.url}/_sandbox/faults`;
  const set = async (body: string) => {
    const response = await fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body});
    const {error} = (await response.json()) as {error: {message: string}};
    return [response.status, error.message];
  };
  sandbox.setFaults({error_500: 1});
  const [status, message] = await set('{"explode": 1}');
  assert.equal(status, 400);
  assert.match(String(message), /^Expected fault switches among delay_ms, .*, got explode\.$/);
  assert.deepEqual(await set('{"delay_ms": -1}'), [400, 'delay_ms must be at least 0, got -1.']);
  assert.deepEqual(await set('{"delay_ms": "soon"}'), [400, 'delay_ms must be a whole number of milliseconds, got "soon".']);
  assert.deepEqual(await set('{"error_500": 1.5}'), [400, 'error_500 must be a whole number of requests, or true, got 1.5.']);
  assert.deepEqual(await set('{"path": "/pay"}'), [400, 'path must start with /v1/, got "/pay".']);
  assert.match(String((await set('nonsense'))[1]), /not JSON/);
  assert.match(String((await set('[]'))[1]), /Expected a JSON object/);
  assert.deepEqual(await (await fetch(url)).json(), {error_500: 1});
});
