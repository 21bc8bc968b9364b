import assert from 'node:assert/strict';
import {test} from 'node:test';
import type Stripe from 'stripe';
import {openSandbox, refusal} from './open-sandbox.js';

const check = {
  cryptogram: 'AbCdEfGhIjKlMnOpQrStUvWxY0A=',
  electronic_commerce_indicator: '05',
  transaction_id: 'ds-1',
  version: '2.2.0',
};

/** A payment with a 3-D Secure check made elsewhere. */
const withCheck = (three_d_secure: object, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  ({payment_method_options: {card: {three_d_secure}}, expand: ['latest_charge'], ...more}) as Partial<Stripe.PaymentIntentCreateParams>;
const shownCheck = ({latest_charge: charge}: Stripe.PaymentIntent) =>
  (charge as Stripe.Charge).payment_method_details?.card?.three_d_secure; // it was expanded

test('a card that wants 3-D Secure pays with a check made elsewhere, and the charge says how that went', async (t) => {
  const {grant, charge, sandbox} = await openSandbox(t);
  for (const [indicator, result] of [
    ['02', 'authenticated'],
    ['05', 'authenticated'],
    ['01', 'attempt_acknowledged'],
    ['06', 'attempt_acknowledged'],
  ]) {
    const {id} = await grant('pm_card_authenticationRequired');
    const intent = await charge(id, withCheck({...check, electronic_commerce_indicator: indicator}));
    assert.deepEqual([intent.status, shownCheck(intent)?.result], ['succeeded', result]);
    assert.equal(JSON.stringify(intent).includes(check.cryptogram), false);
  }
  assert.equal(sandbox.ledger().length, 4);
});

test('a check that never was leaves the question open, and other cards need none', async (t) => {
  const {grant, charge, sandbox} = await openSandbox(t);
  const unasked = withCheck({...check, electronic_commerce_indicator: '07'});
  assert.equal((await charge((await grant('pm_card_threeDSecure2Required')).id, unasked)).status, 'requires_action');
  assert.equal((await charge((await grant('pm_card_visa')).id, withCheck(check))).status, 'succeeded');
  const {code} = await refusal(charge((await grant('pm_card_chargeDeclined')).id, withCheck(check)));
  assert.equal(code, 'card_declined');
  assert.equal(sandbox.ledger().length, 1);
});

test('an intent is confirmed with a check as well', async (t) => {
  const {stripe} = await openSandbox(t);
  const {id} = await stripe.paymentIntents.create({amount: 1200, currency: 'usd', payment_method: 'pm_card_authenticationRequired'});
  const confirmed = await stripe.paymentIntents.confirm(id, withCheck(check) as Stripe.PaymentIntentConfirmParams);
  assert.deepEqual([confirmed.status, shownCheck(confirmed)?.version], ['succeeded', '2.2.0']);
});

test('what is missing or wrong in a check is named, and nothing is made', async (t) => {
  const {grant, charge, book} = await openSandbox(t);
  const {id} = await grant('pm_card_authenticationRequired');
  const at = (name: string) => `payment_method_options[card][three_d_secure][${name}]`;
  const {cryptogram: _left, ...bare} = check;
  for (const [wrong, param, code] of [
    [bare, at('cryptogram'), 'parameter_missing'],
    [{...check, cryptogram: 'short'}, at('cryptogram'), undefined],
    [{...check, electronic_commerce_indicator: '03'}, at('electronic_commerce_indicator'), undefined],
    [{...check, version: '9.9.9'}, at('version'), undefined],
    [{...check, transaction_id: ''}, at('transaction_id'), 'parameter_invalid_empty'],
    [{...check, colour: 'red'}, at('colour'), 'parameter_unknown'],
  ] as const) {
    const refused = await refusal(charge(id, withCheck(wrong)));
    assert.deepEqual([refused.statusCode, refused.param, refused.code], [400, param, code]);
  }
  assert.equal((await book()).payment_intents, 0);
});
