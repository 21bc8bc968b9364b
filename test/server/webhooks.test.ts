import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import type Stripe from 'stripe';
import type {Order} from '../../shared/session.js';
import {FORBIDDEN, openRunning, until} from '../support/open-running.js';

const MINUTE = 60_000;
const LIVE_EVENT = {
  id: 'evt_1',
  object: 'event',
  type: 'payment_intent.succeeded',
  livemode: true,
  data: {object: {id: 'pi_1', object: 'payment_intent'}},
};
const anEvent = (overrides: object = {}) => ({...LIVE_EVENT, livemode: false, ...overrides});

/** What became of the money of an order: its refunds and disputes without ids and times, and the row that sums them up. */
const stateOf = ({adjustments = [], totals = []}: Order) => ({
  adjustments: adjustments.map(({type, status, amount}) => `${type} ${amount} ${status}`).sort(),
  refunded: totals.find(({type}) => type === 'amount_refunded')?.amount,
});

async function orderOf({checkout}: Awaited<ReturnType<typeof openRunning>>, id: string): Promise<Order> {
  const {order} = await checkout.get(id);
  if (!order) throw new Error(`the checkout ${id} has no order`);
  return order;
}

/** Pays a candle through the payment sheet. */
async function bought(shop: Awaited<ReturnType<typeof openRunning>>, card = 'pm_card_visa') {
  const {id, total} = await shop.cart();
  await shop.checkout.complete(id, {token: await shop.mint(card, total)});
  const paymentId = (await shop.store.get(id))?.attempt?.paymentId;
  assert.ok(paymentId);
  return {id, total, paymentId, order: await orderOf(shop, id)};
}

describe('the webhook door', () => {
  it('refuses what is not Stripe’s, each with its status, and does nothing', async (t) => {
    const shop = await openRunning(t);
    const {deliver, ask} = shop;
    const {id, paymentId} = await bought(shop);
    await shop.client.refunds.create({payment_intent: paymentId, amount: 100});
    const [event] = (await shop.events(paymentId)).filter(({type}) => type === 'refund.created');
    assert.ok(event);
    const wrong: [what: string, answer: ReturnType<typeof deliver>, status: number][] = [
      ['a wrong signature', deliver(event, {secret: 'whsec_wrong'}), 400],
      ['no signature', deliver(event, {headers: {}}), 400],
      ['an odd signature', deliver(event, {headers: {'stripe-signature': 'nonsense'}}), 400],
      ['one of five minutes ago', deliver(event, {at: Date.now() - 5 * MINUTE - 2000}), 400],
      ['one from the next hour', deliver(event, {at: Date.now() + 60 * MINUTE}), 400],
      ['the other mode', deliver({...event, livemode: true}), 400],
      ['no event', deliver({hello: 'world'}), 400],
      ['an event without an object', deliver({id: 'evt_2', object: 'event', type: 'refund.created', livemode: false}), 400],
      ['no JSON', deliver('hello'), 400],
      ['JSON that is nothing', deliver('null'), 400],
      ['a megabyte of junk', deliver('x'.repeat(1_000_000)), 413],
      ['a megabyte of junk, signed as an event', deliver({...event, junk: 'x'.repeat(1_000_000)}), 413],
    ];
    for (const [what, answer, status] of wrong) {
      const {status: got, body} = await answer;
      assert.equal(got, status, what);
      assert.match(String(body.error), /\.$/, what);
      assert.doesNotMatch(JSON.stringify(body), FORBIDDEN, what);
    }
    assert.equal((await orderOf(shop, id)).adjustments, undefined);
    assert.equal((await ask('/webhooks/stripe')).status, 404);
    // The very event is taken when it is brought as it should be: within five minutes, and as bytes that may come in pieces.
    assert.deepEqual(await deliver(event, {at: Date.now() - 4 * MINUTE}), {status: 200, body: {received: true, handled: true}});
    assert.deepEqual(stateOf(await orderOf(shop, id)), {adjustments: ['refund 100 completed'], refunded: 100});
    assert.doesNotMatch(shop.log.join(''), FORBIDDEN);
    assert.doesNotMatch(shop.log.join(''), /xxxx|hello|ada@example/);
  });

  it('takes each event once', async (t) => {
    const shop = await openRunning(t);
    const {id, paymentId, order} = await bought(shop);
    await shop.client.refunds.create({payment_intent: paymentId, amount: 100});
    const [event] = (await shop.events(paymentId)).filter(({type}) => type === 'refund.created');
    assert.deepEqual((await shop.deliver(event!)).body, {received: true, handled: true});
    await shop.client.refunds.create({payment_intent: paymentId, amount: 50});
    const requests = async () => (await (await fetch(`${shop.running.sandboxUrl}/_sandbox/ledger`)).json()).requests.length as number;
    const before = await requests();
    assert.deepEqual(await shop.deliver(event!), {status: 200, body: {received: true, duplicate: true}});
    assert.equal(await requests(), before, 'a repeat asks nobody anything');
    assert.deepEqual(stateOf(await orderOf(shop, id)).adjustments, ['refund 100 completed']);
    assert.deepEqual(
      (await shop.outbox(order.id)).map(({type}) => type),
      ['order_create', 'order_update'],
    );
  });

  it('answers what is none of ours with handled: false', async (t) => {
    const shop = await openRunning(t);
    const stranger = await shop.client.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
    });
    await shop.client.refunds.create({payment_intent: stranger.id, amount: 100});
    const events = await shop.events(stranger.id);
    assert.ok(events.length >= 3);
    for (const event of events)
      assert.deepEqual(await shop.deliver(event), {status: 200, body: {received: true, handled: false}}, event.type);
    const others = [
      anEvent({id: 'evt_a', type: 'payment_intent.succeeded', data: {object: {id: 'pi_unknown', object: 'payment_intent'}}}),
      anEvent({id: 'evt_b', type: 'customer.created', data: {object: {id: 'cus_1', object: 'customer'}}}),
      anEvent({
        id: 'evt_c',
        type: 'checkout.session.completed',
        data: {object: {id: 'cs_9', object: 'checkout.session', metadata: {checkout_session_id: 'cs_none'}}},
      }),
      anEvent({
        id: 'evt_d',
        type: 'shared_payment.granted_token.used',
        data: {object: {id: 'spt_abcdef', object: 'shared_payment.granted_token'}},
      }),
    ];
    for (const event of others)
      assert.deepEqual(await shop.deliver(event), {status: 200, body: {received: true, handled: false}}, event.type);
    assert.equal((await shop.ledger()).filter(({type}) => type === 'refund').length, 1, 'nobody else’s money is given back');
  });

  it('is shut without a secret', async (t) => {
    const shop = await openRunning(t, {STRIPE_SECRET_KEY: 'sk_test_merchant', STRIPE_PROFILE_ID: 'profile_test_1'});
    const {status, body} = await shop.deliver(anEvent());
    assert.deepEqual([status, body.error], [503, 'STRIPE_WEBHOOK_SECRET is not set, so no event can be verified.']);
  });

  it('answers 500 when an event could not be worked off, and takes it when it comes again', async (t) => {
    const shop = await openRunning(t);
    const {id, paymentId} = await bought(shop);
    await shop.client.refunds.create({payment_intent: paymentId, amount: 100});
    const [event] = (await shop.events(paymentId)).filter(({type}) => type === 'refund.created');
    await shop.faults({error_429: 9, path: '/v1/refunds', method: 'GET'});
    const {status, body} = await shop.deliver(event!);
    assert.deepEqual([status, body], [500, {error: 'Something went wrong on our side.'}]);
    assert.equal((await orderOf(shop, id)).adjustments, undefined);
    await shop.faults({});
    assert.deepEqual((await shop.deliver(event!)).body, {received: true, handled: true});
    assert.deepEqual(stateOf(await orderOf(shop, id)).adjustments, ['refund 100 completed']);
    assert.doesNotMatch(shop.log.join(''), FORBIDDEN);
  });
});

describe('events in any order', () => {
  it('end in the same order state, however often and in whatever order they come', async (t) => {
    const shop = await openRunning(t);
    const {client} = shop;
    const settle = (id: string, outcome: string) =>
      fetch(`${shop.running.sandboxUrl}/_sandbox/settle/${id}`, {method: 'POST', body: JSON.stringify({outcome})});

    /** A page that was paid, disputed (won), and refunded in parts; nobody has told the server yet. */
    async function happened() {
      const {id, total} = await shop.cart();
      const url = await shop.page(id);
      await shop.payOn(url, {card: 'pm_card_createDispute', action: 'pay'});
      const page = (await shop.store.get(id))?.hosted?.id ?? '';
      const payment = String((await client.checkout.sessions.retrieve(page)).payment_intent);
      const {data: disputes} = await client.disputes.list({payment_intent: payment});
      await client.disputes.update(disputes[0]!.id, {evidence: {uncategorized_text: 'winning_evidence'}, submit: true});
      const refund = (amount: number) => client.refunds.create({payment_intent: payment, amount});
      await refund(500);
      await shop.faults({refund_pending: 2});
      const [later, never] = [await refund(300), await refund(200)];
      await settle(later.id, 'succeeds');
      await settle(never.id, 'fails');
      return {id, total, events: await shop.events(payment, page)};
    }

    const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
    t.diagnostic(`seed ${seed} (FC_SEED repeats it)`);
    const kinds = new Set<string>();
    const numbers = fc.array(fc.nat(1_000_000), {minLength: 60, maxLength: 60});
    await fc.assert(
      fc.asyncProperty(numbers, fc.boolean(), async (keys, inPairs) => {
        const {id, total, events} = await happened();
        for (const {type} of events) kinds.add(type);
        const twice = [...events, ...events];
        const shuffled = twice
          .map((event, index) => ({event, key: keys[index % keys.length]! + index / 1000}))
          .sort((a, b) => a.key - b.key);
        for (let at = 0; at < shuffled.length; at += 2) {
          const pair = shuffled.slice(at, at + 2).map(({event}) => event);
          const answers = inPairs ? await Promise.all(pair.map((event) => shop.deliver(event))) : [];
          if (!inPairs) for (const event of pair) answers.push(await shop.deliver(event));
          // What failed comes again, as Stripe does it.
          for (const [index, {status}] of answers.entries()) if (status === 500) shuffled.push({event: pair[index]!, key: 0});
          assert.ok(shuffled.length < 200, 'an event fails for good');
        }
        const order = await orderOf(shop, id);
        assert.deepEqual(stateOf(order), {
          adjustments: ['dispute 2596 failed', 'refund 200 failed', 'refund 300 completed', 'refund 500 completed'].map((each) =>
            each.replace('2596', String(total)),
          ),
          refunded: 800,
        });
        const outbox = await shop.outbox(order.id);
        assert.deepEqual(
          outbox.map(({type}) => type).filter((type) => type === 'order_create'),
          ['order_create'],
        );
        assert.deepEqual(outbox.at(-1)?.order, order, 'the last event has the whole order');
        assert.deepEqual((await shop.checkout.order(order.id))?.order, order);
      }),
      {numRuns: 8, seed},
    );
    for (const kind of [
      'payment_intent.succeeded',
      'checkout.session.completed',
      'refund.created',
      'refund.updated',
      'charge.refunded',
      'charge.dispute.created',
      'charge.dispute.closed',
    ])
      assert.ok(kinds.has(kind), kind);
    assert.doesNotMatch(shop.log.join(''), FORBIDDEN);
  });

  it('a refund that is told of before its payment is in the order all the same', async (t) => {
    const shop = await openRunning(t);
    const {id, total} = await shop.cart();
    await shop.payOn(await shop.page(id));
    const page = (await shop.store.get(id))?.hosted?.id ?? '';
    const payment = String((await shop.client.checkout.sessions.retrieve(page)).payment_intent);
    await shop.client.refunds.create({payment_intent: payment});
    const events = await shop.events(payment, page);
    const early = events.filter(({type}) => /refund/.test(type));
    assert.ok(early.length >= 2);
    for (const event of [...early, ...events.filter((each) => !early.includes(each))])
      assert.equal((await shop.deliver(event)).status, 200, event.type);
    assert.deepEqual(stateOf(await orderOf(shop, id)), {adjustments: [`refund ${total} completed`], refunded: total});
  });
});

describe('what happens to a payment after the order', () => {
  it('reaches the order through the sandbox’s own webhooks, doubled and shuffled, and is told as the whole order', async (t) => {
    const shop = await openRunning(t, {}, {listens: true});
    await shop.faults({webhooks_duplicate: true, webhooks_shuffle: 7});
    const {id, total, paymentId, order} = await bought(shop);
    await shop.client.refunds.create({payment_intent: paymentId, amount: 250});
    await until(async () => stateOf(await orderOf(shop, id)).refunded === 250, 'a part is refunded');
    await shop.client.refunds.create({payment_intent: paymentId});
    await until(async () => stateOf(await orderOf(shop, id)).refunded === total, 'everything is refunded');
    const last = (await shop.outbox(order.id)).at(-1);
    assert.deepEqual([last?.type, last?.livemode, last?.order], ['order_update', 0, await orderOf(shop, id)]);
    assert.equal((await orderOf(shop, id)).totals?.find(({type}) => type === 'total')?.amount, total, 'the total stays what was charged');

    const disputed = await bought(shop, 'pm_card_createDispute');
    const dispute = (status: string) => [`dispute ${disputed.total} ${status}`];
    await until(
      async () => stateOf(await orderOf(shop, disputed.id)).adjustments.join() === dispute('pending').join(),
      'a dispute is told',
    );
    const [{id: disputeId} = {id: ''}] = (await shop.client.disputes.list({payment_intent: disputed.paymentId})).data;
    await shop.client.disputes.close(disputeId);
    await until(
      async () => stateOf(await orderOf(shop, disputed.id)).adjustments.join() === dispute('completed').join(),
      'the dispute is lost',
    );
    assert.equal(stateOf(await orderOf(shop, disputed.id)).refunded, undefined);
    assert.doesNotMatch(shop.log.join(''), FORBIDDEN);
  });
});

describe('money that belongs to no order', () => {
  /** A payment with the metadata of a checkout that the server did not make, and its events. */
  async function stray(shop: Awaited<ReturnType<typeof openRunning>>, checkoutSessionId: string) {
    const {id} = await shop.client.paymentIntents.create({
      amount: 4200,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
      metadata: {checkout_session_id: checkoutSessionId},
    });
    const events = await shop.events(id);
    return {id, event: events.find(({type}) => type === 'payment_intent.succeeded')!};
  }
  const refunds = async (shop: Awaited<ReturnType<typeof openRunning>>, id: string) =>
    (await shop.client.refunds.list({payment_intent: id})).data.map(({amount}) => amount);
  /** The same news three times at once and once more, under ids of their own. */
  async function told(shop: Awaited<ReturnType<typeof openRunning>>, event: Stripe.Event) {
    const answers = await Promise.all([1, 2, 3].map((n) => shop.deliver({...event, id: `${event.id}${n}`})));
    return [...answers, await shop.deliver(event)].map(({status}) => status);
  }

  it('goes back once when the checkout is canceled, expired, or paid with another payment', async (t) => {
    const shop = await openRunning(t);
    const canceled = await shop.cart();
    await shop.checkout.cancel(canceled.id);
    const expired = await shop.cart();
    const record = (await shop.store.get(expired.id))!;
    await shop.store.replace({...record, expiresAt: Date.now() - 1});
    assert.equal((await shop.checkout.get(expired.id)).status, 'expired');
    const paid = await bought(shop);
    for (const id of [canceled.id, expired.id, paid.id]) {
      const {id: payment, event} = await stray(shop, id);
      assert.deepEqual(await told(shop, event), [200, 200, 200, 200]);
      assert.deepEqual(await refunds(shop, payment), [4200]);
      assert.deepEqual((await shop.events(payment)).filter(({type}) => type.startsWith('refund.')).length, 1);
    }
    assert.deepEqual(await refunds(shop, paid.paymentId), [], 'the payment of the order stays');
    assert.equal((await orderOf(shop, paid.id)).adjustments, undefined);
  });

  it('is asked about again while the checkout is open, and goes back when that is over', async (t) => {
    const shop = await openRunning(t);
    const {id} = await shop.cart();
    const {id: payment, event} = await stray(shop, id);
    assert.equal((await shop.deliver(event)).status, 500);
    assert.deepEqual(await refunds(shop, payment), []);
    await shop.checkout.cancel(id);
    assert.equal((await shop.deliver(event)).status, 200);
    assert.deepEqual(await refunds(shop, payment), [4200]);
  });

  it('goes back once when a payment page took another amount, and the cart can be paid again', async (t) => {
    const shop = await openRunning(t);
    const {id, total} = await shop.cart();
    const other = await shop.client.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://127.0.0.1/back',
      line_items: [{quantity: 1, price_data: {currency: 'usd', unit_amount: total - 1, product_data: {name: 'Less'}}}],
      metadata: {checkout_session_id: id},
      payment_intent_data: {metadata: {checkout_session_id: id}},
    });
    const record = (await shop.store.get(id))!;
    await shop.store.replace({...record, hosted: {id: other.id, url: other.url!, total}});
    await shop.payOn(other.url!);
    const payment = String((await shop.client.checkout.sessions.retrieve(other.id)).payment_intent);
    const completed = (await shop.events(other.id)).find(({type}) => type === 'checkout.session.completed')!;
    assert.equal((await shop.deliver(completed)).status, 500, 'the operator hears of it');
    assert.deepEqual(await refunds(shop, payment), [total - 1]);
    assert.equal((await shop.checkout.get(id)).status, 'ready_for_payment');
    const page = await shop.page(id);
    assert.notEqual(page, other.url);
    await shop.payOn(page);
    assert.equal((await shop.checkout.settleHosted(id)).status, 'completed');
    await shop.deliver(completed);
    assert.deepEqual(await refunds(shop, payment), [total - 1]);
    assert.deepEqual(
      (await shop.ledger()).map(({type, amount}) => `${type} ${amount}`),
      [`charge ${total - 1}`, `refund ${total - 1}`, `charge ${total}`],
    );
  });
});
