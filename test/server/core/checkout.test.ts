import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {totalOf, type CheckoutSession} from '../../../shared/session.js';
import {oakland, openShop, sanFrancisco, TTL_MS} from '../../support/open-shop.js';

const total = (session: CheckoutSession) => totalOf(session.totals, 'total');
const codes = ({messages}: CheckoutSession) => messages.map(({code}) => code);
const chosen = (session: CheckoutSession) => session.selected_fulfillment_options[0]?.option_id;
const quantities = (session: CheckoutSession) => session.line_items.map(({item, quantity}) => [item.id, quantity]);

describe('starting a checkout', () => {
  it('prices the cart, reserves the goods and says what is missing', async (t) => {
    const {checkout, left} = await openShop(t);
    const session = await checkout.create({items: [{itemId: 'cup-ink-s', quantity: 2}]});
    assert.equal(session.status, 'not_ready_for_payment');
    assert.equal(total(session), 4000);
    assert.deepEqual(codes(session), ['missing']);
    assert.equal(session.line_items[0]?.available_quantity, 3);
    assert.equal(await left('cup-ink-s'), 1);
  });

  it('is ready to pay at once when the address is known, by the cheapest delivery', async (t) => {
    const {ready} = await openShop(t);
    const session = await ready();
    assert.equal(session.status, 'ready_for_payment');
    assert.equal(chosen(session), 'us-standard');
    assert.deepEqual(
      session.totals.map(({type, amount}) => [type, amount]),
      [
        ['items_base_amount', 4000],
        ['subtotal', 4000],
        ['fulfillment', 590],
        ['tax', 290],
        ['total', 4880],
      ],
    );
  });

  it('joins lines of the same thing', async (t) => {
    const {checkout} = await openShop(t);
    const items = [
      {itemId: 'cup-ink-s', quantity: 1},
      {itemId: 'tea', quantity: 1},
      {itemId: 'cup-ink-s', quantity: 2},
    ];
    assert.deepEqual(quantities(await checkout.create({items})), [
      ['cup-ink-s', 3],
      ['tea', 1],
    ]);
  });

  it('refuses more than 99 of a thing, also in several lines, and keeps nothing', async (t) => {
    const {checkout, left} = await openShop(t);
    const items = [
      {itemId: 'tea', quantity: 60},
      {itemId: 'tea', quantity: 60},
    ];
    await assert.rejects(checkout.create({items}), {
      name: 'CheckoutError',
      code: 'invalid',
      message: 'quantity must be a whole number from 1 to 99, got 120',
      param: '$.items[0].quantity',
    });
    assert.equal(await left('tea'), 7);
  });

  it('refuses a thing that does not exist and keeps nothing', async (t) => {
    const {checkout, left} = await openShop(t);
    const items = [
      {itemId: 'tea', quantity: 1},
      {itemId: 'nothing', quantity: 1},
    ];
    await assert.rejects(checkout.create({items}), {code: 'invalid_item_id', param: '$.items[1].id'});
    assert.equal(await left('tea'), 7);
  });

  it('shows a sold-out thing as sold out and reserves the rest', async (t) => {
    const {checkout, left} = await openShop(t);
    const items = [
      {itemId: 'cup-ink-l', quantity: 1},
      {itemId: 'tea', quantity: 2},
    ];
    const session = await checkout.create({items, details: {address: sanFrancisco}});
    assert.equal(session.status, 'not_ready_for_payment');
    assert.deepEqual(codes(session), ['out_of_stock']);
    assert.equal(session.line_items[0]?.availability_status, 'out_of_stock');
    assert.equal(await left('tea'), 5);
  });

  it('never chooses a pickup by itself', async (t) => {
    const {checkout} = await openShop(t);
    const session = await checkout.create({items: [{itemId: 'tea', quantity: 1}]});
    assert.deepEqual(
      session.fulfillment_options.map(({id}) => id),
      ['pickup'],
    );
    assert.equal(chosen(session), undefined);
  });
});

describe('looking a checkout up', () => {
  it('refuses an id nobody has', async (t) => {
    const {checkout} = await openShop(t);
    await assert.rejects(checkout.get('cs_none'), {code: 'session_not_found', param: '$.checkout_session_id'});
  });

  it('answers the same session again', async (t) => {
    const {checkout, ready} = await openShop(t);
    const session = await ready();
    assert.deepEqual(await checkout.get(session.id), session);
  });
});

describe('changing a checkout', () => {
  it('prices it afresh for an address, keeping what was not named', async (t) => {
    const {checkout, ready} = await openShop(t);
    const {id} = await ready();
    const session = await checkout.update(id, {details: {address: oakland}});
    // 40.00 + 5.90 + 10.25 % of 40.00
    assert.equal(total(session), 5000);
    assert.equal(session.buyer?.email, 'ada@example.com');
    assert.deepEqual(
      session.fulfillment_options.map(({id}) => id),
      ['us-standard', 'us-express', 'evening', 'pickup'],
    );
  });

  it('keeps the lines’ ids, and the stock follows the quantities', async (t) => {
    const {checkout, ready, left} = await openShop(t);
    const {id, line_items} = await ready(1);
    const session = await checkout.update(id, {
      items: [
        {itemId: 'tea', quantity: 3},
        {itemId: 'cup-ink-s', quantity: 3},
      ],
    });
    assert.equal(session.line_items[1]?.id, line_items[0]?.id);
    assert.deepEqual([await left('cup-ink-s'), await left('tea')], [0, 4]);
    await checkout.update(id, {items: [{itemId: 'tea', quantity: 1}]});
    assert.deepEqual([await left('cup-ink-s'), await left('tea')], [3, 6]);
  });

  it('takes the option that the buyer chose, and lets go of it again', async (t) => {
    const {checkout, ready} = await openShop(t);
    const {id} = await ready();
    const express = await checkout.update(id, {optionId: 'us-express'});
    assert.deepEqual([chosen(express), total(express)], ['us-express', 5780]);
    const pickup = await checkout.update(id, {optionId: 'pickup'});
    assert.deepEqual([chosen(pickup), total(pickup)], ['pickup', 4410]);
    assert.equal(chosen(await checkout.update(id, {optionId: null})), 'us-standard');
  });

  it('forgets buyer and address when told to', async (t) => {
    const {checkout, ready} = await openShop(t);
    const session = await checkout.update((await ready()).id, {buyer: null, details: null});
    assert.deepEqual([session.buyer, session.fulfillment_details, session.status], [undefined, undefined, 'not_ready_for_payment']);
  });

  it('applies a code, and takes it off again', async (t) => {
    const {checkout, ready} = await openShop(t);
    const {id} = await ready();
    const session = await checkout.update(id, {codes: ['welcome10']});
    // 36.00 + 5.90 + 7.25 % of 36.00
    assert.equal(total(session), 4451);
    assert.equal(totalOf(session.totals, 'items_discount'), 400);
    assert.deepEqual(session.discounts?.applied[0]?.allocations, [{path: '$.line_items[0]', amount: 400}]);
    assert.equal(total(await checkout.update(id, {codes: []})), 4880);
  });

  it('prolongs the life of the session', async (t) => {
    const {checkout, ready, clock} = await openShop(t);
    const {id} = await ready();
    clock.pass(TTL_MS - 1);
    await checkout.update(id, {optionId: 'us-express'});
    clock.pass(TTL_MS - 1);
    assert.equal((await checkout.get(id)).status, 'ready_for_payment');
  });
});

describe('a change that cannot be made', () => {
  const unchanged = async (
    act: (shop: Awaited<ReturnType<typeof openShop>>, id: string) => Promise<CheckoutSession | void>,
    t: {after(fn: () => void): void},
  ) => {
    const shop = await openShop(t);
    const {id} = await shop.checkout.create({
      items: [
        {itemId: 'cup-ink-s', quantity: 2},
        {itemId: 'tea', quantity: 1},
      ],
      details: {address: sanFrancisco},
    });
    const before = [await shop.stored(id), await shop.left('cup-ink-s'), await shop.left('tea'), await shop.left('cup-oat-s')];
    const answer = await act(shop, id);
    assert.deepEqual([await shop.stored(id), await shop.left('cup-ink-s'), await shop.left('tea'), await shop.left('cup-oat-s')], before);
    return answer || undefined;
  };

  it('is more than there is: a message says how many are left', async (t) => {
    const answer = await unchanged(
      ({checkout}, id) =>
        checkout.update(id, {
          items: [
            {itemId: 'cup-ink-s', quantity: 4},
            {itemId: 'tea', quantity: 2},
            {itemId: 'cup-oat-s', quantity: 1},
          ],
        }),
      t,
    );
    assert.deepEqual(answer?.messages[0], {
      type: 'error',
      content_type: 'plain',
      content: 'Only 3 of Café Cup, Ink, Small are left.',
      code: 'quantity_exceeded',
      severity: 'high',
      resolution: 'requires_buyer_input',
      param: '$.line_items[0]',
    });
    assert.deepEqual(quantities(answer!), [
      ['cup-ink-s', 2],
      ['tea', 1],
    ]);
  });

  it('is adding what is sold out', async (t) => {
    const answer = await unchanged(
      ({checkout}, id) =>
        checkout.update(id, {
          items: [
            {itemId: 'cup-ink-s', quantity: 2},
            {itemId: 'cup-ink-l', quantity: 1},
          ],
        }),
      t,
    );
    assert.deepEqual(codes(answer!), ['out_of_stock']);
  });

  it('is a code that does not exist', async (t) => {
    const answer = await unchanged(({checkout}, id) => checkout.update(id, {codes: ['NOPE']}), t);
    assert.deepEqual(
      answer?.messages.map(({code, param, content}) => [code, param, content]),
      [['discount_code_invalid', '$.discounts.codes[0]', 'This code is not valid.']],
    );
  });

  it('is a code whose minimum is not met', async (t) => {
    const answer = await unchanged(({checkout}, id) => checkout.update(id, {codes: ['TABLE15']}), t);
    assert.deepEqual(codes(answer!), ['discount_code_minimum_not_met']);
    assert.equal(answer?.discounts, undefined);
  });

  it('is no reason to leave out the code beside it that is good, nor to count one twice', async (t) => {
    const {checkout, ready} = await openShop(t);
    const {id} = await ready();
    const answer = await checkout.update(id, {codes: ['WELCOME10', 'TABLE15', 'WELCOME10']});
    assert.deepEqual(
      answer.messages.map(({code, param}) => [code, param]),
      [
        ['discount_code_minimum_not_met', '$.discounts.codes[1]'],
        ['discount_code_already_applied', '$.discounts.codes[2]'],
      ],
    );
    assert.deepEqual(
      answer.discounts?.applied.map(({code}) => code),
      ['WELCOME10'],
    );
    assert.deepEqual((await checkout.get(id)).discounts?.codes, ['WELCOME10']);
  });

  it('is a way of delivery that is not offered', async (t) => {
    await unchanged(
      ({checkout}, id) =>
        assert.rejects(checkout.update(id, {optionId: 'evening'}), {code: 'invalid', param: '$.selected_fulfillment_options[0].option_id'}),
      t,
    );
  });

  it('is a thing that does not exist, or too many', async (t) => {
    await unchanged(async ({checkout}, id) => {
      await assert.rejects(checkout.update(id, {items: [{itemId: 'nothing', quantity: 1}]}), {code: 'invalid_item_id'});
      await assert.rejects(checkout.update(id, {items: [{itemId: 'tea', quantity: 100}]}), {code: 'invalid'});
    }, t);
  });
});

describe('two changes at once', () => {
  it('both happen', async (t) => {
    const {checkout, ready, stored} = await openShop(t);
    const {id} = await ready();
    await Promise.all([checkout.update(id, {optionId: 'us-express'}), checkout.update(id, {codes: ['WELCOME10']})]);
    const {inputs} = await stored(id);
    assert.deepEqual([inputs.optionId, inputs.codes], ['us-express', ['WELCOME10']]);
  });

  it('share the last piece among nobody: one cart gets it', async (t) => {
    const {checkout, left} = await openShop(t);
    const details = {address: sanFrancisco};
    const carts = await Promise.all([1, 2].map(() => checkout.create({items: [{itemId: 'cup-ink-s', quantity: 2}], details})));
    assert.deepEqual(carts.map(({status}) => status).sort(), ['not_ready_for_payment', 'ready_for_payment']);
    assert.equal(await left('cup-ink-s'), 1);
  });

  for (const moment of ['reserve', 'replace'] as const) {
    it(`leave nothing reserved when one of them ends the checkout just before the ${moment}`, async (t) => {
      const {checkout, ready, left, just} = await openShop(t);
      const {id} = await ready();
      just(moment, async () => void (await checkout.cancel(id)));
      await assert.rejects(checkout.update(id, {items: [{itemId: 'tea', quantity: 2}]}), {code: 'session_canceled'});
      assert.deepEqual([await left('cup-ink-s'), await left('tea')], [3, 7]);
    });
  }
});

describe('a refused change', () => {
  it('leaves nothing reserved when the checkout ends while its goods are put back', async (t) => {
    const {checkout, ready, left, just} = await openShop(t);
    const {id} = await ready();
    just('reserve', async () => {}); // for the change itself
    just('reserve', async () => void (await checkout.cancel(id)));
    await assert.rejects(checkout.update(id, {optionId: 'drone'}), {code: 'invalid'});
    assert.equal(await left('cup-ink-s'), 3);
  });
});

describe('the end of a checkout', () => {
  it('is a cancellation, which gives the goods back and may be repeated', async (t) => {
    const {checkout, ready, left} = await openShop(t);
    const {id} = await ready();
    const session = await checkout.cancel(id);
    assert.equal(session.status, 'canceled');
    assert.equal(session.continue_url, undefined);
    assert.equal((await checkout.cancel(id)).status, 'canceled');
    assert.equal(await left('cup-ink-s'), 3);
    await assert.rejects(checkout.update(id, {codes: []}), {code: 'session_canceled'});
    await assert.rejects(checkout.complete(id, {token: 'spt_1'}), {code: 'session_canceled'});
  });

  it('is its time running out, which gives the goods back', async (t) => {
    const {checkout, ready, left, clock} = await openShop(t);
    const {id} = await ready();
    clock.pass(TTL_MS + 1);
    assert.equal(await checkout.expire(), 1);
    assert.equal(await left('cup-ink-s'), 3);
    assert.equal((await checkout.get(id)).status, 'expired');
    assert.equal(await checkout.expire(), 0);
    await assert.rejects(checkout.update(id, {codes: []}), {code: 'session_expired'});
    await assert.rejects(checkout.cancel(id), {code: 'session_expired'});
    await assert.rejects(checkout.complete(id, {token: 'spt_1'}), {code: 'session_expired'});
  });

  it('is seen by whoever looks first', async (t) => {
    const {checkout, ready, left, clock} = await openShop(t);
    const {id} = await ready();
    clock.pass(TTL_MS);
    assert.equal((await checkout.get(id)).status, 'expired');
    assert.equal(await left('cup-ink-s'), 3);
  });

  it('comes to the others when one of them cannot be ended', async (t) => {
    const {checkout, ready, stored, clock, hosted} = await openShop(t);
    const stuck = await ready(1);
    await checkout.openHosted(stuck.id, {success: '', cancel: ''});
    hosted.pay('page_1', 1);
    clock.pass(1);
    const {id} = await ready(2);
    clock.pass(TTL_MS + 1);
    await assert.rejects(checkout.expire(), /another amount/);
    assert.equal((await stored(id)).phase, 'expired');
  });
});
