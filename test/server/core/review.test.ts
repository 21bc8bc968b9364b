import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {WaitingOrder} from '../../../server/core/approval.js';
import {reviewAbove, type ReviewedOrder} from '../../../server/core/review.js';
import type {catalogJson} from '../adapters/file/a-catalog-file.js';
import {oakland, openShop, sanFrancisco, TTL_MS} from '../../support/open-shop.js';

const ada = {owner: 'ada', strict: true};
const urls = {success: 'https://shop.example/back', cancel: 'https://shop.example/back'};
const address = (place = sanFrancisco) => ({details: {address: place}, buyer: {email: 'ada@example.com'}});
const costs = (price: number) => (json: ReturnType<typeof catalogJson>) =>
  json.products[0]!.variants!.forEach((variant) => (variant.price = price));
const cups = (quantity: number) => [{itemId: 'cup-ink-s', quantity}];

/** A shop whose buyers look at what costs more than 40.00, and which looks itself at what costs more than 50.00. */
async function openWatchful(t: TestContext, review = reviewAbove({buyer: 4000, merchant: 5000})) {
  const told: WaitingOrder[] = [];
  const shop = await openShop(t, {more: {review, onWaiting: (order) => void told.push(order)}});
  const {checkout} = shop;
  return {
    ...shop,
    told,
    /** One cup costs 27.35, two 48.80, three 70.25. */
    order: (quantity: number) => checkout.create({items: cups(quantity), ...address()}, ada),
    status: async (id: string) => (await checkout.get(id)).status,
  };
}

describe('an order of an agent', () => {
  it('needs nobody, the buyer or the shop, as its total says', async (t) => {
    const {checkout, order} = await openWatchful(t);
    const statuses: string[] = [];
    for (const quantity of [1, 2, 3]) {
      const {id, status} = await order(quantity);
      statuses.push(status);
      await checkout.cancel(id, ada);
    }
    assert.deepEqual(statuses, ['ready_for_payment', 'requires_escalation', 'pending_approval']);
    const rule = reviewAbove({buyer: 4880, merchant: 7025});
    const answers = [4880, 4881, 7025, 7026].map((total) => rule.decide({total} as ReviewedOrder));
    assert.deepEqual(answers, [undefined, 'buyer', 'buyer', 'merchant']);
    const guest = await checkout.create({items: cups(3), ...address()});
    assert.equal(guest.status, 'ready_for_payment', 'the buyer in a chat is looking at it');
  });

  it('is looked at when nothing else is in its way, and again when it changes', async (t) => {
    const {checkout, told, status, clock} = await openWatchful(t);
    const {id} = await checkout.create({items: cups(3)}, ada);
    assert.equal(await status(id), 'not_ready_for_payment');
    assert.deepEqual(told, []);
    clock.pass(1000);
    await checkout.update(id, {...address(), items: cups(2)}, ada);
    assert.equal(await status(id), 'requires_escalation');
    await checkout.update(id, {items: cups(1)}, ada);
    assert.equal(await status(id), 'ready_for_payment');
    const {status: now} = await checkout.update(id, {items: cups(3)}, ada);
    assert.equal(now, 'pending_approval');
    assert.deepEqual(told, [{id, agent: 'ada', total: 7025, currency: 'usd', since: clock.now()}]);
  });

  it('is looked at when its tax is known at last', async (t) => {
    const {clock, order, parts, status} = await openWatchful(t);
    const {calculate} = parts.tax;
    parts.tax.calculate = async () => ({kind: 'unavailable'});
    const {id} = await order(3);
    parts.tax.calculate = calculate;
    clock.pass(10_000);
    assert.equal(await status(id), 'pending_approval');
  });

  it('is looked at although somebody takes of the same goods while it begins', async (t) => {
    const {checkout, just, order} = await openWatchful(t, {decide: () => 'merchant'});
    just('reserve', async () => void (await checkout.create({items: cups(1)})));
    const {id, status} = await order(2);
    assert.deepEqual([status, (await checkout.get(id)).status], ['pending_approval', 'pending_approval']);
  });

  it('is shown whole to a rule of the shop’s own, which may take its time', async (t) => {
    const seen: ReviewedOrder[] = [];
    const {checkout, order, status} = await openWatchful(t, {
      async decide(asked) {
        seen.push(asked);
        return asked.items.some(({itemId}) => itemId === 'cup-ink-s') ? 'merchant' : undefined;
      },
    });
    const {id} = await checkout.create({items: cups(2)}, ada);
    assert.deepEqual([await status(id), seen], ['not_ready_for_payment', []], 'it will still change');
    assert.equal((await order(1)).status, 'pending_approval');
    const items = [{itemId: 'cup-ink-s', quantity: 1, total: 2145}];
    assert.deepEqual(seen, [{agent: 'ada', total: 2735, currency: 'usd', items, country: 'US'}]);
  });

  it('is not sold where the rule fails or says what is no answer', async (t) => {
    const {checkout, order, left, stored} = await openWatchful(t, {
      decide({total}) {
        if (total > 5000) throw new Error('no rule today');
        return (total > 4000 ? 'everybody' : undefined) as undefined;
      },
    });
    const {id} = await order(1);
    const free = await left('cup-ink-s');
    const {version} = await stored(id);
    await assert.rejects(checkout.update(id, {items: cups(2)}, ada), /must be buyer, merchant or undefined, got everybody/);
    await assert.rejects(checkout.update(id, {items: cups(3)}, ada), /no rule today/);
    assert.equal(await left('cup-ink-s'), free);
    assert.equal((await stored(id)).version, version);
  });
});

describe('an order that the buyer has to look at', () => {
  it('is not charged for the agent, and is paid on the shop’s own page', async (t) => {
    const {checkout, hosted, order, payments} = await openWatchful(t);
    const {id} = await order(2);
    const {url} = await checkout.openHosted(id, urls);
    assert.equal(url, 'https://pay.example/page_1');
    const held = await checkout.complete(id, {token: 'spt_1'}, ada);
    assert.equal(held.status, 'requires_escalation');
    assert.deepEqual(
      held.messages.map(({type, code, resolution}) => [type, code, resolution]),
      [['error', 'intervention_required', 'requires_buyer_review']],
    );
    assert.equal(held.continue_url, `http://127.0.0.1:8787/checkout/${id}`);
    assert.deepEqual([payments.sent.length, hosted.pages()[0]?.state], [0, 'open'], 'the buyer may be paying right now');
    hosted.pay('page_1');
    assert.equal((await checkout.settleHosted(id)).status, 'completed');
  });

  it('is paid by no token that came for another total', async (t) => {
    const {checkout, change, order, payments, status} = await openWatchful(t);
    const {id} = await order(2);
    await checkout.complete(id, {token: 'spt_1'}, ada);
    change(costs(1000));
    const {url, session} = await checkout.openHosted(id, urls);
    assert.deepEqual([url, session.status], [undefined, 'ready_for_payment']);
    const refused = await checkout.complete(id, {token: 'spt_1'}, ada);
    assert.deepEqual([refused.status, payments.sent.length], ['ready_for_payment', 0]);
    assert.equal((await checkout.complete(id, {token: 'spt_2'}, ada)).status, 'completed');
    assert.equal(await status(id), 'completed');
  });
});

describe('an order that the shop has to look at', () => {
  it('stands still until then: no change, no payment, no page to pay on', async (t) => {
    const {checkout, hosted, order, payments, left, told} = await openWatchful(t);
    const free = await left('cup-ink-s');
    const {id, ...session} = await order(3);
    assert.deepEqual([session.continue_url, session.messages.map(({code}) => code)], [undefined, ['approval_required']]);
    await assert.rejects(checkout.update(id, {items: cups(1)}, ada), {code: 'approval_pending'});
    assert.equal((await checkout.complete(id, {token: 'spt_1'}, ada)).status, 'pending_approval');
    assert.equal((await checkout.openHosted(id, urls)).url, undefined);
    assert.deepEqual([payments.sent.length, hosted.pages(), await left('cup-ink-s')], [0, [], free - 3]);
    assert.equal(told.length, 1, 'it is asked about once');
    assert.equal((await checkout.cancel(id, ada)).status, 'canceled');
    assert.equal(await left('cup-ink-s'), free);
    assert.deepEqual(await checkout.awaitingApproval(), []);
  });

  it('is found by the payment, should the rule have changed since', async (t) => {
    let reviewer: 'buyer' | 'merchant' | undefined = undefined;
    const {checkout, order, payments, told} = await openWatchful(t, {decide: () => reviewer});
    const {id} = await order(2);
    reviewer = 'merchant';
    assert.equal((await checkout.complete(id, {token: 'spt_1'}, ada)).status, 'pending_approval');
    assert.deepEqual([payments.sent.length, told.length], [0, 1]);
    await checkout.approve(id);
    assert.equal((await checkout.complete(id, {token: 'spt_1'}, ada)).status, 'completed');
  });

  it('is paid once it is approved, and the time of its session starts anew', async (t) => {
    const {checkout, clock, order, payments, told, status} = await openWatchful(t);
    const since = clock.now();
    const {id} = await order(3);
    const waits = {id, agent: 'ada', total: 7025, currency: 'usd', since};
    assert.deepEqual([await checkout.awaitingApproval(), told], [[waits], [waits]]);
    clock.pass(TTL_MS - 1);
    assert.deepEqual(await checkout.approve(id, 7025), waits);
    assert.deepEqual(await checkout.awaitingApproval(), []);
    clock.pass(TTL_MS - 1);
    assert.equal(await status(id), 'ready_for_payment');
    assert.equal((await checkout.complete(id, {token: 'spt_1'}, ada)).status, 'completed');
    assert.deepEqual(
      payments.charges().map(({amount}) => amount),
      [7025],
    );
  });

  it('may be approved twice, and waits again when the goods, the place or the total change', async (t) => {
    const {checkout, order, status} = await openWatchful(t);
    const {id} = await order(3);
    await checkout.approve(id);
    await checkout.approve(id);
    await checkout.update(id, {notes: 'Ring twice', buyer: {email: 'ada@example.org'}}, ada);
    assert.equal(await status(id), 'ready_for_payment');
    // The same place and the same total, but not what the shop looked at.
    await checkout.update(id, {details: {address: {...sanFrancisco, line_one: '2 Market Street'}}}, ada);
    assert.equal(await status(id), 'pending_approval');
    await checkout.approve(id);
    await checkout.update(id, {details: {address: oakland}}, ada);
    assert.equal(await status(id), 'pending_approval');
  });

  it('waits again when its price changes under the payment', async (t) => {
    const {checkout, change, order, payments} = await openWatchful(t);
    const {id} = await order(3);
    await checkout.approve(id);
    change(costs(2100));
    const held = await checkout.complete(id, {token: 'spt_1'}, ada);
    assert.equal(held.status, 'pending_approval');
    assert.deepEqual(
      held.messages.map(({code}) => code),
      ['price_change', 'approval_required'],
    );
    assert.equal(payments.sent.length, 0);
    await assert.rejects(checkout.approve(id, 7025), {code: 'conflict', message: /the total is \d+ now, not 7025/});
  });

  it('is canceled when it is rejected, says so, and gives the goods back', async (t) => {
    const {checkout, order, left, stored} = await openWatchful(t);
    const free = await left('cup-ink-s');
    const {id} = await order(3);
    await checkout.reject(id);
    const {status, messages} = await checkout.get(id, ada);
    assert.deepEqual(
      [status, messages.map(({content}) => content)],
      ['canceled', ['The shop did not accept this order. Nothing was charged.']],
    );
    assert.equal(await left('cup-ink-s'), free);
    for (const decision of [checkout.approve(id), checkout.reject(id)]) await assert.rejects(decision, {code: 'session_canceled'});
    assert.equal((await stored(id)).phase, 'canceled');
  });

  it('expires like any other', async (t) => {
    const {checkout, clock, order, status} = await openWatchful(t);
    const {id} = await order(3);
    clock.pass(TTL_MS);
    assert.deepEqual(await checkout.awaitingApproval(), []);
    await assert.rejects(checkout.approve(id), {code: 'session_expired'});
    assert.equal(await status(id), 'expired');
  });

  it('is decided about only while it waits', async (t) => {
    const {checkout, order} = await openWatchful(t);
    const {id} = await order(2);
    await assert.rejects(checkout.approve(id), {code: 'conflict'});
    await assert.rejects(checkout.reject(id), {code: 'conflict'});
    await assert.rejects(checkout.approve('cs_unknown'), {code: 'session_not_found'});
  });
});

describe('a decision that meets another change', () => {
  it('does not approve what the agent canceled just before', async (t) => {
    const {checkout, just, order, status} = await openWatchful(t);
    const {id} = await order(3);
    just('replace', async () => void (await checkout.cancel(id, ada)));
    await assert.rejects(checkout.approve(id), {code: 'session_canceled'});
    assert.equal(await status(id), 'canceled');
  });

  it('does not approve another total than the one it was made for', async (t) => {
    const {checkout, just, order, status, stored} = await openWatchful(t);
    const {id} = await order(3);
    just('replace', async () => {
      await checkout.approve(id);
      await checkout.update(id, {optionId: 'us-express'}, ada);
    });
    await assert.rejects(checkout.approve(id), {code: 'conflict'});
    assert.deepEqual([await status(id), (await stored(id)).approved], ['pending_approval', undefined]);
  });

  it('tells of no order that never came to wait', async (t) => {
    const {checkout, just, order, told} = await openWatchful(t);
    const {id} = await order(1);
    just('replace', async () => void (await checkout.cancel(id, ada)));
    await assert.rejects(checkout.update(id, {items: cups(3)}, ada), {code: 'session_canceled'});
    assert.deepEqual(told, []);
  });

  it('lets one of approving and rejecting win', async (t) => {
    const {checkout, just, order, status} = await openWatchful(t);
    const {id} = await order(3);
    just('replace', async () => void (await checkout.reject(id)));
    await assert.rejects(checkout.approve(id), {code: 'session_canceled'});
    assert.equal(await status(id), 'canceled');
  });

  it('stands beside a payment page that is being opened: a page that must not be paid is closed', async (t) => {
    let strict = false;
    const {checkout, hosted, order, status} = await openWatchful(t, {decide: () => (strict ? 'merchant' : undefined)});
    const {id} = await order(2);
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_1');
    strict = true;
    assert.equal((await checkout.openHosted(id, urls)).url, undefined);
    assert.deepEqual([await status(id), hosted.pages()[0]?.state], ['pending_approval', 'expired']);
    await checkout.approve(id);
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_2');
    hosted.pay('page_2');
    assert.equal((await checkout.settleHosted(id)).status, 'completed');
  });
});
