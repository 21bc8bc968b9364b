import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {sanFrancisco, oakland} from '../../support/open-shop.js';
import {aCreate, aPayment, openAcp, type Reply} from './open-acp.js';

const OLD = {version: '2025-09-29', key: null};
const items = [{id: 'cup-ink-s', quantity: 2}];
const buyer = {first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com'};
const payment = (token = 'spt_1') => ({payment_data: {token, provider: 'stripe'}});

/** A session as ACP 2025-09-29 has it. */
interface OldSession {
  id: string;
  status: string;
  currency: string;
  buyer?: object;
  payment_provider: object;
  line_items: object[];
  totals: {type: string; amount: number}[];
  fulfillment_address?: object;
  fulfillment_options: {id: string; type: string}[];
  fulfillment_option_id?: string;
  messages: object[];
  links: {type: string}[];
  order?: object;
}
const old = ({json}: Reply) => json as unknown as OldSession;
const errorOf = ({status, json}: Reply) => [status, json.type, json.code, json.param];

describe('ACP 2025-09-29', () => {
  it('sells from a cart to an order, in a flat session', async (t) => {
    const {post, get, at, payments} = await openAcp(t);
    const created = await post('/checkout_sessions', {items, buyer, fulfillment_address: sanFrancisco}, OLD);
    const session = old(created);
    assert.equal(created.status, 201);
    assert.deepEqual(
      [session.status, session.currency, session.buyer, session.fulfillment_address, session.fulfillment_option_id],
      ['ready_for_payment', 'usd', buyer, sanFrancisco, 'us-standard'],
    );
    assert.deepEqual(session.payment_provider, {provider: 'stripe', supported_payment_methods: ['card']});
    const {id: lineId} = session.line_items[0] as {id: string};
    assert.deepEqual(session.line_items, [
      {id: lineId, item: {id: 'cup-ink-s', quantity: 2}, base_amount: 4000, discount: 0, subtotal: 4000, tax: 290, total: 4290},
    ]);
    assert.equal(session.totals.find(({type}) => type === 'total')?.amount, 4880);
    assert.ok(!session.fulfillment_options.some(({type}) => type !== 'shipping'));
    const {id} = session;
    const express = await post(at(id), {fulfillment_option_id: 'us-express'}, OLD);
    assert.equal(old(express).fulfillment_option_id, 'us-express');
    const paid = old(await post(`${at(id)}/complete`, {...payment(), buyer}, OLD));
    assert.deepEqual([paid.status, Object.keys(paid.order!)], ['completed', ['id', 'checkout_session_id', 'permalink_url']]);
    assert.equal(payments.charges().length, 1);
    assert.equal((await get(at(id), {version: '2025-09-12'})).text, (await get(at(id), OLD)).text);
  });

  it('shows one session that all versions share', async (t) => {
    const {create, get, at, post} = await openAcp(t);
    const {id} = await create({fulfillment_details: {address: oakland}, buyer: {email: 'ada@example.com', full_name: 'Ada King Byron'}});
    await post(at(id), {selected_fulfillment_options: [{type: 'local_delivery', option_id: 'evening', item_ids: []}]});
    const session = old(await get(at(id), OLD));
    assert.deepEqual(session.buyer, {first_name: 'Ada King', last_name: 'Byron', email: 'ada@example.com'});
    assert.deepEqual(
      [session.fulfillment_option_id, session.fulfillment_options.find(({id}) => id === 'evening')?.type],
      ['evening', 'shipping'],
    );
    await post(at(id), {selected_fulfillment_options: [{type: 'pickup', option_id: 'pickup', item_ids: []}]});
    const fetched = old(await get(at(id), OLD));
    assert.deepEqual([fetched.status, fetched.fulfillment_option_id], ['ready_for_payment', undefined]);
  });

  it('has five states, and six codes of errors, at places of its own', async (t) => {
    const {post, get, at, clock, payments} = await openAcp(t);
    const start = async (body: object) => old(await post('/checkout_sessions', {items: [{id: 'tea', quantity: 1}], ...body}, OLD));
    const half = await start({fulfillment_address: {...sanFrancisco, postal_code: '1', country: 'us', line_one: null}});
    assert.deepEqual(
      (half.messages as {type: string; code: string; param: string}[]).map(({type, code, param}) => [type, code, param]),
      [
        ['error', 'missing', '$.fulfillment_address.line_one'],
        ['error', 'invalid', '$.fulfillment_address.postal_code'],
      ],
    );
    const nowhere = await start({fulfillment_address: {...sanFrancisco, country: 'Mars'}, buyer: {...buyer, email: 'ada'}});
    assert.deepEqual(
      (nowhere.messages as {code: string; param: string}[]).map(({code, param}) => [code, param]),
      [
        ['invalid', '$.buyer.email'],
        ['invalid', '$.fulfillment_address.country'],
        ['missing', '$.fulfillment_address'],
      ],
    );
    const few = old(await post('/checkout_sessions', {items: [{id: 'cup-ink-s', quantity: 90}], fulfillment_address: sanFrancisco}, OLD));
    assert.deepEqual((few.messages[0] as {code: string}).code, 'out_of_stock');
    const {id} = await start({fulfillment_address: sanFrancisco});
    payments.answer({kind: 'unknown', charged: true});
    assert.equal(old(await post(`${at(id)}/complete`, payment(), OLD)).status, 'in_progress');
    const late = await start({});
    clock.pass(4_000_000);
    assert.equal(old(await get(at(late.id), OLD)).status, 'canceled');
  });

  it('is refused in its own words', async (t) => {
    const {post, at} = await openAcp(t);
    const ask = async (path: string, body: object) => errorOf(await post(path, body, OLD)).filter((_, index) => index !== 1);
    assert.deepEqual(await ask('/checkout_sessions', {line_items: items}), [400, 'missing', '$.items']);
    assert.deepEqual(await ask('/checkout_sessions', {items: [{id: 'none', quantity: 1}]}), [400, 'invalid_item_id', '$.items[0].id']);
    const {id} = old(await post('/checkout_sessions', {items, fulfillment_address: sanFrancisco}, OLD));
    assert.deepEqual(await ask(at(id), {fulfillment_option_id: 'none'}), [400, 'invalid', '$.fulfillment_option_id']);
    assert.deepEqual(await ask(at(id), {fulfillment_address: {...sanFrancisco, city: 7}}), [400, 'invalid', '$.fulfillment_address.city']);
    const complete = `${at(id)}/complete`;
    assert.deepEqual(await ask(complete, aPayment()), [400, 'missing', '$.payment_data.token']);
    const elsewhere = {payment_data: {token: 'spt_1', provider: 'other'}};
    assert.deepEqual(await ask(complete, elsewhere), [400, 'unknown_payment_handler', '$.payment_data.provider']);
  });
});

describe('ACP 2026-01-30', () => {
  it('has the session of the newest version without its news', async (t) => {
    const {create, get, at, pay} = await openAcp(t);
    const sent = {version: '2026-01-30', key: null};
    const session = await create({fulfillment_details: {address: {...sanFrancisco, company: 'Engines'}}}, sent);
    assert.deepEqual([session.protocol.version, session.status], ['2026-01-30', 'ready_for_payment']);
    const {text} = await pay(session.id, 'spt_1', sent);
    assert.doesNotMatch(text, /"(company|display_name|resolution|adjustments|fulfillments)"/);
    const {json} = await get(at(session.id), sent);
    assert.deepEqual(Object.keys(json.order!), [
      'id',
      'checkout_session_id',
      'permalink_url',
      'order_number',
      'status',
      'estimated_delivery',
    ]);
    assert.equal((await get(at(session.id))).json.fulfillment_details?.address?.company, 'Engines');
  });
});

describe('a key in an older version', () => {
  it('is welcome and not demanded; used with another body it is a conflict of an older type', async (t) => {
    const {post} = await openAcp(t);
    for (const [version, body] of [
      ['2025-09-29', {items}],
      ['2026-01-30', aCreate()],
    ] as const) {
      const sent = {version, key: `k-${version}`};
      const first = await post('/checkout_sessions', body, sent);
      const again = await post('/checkout_sessions', body, sent);
      assert.deepEqual([again.text, again.headers.get('idempotent-replayed')], [first.text, 'true']);
      const other = await post('/checkout_sessions', {...body, x: 1}, sent);
      assert.deepEqual(errorOf(other), [409, 'request_not_idempotent', 'idempotency_conflict', undefined]);
      assert.equal(other.headers.get('retry-after'), null);
      // Headers are no part of what is compared: another version gets the bytes that were kept.
      assert.equal((await post('/checkout_sessions', body, {...sent, version: '2026-04-17'})).text, first.text);
      assert.deepEqual((await post('/checkout_sessions', {...body, x: 1}, {...sent, version: '2026-04-17'})).status, 422);
    }
  });

  it('may be left out: a payment is made once all the same', async (t) => {
    const {create, pay, payments} = await openAcp(t);
    const {id} = await create();
    const sent = {version: '2026-01-30', key: null};
    const replies = await Promise.all([1, 2, 3].map(() => pay(id, 'spt_1', sent)));
    assert.equal(replies.filter(({status}) => status === 200).length, 1);
    assert.equal((await pay(id, 'spt_1', sent)).status, 405);
    assert.equal(payments.sent.length, 1);
  });
});
