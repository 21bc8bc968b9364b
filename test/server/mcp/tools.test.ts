import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Ajv} from 'ajv';
import {totalOf} from '../../../shared/session.js';
import {call, connectInMemory, connectOverHttp, errorOf, openServer, sessionOf} from '../../support/open-server.js';
import {sanFrancisco} from '../../support/open-shop.js';

const start = (id: string, quantity: unknown) => ({checkout_session: {items: [{id, quantity}]}});
const pay = (id: string, token = 'spt_1') => ({checkout_session_id: id, payment_data: {token, provider: 'stripe', billing_address: null}});
const address = (change: object = {}) => ({fulfillment_details: {address: {...sanFrancisco, ...change}}});

describe('every tool', () => {
  it('answers as its own output schema says, and repeats it as text', async (t) => {
    const {mcp} = await openServer(t);
    const client = await connectInMemory(t, mcp);
    const ajv = new Ajv({strict: false});
    const {tools} = await client.listTools();
    const fits = Object.fromEntries(tools.map(({name, outputSchema}) => [name, ajv.compile(outputSchema!)]));
    const use = async (name: string, args: Record<string, unknown>) => {
      const answer = await call(client, name, args);
      assert.equal(answer.isError ?? false, false, JSON.stringify(answer.content));
      const check = fits[name]!;
      assert.ok(check(answer.structuredContent), `${name}: ${ajv.errorsText(check.errors)}`);
      const [text] = answer.content;
      assert.deepEqual(JSON.parse(text?.type === 'text' ? text.text : ''), answer.structuredContent);
      return answer;
    };

    await use('search_products', {});
    await use('search_products', {query: 'cup', limit: 1});
    await use('show_product', {product_id: 'cup'});
    const {id} = sessionOf(await use('checkout_session', start('cup-ink-s', 2)));
    await use('get_checkout', {checkout_session_id: id});
    const ready = sessionOf(await use('update_checkout', {checkout_session_id: id, ...address(), buyer: {email: 'ada@example.com'}}));
    assert.equal(ready.status, 'ready_for_payment');
    await use('update_checkout', {checkout_session_id: id, selected_fulfillment_options: [{option_id: 'us-express'}]});
    await use('update_checkout', {checkout_session_id: id, discounts: {codes: ['WELCOME10']}});
    const paid = await use('complete_checkout', pay(id));
    const {status, order} = paid.structuredContent as {status: string; order: {checkout_session_id: string}};
    assert.deepEqual([status, order.checkout_session_id], ['completed', id]);
    const other = sessionOf(await use('checkout_session', start('tea', 1)));
    assert.equal(sessionOf(await use('cancel_checkout', {checkout_session_id: other.id})).status, 'canceled');
  });
});

describe('show_product', () => {
  it('finds by product, by variant and by name, and starts with what can be bought', async (t) => {
    const client = await connectInMemory(t, (await openServer(t)).mcp);
    const shown = async (args: object) => {
      const {productName, amount, currency, priceID} = (await call(client, 'show_product', {...args})).structuredContent!;
      return [productName, amount, currency, priceID];
    };
    assert.deepEqual(await shown({product_id: 'cup'}), ['Café Cup', 2000, 'usd', 'cup-ink-s']);
    assert.deepEqual(await shown({product_id: 'cup-ink-l'}), ['Café Cup', 2600, 'usd', 'cup-ink-l']);
    assert.deepEqual(await shown({product_name: 'green tea'}), ['Green Tea', 900, 'usd', 'tea']);
  });

  it('says what is left', async (t) => {
    const client = await connectInMemory(t, (await openServer(t)).mcp);
    const {product} = (await call(client, 'show_product', {product_id: 'cup'})).structuredContent as {
      product: {variants: {id: string; availability: string; available_quantity: number}[]};
    };
    assert.deepEqual(
      product.variants.map(({id, availability, available_quantity}) => [id, availability, available_quantity]),
      [
        ['cup-ink-s', 'low_stock', 3],
        ['cup-ink-l', 'out_of_stock', 0],
        ['cup-oat-s', 'in_stock', 5],
      ],
    );
  });
});

describe('complete_checkout', () => {
  it('answers a decline as an ordinary answer whose message the sheet shows', async (t) => {
    const {mcp, payments, ready} = await openServer(t);
    const client = await connectInMemory(t, mcp);
    const {id} = await ready();
    payments.answer({kind: 'declined', reason: 'insufficient_funds'});
    const answer = await call(client, 'complete_checkout', pay(id));
    const {status, order, messages} = answer.structuredContent as {status: string; order?: object; messages: {code: string}[]};
    assert.deepEqual(
      [answer.isError ?? false, status, order, messages[0]?.code],
      [false, 'ready_for_payment', undefined, 'payment_declined'],
    );
  });
});

describe('wrong input', () => {
  const session = '$.checkout_session.items[0]';
  type Case = [what: string, name: string, args: (id: string) => Record<string, unknown>, code: string, param: string, text: RegExp];
  const cases: Case[] = [
    [
      'an unknown product',
      'checkout_session',
      () => start('nothing', 1),
      'invalid_item_id',
      '$.items[0].id',
      /^There is no item with the id "nothing"\.$/,
    ],
    [
      'a product instead of a variant',
      'checkout_session',
      () => start('cup', 1),
      'invalid_item_id',
      '$.items[0].id',
      /variants: cup-ink-s, cup-ink-l, cup-oat-s\.$/,
    ],
    [
      'an unknown product to show',
      'show_product',
      () => ({product_id: 'nothing'}),
      'not_found',
      '$.product_id',
      /^There is no product with this id; /,
    ],
    ['no product to show', 'show_product', () => ({}), 'missing', '$.product_id', /^Expected a product_id or a product_name\.$/],
    [
      'an unknown session',
      'get_checkout',
      () => ({checkout_session_id: 'cs_none'}),
      'session_not_found',
      '$.checkout_session_id',
      /^There is no checkout with this id\.$/,
    ],
    [
      'an unknown session to change',
      'update_checkout',
      () => ({checkout_session_id: 'cs_none'}),
      'session_not_found',
      '$.checkout_session_id',
      /^There is no/,
    ],
    ['an unknown session to pay', 'complete_checkout', () => pay('cs_none'), 'session_not_found', '$.checkout_session_id', /^There is no/],
    [
      'an unknown session to cancel',
      'cancel_checkout',
      () => ({checkout_session_id: 'cs_none'}),
      'session_not_found',
      '$.checkout_session_id',
      /^There is no/,
    ],
    ...[0, -1, 1.5, 1e9].map((quantity): Case => [
      `quantity ${quantity}`,
      'checkout_session',
      () => start('tea', quantity),
      'invalid',
      `${session}.quantity`,
      new RegExp(
        `^Quantity must be a whole number from 1 to 99, got ${quantity} \\(at \\$\\.checkout_session\\.items\\[0\\]\\.quantity\\)\\.$`,
      ),
    ]),
    ...[0, -1, 1.5, 1e9].map((quantity): Case => [
      `a change to quantity ${quantity}`,
      'update_checkout',
      (id) => ({checkout_session_id: id, items: [{id: 'cup-ink-s', quantity}]}),
      'invalid',
      '$.items[0].quantity',
      /^Quantity must be a whole number from 1 to 99/,
    ]),
    [
      'an address with no country',
      'update_checkout',
      (id) => ({checkout_session_id: id, ...address({country: undefined})}),
      'invalid',
      '$.fulfillment_details.address.country',
      /^Country is missing: expected a two-letter ISO 3166-1 code such as "US" \(at /,
    ],
    [
      'a 10,000-letter name',
      'update_checkout',
      (id) => ({checkout_session_id: id, ...address({name: 'x'.repeat(10_000)})}),
      'invalid',
      '$.fulfillment_details.address.name',
      /^Name must be at most 256 characters, got 10000 \(at [^)]*\)\.$/,
    ],
    [
      'an empty e-mail',
      'update_checkout',
      (id) => ({checkout_session_id: id, buyer: {email: ''}}),
      'invalid',
      '$.buyer.email',
      /^Email is missing \(at \$\.buyer\.email\)\.$/,
    ],
    [
      'no token',
      'complete_checkout',
      (id) => ({checkout_session_id: id, payment_data: {}}),
      'invalid',
      '$.payment_data.token',
      /^payment_data\.token is missing/,
    ],
    [
      'a delivery that is not offered',
      'update_checkout',
      (id) => ({checkout_session_id: id, selected_fulfillment_options: [{option_id: 'drone'}]}),
      'invalid',
      '$.selected_fulfillment_options[0].option_id',
      /^This way of delivery is not offered for this checkout\.$/,
    ],
  ];
  for (const [what, name, args, code, param, text] of cases) {
    it(`${what}: one clear sentence, and nothing changes`, async (t) => {
      const {mcp, ready, stored, left, errors} = await openServer(t);
      const client = await connectInMemory(t, mcp);
      const {id} = await ready();
      const before = [await stored(id), await left('cup-ink-s'), await left('tea')];
      const error = errorOf(await call(client, name, args(id)));
      assert.deepEqual([error.isError, error.code, error.param], [true, code, param]);
      assert.match(error.text ?? '', text);
      assert.equal(error.message, error.text);
      assert.deepEqual([await stored(id), await left('cup-ink-s'), await left('tea')], before);
      assert.deepEqual(errors, []);
    });
  }

  const messages: [what: string, change: object, code: string, param: string, text: string][] = [
    [
      'a sold-out variant',
      {
        items: [
          {id: 'cup-ink-s', quantity: 2},
          {id: 'cup-ink-l', quantity: 1},
        ],
      },
      'out_of_stock',
      '$.line_items',
      'Café Cup, Ink, Large is sold out.',
    ],
    [
      'a discount code that does not exist',
      {discounts: {codes: ['NOPE']}},
      'discount_code_invalid',
      '$.discounts.codes[0]',
      'This code is not valid.',
    ],
  ];
  for (const [what, change, code, param, text] of messages) {
    it(`${what}: a message in the session, and nothing changes`, async (t) => {
      const {mcp, ready, stored, left} = await openServer(t);
      const client = await connectInMemory(t, mcp);
      const {id} = await ready();
      const before = [await stored(id), await left('cup-ink-s')];
      const session = sessionOf(await call(client, 'update_checkout', {checkout_session_id: id, ...change}));
      const [message] = session.messages;
      assert.deepEqual([message?.code, message?.param, message?.content], [code, param, text]);
      assert.equal(totalOf(session.totals, 'total'), 4880);
      assert.deepEqual([await stored(id), await left('cup-ink-s')], before);
    });
  }

  it('a sold-out variant at the start: the cart says so and holds nothing', async (t) => {
    const {mcp, left} = await openServer(t);
    const session = sessionOf(await call(await connectInMemory(t, mcp), 'checkout_session', start('cup-ink-l', 1)));
    assert.equal(session.status, 'not_ready_for_payment');
    assert.ok(session.messages.some(({code, param}) => code === 'out_of_stock' && param === '$.line_items[0]'));
    assert.equal(await left('cup-ink-l'), 0);
  });
});

describe('a call that fails', () => {
  it('because there is no such tool is a protocol error', async (t) => {
    const client = await connectInMemory(t, (await openServer(t)).mcp);
    await assert.rejects(client.callTool({name: 'buy_everything', arguments: {}}), {
      code: -32602,
      message: /There is no tool buy_everything/,
    });
  });

  it('because of a fault of ours tells the server why and the caller nothing', async (t) => {
    const {mcp, just, ready, errors} = await openServer(t);
    const client = await connectInMemory(t, mcp);
    const {id} = await ready();
    just('get', async () => {
      throw new Error('secret: the database password is hunter2');
    });
    await assert.rejects(client.callTool({name: 'get_checkout', arguments: {checkout_session_id: id}}), (error: Error & {code: number}) => {
      assert.equal(error.code, -32603);
      assert.equal(error.message.includes('hunter2'), false);
      return true;
    });
    assert.match(String(errors[0]), /hunter2/);
  });
});

describe('over HTTP', () => {
  it('each connection stands alone, and all see the same shop', async (t) => {
    const {app} = await openServer(t);
    const first = await connectOverHttp(t, app);
    const second = await connectOverHttp(t, app);
    const {id} = sessionOf(await call(first, 'checkout_session', start('cup-ink-s', 2)));
    await first.close();
    const {structuredContent} = await call(second, 'get_checkout', {checkout_session_id: id});
    assert.equal((structuredContent?.checkout as {id: string}).id, id);
    const [a, b] = await Promise.all([
      call(second, 'checkout_session', start('tea', 1)),
      call(second, 'checkout_session', start('tea', 1)),
    ]);
    assert.notEqual(sessionOf(a).id, sessionOf(b).id);
  });

  it('lists the same tools', async (t) => {
    const {app, mcp} = await openServer(t);
    const overHttp = await (await connectOverHttp(t, app)).listTools();
    assert.deepEqual(overHttp, await (await connectInMemory(t, mcp)).listTools());
  });
});
