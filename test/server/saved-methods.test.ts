import assert from 'node:assert/strict';
import type {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {describe, it, type TestContext} from 'node:test';
import {totalOf} from '../../shared/session.js';
import type {CheckoutResult} from '../../shared/tools.js';
import {CheckoutError} from '../../server/core/errors.js';
import {aSavedMethod, listedMethods} from '../support/saved-methods.js';
import {FORBIDDEN, home, openRunning} from '../support/open-running.js';
import {call, errorOf} from '../support/open-server.js';

const SIGNED_IN = {authorization: 'Bearer preview-buyer'};
const [VISA, SHORT] = ['pm_demo_visa', 'pm_demo_short'];

interface Paid {
  status: string;
  messages: {code?: string; content: string}[];
  order?: {id: string};
}

const result = (answer: Awaited<ReturnType<typeof call>>) => answer.structuredContent as CheckoutResult;

/** A shop with a candle that a signed-in buyer wants. */
async function openChat(t: TestContext, options: Parameters<typeof openRunning>[2] = {}, headers: Record<string, string> = SIGNED_IN) {
  const shop = await openRunning(t, {}, options);
  const chat = await shop.chat(headers);
  const {id, total} = await shop.cart();
  const pay = async (token: string, {amount = total, client = chat, checkout = id} = {}) =>
    call(client, 'complete_checkout', {checkout_session_id: checkout, payment_data: {token, amount}});
  return {
    ...shop,
    chat,
    id,
    total,
    show: async (client: Client = chat) => result(await call(client, 'get_checkout', {checkout_session_id: id})),
    pay,
    /** Pays, and answers with the flat session. */
    paid: async (...args: Parameters<typeof pay>) => (await pay(...args)).structuredContent as unknown as Paid,
    charges: async () => (await shop.ledger()).filter(({type}) => type === 'charge').map(({amount}) => amount),
  };
}

describe('saved payment methods in a chat', {concurrency: true}, () => {
  it('are shown to the buyer they belong to, and pay once', async (t) => {
    const {chat, id, total, show, paid, charges, log} = await openChat(t);
    const {checkout, payment} = await show();
    assert.deepEqual(
      payment.managed_payment_methods?.map(({id: method, display_name}) => [method, display_name]),
      [
        [VISA, 'Visa •••• 4242'],
        [SHORT, 'Visa •••• 9995'],
      ],
    );
    assert.equal(checkout.status, 'ready_for_payment');
    const changed = result(await call(chat, 'update_checkout', {checkout_session_id: id, buyer: {email: 'ada@example.com'}}));
    assert.equal(changed.payment.managed_payment_methods?.length, 2);

    const order = await paid(VISA);
    assert.equal(order.status, 'completed');
    assert.deepEqual(await paid(VISA), order);
    assert.deepEqual(await charges(), [total]);
    const after = await show();
    assert.deepEqual([after.checkout.status, after.payment.managed_payment_methods], ['completed', undefined]);
    assert.doesNotMatch(log.join('\n'), /pm_demo|cus_demo|4242/);
  });

  it('are nobody else’s: a guest sees none, and their ids are no better than any others', async (t) => {
    const signedIn = await openChat(t);
    const guest = await openChat(t, {}, {authorization: 'Bearer somebody-else'});
    assert.equal((await guest.show()).payment.managed_payment_methods, undefined);
    const refused: Paid[] = [];
    for (const [shop, token] of [
      [guest, VISA],
      [guest, 'pm_nobodys'],
      [signedIn, 'pm_nobodys'],
    ] as const) {
      const {id, total} = await shop.cart();
      refused.push(await shop.paid(token, {checkout: id, amount: total}));
      assert.deepEqual(await shop.charges(), []);
      assert.doesNotMatch(shop.log.join('\n'), FORBIDDEN);
    }
    for (const {status, messages} of refused) {
      assert.deepEqual([status, messages[0]?.code], ['ready_for_payment', 'payment_declined']);
      assert.deepEqual(messages, refused[0]?.messages);
    }
  });

  it('pay the total that was agreed to, or nothing', async (t) => {
    const {chat, id, total, pay, paid, charges, show} = await openChat(t);
    const {status, messages} = await paid(VISA, {amount: total - 1});
    assert.deepEqual([status, messages.map(({code}) => code)], ['ready_for_payment', ['price_change']]);
    const silent = await call(chat, 'complete_checkout', {checkout_session_id: id, payment_data: {token: VISA}});
    assert.deepEqual([errorOf(silent).code, errorOf(silent).param], ['missing', '$.payment_data.amount']);
    // The cart changes in another window.
    const items = [{id: 'candle', quantity: 2}];
    const changed = result(await call(chat, 'update_checkout', {checkout_session_id: id, items})).checkout;
    assert.deepEqual(
      (await paid(VISA)).messages.map(({code}) => code),
      ['price_change'],
    );
    assert.deepEqual(await charges(), []);
    assert.equal((await show()).checkout.status, 'ready_for_payment');
    const twice = totalOf(changed.totals, 'total')!;
    assert.equal(((await pay(VISA, {amount: twice})).structuredContent as unknown as Paid).status, 'completed');
    assert.deepEqual(await charges(), [twice]);
  });

  it('that are declined can be tried again: one charge in the end', async (t) => {
    const {total, paid, charges, faults, client} = await openChat(t);
    await faults({card_declined: 2});
    for (const _twice of [1, 2]) {
      const {status, messages} = await paid(VISA);
      assert.deepEqual([status, messages[0]?.code], ['ready_for_payment', 'payment_declined']);
      assert.match(messages[0]!.content, /insufficient funds\. Nothing was charged/);
    }
    assert.equal((await paid(VISA)).status, 'completed');
    assert.equal((await client.paymentIntents.list()).data.length, 3);
    assert.deepEqual(await charges(), [total]);
  });

  it('without enough money are told apart from those that pay', async (t) => {
    const {total, paid, charges} = await openChat(t);
    assert.equal((await paid(SHORT)).messages[0]?.code, 'payment_declined');
    assert.equal((await paid(VISA)).status, 'completed');
    assert.deepEqual(await charges(), [total]);
  });

  it('ten times at once are one charge, and ten declines one try', async (t) => {
    const {total, paid, charges, client} = await openChat(t);
    const ten = (token: string) => Promise.all(Array.from({length: 10}, () => paid(token)));
    for (const {messages} of await ten(SHORT)) assert.equal(messages[0]?.code, 'payment_declined');
    assert.equal((await client.paymentIntents.list()).data.length, 1);
    assert.deepEqual(new Set((await ten(VISA)).map(({order}) => order?.id)).size, 1);
    assert.deepEqual(await charges(), [total]);
  });

  it('whose answer is lost are found, and never tried anew meanwhile', async (t) => {
    const {total, paid, charges, faults, checkout, client, id} = await openChat(t);
    await faults({error_500_after_commit: true});
    const {status, messages} = await paid(VISA);
    assert.equal(status, 'complete_in_progress', JSON.stringify(messages));
    await faults({});
    assert.equal((await paid(VISA)).status, 'complete_in_progress');
    const {data} = await client.paymentIntents.list();
    assert.equal(data.length, 1);
    await checkout.news({kind: 'paid', paymentId: data[0]!.id, checkoutSessionId: id});
    assert.equal((await paid(VISA)).status, 'completed');
    assert.deepEqual(await charges(), [total]);
  });

  it('pay two checkouts as two charges', async (t) => {
    const {total, paid, charges, cart} = await openChat(t);
    const other = await cart();
    assert.equal((await paid(VISA)).status, 'completed');
    assert.equal((await paid(VISA, {checkout: other.id})).status, 'completed');
    assert.deepEqual(await charges(), [total, total]);
  });

  it('do not keep the signed-in buyer from the payment sheet', async (t) => {
    const {chat, id, total, mint, charges} = await openChat(t);
    const payment_data = {token: await mint('pm_card_visa', total), provider: 'stripe'};
    const answer = await call(chat, 'complete_checkout', {checkout_session_id: id, payment_data});
    assert.equal((answer.structuredContent as unknown as Paid).status, 'completed');
    assert.deepEqual(await charges(), [total]);
  });

  it('out of reach are not shown, charge nothing, and the checkout goes on', async (t) => {
    const {show, pay, charges, faults, chat, id, log} = await openChat(t);
    await faults({error_500: true, times: 99, method: 'GET', path: '/v1/customers'});
    assert.equal((await show()).payment.managed_payment_methods, undefined);
    const {checkout} = result(await call(chat, 'update_checkout', {checkout_session_id: id, fulfillment_details: {address: home}}));
    assert.equal(checkout.status, 'ready_for_payment');
    const refused = errorOf(await pay(VISA));
    assert.deepEqual([refused.code, await charges()], ['service_unavailable', []]);
    assert.match(log.join('\n'), /saved payment methods/);
    assert.doesNotMatch(log.join('\n'), /pm_demo|cus_demo/);
  });
});

describe('a page that asks for its checkout every few seconds', {concurrency: true}, () => {
  const own = (line: ReturnType<typeof listedMethods>) => ({own: {savedMethods: line.savedMethods, customer: async () => 'cus_mine'}});

  it('makes nobody ask for the saved methods as often; a payment asks for itself', async (t) => {
    const list = listedMethods({cus_mine: [aSavedMethod({id: VISA})]});
    const {show, pay} = await openChat(t, own(list));
    const shown = await Promise.all([show(), show(), show()]);
    for (const {payment} of [...shown, await show()]) assert.equal(payment.managed_payment_methods?.length, 1);
    assert.deepEqual(list.asked, ['cus_mine']);
    await pay(VISA);
    assert.deepEqual(list.asked, ['cus_mine', 'cus_mine']);
  });

  it('does not wait for a list out of reach each time, nor fill the log', async (t) => {
    const list = listedMethods({cus_mine: [aSavedMethod()]});
    list.line.reachable = false;
    const {show, log} = await openChat(t, own(list));
    for (const _time of [1, 2, 3]) assert.equal((await show()).payment.managed_payment_methods, undefined);
    assert.deepEqual(list.asked, ['cus_mine']);
    assert.equal(log.join('\n').match(/saved payment methods/g)?.length, 1);
  });
});

describe('who is calling', {concurrency: true}, () => {
  it('is asked of the app builder’s function, once a request and only where it matters', async (t) => {
    const asked: (string | null)[] = [];
    const {savedMethods, asked: lists} = listedMethods({cus_mine: [aSavedMethod({id: 'pm_mine'})]});
    const customer = async ({headers}: Request) => {
      asked.push(headers.get('authorization'));
      return 'cus_mine';
    };
    const {chat, show} = await openChat(t, {own: {customer, savedMethods}}, {authorization: 'Bearer theirs'});
    await call(chat, 'search_products', {});
    const created = result(await call(chat, 'checkout_session', {checkout_session: {items: [{id: 'candle', quantity: 1}]}}));
    assert.equal(created.payment.managed_payment_methods, undefined);
    const canceled = result(await call(chat, 'cancel_checkout', {checkout_session_id: created.checkout.id}));
    assert.equal(canceled.payment.managed_payment_methods, undefined);
    assert.deepEqual([asked, lists], [[], []]);
    assert.deepEqual((await show()).payment.managed_payment_methods, [aSavedMethod({id: 'pm_mine'})]);
    assert.deepEqual([asked, lists], [['Bearer theirs'], ['cus_mine']]);
  });

  it('cannot be told: then nothing is changed, how the checkout stands is told all the same, and what the function says of it stays in the log', async (t) => {
    const customer = async () => {
      throw new Error('the sign-in database is down');
    };
    const {chat, id, pay, charges, checkout, log} = await openChat(t, {own: {customer}});
    const before = await checkout.get(id);
    for (const answer of [
      await call(chat, 'update_checkout', {checkout_session_id: id, items: [{id: 'candle', quantity: 3}]}),
      await pay(VISA),
    ]) {
      assert.equal(errorOf(answer).code, 'service_unavailable');
      assert.doesNotMatch(JSON.stringify(answer), /database/);
    }
    assert.deepEqual(await checkout.get(id), before);
    assert.deepEqual(await charges(), []);
    const looked = result(await call(chat, 'get_checkout', {checkout_session_id: id}));
    assert.deepEqual([looked.checkout.id, looked.payment.managed_payment_methods], [id, undefined]);
    assert.match(log.join('\n'), /the sign-in database is down/);
  });

  it('may be refused in the function’s own words', async (t) => {
    const customer = async () => {
      throw new CheckoutError('invalid', 'your sign-in has lapsed; sign in again');
    };
    const {chat, id} = await openChat(t, {own: {customer}});
    const answer = await call(chat, 'update_checkout', {checkout_session_id: id, items: [{id: 'candle', quantity: 2}]});
    assert.deepEqual([errorOf(answer).code, errorOf(answer).text], ['invalid', 'Your sign-in has lapsed; sign in again.']);
  });
});
