import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import type {DeclineReason} from '../../../server/core/ports.js';
import {openShop, TTL_MS, type Shop} from '../../support/open-shop.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const total = (session: CheckoutSession) => totalOf(session.totals, 'total');
const codes = ({messages}: CheckoutSession) => messages.map(({code}) => code);
const token = {token: 'spt_1'};

/** Everything that has to be true of a checkout that was paid once. */
async function assertPaidOnce({payments, checkout, left}: Shop, id: string) {
  const session = await checkout.get(id);
  assert.equal(session.status, 'completed');
  assert.equal(payments.charges().length, 1);
  const [charge] = payments.charges();
  assert.deepEqual([charge?.amount, charge?.currency, charge?.orderId], [total(session), session.currency, session.order?.id]);
  assert.equal((await checkout.order(session.order!.id))?.order.id, session.order?.id);
  assert.equal(await left('cup-ink-s'), 1);
  return session;
}

describe('paying', () => {
  it('charges the total that the buyer saw and places the order', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    const session = await shop.checkout.complete(id, token);
    assert.deepEqual(session.order?.permalink_url, `http://127.0.0.1:8787/orders/${session.order?.id}`);
    assert.equal(total(session), 4880);
    assert.deepEqual(await shop.checkout.get(id), session);
    await assertPaidOnce(shop, id);
    assert.deepEqual(shop.payments.charges()[0], {
      checkoutSessionId: id,
      orderId: 'ord_1',
      token: 'spt_1',
      amount: 4880,
      currency: 'usd',
      description: 'Order at Test shop',
      receiptEmail: 'ada@example.com',
      shipping: {name: 'Ada Byron', address: session.fulfillment_details?.address},
    });
  });

  it('keeps the try before the provider hears of it, and forgets the token after', async (t) => {
    const {checkout, ready, stored, payments} = await openShop(t);
    const {id} = await ready();
    payments.whileSending(async (prepared) => {
      const {phase, attempt} = await stored(id);
      assert.equal(phase, 'paying');
      assert.deepEqual(attempt?.prepared, prepared);
      assert.deepEqual([attempt?.state, attempt?.amount, attempt?.orderId], ['started', 4880, 'ord_1']);
    });
    await checkout.complete(id, token);
    const record = await stored(id);
    assert.equal(payments.sent.length, 1);
    assert.equal(record.attempt?.state, 'paid');
    assert.equal(JSON.stringify(record).includes('spt_1'), false);
  });

  it('answers a repeated call with the stored order', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    const session = await shop.checkout.complete(id, token);
    assert.deepEqual(await shop.checkout.complete(id, token), session);
    assert.deepEqual(await shop.checkout.complete(id, {token: 'spt_other'}), session);
    assert.equal(shop.payments.sent.length, 1);
    await assertPaidOnce(shop, id);
  });

  it('ten at once are one charge and one order', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    const sessions = await Promise.all(Array.from({length: 10}, () => shop.checkout.complete(id, token)));
    assert.deepEqual(new Set(sessions.map(({order}) => order?.id)).size, 1);
    assert.equal(shop.payments.sent.length, 1);
    await assertPaidOnce(shop, id);
  });

  it('waits for a payment that is under way', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    let second: Promise<CheckoutSession> | undefined;
    shop.payments.whileSending(async () => {
      second = shop.checkout.complete(id, {token: 'spt_2'});
      await shop.clock.sleep(10 * SECOND);
    });
    await shop.checkout.complete(id, token);
    assert.equal((await second)?.status, 'completed');
    await assertPaidOnce(shop, id);
  });

  it('does not wait longer than a host does', async (t) => {
    const {checkout, ready, clock, payments} = await openShop(t);
    const {id} = await ready();
    payments.whileSending(async () => {
      const before = clock.now();
      assert.equal((await checkout.complete(id, {token: 'spt_2'})).status, 'complete_in_progress');
      assert.ok(clock.now() - before <= 26 * SECOND);
    });
    assert.equal((await checkout.complete(id, token)).status, 'completed');
  });

  it('takes the buyer from the sheet, and leaves out an e-mail that is none', async (t) => {
    const {checkout, ready, payments} = await openShop(t);
    const first = await ready(1);
    const paid = await checkout.complete(first.id, {
      token: 'spt_1',
      buyer: {name: 'Grace', email: 'grace@example.com', phone_number: null},
    });
    assert.deepEqual(paid.buyer, {email: 'grace@example.com', full_name: 'Grace'});
    assert.equal(payments.charges()[0]?.receiptEmail, 'grace@example.com');
    const second = await ready(1);
    assert.equal((await checkout.complete(second.id, {token: 'spt_2', buyer: {email: 'nobody'}})).buyer?.email, 'ada@example.com');
  });

  it('is refused before the cart is ready, and charges nothing', async (t) => {
    const {checkout, payments} = await openShop(t);
    const {id} = await checkout.create({items: [{itemId: 'tea', quantity: 1}]});
    const session = await checkout.complete(id, token);
    assert.equal(session.status, 'not_ready_for_payment');
    assert.deepEqual(codes(session), ['missing']);
    assert.equal(payments.sent.length, 0);
  });

  it('locks the cart', async (t) => {
    const {checkout, ready, payments, left} = await openShop(t);
    const {id} = await ready();
    payments.whileSending(async () => {
      await assert.rejects(checkout.update(id, {items: [{itemId: 'tea', quantity: 1}]}), {code: 'payment_in_progress'});
      await assert.rejects(checkout.cancel(id), {code: 'payment_in_progress'});
      assert.equal((await checkout.get(id)).status, 'complete_in_progress');
    });
    assert.equal((await checkout.complete(id, token)).status, 'completed');
    assert.deepEqual([await left('cup-ink-s'), await left('tea')], [1, 7]);
    await assert.rejects(checkout.cancel(id), {code: 'session_completed'});
    await assert.rejects(checkout.update(id, {codes: []}), {code: 'session_completed'});
  });
});

describe('what the buyer saw', () => {
  it('is never charged at another price: the new total comes back first', async (t) => {
    const {checkout, ready, payments, change} = await openShop(t);
    const {id} = await ready();
    change(({products}) => (products[0]!.variants![0]!.price = 2100));
    const session = await checkout.complete(id, token);
    assert.equal(session.status, 'ready_for_payment');
    assert.deepEqual(codes(session), ['price_change']);
    // 42.00 + 5.90 + 7.25 % of 42.00, half up
    assert.equal(total(session), 5095);
    assert.equal(payments.sent.length, 0);
    // The host repeats the call by itself: the buyer has authorized the old total only.
    const repeated = await checkout.complete(id, token);
    assert.deepEqual([repeated.status, codes(repeated), payments.sent.length], ['ready_for_payment', ['payment_declined'], 0]);
    const paid = await checkout.complete(id, {token: 'spt_2'});
    assert.deepEqual([paid.status, total(paid), codes(paid)], ['completed', 5095, []]);
    assert.equal(payments.charges()[0]?.amount, 5095);
  });

  it('is not sold out when it is paid', async (t) => {
    const {checkout, ready, payments, stock} = await openShop(t);
    const {id} = await ready();
    // The pieces went elsewhere, past the reservation.
    await stock.release(id);
    await stock.reserve('somebody', [{itemId: 'cup-ink-s', quantity: 2}]);
    const session = await checkout.complete(id, token);
    assert.equal(session.status, 'not_ready_for_payment');
    assert.deepEqual(codes(session), ['quantity_exceeded']);
    assert.equal(payments.sent.length, 0);
    await stock.release('somebody');
    assert.equal((await checkout.complete(id, token)).status, 'completed');
  });

  it('is what a change left behind, when both happen at once', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready(1);
    shop.just('replace', async () => void (await shop.checkout.update(id, {items: [{itemId: 'cup-ink-s', quantity: 2}]})));
    assert.equal(total(await shop.checkout.complete(id, token)), 4880);
    await assertPaidOnce(shop, id);
  });

  // The other one is done before the goods are reserved afresh, or after.
  for (const moment of ['reserve', 'replace'] as const) {
    it(`leaves nothing reserved when somebody else paid just before the ${moment}`, async (t) => {
      const shop = await openShop(t);
      const {id} = await shop.ready();
      shop.just(moment, async () => void (await shop.checkout.complete(id, token)));
      assert.equal((await shop.checkout.complete(id, token)).status, 'completed');
      assert.equal((await shop.stock.reserve('somebody', [{itemId: 'cup-ink-s', quantity: 1}])).length, 0);
      await shop.stock.release('somebody');
      await assertPaidOnce(shop, id);
    });

    it(`leaves nothing reserved when the checkout was canceled just before the ${moment}`, async (t) => {
      const {checkout, ready, payments, just, left} = await openShop(t);
      const {id} = await ready();
      just(moment, async () => void (await checkout.cancel(id)));
      await assert.rejects(checkout.complete(id, token), {code: 'session_canceled'});
      assert.equal(payments.sent.length, 0);
      assert.equal(await left('cup-ink-s'), 3);
    });
  }

  it('cannot be paid at the old price on a payment page that is still open', async (t) => {
    const {checkout, ready, hosted, change} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, {success: '', cancel: ''});
    change(({products}) => (products[0]!.variants![0]!.price = 2100));
    await checkout.complete(id, token);
    assert.equal(hosted.pages()[0]?.state, 'expired');
  });
});

describe('a declined payment', () => {
  const reasons: DeclineReason[] = [
    'card_declined',
    'insufficient_funds',
    'expired_card',
    'incorrect_details',
    'try_again',
    'requires_3ds',
    'token_unusable',
    'amount_not_allowed',
  ];
  for (const reason of reasons) {
    it(`leaves the cart as it was and payable again: ${reason}`, async (t) => {
      const shop = await openShop(t);
      const {id} = await shop.ready();
      shop.payments.answer({kind: 'declined', reason});
      const session = await shop.checkout.complete(id, token);
      assert.deepEqual([session.status, session.order, session.messages.length], ['ready_for_payment', undefined, 1]);
      assert.equal(session.messages[0]?.type, 'error');
      assert.equal(await shop.left('cup-ink-s'), 1);
      assert.equal((await shop.checkout.complete(id, {token: 'spt_2'})).status, 'completed');
      await assertPaidOnce(shop, id);
    });
  }

  it('is not tried again with the same token', async (t) => {
    const {checkout, ready, payments} = await openShop(t);
    const {id} = await ready();
    payments.answer({kind: 'declined', reason: 'card_declined'});
    const first = await checkout.complete(id, token);
    assert.deepEqual(await checkout.complete(id, token), first);
    assert.equal(payments.sent.length, 1);
  });

  it('keeps its token refused after the cart has changed, without asking the provider', async (t) => {
    const {checkout, ready, payments} = await openShop(t);
    const {id} = await ready();
    payments.answer({kind: 'declined', reason: 'card_declined'});
    await checkout.complete(id, token);
    await checkout.update(id, {optionId: 'us-express'});
    const again = await checkout.complete(id, token);
    assert.equal(payments.sent.length, 1);
    assert.deepEqual(codes(again), ['payment_declined']);
    assert.match(again.messages[0]?.content ?? '', /can no longer be used/);
    assert.equal((await checkout.complete(id, {token: 'spt_2'})).status, 'completed');
  });

  it('is forgotten with the next change', async (t) => {
    const {checkout, ready, payments} = await openShop(t);
    const {id} = await ready();
    payments.answer({kind: 'declined', reason: 'card_declined'});
    await checkout.complete(id, token);
    assert.deepEqual(codes(await checkout.update(id, {optionId: 'us-express'})), []);
  });
});

describe('a payment service that did nothing', () => {
  it('is told again, with the very same bytes under the very same key', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    shop.payments.answer({kind: 'unavailable'});
    const session = await shop.checkout.complete(id, {...token, buyer: {email: 'grace@example.com'}});
    assert.equal(session.status, 'ready_for_payment');
    assert.match(session.messages[0]?.content ?? '', /could not be reached. Nothing was charged/);
    shop.clock.pass(MINUTE);
    assert.equal((await shop.checkout.complete(id, {...token, buyer: {email: 'grace@example.com'}})).status, 'completed');
    assert.equal(shop.payments.sent.length, 2);
    assert.deepEqual(shop.payments.sent[1], shop.payments.sent[0]);
    await assertPaidOnce(shop, id);
  });
});

describe('a payment whose outcome nobody knows', () => {
  const lost = async (t: {after(fn: () => void): void}, charged: boolean) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    shop.payments.answer({kind: 'unknown', charged});
    const session = await shop.checkout.complete(id, token);
    assert.equal(session.status, 'complete_in_progress');
    assert.match(session.messages[0]?.content ?? '', /being checked. You do not need to pay again/);
    return {...shop, id};
  };

  it('is not paid again by the buyer', async (t) => {
    const {checkout, id, payments} = await lost(t, true);
    assert.equal((await checkout.complete(id, {token: 'spt_2'})).status, 'complete_in_progress');
    await assert.rejects(checkout.cancel(id), {code: 'payment_in_progress'});
    assert.equal(payments.sent.length, 1);
  });

  it('is asked again with the same key, and then is what the provider says', async (t) => {
    const shop = await lost(t, true);
    assert.equal(await shop.checkout.reconcile(), 0, 'not before its time');
    shop.clock.pass(2 * SECOND);
    assert.equal(await shop.checkout.reconcile(), 1);
    assert.deepEqual(shop.payments.sent[1], shop.payments.sent[0]);
    await assertPaidOnce(shop, shop.id);
    assert.equal(await shop.checkout.reconcile(), 0);
  });

  it('is a decline when the provider says so, and the cart can be paid again', async (t) => {
    const {checkout, clock, payments, id} = await lost(t, false);
    payments.answer({kind: 'declined', reason: 'card_declined'});
    clock.pass(2 * SECOND);
    assert.equal(await checkout.reconcile(), 1);
    assert.deepEqual(codes(await checkout.get(id)), ['payment_declined']);
    assert.equal((await checkout.complete(id, {token: 'spt_2'})).status, 'completed');
    assert.equal(payments.charges().length, 1);
  });

  it('is looked up when asking again tells nothing', async (t) => {
    const shop = await lost(t, true);
    shop.payments.answer({kind: 'unknown'});
    shop.clock.pass(2 * SECOND);
    assert.equal(await shop.checkout.reconcile(), 1);
    await assertPaidOnce(shop, shop.id);
  });

  it('stays unknown while a request may still be on its way, though nothing is found', async (t) => {
    const {checkout, clock, payments, id} = await lost(t, false);
    payments.answer({kind: 'unknown'});
    payments.find({kind: 'unavailable'});
    clock.pass(2 * SECOND);
    assert.equal(await checkout.reconcile(), 0);
    assert.equal((await checkout.get(id)).status, 'complete_in_progress');
  });

  it('stays unknown when the second request is turned away: that says nothing about the first', async (t) => {
    const shop = await lost(t, true);
    shop.payments.answer({kind: 'unavailable'});
    shop.payments.find({kind: 'unavailable'});
    shop.clock.pass(2 * SECOND);
    assert.equal(await shop.checkout.reconcile(), 0);
    assert.equal((await shop.checkout.get(shop.id)).status, 'complete_in_progress');
    shop.clock.pass(MINUTE);
    assert.equal(await shop.checkout.reconcile(), 1);
    await assertPaidOnce(shop, shop.id);
  });

  it('is never sent again after five minutes, only looked up', async (t) => {
    const {checkout, clock, payments, id} = await lost(t, false);
    clock.pass(5 * MINUTE);
    assert.equal(await checkout.reconcile(), 1);
    assert.equal(payments.sent.length, 1);
    const session = await checkout.get(id);
    assert.equal(session.status, 'ready_for_payment');
    assert.match(session.messages[0]?.content ?? '', /Nothing was charged/);
  });

  it('is found paid after five minutes, too', async (t) => {
    const shop = await lost(t, true);
    shop.clock.pass(5 * MINUTE);
    assert.equal(await shop.checkout.reconcile(), 1);
    assert.equal(shop.payments.sent.length, 1);
    await assertPaidOnce(shop, shop.id);
  });

  it('is asked about ever more rarely while the provider is out of reach', async (t) => {
    const {checkout, clock, payments, stored, id} = await lost(t, true);
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const {checkAt = 0} = await stored(id);
      pauses.push(checkAt - clock.now());
      clock.pass(checkAt - clock.now() + 1);
      payments.answer({kind: 'unknown'});
      payments.find({kind: 'unknown'});
      assert.equal(await checkout.reconcile(), 0);
    }
    assert.deepEqual(
      pauses,
      [...pauses].sort((a, b) => a - b),
    );
    assert.ok(pauses[0] === SECOND && pauses.every((pause) => pause <= MINUTE), pauses.join());
  });

  it('does not expire', async (t) => {
    const {checkout, clock, id} = await lost(t, true);
    clock.pass(TTL_MS + 1);
    assert.equal(await checkout.expire(), 0);
    assert.equal((await checkout.get(id)).status, 'complete_in_progress');
  });

  it('is claimed by one of two reconcilers', async (t) => {
    const shop = await lost(t, true);
    shop.clock.pass(2 * SECOND);
    const settled = await Promise.all([shop.checkout.reconcile(), shop.checkout.reconcile()]);
    assert.deepEqual(settled.sort(), [0, 1]);
    assert.equal(shop.payments.sent.length, 2);
    await assertPaidOnce(shop, shop.id);
  });
});

describe('a crash', () => {
  it('between the charge and the order is finished with the same key', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    shop.just('complete', async () => {
      throw new Error('the power went out');
    });
    await assert.rejects(shop.checkout.complete(id, token), /power/);
    assert.equal((await shop.stored(id)).phase, 'paying');
    assert.equal(shop.payments.charges().length, 1);
    assert.equal(await shop.checkout.reconcile(), 0, 'not while the first process may still be at it');
    shop.clock.pass(71 * SECOND);
    assert.equal(await shop.checkout.reconcile(), 1);
    assert.deepEqual(shop.payments.sent[1], shop.payments.sent[0]);
    await assertPaidOnce(shop, id);
  });

  it('before the charge leaves the cart to be paid', async (t) => {
    const shop = await openShop(t);
    const {id} = await shop.ready();
    shop.just('replace', async () => {
      throw new Error('the power went out');
    });
    await assert.rejects(shop.checkout.complete(id, token), /power/);
    assert.equal(shop.payments.sent.length, 0);
    assert.equal((await shop.checkout.complete(id, token)).status, 'completed');
    await assertPaidOnce(shop, id);
  });
});
