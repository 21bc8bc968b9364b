/** ACP-032, 060, 073: amounts in other currencies, prices that change, and what the payment provider is asked for. */
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import {ready, type Lab} from '../lab.js';
import type {Settings} from '../own-server.js';
import {NEWEST, type Told} from '../words.js';

const ONCE = {bindings: ['REST'], versions: [NEWEST]} as const;

const PLACES = {
  eur: {country: 'DE', state: '', postal_code: '10115', city: 'Berlin'},
  jpy: {country: 'JP', state: 'Tokyo', postal_code: '150-0001', city: 'Shibuya'},
  kwd: {country: 'KW', state: '', postal_code: '', city: 'Kuwait City'},
};

const HIGHER = 100;

/** A second server on the same shelves and books. */
export function beside(lab: Lab, {env, ...settings}: Settings): Promise<Lab> {
  const {databaseUrl, sandboxUrl, events} = lab.own();
  return lab.with({
    ...settings,
    env: {
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: 'sk_test_sandbox',
      STRIPE_PROFILE_ID: 'profile_test_sandbox',
      STRIPE_API_BASE: sandboxUrl,
      SANDBOX_PORT: undefined,
      // Whichever of the two comes first tells the agent of an order.
      ACP_WEBHOOK_URL: events.url,
      ACP_WEBHOOK_SECRET: events.secret,
      ...env,
    },
  });
}

/** The same shop, whose `item` has become dearer. */
const dearer = (lab: Lab): Promise<Lab> =>
  beside(lab, {
    stock({products}) {
      for (const product of products) if (product.id === lab.item) product.price = (product.price ?? 0) + HIGHER;
    },
  });

export const chargesOf = async (lab: Lab, id: string): Promise<Told[]> =>
  (await lab.ledger()).entries.filter(({type, metadata}) => type === 'charge' && metadata.checkout_session_id === id);

export const money = [
  ...Object.entries(PLACES).map(([currency, place]) =>
    check(
      'ACP-032',
      `amounts are whole minor units in ${currency} too, and the total is what is charged`,
      async ({version, binding}, lab) => {
        const other = await lab.with({catalog: `catalog.${currency}.json`});
        const door = other.door(version, binding);
        const address = {name: 'Ada Byron', line_one: '1 Main Street', ...place};
        for (const cart of [{items: [[lab.item, 1]] as const}, {items: [[lab.item, 7]] as const, codes: [lab.code]}]) {
          const {id, session, pay} = await ready(other, door, {...cart, address, currency});
          assert.deepEqual([session.currency, session.status], [currency, 'ready_for_payment'], JSON.stringify(session.messages));
          const {body} = await door.complete(id, await pay());
          assert.equal(body.status, 'completed', JSON.stringify(body.messages));
          assert.deepEqual(
            (await chargesOf(other, id)).map((entry) => [entry.amount, entry.currency]),
            [[door.words.amount(body, 'total'), currency]],
          );
        }
      },
      {bindings: ['REST']},
    ),
  ),

  check(
    'ACP-060',
    'a price that rose since the total was told: the new total, nothing charged, and it can be paid then',
    async (door, lab) => {
      const {words, version, binding} = door;
      const before = await ready(lab, door);
      // A token that would pay for more: nobody but the seller keeps it from being charged.
      const payment = words.pay(await lab.mint(words.amount(before.session, 'total') + 10 * HIGHER));
      const later = (await dearer(lab)).door(version, binding);
      const {ok, body} = await later.complete(before.id, payment);
      assert.deepEqual([ok, body.status, body.order], [true, 'ready_for_payment', undefined]);
      must(words.amount(body, 'total') >= words.amount(before.session, 'total') + HIGHER, 'the total is the old one');
      must(body.messages.length > 0, 'no message');
      assert.deepEqual(await chargesOf(lab, before.id), []);
      const paid = await later.complete(before.id, words.pay(await lab.mint(words.amount(body, 'total'))));
      assert.equal(paid.body.status, 'completed');
      assert.deepEqual(
        (await chargesOf(lab, before.id)).map(({amount}) => amount),
        [words.amount(body, 'total')],
      );
    },
  ),

  check(
    'ACP-073',
    'the payment provider is asked once, for the total, under a key of our own, in a preview version, with the ids of session and order',
    async (door, lab) => {
      const {id, session, pay} = await ready(lab, door, {items: [[lab.item, 2]], codes: [lab.code]});
      const {body} = await door.complete(id, await pay());
      const [charge, ...more] = await chargesOf(lab, id);
      must(charge && !more.length, `${more.length + (charge ? 1 : 0)} charges`);
      assert.deepEqual([charge.amount, charge.currency], [door.words.amount(session, 'total'), session.currency]);
      assert.deepEqual([charge.metadata.checkout_session_id, charge.metadata.order_id], [id, body.order.id]);
      const {requests} = await lab.ledger();
      // A notice of the provider may make the same request again; it is a repeat under its key, and charges nothing.
      const asked = requests.filter(({idempotency_key: key}) => String(key).includes(id));
      assert.deepEqual(
        asked.filter(({replayed, status}) => !replayed && status === 200).map(({method, path}) => `${method} ${path}`),
        ['POST /v1/payment_intents'],
      );
      assert.equal(new Set(asked.map(({idempotency_key: key}) => key)).size, 1);
      for (const {idempotency_key: key, version} of asked) must(key.startsWith('acp:') && /preview/.test(version), `${key} ${version}`);
    },
    ONCE,
  ),
];
