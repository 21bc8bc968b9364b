import {Server} from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import {WebStandardStreamableHTTPServerTransport} from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {AjvJsonSchemaValidator} from '@modelcontextprotocol/sdk/validation/ajv';
import * as z from 'zod/mini';
import {tools as schemas, WIDGET_URI, type ToolName} from '../../shared/tools.js';
import {CheckoutError} from '../core/errors.js';
import {callerOf, type CustomerOf} from './caller.js';
import {invalidInput, refused, success} from './result.js';
import type {ToolDefinition, ToolParts} from './tool.js';
import {cancelCheckout} from './tools/cancel-checkout.js';
import {checkoutSession} from './tools/checkout-session.js';
import {completeCheckout} from './tools/complete-checkout.js';
import {getCheckout} from './tools/get-checkout.js';
import {getLocale} from './tools/get-locale.js';
import {searchProducts} from './tools/search-products.js';
import {showProduct} from './tools/show-product.js';
import {updateCheckout} from './tools/update-checkout.js';
import {isWidgetUri, versionedUri, widgetContents, widgetResource, type WidgetParts} from './widget.js';

export interface McpParts extends ToolParts {
  widget: WidgetParts;
  /** Who calls, by request. Without it every caller is a guest. */
  customer?: CustomerOf;
}

const definitions = [
  searchProducts,
  showProduct,
  checkoutSession,
  getCheckout,
  updateCheckout,
  completeCheckout,
  cancelCheckout,
  getLocale,
];

// Each name's run takes that name's input; the schema parsed just before proves it, which a union of functions cannot say.
const byName = new Map<string, ToolDefinition>(definitions.map((tool) => [tool.name, tool as unknown as ToolDefinition]));

const jsonSchema = (schema: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, {target: 'draft-7', io}) as Tool['inputSchema'];

/** Both spellings of every host key; a mismatch between them drops the widget silently. */
const metaOf = ({visibility, invoking, invoked}: (typeof definitions)[number], resourceUri?: string) => ({
  ui: {visibility: [...visibility], ...(resourceUri && {resourceUri})},
  ...(resourceUri && {'openai/outputTemplate': resourceUri}),
  'openai/widgetAccessible': visibility.includes('app'),
  'openai/toolInvocation/invoking': invoking,
  'openai/toolInvocation/invoked': invoked,
});

// Made once, but for the address of the page: a server is built for every request.
const described = definitions.map((definition) => ({
  name: definition.name,
  title: definition.title,
  description: definition.description,
  annotations: {title: definition.title, ...definition.annotations},
  inputSchema: jsonSchema(schemas[definition.name].input, 'input'),
  outputSchema: jsonSchema(schemas[definition.name].output, 'output'),
}));
const uriOf = ({opensWidget, name}: (typeof definitions)[number], widget: WidgetParts) =>
  opensWidget ? (name === 'checkout_session' ? WIDGET_URI : versionedUri(widget)) : undefined;
const listed = (widget: WidgetParts): Tool[] =>
  definitions.map((definition, index) => ({...described[index]!, _meta: metaOf(definition, uriOf(definition, widget))}));
const jsonSchemaValidator = new AjvJsonSchemaValidator();

z.config(z.locales.en());

const protocolError = (code: number, message: string) => Object.assign(new Error(message), {code});

/** The chat-host door: a fresh, stateless MCP server. Only this folder knows the SDK. */
export function makeMcpServer(parts: McpParts): Server {
  const server = new Server({name: 'chat-checkout', version: '0.1.0'}, {capabilities: {tools: {}, resources: {}}, jsonSchemaValidator});

  server.setRequestHandler(ListToolsRequestSchema, async () => ({tools: listed(parts.widget)}));
  server.setRequestHandler(ListResourcesRequestSchema, async () => ({
    resources: [widgetResource(parts.widget), widgetResource(parts.widget, versionedUri(parts.widget))],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({params}) => {
    if (!isWidgetUri(params.uri)) throw protocolError(-32002, `There is no resource ${params.uri}; this server has ${WIDGET_URI}`);
    return widgetContents(parts.widget, params.uri);
  });
  server.setRequestHandler(CallToolRequestSchema, async ({params}) => {
    const tool = byName.get(params.name);
    if (!tool) throw protocolError(-32602, `There is no tool ${params.name}; this server has ${[...byName.keys()].join(', ')}`);
    const {input, output} = schemas[params.name as ToolName];
    const read = input.safeParse(params.arguments ?? {});
    if (!read.success) return invalidInput(read.error);
    try {
      const answer = await tool.run(read.data as never, parts);
      return success(output.parse(answer) as Record<string, unknown>);
    } catch (error) {
      if (error instanceof CheckoutError) return refused(error);
      parts.onError(error, params.name);
      throw protocolError(-32603, 'The request could not be finished. Ask for the checkout again before you repeat it.');
    }
  });
  return server;
}

/** Answers one HTTP request: Streamable HTTP without sessions or streams. Hosts open a new MCP session for every call. */
export async function answerMcp(parts: McpParts, request: Request): Promise<Response> {
  // MCP has no batches since 2025-06-18, and one request must not do the work of a hundred.
  if (/^\s*\[/.test(await request.clone().text())) {
    return Response.json(
      {jsonrpc: '2.0', error: {code: -32600, message: 'Batches are not supported; send one message'}, id: null},
      {status: 400},
    );
  }
  const transport = new WebStandardStreamableHTTPServerTransport({enableJsonResponse: true});
  const {customer, onError} = parts;
  const caller = customer && callerOf(customer, request, onError);
  await makeMcpServer({...parts, ...(caller && {caller})}).connect(transport);
  return transport.handleRequest(request);
}
