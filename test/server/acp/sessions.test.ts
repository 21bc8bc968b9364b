import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {totalOf} from '../../../shared/session.js';
import {sanFrancisco} from '../../support/open-shop.js';
import {aCreate, aPayment, openAcp, type Reply} from './open-acp.js';

const total = ({json}: Reply) => totalOf(json.totals, 'total');
const told = ({json}: Reply) => json.messages.map(({type, code, param}) => [type, code, param]);
const errorOf = ({status, json}: Reply) => [status, json.code, json.param];

describe('an agent’s purchase', () => {
  it('goes from a cart to an order', async (t) => {
    const {post, get, at, pay, payments} = await openAcp(t);
    const created = await post('/checkout_sessions', {line_items: [{id: 'cup-ink-s'}], currency: 'USD', capabilities: {}});
    assert.deepEqual([created.status, created.json.status], [201, 'not_ready_for_payment']);
    const {id} = created.json;
    const updated = await post(at(id), {
      line_items: [{id: 'cup-ink-s', quantity: 2}],
      fulfillment_details: {address: sanFrancisco},
      buyer: {email: 'ada@example.com', full_name: 'Ada Byron'},
    });
    assert.deepEqual([updated.status, updated.json.status, total(updated)], [200, 'ready_for_payment', 4880]);
    const express = await post(at(id), {
      selected_fulfillment_options: [{type: 'shipping', option_id: 'us-express', item_ids: [updated.json.line_items[0]!.id]}],
    });
    assert.notEqual(total(express), 4880);
    const read = await get(at(id));
    assert.deepEqual(read.json, express.json);
    const paid = await pay(id);
    assert.deepEqual([paid.status, paid.json.status, paid.json.order?.checkout_session_id], [200, 'completed', id]);
    assert.deepEqual(
      payments.charges().map(({token, amount}) => [token, amount]),
      [['spt_1', total(express)]],
    );
    assert.deepEqual((await get(at(id))).json, paid.json);
  });

  it('has an alias for its address', async (t) => {
    const {post, get} = await openAcp(t);
    const {json} = await post('/checkouts', aCreate());
    assert.equal((await get(`/checkouts/${json.id}`)).json.id, json.id);
    assert.equal((await post(`/checkouts/${json.id}/complete`, aPayment())).json.status, 'completed');
  });

  it('gives the goods back when it is canceled: the last one goes to somebody else', async (t) => {
    const {create, cancel, left} = await openAcp(t);
    const all = await left('cup-ink-s');
    const line_items = [{id: 'cup-ink-s', quantity: all}];
    const first = await create({line_items});
    const second = await create({line_items: [{id: 'cup-ink-s', quantity: 1}]});
    assert.deepEqual([first.status, second.status], ['ready_for_payment', 'not_ready_for_payment']);
    assert.equal((await cancel(first.id)).json.status, 'canceled');
    assert.equal((await create({line_items})).status, 'ready_for_payment');
  });
});

describe('what an agent sends', () => {
  it('names its things in any of the known spellings', async (t) => {
    const {post} = await openAcp(t);
    for (const line_items of [
      [{id: 'tea', quantity: 2}],
      [{item: {id: 'tea'}, quantity: 2}],
      [{item: {id: 'tea', quantity: 2}}],
      [{id: 'tea'}, {item: {id: 'tea'}}],
      [{id: 'li_9', item: {id: 'tea', name: 'Tea', unit_amount: 1}, quantity: 2, totals: []}],
    ]) {
      const {json} = await post('/checkout_sessions', aCreate({line_items}));
      assert.deepEqual(
        json.line_items.map(({item, quantity}) => [item.id, quantity]),
        [['tea', 2]],
        JSON.stringify(line_items),
      );
    }
  });

  it('is refused with its place where it cannot be read', async (t) => {
    const {post, at, create} = await openAcp(t);
    const {id} = await create();
    const creating: [object, string, string][] = [
      [{line_items: undefined}, 'missing', '$.line_items'],
      [{line_items: []}, 'invalid', '$.line_items'],
      [{line_items: {}}, 'invalid', '$.line_items'],
      [{line_items: ['tea']}, 'invalid', '$.line_items[0]'],
      [{line_items: [{quantity: 1}]}, 'missing', '$.line_items[0].id'],
      [{line_items: [{item: {}}]}, 'missing', '$.line_items[0].item.id'],
      [{line_items: [{id: 'tea\u0000'}]}, 'invalid', '$.line_items[0].id'],
      ...[0, -1, 1.5, '2', 100, true].map(
        (quantity) =>
          [{line_items: [{id: 'tea'}, {id: 'tea', quantity}]}, 'invalid', '$.line_items[1].quantity'] as [object, string, string],
      ),
      [
        {
          line_items: [
            {id: 'tea', quantity: 60},
            {id: 'tea', quantity: 60},
          ],
        },
        'invalid',
        '$.line_items[1].quantity',
      ],
      [
        {
          line_items: [
            {item: {id: 'tea'}, quantity: 60},
            {item: {id: 'tea'}, quantity: 60},
          ],
        },
        'invalid',
        '$.line_items[1].quantity',
      ],
      [{line_items: [{item: {id: 'tea', quantity: 0}}]}, 'invalid', '$.line_items[0].item.quantity'],
      [{line_items: [{id: 'none'}, {id: "tea's not"}]}, 'invalid_item_id', '$.line_items[0].id'],
      [{line_items: [{item: {id: 'none'}}]}, 'invalid_item_id', '$.line_items[0].item.id'],
      [{currency: undefined}, 'missing', '$.currency'],
      [{currency: 'eur'}, 'unsupported_currency', '$.currency'],
      [{capabilities: undefined}, 'missing', '$.capabilities'],
      [{capabilities: []}, 'invalid', '$.capabilities'],
      [{buyer: 'Ada'}, 'invalid', '$.buyer'],
      [{buyer: {email: 5}}, 'invalid', '$.buyer.email'],
      [{fulfillment_details: {address: {...sanFrancisco, city: {}}}}, 'invalid', '$.fulfillment_details.address.city'],
      [{fulfillment_details: {address: {...sanFrancisco, city: 'x'.repeat(200)}}}, 'invalid', '$.fulfillment_details.address.city'],
      [{discounts: {codes: 'WELCOME10'}}, 'invalid', '$.discounts.codes'],
      [{coupons: [7]}, 'invalid', '$.coupons[0]'],
    ];
    for (const [overrides, code, param] of creating)
      assert.deepEqual(errorOf(await post('/checkout_sessions', aCreate(overrides))), [400, code, param], JSON.stringify(overrides));
    const path = '$.selected_fulfillment_options';
    const option = (option_id: unknown, item_ids: unknown = []) => ({type: 'shipping', option_id, item_ids});
    const updating: [object, string, string][] = [
      [{selected_fulfillment_options: 'x'}, 'invalid', path],
      [{selected_fulfillment_options: [{}]}, 'missing', `${path}[0].option_id`],
      [{selected_fulfillment_options: [option('none')]}, 'invalid', `${path}[0].option_id`],
      [{selected_fulfillment_options: [option('us-express'), option('pickup')]}, 'invalid', `${path}[1].option_id`],
      [{selected_fulfillment_options: [option('us-express', ['none'])]}, 'invalid', `${path}[0].item_ids[0]`],
      [{line_items: []}, 'invalid', '$.line_items'],
      [{line_items: null}, 'missing', '$.line_items'],
    ];
    for (const [body, code, param] of updating)
      assert.deepEqual(errorOf(await post(at(id), body)), [400, code, param], JSON.stringify(body));
    const payment = (payment_data: unknown) => ({payment_data});
    const credential = {type: 'spt', token: 'spt_1'};
    const completing: [object, string, string][] = [
      [{}, 'missing', '$.payment_data'],
      [payment({}), 'missing', '$.payment_data.handler_id'],
      [payment({purchase_order_number: 'PO 1'}), 'invalid', '$.payment_data.purchase_order_number'],
      [payment({handler_id: 'card_tokenized'}), 'missing', '$.payment_data.instrument'],
      [payment({handler_id: 'card_tokenized', instrument: {type: 'card'}}), 'missing', '$.payment_data.instrument.credential'],
      [payment({handler_id: 'card_tokenized', instrument: {credential: {}}}), 'missing', '$.payment_data.instrument.credential.token'],
      [payment({handler_id: 'other', instrument: {credential}}), 'unknown_payment_handler', '$.payment_data.handler_id'],
      [{...aPayment(), authentication_result: {}}, 'missing', '$.authentication_result.outcome'],
      [{...aPayment(), authentication_result: {outcome: 'authenticated'}}, 'missing', '$.authentication_result.outcome_details'],
    ];
    for (const [body, code, param] of completing)
      assert.deepEqual(errorOf(await post(`${at(id)}/complete`, body)), [400, code, param], JSON.stringify(body));
  });

  it('is told in the session where it is well-formed and cannot be used', async (t) => {
    const {post} = await openAcp(t);
    const first = await post('/checkout_sessions', aCreate({line_items: [{id: 'tea'}], buyer: {email: 'ada'}}));
    assert.equal(first.status, 201);
    assert.deepEqual(told(first), [['error', 'invalid', '$.buyer.email']]);
    assert.equal(first.json.buyer, undefined);
    const second = await post('/checkout_sessions', aCreate({line_items: [{id: 'tea'}], buyer: {full_name: 'Ada'}}));
    assert.deepEqual(told(second), [['error', 'missing', '$.buyer.email']]);
    const {country: _none, ...nowhere} = sanFrancisco;
    const third = await post('/checkout_sessions', aCreate({fulfillment_details: {name: 'Ada', address: nowhere}}));
    assert.deepEqual(told(third)[0], ['error', 'missing', '$.fulfillment_details.address.country']);
    assert.deepEqual(third.json.fulfillment_details, {name: 'Ada'});
    const short = await post('/checkout_sessions', aCreate({line_items: [{id: 'cup-ink-l'}]}));
    assert.deepEqual(told(short), [['error', 'out_of_stock', '$.line_items[0]']]);
  });

  it('may name things that are in no catalog beside others: then it cannot be paid until it is named again', async (t) => {
    const {post, at, pay, get} = await openAcp(t);
    const created = await post('/checkout_sessions', aCreate({line_items: [{id: 'none'}, {id: 'tea'}, {item: {id: 'nor this'}}]}));
    assert.deepEqual([created.status, created.json.status], [201, 'not_ready_for_payment']);
    assert.deepEqual(
      created.json.line_items.map(({item}) => item.id),
      ['tea'],
    );
    assert.deepEqual(told(created), [
      ['error', 'not_found', '$.line_items'],
      ['error', 'not_found', '$.line_items'],
    ]);
    const {id} = created.json;
    assert.equal((await pay(id)).json.status, 'not_ready_for_payment');
    assert.deepEqual(told(await post(at(id), {buyer: null})), told(created));
    assert.deepEqual(told(await post(at(id), {line_items: [{id: 'tea'}, {id: 'gone'}]})), [['error', 'not_found', '$.line_items']]);
    assert.deepEqual(errorOf(await post(at(id), {line_items: [{id: 'gone'}]})), [400, 'invalid_item_id', '$.line_items[0].id']);
    assert.equal((await post(at(id), {line_items: [{id: 'tea'}]})).json.status, 'ready_for_payment');
    assert.equal((await get(at(id))).json.messages.length, 0);
  });

  it('is taken with a phone number and a company in the address, and a name in one piece', async (t) => {
    const {create} = await openAcp(t);
    const session = await create({
      buyer: {email: 'ada@example.com', name: 'Ada Byron', first_name: null},
      fulfillment_details: {address: {...sanFrancisco, company: 'Engines', phone_number: '+14155550123', line_two: null}},
    });
    assert.deepEqual(session.buyer, {email: 'ada@example.com', full_name: 'Ada Byron'});
    assert.equal(session.fulfillment_details?.phone_number, '+14155550123');
    assert.equal(session.fulfillment_details?.address?.company, 'Engines');
  });

  it('changes what it names: absent stays, null clears, lists replace', async (t) => {
    const {create, post, at} = await openAcp(t);
    const {id} = await create({discounts: {codes: ['welcome10']}});
    const change = async (body: object) => (await post(at(id), body)).json;
    let session = await change({});
    assert.deepEqual([session.buyer?.email, session.discounts?.codes], ['ada@example.com', ['welcome10']]);
    session = await change({buyer: null, discounts: {codes: []}, line_items: [{id: 'tea'}]});
    assert.deepEqual([session.buyer, session.discounts, session.line_items.map(({item}) => item.id)], [undefined, undefined, ['tea']]);
    session = await change({fulfillment_details: null});
    assert.equal(session.fulfillment_details, undefined);
  });

  it('may name lines or items in a chosen option', async (t) => {
    const {create, post, at} = await openAcp(t);
    const {id, line_items} = await create();
    for (const item_id of [line_items[0]!.id, 'cup-ink-s']) {
      const {status, json} = await post(at(id), {
        selected_fulfillment_options: [{type: 'shipping', option_id: 'us-express', item_ids: [item_id]}],
      });
      assert.equal(status, 200);
      assert.deepEqual(json.selected_fulfillment_options, [{type: 'shipping', option_id: 'us-express', item_ids: [line_items[0]!.id]}]);
    }
  });

  it('has discount codes, under the older name too; a code that does not apply is a warning', async (t) => {
    const {create, post, at} = await openAcp(t);
    const {id, capabilities, discounts} = await create({coupons: ['welcome10']});
    assert.deepEqual(discounts?.applied.length, 1);
    assert.deepEqual(
      capabilities.extensions?.map(({name}) => name),
      ['discount'],
    );
    assert.deepEqual((await post(at(id), {discounts: {}})).json.discounts?.codes, ['welcome10']);
    const rejected = await post(at(id), {discounts: {codes: ['WELCOME10', 'NOPE']}});
    assert.deepEqual(told(rejected), [['warning', 'discount_code_invalid', '$.discounts.codes[1]']]);
    const {codes, applied, rejected: refused} = rejected.json.discounts!;
    assert.deepEqual(
      [codes, applied.length, refused],
      [['WELCOME10', 'NOPE'], 1, [{code: 'NOPE', reason: 'discount_code_invalid', message: 'This code is not valid.'}]],
    );
    const none = await post(at(id), {discounts: {codes: ['NOPE']}});
    assert.deepEqual(
      none.json.discounts?.rejected.map(({code}) => code),
      ['NOPE'],
    );
    const created = await post('/checkout_sessions', aCreate({line_items: [{id: 'tea'}], discounts: {codes: ['NOPE', 'NADA']}}));
    assert.deepEqual(
      created.json.discounts?.rejected.map(({code}) => code),
      ['NOPE', 'NADA'],
    );
    assert.deepEqual(
      told(created).map(([, , param]) => param),
      ['$.discounts.codes[0]', '$.discounts.codes[1]'],
    );
  });

  it('declares capabilities of which only the shop’s own are told back', async (t) => {
    const {create} = await openAcp(t);
    const {capabilities} = await create({
      capabilities: {interventions: {supported: ['3ds', 'mind_reading'], display_context: 'webview', max_redirects: 1}, extensions: ['x']},
    });
    assert.deepEqual(capabilities.interventions, {supported: []});
    assert.deepEqual(
      capabilities.payment?.handlers.map(({id}) => id),
      ['card_tokenized'],
    );
  });
});
