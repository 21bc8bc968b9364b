import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {McpError} from '@modelcontextprotocol/sdk/types.js';
import {languages} from '../../../server/words/index.js';
import type {Total} from '../../../shared/session.js';
import {ORIGIN} from '../../support/open-server.js';
import {aCreate, KEY, openAcp, OTHER_KEY, type Sent} from './open-acp.js';

const open = (t: TestContext) => openAcp(t, {languages});
const reading = (language: string, sent: Sent = {}): Sent => ({...sent, headers: {'accept-language': language, ...sent.headers}});
const rows = (totals: readonly Total[]) => totals.map(({type, display_text}) => `${type}: ${display_text}`);
const said = ({messages}: {messages: {content: string}[]}) => messages.map(({content}) => content);

describe('an agent that reads another language', () => {
  it('has its messages, its totals and its locale in it, and is told which it is', async (t) => {
    const {post, get, at} = await open(t);
    const body = aCreate({fulfillment_details: undefined});
    const french = await post('/checkout_sessions', body, reading('fr-FR'));
    assert.equal(french.headers.get('content-language'), 'fr');
    assert.equal(french.json.locale, 'fr');
    assert.deepEqual(said(french.json), ['Indiquez une adresse de livraison pour voir les frais de livraison et les taxes.']);
    assert.deepEqual(rows(french.json.totals), ['items_base_amount: Articles', 'subtotal: Sous-total', 'total: Total estimé']);

    const english = await get(at(french.json.id), reading('en-US'));
    assert.equal(english.headers.get('content-language'), 'en');
    assert.equal(english.json.locale, 'en-US');
    assert.deepEqual(said(english.json), ['Add a delivery address to see shipping and tax.']);
    assert.deepEqual((await get(at(french.json.id))).json, english.json);
  });

  for (const [language, line, option, cart] of [
    ['de', ['Preis', 'Zwischensumme', 'Steuern', 'Gesamtbetrag'], 'Preis', ['Artikel', 'Zwischensumme', 'Steuern', 'Gesamtbetrag']],
    ['ja', ['価格', '小計', '税', '合計'], '価格', ['商品', '小計', '税', '合計']],
    ['ar', ['السعر', 'المجموع الفرعي', 'الضريبة', 'الإجمالي'], 'السعر', ['المنتجات', 'المجموع الفرعي', 'الضريبة', 'الإجمالي']],
  ] as const)
    it(`has every row of a sum in ${language}, but for what the shop named itself`, async (t) => {
      const {create} = await open(t);
      const session = await create({}, reading(language));
      const texts = (totals: readonly Total[]) => totals.filter(({type}) => type !== 'fulfillment').map((row) => row.display_text);
      assert.deepEqual(texts(session.line_items[0]!.totals), line);
      assert.equal(texts(session.fulfillment_options[0]!.totals)[0], option);
      assert.deepEqual(texts(session.totals), cart);
      assert.deepEqual(
        session.totals.filter(({type}) => type === 'fulfillment').map(({display_text}) => display_text),
        ['Standard'],
      );
    });

  it('has amounts in sentences as the language prints them', async (t) => {
    const {create} = await open(t);
    const body = {line_items: [{id: 'cup-ink-s', quantity: 1}], discounts: {codes: ['TABLE15', 'NO-SUCH']}};
    const german = said(await create(body, reading('de')));
    assert.ok(
      german.some((content) => /^Der Rabattcode TABLE15 gilt ab einer Zwischensumme von \d+,\d\d\s\$\.$/.test(content)),
      german.join('\n'),
    );
    assert.ok(german.includes('Dieser Rabattcode ist ungültig.'));
  });

  it('is told of codes in `discounts.rejected` in it, too', async (t) => {
    const {create, post, at} = await open(t);
    const {id} = await create();
    const {json} = await post(at(id), {discounts: {codes: ['NO-SUCH']}}, reading('he'));
    assert.deepEqual(
      json.discounts?.rejected.map(({message}) => message),
      ['קוד ההנחה אינו תקף.'],
    );
  });

  it('is told of what it named wrongly and of values that cannot be taken in it', async (t) => {
    const {create} = await open(t);
    const session = await create(
      {line_items: [{id: 'cup-ink-s', quantity: 50}, {id: 'no-such'}], buyer: {email: 'nobody'}},
      reading('es, en;q=0.1'),
    );
    const told = said(session);
    assert.ok(told.includes('Este dato no es válido.'), told.join('\n'));
    assert.ok(told.includes('El artículo «no-such» no existe. Indique de nuevo los artículos sin él.'), told.join('\n'));
    assert.ok(
      told.some((content) => /: solo quedan \d+ unidades\.$/.test(content)),
      told.join('\n'),
    );
  });

  it('is told of a change that cannot be made in it', async (t) => {
    const {create, post, at} = await open(t);
    const {id} = await create({line_items: [{id: 'cup-ink-s', quantity: 1}]});
    const {json} = await post(at(id), {line_items: [{id: 'cup-ink-s', quantity: 50}]}, reading('es'));
    assert.match(said(json)[0]!, /: solo quedan \d+ unidades\.$/);
  });

  it('is told of a decline in it, and again when it repeats the call', async (t) => {
    const {create, pay, payments} = await open(t);
    const {id} = await create();
    payments.answer({kind: 'declined', reason: 'insufficient_funds'});
    const {json, text} = await pay(id, 'spt_1', reading('pt-PT', {key: 'k1'}));
    assert.deepEqual(said(json), ['Seu cartão não tem saldo suficiente. Nada foi cobrado. Use outro cartão.']);
    assert.equal((await pay(id, 'spt_1', reading('pt-PT', {key: 'k1'}))).text, text);
  });

  it('has the order’s rows in its own language, whoever paid in which', async (t) => {
    const {create, pay, get, at, stored} = await open(t);
    const {id} = await create({}, reading('ko'));
    const paid = await pay(id, 'spt_1', reading('ko'));
    assert.deepEqual(rows(paid.json.order!.totals!), rows(paid.json.totals));
    assert.equal(paid.json.order!.totals!.at(-1)!.display_text, '합계');
    const read = await get(at(id), reading('zh-CN'));
    assert.equal(read.json.order!.totals!.at(-1)!.display_text, '合计');
    // What is kept, and told in events, is English.
    assert.equal((await stored(id)).order!.totals!.at(-1)!.display_text, 'Total');
  });

  it('has errors in it, with the same code', async (t) => {
    const {get, post, send, at, create, cancel} = await open(t);
    const unknown = await get(at('cs_0'), reading('de'));
    assert.deepEqual(
      [unknown.status, unknown.json.code, unknown.json.message, unknown.headers.get('content-language')],
      [404, 'session_not_found', 'Es gibt keine Sitzung mit dieser Id.', 'de'],
    );
    const wrong = await post('/checkout_sessions', aCreate({line_items: 7}), reading('ja'));
    assert.deepEqual(
      [wrong.status, wrong.json.code, wrong.json.param, wrong.json.message],
      [400, 'invalid', '$.line_items', 'この値は使用できません。'],
    );
    const {id} = await create();
    await cancel(id);
    assert.equal((await cancel(id, reading('fr'))).json.message, 'Cet achat a été annulé. Commencez-en un nouveau.');
    for (const [sent, message] of [
      [{headers: {authorization: 'Bearer wrong'}}, 'Falta la clave o no se conoce. Envíela como «Authorization: Bearer …».'],
      [{method: 'DELETE'}, 'Esta dirección no admite ese método.'],
      [{text: '{'}, 'El cuerpo no es JSON válido.'],
      [{version: null}, 'Falta la cabecera API-Version.'],
    ] as [Sent, string][]) {
      const {json, headers} = await send('/checkout_sessions', reading('es', sent));
      assert.deepEqual([json.message, headers.get('content-language')], [message, 'es']);
    }
  });

  it('is answered in the language its session was opened with, where it names none', async (t) => {
    const {post, get, at, cancel} = await open(t);
    const body = aCreate({locale: 'de-AT', fulfillment_details: undefined});
    for (const version of ['2026-04-17', '2026-01-30']) {
      const made = await post('/checkout_sessions', body, {version});
      assert.deepEqual([made.headers.get('content-language'), made.json.locale], ['de', 'de']);
      assert.deepEqual(said(made.json), ['Geben Sie eine Lieferadresse ein, um Versand und Steuern zu sehen.']);
      const {id} = made.json;
      const changed = await post(at(id), {line_items: [{id: 'tea', quantity: 2}]});
      assert.deepEqual([changed.json.locale, rows(changed.json.totals)[0]], ['de', 'items_base_amount: Artikel']);
      assert.equal((await get(at(id), reading('fr'))).json.locale, 'fr');
      assert.equal((await post(at(id), {line_items: 7})).json.message, languages.best('de').problems!.invalid);
      const hidden = await get(at(id), {headers: {authorization: `Bearer ${OTHER_KEY}`}});
      assert.deepEqual([hidden.status, hidden.headers.get('content-language')], [404, 'en']);
      await cancel(id);
      assert.equal((await cancel(id)).json.message, languages.best('de').problems!.session_canceled);
      assert.equal((await get(at(id))).json.locale, 'de');
    }
  });

  it('is answered in English where its session has a language that nobody speaks here, or none', async (t) => {
    const {post, get, at} = await open(t);
    for (const locale of ['nl', '', 7, null, 'x'.repeat(5000)]) {
      const {status, json} = await post('/checkout_sessions', aCreate({locale}));
      assert.deepEqual([status, json.locale, (await get(at(json.id))).json.locale], [201, 'en-US', 'en-US']);
    }
    const old = await post('/checkout_sessions', {items: [{id: 'tea', quantity: 1}], locale: 'de'}, {version: '2025-09-29'});
    assert.equal(old.headers.get('content-language'), 'en');
  });

  it('has the answer it was given first when it repeats a call, whatever it reads now', async (t) => {
    const {post} = await open(t);
    const first = await post('/checkout_sessions', aCreate(), reading('de', {key: 'k1'}));
    const again = await post('/checkout_sessions', aCreate(), reading('fr', {key: 'k1'}));
    assert.equal(again.text, first.text);
    assert.equal(again.headers.get('content-language'), 'de');
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
  });

  it('has texts and the header in the oldest version, which has no locale', async (t) => {
    const {post} = await open(t);
    const body = {items: [{id: 'cup-ink-s', quantity: 1}]};
    const {json, headers} = await post('/checkout_sessions', body, reading('de', {version: '2025-09-29'}));
    assert.equal(headers.get('content-language'), 'de');
    assert.ok(!('locale' in json));
    assert.deepEqual(rows(json.totals).slice(-1), ['total: Voraussichtlicher Gesamtbetrag']);
    assert.deepEqual(said(json), ['Geben Sie eine Lieferadresse ein, um Versand und Steuern zu sehen.']);
  });

  it('has what the server refuses before the door in it', async (t) => {
    const {get, at} = await open(t);
    const {status, json, headers} = await get(at('cs_0'), reading('de', {headers: {host: 'evil.example'}}));
    assert.deepEqual([status, json.code, headers.get('content-language')], [403, 'forbidden', 'de']);
    assert.equal(json.message, languages.best('de').problems!.forbidden);
  });

  it('has a refusal before MCP in it, too', async (t) => {
    const {post} = await open(t);
    const {status, text, headers} = await post('/acp/mcp', {}, reading('de', {headers: {authorization: 'Bearer wrong'}}));
    assert.equal(headers.get('content-language'), 'de');
    const {error} = JSON.parse(text) as {error: {message: string; data: {code: string; message: string}}};
    assert.deepEqual([status, error.data.code, error.data.message], [401, 'unauthorized', error.message]);
    assert.match(error.message, /^Der Schlüssel fehlt/);
  });

  it('finds its language in discovery', async (t) => {
    const {get} = await open(t);
    const {json} = await get('/.well-known/acp.json');
    const {capabilities} = json as unknown as {capabilities: {supported_locales: string[]}};
    assert.deepEqual(capabilities.supported_locales, languages.locales);
  });

  it('names it as meta.accept_language over MCP', async (t) => {
    const server = await open(t);
    const transport = new StreamableHTTPClientTransport(new URL(`${ORIGIN}/acp/mcp`), {
      fetch: async (url, init) => {
        const headers = new Headers(init?.headers);
        headers.set('host', '127.0.0.1:8787');
        headers.set('authorization', `Bearer ${KEY}`);
        return server.app.request(String(url), {...init, headers});
      },
    });
    const client = new Client({name: 'test', version: '0'});
    await client.connect(transport);
    t.after(() => client.close());
    const meta = {api_version: '2026-04-17', accept_language: 'fr-FR,fr;q=0.9'};
    const call = (name: string, args: object) => client.callTool({name, arguments: {meta, ...args}});
    const session = (await call('create_checkout_session', {payload: aCreate()})) as unknown as {locale: string; totals: Total[]};
    assert.equal(session.locale, 'fr');
    assert.equal(session.totals[0]!.display_text, 'Articles');
    await assert.rejects(call('get_checkout_session', {id: 'cs_0'}), (error: McpError) => {
      assert.equal(error.message.replace(/^MCP error -32000: /, ''), 'Aucune session ne porte cet identifiant.');
      assert.equal((error.data as {code: string}).code, 'session_not_found');
      return true;
    });
  });
});
