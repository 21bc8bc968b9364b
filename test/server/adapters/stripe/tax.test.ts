import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {stripeTax} from '../../../../server/adapters/stripe/tax.js';
import type {PricedLine} from '../../../../server/core/ports.js';
import type {Address} from '../../../../shared/address.js';
import {taxContract} from '../../../support/contracts/tax.js';
import {openStripe} from './open-stripe.js';

const austin: Address = {name: 'Ada', line_one: '2 Elm Street', city: 'Austin', state: 'TX', country: 'US', postal_code: '78701'};
const line = (lineId: string, amount: number, taxCategory = 'general'): PricedLine => ({
  lineId,
  itemId: lineId,
  quantity: 1,
  amount,
  taxCategory,
});
const TWO_LINES = [line('li_1', 4000), line('li_2', 900, 'txcd_40060003')];

async function open(t: TestContext) {
  const stripe = await openStripe(t);
  const clock = {now: Date.now()};
  const told: object[] = [];
  const calls: object[] = [];
  // Only listens: the calls go to the sandbox.
  const {calculations} = stripe.client.tax;
  const create = calculations.create.bind(calculations);
  calculations.create = (...args: Parameters<typeof create>) => {
    calls.push(args[0]);
    return create(...args);
  };
  const tax = stripeTax(stripe.client, {now: () => clock.now, alert: (facts) => void told.push(facts)});
  const ask = (address: Partial<Address> = {}, {lines = TWO_LINES, amount = 590, currency = 'usd'} = {}) =>
    tax.calculate({
      address: {...austin, ...address},
      lines,
      options: [
        {id: 'standard', amount},
        {id: 'express', amount: 1490},
      ],
      optionId: 'standard',
      currency,
    });
  return {...stripe, tax, ask, clock, told, calls};
}

taxContract('Stripe', async (t) => ({tax: (await open(t)).tax, exempt: 'txcd_40060003'}));

describe('stripeTax', () => {
  it('is one calculation for the lines and the chosen delivery, and says nothing about the others', async (t) => {
    const {ask, calls, client} = await open(t);
    const result = await ask();
    assert.ok(result.kind === 'taxed');
    assert.deepEqual(
      [[...result.lines], [...result.options]],
      [
        [
          ['li_1', 250],
          ['li_2', 0],
        ],
        [['standard', 37]],
      ],
    );
    const calculation = await client.tax.calculations.retrieve(result.calculationId!);
    assert.equal(calculation.amount_total, 4000 + 900 + 590 + 250 + 37);
    assert.deepEqual(calls, [
      {
        currency: 'usd',
        line_items: [
          {amount: 4000, quantity: 1, reference: 'li_1', tax_behavior: 'exclusive'},
          {amount: 900, quantity: 1, reference: 'li_2', tax_behavior: 'exclusive', tax_code: 'txcd_40060003'},
        ],
        shipping_cost: {amount: 590, tax_behavior: 'exclusive'},
        customer_details: {
          address: {country: 'US', line1: '2 Elm Street', city: 'Austin', state: 'TX', postal_code: '78701'},
          address_source: 'shipping',
        },
        expand: ['line_items'],
      },
    ]);
  });

  it('asks once for the same cart and address, also for two who ask at once, until the calculation expires', async (t) => {
    const {ask, calls, clock} = await open(t);
    const [one, two] = await Promise.all([ask(), ask({state: 'Texas'})]);
    assert.deepEqual(one, two);
    await ask();
    assert.equal(calls.length, 1);
    await ask({}, {amount: 0});
    await ask({postal_code: '10001', state: 'NY'});
    await ask({}, {lines: [line('li_1', 4000)]});
    assert.equal(calls.length, 4);
    clock.now += 91 * 86_400_000;
    await ask();
    assert.equal(calls.length, 5);
  });

  it('asks nothing before the address says where it is', async (t) => {
    const {ask, calls} = await open(t);
    for (const address of [{postal_code: ' '}, {country: 'CA', state: '', postal_code: ''}])
      assert.deepEqual(await ask(address), {kind: 'address_invalid'});
    assert.deepEqual(calls, []);
    assert.equal((await ask({country: 'CA', state: 'ON', postal_code: ''})).kind, 'taxed');
    assert.equal((await ask({country: 'DE', state: '', postal_code: ''})).kind, 'taxed');
  });

  it('says that an address is not found, and asks again for it', async (t) => {
    const {ask, calls, told} = await open(t);
    assert.deepEqual(await ask({postal_code: 'nowhere'}), {kind: 'address_invalid'});
    assert.deepEqual(await ask({postal_code: 'nowhere'}), {kind: 'address_invalid'});
    assert.equal(calls.length, 2);
    assert.deepEqual(told, []);
  });

  it('is unavailable, never wrong, when Stripe cannot say: the operator is told, and the next one asks again', async (t) => {
    const {ask, sandbox, told} = await open(t);
    const path = '/v1/tax/calculations';
    for (const [faults, code] of [
      [{tax_error: 'stripe_tax_inactive'}, 'stripe_tax_inactive'],
      [{tax_error: 'taxes_calculation_failed'}, 'taxes_calculation_failed'],
      [{error_429: 1, path}, 'rate_limit'],
      [{error_500: 2, path}, undefined],
      [{reset_after_commit: 9, path}, undefined],
    ] as const) {
      sandbox.setFaults(faults);
      assert.deepEqual(await ask(), {kind: 'unavailable'}, JSON.stringify(faults));
      assert.equal((told.at(-1) as {code?: string}).code, code);
    }
    assert.equal(told.length, 5);
    sandbox.setFaults({});
    assert.equal((await ask()).kind, 'taxed');
  });

  it('is unavailable when the parts are not the sum, or a line has no answer', async (t) => {
    const {ask, client, told} = await open(t);
    const {calculations} = client.tax;
    const create = calculations.create.bind(calculations);
    for (const spoil of [
      (calculation: {tax_amount_exclusive: number}) => void (calculation.tax_amount_exclusive += 1),
      (calculation: {tax_amount_inclusive: number}) => void (calculation.tax_amount_inclusive = 1),
      (calculation: {line_items?: {data: unknown[]} | null}) => void calculation.line_items?.data.pop(),
      (calculation: {shipping_cost: unknown}) => void (calculation.shipping_cost = null),
    ]) {
      calculations.create = async (...args: Parameters<typeof create>) => {
        const calculation = await create(...args);
        spoil(calculation);
        return calculation;
      };
      assert.deepEqual(await ask(), {kind: 'unavailable'});
      assert.deepEqual(told.at(-1), {type: 'calculation_does_not_add_up'});
    }
  });

  it('reads all lines of a long cart', async (t) => {
    const {ask} = await open(t);
    const lines = Array.from({length: 60}, (_, index) => line(`li_${index}`, 1000 + index));
    const result = await ask({}, {lines});
    assert.ok(result.kind === 'taxed');
    assert.equal(result.lines.size, 60);
    assert.equal(result.lines.get('li_59'), 66);
  });

  it('counts in the currency’s own minor units', async (t) => {
    const {ask, calls} = await open(t);
    const result = await ask({country: 'IE', state: '', postal_code: ''}, {lines: [line('li_1', 2000)], amount: 100, currency: 'isk'});
    assert.deepEqual(result.kind === 'taxed' && [[...result.lines], [...result.options]], [[['li_1', 460]], [['standard', 23]]]);
    assert.deepEqual((calls[0] as {line_items: {amount: number}[]}).line_items[0]?.amount, 200_000);
    assert.deepEqual(await ask({}, {lines: [line('li_1', 1005)], currency: 'kwd'}), {kind: 'unavailable'});
  });

  it('is recorded by the payment it is linked to, once', async (t) => {
    const {ask, pay, client} = await open(t);
    const result = await ask();
    assert.ok(result.kind === 'taxed');
    const outcome = await pay('pm_card_visa', {amount: 5777, taxCalculationId: result.calculationId!});
    assert.ok(outcome.kind === 'paid');
    const association = await client.tax.associations.find({payment_intent: outcome.paymentId});
    assert.equal(association.calculation, result.calculationId);
    assert.deepEqual(
      association.tax_transaction_attempts?.map(({status}) => status),
      ['committed'],
    );
  });
});
