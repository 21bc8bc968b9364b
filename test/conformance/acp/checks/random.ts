/** ACP-046 and ACP-049 under random carts, addresses, codes and ways through a checkout. `SEED=…` makes the same again, `RUNS=…` more. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {check} from '../check.js';
import type {Door} from '../door.js';
import type {Lab} from '../lab.js';
import {BUYER, HOME, type Cart} from '../words.js';

const SEED = process.env.SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.SEED);
const RUNS = Number(process.env.RUNS ?? 12);

const aCart = (lab: Lab): fc.Arbitrary<Cart> =>
  fc.record(
    {
      items: fc.array(fc.tuple(fc.constantFrom(lab.item, lab.otherItem, lab.soldOut), fc.integer({min: 1, max: 12})), {
        minLength: 1,
        maxLength: 4,
      }),
      address: fc.oneof(
        fc.constantFrom(
          HOME,
          {...HOME, state: 'NY', postal_code: '10001'},
          {...HOME, country: 'DE', state: '', postal_code: '10115'},
          null,
        ),
        fc.record({line_one: fc.string(), city: fc.string(), country: fc.constantFrom('US', 'CA', 'JP', 'Mars'), postal_code: fc.string()}),
      ),
      buyer: fc.oneof(fc.constantFrom(BUYER, null), fc.record({email: fc.oneof(fc.emailAddress(), fc.string())})),
      codes: fc.array(fc.constantFrom(lab.code, lab.code.toLowerCase(), 'NO-SUCH-CODE'), {maxLength: 3}),
      option: fc.constantFrom('us-standard', 'us-express', 'no-such-option'),
    },
    {requiredKeys: []},
  );

async function walk(door: Door, lab: Lab, cart: Cart, changes: readonly (Cart | 'pay')[]): Promise<void> {
  const {words} = door;
  const {ok, body} = await door.create(words.create({items: [[lab.item, 1]], ...cart}));
  if (ok) {
    for (const change of changes)
      if (change === 'pay') await door.complete(body.id, words.pay('spt_made_up'));
      else await door.update(body.id, words.update(change));
    await door.get(body.id);
    await door.cancel(body.id);
  }
  assert.deepEqual(door.takeFaults(), []);
}

export const random = [
  check(
    'ACP-046',
    `random carts, addresses and codes (SEED=${SEED}): every answer is valid in its version, and adds up`,
    async (door, lab) => {
      const changes = fc.array(fc.oneof({weight: 6, arbitrary: aCart(lab)}, fc.constant('pay' as const)), {maxLength: 4});
      const way = fc.asyncProperty(aCart(lab), changes, (cart, some) => walk(door, lab, cart, some));
      await fc.assert(way, {seed: SEED, numRuns: RUNS, includeErrorInReport: true});
    },
  ),
];
