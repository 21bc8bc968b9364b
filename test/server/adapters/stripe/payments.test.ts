import assert from 'node:assert/strict';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, it} from 'node:test';
import type Stripe from 'stripe';
import {stripeClient} from '../../../../server/adapters/stripe/client.js';
import {stripePayments} from '../../../../server/adapters/stripe/payments.js';
import type {DeclineReason} from '../../../../server/core/ports.js';
import {aCharge, API_VERSION, openStripe, settings} from './open-stripe.js';

const declined = (reason: DeclineReason) => ({kind: 'declined', reason});

describe('a charge', {concurrency: true}, () => {
  it('that is paid is in the books once, with what it was for', async (t) => {
    const {pay, sandbox, intents} = await openStripe(t);
    const outcome = await pay('pm_card_visa');
    assert.equal(outcome.kind, 'paid');
    const [entry, ...more] = sandbox.ledger();
    assert.deepEqual(more, []);
    assert.deepEqual([entry?.type, entry?.amount, entry?.currency], ['charge', 4880, 'usd']);
    assert.deepEqual(entry?.metadata, {checkout_session_id: 'cs_1', order_id: 'ord_1'});
    const [intent] = await intents();
    assert.deepEqual(outcome, {kind: 'paid', paymentId: intent?.id});
    assert.equal(intent?.receipt_email, 'ada@example.com');
    assert.equal(intent?.shipping?.address?.line1, '1 Market Street');
  });

  it('that is sent again is the same charge', async (t) => {
    const {payments, grant, sandbox} = await openStripe(t);
    const prepared = payments.prepare(aCharge({token: await grant()}));
    const first = await payments.send(prepared);
    assert.deepEqual(await payments.send(JSON.parse(JSON.stringify(prepared)) as typeof prepared), first);
    assert.equal(sandbox.ledger().length, 1);
  });

  it('that is only authorized counts as paid when the shop captures later', async (t) => {
    const {pay, sandbox} = await openStripe(t, {capture: 'manual'});
    assert.equal((await pay('pm_card_visa')).kind, 'paid');
    assert.equal(sandbox.ledger()[0]?.type, 'authorization');
  });

  it('works with the older place of the token', async (t) => {
    const {pay, sandbox} = await openStripe(t, {tokenShape: 'top_level'});
    sandbox.setFaults({top_level_token: true});
    assert.equal((await pay('pm_card_visa')).kind, 'paid');
  });
});

describe('a refused card', {concurrency: true}, () => {
  const cards: [card: string, reason: DeclineReason][] = [
    ['pm_card_chargeDeclined', 'card_declined'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedVelocityLimitExceeded', 'insufficient_funds'],
    // Nobody is told that a card is known to be stolen.
    ['pm_card_chargeDeclinedLostCard', 'card_declined'],
    ['pm_card_chargeDeclinedStolenCard', 'card_declined'],
    ['pm_card_chargeDeclinedFraudulent', 'card_declined'],
    ['pm_card_radarBlock', 'card_declined'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_details'],
    ['pm_card_chargeDeclinedProcessingError', 'try_again'],
  ];
  for (const [card, reason] of cards) {
    it(`${card}: ${reason}`, async (t) => {
      const {pay, sandbox} = await openStripe(t);
      assert.deepEqual(await pay(card), declined(reason));
      assert.deepEqual(sandbox.ledger(), []);
    });
  }

  for (const card of ['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required']) {
    it(`${card}: requires_3ds, and nobody can finish it behind our back`, async (t) => {
      const {pay, intents} = await openStripe(t);
      assert.deepEqual(await pay(card), {...declined('requires_3ds'), reusable: true});
      assert.deepEqual(
        (await intents()).map(({status}) => status),
        ['canceled'],
      );
    });
  }
});

describe('a refused token', {concurrency: true}, () => {
  it('that covers less than the total: amount_not_allowed', async (t) => {
    const {pay, grant, sandbox} = await openStripe(t);
    assert.deepEqual(await pay('', {token: await grant('pm_card_visa', {amount: 4879})}), declined('amount_not_allowed'));
    assert.deepEqual(sandbox.ledger(), []);
  });

  it('in another currency: amount_not_allowed', async (t) => {
    const {grant, payments} = await openStripe(t);
    const token = await grant('pm_card_visa', {currency: 'eur'});
    assert.deepEqual(await payments.send(payments.prepare(aCharge({token}))), declined('amount_not_allowed'));
  });

  it('that was revoked: token_unusable', async (t) => {
    const {client, grant, payments} = await openStripe(t);
    const token = await grant();
    await client.rawRequest('POST', `/v1/test_helpers/shared_payment/granted_tokens/${token}/revoke`, undefined, {apiVersion: API_VERSION});
    assert.deepEqual(await payments.send(payments.prepare(aCharge({token}))), declined('token_unusable'));
  });

  it('that another order used up: token_unusable', async (t) => {
    const {grant, payments, sandbox} = await openStripe(t);
    const token = await grant('pm_card_visa', {amount: 4880});
    assert.equal((await payments.send(payments.prepare(aCharge({token})))).kind, 'paid');
    const other = aCharge({token, checkoutSessionId: 'cs_2', orderId: 'ord_2'});
    assert.deepEqual(await payments.send(payments.prepare(other)), declined('token_unusable'));
    assert.equal(sandbox.ledger().length, 1);
  });

  it('that nobody granted: token_unusable', async (t) => {
    const {payments} = await openStripe(t);
    assert.deepEqual(await payments.send(payments.prepare(aCharge({token: 'spt_unknown'}))), declined('token_unusable'));
  });

  it('for an amount that no card takes: amount_not_allowed', async (t) => {
    const {pay, grant, sandbox} = await openStripe(t);
    assert.deepEqual(await pay('pm_card_visa', {amount: 10}), declined('amount_not_allowed'));
    const kwd = {currency: 'kwd', token: await grant('pm_card_visa', {currency: 'kwd'})};
    assert.deepEqual(await pay('', {...kwd, amount: 1999}), declined('amount_not_allowed'));
    assert.equal((await pay('', {...kwd, amount: 1990})).kind, 'paid');
    assert.equal(sandbox.ledger()[0]?.amount, 1990);
  });
});

describe('a charge whose answer is lost', {concurrency: true}, () => {
  it('by a connection cut after the charge is found by the client itself', async (t) => {
    const {pay, sandbox} = await openStripe(t);
    sandbox.setFaults({reset_after_commit: 1});
    assert.equal((await pay('pm_card_visa')).kind, 'paid');
    assert.equal(sandbox.ledger().length, 1);
  });

  it('by server errors is unknown, never declined, and is found by looking it up', async (t) => {
    const {payments, grant, sandbox} = await openStripe(t);
    const charge = aCharge({token: await grant()});
    const prepared = payments.prepare(charge);
    sandbox.setFaults({error_500_after_commit: 3});
    assert.deepEqual(await payments.send(prepared), {kind: 'unknown'});
    assert.equal((await payments.lookUp({...prepared, ...charge})).kind, 'paid');
    assert.equal(sandbox.ledger().length, 1);
  });

  it('stays unknown when a later try of the client is turned away', async (t) => {
    const {client, payments, grant, sandbox} = await openStripe(t);
    sandbox.setFaults({reset_after_commit: 1});
    let tries = 0;
    client.on('request', ({path}: Stripe.RequestEvent) => {
      if (path === '/v1/payment_intents' && (tries += 1) === 2) sandbox.setFaults({error_429: 1});
    });
    assert.deepEqual(await payments.send(payments.prepare(aCharge({token: await grant()}))), {kind: 'unknown'});
    assert.equal(sandbox.ledger().length, 1);
  });

  it('is found behind a hundred newer ones while the search does not know it yet', async (t) => {
    const {payments, client, grant} = await openStripe(t);
    const charge = aCharge({token: await grant()});
    const prepared = payments.prepare(charge);
    assert.equal((await payments.send(prepared)).kind, 'paid');
    for (let made = 0; made < 120; made += 20)
      await Promise.all(Array.from({length: 20}, () => client.paymentIntents.create({amount: 100, currency: 'usd'})));
    client.paymentIntents.search = (() => Promise.resolve({data: []})) as unknown as typeof client.paymentIntents.search;
    assert.equal((await payments.lookUp({...prepared, ...charge})).kind, 'paid');
  });

  it('is unknown while the provider cannot even be asked', async (t) => {
    const {payments, sandbox} = await openStripe(t);
    const charge = aCharge();
    const lookUp = () => payments.lookUp({...payments.prepare(charge), ...charge});
    sandbox.setFaults({error_429: 1, method: 'GET'});
    assert.deepEqual(await lookUp(), {kind: 'unknown'});
    assert.deepEqual(await lookUp(), {kind: 'unavailable'});
  });
});

describe('a provider that did nothing', () => {
  it('because of too many requests is unavailable, and the operator is told without Stripe’s words', async (t) => {
    const {pay, sandbox, alerts} = await openStripe(t);
    sandbox.setFaults({error_429: 1});
    assert.deepEqual(await pay('pm_card_visa'), {kind: 'unavailable'});
    assert.deepEqual(sandbox.ledger(), []);
    const [{requestId, ...alert}] = alerts as [{requestId: string}];
    assert.deepEqual(alert, {type: 'rate_limit_error', code: 'rate_limit', status: 429});
    assert.match(requestId, /^req_/);
  });

  it('is told from one that may have done something, however many pay at once, without a warning of a leak', async (t) => {
    const warnings: string[] = [];
    const heed = ({message}: Error) => void warnings.push(message);
    process.on('warning', heed);
    t.after(() => process.off('warning', heed));
    const {payments, grant, sandbox} = await openStripe(t);
    const charges = await Promise.all(
      Array.from({length: 12}, async (_, n) => aCharge({token: await grant(), checkoutSessionId: `cs_${n}`, orderId: `ord_${n}`})),
    );
    const outcomes = await Promise.all(charges.map((charge) => payments.send(payments.prepare(charge))));
    assert.deepEqual(new Set(outcomes.map(({kind}) => kind)), new Set(['paid']));
    assert.equal(sandbox.ledger().length, 12);
    await new Promise(setImmediate);
    assert.deepEqual(warnings, []);
  });

  it('takes the very same request later', async (t) => {
    const {payments, grant, sandbox} = await openStripe(t);
    const prepared = payments.prepare(aCharge({token: await grant()}));
    sandbox.setFaults({error_429: 1});
    assert.equal((await payments.send(prepared)).kind, 'unavailable');
    assert.equal((await payments.send(prepared)).kind, 'paid');
    assert.equal(sandbox.ledger().length, 1);
  });
});

describe('the request', () => {
  it('has a key that depends on session and token only', async (t) => {
    const {payments} = await openStripe(t);
    const key = (change: object) => payments.prepare(aCharge(change)).idempotencyKey;
    assert.match(key({}), /^acp:complete:cs_1:[0-9a-f]{16}$/);
    assert.equal(key({amount: 1, orderId: 'ord_2'}), key({}));
    assert.notEqual(key({token: 'spt_2'}), key({}));
    assert.notEqual(key({checkoutSessionId: 'cs_2'}), key({}));
    assert.equal(key({}).includes('spt_1'), false);
  });

  it('is the same text for the same charge', async (t) => {
    const {payments} = await openStripe(t);
    assert.equal(payments.prepare(aCharge()).request, payments.prepare(aCharge()).request);
  });

  it('is these bytes', async (t) => {
    const seen: {headers: IncomingMessage['headers']; url: string; body: string}[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      seen.push({headers: request.headers, url: `${request.method} ${request.url}`, body});
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({id: 'pi_1', object: 'payment_intent', status: 'succeeded'}));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    t.after(() => server.close());
    const {port} = server.address() as AddressInfo;
    const payments = stripePayments(stripeClient({secretKey: 'sk_test_1', apiBase: `http://127.0.0.1:${port}`}), settings);
    const prepared = payments.prepare(aCharge());
    assert.deepEqual(await payments.send(prepared), {kind: 'paid', paymentId: 'pi_1'});

    const [{headers, url, body}] = seen as [(typeof seen)[number]];
    assert.equal(url, 'POST /v1/payment_intents');
    assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(headers['stripe-version'], '2026-09-30.preview');
    assert.equal(headers['idempotency-key'], prepared.idempotencyKey);
    assert.equal(headers.authorization, 'Bearer sk_test_1');
    assert.deepEqual(decodeURIComponent(body).split('&'), [
      'amount=4880',
      'currency=usd',
      'confirm=true',
      'payment_method_data[shared_payment_granted_token]=spt_1',
      'automatic_payment_methods[enabled]=true',
      'automatic_payment_methods[allow_redirects]=never',
      'description=Order at Test shop',
      'metadata[checkout_session_id]=cs_1',
      'metadata[order_id]=ord_1',
      'receipt_email=ada@example.com',
      'shipping[name]=Ada Byron',
      'shipping[phone]=+14155550123',
      'shipping[address][line1]=1 Market Street',
      'shipping[address][city]=San Francisco',
      'shipping[address][state]=CA',
      'shipping[address][postal_code]=94105',
      'shipping[address][country]=US',
    ]);
    assert.equal(body.includes('payment_method_types'), false);
  });
});
