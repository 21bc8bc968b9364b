import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {TaxResult} from '../../../server/core/ports.js';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import {openShop} from '../../support/open-shop.js';

const said = ({messages}: CheckoutSession) => messages.map(({code, param, resolution}) => [code, param, resolution]);
const total = ({totals}: CheckoutSession) => totalOf(totals, 'total');
const outOfReach = ['invalid', '$.totals', 'recoverable'];

/** The shop with a tax calculator that answers `tax.result` while it is set. */
async function aShop(t: TestContext, result?: TaxResult) {
  const shop = await openShop(t);
  const working = shop.parts.tax.calculate;
  const tax = {result};
  let asked = 0;
  shop.parts.tax.calculate = async (request) => {
    asked += 1;
    return tax.result ?? working(request);
  };
  return {...shop, tax, asked: () => asked};
}

describe('tax that cannot be worked out', () => {
  it('leaves an estimate that nobody can pay, and a message', async (t) => {
    const {ready, checkout, payments} = await aShop(t, {kind: 'unavailable'});
    const session = await ready();
    assert.equal(session.status, 'not_ready_for_payment');
    assert.deepEqual(said(session), [outOfReach]);
    assert.deepEqual(session.totals.at(-1), {type: 'total', display_text: 'Estimated total', amount: 4590});
    assert.equal(totalOf(session.totals, 'tax'), undefined);
    await checkout.complete(session.id, {token: 'spt_1'});
    assert.deepEqual(payments.charges(), []);
  });

  it('is asked for again by whoever looks, however many look at most every ten seconds', async (t) => {
    const {ready, checkout, tax, asked, clock} = await aShop(t, {kind: 'unavailable'});
    const {id} = await ready();
    const before = asked();
    for (const _look of [1, 2, 3]) assert.deepEqual(said(await checkout.get(id)), [outOfReach]);
    assert.equal(asked(), before);
    clock.pass(10_000);
    for (const _look of [1, 2, 3]) assert.deepEqual(said(await checkout.get(id)), [outOfReach]);
    assert.equal(asked(), before + 1);
    tax.result = undefined;
    clock.pass(10_000);
    const session = await checkout.get(id);
    assert.deepEqual([session.status, said(session), total(session)], ['ready_for_payment', [], 4880]);
  });

  it('stops a payment and is no change of the total; the buyer pays what was shown in the end', async (t) => {
    const {ready, checkout, payments, tax, clock} = await aShop(t);
    const {id} = await ready();
    tax.result = {kind: 'unavailable'};
    assert.deepEqual(said(await checkout.complete(id, {token: 'spt_1'})), [outOfReach]);
    tax.result = undefined;
    clock.pass(10_000);
    assert.equal(total(await checkout.get(id)), 4880);
    assert.equal((await checkout.complete(id, {token: 'spt_1'})).status, 'completed');
    assert.deepEqual(
      payments.charges().map(({amount}) => amount),
      [4880],
    );
  });

  it('never has an estimate paid, not even when the tax comes back in between', async (t) => {
    const {ready, checkout, payments, tax} = await aShop(t, {kind: 'unavailable'});
    const {id} = await ready();
    tax.result = undefined;
    const session = await checkout.complete(id, {token: 'spt_1'});
    assert.deepEqual([session.status, said(session)], ['ready_for_payment', [['price_change', '$.totals', 'requires_buyer_review']]]);
    assert.deepEqual(payments.charges(), []);
  });

  it('is about the postal code when the address is not found', async (t) => {
    const {ready, checkout} = await aShop(t, {kind: 'address_invalid'});
    const session = await ready();
    const invalid = ['invalid', '$.fulfillment_details.address.postal_code', 'requires_buyer_input'];
    assert.deepEqual([session.status, said(session)], ['not_ready_for_payment', [invalid]]);
    const address = {...session.fulfillment_details!.address!, postal_code: ''};
    const without = await checkout.update(session.id, {details: {address}});
    assert.deepEqual(said(without), [['missing', '$.fulfillment_details.address.postal_code', 'requires_buyer_input']]);
  });

  it('is nothing the buyer can mend when the goods are fetched', async (t) => {
    const {ready, checkout} = await aShop(t, {kind: 'address_invalid'});
    const {id, fulfillment_options: options} = await ready();
    const pickup = options.find(({type}) => type === 'pickup')!;
    assert.deepEqual(said(await checkout.update(id, {optionId: pickup.id})), [outOfReach]);
  });
});

describe('tax of delivery', () => {
  it('is shown where it is known; other ways of delivery have a total before tax', async (t) => {
    const {ready, parts, payments, checkout} = await aShop(t);
    const {calculate} = parts.tax;
    parts.tax.calculate = async (request) => {
      const result = await calculate(request);
      assert.ok(result.kind === 'taxed');
      return {...result, options: new Map([[request.optionId, 43]]), calculationId: 'calculation_1'};
    };
    const session = await ready();
    const rows = Object.fromEntries(
      session.fulfillment_options.map((each) => [each.id, each.totals.map(({display_text, amount}) => [display_text, amount])]),
    );
    assert.deepEqual(rows['us-standard'], [
      ['Price', 590],
      ['Tax', 43],
      ['Total', 633],
    ]);
    assert.deepEqual(rows['us-express'], [
      ['Price', 1490],
      ['Total before tax', 1490],
    ]);
    assert.equal(total(session), 4923);
    await checkout.complete(session.id, {token: 'spt_1'});
    assert.deepEqual(
      payments.charges().map(({amount, taxCalculationId}) => [amount, taxCalculationId]),
      [[4923, 'calculation_1']],
    );
  });

  it('is never left out of the way that is chosen', async (t) => {
    const {ready, parts} = await aShop(t);
    parts.tax.calculate = async ({lines}) => ({kind: 'taxed', lines: new Map(lines.map(({lineId}) => [lineId, 0])), options: new Map()});
    await assert.rejects(ready(), /the chosen option has no tax/);
    parts.tax.calculate = async ({optionId}) => ({kind: 'taxed', lines: new Map(), options: new Map([[optionId, 0]])});
    await assert.rejects(ready(), /tax of line .* is missing/);
  });
});
