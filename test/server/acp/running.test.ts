import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import type {Running} from '../../../server/compose.js';
import {composeServer, ledgerOf, mintToken} from '../../support/compose-server.js';
import {sanFrancisco} from '../../support/open-shop.js';
import {aCreate, aPayment} from './open-acp.js';

async function post({app}: Running, path: string, body: object, {key, bearer = 'secret'}: {key: string; bearer?: string}) {
  const response = await app.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      host: '127.0.0.1:8787',
      authorization: `Bearer ${bearer}`,
      'api-version': '2026-04-17',
      'idempotency-key': key,
      'content-type': 'application/json',
    },
  });
  return {status: response.status, headers: response.headers, json: (await response.json()) as CheckoutSession};
}

const cart = aCreate({line_items: [{id: 'mug-ink-12oz'}], fulfillment_details: {address: sanFrancisco}});

describe('the agent door of the whole server', () => {
  it('sells a thing, once, over restarts and beside a second process on the same database', async (t) => {
    const server = composeServer(t, {ACP_API_KEYS: 'ada:secret'});
    let running = await server.start();
    const {status, json} = await post(running, '/checkout_sessions', cart, {key: 'a'});
    assert.deepEqual([status, json.status], [201, 'ready_for_payment']);
    const amount = totalOf(json.totals, 'total')!;
    const payment = aPayment(await mintToken(running, {amount}));
    const pay = (at: Running, key: string) => post(at, `/checkout_sessions/${json.id}/complete`, payment, {key});

    const beside = await composeServer(t, {ACP_API_KEYS: 'ada:secret', DATABASE_URL: server.databaseUrl}).start();
    assert.equal((await post(beside, '/checkout_sessions', cart, {key: 'a'})).json.id, json.id);
    const paid = await pay(running, 'p');
    assert.equal(paid.json.status, 'completed');
    const elsewhere = await pay(beside, 'p');
    assert.deepEqual([elsewhere.json, elsewhere.headers.get('idempotent-replayed')], [paid.json, 'true']);
    const ledger = await ledgerOf(running);
    assert.deepEqual(
      ledger.map((entry) => entry.amount),
      [amount],
    );

    await server.close();
    running = await server.start();
    const later = await pay(running, 'p');
    assert.deepEqual([later.json, later.headers.get('idempotent-replayed')], [paid.json, 'true']);
    assert.equal((await pay(running, 'other')).status, 405);
    assert.equal(await running.forgetCalls(), 0);
  });

  it('makes itself a key in development, and is closed in production without one', async (t) => {
    const running = await composeServer(t).start();
    assert.match(running.acpKey ?? '', /^acp_[\w-]{24}$/);
    assert.equal((await post(running, '/checkout_sessions', cart, {key: 'a', bearer: running.acpKey!})).status, 201);
    assert.equal((await post(running, '/checkout_sessions', cart, {key: 'a', bearer: 'guess'})).status, 401);
    const set = await composeServer(t, {ACP_API_KEYS: 'ada:secret'}).start();
    assert.equal(set.acpKey, undefined);
  });
});
