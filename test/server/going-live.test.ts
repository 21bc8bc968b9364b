import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {compose} from '../../server/compose.js';
import {readConfig} from '../../server/config.js';
import {checklist, goingLive} from '../../server/going-live.js';
import {createCheckout} from '../../server/core/checkout.js';
import {createLog} from '../../server/log.js';
import {openShop} from '../support/open-shop.js';
import {openRunning} from '../support/open-running.js';

const LIVE = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://shop.example',
  STRIPE_SECRET_KEY: 'sk_live_51abcdef',
  STRIPE_PROFILE_ID: 'profile_61abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_51abc',
};
const shop = {
  name: 'Shop',
  country: 'US',
  shipsTo: ['US'],
  links: [
    {type: 'terms_of_use', title: 'Terms', url: 'https://shop-words.example/terms'},
    {type: 'privacy_policy', title: 'Privacy', url: 'https://shop-words.example/privacy'},
  ],
};
const known = {reachable: true, livemode: true};
const openPoints = (environment: Record<string, string> = {}, its = shop, stripe = known) =>
  goingLive(readConfig({...LIVE, ...environment}), its, stripe)
    .filter(({done}) => !done)
    .map(({must}) => must);
const without = (name: keyof typeof LIVE) => ({...LIVE, [name]: ''});

/** Why the server does not start. */
const refusal = async (environment: Record<string, string>): Promise<string> => {
  try {
    const running = await compose(readConfig({DATABASE_URL: 'file::memory:', PORT: '0', ...environment}), createLog('silent'));
    await running.close();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a mix of test and live', () => {
  const mixes: [what: string, environment: Record<string, string>, names: string][] = [
    ['a live key with a test profile', {...LIVE, STRIPE_PROFILE_ID: 'profile_test_61abc'}, 'STRIPE_PROFILE_ID'],
    ['a live key without a profile', without('STRIPE_PROFILE_ID'), 'STRIPE_PROFILE_ID'],
    ['a live key at the sandbox', {...LIVE, STRIPE_API_BASE: 'http://127.0.0.1:8788'}, 'STRIPE_API_BASE'],
    ['a live key at somebody else’s server', {...LIVE, STRIPE_API_BASE: 'https://stripe.example'}, 'STRIPE_API_BASE'],
    ['a test key with a live profile', {STRIPE_SECRET_KEY: 'sk_test_51abc', STRIPE_PROFILE_ID: 'profile_61abc'}, 'STRIPE_PROFILE_ID'],
    ['a publishable key', {...LIVE, STRIPE_SECRET_KEY: 'pk_live_51abc'}, 'STRIPE_SECRET_KEY'],
    ['a webhook secret that is a key', {...LIVE, STRIPE_WEBHOOK_SECRET: 'sk_live_51abc'}, 'STRIPE_WEBHOOK_SECRET'],
    ['production without a key, which would be the sandbox', without('STRIPE_SECRET_KEY'), 'STRIPE_SECRET_KEY'],
    ['production over http', {...LIVE, PUBLIC_URL: 'http://shop.example'}, 'PUBLIC_URL'],
  ];
  for (const [what, environment, names] of mixes) {
    it(`${what} stops the start with a sentence that names ${names}`, async () => {
      const message = await refusal(environment);
      assert.match(message, new RegExp(`^The environment is not right:\\n {2}- ${names}: expected [^\\n]+$`));
      for (const secret of ['51abc', 'sk_live_51', 'pk_live_51']) assert.equal(message.includes(secret), false, message);
    });
  }
});

describe('the checklist of going live', () => {
  it('has nothing open when everything is so', () => assert.deepEqual(openPoints(), []));

  const gaps: [what: string, open: string[], names: RegExp][] = [
    ['development', openPoints({NODE_ENV: 'development'}), /^NODE_ENV/],
    ['an address of this machine', openPoints({PUBLIC_URL: 'https://localhost'}), /^PUBLIC_URL/],
    ['no webhook secret', openPoints({STRIPE_WEBHOOK_SECRET: ''}), /^STRIPE_WEBHOOK_SECRET/],
    ['a database that forgets', openPoints({DATABASE_URL: 'file::memory:'}), /^DATABASE_URL/],
    ['a key that Stripe does not know', openPoints({}, shop, {reachable: false, livemode: true}), /STRIPE_SECRET_KEY/],
    ['a key that Stripe calls a test one', openPoints({}, shop, {reachable: true, livemode: false}), /STRIPE_SECRET_KEY/],
    ['no terms', openPoints({}, {...shop, links: shop.links.slice(1)}), /terms/],
    ['terms that are this server’s stand-in', openPoints({PUBLIC_URL: 'https://shop-words.example'}), /terms/],
    ...['return_policy', 'shipping_policy'].map((type): [string, string[], RegExp] => [
      `a stand-in beside the terms: ${type}`,
      openPoints({}, {...shop, links: [...shop.links, {type, title: 'Words', url: `https://shop.example/legal/${type}`}]}),
      /stand-ins/,
    ]),
  ];
  for (const [what, open, names] of gaps) {
    it(`names what is open: ${what}`, () => {
      assert.equal(open.length, 1, open.join('; '));
      assert.match(open[0]!, names);
    });
  }

  it('is text with a box for each point', () => {
    const steps = [
      {done: true, must: 'one thing'},
      {done: false, must: 'another'},
    ];
    assert.equal(checklist(steps), '  [x] one thing\n  [ ] another');
  });

  it('is what a live server says before it refuses to start', () => {
    // A live key goes to Stripe only, so what is read here is what can be said without it.
    const config = readConfig({...LIVE, DATABASE_URL: 'file::memory:', PORT: '0', STRIPE_WEBHOOK_SECRET: ''});
    const text = checklist(goingLive(config, shop, {reachable: false, livemode: false}));
    assert.match(text, /\[x\] NODE_ENV is production/);
    assert.match(text, /\[ \] Stripe answers for STRIPE_SECRET_KEY/);
    assert.match(text, /\[ \] STRIPE_WEBHOOK_SECRET is set, from an endpoint at PUBLIC_URL\/webhooks\/stripe/);
    assert.doesNotMatch(text, /51abc/);
  });
});

describe('test mode', () => {
  it('says so to the payment sheet and in every event of an order, and grants test tokens in the preview only', async (t) => {
    const test = await openRunning(t);
    const {id, total} = await test.cart();
    const {order} = await test.checkout.complete(id, {token: await test.mint('pm_card_visa', total)});
    assert.deepEqual(
      (await test.outbox(order!.id)).map(({type, livemode}) => [type, livemode]),
      [['order_create', 0]],
    );
    const chat = await test.chat();
    const answer = await chat.callTool({name: 'get_checkout', arguments: {checkout_session_id: id}});
    const {payment} = answer.structuredContent as {payment: {payment_mode: string; merchant_id: string}};
    assert.deepEqual([payment.payment_mode, payment.merchant_id], ['test', 'profile_test_sandbox']);
  });

  it('is what the events of an order say, and live mode too', async (t) => {
    for (const [livemode, says] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const {parts, ready, payments, database} = await openShop(t);
      const checkout = createCheckout({...parts, payments: {...payments.provider, livemode}});
      const {id} = await ready();
      await checkout.complete(id, {token: 'spt_1'});
      payments.adjustments.set('pi_1', [
        {id: 're_1', type: 'refund', occurred_at: '2026-11-02T18:00:00Z', status: 'completed', amount: 10},
      ]);
      assert.equal(await checkout.news({kind: 'adjustment', paymentId: 'pi_1', checkoutSessionId: id}), true);
      const rows = await database.selectFrom('outbox').select(['type', 'livemode']).orderBy('id').execute();
      assert.deepEqual(
        rows.map((row) => [row.type, Number(row.livemode)]),
        [
          ['order_create', says],
          ['order_update', says],
        ],
      );
    }
  });
});
