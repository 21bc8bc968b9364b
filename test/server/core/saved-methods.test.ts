import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import type {CheckoutSession} from '../../../shared/session.js';
import {createCheckout} from '../../../server/core/checkout.js';
import type {Charge, DeclineReason} from '../../../server/core/ports.js';
import {savedMethodsContract} from '../../support/contracts/saved-methods.js';
import {openShop} from '../../support/open-shop.js';
import {aSavedMethod, listedMethods} from '../../support/saved-methods.js';

const MINUTE = 60_000;
const ada = {customerId: 'cus_ada', token: 'pm_ada_visa', amount: 4880};
const codes = ({messages}: CheckoutSession) => messages.map(({code}) => code);
const declined = (reason: DeclineReason) => ({kind: 'declined', reason}) as const;

/** The shop, with one card of Ada's and one of Bob's. Two cups are 48.80. */
async function openBank(t: TestContext) {
  const shop = await openShop(t);
  const {savedMethods, line, asked} = listedMethods({
    cus_ada: [aSavedMethod()],
    cus_bob: [aSavedMethod({id: 'pm_bob_visa'})],
  });
  const checkout = createCheckout({...shop.parts, savedMethods});
  return {
    ...shop,
    checkout,
    line,
    asked,
    /** Requests as they went to the provider. */
    requests: () => shop.payments.sent.map(({request}) => JSON.parse(request) as Charge),
    keys: () => shop.payments.sent.map(({idempotencyKey}) => idempotencyKey),
  };
}

describe('a saved payment method', () => {
  it('is charged the total the buyer agreed to, with the customer it belongs to', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    const session = await checkout.complete(id, ada);
    assert.equal(session.status, 'completed');
    const [charge] = payments.charges();
    assert.deepEqual([charge?.token, charge?.saved, charge?.amount], ['pm_ada_visa', {customerId: 'cus_ada', declines: 0}, 4880]);
    assert.deepEqual(await checkout.complete(id, ada), session);
    assert.equal(payments.sent.length, 1);
  });

  it('pays no other total than the one agreed to, and the session says what it is', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    for (const amount of [4879, 4881, 0]) {
      const session = await checkout.complete(id, {...ada, amount});
      assert.deepEqual([session.status, codes(session)], ['ready_for_payment', ['price_change']]);
      assert.deepEqual(codes(await checkout.get(id)), ['price_change']);
    }
    assert.equal(payments.sent.length, 0);
    assert.equal((await checkout.complete(id, ada)).status, 'completed');
    assert.equal(payments.charges()[0]?.amount, 4880);
  });

  it('pays nothing when prices changed meanwhile, whichever of the two totals was agreed to', async (t) => {
    const {checkout, ready, payments, change} = await openBank(t);
    const {id} = await ready();
    for (const [price, amount, total] of [
      [2100, 4880, 5095],
      [2200, 5309, 5309],
    ] as const) {
      change((json) => json.products[0]!.variants!.forEach((variant) => (variant.price = price)));
      const session = await checkout.complete(id, {...ada, amount});
      assert.deepEqual([codes(session), session.totals.find(({type}) => type === 'total')?.amount], [['price_change'], total]);
    }
    assert.equal(payments.sent.length, 0);
  });

  it('is refused without an amount: no sheet has bound it to a total', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    const {amount: _agreed, ...silent} = ada;
    await assert.rejects(checkout.complete(id, silent), {code: 'missing', param: '$.payment_data.amount'});
    assert.equal(payments.sent.length, 0);
    assert.equal((await checkout.get(id)).status, 'ready_for_payment');
  });

  it('of somebody else goes the way of a token that is no good, and so does one that does not exist', async (t) => {
    const {checkout, ready, payments, requests} = await openBank(t);
    const answers: unknown[] = [];
    for (const completion of [
      {...ada, token: 'pm_bob_visa'},
      {...ada, token: 'pm_nobodys'},
      {token: 'pm_ada_visa', amount: 4880},
    ]) {
      const {id} = await ready(1);
      payments.answer(declined('token_unusable'));
      const {messages, status} = await checkout.complete(id, completion);
      answers.push({messages, status});
    }
    assert.deepEqual(
      requests().map(({saved}) => saved),
      [undefined, undefined, undefined],
    );
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
    assert.equal(payments.charges().length, 0);
  });

  it('may be tried again after a decline, as a request of its own', async (t) => {
    const {checkout, ready, payments, keys, requests} = await openBank(t);
    const {id} = await ready();
    payments.answer(declined('insufficient_funds'), declined('insufficient_funds'));
    for (const _twice of [1, 2]) {
      const session = await checkout.complete(id, ada);
      assert.deepEqual([session.status, codes(session)], ['ready_for_payment', ['payment_declined']]);
    }
    const session = await checkout.complete(id, ada);
    assert.equal(session.status, 'completed');
    assert.equal(new Set(keys()).size, 3);
    assert.deepEqual(
      requests().map(({saved}) => saved?.declines),
      [0, 1, 2],
    );
    assert.equal(new Set(requests().map(({orderId}) => orderId)).size, 3);
    assert.deepEqual([payments.charges().length, payments.charges()[0]?.orderId], [1, session.order?.id]);
  });

  it('keeps its count of declines over a change of the cart', async (t) => {
    const {checkout, ready, payments, keys} = await openBank(t);
    const {id} = await ready();
    payments.answer(declined('card_declined'));
    await checkout.complete(id, ada);
    await checkout.update(id, {buyer: {email: 'ada@example.org'}});
    assert.equal((await checkout.complete(id, ada)).status, 'completed');
    assert.equal(new Set(keys()).size, 2);
  });

  it('is never tried anew while nobody knows what became of it', async (t) => {
    const {checkout, ready, payments, clock, keys} = await openBank(t);
    const {id} = await ready();
    payments.answer({kind: 'unknown', charged: true});
    assert.equal((await checkout.complete(id, ada)).status, 'complete_in_progress');
    assert.equal((await checkout.complete(id, ada)).status, 'complete_in_progress');
    assert.equal((await checkout.complete(id, {...ada, amount: 1})).status, 'complete_in_progress');
    assert.equal(payments.sent.length, 1);
    await clock.sleep(10 * MINUTE);
    assert.equal(await checkout.reconcile(), 1);
    assert.equal((await checkout.complete(id, ada)).status, 'completed');
    assert.deepEqual([payments.charges().length, new Set(keys()).size], [1, 1]);
  });

  it('is sent again byte for byte when the provider did nothing', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    payments.answer({kind: 'unavailable'});
    assert.equal((await checkout.complete(id, ada)).status, 'ready_for_payment');
    assert.equal((await checkout.complete(id, ada)).status, 'completed');
    assert.deepEqual(payments.sent[1], payments.sent[0]);
  });

  it('ten at once are one charge', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    const sessions = await Promise.all(Array.from({length: 10}, () => checkout.complete(id, ada)));
    assert.deepEqual(new Set(sessions.map(({status}) => status)), new Set(['completed']));
    assert.equal(payments.sent.length, 1);
  });

  it('ten at once that are declined are one try: who waited is told, and does not try again', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    payments.answer(declined('insufficient_funds'));
    const sessions = await Promise.all(Array.from({length: 10}, () => checkout.complete(id, ada)));
    for (const session of sessions) assert.deepEqual(codes(session), ['payment_declined']);
    assert.equal(payments.sent.length, 1);
  });

  it('pays two checkouts as two charges', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    for (const {id, totals} of [await ready(1), await ready(1)]) {
      const amount = totals.find(({type}) => type === 'total')!.amount;
      assert.equal((await checkout.complete(id, {...ada, amount})).status, 'completed');
    }
    assert.equal(payments.charges().length, 2);
  });

  it('can follow a token that was declined, and a token can follow it', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const [first, second] = [await ready(1), await ready(1)];
    const amount = first.totals.find(({type}) => type === 'total')!.amount;
    payments.answer(declined('card_declined'));
    await checkout.complete(first.id, {token: 'spt_1'});
    assert.equal((await checkout.complete(first.id, {...ada, amount})).status, 'completed');
    payments.answer(declined('card_declined'));
    await checkout.complete(second.id, {...ada, amount});
    assert.equal((await checkout.complete(second.id, {token: 'spt_2', customerId: 'cus_ada'})).status, 'completed');
  });

  it('that asks for 3-D Secure leads to another way to pay', async (t) => {
    const {checkout, ready, payments} = await openBank(t);
    const {id} = await ready();
    payments.answer(declined('requires_3ds'));
    const session = await checkout.complete(id, ada);
    assert.deepEqual([session.status, codes(session)], ['ready_for_payment', ['requires_3ds']]);
    assert.ok(session.continue_url);
  });

  it('charges nothing while nobody can tell whose it is; the payment sheet goes on', async (t) => {
    const {checkout, ready, payments, line} = await openBank(t);
    const {id} = await ready();
    line.reachable = false;
    await assert.rejects(checkout.complete(id, ada), {code: 'service_unavailable'});
    assert.equal(payments.sent.length, 0);
    assert.equal((await checkout.complete(id, {token: 'spt_1', customerId: 'cus_ada'})).status, 'completed');
  });

  it('is asked for only by a known caller of an open checkout', async (t) => {
    const {checkout, ready, asked} = await openBank(t);
    const {id} = await ready();
    await checkout.complete(id, {token: 'spt_1'});
    await checkout.complete(id, ada);
    assert.deepEqual(asked, []);
  });
});

savedMethodsContract("an app builder's own list", async () => {
  const cards = [aSavedMethod({id: 'pm_2'}), aSavedMethod({id: 'pm_1', display_brand: 'mastercard', display_last4: '4444'})];
  const {savedMethods: methods, line} = listedMethods({cus_ada: cards});
  return {
    methods,
    ada: 'cus_ada',
    nobody: 'cus_nobody',
    prefer: async (last4) => void cards.sort((one, other) => Number(other.display_last4 === last4) - Number(one.display_last4 === last4)),
    cut: async () => void (line.reachable = false),
  };
});
