import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import type {Authentication} from '../../../server/core/authentication.js';
import {GUEST} from '../../../server/core/call.js';
import type {PaymentOutcome} from '../../../server/core/ports.js';
import {sanFrancisco, TTL_MS} from '../../support/open-shop.js';
import {aCreate, aPayment, openAcp, type Reply, type Sent} from './open-acp.js';

const acquirer = {acquirer_bin: '400551', acquirer_country: 'US', acquirer_merchant_id: 'mid-1', merchant_name: 'Test shop'};
const CAPABLE = {
  capabilities: {interventions: {supported: ['3ds', 'telepathy', 'biometric'], display_context: 'native', max_redirects: 3}},
};
const CRYPTOGRAM = 'AbCdEfGhIjKlMnOpQrStUvWxY0A=';

const proofOf = (overrides: object = {}) => ({
  outcome: 'authenticated',
  outcome_details: {
    three_ds_cryptogram: CRYPTOGRAM,
    electronic_commerce_indicator: '05',
    transaction_id: 'ds-1',
    version: '2.2.0',
    ...overrides,
  },
});
const asks: PaymentOutcome = {kind: 'declined', reason: 'requires_3ds', reusable: true};

const shown = ({status, json}: Reply) => [status, json.code ?? json.status];
const codes = ({json}: Reply) => json.messages.map(({type, code = type}) => code);
const metadata = ({json}: Reply) => (json as {authentication_metadata?: object}).authentication_metadata;
const interventions = ({json}: Pick<Reply, 'json'>) => json.capabilities.interventions;

/** The agent door of a shop with a rule for 3-D Secure. */
async function open(t: TestContext, enforcement: Authentication['enforcement'] = 'conditional') {
  const acp = await openAcp(t, {}, {}, {facts: {authentication: {enforcement, acquirer}}});
  return {
    ...acp,
    /** Pays with a result of 3-D Secure. */
    prove: (id: string, authentication_result: unknown = proofOf(), token = 'spt_1', sent: Sent = {}) =>
      acp.post(`${acp.at(id)}/complete`, aPayment(token, {authentication_result}), sent),
    /** A session whose payment waits for the bank. */
    async challenged(token = 'spt_1') {
      const {id} = await acp.create(CAPABLE);
      if (enforcement === 'conditional') acp.payments.answer(asks);
      const reply = await acp.pay(id, token);
      assert.deepEqual(shown(reply), [200, 'authentication_required']);
      return {id, reply};
    },
  };
}

describe('what a session says of interventions', () => {
  it('is what both sides can do, and nothing of the agent’s own', async (t) => {
    const {post, get, at} = await open(t);
    const said: [unknown, string[]][] = [
      [['3ds', 'biometric'], ['3ds']],
      [['biometric'], []],
      [[], []],
      [['3ds', '3ds', 7, null, 'telepathy'], ['3ds']],
      ['3ds', []],
      [{0: '3ds'}, []],
      [undefined, []],
    ];
    for (const [supported, both] of said) {
      const reply = await post(
        '/checkout_sessions',
        aCreate({capabilities: {interventions: {supported, display_context: 'modal'}}, line_items: [{id: 'tea'}]}),
      );
      assert.equal(reply.status, 201);
      const expected = {supported: both, required: [], enforcement: 'conditional'};
      assert.deepEqual(interventions(reply), expected);
      assert.deepEqual(interventions(await get(at(reply.json.id))), expected);
    }
    const none = await post('/checkout_sessions', aCreate({capabilities: {interventions: ['3ds']}, line_items: [{id: 'tea'}]}));
    assert.deepEqual(interventions(none), {supported: [], required: [], enforcement: 'conditional'});
  });

  it('is nothing in a shop without a rule, nor in a session of a chat host', async (t) => {
    const off = await openAcp(t);
    assert.deepEqual(interventions({json: await off.create(CAPABLE)}), {supported: []});
    const {checkout} = await open(t, 'always');
    const session = await checkout.create({items: [{itemId: 'tea', quantity: 1}], details: {address: sanFrancisco}});
    assert.deepEqual(session.capabilities.interventions, {supported: []});
    assert.equal(session.status, 'ready_for_payment');
    assert.equal((await checkout.complete(session.id, {token: 'spt_1'})).status, 'completed');
    const chat = await checkout.create({items: [{itemId: 'tea', quantity: 1}], details: {address: sanFrancisco}}, GUEST);
    assert.equal(chat.status, 'ready_for_payment');
    assert.equal((await checkout.complete(chat.id, {token: 'spt_2'}, GUEST)).status, 'completed');
  });
});

describe('where the bank asks', () => {
  it('an agent that can authenticate its buyer gets what it needs for it, and no decline', async (t) => {
    const {challenged, get, at, payments} = await open(t);
    const {id, reply} = await challenged();
    assert.deepEqual(metadata(reply), {
      acquirer_details: acquirer,
      directory_server: 'visa',
      flow_preference: {type: 'challenge', challenge: {type: 'mandated'}},
    });
    assert.deepEqual([codes(reply), reply.json.order], [['info'], undefined]);
    assert.deepEqual((await get(at(id))).json, reply.json);
    assert.deepEqual([payments.sent.length, payments.charges().length], [1, 0]);
  });

  it('names the network of the card', async (t) => {
    for (const network of ['mastercard', 'american_express'] as const) {
      const {challenged, payments} = await open(t);
      payments.run(network);
      assert.equal((metadata((await challenged()).reply) as {directory_server: string}).directory_server, network);
    }
  });

  it('it is a decline for an agent that cannot, for a card nobody can ask about, and while nobody can tell', async (t) => {
    const cannot = await open(t);
    cannot.payments.answer(asks);
    const reply = await cannot.pay((await cannot.create()).id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['requires_3ds']]);
    assert.equal(cannot.payments.asked.length, 0);
    for (const network of ['none', 'out of reach'] as const) {
      const {create, pay, payments} = await open(t);
      payments.answer(asks);
      payments.run(network);
      const {id} = await create(CAPABLE);
      assert.deepEqual(codes(await pay(id)), ['requires_3ds'], network);
      assert.deepEqual(codes(await pay(id)), ['requires_3ds'], 'the token is not sent again');
      assert.equal(payments.sent.length, 1);
    }
  });

  it('it is a decline where something of the payment may be left at the provider: such a token is never charged again', async (t) => {
    const {create, pay, prove, payments} = await open(t);
    payments.answer({kind: 'declined', reason: 'requires_3ds'});
    const {id} = await create(CAPABLE);
    assert.deepEqual(codes(await pay(id)), ['requires_3ds']);
    assert.deepEqual(codes(await prove(id)), ['requires_3ds']);
    assert.equal(payments.sent.length, 1);
  });
});

describe('a session in authentication_required', () => {
  it('is not paid without a result, whatever token comes', async (t) => {
    const {challenged, pay, get, at, payments} = await open(t);
    const {id, reply} = await challenged();
    for (const token of ['spt_1', 'spt_2']) {
      const refused = await pay(id, token);
      assert.deepEqual([shown(refused), refused.json.param], [[400, 'requires_3ds'], '$.authentication_result']);
    }
    assert.deepEqual((await get(at(id))).json, reply.json);
    assert.equal(payments.sent.length, 1);
  });

  for (const outcome of ['authenticated', 'informational', 'attempt_acknowledged'])
    it(`is paid with what proves ${outcome}, which is told to nobody and kept nowhere`, async (t) => {
      const {challenged, prove, get, at, payments, stored, errors} = await open(t);
      const {id, reply: before} = await challenged();
      let meanwhile = '';
      payments.whileSending(async () => void (meanwhile = JSON.stringify(await stored(id))));
      const reply = await prove(id, {...proofOf(), outcome});
      assert.deepEqual([shown(reply), codes(reply), metadata(reply)], [[200, 'completed'], [], undefined]);
      const [charge, ...more] = payments.charges();
      assert.deepEqual(more, []);
      assert.deepEqual(charge?.proof, {cryptogram: CRYPTOGRAM, electronicCommerceIndicator: '05', transactionId: 'ds-1', version: '2.2.0'});
      assert.equal(charge?.amount, before.json.totals.find(({type}) => type === 'total')?.amount);
      const [first, second] = payments.sent;
      assert.notEqual(first?.idempotencyKey, second?.idempotencyKey);
      assert.notEqual((JSON.parse(first!.request) as {orderId: string}).orderId, charge?.orderId, 'the two tries are told apart');
      assert.match(meanwhile, /AbCdEf/);
      assert.doesNotMatch(JSON.stringify([reply.text, (await get(at(id))).text, await stored(id), errors]), /AbCdEf|spt_1|ds-1/);
    });

  it('takes a proof with another token of the same buyer', async (t) => {
    const {challenged, prove, payments} = await open(t);
    const {id} = await challenged();
    assert.deepEqual(shown(await prove(id, proofOf(), 'spt_2')), [200, 'completed']);
    assert.deepEqual(
      payments.charges().map(({token}) => token),
      ['spt_2'],
    );
  });

  const unproven: [outcome: string, resolution: string][] = [
    ...['denied', 'rejected', 'canceled', 'abandoned'].map((outcome): [string, string] => [outcome, 'requires_buyer_input']),
    ...['not_supported', 'internal_error', 'processing_error'].map((outcome): [string, string] => [outcome, 'recoverable']),
  ];
  for (const [outcome, resolution] of unproven)
    it(`charges nothing where the outcome is ${outcome}, and takes the question back`, async (t) => {
      const {challenged, prove, pay, payments} = await open(t);
      const {id} = await challenged();
      const reply = await prove(id, {outcome});
      assert.deepEqual([shown(reply), codes(reply), metadata(reply)], [[200, 'ready_for_payment'], ['payment_declined'], undefined]);
      assert.equal(reply.json.messages[0]?.resolution, resolution);
      assert.equal(payments.sent.length, 1);
      // The same token would only be asked about again; another is a new try.
      assert.deepEqual(shown(await pay(id)), [200, 'authentication_required']);
      assert.equal(payments.sent.length, 1);
      await prove(id, {outcome});
      assert.deepEqual(shown(await pay(id, 'spt_2')), [200, 'completed']);
    });

  it('refuses a result that is none, and says where', async (t) => {
    const {challenged, prove, get, at, payments} = await open(t);
    const {id} = await challenged();
    const path = '$.authentication_result';
    const wrong: [result: unknown, code: string, param: string][] = [
      ['authenticated', 'invalid', path],
      [{}, 'missing', `${path}.outcome`],
      [{outcome: 'perhaps'}, 'invalid', `${path}.outcome`],
      [{outcome: 'constructor'}, 'invalid', `${path}.outcome`],
      [{outcome: 'authenticated'}, 'missing', `${path}.outcome_details`],
      [{outcome: 'informational', outcome_details: 'x'}, 'missing', `${path}.outcome_details`],
      [proofOf({three_ds_cryptogram: undefined}), 'missing', `${path}.outcome_details.three_ds_cryptogram`],
      [proofOf({three_ds_cryptogram: 'too short'}), 'invalid', `${path}.outcome_details.three_ds_cryptogram`],
      [proofOf({three_ds_cryptogram: 'A'.repeat(65)}), 'invalid', `${path}.outcome_details.three_ds_cryptogram`],
      [proofOf({electronic_commerce_indicator: '03'}), 'invalid', `${path}.outcome_details.electronic_commerce_indicator`],
      [proofOf({transaction_id: ''}), 'missing', `${path}.outcome_details.transaction_id`],
      [proofOf({version: '9.9'}), 'invalid', `${path}.outcome_details.version`],
    ];
    for (const [result, code, param] of wrong) {
      const reply = await prove(id, result);
      assert.deepEqual([reply.status, reply.json.code, reply.json.param], [400, code, param]);
      assert.doesNotMatch(reply.text, /too short|AbCd/);
    }
    assert.deepEqual(shown(await get(at(id))), [200, 'authentication_required']);
    assert.equal(payments.sent.length, 1);
  });

  it('goes back to ready with any change, and away with cancel and time', async (t) => {
    const {challenged, post, at, cancel} = await open(t);
    const {id} = await challenged();
    const changed = await post(at(id), {});
    assert.deepEqual([shown(changed), codes(changed), metadata(changed)], [[200, 'ready_for_payment'], [], undefined]);
    assert.deepEqual(shown(await cancel(id)), [200, 'canceled']);
    const other = await open(t);
    const {id: late} = await other.challenged();
    other.clock.pass(TTL_MS + 1);
    assert.deepEqual(shown(await other.get(other.at(late))), [200, 'expired']);
    assert.equal(metadata(await other.get(other.at(late))), undefined);
    assert.deepEqual(shown(await other.prove(late)), [405, 'session_expired']);
  });
});

describe('a proof', () => {
  it('pays the total that the bank was asked about, and no other', async (t) => {
    const {challenged, prove, post, at, payments} = await open(t);
    const {id} = await challenged();
    assert.deepEqual(shown(await post(at(id), {line_items: [{id: 'cup-ink-s', quantity: 1}]})), [200, 'ready_for_payment']);
    const reply = await prove(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['payment_declined']]);
    assert.equal(payments.sent.length, 1);
  });

  it('of a total that changed meanwhile pays nothing, then or later', async (t) => {
    const {create, pay, prove, change, payments} = await open(t);
    const {id} = await create({...CAPABLE, line_items: [{id: 'tea'}]});
    payments.answer(asks);
    await pay(id);
    change(({products}) => void (products[1]!.price = 950));
    const reply = await prove(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['price_change']]);
    for (const token of ['spt_1', 'spt_2']) assert.deepEqual(codes(await prove(id, proofOf(), token)), ['payment_declined']);
    assert.equal(payments.sent.length, 1);
  });

  it('that came before anybody asked is passed on, also where nobody would have asked', async (t) => {
    for (const acp of [await open(t), await open(t, 'always'), await openAcp(t)]) {
      const {id} = await acp.create(CAPABLE);
      const body = aPayment('spt_1', {authentication_result: proofOf({version: '2.2'})});
      assert.deepEqual(shown(await acp.post(`${acp.at(id)}/complete`, body)), [200, 'completed']);
      assert.equal(acp.payments.charges()[0]?.proof?.version, '2.2.0');
    }
  });

  it('that the bank does not take is a decline, and its token is done with', async (t) => {
    const {challenged, prove, payments} = await open(t);
    const {id} = await challenged();
    payments.answer({...asks});
    const reply = await prove(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['requires_3ds']]);
    assert.deepEqual(codes(await prove(id, proofOf({transaction_id: 'ds-2'}))), ['requires_3ds']);
    assert.equal(payments.sent.length, 2);
  });

  it('sent twice at once is one charge', async (t) => {
    const {challenged, prove, get, at, payments} = await open(t);
    const {id} = await challenged();
    const replies = await Promise.all([prove(id), prove(id), prove(id, proofOf(), 'spt_2')]);
    assert.equal(replies.filter(({json}) => json.status === 'completed').length, 1);
    assert.deepEqual(shown(await get(at(id))), [200, 'completed']);
    assert.equal(payments.charges().length, 1);
  });

  it('whose answer is lost is found, and never sent as another charge', async (t) => {
    const {challenged, prove, checkout, clock, payments} = await open(t);
    const {id} = await challenged();
    payments.answer({kind: 'unknown', charged: true});
    assert.deepEqual(shown(await prove(id, proofOf(), 'spt_1', {key: 'k'})), [200, 'complete_in_progress']);
    assert.deepEqual(shown(await prove(id, proofOf({transaction_id: 'ds-2'}))), [409, 'payment_in_progress']);
    clock.pass(2_000);
    await checkout.reconcile();
    assert.deepEqual(shown(await prove(id, proofOf(), 'spt_1', {key: 'k'})), [200, 'completed']);
    assert.equal(payments.charges().length, 1);
  });

  it('that the provider did nothing about may be sent again with the same, not with another', async (t) => {
    const {challenged, prove, pay, payments} = await open(t);
    const {id} = await challenged();
    payments.answer({kind: 'unavailable'}, {kind: 'unavailable'});
    assert.deepEqual(shown(await prove(id)), [503, 'service_unavailable']);
    assert.deepEqual(shown(await pay(id)), [400, 'requires_3ds'], 'the question stands');
    assert.deepEqual(codes(await prove(id, proofOf({transaction_id: 'ds-2'}))), ['payment_declined']);
    assert.equal(payments.sent.length, 2);
    const other = await open(t);
    const {id: again} = await other.challenged();
    other.payments.answer({kind: 'unavailable'});
    assert.deepEqual(shown(await other.prove(again, proofOf(), 'spt_1', {key: 'k'})), [503, 'service_unavailable']);
    assert.deepEqual(shown(await other.prove(again, proofOf(), 'spt_1', {key: 'k'})), [200, 'completed']);
    assert.equal(other.payments.charges().length, 1);
  });

  it('comes after a crash between the question and its answer as if nothing had happened', async (t) => {
    const {create, pay, prove, checkout, clock, payments, just} = await open(t);
    const {id} = await create(CAPABLE);
    payments.answer(asks, asks);
    just('replace', async () => undefined);
    just('replace', () => Promise.reject(new Error('the process is gone')));
    assert.equal((await pay(id, 'spt_1', {key: 'k'})).status, 500);
    clock.pass(80_000);
    assert.equal(await checkout.reconcile(), 1);
    assert.deepEqual(shown(await pay(id, 'spt_1', {key: 'k'})), [200, 'authentication_required']);
    assert.deepEqual(shown(await prove(id)), [200, 'completed']);
    assert.equal(payments.charges().length, 1);
  });
});

describe('a shop that always asks', () => {
  it('is not open to an agent that cannot: it says so from the first answer on, and nothing is ever charged', async (t) => {
    const {post, get, pay, prove, at, payments} = await open(t, 'always');
    for (const capabilities of [{}, {interventions: {supported: ['biometric']}}]) {
      const created = await post('/checkout_sessions', aCreate({capabilities, line_items: [{id: 'tea'}]}));
      assert.deepEqual([shown(created), codes(created)], [[201, 'not_ready_for_payment'], ['intervention_required']]);
      assert.deepEqual(interventions(created), {supported: [], required: ['3ds'], enforcement: 'always'});
      const [message] = created.json.messages;
      assert.deepEqual([message?.severity, message?.resolution], ['high', 'requires_buyer_review']);
      const {id} = created.json;
      assert.ok(created.json.continue_url);
      for (const reply of [await get(at(id)), await pay(id), await prove(id), await post(at(id), {})])
        assert.deepEqual([shown(reply), codes(reply)], [[200, 'not_ready_for_payment'], ['intervention_required']]);
    }
    assert.equal(payments.sent.length, 0);
  });

  it('leaves the buyer the shop’s own page', async (t) => {
    const {create, checkout} = await open(t, 'always');
    const {id} = await create();
    const {url} = await checkout.openHosted(id, {success: 'http://127.0.0.1/a', cancel: 'http://127.0.0.1/b'});
    assert.ok(url);
  });

  it('asks an agent that can before anything is charged, and charges with the proof', async (t) => {
    const {challenged, prove, payments} = await open(t, 'always');
    const {id, reply} = await challenged();
    assert.deepEqual(metadata(reply), {acquirer_details: acquirer, directory_server: 'visa'});
    assert.deepEqual(interventions(reply), {supported: ['3ds'], required: ['3ds'], enforcement: 'always'});
    assert.equal(payments.sent.length, 0);
    assert.deepEqual(shown(await prove(id)), [200, 'completed']);
    assert.equal(payments.charges().length, 1);
  });

  it('declines a card that nobody can be asked about, and waits while nobody can tell', async (t) => {
    const {create, pay, payments} = await open(t, 'always');
    const {id} = await create(CAPABLE);
    payments.run('none', 'out of reach');
    const reply = await pay(id);
    assert.deepEqual([shown(reply), codes(reply)], [[200, 'ready_for_payment'], ['payment_declined']]);
    assert.deepEqual(shown(await pay(id, 'spt_2')), [503, 'service_unavailable']);
    assert.equal(payments.sent.length, 0);
  });
});

describe('an older version', () => {
  it('2026-01-30 says that 3-D Secure is wanted, and takes the result', async (t) => {
    const {challenged, get, at, prove, pay} = await open(t);
    const {id} = await challenged();
    const version = '2026-01-30';
    const seen = await get(at(id), {version});
    assert.deepEqual([shown(seen), codes(seen), metadata(seen)], [[200, 'not_ready_for_payment'], ['requires_3ds'], undefined]);
    assert.deepEqual(shown(await pay(id, 'spt_1', {version})), [400, 'requires_3ds']);
    assert.deepEqual(shown(await prove(id, proofOf(), 'spt_1', {version})), [200, 'completed']);
  });

  it('2025-09-29 cannot say any of it: the bank’s question is a decline, and a shop that always asks is not open', async (t) => {
    const version = '2025-09-29';
    const sent = {version, key: null} as const;
    const body = {payment_data: {token: 'spt_1', provider: 'stripe'}};
    const {challenged, create, get, at, post, payments} = await open(t);
    const {id} = await challenged();
    const seen = await get(at(id), {version});
    assert.deepEqual([shown(seen), codes(seen)], [[200, 'not_ready_for_payment'], ['requires_3ds']]);
    const refused = await post(`${at(id)}/complete`, body, sent);
    assert.deepEqual([shown(refused), codes(refused)], [[200, 'ready_for_payment'], ['requires_3ds']]);
    const {id: fresh} = await create({...CAPABLE, line_items: [{id: 'tea'}]});
    payments.answer(asks);
    assert.deepEqual(codes(await post(`${at(fresh)}/complete`, body, sent)), ['requires_3ds']);
    const always = await open(t, 'always');
    const {id: barred} = await always.create(CAPABLE);
    assert.deepEqual(codes(await always.post(`${always.at(barred)}/complete`, body, sent)), ['requires_3ds']);
    assert.equal(always.payments.sent.length, 0);
  });
});
