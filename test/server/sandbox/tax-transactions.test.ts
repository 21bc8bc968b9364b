import assert from 'node:assert/strict';
import {test} from 'node:test';
import type Stripe from 'stripe';
import {refusal} from './open-sandbox.js';
import {openTax} from './open-tax.js';

test('a sale is recorded once per calculation and reference, and taken back in part or in full', async (t) => {
  const {calculate, stripe} = await openTax(t);
  const {id} = await calculate();
  const sale = await stripe.tax.transactions.createFromCalculation({calculation: String(id), reference: 'order_1', expand: ['line_items']});
  assert.deepEqual([sale.type, sale.reference, sale.line_items?.data[0]?.amount_tax], ['transaction', 'order_1', 145]);
  const again = stripe.tax.transactions.createFromCalculation({calculation: String(id), reference: 'order_2'});
  assert.match((await refusal(again)).message, /has already become the transaction/);
  const other = await calculate();
  const taken = stripe.tax.transactions.createFromCalculation({calculation: String(other.id), reference: 'order_1'});
  assert.equal((await refusal(taken)).param, 'reference');
  const reverse = (params: object) =>
    stripe.tax.transactions.createReversal({original_transaction: sale.id, ...params} as Stripe.Tax.TransactionCreateReversalParams);
  const part = await reverse({mode: 'partial', reference: 'refund_1', flat_amount: -1000, expand: ['line_items']});
  const lines = part.line_items?.data ?? [];
  assert.equal(
    lines.reduce((sum, line) => sum + line.amount + line.amount_tax, 0),
    -1000,
  );
  assert.equal((await refusal(reverse({mode: 'partial', reference: 'refund_2', flat_amount: 5}))).param, 'flat_amount');
  assert.equal((await refusal(reverse({mode: 'full', reference: 'refund_1'}))).param, 'reference');
  const full = await reverse({mode: 'full', reference: 'refund_3'});
  assert.deepEqual([full.type, full.reversal?.original_transaction, full.shipping_cost?.amount], ['reversal', sale.id, -500]);
  assert.equal((await stripe.tax.transactions.retrieve(full.id)).reference, 'refund_3');
});

test('a payment turns its calculation into a transaction, and its refunds take the tax back', async (t) => {
  const {calculate, stripe, charge, grant} = await openTax(t);
  const {id, amount_total: amount} = await calculate();
  const hooks = {inputs: {tax: {calculation: String(id)}}};
  await refusal(charge((await grant('pm_card_chargeDeclined')).id, {amount, hooks}));
  const paid = await charge((await grant()).id, {amount, hooks});
  const attempts = async () => {
    const {calculation, tax_transaction_attempts: list} = await stripe.tax.associations.find({payment_intent: paid.id});
    assert.equal(calculation, id);
    return (list ?? []).map(({source, status}) => [source.slice(0, 3), status]);
  };
  assert.deepEqual(await attempts(), [['pi_', 'committed']]);
  await stripe.refunds.create({payment_intent: paid.id, amount: 645});
  await stripe.refunds.create({payment_intent: paid.id});
  assert.deepEqual(await attempts(), [
    ['pi_', 'committed'],
    ['re_', 'committed'],
    ['re_', 'committed'],
  ]);
  const second = await charge((await grant()).id, {amount, hooks});
  const {tax_transaction_attempts: failed} = await stripe.tax.associations.find({payment_intent: second.id});
  assert.equal(failed?.[0]?.errored?.reason, 'another_payment_associated_with_calculation');
});

test('what stands in the way of the tax is told by the association, and never stops the payment', async (t) => {
  let nowMs = Date.UTC(2026, 10, 1);
  const {calculate, stripe, charge, grant} = await openTax(t, () => nowMs);
  const reason = async (currency: string, calculation: string) => {
    const {id} = await grant('pm_card_visa', {currency});
    const {id: payment_intent, status} = await charge(id, {currency, hooks: {inputs: {tax: {calculation}}}});
    assert.equal(status, 'succeeded');
    return (await stripe.tax.associations.find({payment_intent})).tax_transaction_attempts?.[0]?.errored?.reason;
  };
  const {id} = await calculate();
  assert.equal(await reason('eur', String(id)), 'currency_mismatch');
  nowMs += 91 * 24 * 60 * 60 * 1000;
  assert.equal(await reason('usd', String(id)), 'calculation_expired');
  const unknown = refusal(charge((await grant()).id, {hooks: {inputs: {tax: {calculation: 'taxcalc_none'}}}}));
  assert.deepEqual([(await unknown).code, (await unknown).param], ['resource_missing', 'hooks[inputs][tax][calculation]']);
  assert.equal((await refusal(stripe.tax.associations.find({payment_intent: 'pi_none'}))).statusCode, 404);
});
