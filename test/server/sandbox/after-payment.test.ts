import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openSandbox, refusal} from './open-sandbox.js';

const types = (entries: {type: string; amount: number}[]) => entries.map(({type, amount}) => [type, amount]);

test('an intent is changed until it is paid; after that only what describes it', async (t) => {
  const {stripe} = await openSandbox(t);
  const intent = await stripe.paymentIntents.create({amount: 500, currency: 'usd', metadata: {a: '1', b: '2'}, description: 'Mug'});
  const changed = await stripe.paymentIntents.update(intent.id, {
    amount: 700,
    metadata: {a: '', c: '3'},
    description: '',
    payment_method: 'pm_card_visa',
    shipping: {name: 'Ada', address: {line1: '1 Main St', country: 'US'}},
  });
  assert.deepEqual([changed.amount, {...changed.metadata}, changed.description], [700, {b: '2', c: '3'}, null]);
  assert.deepEqual([changed.status, changed.shipping?.name], ['requires_confirmation', 'Ada']);
  assert.equal((await refusal(stripe.paymentIntents.update(intent.id, {amount: 10}))).code, 'amount_too_small');
  await stripe.paymentIntents.confirm(intent.id, {return_url: 'http://127.0.0.1/back'});
  assert.equal((await refusal(stripe.paymentIntents.update(intent.id, {amount: 900}))).code, 'payment_intent_unexpected_state');
  assert.equal((await stripe.paymentIntents.update(intent.id, {metadata: {order_id: 'o_1'}})).metadata.order_id, 'o_1');
  assert.equal((await refusal(stripe.paymentIntents.update(intent.id, {confirm: true} as never))).code, 'parameter_unknown');
});

test('a refund can be pending, and ends when it is settled', async (t) => {
  const {stripe, sandbox} = await openSandbox(t);
  const pay = async (payment_method: string) =>
    stripe.paymentIntents.create({amount: 2000, currency: 'usd', confirm: true, payment_method, return_url: 'http://127.0.0.1/back'});
  const settle = (id: string, body?: object) =>
    fetch(`${sandbox.url}/_sandbox/settle/${id}`, {method: 'POST', body: body && JSON.stringify(body)});
  const pending = await stripe.refunds.create({payment_intent: (await pay('pm_card_pendingRefund')).id, amount: 500});
  assert.equal(pending.status, 'pending');
  await settle(pending.id);
  assert.equal((await stripe.refunds.retrieve(pending.id)).status, 'succeeded');
  const paid = await pay('pm_card_refundFail');
  const failing = await stripe.refunds.create({payment_intent: paid.id});
  assert.equal(failing.status, 'succeeded');
  await settle(failing.id);
  const failed = await stripe.refunds.retrieve(failing.id, {expand: ['charge']});
  assert.deepEqual([failed.status, failed.failure_reason], ['failed', 'lost_or_stolen_card']);
  assert.equal((failed.charge as {refunded: boolean}).refunded, false);
  assert.equal((await settle('re_none')).status, 404);
  assert.equal((await settle(failing.id, {outcome: 'maybe'})).status, 400);
  assert.deepEqual(types(sandbox.ledger()).slice(-3), [
    ['charge', 2000],
    ['refund', 2000],
    ['refund_failure', 2000],
  ]);
});

test('the switches make the next refund fail or wait, and a failed one can be made again', async (t) => {
  const {stripe, sandbox, charge, grant} = await openSandbox(t);
  const {id} = await charge((await grant()).id);
  sandbox.setFaults({refund_fails: 1});
  assert.equal((await stripe.refunds.create({payment_intent: id})).status, 'failed');
  const events = (await stripe.events.list({types: ['refund.*'] as never})).data.map(({type}) => String(type));
  assert.deepEqual(events, ['refund.failed', 'refund.updated', 'refund.created']);
  sandbox.setFaults({refund_pending: true, settle_after_ms: 600_000});
  assert.equal((await stripe.refunds.create({payment_intent: id, amount: 800})).status, 'pending');
  assert.equal((await stripe.refunds.create({payment_intent: id})).amount, 1200);
  assert.equal((await refusal(stripe.refunds.create({payment_intent: id}))).code, 'charge_already_refunded');
  assert.equal((await stripe.refunds.list({payment_intent: id})).data.length, 3);
});

test('a disputed charge is taken back, and comes back when the dispute is won', async (t) => {
  const {stripe, sandbox, charge, grant} = await openSandbox(t);
  const {id} = await charge((await grant('pm_card_createDispute')).id);
  const [dispute] = (await stripe.disputes.list({payment_intent: id})).data;
  assert.deepEqual([dispute?.status, dispute?.amount, dispute?.reason], ['needs_response', 2000, 'fraudulent']);
  assert.equal((await refusal(stripe.refunds.create({payment_intent: id}))).code, 'charge_disputed');
  const won = await stripe.disputes.update(String(dispute?.id), {evidence: {uncategorized_text: 'winning_evidence'}});
  assert.equal(won.status, 'won');
  assert.equal((await refusal(stripe.disputes.close(won.id))).statusCode, 400);
  const lost = await charge((await grant('pm_card_createDispute')).id);
  const [second] = (await stripe.disputes.list({payment_intent: lost.id})).data;
  assert.equal((await stripe.disputes.close(String(second?.id))).status, 'lost');
  assert.deepEqual(types(sandbox.ledger()), [
    ['charge', 2000],
    ['dispute', 2000],
    ['dispute_reversal', 2000],
    ['charge', 2000],
    ['dispute', 2000],
  ]);
  const told = (await stripe.events.list({type: 'charge.dispute.*'})).data.map(({type}) => type);
  assert.deepEqual(told.reverse().slice(0, 4), [
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ]);
});

test('amounts follow the departures of each currency, and its minimum', async (t) => {
  const {stripe} = await openSandbox(t);
  const outcome = async (amount: number, currency: string) => {
    const call = stripe.paymentIntents.create({amount, currency});
    return call.then(
      () => 'accepted',
      (error: {code?: string}) => error.code ?? 'refused',
    );
  };
  const cases: [number, string, string][] = [
    [49, 'usd', 'amount_too_small'],
    [50, 'usd', 'accepted'],
    [29, 'gbp', 'amount_too_small'],
    [49, 'jpy', 'amount_too_small'],
    [1234, 'jpy', 'accepted'],
    [123_456, 'isk', 'refused'],
    [123_400, 'isk', 'accepted'],
    [123_450, 'ugx', 'refused'],
    [17_499, 'huf', 'amount_too_small'],
    [17_550, 'huf', 'accepted'],
    [12_345, 'twd', 'accepted'],
    [12_345, 'kwd', 'refused'],
    [12_340, 'kwd', 'accepted'],
    [199, 'aed', 'amount_too_small'],
    [100_000_000, 'usd', 'amount_too_large'],
    [500, 'USD', 'refused'],
  ];
  for (const [amount, currency, expected] of cases)
    assert.deepEqual([amount, currency, await outcome(amount, currency)], [amount, currency, expected]);
});

test('the request log shows the version of each call, and notes what Stripe might mind', async (t) => {
  const {stripe, grant, book} = await openSandbox(t);
  const token = await grant();
  await stripe.rawRequest('GET', `/v1/shared_payment/granted_tokens/${token.id}`);
  await stripe.products.list();
  const {requests} = await book();
  assert.deepEqual(
    requests.map(({version}) => version),
    ['2026-09-30.preview', '2026-10-28.endive', '2026-10-28.endive'],
  );
  assert.deepEqual(
    requests.map(({note}) => note),
    [undefined, 'Shared payment tokens belong to a preview version; the call came with 2026-10-28.endive.', undefined],
  );
});
