import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {McpError, ResultSchema} from '@modelcontextprotocol/sdk/types.js';
import {WIDGET_MIME_TYPE} from '../../shared/tools.js';
import {list, type Fields} from './json.js';

/** A result as it came, or the protocol error in its place. */
export type Answer = {result: Fields; error?: undefined} | {result?: undefined; error: {code?: number; message: string}};

/** One MCP session. Answers are not held against any schema: finding out what is wrong with them is the purpose. */
export interface Session {
  ask(method: string, params?: Fields): Promise<Answer>;
  /** Why it could not be opened; every question is then answered with that. */
  refused?: string;
  protocolVersion?: string;
  serverName?: string;
  /** Given by servers that keep sessions; a stateless one has none. */
  sessionId?: string;
  close(): Promise<void>;
}

/** In words: an answer that is not of the protocol fails a schema of the client, which lists every way in which it could have fit. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /ZodError/.test(error.name) ? 'the answer is no message of JSON-RPC 2.0' : error.message;
}

const MAX_PAGES = 20;

/** A whole list, page after page, as one answer. */
export async function askAll({ask}: Session, method: string, key: string): Promise<Answer> {
  const items: unknown[] = [];
  let cursor: unknown;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await ask(method, cursor === undefined ? undefined : {cursor});
    if (answer.error) return answer;
    items.push(...list(answer.result[key]));
    cursor = answer.result.nextCursor;
    if (cursor === undefined) break;
  }
  return {result: {[key]: items}};
}

/** Opens a session as a chat host does. Never rejects: what went wrong is part of the answer. */
export async function openSession(url: URL, timeoutMs: number): Promise<Session> {
  const client = new Client(
    {name: 'chat-checkout-doctor', version: '0.1.0'},
    {capabilities: {extensions: {'io.modelcontextprotocol/ui': {mimeTypes: [WIDGET_MIME_TYPE]}}}},
  );
  const transport = new StreamableHTTPClientTransport(url);
  try {
    await client.connect(transport, {timeout: timeoutMs});
  } catch (error) {
    const message = sentence(error);
    return {refused: message, ask: async () => ({error: {message}}), close: () => client.close()};
  }
  return {
    async ask(method, params) {
      try {
        return {result: await client.request({method, ...(params && {params})}, ResultSchema, {timeout: timeoutMs})};
      } catch (error) {
        return {error: {...(error instanceof McpError && {code: error.code}), message: sentence(error)}};
      }
    },
    protocolVersion: transport.protocolVersion,
    serverName: client.getServerVersion()?.name,
    sessionId: transport.sessionId,
    close: () => client.close(),
  };
}
