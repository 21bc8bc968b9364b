/** ACP-020, 024, 029: how a server is set up. Seen at one of our own. */
import {createHmac} from 'node:crypto';
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import type {Door} from '../door.js';
import {payable, type Lab} from '../lab.js';
import {NEWEST, type Told} from '../words.js';
import {eventsOf} from './events.js';

const ONCE = {bindings: ['REST'], versions: [NEWEST]} as const;
const BOTH = {versions: [NEWEST]} as const;

const SIGNING_SECRET = 'agreed with the agent';

/** A seller that looks at signatures, and whose orders somebody packs. */
const signing = (lab: Lab) => lab.with({main: 'test/conformance/acp/own-seller.js', env: {SIGNING_SECRET}});

/** Members in the order of their names, as ACP's canonical JSON has them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join()}}`;
}

function signed(body: unknown, {at = Date.now(), secret = SIGNING_SECRET} = {}) {
  const timestamp = new Date(at).toISOString();
  const text = body === undefined ? '' : canonical(body);
  return {headers: {timestamp, signature: createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('base64')}};
}

export const deployment = [
  check(
    'ACP-020',
    'an order paid with test money is told to the agent like any other, and nobody packs it',
    async ({version, binding}, lab) => {
      const seller = await signing(lab);
      const door = seller.door(version, binding);
      const cart = door.words.create(payable(seller));
      const {body} = await door.create(cart, signed(cart));
      const payment = door.words.pay(await seller.mint(door.words.amount(body, 'total')));
      const {body: paid} = await door.complete(body.id, payment, signed(payment));
      assert.equal(paid.status, 'completed', JSON.stringify(paid).slice(0, 300));
      const [event] = await eventsOf(seller, body.id);
      assert.equal(event?.body.data.id, paid.order.id);
      // Orders are handed over before events are delivered, one round after the other.
      assert.deepEqual(await (await fetch(new URL('/placed', seller.url))).json(), []);
    },
    ONCE,
  ),

  check(
    'ACP-024',
    'in production nothing is answered over plain http',
    async ({version, binding}, lab) => {
      const production = await lab.with({
        env: {
          NODE_ENV: 'production',
          PUBLIC_URL: 'https://shop.example',
          STRIPE_SECRET_KEY: 'sk_test_conformance',
          STRIPE_PROFILE_ID: 'profile_test_conformance',
          STRIPE_API_BASE: lab.own().sandboxUrl,
          SANDBOX_PORT: undefined,
          ACP_WEBHOOK_URL: undefined,
          ACP_WEBHOOK_SECRET: undefined,
        },
      });
      const door = production.door(version, binding);
      const cart = door.words.create(payable(production));
      for (const headers of [undefined, {'x-forwarded-proto': 'http'}]) {
        const {status, body} = await door.create(cart, headers && {headers});
        assert.deepEqual([status, body.code], [403, 'forbidden']);
      }
      const {status, body} = await door.create(cart, {headers: {'x-forwarded-proto': 'https'}});
      assert.equal(status, 201);
      must(body.continue_url.startsWith('https://shop.example/'), body.continue_url);
    },
    ONCE,
  ),

  check(
    'ACP-029',
    'where signatures are looked at: a bad one, none, or an old one is 401, whatever the operation',
    async ({version, binding}, lab) => {
      const seller = await signing(lab);
      const door = seller.door(version, binding);
      const cart = door.words.create(payable(seller));
      const {ok, body} = await door.create(cart, signed(cart));
      must(ok, JSON.stringify(body).slice(0, 300));
      const other = {...cart, buyer: null};
      const minute = 60_000;
      const bad = [
        undefined,
        signed(cart, {secret: 'guessed'}),
        signed(other),
        signed(cart, {at: Date.now() - 6 * minute}),
        signed(cart, {at: Date.now() + 6 * minute}),
      ];
      for (const sent of bad) assertRefused(door, await door.create(cart, sent));
      assertRefused(door, await door.get(body.id));
      assertRefused(door, await door.cancel(body.id));
      assert.equal((await door.get(body.id, signed(undefined))).body.status, body.status);
    },
    BOTH,
  ),

  check(
    'ACP-108',
    'who asks too often is told when to come again: 429 with Retry-After, over MCP too; other agents are not kept waiting',
    async ({version}, lab) => {
      const most = 12;
      const strict = await lab.with({env: {ACP_RATE_LIMIT: String(most)}});
      const [door, tools] = [strict.door(version, 'REST'), strict.door(version, 'MCP')];
      const replies = [];
      for (let count = 0; count <= most; count += 1) replies.push(await door.get('cs_none'));
      assert.deepEqual(
        replies.map(({status}) => status),
        [...Array<number>(most).fill(404), 429],
      );
      const refused = replies.at(-1)!;
      const seconds = Number(refused.headers.get('retry-after'));
      assert.equal(refused.body.code, 'rate_limited');
      must(seconds > 0 && seconds <= 60, `Retry-After is ${seconds}`);
      assert.equal((await tools.get('cs_none')).body.code, 'rate_limited');
      assert.equal((await door.get('cs_none', {bearer: strict.otherBearer ?? ''})).status, 404);
    },
    ONCE,
  ),
];

function assertRefused({binding}: Door, {ok, status, body}: Told): void {
  assert.deepEqual([ok, body.code], [false, 'invalid_signature']);
  if (binding === 'REST') assert.equal(status, 401);
}
