import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {CallToolResult, ReadResourceResult, Tool} from '@modelcontextprotocol/sdk/types.js';
import {WIDGET_MIME_TYPE} from '../../shared/tools.js';
import type {Activity, Who} from './activity.js';
import {readWidgetPage, type WidgetPage} from './widget-tool.js';

/** The merchant's MCP server as the host sees it. Every call is noted in the activity. */
export interface Shop {
  tools: ReadonlyMap<string, Tool>;
  /** Calls a tool. Rejects with one sentence when the server refuses or cannot be reached; a tool's own error is a result. */
  call(who: Who, name: string, args: Record<string, unknown>): Promise<CallToolResult>;
  readResource(uri: string): Promise<ReadResourceResult>;
  readPage(uri: string): Promise<WidgetPage>;
}

// A host sends the sign-in with each call. The server takes this one for its sandbox's demo customer; to a real shop it is nobody.
const SIGNED_IN = 'Bearer preview-buyer';

/**
 * Connects and lists the tools. `locale` and `isSignedIn` are asked at each call, since the buyer may change them. Rejects when there
 * is no server.
 */
export async function connectShop(url: URL, activity: Activity, locale: () => string, isSignedIn: () => boolean): Promise<Shop> {
  const client = new Client(
    {name: 'chat-preview', version: '0.1.0'},
    {capabilities: {extensions: {'io.modelcontextprotocol/ui': {mimeTypes: [WIDGET_MIME_TYPE]}}}},
  );
  const send = (address: string | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (isSignedIn()) headers.set('authorization', SIGNED_IN);
    return fetch(address, {...init, headers});
  };
  // Listing compiles the output schemas, so that from here on an answer that breaks its contract is an error.
  const {tools} = await activity.run('host', 'tools/list', {url: url.href}, async () => {
    await client.connect(new StreamableHTTPClientTransport(url, {fetch: send}));
    return client.listTools();
  });
  const readResource = (uri: string) => activity.run('host', 'resources/read', {uri}, () => client.readResource({uri}));
  return {
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    call: (who, name, args) =>
      activity.run(who, name, args, async () => {
        const _meta = {'openai/locale': locale(), 'openai/userAgent': navigator.userAgent};
        // Without a schema of its own the client parses the answer as CallToolResult.
        return (await client.callTool({name, arguments: args, _meta})) as CallToolResult;
      }),
    readResource,
    readPage: async (uri) => readWidgetPage(uri, (await readResource(uri)).contents),
  };
}

/** The words of a result, or undefined where it has none meant for people. */
export function textOf(result: CallToolResult): string | undefined {
  const text = result.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
  return text || undefined;
}
