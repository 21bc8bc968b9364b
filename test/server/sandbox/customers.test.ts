import assert from 'node:assert/strict';
import {test} from 'node:test';
import type Stripe from 'stripe';
import {DEMO_CUSTOMER} from '../../../server/sandbox/index.js';
import {openSandbox, refusal} from './open-sandbox.js';

const pay = (stripe: Stripe, params: Partial<Stripe.PaymentIntentCreateParams>) =>
  stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    confirm: true,
    automatic_payment_methods: {enabled: true, allow_redirects: 'never'},
    ...params,
  });

test('a customer saves cards, sees them newest first, and prefers one', async (t) => {
  const {stripe} = await openSandbox(t);
  const {id} = await stripe.customers.create({name: 'Ada', email: 'ada@example.com', metadata: {tier: 'gold'}});
  const visa = await stripe.paymentMethods.attach('pm_card_visa', {customer: id});
  const amex = await stripe.paymentMethods.attach('pm_card_amex', {customer: id});
  assert.match(visa.id, /^pm_\w{20,}$/);
  assert.deepEqual([visa.customer, visa.card?.last4, visa.allow_redisplay], [id, '4242', 'unspecified']);
  const ids = async (params: Stripe.CustomerListPaymentMethodsParams = {}) =>
    (await stripe.customers.listPaymentMethods(id, params)).data.map((method) => method.id);
  assert.deepEqual(await ids({type: 'card'}), [amex.id, visa.id]);
  assert.deepEqual((await stripe.paymentMethods.list({customer: id})).data.length, 2);
  await stripe.paymentMethods.update(visa.id, {allow_redisplay: 'always'});
  assert.deepEqual(await ids({allow_redisplay: 'always'}), [visa.id]);
  await stripe.customers.update(id, {invoice_settings: {default_payment_method: visa.id}, name: 'Ada Byron'});
  const {data} = await stripe.customers.listPaymentMethods(id, {limit: 1, expand: ['data.customer']});
  const owner = data[0]?.customer as Stripe.Customer;
  assert.deepEqual(
    [owner.name, owner.email, owner.metadata, owner.invoice_settings.default_payment_method],
    ['Ada Byron', 'ada@example.com', {tier: 'gold'}, visa.id],
  );
  await stripe.paymentMethods.detach(visa.id);
  assert.deepEqual(await ids(), [amex.id]);
  assert.equal(((await stripe.customers.retrieve(id)) as Stripe.Customer).invoice_settings.default_payment_method, null);
});

test('a saved card pays again and again, for its customer', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  const {id: customer} = await stripe.customers.create();
  const {id: payment_method} = await stripe.paymentMethods.attach('pm_card_visa', {customer});
  for (const amount of [1200, 3400]) {
    const intent = await pay(stripe, {customer, payment_method, amount});
    assert.deepEqual([intent.status, intent.customer, intent.payment_method], ['succeeded', customer, payment_method]);
  }
  assert.deepEqual(
    sandbox.ledger().map(({amount}) => amount),
    [1200, 3400],
  );
  assert.equal((await stripe.paymentIntents.list({customer})).data.length, 2);
  assert.equal((await stripe.paymentMethods.list({customer})).data.length, 1);
});

test('what belongs to somebody else is refused as Stripe does, and nothing is charged', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  const [{id: ada}, {id: bob}] = [await stripe.customers.create(), await stripe.customers.create()];
  const {id: payment_method} = await stripe.paymentMethods.attach('pm_card_visa', {customer: ada});
  const refusals: [Promise<unknown>, RegExp, string | undefined, string][] = [
    [pay(stripe, {customer: bob, payment_method}), /does not belong to the Customer you supplied/, undefined, 'payment_method'],
    [pay(stripe, {payment_method}), /belongs to the Customer .* Please include the Customer/, undefined, 'payment_method'],
    [pay(stripe, {customer: ada, payment_method: 'pm_unknown'}), /No such PaymentMethod/, 'resource_missing', 'payment_method'],
    [pay(stripe, {customer: 'cus_unknown', payment_method}), /No such customer/, 'resource_missing', 'customer'],
    [stripe.paymentMethods.attach(payment_method, {customer: bob}), /already been attached/, undefined, 'customer'],
    [
      stripe.customers.update(bob, {invoice_settings: {default_payment_method: payment_method}}),
      /does not have a payment method with the ID/,
      'resource_missing',
      'invoice_settings[default_payment_method]',
    ],
  ];
  for (const [call, words, code, param] of refusals) {
    const error = await refusal(call);
    assert.match(error.message, words);
    assert.deepEqual([error.statusCode, error.code, error.param], [400, code, param]);
  }
  await stripe.paymentMethods.detach(payment_method);
  assert.match((await refusal(pay(stripe, {customer: ada, payment_method}))).message, /was detached from a Customer/);
  assert.equal((await refusal(stripe.customers.retrieve('cus_unknown'))).statusCode, 404);
  assert.equal(sandbox.ledger().length, 0);
});

test('a card that declines is saved only when it is made for that', async (t) => {
  const {stripe} = await openSandbox(t);
  const {id: customer} = await stripe.customers.create();
  const refused = await refusal(stripe.paymentMethods.attach('pm_card_chargeDeclined', {customer}));
  assert.deepEqual([refused.statusCode, refused.code], [402, 'card_declined']);
  const {id: payment_method} = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {customer});
  assert.equal((await refusal(pay(stripe, {customer, payment_method}))).code, 'card_declined');
});

test('cards are declined on demand', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  sandbox.setFaults({card_declined: 1});
  const refused = await refusal(pay(stripe, {payment_method: 'pm_card_visa'}));
  assert.deepEqual([refused.code, refused.decline_code], ['card_declined', 'insufficient_funds']);
  assert.equal((await pay(stripe, {payment_method: 'pm_card_visa'})).status, 'succeeded');
});

test('the demo customer is there from the start and after a reset, with a card that pays and one that does not', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  for (const _round of [1, 2]) {
    const {data} = await stripe.customers.listPaymentMethods(DEMO_CUSTOMER, {allow_redisplay: 'always'});
    assert.deepEqual(
      data.map(({card}) => card?.last4),
      ['4242', '9995'],
    );
    const [visa, short] = data.map(({id}) => id);
    assert.equal((await pay(stripe, {customer: DEMO_CUSTOMER, payment_method: visa!})).status, 'succeeded');
    const refused = await refusal(pay(stripe, {customer: DEMO_CUSTOMER, payment_method: short!}));
    assert.equal(refused.decline_code, 'insufficient_funds');
    await sandbox.reset();
  }
});
