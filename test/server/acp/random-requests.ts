/** Random carts, and requests that are sometimes good, sometimes nearly good, and sometimes noise. */
import type {TestContext} from 'node:test';
import fc from 'fast-check';
import {VERSIONS, wordsOf, type Cart, type Version} from '../../conformance/acp/words.js';
import {oakland, sanFrancisco} from '../../support/open-shop.js';
import {KEY, OTHER_KEY} from './open-acp.js';

/** A seed that is printed with the test: `SEED=…` runs the same again. */
export function aSeed(): {seed: number; log(t: TestContext): void} {
  const seed = process.env.SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(process.env.SEED);
  return {seed, log: (t) => t.diagnostic(`SEED=${seed} makes the same again`)};
}

const anItem = fc.constantFrom('tea', 'cup-ink-s', 'cup-ink-l', 'cup-oat-s', 'tea', 'no-such-thing');
const anAddress = fc.oneof(
  fc.constantFrom(sanFrancisco, oakland, {...sanFrancisco, country: 'FR', postal_code: '75001'}, {...sanFrancisco, country: 'Mars'}),
  fc.record({
    line_one: fc.string(),
    city: fc.string(),
    country: fc.constantFrom('US', 'CA', 'DE'),
    postal_code: fc.string({maxLength: 12}),
  }),
  fc.constant(null),
);
const aBuyer = fc.oneof(
  fc.constant({first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com'}),
  fc.record({email: fc.oneof(fc.emailAddress(), fc.string())}),
  fc.constant(null),
);

/** What a buyer may want, each part now and then. */
export const aCart: fc.Arbitrary<Cart> = fc.record(
  {
    items: fc.array(fc.tuple(anItem, fc.integer({min: 1, max: 9})), {minLength: 1, maxLength: 4}),
    address: anAddress,
    buyer: aBuyer,
    codes: fc.array(fc.constantFrom('WELCOME10', 'welcome10', 'TABLE15', 'NOPE'), {maxLength: 3}),
    option: fc.constantFrom('us-standard', 'us-express', 'pickup', 'local', 'none'),
  },
  {requiredKeys: []},
);

/** A request as it goes out, noise and all. `ID` in a path stands for the id of a session that is there. */
export interface Noise {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const noise = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, 0, -1, 1e308, '', '\u0000', '💸'.repeat(40), [], {}, [[[]]]));
const aVersion = fc.constantFrom(...VERSIONS, '2025-09-12', '1999-01-01', 'x', '');

type Kind = 'create' | 'update' | 'complete' | 'cancel';

const anIntervention = fc.constantFrom<unknown>('3ds', '3ds', 'biometric', 'dancing', '', 7, null);
const aResult = fc.record(
  {
    outcome: fc.constantFrom('authenticated', 'authenticated', 'attempt_acknowledged', 'denied', 'not_supported', 'abandoned', 'nonsense'),
    outcome_details: fc.oneof(
      fc.constant({
        three_ds_cryptogram: 'AbCdEfGhIjKlMnOpQrStUvWxY0A=',
        electronic_commerce_indicator: '05',
        transaction_id: 'ds-1',
        version: '2.2.0',
      }),
      fc.record({three_ds_cryptogram: fc.base64String({maxLength: 80}), electronic_commerce_indicator: fc.constantFrom('05', '99', '')}),
    ),
  },
  {requiredKeys: []},
);
/** What may come beside the purchase itself, each part now and then. */
const extras = (members: Record<string, fc.Arbitrary<unknown>>) => fc.record(members, {requiredKeys: []});
const someNotes = fc.oneof(fc.string({maxLength: 40}), fc.constantFrom('x'.repeat(5_001), '<b>raw</b>', '\u0000'));
const anAttribution = fc.record({provider: fc.string(), token: fc.string(), metadata: fc.jsonValue()}, {requiredKeys: []});
const EXTRAS: Record<Kind, fc.Arbitrary<object>> = {
  create: extras({
    capabilities: fc.array(anIntervention, {maxLength: 4}).map((supported) => ({interventions: {supported}})),
    order_notes: someNotes,
    affiliate_attribution: anAttribution,
    metadata: fc.dictionary(fc.string(), fc.jsonValue()),
    coupons: fc.array(fc.constantFrom('WELCOME10', 'NOPE', ''), {maxLength: 7}),
  }),
  update: extras({
    discounts: fc.record({codes: fc.array(fc.constantFrom('WELCOME10', 'welcome10', 'TABLE15', 'NOPE', '')), automatic: fc.jsonValue()}),
    order_notes: someNotes,
  }),
  complete: extras({
    authentication_result: aResult,
    order_notes: someNotes,
    affiliate_attribution: anAttribution,
    marketing_consents: fc.array(fc.record({channel: fc.constantFrom('email', 'sms', '__proto__'), opted_in: fc.boolean()})),
  }),
  cancel: extras({intent_trace: extras({reason_code: fc.string(), trace_summary: someNotes, metadata: fc.jsonValue()})}),
};

/** A body for an operation of a version, some of its members now and then replaced by noise, left out, or wrapped. */
const bodyOf = (version: Version, kind: Kind): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      aCart,
      fc.oneof({weight: 2, arbitrary: fc.constant({})}, EXTRAS[kind]),
      fc.infiniteStream(fc.nat()),
      noise,
      fc.integer({min: 1, max: 4}),
    )
    .map(([cart, more, stream, value, token]) => {
      const words = wordsOf(version);
      const bodies: Record<Kind, object> = {
        create: words.create({items: [['tea', 1]], ...cart}),
        update: words.update(cart),
        complete: words.pay(`spt_${token}`),
        cancel: {intent_trace: {reason_code: 'other', metadata: {}}},
      };
      return spoil({...bodies[kind], ...more}, () => stream.next().value ?? 0, value);
    });

const aKind = fc.constantFrom<Kind>('create', 'update', 'complete', 'cancel');
/** A version with a body that is, most of the time, one of its own, for the operation it comes with. */
const aWish = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    kind: fc.oneof({weight: 3, arbitrary: fc.constantFrom<Kind>('create', 'update', 'complete')}, aKind),
  })
  .chain(({version, kind}) => fc.record({version: fc.constant(version), kind: fc.constant(kind), body: bodyOf(version, kind)}));

/** Walks a value and now and then puts something else where something was. */
function spoil(value: unknown, chance: () => number, other: unknown): unknown {
  const luck = chance() % 60;
  if (luck === 0) return other;
  if (luck === 1) return [value];
  if (Array.isArray(value)) return value.map((each) => spoil(each, chance, other));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(() => chance() % 60 !== 0);
  return Object.fromEntries(members.map(([name, each]) => [chance() % 90 === 0 ? '__proto__x' : name, spoil(each, chance, other)]));
}

const aText = fc.oneof(
  fc.string({maxLength: 80}),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom('', '{', '[]', 'null', '[['.repeat(5_000), '{"a":'.repeat(100), '{"__proto__":{"x":1}}', '\ufeff{}'),
);
/** Now and then, and undefined otherwise. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({weight: 9, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary});

const aKey = fc.oneof({weight: 4, arbitrary: fc.uuid()}, fc.constantFrom('same', 'same', '', 'k'.repeat(255), 'k'.repeat(256), '0'));
const aBearer = fc.oneof(
  {weight: 9, arbitrary: fc.constant(`Bearer ${KEY}`)},
  fc.constantFrom(`Bearer ${OTHER_KEY}`, 'Bearer', 'Bearer wrong', `Basic ${KEY}`, '', `Bearer ${KEY} ${KEY}`),
);
const aType = fc.oneof(
  {weight: 12, arbitrary: fc.constant('application/json')},
  fc.constantFrom('text/plain', '', 'application/json; charset=utf-8', 'application/jsonx', 'multipart/form-data'),
);
const anId = fc.oneof(
  {weight: 8, arbitrary: fc.constant('ID')},
  fc.constantFrom('cs_none', '...', '%00', '%2e%2e%2f', '%F0%9F%92%B8', 'a'.repeat(300), '%', "'%20or%201=1--"),
);
const anOddPath = fc.oneof(
  fc
    .tuple(anId, fc.constantFrom('', '/nothing', '/complete/x', '/', '//', '/cancel?x=1'))
    .map(([id, rest]) => `/checkout_sessions/${id}${rest}`),
  fc.constantFrom(
    '/.well-known/acp.json',
    '/checkout_sessions?x=1',
    '/checkouts/',
    '/checkouts/ID/complete',
    '/checkout_sessions/ID/cancel',
  ),
);
const PATHS: Record<Kind, string> = {create: '', update: '/ID', complete: '/ID/complete', cancel: '/ID/cancel'};
const aMethod = fc.oneof(
  {weight: 10, arbitrary: fc.constant('POST')},
  {weight: 3, arbitrary: fc.constant('GET')},
  fc.constantFrom('PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
);

const aLanguage = fc.oneof(
  fc.constantFrom('fr-FR', 'de, en;q=0.5', 'ar', 'zh-Hant, *;q=0.1', '*', 'xx', ';q=', 'pt;q=nonsense'),
  fc.string({unit: 'grapheme-ascii', maxLength: 20}).map((text) => text.trim()),
);

const headersOf = (given: Record<string, string>) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));

const aRestRequest: fc.Arbitrary<Noise> = fc
  .record({
    wish: aWish,
    method: aMethod,
    root: fc.constantFrom('/checkout_sessions', '/checkouts'),
    oddPath: seldom(anOddPath),
    oddText: seldom(aText),
    oddVersion: seldom(aVersion),
    bearer: aBearer,
    key: aKey,
    type: aType,
    language: aLanguage,
    odd: fc.string({unit: 'grapheme-ascii', maxLength: 20}),
  })
  .map(({wish, method, root, oddPath, oddText, oddVersion, bearer, key, type, language, odd}) => ({
    method,
    path: oddPath ?? `${root}${PATHS[wish.kind]}`,
    headers: headersOf({
      authorization: bearer,
      'api-version': oddVersion ?? wish.version,
      'idempotency-key': key,
      'content-type': type,
      'accept-language': language,
      'request-id': odd.trim(),
    }),
    ...(!/GET|HEAD/.test(method) && {body: oddText ?? JSON.stringify(wish.body)}),
  }));

const anEnvelope = fc
  .record({
    wish: aWish,
    oddName: seldom(fc.constantFrom('get_checkout_session', '__proto__', 'toString', '')),
    method: fc.oneof(
      {weight: 12, arbitrary: fc.constant('tools/call')},
      fc.constantFrom('tools/list', 'initialize', 'ping', 'no/such', ''),
    ),
    key: aKey,
    language: aLanguage,
    oddMeta: seldom(noise),
    oddId: seldom(noise),
    oddPayload: seldom(noise),
    oddArguments: seldom(noise),
    rpc: fc.oneof({weight: 12, arbitrary: fc.constant('2.0')}, fc.constantFrom('1.0', '')),
  })
  .map(({wish, oddName, method, key, language, oddMeta, oddId, oddPayload, oddArguments, rpc}) => {
    const meta = oddMeta ?? {api_version: wish.version, accept_language: language, ...(key && {idempotency_key: key})};
    const args = oddArguments ?? {meta, id: oddId ?? 'ID', payload: oddPayload ?? wish.body};
    return JSON.stringify({jsonrpc: rpc, id: 1, method, params: {name: oddName ?? `${wish.kind}_checkout_session`, arguments: args}});
  });

const aToolCall: fc.Arbitrary<Noise> = fc
  .record({text: fc.oneof({weight: 9, arbitrary: anEnvelope}, aText), bearer: aBearer, type: aType})
  .map(({text, bearer, type}) => ({
    method: 'POST',
    path: '/acp/mcp',
    headers: headersOf({authorization: bearer, 'content-type': type, accept: 'application/json, text/event-stream'}),
    body: text,
  }));

export const aRequest = fc.oneof({weight: 3, arbitrary: aRestRequest}, {weight: 1, arbitrary: aToolCall});
