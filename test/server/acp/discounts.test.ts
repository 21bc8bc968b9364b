import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {totalOf} from '../../../shared/session.js';
import {sanFrancisco} from '../../support/open-shop.js';
import {catalogJson} from '../adapters/file/a-catalog-file.js';
import {aCreate, openAcp, type Reply} from './open-acp.js';

const MORE = [
  {id: 'summer', automatic: true, name: 'Summer', percent_bps: 1000, priority: 1, applies_to: ['tea'], minimum_subtotal: 3000},
  {code: 'EACH', name: 'A dollar off each piece', amount_off: 100, method: 'each', priority: 2},
  {code: 'LONG', name: 'For long', amount_off: 500, starts_at: '2020-01-01T00:00:00Z', ends_at: '2090-01-01T00:00:00+01:00'},
  {code: 'ALONE', name: 'Alone', percent_bps: 500, exclusive: true},
  {code: 'OVER', name: 'Over', percent_bps: 500, ends_at: '2020-01-01T00:00:00Z'},
  {code: 'CLUB', name: 'Club', percent_bps: 500, signed_in_only: true},
  {code: 'CANADA', name: 'Canada', percent_bps: 500, countries: ['CA']},
  {code: 'ONE', name: 'One order', percent_bps: 500, usage_limit: 1},
];

function open(t: TestContext) {
  const json = catalogJson();
  json.discounts.push(...(MORE as typeof json.discounts));
  return openAcp(t, {}, {}, {json});
}

const withCodes = (...codes: string[]) => aCreate({line_items: [{id: 'tea', quantity: 2}], discounts: {codes}});
const rejected = ({json}: Reply) => json.discounts?.rejected.map(({code, reason}) => [code, reason]) ?? [];
const warnings = ({json}: Reply) => json.messages.flatMap(({type, code, param}) => (type === 'warning' ? [[code, param]] : []));
const items = ({json}: Reply) => json.discounts?.applied.map(({id, amount}) => [id, amount]);

describe('discounts at the agent door', () => {
  const matrix: [reason: string, ...codes: string[]][] = [
    ['discount_code_invalid', 'NOPE'],
    ['discount_code_expired', 'OVER'],
    ['discount_code_already_applied', 'WELCOME10', 'welcome10'],
    ['discount_code_combination_disallowed', 'WELCOME10', 'ALONE'],
    ['discount_code_minimum_not_met', 'TABLE15'],
    ['discount_code_user_not_logged_in', 'CLUB'],
    ['discount_code_user_ineligible', 'CANADA'],
  ];
  for (const [reason, ...codes] of matrix) {
    it(`are refused with ${reason}, in the list and in a warning, on create and on update`, async (t) => {
      const {post, at, create} = await open(t);
      const last = codes.length - 1;
      const created = await post('/checkout_sessions', withCodes(...codes));
      const {id} = await create({line_items: [{id: 'tea', quantity: 2}]});
      for (const answer of [created, await post(at(id), {discounts: {codes}})]) {
        assert.deepEqual(rejected(answer), [[codes[last], reason]]);
        assert.deepEqual(warnings(answer), [[reason, `$.discounts.codes[${last}]`]]);
        assert.equal(answer.json.messages.find(({code}) => code === reason)?.content, answer.json.discounts?.rejected[0]?.message);
        assert.equal(answer.json.discounts?.applied.length, last);
      }
    });
  }

  it('are refused with discount_code_usage_limit_reached once an order has them', async (t) => {
    const {post, pay} = await open(t);
    const first = await post('/checkout_sessions', withCodes('one'));
    assert.deepEqual(items(first), [['ONE', 90]]);
    assert.equal((await pay(first.json.id)).json.status, 'completed');
    const second = await post('/checkout_sessions', withCodes('one'));
    assert.deepEqual(rejected(second), [['one', 'discount_code_usage_limit_reached']]);
  });

  it('that apply by themselves have no code, and are there without any being sent', async (t) => {
    const {post, at} = await open(t);
    const answer = await post('/checkout_sessions', aCreate({line_items: [{id: 'cup-ink-s'}, {id: 'tea', quantity: 2}]}));
    assert.deepEqual(answer.json.discounts, {
      codes: [],
      applied: [
        {
          id: 'summer',
          automatic: true,
          coupon: {id: 'summer', name: 'Summer', percent_off: 10},
          amount: 180,
          method: 'across',
          priority: 1,
          allocations: [{path: '$.line_items[1]', amount: 180}],
        },
      ],
      rejected: [],
    });
    assert.equal(totalOf(answer.json.line_items[1]!.totals, 'items_discount'), 180);
    const less = await post(at(answer.json.id), {line_items: [{id: 'tea', quantity: 2}]});
    assert.equal(less.json.discounts, undefined);
  });

  it('are taken off in their turn, and say on what terms', async (t) => {
    const {post} = await open(t);
    const answer = await post(
      '/checkout_sessions',
      aCreate({line_items: [{id: 'cup-ink-s'}, {id: 'tea', quantity: 2}], discounts: {codes: ['LONG', 'each']}}),
    );
    assert.deepEqual(items(answer), [
      ['summer', 180],
      ['EACH', 300],
      ['LONG', 500],
    ]);
    const [, each, long] = answer.json.discounts!.applied;
    assert.deepEqual(each?.allocations, [
      {path: '$.line_items[0]', amount: 100},
      {path: '$.line_items[1]', amount: 200},
    ]);
    assert.deepEqual([each?.method, each?.coupon.amount_off, each?.coupon.currency], ['each', 100, 'usd']);
    assert.deepEqual([long?.start, long?.end], ['2020-01-01T00:00:00.000Z', '2089-12-31T23:00:00.000Z']);
    assert.equal(totalOf(answer.json.totals, 'items_discount'), 980);
  });

  it('that do not apply stay in the list, and do once they can', async (t) => {
    const {post, get, at, create} = await open(t);
    const {id} = await create({line_items: [{id: 'tea', quantity: 1}]});
    const short = await post(at(id), {discounts: {codes: ['NOPE', 'table15']}});
    assert.deepEqual(short.json.discounts?.codes, ['NOPE', 'table15']);
    assert.deepEqual(rejected(await get(at(id))), rejected(short));
    const enough = await post(at(id), {line_items: [{id: 'cup-oat-s', quantity: 5}]});
    assert.deepEqual([items(enough), rejected(enough)], [[['TABLE15', 1500]], [['NOPE', 'discount_code_invalid']]]);
  });

  it('that are for one country go when the goods go elsewhere', async (t) => {
    const {post, at} = await open(t);
    const started = await post(
      '/checkout_sessions',
      aCreate({line_items: [{id: 'tea'}], fulfillment_details: undefined, discounts: {codes: ['CANADA']}}),
    );
    assert.deepEqual(items(started), [['CANADA', 45]]);
    const moved = await post(at(started.json.id), {fulfillment_details: {address: sanFrancisco}});
    assert.deepEqual([items(moved), rejected(moved)], [[], [['CANADA', 'discount_code_user_ineligible']]]);
  });

  it('are no secret of the newest version: the amounts are in every one', async (t) => {
    const {send, at, create} = await open(t);
    const {id} = await create({line_items: [{id: 'tea', quantity: 4}], discounts: {codes: ['EACH']}});
    for (const version of ['2026-01-30', '2025-09-29']) {
      const {json} = await send(at(id), {method: 'GET', version});
      const told = json as unknown as {totals: {type: string; amount: number}[]};
      assert.equal(told.totals.find(({type}) => type === 'items_discount')?.amount, 760, version);
    }
  });
});
