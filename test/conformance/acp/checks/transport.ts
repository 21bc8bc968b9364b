/** ACP-001 to 004, 008, 022 to 032: addresses, headers, versions, callers. */
import assert from 'node:assert/strict';
import {BOTH, check, must, SINCE_2026} from '../check.js';
import type {Door, Reply} from '../door.js';
import {payable, ready, Skipped} from '../lab.js';
import {NEWEST, type Told} from '../words.js';

const REST = {bindings: ['REST']} as const;

/** The four operations on a session. */
const onSession = (door: Door, id: string, sent = {}): Record<string, () => Promise<Reply>> => ({
  get: () => door.get(id, sent),
  update: () => door.update(id, {}, sent),
  complete: () => door.complete(id, door.words.pay('spt_none'), sent),
  cancel: () => door.cancel(id, undefined, sent),
});

export const transport = [
  check('ACP-001', 'there are five operations, and over MCP five tools whose schemas refer to nothing outside', async (door, lab) => {
    const {id, pay} = await ready(lab, door);
    must((await door.get(id)).ok);
    must((await door.update(id, {})).ok);
    must((await door.complete(id, await pay())).ok);
    must((await door.cancel((await ready(lab, door)).id)).ok);
    if (door.binding === 'REST') return;
    const {message} = await door.rpc('tools/list', {});
    const names = message.result.tools.map(({name}: Told) => name).sort();
    assert.deepEqual(
      names,
      ['cancel', 'complete', 'create', 'get', 'update'].map((each) => `${each}_checkout_session`),
    );
    assert.doesNotMatch(JSON.stringify(message.result.tools), /\$ref/);
  }),

  check('ACP-002', 'every answer is the whole session: what an update answers is what is read afterwards', async (door, lab) => {
    const {id} = await ready(lab, door);
    const {body: updated} = await door.update(id, door.words.update({items: [[lab.item, 2]]}));
    const {body: read} = await door.get(id);
    const lasting = ({updated_at: _, ...session}: Told) => session;
    assert.deepEqual(lasting(read), lasting(updated));
    assert.equal(door.words.quantity(read.line_items[0]), 2);
  }),

  check('ACP-003', 'a cart is made from an id, priced by the seller, with ways of payment and of delivery', async (door, lab) => {
    const {session} = await ready(lab, door);
    assert.equal(session.line_items.length, 1);
    must(door.words.amount(session, 'items_base_amount') > 0);
    must(session.fulfillment_options.length > 0);
    const methods =
      door.version === '2025-09-29' ? session.payment_provider.supported_payment_methods : session.capabilities.payment.handlers;
    must(methods.length > 0);
  }),

  check('ACP-004', 'another quantity and another way of delivery make other totals', async (door, lab) => {
    const {words} = door;
    const {id, session} = await ready(lab, door);
    const {body: three} = await door.update(id, words.update({items: [[lab.item, 3]]}));
    assert.equal(words.amount(three, 'items_base_amount'), 3 * words.amount(session, 'items_base_amount'));
    const other = three.fulfillment_options.find(
      (option: Told) => option.id !== words.selected(three) && words.amount(option, 'total') > 0,
    );
    if (!other) throw new Skipped('there is one way of delivery only');
    const {body: sent} = await door.update(id, words.update({option: other.id}));
    assert.equal(words.selected(sent), other.id);
    assert.equal(words.amount(sent, 'fulfillment'), words.amount(other, 'total'));
  }),

  check('ACP-008', 'no bearer key, or a wrong one: 401 with WWW-Authenticate, and nothing changes', async (door, lab) => {
    const {id, session} = await ready(lab, door);
    for (const bearer of [null, 'no-such-key']) {
      const refused = await door.cancel(id, undefined, {bearer});
      assert.equal(refused.status, 401);
      assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer/);
      assert.equal(refused.body.code, 'unauthorized');
    }
    assert.equal((await door.get(id)).body.status, session.status);
  }),

  check(
    'ACP-022',
    'the collection is at /checkout_sessions, and at /checkouts too',
    async (door, lab) => {
      const {body} = await door.rest('POST', '/checkouts', door.words.create(payable(lab)));
      assert.equal((await door.rest('GET', `/checkouts/${body.id}`)).status, 200);
      assert.equal((await door.rest('GET', `/checkout_sessions/${body.id}`)).body.id, body.id);
      assert.equal((await door.rest('POST', `/checkouts/${body.id}/cancel`)).body.status, 'canceled');
    },
    REST,
  ),

  check(
    'ACP-023',
    'create answers 201, all else 200',
    async (door, lab) => {
      const created = await door.create(door.words.create(payable(lab)));
      const {id} = created.body;
      const token = await lab.mint(door.words.amount(created.body, 'total'));
      const rest = [await door.get(id), await door.update(id, {}), await door.complete(id, door.words.pay(token))];
      const canceled = await door.cancel((await ready(lab, door)).id);
      assert.deepEqual(
        [created, ...rest, canceled].map(({status}) => status),
        [201, 200, 200, 200, 200],
      );
    },
    REST,
  ),

  check(
    'ACP-025',
    'a version is demanded, and of those that are not spoken 400 says which are',
    async (door, lab) => {
      const {id} = await ready(lab, door);
      for (const [version, code] of [
        [null, 'missing_api_version'],
        ['1999-01-01', 'unsupported_api_version'],
        ['2025-12-12', 'unsupported_api_version'],
      ] as const) {
        const {ok, status, body} = await door.get(id, {version});
        assert.deepEqual([ok, body.code], [false, code]);
        if (door.binding === 'REST') assert.equal(status, 400);
        for (const spoken of ['2025-09-29', '2026-01-30', '2026-04-17']) must(body.supported_versions.includes(spoken));
      }
    },
    {versions: [NEWEST], bindings: BOTH},
  ),

  check(
    'ACP-025',
    '2025-09-12 is 2025-09-29 by another name',
    async (door, lab) => {
      const {id} = await ready(lab, door);
      const [one, other] = [await door.get(id), await door.get(id, {version: '2025-09-12'})];
      assert.deepEqual(other.body, one.body);
    },
    {versions: ['2025-09-29']},
  ),

  check(
    'ACP-026',
    'a body is application/json: other types are 415; cancel needs none',
    async (door, lab) => {
      const plain = await door.create(undefined, {
        text: JSON.stringify(door.words.create(payable(lab))),
        headers: {'content-type': 'text/plain'},
      });
      assert.equal(plain.status, 415);
      const {id} = await ready(lab, door);
      assert.equal((await door.cancel(id)).body.status, 'canceled');
    },
    REST,
  ),

  check(
    'ACP-027',
    'Idempotency-Key and Request-Id come back, in errors too',
    async (door, lab) => {
      const headers = {'request-id': 'req_1'};
      const good = await door.create(door.words.create(payable(lab)), {key: `echo-${Math.random()}`, headers});
      const bad = await door.create({}, {key: `echo-of-an-error-${Math.random()}`, headers});
      for (const reply of [good, bad]) {
        assert.match(reply.headers.get('idempotency-key') ?? '', /^echo-/);
        assert.equal(reply.headers.get('request-id'), 'req_1');
      }
    },
    REST,
  ),

  check(
    'ACP-028',
    'what is said is said in the language of Accept-Language, and Content-Language and locale name it',
    async (door, lab) => {
      const told = (await (await fetch(new URL('/.well-known/acp.json', door.url))).json()) as Told;
      const locales: string[] = told.capabilities?.supported_locales ?? [];
      const other = locales.find((locale) => !locale.startsWith('en'));
      if (!other) throw new Skipped('the seller speaks English only');
      const languageOf = (tag: string | null) => tag?.split(/[-,]/)[0];
      const said = async (language: string) => {
        const {body, headers} = await door.create(door.words.create({items: [[lab.item, 1]]}), {headers: {'accept-language': language}});
        const {body: error} = await door.get('cs_there_is_none', {headers: {'accept-language': language}});
        if (door.binding === 'REST') assert.equal(languageOf(headers.get('content-language')), languageOf(language));
        if (door.version !== '2025-09-29') assert.equal(languageOf(body.locale), languageOf(language));
        assert.equal(error.code, 'session_not_found');
        const texts = body.totals.map(({display_text}: Told) => display_text);
        return {texts, messages: body.messages.map(({content}: Told) => content), error: error.message};
      };
      const [english, translated] = [await said('en-US'), await said(`${other},en;q=0.1`)];
      assert.equal(translated.texts.length, english.texts.length);
      for (const part of ['texts', 'messages', 'error'] as const) assert.notDeepEqual(translated[part], english[part], part);
    },
  ),

  check('ACP-030', "another agent's session behaves as an unknown one", async (door, lab) => {
    if (!lab.otherBearer) throw new Skipped('there is no second agent (--other-key)');
    const {id, session} = await ready(lab, door);
    for (const [operation, act] of Object.entries(onSession(door, id, {bearer: lab.otherBearer})))
      assert.equal((await act()).body.code, 'session_not_found', operation);
    assert.equal((await door.get(id)).body.status, session.status);
  }),

  check('ACP-031', 'an unknown session is not found by any operation', async (door) => {
    for (const [operation, act] of Object.entries(onSession(door, 'cs_there_is_none'))) {
      const {status, body} = await act();
      assert.equal(body.code, 'session_not_found', operation);
      if (door.binding === 'REST') assert.equal(status, 404, operation);
    }
  }),

  check(
    'ACP-032',
    'a currency is taken in either case and told in lower case',
    async (door, lab) => {
      const {body} = await door.create({...door.words.create(payable(lab)), currency: 'USD'});
      assert.equal(body.currency, 'usd');
      const {body: refused} = await door.create({...door.words.create(payable(lab)), currency: 'xts'});
      assert.deepEqual([refused.code, refused.param], ['unsupported_currency', '$.currency']);
    },
    {versions: SINCE_2026},
  ),
];
