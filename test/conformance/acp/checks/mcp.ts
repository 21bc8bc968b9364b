/** The MCP binding, and the tools of the chat host (ACP-011 to 021), which lie beside the agent door. */
import assert from 'node:assert/strict';
import {check, must} from '../check.js';
import type {Door} from '../door.js';
import {ready, type Lab} from '../lab.js';
import {BUYER, HOME, NEWEST, type Told} from '../words.js';

const MCP = {bindings: ['MCP']} as const;
const ONCE = {bindings: ['MCP'], versions: [NEWEST]} as const;

/** A message to the chat host's door. */
async function host({url}: Door, method: string, params: object): Promise<Told> {
  const response = await fetch(new URL('/mcp', url), {
    method: 'POST',
    headers: {'content-type': 'application/json', accept: 'application/json, text/event-stream'},
    body: JSON.stringify({jsonrpc: '2.0', id: 1, method, params}),
  });
  return ((await response.json()) as Told).result;
}

const call = (door: Door, name: string, args: object): Promise<Told> => host(door, 'tools/call', {name, arguments: args});
const tools = async (door: Door): Promise<Told[]> => (await host(door, 'tools/list', {})).tools;

async function payableInChat(door: Door, lab: Lab): Promise<{id: string; token: string; payment: Told}> {
  const items = [{id: lab.item, quantity: 1}];
  const {structuredContent: started} = await call(door, 'checkout_session', {checkout_session: {items}});
  const {id} = started.checkout;
  const {structuredContent} = await call(door, 'update_checkout', {
    checkout_session_id: id,
    fulfillment_details: {address: HOME},
    buyer: BUYER,
  });
  return {id, token: await lab.mint(door.words.amount(structuredContent.checkout, 'total')), payment: started.payment};
}

export const mcp = [
  check(
    'MCP-1',
    'a session is the result itself, its structured content, and its text',
    async (door, lab) => {
      const {id} = await ready(lab, door);
      const {result} = (await door.get(id)).message;
      assert.equal(result.id, id);
      assert.equal(result.structuredContent.id, id);
      assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    },
    MCP,
  ),

  check(
    'MCP-2',
    'what REST answers with 4xx is the error -32000 with the flat error as its data',
    async (door) => {
      const {error} = (await door.get('cs_none')).message;
      if (!error) return must((await door.get('cs_none')).message.result.isError);
      assert.deepEqual([error.code, error.data.code], [-32000, 'session_not_found']);
      assert.doesNotMatch(error.message, /^MCP error/);
    },
    MCP,
  ),

  check(
    'MCP-3',
    'a wrong envelope is -32602, and no error of ACP',
    async (door) => {
      const meta = {api_version: door.version};
      const wrong = [
        {name: 'no_such_tool', arguments: {meta}},
        {name: 'get_checkout_session', arguments: {meta}},
        {name: 'create_checkout_session', arguments: {meta}},
      ];
      for (const params of wrong) assert.equal((await door.rpc('tools/call', params)).message.error.code, -32602, params.name);
    },
    MCP,
  ),

  check(
    'MCP-4',
    'an own key may be left out, and a payment is made once all the same',
    async (door, lab) => {
      const {id, pay} = await ready(lab, door);
      const body = await pay();
      const replies = await Promise.all([door.complete(id, body, {key: null}), door.complete(id, body, {key: null})]);
      assert.equal(replies.filter(({ok, body: told}) => ok && told.status === 'completed').length, 1);
    },
    MCP,
  ),

  check(
    'ACP-011',
    'show_product is linked to a page, reads only, and answers with productName, amount and priceID',
    async (door, lab) => {
      const show = (await tools(door)).find(({name}) => name === 'show_product');
      assert.equal(show.annotations.readOnlyHint, true);
      assert.match(show._meta.ui.resourceUri, /^ui:/);
      const {structuredContent} = await call(door, 'show_product', {product_id: lab.item});
      assert.deepEqual(
        [typeof structuredContent.productName, typeof structuredContent.amount, structuredContent.priceID],
        ['string', 'number', lab.item],
      );
    },
    ONCE,
  ),

  check(
    'ACP-012',
    'the page is listed and read with a type that hosts know',
    async (door) => {
      const show = (await tools(door)).find(({name}) => name === 'show_product');
      const uri = show._meta.ui.resourceUri;
      assert.equal(show._meta['openai/outputTemplate'], uri);
      const {contents} = await host(door, 'resources/read', {uri});
      assert.match(contents[0].mimeType, /^text\/html(\+skybridge|;profile=mcp-app)$/);
      assert.match(contents[0].text, /<html/i);
    },
    ONCE,
  ),

  check(
    'ACP-014',
    'two checkouts have two ids',
    async (door, lab) => {
      const ids = [(await payableInChat(door, lab)).id, (await payableInChat(door, lab)).id];
      assert.notEqual(ids[0], ids[1]);
    },
    ONCE,
  ),

  check(
    'ACP-015',
    'the payment sheet is told of Stripe, the merchant and the ways of payment, and whether money moves (ACP-019)',
    async (door, lab) => {
      const {payment} = await payableInChat(door, lab);
      assert.equal(payment.provider, 'stripe');
      must(payment.merchant_id && payment.supported_payment_methods.length > 0);
      assert.match(payment.payment_mode, /^(test|live)$/);
    },
    ONCE,
  ),

  check(
    'ACP-016',
    'complete_checkout takes a session, a buyer and payment data, nulls among them',
    async (door, lab) => {
      const {inputSchema} = (await tools(door)).find(({name}) => name === 'complete_checkout');
      for (const member of ['checkout_session_id', 'buyer', 'payment_data']) must(inputSchema.properties[member], member);
      const {id, token} = await payableInChat(door, lab);
      const payment_data = {token, provider: 'stripe', billing_address: {...HOME, line_two: null, phone_number: '+15105550123'}};
      const {structuredContent} = await call(door, 'complete_checkout', {
        checkout_session_id: id,
        buyer: {name: null, email: null, phone_number: null},
        payment_data,
      });
      assert.equal(structuredContent.status, 'completed');
    },
    ONCE,
  ),

  check(
    'ACP-017',
    'complete_checkout charges and answers with the order; repeats and races charge once (ACP-018)',
    async (door, lab) => {
      const {id, token} = await payableInChat(door, lab);
      const pay = () => call(door, 'complete_checkout', {checkout_session_id: id, payment_data: {token, provider: 'stripe'}});
      const answers = [...(await Promise.all([pay(), pay()])), await pay()].map(({structuredContent}) => structuredContent);
      const orders = answers.filter((answer) => answer?.status === 'completed').map(({order}) => order.id);
      must(orders.length >= 2, JSON.stringify(answers).slice(0, 300));
      assert.equal(new Set(orders).size, 1);
      const [{order, currency, line_items}] = answers;
      must(order.permalink_url && order.checkout_session_id === id && currency && line_items.length);
    },
    ONCE,
  ),

  check(
    'ACP-021',
    'a session that the server did not make cannot be paid',
    async (door) => {
      const result = await call(door, 'complete_checkout', {
        checkout_session_id: 'cs_made_up',
        payment_data: {token: 'spt_1', provider: 'stripe'},
      });
      assert.equal(result.isError, true);
    },
    ONCE,
  ),
];

export const discovery = [
  check(
    'DISCOVERY',
    'anybody may read what is spoken here, and no secret is in it (ACP-072)',
    async (door) => {
      const response = await fetch(new URL('/.well-known/acp.json', door.url));
      const text = await response.text();
      const told = JSON.parse(text);
      assert.equal(response.status, 200);
      assert.equal(told.protocol.name, 'acp');
      must(told.protocol.supported_versions.includes(NEWEST));
      assert.doesNotMatch(text, /sk_|merchant_id|delegate_payment/);
    },
    {bindings: ['REST'], versions: [NEWEST]},
  ),
];
