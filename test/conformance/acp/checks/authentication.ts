/** ACP-061 to 064, 078 to 080: 3-D Secure, at a seller that asks where the bank asks, and at one of our own that always asks. */
import assert from 'node:assert/strict';
import {check, must, SINCE_2026} from '../check.js';
import type {Door, Reply} from '../door.js';
import {payable, Skipped, type Lab} from '../lab.js';
import {NEWEST, type Members, type Told} from '../words.js';

const PROVEN = ['authenticated', 'informational', 'attempt_acknowledged'];
const UNPROVEN = ['denied', 'rejected', 'canceled', 'abandoned', 'not_supported', 'internal_error', 'processing_error'];
const DETAILS = {
  three_ds_cryptogram: 'AbCdEfGhIjKlMnOpQrStUvWxY0A=',
  electronic_commerce_indicator: '05',
  transaction_id: 'ds-transaction-1',
  version: '2.2.0',
};

const codesOf = ({messages}: Told) => messages.map(({code}: Told) => code);
const able = (...supported: string[]): Members => ({capabilities: {interventions: {supported, display_context: 'native'}}});

/** A session of an agent that can do these interventions, where its version has a word for that. */
async function open(lab: Lab, door: Door, ...supported: string[]): Promise<Told> {
  const {body} = await door.create({...door.words.create(payable(lab)), ...(door.version !== '2025-09-29' && able(...supported))});
  return body;
}

/** A session that waits for the buyer's bank, and the payment that brought it there. Skips the check where a seller declines instead. */
async function challenged(lab: Lab, door: Door) {
  const {id, totals} = await open(lab, door, '3ds');
  const payment = door.words.pay(await lab.mint(door.words.amount({totals}, 'total'), 'pm_card_authenticationRequired'));
  const reply = await door.complete(id, payment);
  const {body} = reply;
  const isDeclined =
    body.status === 'ready_for_payment' && codesOf(body).some((code: string) => /^(requires_3ds|payment_declined)$/.test(code));
  if (isDeclined) throw new Skipped('this seller declines what the bank asks about');
  assert.deepEqual([reply.ok, body.order], [true, undefined]);
  const answer = (result: unknown, other?: Told): Promise<Reply> =>
    door.complete(id, {...(other ?? payment), authentication_result: result} as Members);
  return {id, body, payment, answer};
}

const entriesOf = async (lab: Lab, id: string) =>
  (await lab.ledger()).entries.filter(({metadata}: Told) => metadata?.checkout_session_id === id);

export const authentication = [
  check(
    'ACP-061',
    'interventions are exactly those that both know',
    async (outer, lab) => {
      const seller = await lab.with({env: {ACP_3DS: 'always'}});
      const door = seller.door(outer.version, outer.binding);
      for (const [said, both] of [
        [['3ds', 'biometric', 'dancing'], ['3ds']],
        [['biometric'], []],
        [[], []],
      ] as const) {
        const {capabilities} = await open(seller, door, ...said);
        assert.deepEqual(capabilities.interventions, {supported: both, required: ['3ds'], enforcement: 'always'});
      }
    },
    {versions: SINCE_2026},
  ),

  check('ACP-063', 'an agent that cannot do what is always required is told so, and never charged (ACP-064)', async (outer, lab) => {
    const seller = await lab.with({env: {ACP_3DS: 'always'}});
    const door = seller.door(outer.version, outer.binding);
    const session = await open(seller, door, 'biometric');
    const {id} = session;
    const code = door.version === '2025-09-29' ? 'requires_sign_in' : 'intervention_required';
    const token = await seller.mint(door.words.amount(session, 'total'));
    const looks = [
      session,
      (await door.get(id)).body,
      (await door.update(id, {})).body,
      (await door.complete(id, door.words.pay(token))).body,
    ];
    for (const told of looks) assert.deepEqual([told.status, codesOf(told), told.order], ['not_ready_for_payment', [code], undefined]);
    assert.deepEqual(await entriesOf(seller, id), []);
  }),

  check(
    'ACP-078',
    'an agent that can do it is asked before anything is charged, where it is always required',
    async (outer, lab) => {
      const seller = await lab.with({env: {ACP_3DS: 'always'}});
      const door = seller.door(outer.version, outer.binding);
      const session = await open(seller, door, '3ds');
      const {id} = session;
      const payment = door.words.pay(await seller.mint(door.words.amount(session, 'total'), 'pm_card_mastercard'));
      const {body} = await door.complete(id, payment);
      assert.deepEqual([body.status, body.authentication_metadata.directory_server], ['authentication_required', 'mastercard']);
      assert.deepEqual(await entriesOf(seller, id), []);
      const paid = await door.complete(id, {...payment, authentication_result: {outcome: 'authenticated', outcome_details: DETAILS}});
      assert.equal(paid.body.status, 'completed');
      assert.equal((await entriesOf(seller, id)).length, 1);
    },
    {versions: [NEWEST]},
  ),

  check(
    'ACP-078',
    'where the bank asks, the session comes with what the agent needs for it, and stays so until it is answered or changed',
    async (door, lab) => {
      const {id, body} = await challenged(lab, door);
      if (door.version !== NEWEST) return assert.deepEqual([body.status, codesOf(body)], ['not_ready_for_payment', ['requires_3ds']]);
      assert.equal(body.status, 'authentication_required');
      const {acquirer_details: acquirer, directory_server: network} = body.authentication_metadata;
      for (const name of ['acquirer_bin', 'acquirer_country', 'acquirer_merchant_id', 'merchant_name']) must(acquirer[name], name);
      assert.equal(network, 'visa');
      assert.deepEqual((await door.get(id)).body, body);
      const changed = await door.update(id, {});
      assert.deepEqual([changed.body.status, changed.body.authentication_metadata], ['ready_for_payment', undefined]);
      assert.equal((await door.cancel(id)).body.status, 'canceled');
    },
    {versions: SINCE_2026},
  ),

  check(
    'ACP-079',
    'until the buyer was authenticated no payment is taken: 400 requires_3ds at $.authentication_result',
    async (door, lab) => {
      const {id, payment, body} = await challenged(lab, door);
      const {ok, status, body: error} = await door.complete(id, payment);
      assert.deepEqual([ok, error.type, error.code, error.param], [false, 'invalid_request', 'requires_3ds', '$.authentication_result']);
      if (door.binding === 'REST') assert.equal(status, 400);
      assert.equal((await door.get(id)).body.status, body.status);
      assert.equal((await door.cancel(id)).body.status, 'canceled');
    },
    {versions: SINCE_2026},
  ),

  check(
    'ACP-080',
    'each outcome that proves something is passed on and paid for, once; none of it is told again',
    async (door, lab) => {
      for (const outcome of PROVEN) {
        const {id, answer} = await challenged(lab, door);
        for (const name of Object.keys(DETAILS)) {
          const {ok, body} = await answer({outcome, outcome_details: {...DETAILS, [name]: undefined}});
          assert.deepEqual([ok, body.param], [false, `$.authentication_result.outcome_details.${name}`]);
        }
        const replies = await Promise.all([1, 2, 3].map(() => answer({outcome, outcome_details: DETAILS})));
        assert.equal(replies.filter(({ok, body}) => ok && body.status === 'completed').length, 1);
        const told = (await door.get(id)).text + replies.map(({text}) => text).join();
        must(!told.includes(DETAILS.three_ds_cryptogram) && !told.includes(DETAILS.transaction_id));
        assert.equal((await entriesOf(lab, id)).length, 1);
      }
    },
    {versions: [NEWEST]},
  ),

  check(
    'ACP-080',
    'an outcome that proves nothing is charged for nothing: ready again, with payment_declined',
    async (door, lab) => {
      for (const outcome of UNPROVEN) {
        const {id, answer} = await challenged(lab, door);
        const {ok, body} = await answer({outcome});
        assert.deepEqual([ok, body.status, codesOf(body), body.order], [true, 'ready_for_payment', ['payment_declined'], undefined]);
        const next = door.words.pay(await lab.mint(door.words.amount(body, 'total')));
        assert.equal((await door.complete(id, next)).body.status, 'completed');
      }
      const {id, answer} = await challenged(lab, door);
      const wrong = await answer({outcome: 'perhaps'});
      assert.deepEqual([wrong.ok, wrong.body.param], [false, '$.authentication_result.outcome']);
      assert.equal((await door.cancel(id)).body.status, 'canceled');
    },
    {versions: [NEWEST]},
  ),
];
