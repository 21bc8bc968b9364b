import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import {openShop} from '../../support/open-shop.js';
import {catalogJson} from '../adapters/file/a-catalog-file.js';

const total = (session: CheckoutSession) => totalOf(session.totals, 'total');
const codes = ({messages}: CheckoutSession) => messages.map(({code}) => code);

/** The shop, with a code that one order may have: a cup for 20.00 + 5.90 + 1.45 tax is 27.35 without it and 21.99 with it. */
async function open(t: TestContext) {
  const json = catalogJson();
  json.discounts.push({code: 'FIRST', name: 'A quarter off', percent_bps: 2500, usage_limit: 1} as (typeof json.discounts)[number]);
  const shop = await openShop(t, {json});
  const {checkout, ready} = shop;
  const withCode = async () => checkout.update((await ready(1)).id, {codes: ['first']});
  return {...shop, withCode};
}

describe('a discount that so many orders may have', () => {
  it('is shown to everybody until it is used up, and then to nobody', async (t) => {
    const {checkout, withCode} = await open(t);
    const [first, second] = [await withCode(), await withCode()];
    assert.deepEqual([total(first), total(second)], [2199, 2199]);
    await checkout.complete(first.id, {token: 'spt_1'});
    assert.deepEqual(codes(await withCode()), ['discount_code_usage_limit_reached']);
  });

  it('is not charged without: whoever comes second is shown the new total, and nothing is charged', async (t) => {
    const {checkout, withCode, payments} = await open(t);
    const [first, second] = [await withCode(), await withCode()];
    assert.equal((await checkout.complete(first.id, {token: 'spt_1'})).status, 'completed');
    const refused = await checkout.complete(second.id, {token: 'spt_2'});
    assert.deepEqual([refused.status, total(refused)], ['ready_for_payment', 2735]);
    assert.deepEqual(codes(refused), ['discount_code_usage_limit_reached', 'price_change']);
    assert.equal(payments.charges().length, 1);
  });

  it('goes to one of three who pay at once', async (t) => {
    const {checkout, withCode, payments} = await open(t);
    const carts = [];
    for (let index = 0; index < 3; index += 1) carts.push(await withCode());
    const answers = await Promise.all(carts.map(({id}, index) => checkout.complete(id, {token: `spt_${index}`})));
    assert.deepEqual(answers.map(({status}) => status).sort(), ['completed', 'ready_for_payment', 'ready_for_payment']);
    assert.deepEqual(
      payments.charges().map(({amount}) => amount),
      [2199],
    );
  });

  it('is held while the payment is under way, and free again when it is declined', async (t) => {
    const {checkout, withCode, payments, stored} = await open(t);
    const [first, second] = [await withCode(), await withCode()];
    payments.answer({kind: 'declined', reason: 'card_declined'});
    payments.whileSending(async () => {
      assert.equal((await stored(first.id)).phase, 'paying');
      assert.deepEqual(codes(await checkout.complete(second.id, {token: 'spt_2'})), ['discount_code_usage_limit_reached', 'price_change']);
    });
    assert.deepEqual(codes(await checkout.complete(first.id, {token: 'spt_1'})), ['payment_declined']);
    const again = await withCode();
    assert.equal(total(await checkout.complete(again.id, {token: 'spt_3'})), 2199);
  });

  it('counts on the payment page too, where the money has moved already', async (t) => {
    const {checkout, withCode, hosted, parts} = await open(t);
    const urls = {success: 'https://shop.example/done', cancel: 'https://shop.example/back'};
    const [first, second] = [await withCode(), await withCode()];
    await checkout.openHosted(first.id, urls);
    await checkout.complete(second.id, {token: 'spt_1'});
    hosted.pay('page_1');
    assert.equal((await checkout.settleHosted(first.id)).status, 'completed');
    assert.deepEqual([...(await parts.store.discountUses(['FIRST']))], [['FIRST', 2]]);
  });
});

describe('a discount for buyers who are signed in', () => {
  it('is theirs as soon as the shop knows them', async (t) => {
    const json = catalogJson();
    json.discounts.push({code: 'CLUB', name: 'For the club', percent_bps: 1000, signed_in_only: true} as (typeof json.discounts)[number]);
    const {checkout, ready} = await openShop(t, {json});
    const {id} = await ready();
    assert.deepEqual(codes(await checkout.update(id, {codes: ['CLUB']})), ['discount_code_user_not_logged_in']);
    assert.equal(total(await checkout.update(id, {codes: ['CLUB'], signedIn: true})), 4451);
    assert.equal(total(await checkout.update(id, {optionId: null})), 4451);
  });
});

describe('a discount that applies by itself', () => {
  it('is there without any code, and stays when codes are taken away', async (t) => {
    const json = catalogJson();
    json.discounts.push({id: 'summer', automatic: true, name: 'Summer', percent_bps: 1000, priority: 1} as never);
    const {checkout, ready} = await openShop(t, {json});
    const session = await ready();
    assert.equal(total(session), 4451);
    assert.deepEqual(session.discounts, {
      codes: [],
      applied: [
        {
          id: 'summer',
          automatic: true,
          coupon: {id: 'summer', name: 'Summer', percent_off: 10},
          amount: 400,
          method: 'across',
          priority: 1,
          allocations: [{path: '$.line_items[0]', amount: 400}],
        },
      ],
      rejected: [],
    });
    assert.equal(total(await checkout.update(session.id, {codes: ['WELCOME10']})), 4065);
    assert.equal(total(await checkout.update(session.id, {codes: []})), 4451);
  });
});
