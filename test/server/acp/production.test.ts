/** The started server in production, as a proxy in front of it reaches it. */
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import {root} from '../../../scripts/run.mjs';
import {freePort} from '../../support/free-port.js';
import {sanFrancisco} from '../../support/open-shop.js';
import {openSandbox} from '../sandbox/open-sandbox.js';
import {aCreate} from './open-acp.js';

const KEY = 'a-key-of-twenty-four-characters';
const TRIES = 300;

/** Starts the server with a test key whose Stripe is the sandbox of this process. `said` is what it printed. */
async function start(t: TestContext, environment: Record<string, string>) {
  const {sandbox} = await openSandbox(t);
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'production-'))];
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://shop.example',
      PORT: String(port),
      DATABASE_URL: `file:${join(folder, 'shop.db')}`,
      STRIPE_SECRET_KEY: 'sk_test_merchant',
      STRIPE_PROFILE_ID: 'profile_test_merchant',
      STRIPE_API_BASE: `http://127.0.0.1:${sandbox.port}`,
      LOG_LEVEL: 'silent',
      ...environment,
    },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void chunks.push(chunk.toString()));
  const ended = new Promise((resolve) => child.on('close', resolve));
  t.after(async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, {recursive: true, force: true});
  });
  for (let tries = 0; !chunks.join('').includes('is ready'); tries += 1) {
    assert.ok(tries < TRIES && child.exitCode === null, chunks.join(''));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    said: () => chunks.join(''),
    async ask(path: string, headers: Record<string, string>, body?: object) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {'content-type': 'application/json', 'api-version': '2026-04-17', 'idempotency-key': crypto.randomUUID(), ...headers},
        ...(body && {body: JSON.stringify(body)}),
      });
      const json = (await response.json().catch(() => ({}))) as {type?: string; code?: string; status?: string};
      return {status: response.status, retryAfter: response.headers.get('retry-after'), json};
    },
  };
}

const https = {'x-forwarded-proto': 'https'};
const as = (key: string) => ({authorization: `Bearer ${key}`});
const cart = aCreate({line_items: [{id: 'mug-ink-12oz'}], fulfillment_details: {address: sanFrancisco}});

describe('the agent door of a server in production', () => {
  it('is closed where no key is set: there is nothing, and no key is made', async (t) => {
    const {ask, said} = await start(t, {});
    for (const path of ['/checkout_sessions', '/checkouts', '/acp/mcp']) {
      const {status} = await ask(path, {...https, ...as('acp_guess')}, cart);
      assert.equal(status, 404, path);
    }
    assert.equal((await ask('/.well-known/acp.json', https)).status, 404);
    assert.equal((await ask('/healthz', https)).status, 200);
    assert.doesNotMatch(said(), /acp_|bearer/i);
  });

  it('takes a key over https only, and so many requests a minute', async (t) => {
    const {ask} = await start(t, {ACP_API_KEYS: `ada:${KEY}`, ACP_RATE_LIMIT: '2'});
    const plains: Record<string, string>[] = [{}, {'x-forwarded-proto': 'http'}, {'x-forwarded-proto': 'http, https'}];
    for (const plain of plains) {
      const {status, json} = await ask('/checkout_sessions', {...plain, ...as(KEY)}, cart);
      assert.deepEqual([status, json.type, json.code], [403, 'invalid_request', 'forbidden']);
    }
    assert.equal((await ask('/.well-known/acp.json', {})).json.code, 'forbidden');
    assert.equal((await ask('/checkout_sessions', {...https, ...as('a guess')}, cart)).status, 401);

    const {status, json} = await ask('/checkout_sessions', {...https, ...as(KEY)}, cart);
    assert.deepEqual([status, json.status], [201, 'ready_for_payment']);
    assert.equal((await ask('/checkout_sessions', {...https, ...as(KEY)}, cart)).status, 201);
    const third = await ask('/checkout_sessions', {...https, ...as(KEY)}, cart);
    assert.deepEqual([third.status, third.json.code], [429, 'rate_limited']);
    assert.ok(Number(third.retryAfter) > 0);
  });
});
