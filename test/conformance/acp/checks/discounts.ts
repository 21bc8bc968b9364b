/** ACP-095: the discount extension of 2026-04-17, at a shop with discounts of every kind. */
import assert from 'node:assert/strict';
import {check, must, SINCE_2026} from '../check.js';
import type {Door} from '../door.js';
import {payable, ready, type Lab} from '../lab.js';
import type {Shop} from '../own-server.js';
import {HOME, type Told} from '../words.js';

const PAST = '2020-01-01T00:00:00Z';
const FUTURE = '2090-01-01T00:00:00Z';

/** One order each may have it: of every version and binding, since they share a shop. */
const onceOf = ({version, binding}: Pick<Door, 'version' | 'binding'>) => `ONCE-${version}-${binding}`;
const ONCE = SINCE_2026.flatMap((version) => (['REST', 'MCP'] as const).map((binding) => onceOf({version, binding})));

const DISCOUNTS = [
  {id: 'many', automatic: true, name: 'From ten pieces', percent_bps: 1000, priority: 1, minimum_subtotal: 15_000, applies_to: ['candle']},
  {code: 'PIECE', name: 'Less for each piece', amount_off: 105, method: 'each', priority: 3},
  {code: 'CART', name: 'Less for the cart', percent_bps: 333, priority: 2, starts_at: PAST, ends_at: FUTURE},
  {code: 'ALONE', name: 'Alone', percent_bps: 500, exclusive: true},
  {code: 'OVER', name: 'Over', percent_bps: 500, ends_at: PAST},
  {code: 'SOON', name: 'Soon', percent_bps: 500, starts_at: FUTURE},
  {code: 'CLUB', name: 'Club', percent_bps: 500, signed_in_only: true},
  {code: 'ABROAD', name: 'Abroad', percent_bps: 500, countries: ['NZ']},
  {code: 'HIGH', name: 'High', percent_bps: 500, minimum_subtotal: 90_000_000},
  ...ONCE.map((code) => ({code, name: 'Once', percent_bps: 1000, usage_limit: 1})),
];

const stock = (shop: Shop) => void (shop.discounts = [...(shop.discounts ?? []), ...DISCOUNTS]);

/** The shop of these discounts. They are for the demo shop's own things. */
async function open(lab: Lab, {version, binding}: Door): Promise<{shop: Lab; door: Door}> {
  const shop = await lab.with({stock});
  return {shop, door: shop.door(version, binding)};
}

const rejectedOf = ({discounts}: Told) => (discounts?.rejected ?? []).map(({code, reason}: Told) => [code, reason]);
const warningsOf = ({messages}: Told) =>
  messages.flatMap(({type, code, param}: Told) => (type === 'warning' && code.startsWith('discount_code_') ? [[code, param]] : []));

/** Each line's discount is what the applied discounts give it, to the last cent. */
function assertShared({line_items, discounts}: Told, door: Door): void {
  line_items.forEach((line: Told, index: number) => {
    const given = discounts.applied
      .flatMap(({allocations}: Told) => allocations)
      .filter(({path}: Told) => path === `$.line_items[${index}]`)
      .reduce((sum: number, {amount}: Told) => sum + amount, 0);
    assert.equal(door.words.amount(line, 'items_discount'), given);
  });
}

const MATRIX = [
  ['discount_code_invalid', 'NO-SUCH-CODE'],
  ['discount_code_invalid', 'SOON'],
  ['discount_code_expired', 'OVER'],
  ['discount_code_already_applied', 'PIECE', 'piece'],
  ['discount_code_combination_disallowed', 'PIECE', 'ALONE'],
  ['discount_code_combination_disallowed', 'ALONE', 'PIECE'],
  ['discount_code_minimum_not_met', 'HIGH'],
  ['discount_code_user_not_logged_in', 'CLUB'],
  ['discount_code_user_ineligible', 'ABROAD'],
] as const;

const where = {versions: SINCE_2026};

export const discounts = [
  check(
    'ACP-095',
    'a code that does not apply is among the rejected and in a warning at its place, with why; the others apply',
    async (asked, lab) => {
      const {shop, door} = await open(lab, asked);
      for (const [reason, ...codes] of MATRIX) {
        const {body: created} = await door.create(door.words.create(payable(shop, {codes})));
        const {id} = await ready(shop, door);
        const {body: updated} = await door.update(id, door.words.update({codes}));
        for (const body of [created, updated]) {
          assert.deepEqual(rejectedOf(body), [[codes.at(-1), reason]]);
          assert.deepEqual(warningsOf(body), [[reason, `$.discounts.codes[${codes.length - 1}]`]]);
          assert.deepEqual(body.discounts.codes, codes);
          assert.equal(body.discounts.applied.length, codes.length - 1, reason);
          assert.equal(body.status, 'ready_for_payment');
        }
      }
    },
    where,
  ),

  check(
    'ACP-095',
    'codes are the same in any case, replace those before, and go with an empty list; so does their older name',
    async (asked, lab) => {
      const {shop, door} = await open(lab, asked);
      const {id, session: plain} = await ready(shop, door);
      const told = async (body: object) => (await door.update(id, body)).body;
      const once = await told({discounts: {codes: ['piece']}});
      must(door.words.amount(once, 'total') < door.words.amount(plain, 'total'));
      assert.deepEqual((await told({discounts: {codes: [' PIECE ']}})).totals, once.totals);
      assert.deepEqual((await told({discounts: {codes: ['CART']}})).discounts.codes, ['CART']);
      assert.deepEqual((await told({discounts: {}})).discounts.codes, ['CART']);
      assert.deepEqual((await told({coupons: ['PIECE']})).totals, once.totals);
      assert.deepEqual((await told({discounts: {codes: []}})).totals, plain.totals);
    },
    where,
  ),

  check('ACP-095', 'a discount that applies by itself is there without a code, and goes with what it is for', async (asked, lab) => {
    const {shop, door} = await open(lab, asked);
    const {words} = door;
    const off = (body: Told) => body.line_items.map((line: Told) => words.amount(line, early ? 'discount' : 'items_discount'));
    const early = door.version === '2025-09-29';
    const {body} = await door.create(
      words.create({
        items: [
          [shop.otherItem, 1],
          ['candle', 10],
        ],
      }),
    );
    assert.deepEqual(off(body), [0, words.amount(body.line_items[1], 'items_base_amount') / 10]);
    if (!early) {
      assert.deepEqual(body.discounts.codes, []);
      const [applied, ...more] = body.discounts.applied;
      assert.deepEqual([more, applied.automatic, applied.code, applied.coupon.percent_off], [[], true, undefined, 10]);
      assertShared(body, door);
    }
    const {body: less} = await door.update(body.id, words.update({items: [['candle', 1]]}));
    assert.deepEqual([off(less), less.discounts?.applied ?? []], [[0], []]);
  }),

  check(
    'ACP-095',
    'discounts are taken off by priority, each from what is left, and every line gets its share to the cent',
    async (asked, lab) => {
      const {shop, door} = await open(lab, asked);
      const items = [['candle', 10] as const, [shop.otherItem, 3] as const];
      const {body} = await door.create(door.words.create({items, address: HOME, codes: ['PIECE', 'CART']}));
      const {applied} = body.discounts;
      assert.deepEqual(
        applied.map(({id, method, priority}: Told) => [id, method, priority]),
        [
          ['many', 'across', 1],
          ['CART', 'across', 2],
          ['PIECE', 'each', 3],
        ],
      );
      const [candle, other] = body.line_items.map((line: Told) => door.words.amount(line, 'items_base_amount'));
      const many = Math.round(candle / 10);
      const cart = Math.round(((candle - many + other) * 333) / 10_000);
      assert.deepEqual(
        applied.map(({amount}: Told) => amount),
        [many, cart, 13 * 105],
      );
      assertShared(body, door);
      assert.deepEqual(
        [applied[1].start, applied[1].end],
        [PAST, FUTURE].map((time) => new Date(time).toISOString()),
      );
      assert.deepEqual([applied[2].coupon.amount_off, applied[2].coupon.currency], [105, 'usd']);
    },
    where,
  ),

  check(
    'ACP-095',
    'of two who pay at once the last use of a code goes to one; the other is told the new total, and charged nothing',
    async (asked, lab) => {
      const {shop, door} = await open(lab, asked);
      const code = onceOf(asked);
      const carts = [await ready(shop, door, {codes: [code]}), await ready(shop, door, {codes: [code]})];
      const payments = await Promise.all(carts.map(async ({id, pay}) => [id, await pay()] as const));
      const answers = await Promise.all(payments.map(async ([id, payment]) => (await door.complete(id, payment)).body));
      assert.deepEqual(answers.map(({status}) => status).sort(), ['completed', 'ready_for_payment']);
      const second = answers.find(({status}) => status === 'ready_for_payment');
      assert.deepEqual(rejectedOf(second), [[code, 'discount_code_usage_limit_reached']]);
      must(door.words.amount(second, 'total') > door.words.amount(carts[0]!.session, 'total'), 'the total is the old one');
      const charges = (await shop.ledger()).entries.filter(({type}) => type === 'charge').map(({metadata}) => metadata.checkout_session_id);
      must(!charges.includes(second.id), 'the second was charged');
    },
    where,
  ),
];
