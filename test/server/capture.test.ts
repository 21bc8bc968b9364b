import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {CheckoutSession} from '../../shared/session.js';
import {openRunning} from '../support/open-running.js';

const manual = {STRIPE_CAPTURE: 'manual'};
type Shop = Awaited<ReturnType<typeof openRunning>>;

const ways: [where: string, pay: (shop: Shop, cart: {id: string; total: number}) => Promise<CheckoutSession>][] = [
  ['the payment sheet', async (shop, {id, total}) => shop.checkout.complete(id, {token: await shop.mint('pm_card_visa', total)})],
  [
    'the payment page',
    async (shop, {id}) => {
      await shop.payOn(await shop.page(id));
      return shop.checkout.settleHosted(id);
    },
  ],
];

describe('manual capture', {concurrency: 4}, () => {
  for (const [where, pay] of ways) {
    it(`through ${where} holds the money, makes the order, and takes the money once when asked to`, async (t) => {
      const shop = await openRunning(t, manual);
      const cart = await shop.cart();
      const {status, order} = await pay(shop, cart);
      assert.equal(status, 'completed');
      const paymentId = (await shop.store.get(cart.id))!.attempt!.paymentId!;
      const intent = () => shop.client.paymentIntents.retrieve(paymentId);
      assert.equal((await intent()).status, 'requires_capture');
      // The notices of the hold change nothing.
      for (const event of await shop.events(paymentId)) assert.equal((await shop.deliver(event)).status, 200, event.type);
      assert.equal((await intent()).status, 'requires_capture');

      const captured = await Promise.all([shop.checkout.capture(order!.id), shop.checkout.capture(order!.id)]);
      assert.deepEqual([...captured, await shop.checkout.capture(order!.id)], [true, true, true]);
      assert.equal((await intent()).status, 'succeeded');
      const ledger = (await shop.ledger()).map(({type, amount}) => [type, amount]);
      assert.deepEqual(ledger, [
        ['authorization', cart.total],
        ['capture', cart.total],
      ]);
    });
  }

  it('cancels the order when its hold lapses before it was taken', async (t) => {
    const shop = await openRunning(t, manual);
    const {id, total} = await shop.cart();
    const {order} = await shop.checkout.complete(id, {token: await shop.mint('pm_card_visa', total)});
    const paymentId = (await shop.store.get(id))!.attempt!.paymentId!;
    await shop.client.paymentIntents.cancel(paymentId);
    for (const event of await shop.events(paymentId)) assert.equal((await shop.deliver(event)).status, 200, event.type);
    assert.equal((await shop.checkout.order(order!.id))?.order.status, 'canceled');
    assert.equal(await shop.checkout.capture(order!.id), false);
  });

  it('lets a hold go that belongs to no order', async (t) => {
    const shop = await openRunning(t, manual);
    const {id} = await shop.cart();
    await shop.checkout.cancel(id);
    const held = await shop.client.paymentIntents.create({
      amount: 4200,
      currency: 'usd',
      confirm: true,
      capture_method: 'manual',
      payment_method: 'pm_card_visa',
      automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
      metadata: {checkout_session_id: id},
    });
    for (const event of await shop.events(held.id)) assert.equal((await shop.deliver(event)).status, 200, event.type);
    assert.equal((await shop.client.paymentIntents.retrieve(held.id)).status, 'canceled');
    assert.deepEqual(
      (await shop.ledger()).map(({type}) => type),
      ['authorization'],
      'no money moved, neither way',
    );
  });

  it('says that there is nothing to take once the hold was let go, and refuses an order that is none', async (t) => {
    const shop = await openRunning(t, manual);
    const cart = await shop.cart();
    const {order} = await shop.checkout.complete(cart.id, {token: await shop.mint('pm_card_visa', cart.total)});
    await shop.client.paymentIntents.cancel((await shop.store.get(cart.id))!.attempt!.paymentId!);
    assert.equal(await shop.checkout.capture(order!.id), false);
    await assert.rejects(shop.checkout.capture('ord_none'), {code: 'not_found'});
  });
});
