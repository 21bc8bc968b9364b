import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {InMemoryTransport} from '@modelcontextprotocol/sdk/inMemory.js';
import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import type {Hono} from 'hono';
import type {TestContext} from 'node:test';
import type {CheckoutSession} from '../../shared/session.js';
import {ERROR_META_KEY, type PaymentSetup} from '../../shared/tools.js';
import {createApp, type AppParts} from '../../server/http.js';
import {makeMcpServer, type McpParts} from '../../server/mcp/server.js';
import {openShop} from './open-shop.js';

export const ORIGIN = 'http://127.0.0.1:8787';
const HOST = '127.0.0.1:8787';

export const aPayment: PaymentSetup = {
  provider: 'stripe',
  merchant_id: 'profile_test_1',
  supported_payment_methods: [{type: 'card'}],
  payment_mode: 'test',
};

/** The shop behind its HTTP app, with nothing listening. `errors` collects what the server would log. */
export async function openServer(
  t: Pick<TestContext, 'after'>,
  overrides: Partial<AppParts> = {},
  shopOptions: Parameters<typeof openShop>[1] = {},
) {
  const shop = await openShop(t, shopOptions);
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const mcp: McpParts = {
    checkout: shop.checkout,
    storefront: shop.storefront,
    words: async () => undefined,
    payment: aPayment,
    widget: {
      page: () => ({html: '<!doctype html><title>Checkout</title>', version: 'test'}),
      imageOrigins: [ORIGIN],
      redirectOrigins: [ORIGIN, 'https://pay.example'],
    },
    onError,
  };
  const app = createApp({
    mcp,
    checkout: shop.checkout,
    shopName: 'Test shop',
    publicUrl: ORIGIN,
    production: false,
    hosts: [HOST],
    ping: async () => {},
    asset: async () => undefined,
    article: () => undefined,
    onError,
    ...overrides,
  });
  return {
    ...shop,
    app,
    mcp,
    errors,
    get: (path: string, headers: Record<string, string> = {}) => app.request(path, {headers: {host: HOST, ...headers}}),
  };
}

/** A real MCP client on a transport in memory. */
export async function connectInMemory(t: Pick<TestContext, 'after'>, mcp: McpParts): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({name: 'test', version: '0'});
  await makeMcpServer(mcp).connect(theirs);
  await client.connect(ours);
  t.after(() => client.close());
  return client;
}

/** A real MCP client over Streamable HTTP; every request goes into the app, with these extra headers. */
export async function connectOverHttp(
  t: Pick<TestContext, 'after'>,
  app: Hono,
  host = HOST,
  extra: Record<string, string> = {},
): Promise<Client> {
  const transport = new StreamableHTTPClientTransport(new URL(`${ORIGIN}/mcp`), {
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('host', host);
      for (const [name, value] of Object.entries(extra)) headers.set(name, value);
      return app.request(String(url), {...init, headers});
    },
  });
  const client = new Client({name: 'test', version: '0'});
  await client.connect(transport);
  t.after(() => client.close());
  return client;
}

/** One call of a tool. */
export const call = async (client: Client, name: string, args: Record<string, unknown>): Promise<CallToolResult> =>
  (await client.callTool({name, arguments: args})) as CallToolResult; // nothing here answers with a task

/** The session in a tool's answer. */
export function sessionOf({structuredContent, content}: CallToolResult): CheckoutSession {
  const {checkout} = (structuredContent ?? {}) as {checkout?: CheckoutSession};
  if (!checkout) throw new Error(`there is no session in ${JSON.stringify(content)}`);
  return checkout;
}

/** What a refused call was refused with. */
export function errorOf({isError, content, _meta}: CallToolResult) {
  const [first] = content;
  const meta = (_meta?.[ERROR_META_KEY] ?? {}) as {code?: string; message?: string; param?: string};
  return {isError, text: first?.type === 'text' ? first.text : undefined, ...meta};
}
