import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {aPayment, openAcp} from './open-acp.js';

const confirmationOf = (order: object | undefined) => (order as {confirmation?: {order_notes?: string}} | undefined)?.confirmation;

describe('notes and references', () => {
  it('come back on the order, the last that were said', async (t) => {
    const {create, post, at, pay} = await openAcp(t);
    const said = {order_notes: 'Ring twice', metadata: {client_reference_id: 'PO-7', other: 1}};
    const {id} = await create(said);
    const {json} = await pay(id);
    assert.deepEqual([confirmationOf(json.order), json.order?.client_reference_id], [{order_notes: 'Ring twice'}, 'PO-7']);

    const second = await create({...said, line_items: [{id: 'tea'}], client_reference_id: 'PO-8'});
    await post(at(second.id), {order_notes: 'Leave it with the neighbour'});
    await post(at(second.id), {buyer: null});
    const paid = await post(`${at(second.id)}/complete`, aPayment('spt_2'));
    assert.deepEqual(confirmationOf(paid.json.order), {order_notes: 'Leave it with the neighbour'});
    assert.equal(paid.json.order?.client_reference_id, 'PO-8');

    const third = await create({...said, line_items: [{id: 'tea'}]});
    await post(at(third.id), {order_notes: null});
    assert.equal(confirmationOf((await pay(third.id, 'spt_3')).json.order), undefined);
    const fourth = await create({...said, line_items: [{id: 'tea'}]});
    const last = await post(`${at(fourth.id)}/complete`, aPayment('spt_4', {order_notes: 'Thank you'}));
    assert.deepEqual(confirmationOf(last.json.order), {order_notes: 'Thank you'});
  });

  it('are text of a length that can be kept', async (t) => {
    const {create} = await openAcp(t);
    const {code, param} = await create({order_notes: 'x'.repeat(5001)});
    assert.deepEqual([code, param], ['invalid', '$.order_notes']);
    assert.equal((await create({order_notes: 7})).code, 'invalid');
    assert.equal((await create({order_notes: 'x'.repeat(5000)})).code, undefined);
  });
});

describe('who brought the buyer', () => {
  const first = {provider: 'impact.com', token: 'atp_secret', touchpoint: 'first', metadata: {rate: 0.1, new: true, deep: {a: 1}}, x: 1};

  it('is kept for the shop, first and last, and told to nobody', async (t) => {
    const {create, post, get, at, checkout, payments} = await openAcp(t);
    const {id} = await create({affiliate_attribution: first});
    const last = {provider: 'impact.com', publisher_id: 'pub_1'};
    payments.answer({kind: 'declined', reason: 'card_declined'});
    await post(`${at(id)}/complete`, aPayment('spt_1', {affiliate_attribution: {...last, publisher_id: 'pub_0'}}));
    const paid = await post(`${at(id)}/complete`, aPayment('spt_2', {affiliate_attribution: last}));
    assert.equal(paid.json.status, 'completed');
    const kept = await checkout.asides(id);
    assert.deepEqual(
      kept.map(({kind, told}) => [kind, told]),
      [
        ['first_attribution', {provider: 'impact.com', token: 'atp_secret', touchpoint: 'first', metadata: {rate: 0.1, new: true}}],
        ['last_attribution', last],
      ],
    );
    assert.doesNotMatch(paid.text + (await get(at(id))).text, /atp_secret|pub_1|impact/);
  });

  it('is looked through in no time, however long it is', async (t) => {
    const {create} = await openAcp(t);
    for (const text of ['a'.repeat(200_000), `a@${'a.'.repeat(100_000)}`, '+1'.repeat(100_000), `+1${'( '.repeat(100_000)}`]) {
      const before = performance.now();
      const {code} = await create({line_items: [{id: 'tea'}], affiliate_attribution: {provider: 'x', token: text}});
      assert.equal(code, undefined);
      assert.ok(performance.now() - before < 2_000, `${text.slice(0, 4)} took ${performance.now() - before} ms`);
    }
  });

  it('never stands in the way, but for personal data', async (t) => {
    const {create, checkout} = await openAcp(t);
    for (const claim of [
      'x',
      7,
      [],
      {},
      {provider: 'x'},
      {token: 'x'},
      {provider: 5, token: {}},
      {provider: 'x', token: 'y'.repeat(2000)},
    ]) {
      const {id, code} = await create({line_items: [{id: 'tea'}], affiliate_attribution: claim});
      assert.equal(code, undefined, JSON.stringify(claim));
      assert.deepEqual(await checkout.asides(id), []);
    }
    const personal = await create({affiliate_attribution: {...first, metadata: {who: 'ada@example.com'}}});
    assert.deepEqual([personal.code, personal.param], ['pii_not_allowed', '$.affiliate_attribution.metadata["who"]']);
    assert.equal((await create({affiliate_attribution: {...first, sub_id: '+1 510 555 0123'}})).code, 'pii_not_allowed');
  });
});

describe('consent to be written to', () => {
  const consentOptions = [
    {channel: 'email', display_text: 'News by e-mail', privacy_policy_url: 'https://shop.example/privacy'},
    {channel: 'sms', display_text: 'News by text message', privacy_policy_url: 'https://shop.example/privacy'},
  ];

  it('is asked for while the session is open, where the shop wants to', async (t) => {
    const {create, get, at, pay} = await openAcp(t, {consentOptions});
    const {id} = await create();
    const open = async (version?: string) => JSON.parse((await get(at(id), version ? {version} : {})).text) as Record<string, unknown>;
    assert.deepEqual((await open()).marketing_consent_options, consentOptions);
    assert.equal('marketing_consent_options' in (await open('2026-01-30')), false);
    await pay(id);
    assert.equal('marketing_consent_options' in (await open()), false);
  });

  it('is kept as decided; what was not offered, not said, or has no contact is none', async (t) => {
    const decide = async (marketing_consents: unknown, more: object = {}) => {
      const {create, post, at, checkout} = await openAcp(t, {consentOptions});
      const {id} = await create({line_items: [{id: 'tea'}], ...more});
      const {json} = await post(`${at(id)}/complete`, aPayment(`spt_${id}`, {marketing_consents}));
      assert.equal(json.status, 'completed');
      return (await checkout.asides(id)).map(({told}) => told);
    };
    const email = {channel: 'email', opted_in: true};
    assert.deepEqual(await decide([email, {channel: 'fax', opted_in: true}, {channel: 'sms', opted_in: true}]), [{email: true}]);
    assert.deepEqual(await decide([{channel: 'email', opted_in: false}]), [{email: false}]);
    assert.deepEqual(await decide([email], {buyer: undefined}), []);
    const buyer = {email: 'ada@example.com', phone_number: '+15105550123'};
    const both = [
      {channel: 'sms', opted_in: true},
      {channel: 'fax', opted_in: true},
    ];
    assert.deepEqual(await decide(both, {buyer}), [{sms: true}]);
    for (const nothing of [
      undefined,
      [],
      'yes',
      [{channel: 'email'}],
      [{channel: 'email', opted_in: 'yes'}],
      [{channel: '__proto__', opted_in: true}],
    ])
      assert.deepEqual(await decide(nothing), [], JSON.stringify(nothing));
  });

  it('is none in 2026-01-30, whose sessions ask for nothing', async (t) => {
    const {create, post, at, checkout} = await openAcp(t, {consentOptions});
    const sent = {version: '2026-01-30'};
    const session = await create({line_items: [{id: 'tea'}]}, sent);
    assert.equal('marketing_consent_options' in session, false);
    const marketing_consents = [{channel: 'email', opted_in: true}];
    const paid = await post(`${at(session.id)}/complete`, aPayment('spt_1', {marketing_consents}), sent);
    assert.equal(paid.json.status, 'completed');
    assert.deepEqual(await checkout.asides(session.id), []);
  });
});

describe('why a buyer left', () => {
  it('is kept for the shop', async (t) => {
    const {create, send, at, checkout} = await openAcp(t);
    const {id} = await create();
    const trace = {reason_code: 'shipping_cost', trace_summary: 'x'.repeat(600), metadata: {target: 0}};
    await send(`${at(id)}/cancel`, {body: {intent_trace: trace}});
    assert.deepEqual(
      (await checkout.asides(id)).map(({kind, told}) => [kind, told]),
      [['intent_trace', {reason: 'shipping_cost', summary: 'x'.repeat(500), metadata: {target: 0}}]],
    );
  });
});
