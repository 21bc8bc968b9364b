import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import type {ShipmentStatus} from '../../../server/core/shipments.js';
import {totalOf, type Order} from '../../../shared/session.js';
import {openShop, sanFrancisco} from '../../support/open-shop.js';

/** A paid order: two small ink cups and a box of tea. */
async function anOrder(t: TestContext, optionId?: string) {
  const shop = await openShop(t);
  const {id} = await shop.checkout.create({
    items: [
      {itemId: 'cup-ink-s', quantity: 2},
      {itemId: 'tea', quantity: 1},
    ],
    details: {address: sanFrancisco},
    buyer: {email: 'ada@example.com'},
    ...(optionId && {optionId}),
  });
  const {order} = await shop.checkout.complete(id, {token: 'spt_1'});
  const [cups, tea] = (order?.line_items ?? []).map((line) => line.id);
  const events = async () =>
    (await shop.database.selectFrom('outbox').select(['type', 'payload']).orderBy('id').execute()).map(({type, payload}) => ({
      type,
      order: JSON.parse(payload) as Order,
    }));
  return {...shop, sessionId: id, id: order!.id, paid: order!, cups: cups!, tea: tea!, events};
}

const standing = ({status, line_items = []}: Order) => [status, ...line_items.map((line) => [line.status, line.quantity.fulfilled])];

describe('a shipment', () => {
  it('takes what is left, and is in the order, its session and an event', async (t) => {
    const {checkout, id, sessionId, cups, tea, events, clock} = await anOrder(t);
    clock.pass(60_000);
    const order = await checkout.recordShipment(id, {carrier: 'USPS', trackingNumber: '9400', trackingUrl: 'https://usps.example/9400'});
    assert.deepEqual(standing(order), ['shipped', ['fulfilled', 2], ['fulfilled', 1]]);
    assert.deepEqual(order.fulfillments, [
      {
        id: 'ful_1',
        type: 'shipping',
        status: 'shipped',
        line_items: [
          {id: cups, quantity: 2},
          {id: tea, quantity: 1},
        ],
        carrier: 'USPS',
        tracking_number: '9400',
        tracking_url: 'https://usps.example/9400',
        events: [{id: 'evt_1', type: 'shipped', occurred_at: '2026-11-02T18:01:00.000Z'}],
      },
    ]);
    assert.deepEqual((await checkout.get(sessionId)).order, order);
    assert.deepEqual((await events()).at(-1), {type: 'order_update', order});
  });

  it('may hold a part: the order is shipped when all parts are, and completed when all have arrived', async (t) => {
    const {checkout, id, cups} = await anOrder(t);
    const ship = async (shipment: object) => standing(await checkout.recordShipment(id, shipment));
    assert.deepEqual(await ship({id: 'box', lines: [{id: cups, quantity: 1}]}), ['processing', ['partial', 1], ['processing', 0]]);
    assert.deepEqual(await ship({id: 'rest', status: 'processing'}), ['processing', ['partial', 1], ['processing', 0]]);
    assert.deepEqual(await ship({id: 'rest', status: 'in_transit'}), ['shipped', ['fulfilled', 2], ['fulfilled', 1]]);
    assert.deepEqual(await ship({id: 'box', status: 'delivered'}), ['shipped', ['fulfilled', 2], ['fulfilled', 1]]);
    assert.deepEqual(await ship({id: 'rest', status: 'delivered'}), ['completed', ['fulfilled', 2], ['fulfilled', 1]]);
  });

  it('that went astray gives its pieces to another', async (t) => {
    const {checkout, id} = await anOrder(t);
    await checkout.recordShipment(id, {id: 'lost'});
    const order = await checkout.recordShipment(id, {id: 'lost', status: 'failed', location: 'Memphis, TN'});
    assert.deepEqual(standing(order), ['processing', ['processing', 0], ['processing', 0]]);
    assert.deepEqual(
      order.fulfillments?.[0]?.events?.map(({id: name, type, location}) => [name, type, location]),
      [
        ['evt_1', 'shipped', undefined],
        ['evt_2', 'undeliverable', 'Memphis, TN'],
      ],
    );
    assert.deepEqual(standing(await checkout.recordShipment(id, {status: 'delivered'})), ['completed', ['fulfilled', 2], ['fulfilled', 1]]);
  });

  it('told twice is one, and one event', async (t) => {
    const {checkout, id, events} = await anOrder(t);
    await checkout.recordShipment(id, {id: 'box', status: 'shipped', carrier: 'USPS'});
    await checkout.recordShipment(id, {id: 'box', status: 'shipped', carrier: 'USPS'});
    assert.equal((await events()).length, 2);
  });

  it('of a pickup waits to be fetched', async (t) => {
    const {checkout, id} = await anOrder(t, 'pickup');
    const waiting = await checkout.recordShipment(id, {id: 'shelf'});
    assert.deepEqual([waiting.fulfillments?.[0]?.type, waiting.fulfillments?.[0]?.status], ['pickup', 'ready_for_pickup']);
    assert.deepEqual(standing(waiting), ['processing', ['processing', 0], ['processing', 0]]);
    await assert.rejects(checkout.recordShipment(id, {id: 'shelf', status: 'in_transit'}), {code: 'invalid', param: '$.status'});
    assert.equal((await checkout.recordShipment(id, {id: 'shelf', status: 'delivered'})).status, 'completed');
  });

  it('is refused where the order cannot hold it', async (t) => {
    const {checkout, id, cups, events} = await anOrder(t);
    const refused = (shipment: object, param: string) => assert.rejects(checkout.recordShipment(id, shipment), {code: 'invalid', param});
    await refused({lines: [{id: cups, quantity: 3}]}, '$.lines[0].quantity');
    await refused({lines: [{id: cups, quantity: 0.5}]}, '$.lines[0].quantity');
    await refused({lines: [{id: 'none', quantity: 1}]}, '$.lines[0].id');
    await refused({lines: Array(2).fill({id: cups, quantity: 2})}, '$.lines[1].id');
    await refused({status: 'ready_for_pickup' as ShipmentStatus}, '$.status');
    await refused({trackingUrl: 'javascript:alert(1)'}, '$.trackingUrl');
    await checkout.recordShipment(id);
    await refused({}, '$.id');
    await assert.rejects(checkout.recordShipment('ord_none'), {code: 'not_found'});
    assert.equal((await events()).length, 2);
  });
});

describe('the status of an order', () => {
  it('is what the shop says, for its lines too', async (t) => {
    const {checkout, id, cups} = await anOrder(t);
    assert.deepEqual(standing(await checkout.recordStatus(id, 'processing')), ['processing', ['processing', 0], ['processing', 0]]);
    await checkout.recordShipment(id, {lines: [{id: cups, quantity: 1}]});
    const canceled = await checkout.recordStatus(id, 'canceled');
    assert.deepEqual(standing(canceled), ['canceled', ['fulfilled', 1], ['removed', 0]]);
    assert.deepEqual(
      canceled.line_items?.map(({quantity}) => [quantity.ordered, quantity.current]),
      [
        [2, 1],
        [1, 0],
      ],
    );
    await assert.rejects(checkout.recordStatus(id, 'shipped'), {code: 'conflict'});
    assert.deepEqual(standing(await checkout.recordStatus(id, 'canceled')), standing(canceled));
  });

  it('is one of those that ACP names', async (t) => {
    const {checkout, id} = await anOrder(t);
    await assert.rejects(checkout.recordStatus(id, 'lost' as 'shipped'), {code: 'invalid', param: '$.status'});
    assert.deepEqual(standing(await checkout.recordStatus(id, 'completed')), ['completed', ['fulfilled', 2], ['fulfilled', 1]]);
  });
});

describe('a refund of the shop’s own', () => {
  it('counts once, beside those of the payment provider, and never beyond what was paid', async (t) => {
    const {checkout, id, paid, events, payments, stored, sessionId} = await anOrder(t);
    const total = totalOf(paid.totals!, 'total')!;
    const order = await checkout.recordRefund(id, {id: 'chipped', amount: 500, reason: 'damaged'});
    await checkout.recordRefund(id, {id: 'chipped', amount: 500, reason: 'damaged'});
    assert.equal((await events()).length, 2);
    assert.deepEqual(order.adjustments, [
      {
        id: 'own_chipped',
        type: 'refund',
        occurred_at: '2026-11-02T18:00:00.000Z',
        status: 'completed',
        amount: 500,
        currency: 'usd',
        reason: 'damaged',
      },
    ]);
    assert.equal(totalOf(order.totals!, 'amount_refunded'), 500);
    assert.equal(totalOf(order.totals!, 'total'), total, 'what was charged stays');

    const {paymentId} = (await stored(sessionId)).attempt!;
    const told = {id: 're_1', type: 'refund' as const, occurred_at: '2026-11-03T00:00:00Z', status: 'completed' as const, amount: 300};
    payments.provider.adjustments = async () => [told];
    assert.equal(await checkout.news({kind: 'adjustment', paymentId: paymentId!}), true);
    const both = (await checkout.order(id))!.order;
    assert.deepEqual(
      both.adjustments?.map((each) => each.id),
      ['re_1', 'own_chipped'],
    );
    assert.equal(totalOf(both.totals!, 'amount_refunded'), 800);
    await assert.rejects(checkout.recordRefund(id, {amount: total - 799}), {code: 'invalid', param: '$.amount'});
    assert.equal(totalOf((await checkout.recordRefund(id, {amount: total - 800})).totals!, 'amount_refunded'), total);
  });
});
