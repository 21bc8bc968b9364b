import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import Stripe from 'stripe';
import type {Proof} from '../../../../server/core/authentication.js';
import {aCharge, openStripe} from './open-stripe.js';

const proof: Proof = {
  cryptogram: 'AbCdEfGhIjKlMnOpQrStUvWxY0A=',
  electronicCommerceIndicator: '05',
  transactionId: 'ds-1',
  version: '2.2.0',
};
const ASKS = 'pm_card_authenticationRequired';
const asked = {kind: 'declined', reason: 'requires_3ds', reusable: true};
const declined = (reason: string) => ({kind: 'declined', reason});

/** What a charge says of 3-D Secure. */
async function checkOf(client: Stripe, {id}: Stripe.PaymentIntent) {
  const {latest_charge: charge} = await client.paymentIntents.retrieve(id, {expand: ['latest_charge']});
  return (charge as Stripe.Charge).payment_method_details?.card?.three_d_secure; // it was expanded
}

describe('a token that the bank asked about', {concurrency: true}, () => {
  it('is charged with a proof, as another payment under another key', async (t) => {
    const {payments, grant, intents, sandbox, client} = await openStripe(t);
    const token = await grant(ASKS);
    const first = payments.prepare(aCharge({token}));
    assert.deepEqual(await payments.send(first), asked);
    const second = payments.prepare(aCharge({token, orderId: 'ord_2', proof}));
    assert.notEqual(second.idempotencyKey, first.idempotencyKey);
    assert.doesNotMatch(second.idempotencyKey, /ds-1|AbCd/);
    assert.equal((await payments.send(second)).kind, 'paid');
    assert.deepEqual(
      sandbox.ledger().map(({amount, metadata}) => [amount, metadata.order_id]),
      [[4880, 'ord_2']],
    );
    const [paid, canceled] = await intents();
    assert.deepEqual([paid?.status, canceled?.status], ['succeeded', 'canceled']);
    const check = await checkOf(client, paid!);
    assert.deepEqual([check?.result, check?.electronic_commerce_indicator, check?.version], ['authenticated', '05', '2.2.0']);
  });

  it('is the same charge when it is sent again, and when it is lost and looked up', async (t) => {
    const {payments, grant, sandbox} = await openStripe(t);
    const charge = aCharge({token: await grant(ASKS), proof});
    const prepared = payments.prepare(charge);
    sandbox.setFaults({error_500_after_commit: 3});
    assert.deepEqual(await payments.send(prepared), {kind: 'unknown'});
    assert.equal((await payments.lookUp({...prepared, ...charge})).kind, 'paid');
    sandbox.setFaults({});
    await payments.send(payments.prepare(charge));
    assert.equal(sandbox.ledger().length, 1);
  });

  it('is not reusable while it is not certain that its first payment is over', async (t) => {
    const {payments, grant, client, alerts} = await openStripe(t);
    const cancel = client.paymentIntents.cancel.bind(client.paymentIntents);
    client.paymentIntents.cancel = (() => Promise.reject(new Error('lost'))) as unknown as typeof client.paymentIntents.cancel;
    const prepared = payments.prepare(aCharge({token: await grant(ASKS)}));
    assert.deepEqual(await payments.send(prepared), declined('requires_3ds'));
    assert.equal(alerts.length, 1);
    client.paymentIntents.cancel = cancel;
    assert.deepEqual(await payments.send(prepared), asked, 'sent again, it is ended after all');
  });

  it('is looked up after its server died, and ended then', async (t) => {
    const {payments, grant, client, intents} = await openStripe(t);
    const charge = aCharge({token: await grant(ASKS)});
    const prepared = payments.prepare(charge);
    const cancel = client.paymentIntents.cancel.bind(client.paymentIntents);
    client.paymentIntents.cancel = (() => Promise.reject(new Error('lost'))) as unknown as typeof client.paymentIntents.cancel;
    await payments.send(prepared);
    assert.equal((await intents())[0]?.status, 'requires_action');
    client.paymentIntents.cancel = cancel;
    assert.deepEqual(await payments.lookUp({...prepared, ...charge}), asked);
    assert.equal((await intents())[0]?.status, 'canceled');
    assert.deepEqual(await payments.lookUp({...prepared, ...charge}), declined('card_declined'));
  });

  it('that comes with what is no proof for the bank is asked about again', async (t) => {
    const {payments, grant, intents, sandbox} = await openStripe(t);
    const unasked: Proof = {...proof, electronicCommerceIndicator: '07'};
    assert.deepEqual(await payments.send(payments.prepare(aCharge({token: await grant(ASKS), proof: unasked}))), asked);
    const [declined] = await intents();
    assert.deepEqual([declined?.status, declined?.last_payment_error?.code], ['canceled', 'authentication_required']);
    assert.deepEqual(sandbox.ledger(), []);
  });
});

describe('a proof that Stripe does not take', {concurrency: true}, () => {
  for (const wrong of [{cryptogram: 'AbCdEfGhIjKlMnOpQrStUvWx'}, {version: '9.9.9'}])
    it(`is a decline with a name of its own: ${Object.keys(wrong).join()}`, async (t) => {
      const {payments, grant, sandbox} = await openStripe(t);
      const charge = aCharge({token: await grant('pm_card_visa'), proof: {...proof, ...wrong}});
      assert.deepEqual(await payments.send(payments.prepare(charge)), declined('proof_unusable'));
      assert.deepEqual(sandbox.ledger(), []);
    });
});

describe('who runs a card', {concurrency: true}, () => {
  it('is told by the token, for those that agents can ask', async (t) => {
    const {payments, grant} = await openStripe(t);
    const cards = [
      ['pm_card_visa', 'visa'],
      [ASKS, 'visa'],
      ['pm_card_mastercard', 'mastercard'],
      ['pm_card_amex', 'american_express'],
      ['pm_card_discover', undefined],
      ['pm_usBankAccount_success', undefined],
    ] as const;
    for (const [card, network] of cards)
      assert.equal(await payments.network(payments.prepare(aCharge({token: await grant(card)}))), network, card);
    assert.equal(await payments.network(payments.prepare(aCharge({token: 'spt_of_nobody'}))), undefined);
  });

  it('is not made up while Stripe cannot be asked', async (t) => {
    const {payments, grant, client} = await openStripe(t);
    const prepared = payments.prepare(aCharge({token: await grant()}));
    client.rawRequest = () => Promise.reject(new Stripe.errors.StripeConnectionError({message: 'lost', type: 'api_error'}));
    await assert.rejects(payments.network(prepared), {code: 'service_unavailable'});
  });
});
