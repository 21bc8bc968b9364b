import assert from 'node:assert/strict';
import {test, type TestContext} from 'node:test';
import Stripe from 'stripe';
import type {Delivery, StartOptions} from '../../../server/sandbox/index.js';
import {signatureHeader} from '../../../server/sandbox/webhooks/signature.js';
import {openSandbox, refusal} from './open-sandbox.js';
import {secret, webhookReceiver} from './webhook-receiver.js';

async function openWithReceiver(t: TestContext, {statuses, ...options}: Partial<StartOptions> & {statuses?: number[]} = {}) {
  const receiver = await webhookReceiver(t, {statuses});
  const opened = await openSandbox(t, {webhooks: {url: receiver.url, secret}, webhookRetriesMs: [5, 5, 5], ...options});
  const pay = async (card?: string) => opened.charge((await opened.grant(card)).id);
  const post = async (path: string, body?: object) => {
    const response = await fetch(`${opened.sandbox.url}/_sandbox/${path}`, {method: 'POST', body: body && JSON.stringify(body)});
    return {status: response.status, body: (await response.json()) as Record<string, unknown>};
  };
  return {...opened, receiver, pay, post};
}

const PAID = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'];

test('the signature is the one the Stripe library makes', () => {
  const header = Stripe.webhooks.generateTestHeaderString({payload: '{"a":1}', secret, timestamp: 1_700_000_000});
  assert.equal(signatureHeader('{"a":1}', secret, 1_700_000_000), header);
});

test('a payment is told in the order it happened, with the intent as it was and the request behind it', async (t) => {
  const {receiver, charge, grant, stripe} = await openWithReceiver(t);
  const intent = await charge((await grant()).id, {metadata: {order_id: 'o_1'}}, 'k1');
  assert.deepEqual(await receiver.types(3), PAID);
  const {event} = receiver.received[2]!;
  const told = event.data.object as Stripe.PaymentIntent;
  assert.deepEqual([told.id, told.status, told.metadata.order_id], [intent.id, 'succeeded', 'o_1']);
  assert.deepEqual([event.livemode, event.request?.idempotency_key], [false, 'k1']);
  assert.match(String(event.request?.id), /^req_/);
  assert.equal((await stripe.events.retrieve(event.id)).type, 'payment_intent.succeeded');
  const {data} = await stripe.events.list({type: 'payment_intent.*', limit: 1});
  assert.equal(data[0]?.id, event.id);
});

test('declines, holds, captures, cancellations and demands for authentication are told', async (t) => {
  const {receiver, pay, charge, grant, stripe} = await openWithReceiver(t);
  await refusal(pay('pm_card_chargeDeclined'));
  assert.deepEqual((await receiver.types(3)).slice(1), ['charge.failed', 'payment_intent.payment_failed']);
  const held = await charge((await grant()).id, {capture_method: 'manual'});
  await stripe.paymentIntents.capture(held.id, {amount_to_capture: 500});
  const captured = (await receiver.types(8)).slice(5);
  assert.deepEqual(captured, ['payment_intent.amount_capturable_updated', 'charge.captured', 'payment_intent.succeeded']);
  const asking = await pay('pm_card_threeDSecure2Required');
  await stripe.paymentIntents.cancel(asking.id);
  assert.deepEqual((await receiver.types(11)).slice(9), ['payment_intent.requires_action', 'payment_intent.canceled']);
});

test('an endpoint made over the API hears what it asked for, signed with the secret it was given', async (t) => {
  const {stripe, charge, grant} = await openSandbox(t);
  const receiver = await webhookReceiver(t);
  const made = await stripe.webhookEndpoints.create({url: receiver.url, enabled_events: ['payment_intent.succeeded']});
  assert.match(String(made.secret), /^whsec_/);
  receiver.useSecret(String(made.secret));
  await charge((await grant()).id);
  assert.deepEqual(await receiver.types(1), ['payment_intent.succeeded']);
  assert.equal((await stripe.webhookEndpoints.retrieve(made.id)).secret, undefined);
  assert.equal((await stripe.webhookEndpoints.list()).data.length, 1);
  assert.equal((await stripe.webhookEndpoints.del(made.id)).deleted, true);
  assert.equal((await refusal(stripe.webhookEndpoints.retrieve(made.id))).statusCode, 404);
});

test('webhooks go to this machine only', async (t) => {
  const {stripe} = await openSandbox(t);
  for (const url of ['https://shop.example/webhooks', 'http://127.0.0.1.evil.example/', 'http://10.0.0.1/', 'http://[::2]/']) {
    const error = await refusal(stripe.webhookEndpoints.create({url, enabled_events: ['*']}));
    assert.deepEqual([error.statusCode, error.param], [400, 'url']);
    assert.match(error.message, /^The sandbox sends webhooks to this machine only: .*got /);
  }
  const outside = openSandbox(t, {webhooks: {url: 'https://shop.example/webhooks', secret}});
  await assert.rejects(outside, /^Error: The sandbox sends webhooks to this machine only/);
});

test('an endpoint that fails is asked again, and every attempt is in the log', async (t) => {
  const {receiver, stripe, sandbox} = await openWithReceiver(t, {statuses: [500, 503]});
  const {id} = await stripe.paymentIntents.create({amount: 500, currency: 'usd'});
  await receiver.types(3);
  const [event] = (await stripe.events.list()).data;
  const log = (await (await fetch(`${sandbox.url}/_sandbox/webhooks`)).json()) as {endpoints: string[]; deliveries: Delivery[]};
  assert.equal((event?.data.object as Stripe.PaymentIntent).id, id);
  assert.deepEqual(log.deliveries.map(({attempt, status}) => [attempt, status]).slice(0, 2), [
    [1, 500],
    [2, 503],
  ]);
  assert.deepEqual(log.endpoints, [receiver.url]);
});

test('an event that was held back is sent when asked for, and again if asked again', async (t) => {
  const {receiver, sandbox, stripe, post} = await openWithReceiver(t);
  sandbox.setFaults({webhooks_off: true});
  await stripe.paymentIntents.create({amount: 500, currency: 'usd'});
  const [event] = (await stripe.events.list()).data;
  assert.deepEqual(
    sandbox.deliveries().map(({status, error}) => [status, error]),
    [[null, 'webhooks_off']],
  );
  for (const count of [1, 2]) {
    assert.equal((await post(`webhooks/${event?.id}/resend`)).status, 200);
    assert.equal(receiver.received.length, count);
  }
  assert.equal(receiver.received[1]?.event.id, event?.id);
  assert.equal((await post('webhooks/evt_none/resend')).status, 404);
});

test('webhooks come twice, or in another order that a number repeats', async (t) => {
  const {receiver, sandbox, pay} = await openWithReceiver(t);
  sandbox.setFaults({webhooks_duplicate: true});
  await pay();
  assert.deepEqual(
    await receiver.types(6),
    PAID.flatMap((type) => [type, type]),
  );
  const orders: string[][] = [];
  for (const count of [9, 12]) {
    sandbox.setFaults({webhooks_shuffle: 7});
    await pay();
    orders.push((await receiver.types(count)).slice(-3));
  }
  assert.notDeepEqual(orders[0], PAID);
  assert.deepEqual([...orders[0]!].sort(), [...PAID].sort());
  assert.deepEqual(orders[0], orders[1]);
});

test('late webhooks come after the answer', async (t) => {
  const {receiver, sandbox, pay} = await openWithReceiver(t);
  sandbox.setFaults({webhooks_delay_ms: 60});
  await pay();
  assert.deepEqual(receiver.received, []);
  assert.deepEqual(await receiver.types(3), PAID);
});

test('a token tells of its use and its end only when asked to', async (t) => {
  const {receiver, sandbox, charge, grant} = await openWithReceiver(t);
  sandbox.setFaults({token_events: true});
  await charge((await grant('pm_card_visa', {max_amount: 2000})).id);
  const types = await receiver.types(5);
  assert.deepEqual(types.slice(1, 3), ['shared_payment.granted_token.used', 'shared_payment.granted_token.deactivated']);
});

test('a bank debit is on its way until it is settled, by hand or after a while', async (t) => {
  const {receiver, sandbox, stripe, pay, post} = await openWithReceiver(t);
  const debit = await pay('pm_usBankAccount_success');
  assert.equal(debit.status, 'processing');
  assert.deepEqual((await receiver.types(3)).slice(1), ['charge.pending', 'payment_intent.processing']);
  assert.deepEqual(sandbox.ledger(), []);
  assert.equal((await refusal(stripe.refunds.create({payment_intent: debit.id}))).statusCode, 400);
  assert.equal((await post(`settle/${debit.id}`)).body.status, 'succeeded');
  assert.equal((await post(`settle/${debit.id}`)).status, 400);
  assert.equal(sandbox.ledger().length, 1);
  sandbox.setFaults({settle_after_ms: 0});
  await pay('pm_usBankAccount_insufficientFunds');
  assert.deepEqual((await receiver.types(10)).slice(8), ['charge.failed', 'payment_intent.payment_failed']);
  assert.equal(sandbox.ledger().length, 1);
});
