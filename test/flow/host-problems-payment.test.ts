import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {hostStage} from '../support/host-stage.js';
import {chatGpt, without} from '../support/scripted-chatgpt.js';
import type {Fields, Script, ScriptedHost} from '../support/scripted-host.js';
import {chargesOf, oneBag, payInSheet, readyCheckout} from '../support/shop-calls.js';

const stage = hostStage();
const payButton = ({widget}: ScriptedHost) => widget.getByRole('button', {name: /^Pay \$/, disabled: false});
const order = ({widget}: ScriptedHost) => widget.getByText(/Order \w{4}-\w{4} is placed/);

/** A checkout that can be paid, shown by a host with a payment sheet. */
async function cart(t: Parameters<typeof stage.chat>[0], script: Script = {}) {
  const {id, result} = await readyCheckout(stage.shop);
  const host = await stage.chat(t, chatGpt({input: oneBag, result, speed: 50, ...script}));
  await payButton(host).waitFor();
  return {id, host};
}

const settle = (answer: unknown) => () => answer;
const fail = (reason: unknown) => () => Promise.reject(reason);
const claimed = {id: 'cs', status: 'completed', currency: 'USD', order: {id: 'ord_1', checkout_session_id: 'cs', permalink_url: ''}};
const declined = {type: 'error', code: 'out_of_stock', content_type: 'plain', content: 'Sold out meanwhile.'};

/** Answers of `requestCheckout` that do not follow from what was paid: those seen in independent code, and garbage. */
const ANSWERS: [name: string, answer: () => unknown][] = [
  ['a flat session', settle(claimed)],
  ['a whole tool result', settle({content: [], structuredContent: claimed, isError: false})],
  ['an error object', settle({code: 'server_error', message: 'Something went wrong'})],
  ['a list of messages', settle({messages: [declined]})],
  ['a tool result with messages', settle({content: [], structuredContent: {status: 'ready_for_payment', messages: [declined]}})],
  ['a failed tool result', settle({isError: true, content: [{type: 'text', text: 'payment_declined'}]})],
  ['completed without an order', settle({status: 'completed'})],
  ['nothing', settle(undefined)],
  ['null', settle(null)],
  ['an empty object', settle({})],
  ['an empty list', settle([])],
  ['a number', settle(42)],
  ['a word', settle('completed')],
  ['messages that are no list', settle({messages: {type: 'error'}, order: 'ord_1', status: 3})],
  ['the buyer canceled', fail(new Error('User cancelled checkout'))],
  ['canceled in American', fail(new Error('Checkout canceled'))],
  ['a timeout', fail(new Error('Checkout request timeout'))],
  ['denied by the host', fail(new Error('openai/requestCheckout denied by host capability policy'))],
  ['rejected without a reason', fail(undefined)],
  ['rejected with an object', fail({code: 7})],
];

describe('known host problems: the payment sheet and the modal', {concurrency: 3}, () => {
  it('22 requestModal blurs the view and opens nothing: the page never asks for one (skybridge conformance)', async (t) => {
    const {host} = await cart(t, {on: {requestCheckout: (payload) => payInSheet(stage.shop, payload)}});
    await payButton(host).click();
    await order(host).waitFor();
    assert.deepEqual([host.all('requestModal'), host.all('requestCheckout').length], [[], 1]);
  });

  it('27 whatever the sheet claims, an unpaid checkout stays unpaid, is asked for, and can be paid again', async (t) => {
    let answer: () => unknown = () => undefined;
    const {id, host} = await cart(t, {on: {requestCheckout: () => answer()}});
    for (const [name, claim] of ANSWERS) {
      answer = claim;
      const asked = host.calls('get_checkout').length;
      const opened = host.all('requestCheckout').length;
      await payButton(host).press('Enter');
      await host.until('requestCheckout', opened + 1);
      await host.untilTrue(() => host.calls('get_checkout').length > asked, `${name}: the server was asked`);
      await payButton(host).waitFor();
      assert.equal(await order(host).count(), 0, name);
    }
    assert.equal(host.all('requestCheckout').length, ANSWERS.length);
    assert.equal(await chargesOf(stage.shop, id), 0);
  });

  it('27 whatever the sheet claims, a paid checkout shows its receipt and was charged once', async (t) => {
    let claim: () => unknown = () => undefined;
    const {host} = await cart(t, {
      methods: without('setWidgetState'), // each reload is another checkout
      on: {requestCheckout: async (payload) => (await payInSheet(stage.shop, payload), claim())},
    });
    for (const [name, answer] of ANSWERS) {
      claim = answer;
      const {id, result} = await readyCheckout(stage.shop);
      host.script.result = result;
      await host.reload();
      await payButton(host).press('Enter');
      await order(host).waitFor();
      assert.equal(host.all('requestCheckout').filter(({args: [payload]}) => (payload as Fields).id === id).length, 1, name);
      assert.equal(await chargesOf(stage.shop, id), 1, name);
    }
  });

  it('27 nothing is said before the server has been asked', async (t) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let isPaid = false;
    const {host} = await cart(t, {
      on: {requestCheckout: async (payload) => ((isPaid = true), payInSheet(stage.shop, payload))},
      tool: async (_name, _args, real) => (isPaid && (await held), real()),
    });
    const asked = host.calls('get_checkout').length;
    await payButton(host).click();
    await host.untilTrue(() => host.calls('get_checkout').length > asked, 'the server was asked');
    await host.settled();
    assert.equal(await order(host).count(), 0);
    assert.equal(await payButton(host).count(), 0);
    release();
    await order(host).waitFor();
  });

  it('27 a sheet that never answers: the receipt comes by itself', async (t) => {
    const {id, host} = await cart(t, {
      on: {requestCheckout: async (payload) => (await payInSheet(stage.shop, payload), new Promise(() => {}))},
    });
    await payButton(host).click();
    await order(host).waitFor();
    assert.equal(await chargesOf(stage.shop, id), 1);
  });

  it('27 a sheet that throws at once is a sheet that said nothing', async (t) => {
    const script = `addEventListener('DOMContentLoaded', () => (openai.requestCheckout = () => { throw new Error('broken'); }));`;
    const {id, host} = await cart(t, {script});
    const asked = host.calls('get_checkout').length;
    await payButton(host).click();
    await host.untilTrue(() => host.calls('get_checkout').length > asked, 'the server was asked');
    await payButton(host).waitFor();
    assert.equal(await chargesOf(stage.shop, id), 0);
  });

  it('27 two clicks open one sheet', async (t) => {
    const {id, host} = await cart(t, {on: {requestCheckout: (payload) => payInSheet(stage.shop, payload)}});
    await payButton(host).dblclick();
    await order(host).waitFor();
    assert.equal(host.all('requestCheckout').length, 1);
    assert.equal(await chargesOf(stage.shop, id), 1);
  });

  it('27 the sheet shows a decline itself and stays: after a second card there is one charge and a receipt', async (t) => {
    const answers: Fields[] = [];
    const twoCards = async (payload: Fields) => {
      for (const card of ['pm_card_chargeDeclined', 'pm_card_visa']) answers.push(await payInSheet(stage.shop, payload, card));
      return answers.at(-1);
    };
    const {id, host} = await cart(t, {on: {requestCheckout: twoCards}});
    await payButton(host).click();
    await order(host).waitFor();
    const [first] = answers as {isError?: boolean; structuredContent: {status: string; messages: {code: string}[]}}[];
    assert.deepEqual([first?.isError ?? false, first?.structuredContent.messages[0]?.code], [false, 'payment_declined']);
    assert.equal(await chargesOf(stage.shop, id), 1);
  });

  for (const [name, script] of [
    ['is missing', {methods: without('requestCheckout')}],
    ['is no function', {methods: without('requestCheckout'), globals: {requestCheckout: {}}}],
  ] as const) {
    it(`27 requestCheckout ${name}: the same button leads to the merchant's own page`, async (t) => {
      const {id, result} = await readyCheckout(stage.shop);
      const host = await stage.chat(t, chatGpt({input: oneBag, result, ...script}));
      await host.widget.getByRole('button', {name: 'Continue to checkout', disabled: false}).click();
      const {args} = await host.until('openExternal');
      assert.deepEqual(args, [{href: `${stage.shop.base}/checkout/${id}`}]);
    });
  }
});
