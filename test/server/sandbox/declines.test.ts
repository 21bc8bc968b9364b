import assert from 'node:assert/strict';
import {test} from 'node:test';
import type Stripe from 'stripe';
import {openSandbox, refusal} from './open-sandbox.js';

const DECLINES = [
  ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
  ['pm_card_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
  ['pm_card_chargeDeclinedFraudulent', 'card_declined', 'fraudulent'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
  ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
  ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
] as const;

for (const [card, code, declineCode] of DECLINES) {
  test(`${card} answers 402 ${declineCode} with the payment intent nested, and moves no money`, async (t) => {
    const {grant, charge, stripe, sandbox} = await openSandbox(t);
    const {id} = await grant(card);
    const error = await refusal(charge(id));
    assert.equal(error.type, 'StripeCardError');
    assert.deepEqual({status: error.statusCode, code: error.code, declineCode: error.decline_code}, {status: 402, code, declineCode});
    const nested = error.payment_intent as Stripe.PaymentIntent;
    assert.equal(nested.status, 'requires_payment_method');
    assert.equal((await stripe.paymentIntents.retrieve(nested.id)).last_payment_error?.decline_code, declineCode);
    assert.deepEqual(sandbox.ledger(), []);
  });
}

for (const card of ['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required']) {
  test(`${card} leaves the intent in requires_action`, async (t) => {
    const {grant, charge, sandbox} = await openSandbox(t);
    const intent = await charge((await grant(card)).id);
    assert.equal(intent.status, 'requires_action');
    assert.equal(intent.next_action?.type, 'use_stripe_sdk');
    assert.deepEqual(sandbox.ledger(), []);
  });

  test(`${card} is a decline when the caller cannot show the check`, async (t) => {
    const {grant, charge} = await openSandbox(t);
    const error = await refusal(charge((await grant(card)).id, {error_on_requires_action: true}));
    assert.deepEqual(
      {status: error.statusCode, code: error.code, declineCode: error.decline_code},
      {status: 402, code: 'authentication_required', declineCode: 'authentication_required'},
    );
  });
}

test('a return_url turns the check into a redirect', async (t) => {
  const {grant, charge} = await openSandbox(t);
  const intent = await charge((await grant('pm_card_threeDSecure2Required')).id, {return_url: 'https://shop.example/back'});
  assert.equal(intent.next_action?.redirect_to_url?.return_url, 'https://shop.example/back');
});
