import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {openShop} from '../../support/open-shop.js';

/** A checkout whose first try (order `ord_1`) was refused, and canceled at the provider. */
async function refusedOnce(t: TestContext) {
  const shop = await openShop(t);
  const {id} = await shop.ready();
  shop.payments.answer({kind: 'declined', reason: 'requires_3ds'});
  await shop.checkout.complete(id, {token: 'spt_1'});
  shop.payments.givenBack.set('pi_earlier', 'canceled');
  const notice = {kind: 'unpaid', paymentId: 'pi_earlier', checkoutSessionId: id} as const;
  return {...shop, id, notice, tell: (orderId: string) => shop.checkout.news({...notice, orderId})};
}

describe('news of a payment that was canceled', () => {
  it('leave a later try alone that is under way', async (t) => {
    const {checkout, payments, stored, id, tell} = await refusedOnce(t);
    payments.answer({kind: 'unknown'});
    payments.find({kind: 'unknown'});
    payments.whileSending(async () => {
      assert.equal((await stored(id)).attempt?.orderId, 'ord_2');
      assert.equal(await tell('ord_1'), true);
    });
    assert.equal((await checkout.complete(id, {token: 'spt_2'})).status, 'complete_in_progress');
    assert.equal(payments.sent.length, 2);
    assert.equal(await tell('ord_1'), true);
    assert.equal(payments.sent.length, 2);
  });

  it('leave a later try alone that begins meanwhile', async (t) => {
    const {checkout, payments, id, tell} = await refusedOnce(t);
    payments.answer({kind: 'unknown'});
    const {isCanceled} = payments.provider;
    payments.provider.isCanceled = async (paymentId) => {
      assert.equal((await checkout.complete(id, {token: 'spt_2'})).status, 'complete_in_progress');
      return isCanceled(paymentId);
    };
    assert.equal(await tell('ord_1'), true);
  });

  it('come again when they are about the try under way, and when nobody can tell', async (t) => {
    const {checkout, payments, id, notice, tell} = await refusedOnce(t);
    payments.answer({kind: 'unknown'}, {kind: 'unknown'}, {kind: 'unknown'});
    payments.find({kind: 'unknown'}, {kind: 'unknown'});
    await checkout.complete(id, {token: 'spt_2'});
    await assert.rejects(tell('ord_2'), /before it was settled/);
    await assert.rejects(checkout.news(notice), /before it was settled/);
  });
});

describe('news of a payment that was made after all', () => {
  it('come again while another try is under way, and the money goes back when that is paid', async (t) => {
    const {checkout, payments, id} = await refusedOnce(t);
    const tell = (orderId: string) => checkout.news({kind: 'paid', paymentId: 'pi_earlier', checkoutSessionId: id, orderId});
    payments.answer({kind: 'unknown'}, {kind: 'unknown'}, {kind: 'unknown'});
    payments.find({kind: 'unknown'}, {kind: 'unknown'});
    await checkout.complete(id, {token: 'spt_2'});
    payments.givenBack.clear();
    assert.equal(await tell('ord_2'), true, 'about the try under way, which is looked after already');
    await assert.rejects(tell('ord_1'), /another try/);
    assert.deepEqual([...payments.givenBack], []);
    assert.equal(await tell('ord_1'), true);
    assert.equal((await checkout.get(id)).status, 'completed');
    assert.deepEqual([...payments.givenBack], [['pi_earlier', 'no_order']]);
  });
});
