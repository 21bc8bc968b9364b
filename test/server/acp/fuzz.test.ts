import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {sql} from 'kysely';
import type {PaymentOutcome} from '../../../server/core/ports.js';
import {reviewAbove} from '../../../server/core/review.js';
import {judgedAnswers} from '../../support/acp-oracle.js';
import {openAcp} from './open-acp.js';
import {aRequest, aSeed, type Noise} from './random-requests.js';

type Acp = Awaited<ReturnType<typeof openAcp>>;
type Members = Record<string, unknown>;

/** `FUZZ=100000` tries more of them. */
const REQUESTS = Number(process.env.FUZZ ?? 3_000);
const MEMBERS = new Set(['type', 'code', 'message', 'param', 'supported_versions']);
const TRACE = /(\\n|\n)\s+at \S|node_modules|\.ts:\d|SQLITE|TypeError|ZodError/;

const ACQUIRER = {acquirer_bin: '400551', acquirer_country: 'US', acquirer_merchant_id: 'mid-1', merchant_name: 'Test shop'};
const CAPABLE = {capabilities: {interventions: {supported: ['3ds']}}};
/** Minor units above which the buyer, or the merchant, has to look at an order: some of the random carts cost that much. */
const REVIEW = reviewAbove({buyer: 9_000, merchant: 14_000});
/** What a payment comes to now and then; all others are paid. */
const OUTCOMES: readonly PaymentOutcome[] = [
  {kind: 'declined', reason: 'requires_3ds', reusable: true},
  {kind: 'declined', reason: 'card_declined'},
  {kind: 'unknown'},
];

describe('random and malformed requests', () => {
  it(`${REQUESTS} of them: no 5xx, no trace of our insides, flat errors, and no change without a 2xx`, {timeout: 3_600_000}, async (t) => {
    const {seed, log} = aSeed();
    log(t);
    const start = performance.now();
    const seen = new Map<number, number>();
    const standings = new Map<string, number>();
    const acp = await openAcp(
      t,
      {},
      {},
      {facts: {authentication: {enforcement: 'conditional', acquirer: ACQUIRER}}, more: {review: REVIEW}},
    );
    let {id} = await acp.create(CAPABLE);
    const rows = () => stateOf(acp);
    let before = await rows();
    let done = 0;
    const property = fc.asyncProperty(aRequest, async (request) => {
      const {status, text, body} = await send(acp, request, id);
      done += 1;
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const standing = (body as {status?: string} | undefined)?.status;
      if (standing) standings.set(standing, (standings.get(standing) ?? 0) + 1);
      assert.ok(status < 500, `${status}: ${text}`);
      assert.doesNotMatch(text, TRACE);
      assertFlat(request, status, body, text);
      assert.deepEqual(acp.errors, [], 'something was thrown that nobody expected');
      const after = await rows();
      const granted = status < 300 && !isRpcError(body);
      if (!granted) assert.deepEqual(after, before, `${status} changed something`);
      before = after;
      // The session in the paths is one that still can be changed, most of the time; and few of them make many looks quick.
      if (done % 25 === 0) {
        for (const table of ['outbox', 'orders', 'stock_reservations', 'checkout_sessions', 'calls'] as const)
          await acp.database.deleteFrom(table).execute();
        await acp.database.updateTable('stock').set({reserved: 0, on_hand: 9}).execute();
        ({id} = await acp.create(CAPABLE));
        if (done % 100 === 0) acp.payments.answer(OUTCOMES[(done / 100) % OUTCOMES.length]!);
        before = await rows();
      }
    });
    await fc.assert(property, {seed, numRuns: REQUESTS, endOnFailure: true, includeErrorInReport: true});
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    t.diagnostic(`${done} requests in ${seconds} s: ${listed(seen)}; sessions: ${listed(standings)}; ${judgedAnswers()}`);
  });
});

const listed = (counts: ReadonlyMap<number | string, number>) =>
  [...counts]
    .sort()
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');

async function send(acp: Acp, {method, path, headers, body}: Noise, id: string): Promise<{status: number; text: string; body: unknown}> {
  const response = await acp.app.fetch(
    new Request(`http://127.0.0.1:8787${path.replace('ID', id)}`, {
      method,
      headers: {...headers, host: '127.0.0.1:8787'},
      ...(body !== undefined && {body: body.replaceAll('"ID"', JSON.stringify(id))}),
    }),
  );
  const text = await response.text();
  try {
    return {status: response.status, text, body: text ? (JSON.parse(text) as unknown) : undefined};
  } catch {
    return assert.fail(`no JSON: ${text.slice(0, 200)}`);
  }
}

const isRpcError = (body: unknown) => Boolean((body as {error?: unknown} | undefined)?.error);

function assertFlat({method, path}: Noise, status: number, body: unknown, text: string): void {
  if (path === '/acp/mcp') {
    const {error} = (body ?? {}) as {error?: {code: number; data?: Members}};
    if (error?.data) assertError(error.data, text);
    else if (status >= 400) assert.equal(typeof error?.code, 'number', text);
  } else if (status >= 400 && method !== 'HEAD') assertError(body as Members, text);
}

function assertError(error: Members, text: string): void {
  assert.ok(error && error.type && error.code && error.message, text);
  assert.deepEqual(
    Object.keys(error).filter((name) => !MEMBERS.has(name)),
    [],
    text,
  );
  if (error.param !== undefined) assert.match(String(error.param), /^\$/);
}

/** A digest of everything that a request could change but for the answers that are kept. A record that changes gets another version. */
async function stateOf({database}: Acp): Promise<unknown> {
  const {rows} = await sql`select
    (select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || coalesce(sum(length(record)), 0) from checkout_sessions) as sessions,
    (select sum(on_hand) || ' ' || sum(reserved) from stock) as stock,
    (select coalesce(sum(quantity), 0) from stock_reservations) as reservations,
    (select count(*) from outbox) as events,
    (select count(*) from orders) as orders`.execute(database);
  return rows[0];
}
