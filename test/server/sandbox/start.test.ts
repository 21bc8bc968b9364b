import assert from 'node:assert/strict';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {startSandbox} from '../../../server/sandbox/index.js';
import {charge, client, openSandbox, refusal} from './open-sandbox.js';

const place = {host: '127.0.0.1', port: 0};

async function aFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(folder, {recursive: true}));
  return folder;
}

test('it does not run in production', async () => {
  await assert.rejects(startSandbox({...place, nodeEnv: 'production'}), /^Error: NODE_ENV is production/);
});

test('it does not run beside a live key', async () => {
  for (const secretKey of ['sk_live_abc', 'rk_live_abc']) {
    const starting = startSandbox({...place, nodeEnv: 'development', secretKey});
    await assert.rejects(
      starting,
      (error: Error) => /^STRIPE_SECRET_KEY is a live key/.test(error.message) && !error.message.includes('abc'),
    );
  }
});

test('a taken port is named by its variable', async (t) => {
  const {sandbox} = await openSandbox(t);
  await assert.rejects(startSandbox({...place, port: sandbox.port, nodeEnv: 'test'}), /SANDBOX_PORT: port \d+ on 127\.0\.0\.1 is taken/);
});

test('the ledger and the answers to keys survive a restart', async (t) => {
  const stateFile = join(await aFolder(t), 'data', 'sandbox.json');
  const first = await startSandbox({...place, nodeEnv: 'test', stateFile});
  const stripe = client(first.port);
  const token = (await stripe.rawRequest('POST', '/v1/test_helpers/shared_payment/granted_tokens', {
    payment_method: 'pm_card_visa',
    usage_limits: {currency: 'usd', max_amount: 2000},
  })) as {id: string};
  const paid = await charge(stripe, token.id, {}, 'k1');
  const ledger = first.ledger();
  await first.close();

  const {sandbox} = await openSandbox(t, {stateFile});
  assert.deepEqual(sandbox.ledger(), ledger);
  const replayed = await charge(client(sandbox.port), token.id, {}, 'k1');
  assert.equal(replayed.id, paid.id);
  assert.equal(replayed.lastResponse.headers['idempotent-replayed'], 'true');
  assert.match((await refusal(charge(client(sandbox.port), token.id, {}, 'k2'))).message, /deactivated state/);
  assert.equal(sandbox.ledger().length, 1);
  assert.deepEqual(await readdir(join(stateFile, '..')), ['sandbox.json']);
});

test('a charge is on disk before its connection is cut', async (t) => {
  const stateFile = join(await aFolder(t), 'sandbox.json');
  const first = await openSandbox(t, {stateFile});
  const {id} = await first.grant();
  first.sandbox.setFaults({reset_after_commit: 5});
  await refusal(first.charge(id, {}, 'k1'));
  const second = await openSandbox(t, {stateFile});
  assert.equal(second.sandbox.ledger().length, 1);
});

test('many changes at once all reach the disk', async (t) => {
  const stateFile = join(await aFolder(t), 'sandbox.json');
  const first = await openSandbox(t, {stateFile});
  const {id} = await first.grant('pm_card_visa', {max_amount: 100_000});
  await Promise.all(Array.from({length: 20}, (_, i) => first.charge(id, {}, `k${i}`)));
  const second = await openSandbox(t, {stateFile});
  assert.equal(second.sandbox.ledger().length, 20);
  await second.sandbox.reset();
  assert.deepEqual((await openSandbox(t, {stateFile})).sandbox.ledger(), []);
});

test('a damaged state file is named, not overwritten', async (t) => {
  const stateFile = join(await aFolder(t), 'sandbox.json');
  await writeFile(stateFile, '{"ledger": [');
  await assert.rejects(startSandbox({...place, nodeEnv: 'test', stateFile}), /sandbox\.json is not a readable sandbox state/);
});

test('a state from before there was a catalog is read, and the catalog survives a restart', async (t) => {
  const stateFile = join(await aFolder(t), 'sandbox.json');
  await writeFile(
    stateFile,
    JSON.stringify({tokens: [], intents: [], charges: [], paymentMethods: [], refunds: [], checkouts: [], answers: [], ledger: []}),
  );
  const {stripe} = await openSandbox(t, {stateFile});
  const {id} = await stripe.products.create({name: 'Mug', default_price_data: {currency: 'usd', unit_amount: 1800}});
  const again = (await openSandbox(t, {stateFile})).stripe;
  assert.equal((await again.products.retrieve(id)).name, 'Mug');
  assert.equal((await again.events.list({type: 'product.created'})).data.length, 1);
});
