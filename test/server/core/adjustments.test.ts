import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import type {OwnAdjustment} from '../../../server/core/adjustments.js';
import {totalOf, type Order} from '../../../shared/session.js';
import {openShop, sanFrancisco} from '../../support/open-shop.js';

/** A paid order: two small ink cups and a box of tea. */
async function anOrder(t: TestContext) {
  const {checkout, clock, database} = await openShop(t);
  const items = [
    {itemId: 'cup-ink-s', quantity: 2},
    {itemId: 'tea', quantity: 1},
  ];
  const {id: session} = await checkout.create({items, details: {address: sanFrancisco}, buyer: {email: 'ada@example.com'}});
  const {order} = await checkout.complete(session, {token: 'spt_1'});
  const [cups = '', tea = ''] = order!.line_items!.map(({id}) => id);
  return {
    checkout,
    clock,
    cups,
    tea,
    id: order!.id,
    total: totalOf(order!.totals!, 'total')!,
    adjust: (adjustment: OwnAdjustment) => checkout.recordAdjustment(order!.id, adjustment),
    events: async () => (await database.selectFrom('outbox').select('type').execute()).length,
  };
}

/** Status of the order, and of each line status, ordered, current and fulfilled. */
const standing = ({status, line_items = []}: Order) => [
  status,
  ...line_items.map((line) => [line.status, line.quantity.ordered, line.quantity.current, line.quantity.fulfilled]),
];

describe('a cancellation of pieces', () => {
  it('takes them off what is current, and changes neither the total nor what is refunded', async (t) => {
    const {adjust, cups, total} = await anOrder(t);
    const order = await adjust({type: 'cancellation', lines: [{id: cups, quantity: 1}], reason: 'out_of_stock', description: 'One broke.'});
    assert.deepEqual(standing(order), ['confirmed', ['processing', 2, 1, 0], ['processing', 1, 1, 0]]);
    assert.deepEqual(order.adjustments, [
      {
        id: 'own_1',
        type: 'cancellation',
        occurred_at: '2026-11-02T18:00:00.000Z',
        status: 'completed',
        line_items: [{id: cups, quantity: 1}],
        description: 'One broke.',
        reason: 'out_of_stock',
      },
    ]);
    assert.deepEqual([totalOf(order.totals!, 'total'), totalOf(order.totals!, 'amount_refunded')], [total, undefined]);
  });

  it('of all of them is the end of the order, whose money can still be given back', async (t) => {
    const {adjust, checkout, cups, tea, id} = await anOrder(t);
    const lines = [
      {id: cups, quantity: 2},
      {id: tea, quantity: 1},
    ];
    assert.deepEqual(standing(await adjust({type: 'cancellation', lines})), ['canceled', ['removed', 2, 0, 0], ['removed', 1, 0, 0]]);
    await assert.rejects(checkout.recordStatus(id, 'shipped'), {code: 'conflict'});
    const order = await checkout.recordRefund(id, {amount: 500});
    assert.deepEqual([order.status, totalOf(order.totals!, 'amount_refunded')], ['canceled', 500]);
  });

  it('takes no piece that is in a shipment; the order is shipped when the rest has left', async (t) => {
    const {adjust, checkout, cups, tea, id} = await anOrder(t);
    await checkout.recordShipment(id, {status: 'processing', id: 'box', lines: [{id: cups, quantity: 1}]});
    const cancel = (line: string, quantity: number) => adjust({type: 'cancellation', lines: [{id: line, quantity}]});
    await assert.rejects(cancel(cups, 2), {code: 'invalid', param: '$.lines[0].quantity', message: /must be 1 to 1, got 2/});
    await cancel(cups, 1);
    await checkout.recordShipment(id, {id: 'box', status: 'shipped'});
    assert.deepEqual(standing(await cancel(tea, 1)), ['shipped', ['fulfilled', 2, 1, 1], ['removed', 1, 0, 0]]);
    await assert.rejects(cancel(cups, 1), {message: /a line with pieces that are in no shipment, got 1/});
    assert.deepEqual(standing(await checkout.recordShipment(id, {id: 'box', status: 'delivered'})).slice(0, 1), ['completed']);
  });
});

describe('a return', () => {
  it('takes back pieces that had left, and later news of their shipment does not bring them back', async (t) => {
    const {adjust, checkout, cups, id, tea} = await anOrder(t);
    const back = (quantity: number) => adjust({type: 'return', lines: [{id: cups, quantity}], amount: 1000});
    await assert.rejects(back(1), {code: 'invalid', message: /a line with pieces that have left the shop/});
    await checkout.recordShipment(id, {id: 'box'});
    const expected = [
      ['fulfilled', 2, 1, 1],
      ['fulfilled', 1, 1, 1],
    ];
    const order = await back(1);
    assert.deepEqual(standing(order), ['shipped', ...expected]);
    assert.equal(totalOf(order.totals!, 'amount_refunded'), undefined, 'the money is told of as a refund');
    assert.deepEqual(standing(await checkout.recordShipment(id, {id: 'box', status: 'delivered'})), ['completed', ...expected]);
    assert.deepEqual(standing(await back(1)).slice(1), [['removed', 2, 0, 0], expected[1]]);
    await assert.rejects(back(1), {code: 'invalid'});
    await adjust({type: 'return', lines: [{id: tea, quantity: 1}]});
    await assert.rejects(checkout.recordShipment(id), {code: 'invalid', message: /every piece/});
  });

  it('of a parcel that is told of as lost afterwards leaves no fewer than none', async (t) => {
    const {adjust, checkout, cups, id} = await anOrder(t);
    await checkout.recordShipment(id, {id: 'box'});
    await adjust({type: 'return', lines: [{id: cups, quantity: 2}]});
    const order = await checkout.recordShipment(id, {id: 'box', status: 'failed'});
    assert.deepEqual(standing(order), ['processing', ['removed', 2, 0, 0], ['processing', 1, 1, 0]]);
  });
});

describe('an adjustment', () => {
  it('of one name counts once', async (t) => {
    const {adjust, cups, events} = await anOrder(t);
    const cancellation: OwnAdjustment = {type: 'cancellation', id: 'one', lines: [{id: cups, quantity: 1}]};
    const first = await adjust(cancellation);
    assert.deepEqual(await adjust(cancellation), first);
    assert.equal(await events(), 2);
  });

  it('without a name is always another one', async (t) => {
    const {adjust} = await anOrder(t);
    await adjust({type: 'credit', id: '2', amount: 100});
    const {adjustments = []} = await adjust({type: 'credit', amount: 200});
    assert.deepEqual(
      adjustments.map(({id, amount}) => [id, amount]),
      [
        ['own_2', 100],
        ['own_3', 200],
      ],
    );
  });

  it('may be a credit, a price adjustment or an exchange; only refunds are in amount_refunded', async (t) => {
    const {adjust, cups, total} = await anOrder(t);
    await adjust({type: 'credit', amount: 700, at: Date.UTC(2026, 10, 1)});
    await adjust({type: 'price_adjustment', amount: 300});
    await adjust({type: 'exchange', lines: [{id: cups, quantity: 2}]});
    const order = await adjust({type: 'refund', amount: 200});
    assert.deepEqual(
      order.adjustments?.map(({id, type, amount, currency}) => [id, type, amount, currency]),
      [
        ['own_1', 'credit', 700, 'usd'],
        ['own_2', 'price_adjustment', 300, 'usd'],
        ['own_3', 'exchange', undefined, undefined],
        ['own_4', 'refund', 200, 'usd'],
      ],
    );
    assert.equal(order.adjustments?.[0]?.occurred_at, '2026-11-01T00:00:00.000Z');
    assert.deepEqual(standing(order), ['confirmed', ['processing', 2, 2, 0], ['processing', 1, 1, 0]]);
    assert.equal(totalOf(order.totals!, 'amount_refunded'), 200);
    await assert.rejects(adjust({type: 'credit', amount: total - 699}), {code: 'invalid', param: '$.amount'});
    await adjust({type: 'credit', amount: total - 700});
    await assert.rejects(adjust({type: 'credit', amount: 1}), {message: 'nothing is left to give back'});
  });

  it('says what it cannot be', async (t) => {
    const {adjust, cups} = await anOrder(t);
    const line = (id: string, quantity: number) => [{id, quantity}];
    const wrong: [OwnAdjustment, string, string][] = [
      [{type: 'dispute' as 'refund', amount: 1}, 'invalid', '$.type'],
      [{type: 'refund'}, 'missing', '$.amount'],
      [{type: 'credit'}, 'missing', '$.amount'],
      [{type: 'price_adjustment', amount: 0}, 'invalid', '$.amount'],
      [{type: 'refund', amount: 1.5}, 'invalid', '$.amount'],
      [{type: 'return'}, 'missing', '$.lines'],
      [{type: 'cancellation', lines: []}, 'missing', '$.lines'],
      [{type: 'exchange', lines: line('li_none', 1)}, 'invalid', '$.lines[0].id'],
      [{type: 'exchange', lines: [...line(cups, 1), ...line(cups, 1)]}, 'invalid', '$.lines[1].id'],
      [{type: 'exchange', lines: line(cups, 3)}, 'invalid', '$.lines[0].quantity'],
      [{type: 'cancellation', lines: line(cups, 0)}, 'invalid', '$.lines[0].quantity'],
    ];
    for (const [adjustment, code, param] of wrong) await assert.rejects(adjust(adjustment), {code, param}, JSON.stringify(adjustment));
  });
});
