import {Server} from '@modelcontextprotocol/sdk/server/index.js';
import {CallToolRequestSchema, ListToolsRequestSchema, type CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {WebStandardStreamableHTTPServerTransport} from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {MCP_TOOLS, operationOf} from './mcp-tools.js';
import type {Operation} from './operations.js';
import {perform, type AcpRequest, type Answer, type PerformParts} from './perform.js';
import {isObject, type Members} from './read.js';

/**
 * How an ACP error reaches the caller of a tool: as a JSON-RPC error -32000 with the ACP error in `data`, as the binding demands, or
 * as a tool result with `isError`, for hosts that hide protocol errors from their model.
 */
export type McpErrors = 'jsonrpc' | 'tool_result';

export interface McpBindingParts extends PerformParts {
  mcpErrors: McpErrors;
}

const INVALID_PARAMS = -32602;
const ACP_ERROR = -32000;

/** A plain Error with these members goes out as it is; the SDK's own class would put a prefix before the message. */
const rpcError = (code: number, message: string, data?: unknown) =>
  Object.assign(new Error(message), {code, ...(data !== undefined && {data})});

/** ACP's MCP binding for one caller: five tools that do what the five REST operations do. */
export function makeAcpMcpServer(parts: McpBindingParts, caller: string): Server {
  const server = new Server({name: 'chat-checkout-acp', version: '0.1.0'}, {capabilities: {tools: {}}});
  server.setRequestHandler(ListToolsRequestSchema, async () => ({tools: MCP_TOOLS}));
  server.setRequestHandler(CallToolRequestSchema, async ({params}) => {
    const operation = operationOf(params.name);
    if (!operation)
      throw rpcError(INVALID_PARAMS, `There is no tool ${params.name}; this server has ${MCP_TOOLS.map(({name}) => name).join(', ')}`);
    const request = envelope(operation, params.arguments ?? {}, caller);
    return result(await perform(parts, request), parts.mcpErrors);
  });
  return server;
}

/** The arguments of a tool as a request. What is wrong with the envelope is the protocol's error; what is wrong inside is ACP's. */
function envelope(operation: Operation, {meta = {}, id, payload}: Members, caller: string): AcpRequest {
  if (!isObject(meta)) throw rpcError(INVALID_PARAMS, 'meta must be an object');
  if (operation !== 'create' && typeof id !== 'string') throw rpcError(INVALID_PARAMS, 'id is missing: the id of the checkout session');
  const needsPayload = operation !== 'get' && operation !== 'cancel';
  if (needsPayload && !isObject(payload)) throw rpcError(INVALID_PARAMS, 'payload is missing: the body of the request as an object');
  const header = (name: string) => {
    const value = meta[name];
    if (value === undefined || value === null || typeof value === 'string') return value || undefined;
    throw rpcError(INVALID_PARAMS, `meta.${name} must be text`);
  };
  return {
    operation,
    id: operation === 'create' ? '' : String(id),
    caller,
    version: header('api_version'),
    key: header('idempotency_key'),
    signature: header('signature'),
    timestamp: header('timestamp'),
    language: header('accept_language'),
    keyOptional: true,
    body: async () => payload ?? undefined,
  };
}

/** The session at the top level, as the binding says, and as text and structured content, where hosts look for it. */
function result({status, body}: Answer, errors: McpErrors): CallToolResult {
  const told = JSON.parse(body) as Members & {message?: string};
  const content: CallToolResult['content'] = [{type: 'text', text: body}];
  if (status < 400) return {...told, content, structuredContent: told};
  if (errors === 'tool_result') return {isError: true, content, structuredContent: told};
  throw rpcError(ACP_ERROR, told.message ?? 'The request was refused.', told);
}

/** Answers one HTTP request of a caller that is known: Streamable HTTP without sessions or streams. */
export async function answerAcpMcp(parts: McpBindingParts, caller: string, request: Request): Promise<Response> {
  // MCP has no batches since 2025-06-18, and one request must not do the work of a hundred.
  if (/^\s*\[/.test(await request.clone().text())) return rpcRefusal(400, -32600, 'Batches are not supported; send one message');
  const transport = new WebStandardStreamableHTTPServerTransport({enableJsonResponse: true});
  await makeAcpMcpServer(parts, caller).connect(transport);
  return transport.handleRequest(request);
}

/** A refusal before there is a message to answer. */
export const rpcRefusal = (status: number, code: number, message: string, more: {data?: unknown; headers?: Record<string, string>} = {}) =>
  Response.json(
    {jsonrpc: '2.0', error: {code, message, ...(more.data !== undefined && {data: more.data})}, id: null},
    {status, ...(more.headers && {headers: more.headers})},
  );
