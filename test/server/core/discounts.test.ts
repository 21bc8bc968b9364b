import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {applyDiscounts, type Cart} from '../../../server/core/discounts.js';
import type {DiscountTerms} from '../../../server/core/ports.js';

const line = (itemId: string, amount: number, quantity = 1) => ({itemId, productId: `${itemId}s`, quantity, amount});
const aCart = (more: Partial<Cart> = {}): Cart => ({
  lines: [line('cup', 10_000)],
  codes: [],
  currency: 'usd',
  now: 1000,
  signedIn: false,
  country: undefined,
  used: new Map(),
  ...more,
});
const percent = (code: string | undefined, rateBps: number, more: Partial<DiscountTerms> = {}): DiscountTerms => ({
  id: code ?? `auto-${rateBps}`,
  ...(code !== undefined && {code}),
  name: 'Less',
  off: {rateBps},
  method: 'across',
  ...more,
});
const fixed = (code: string | undefined, amount: number, more: Partial<DiscountTerms> = {}): DiscountTerms => ({
  ...percent(code, 1, more),
  id: code ?? `auto-${amount}`,
  off: {amount},
});

/** Ids with what each line gets, and codes with why they do nothing. */
function apply(offered: DiscountTerms[], cart: Partial<Cart> = {}) {
  const codes = cart.codes ?? offered.flatMap(({code}) => code ?? []);
  const {applied, rejected} = applyDiscounts(offered, aCart({...cart, codes}));
  return {
    applied: applied.map(({id, shares}) => [id, ...(shares ?? [])]),
    rejected: rejected.map(({place, code, reason}) => [place, code, reason.replace('discount_code_', '')]),
  };
}
const rejection = (offered: DiscountTerms[], cart: Partial<Cart> = {}) => apply(offered, cart).rejected;
const both = {lines: [line('cup', 6000), line('tea', 3000)]};

describe('what a discount takes off', () => {
  it('is a percentage, half up', () => {
    assert.deepEqual(apply([percent('A', 1000)], {lines: [line('cup', 2805)]}).applied, [['A', 281]]);
  });

  it('is an amount, and never more than there is', () => {
    assert.deepEqual(apply([fixed('A', 500)], {lines: [line('cup', 300)]}).applied, [['A', 300]]);
  });

  it('is spread over the lines in proportion, to the last cent', () => {
    assert.deepEqual(apply([fixed('A', 100)], both).applied, [['A', 67, 33]]);
  });

  it('is whole coins of ten where cards take no smaller ones', () => {
    assert.deepEqual(apply([percent('A', 333)], {lines: [line('cup', 10_000)], currency: 'kwd'}).applied, [['A', 330]]);
  });

  it('is taken from each line on its own where it says so, a fixed amount from each piece', () => {
    const lines = [line('cup', 2805, 3), line('tea', 105)];
    assert.deepEqual(apply([percent('A', 1000, {method: 'each'})], {lines}).applied, [['A', 281, 11]]);
    assert.deepEqual(apply([percent('A', 1000)], {lines}).applied, [['A', 281, 10]]);
    assert.deepEqual(apply([fixed('A', 200, {method: 'each'})], {lines}).applied, [['A', 600, 105]]);
  });

  it('is for the items and products it names alone', () => {
    assert.deepEqual(apply([percent('A', 1000, {appliesTo: ['tea']})], both).applied, [['A', 0, 300]]);
    assert.deepEqual(apply([percent('A', 1000, {appliesTo: ['cups']})], both).applied, [['A', 600, 0]]);
    assert.deepEqual(apply([fixed('A', 5000, {appliesTo: ['tea']})], both).applied, [['A', 0, 3000]]);
  });
});

describe('several discounts', () => {
  it('are taken off in the order of their codes, each from what is left', () => {
    assert.deepEqual(apply([percent('A', 1000), fixed('B', 1500)], {lines: [line('cup', 9000)], codes: ['a', 'b']}).applied, [
      ['A', 900],
      ['B', 1500],
    ]);
    assert.deepEqual(apply([percent('A', 1000), fixed('B', 1500)], {lines: [line('cup', 9000)], codes: ['b', 'a']}).applied, [
      ['B', 1500],
      ['A', 750],
    ]);
  });

  it('are taken off by priority first: 20 % from each line, then 5 dollars from the cart', () => {
    const lines = [line('laptop', 199_900), line('mouse', 9900)];
    const offered = [fixed('LOYALTY5', 500, {priority: 2}), percent('SUMMER20', 2000, {priority: 1, method: 'each'})];
    assert.deepEqual(apply(offered, {lines, codes: ['LOYALTY5', 'SUMMER20']}).applied, [
      ['SUMMER20', 39_980, 1980],
      ['LOYALTY5', 476, 24],
    ]);
  });

  it('without a priority come after those with one, and what applies by itself before codes', () => {
    const offered = [percent('A', 100), percent(undefined, 200), percent('B', 300, {priority: 9}), percent(undefined, 400)];
    const order = apply(offered, {codes: ['A', 'B']}).applied.map(([id]) => id);
    assert.deepEqual(order, ['B', 'auto-200', 'auto-400', 'A']);
  });

  it('take nothing once nothing is left', () => {
    const {applied, rejected} = apply([fixed('A', 20_000), percent('B', 1000), percent(undefined, 1000)], {codes: ['A', 'B']});
    assert.deepEqual(applied, [
      ['auto-1000', 1000],
      ['A', 9000],
    ]);
    assert.deepEqual(rejected, [[1, 'B', 'combination_disallowed']]);
  });
});

describe('a discount that goes with no other', () => {
  const alone = percent('ALONE', 2000, {exclusive: true});

  it('keeps away later codes, and what applies by itself', () => {
    assert.deepEqual(apply([alone, percent('B', 1000), percent(undefined, 500)], {codes: ['ALONE', 'B']}), {
      applied: [['ALONE', 2000]],
      rejected: [[1, 'B', 'combination_disallowed']],
    });
  });

  it('is kept away by an earlier code, not by what applies by itself', () => {
    assert.deepEqual(apply([alone, percent('B', 1000)], {codes: ['B', 'ALONE']}), {
      applied: [['B', 1000]],
      rejected: [[1, 'ALONE', 'combination_disallowed']],
    });
    assert.deepEqual(apply([percent(undefined, 500), alone]).applied, [['ALONE', 2000]]);
  });

  it('keeps nothing away while it is for nothing in the cart', () => {
    assert.deepEqual(apply([{...alone, appliesTo: ['tea']}, percent('B', 1000)]), {
      applied: [['B', 1000]],
      rejected: [[0, 'ALONE', 'combination_disallowed']],
    });
  });

  it('gives way to a code when it applies by itself', () => {
    const automatic = percent(undefined, 500, {exclusive: true});
    assert.deepEqual(apply([automatic, percent('B', 1000)]), {applied: [['B', 1000]], rejected: []});
    assert.deepEqual(apply([automatic, percent(undefined, 700)]).applied, [['auto-500', 500]]);
  });
});

describe('a code does nothing', () => {
  it('when there is none like it, or its time has not come', () => {
    assert.deepEqual(rejection([], {codes: ['NOPE', '']}), [
      [0, 'NOPE', 'invalid'],
      [1, '', 'invalid'],
    ]);
    assert.deepEqual(rejection([percent('A', 1, {startsAt: 1001, endsAt: 1002})]), [[0, 'A', 'invalid']]);
    assert.deepEqual(rejection([percent('A', 1, {startsAt: 1000, endsAt: 1001})]), []);
  });

  it('when its time is over', () => assert.deepEqual(rejection([percent('A', 1, {endsAt: 1000})]), [[0, 'A', 'expired']]));

  it('the second time, however it is typed', () => {
    const {applied, rejected} = apply([percent('A', 1000)], {codes: ['A', ' a ', 'A']});
    assert.deepEqual(applied, [['A', 1000]]);
    assert.deepEqual(rejected, [
      [1, ' a ', 'already_applied'],
      [2, 'A', 'already_applied'],
    ]);
  });

  it('below its minimum, which is of the cart before discounts', () => {
    const offered = [percent('A', 1000), fixed('B', 1500, {minimum: 9000})];
    assert.deepEqual(rejection(offered, {lines: [line('cup', 9000)]}), []);
    assert.deepEqual(applyDiscounts(offered, aCart({lines: [line('cup', 8999)], codes: ['b']})).rejected, [
      {code: 'b', place: 0, reason: 'discount_code_minimum_not_met', minimum: 9000},
    ]);
  });

  it('for guests, where it is for buyers who are signed in', () => {
    const offered = [percent('A', 1000, {signedInOnly: true})];
    assert.deepEqual(rejection(offered), [[0, 'A', 'user_not_logged_in']]);
    assert.deepEqual(rejection(offered, {signedIn: true}), []);
  });

  it('for goods that go to another country, once that is known', () => {
    const offered = [percent('A', 1000, {countries: ['US', 'CA']})];
    assert.deepEqual(rejection(offered, {country: 'FR'}), [[0, 'A', 'user_ineligible']]);
    assert.deepEqual(rejection(offered, {country: 'CA'}), []);
    assert.deepEqual(rejection(offered), []);
  });

  it('once as many orders have it as may', () => {
    const offered = [percent('A', 1000, {limit: 2})];
    assert.deepEqual(rejection(offered, {used: new Map([['A', 2]])}), [[0, 'A', 'usage_limit_reached']]);
    assert.deepEqual(rejection(offered, {used: new Map([['A', 1]])}), []);
  });

  it('for a cart without anything it is for', () => {
    assert.deepEqual(rejection([percent('A', 1000, {appliesTo: ['tea']})]), [[0, 'A', 'combination_disallowed']]);
  });

  it('and is told at its place, while others do', () => {
    assert.deepEqual(apply([percent('B', 1000)], {codes: ['NOPE', 'B', 'NIL']}), {
      applied: [['B', 1000]],
      rejected: [
        [0, 'NOPE', 'invalid'],
        [2, 'NIL', 'invalid'],
      ],
    });
  });
});

describe('a discount that applies by itself', () => {
  it('is not heard of where it does not apply', () => {
    for (const more of [{startsAt: 1001}, {endsAt: 1000}, {minimum: 10_001}, {signedInOnly: true}, {countries: ['US']}, {limit: 1}])
      assert.deepEqual(apply([percent(undefined, 500, more)], {country: 'FR', used: new Map([['auto-500', 1]])}), {
        applied: [],
        rejected: [],
      });
  });
});
