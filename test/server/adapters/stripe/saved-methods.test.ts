import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {stripeClient} from '../../../../server/adapters/stripe/client.js';
import {stripePayments} from '../../../../server/adapters/stripe/payments.js';
import {stripeSavedMethods} from '../../../../server/adapters/stripe/saved-methods.js';
import {savedMethodsContract} from '../../../support/contracts/saved-methods.js';
import {stripeProxy} from '../../../support/stripe-proxy.js';
import {aCharge, openStripe, settings} from './open-stripe.js';

const NOW = Date.UTC(2026, 10, 22);
const unusable = {kind: 'declined', reason: 'token_unusable'};

/** A Stripe account with two customers, and a way to save cards for them. */
async function openCustomers(t: TestContext) {
  const stripe = await openStripe(t);
  const {client} = stripe;
  const [ada, bob] = [await client.customers.create({name: 'Ada'}), await client.customers.create({name: 'Bob'})];
  const save = async (card: string, {customer = ada.id, show = 'always'}: {customer?: string; show?: string} = {}) => {
    const {id} = await client.paymentMethods.attach(card, {customer});
    await client.paymentMethods.update(id, {allow_redisplay: show});
    return id;
  };
  const {payments} = stripe;
  return {
    ...stripe,
    ada: ada.id,
    bob: bob.id,
    save,
    methods: (now = NOW) => stripeSavedMethods(client, {now: () => now}),
    /** Pays 48.80 with a saved method; a second time after a decline with `declines: 1`. */
    paySaved: (token: string, {customerId = ada.id, declines = 0} = {}) =>
      payments.send(payments.prepare(aCharge({token, saved: {customerId, declines}}))),
  };
}

savedMethodsContract('stripe', async (t) => {
  const {ada, bob, save, methods, client, sandbox} = await openCustomers(t);
  await save('pm_card_mastercard');
  await save('pm_card_visa');
  return {
    methods: methods(),
    ada,
    nobody: bob,
    async prefer(last4) {
      const {data} = await client.customers.listPaymentMethods(ada);
      const {id} = data.find(({card}) => card?.last4 === last4)!;
      await client.customers.update(ada, {invoice_settings: {default_payment_method: id}});
    },
    cut: async () => sandbox.setFaults({error_500: true, times: 9, method: 'GET', path: '/v1/customers'}),
  };
});

describe('saved cards of a Stripe account', {concurrency: true}, () => {
  it('are shown with the words of their brand', async (t) => {
    const {ada, save, methods} = await openCustomers(t);
    const id = await save('pm_card_visa');
    assert.deepEqual(await methods().list(ada), [
      {type: 'card', id, display_name: 'Visa •••• 4242', display_brand: 'visa', display_last4: '4242'},
    ]);
  });

  it('are only those that their owner agreed to see again', async (t) => {
    const {ada, save, methods} = await openCustomers(t);
    await save('pm_card_visa', {show: 'limited'});
    await save('pm_card_amex', {show: 'unspecified'});
    assert.deepEqual(await methods().list(ada), []);
  });

  it('are left out from the day after their last', async (t) => {
    const {ada, save, methods} = await openCustomers(t);
    await save('pm_card_visa'); // good through December 2034
    const count = async (now: number) => (await methods(now).list(ada)).length;
    assert.equal(await count(Date.UTC(2034, 11, 31, 23, 59)), 1);
    assert.equal(await count(Date.UTC(2035, 0, 1)), 0);
  });

  it('of a customer whom Stripe does not know are not called none', async (t) => {
    const {methods} = await openCustomers(t);
    await assert.rejects(methods().list('cus_unknown'), {code: 'service_unavailable'});
  });
});

describe('a charge of a saved card', {concurrency: true}, () => {
  it('names the customer and is in the books once, however often it is sent', async (t) => {
    const {ada, save, paySaved, sandbox, intents} = await openCustomers(t);
    const id = await save('pm_card_visa');
    const outcome = await paySaved(id);
    assert.deepEqual(await paySaved(id), outcome);
    const [intent, ...more] = await intents();
    assert.deepEqual(more, []);
    assert.deepEqual([intent?.customer, intent?.payment_method, intent?.amount], [ada, id, 4880]);
    assert.deepEqual(outcome, {kind: 'paid', paymentId: intent?.id});
    assert.deepEqual(
      sandbox.ledger().map(({type, amount}) => [type, amount]),
      [['charge', 4880]],
    );
  });

  it('is asked for as Stripe documents it, without a shared payment token or its preview version', async (t) => {
    const {ada, save, sandbox} = await openCustomers(t);
    const id = await save('pm_card_visa');
    const proxy = await stripeProxy(t);
    proxy.line.target = sandbox.url;
    for (const tokenShape of ['payment_method_data', 'top_level'] as const) {
      const client = stripeClient({secretKey: 'sk_test_sandbox', apiBase: proxy.url});
      const payments = stripePayments(client, {...settings, tokenShape});
      const charge = aCharge({token: id, checkoutSessionId: tokenShape, saved: {customerId: ada, declines: 0}});
      assert.equal((await payments.send(payments.prepare(charge))).kind, 'paid');
      const {body, headers} = proxy.seen.at(-1)!;
      const sent = new URLSearchParams(body);
      assert.deepEqual([sent.get('customer'), sent.get('payment_method'), sent.get('confirm')], [ada, id, 'true']);
      assert.deepEqual([sent.get('error_on_requires_action'), sent.has('off_session')], ['true', false]);
      assert.equal([...sent.keys()].filter((key) => /shared_payment|payment_method_data|payment_method_types/.test(key)).length, 0);
      assert.doesNotMatch(String(headers['stripe-version']), /preview/);
    }
  });

  it('after a decline is a new request under a key of its own; until then it is the same one', async (t) => {
    const {ada, save, paySaved, payments, sandbox, intents} = await openCustomers(t);
    const id = await save('pm_card_visa');
    sandbox.setFaults({card_declined: 1});
    const refused = {kind: 'declined', reason: 'insufficient_funds'};
    assert.deepEqual(await paySaved(id), refused);
    assert.deepEqual(await paySaved(id), refused);
    assert.equal((await paySaved(id, {declines: 1})).kind, 'paid');
    assert.deepEqual([sandbox.ledger().length, (await intents()).length], [1, 2]);
    const key = (charge: Parameters<typeof aCharge>[0]) => payments.prepare(aCharge({token: id, ...charge})).idempotencyKey;
    const saved = {customerId: ada, declines: 0};
    assert.equal(key({saved}), key({saved, amount: 1, orderId: 'ord_2'}));
    assert.equal(new Set([key({}), key({saved}), key({saved: {...saved, declines: 1}}), key({saved, checkoutSessionId: 'cs_2'})]).size, 4);
  });

  it('whose answer is lost is found again', async (t) => {
    const {ada, save, payments, sandbox} = await openCustomers(t);
    const prepared = payments.prepare(aCharge({token: await save('pm_card_visa'), saved: {customerId: ada, declines: 0}}));
    sandbox.setFaults({error_500_after_commit: true});
    assert.equal((await payments.send(prepared)).kind, 'unknown');
    sandbox.setFaults({});
    assert.equal((await payments.lookUp({...prepared, checkoutSessionId: 'cs_1', orderId: 'ord_1'})).kind, 'paid');
    assert.equal(sandbox.ledger().length, 1);
  });

  it('of somebody else, or of nobody any more, is refused and the operator hears of it', async (t) => {
    const {bob, save, paySaved, client, sandbox, alerts} = await openCustomers(t);
    assert.deepEqual(await paySaved(await save('pm_card_visa', {customer: bob})), unusable);
    const detached = await save('pm_card_visa');
    await client.paymentMethods.detach(detached);
    assert.deepEqual(await paySaved(detached, {declines: 1}), unusable);
    assert.deepEqual(await paySaved('pm_card_never_saved', {declines: 2}), unusable);
    assert.equal(sandbox.ledger().length, 0);
    assert.equal(alerts.length, 3);
    assert.doesNotMatch(JSON.stringify(alerts), /pm_|cus_|Customer/);
  });

  it('without its customer is refused before Stripe is asked', async (t) => {
    const {save, payments, client, alerts} = await openCustomers(t);
    const tokens = [await save('pm_card_visa'), 'pm_card_visa', 'card_1', 'src_1'];
    const asked: string[] = [];
    client.on('request', ({path}: {path: string}) => void asked.push(path));
    for (const token of tokens) assert.deepEqual(await payments.send(payments.prepare(aCharge({token}))), unusable);
    assert.deepEqual([asked, alerts], [[], []]);
  });

  it('that asks for 3-D Secure ends there: nothing waits to be finished', async (t) => {
    const {save, paySaved, intents} = await openCustomers(t);
    assert.deepEqual(await paySaved(await save('pm_card_authenticationRequired')), {kind: 'declined', reason: 'requires_3ds'});
    const [intent] = await intents();
    assert.equal(intent?.status, 'requires_payment_method');
  });
});
