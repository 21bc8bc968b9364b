import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {sentence} from './activity.js';
import type {Doors} from './doors.js';

/** MCP Apps, stable revision. */
export const PROTOCOL_VERSION = '2026-01-26';

interface Incoming {
  jsonrpc: '2.0';
  id?: string | number;
  method?: string;
  params?: Record<string, unknown>;
}

export interface BridgeParts {
  send(message: Record<string, unknown>): void;
  doors: Doors;
  /** Requests that go to the server as they are: `tools/list`, `resources/read`. */
  forward(method: string, params: Record<string, unknown>): Promise<unknown>;
  context(): Record<string, unknown>;
  toolInput: Record<string, unknown>;
  toolResult: CallToolResult;
  setHeight(height: number): void;
  /** Anything worth a line in the log that is no call of its own. */
  note(name: string, params: unknown): void;
}

export interface Bridge {
  receive(message: Incoming): void;
  /** Tells the page what changed around it; held back until the page has said that it is ready. */
  update(changed: Record<string, unknown>): void;
}

const CAPABILITIES = {
  openLinks: {},
  serverTools: {},
  serverResources: {},
  logging: {},
  message: {text: {}},
  updateModelContext: {text: {}, structuredContent: {}},
};
const FORWARDED = new Set(['tools/list', 'resources/read']);

/** Whether a posted value is a JSON-RPC 2.0 message at all. */
export const isJsonRpc = (data: unknown): data is Incoming =>
  typeof data === 'object' && data !== null && (data as {jsonrpc?: unknown}).jsonrpc === '2.0';

/** The host's side of MCP Apps 2026-01-26. Sends nothing but answers before `ui/notifications/initialized`. */
export function createBridge({send, doors, forward, context, toolInput, toolResult, setHeight, note}: BridgeParts): Bridge {
  let isReady = false;
  const notify = (method: string, params: Record<string, unknown>) => {
    send({jsonrpc: '2.0', method, params});
    note(method, params);
  };

  const requests: Record<string, (params: Record<string, unknown>) => unknown> = {
    'ui/initialize': () => ({
      protocolVersion: PROTOCOL_VERSION,
      hostInfo: {name: 'chat-preview', version: '0.1.0'},
      hostCapabilities: CAPABILITIES,
      hostContext: context(),
    }),
    ping: () => ({}),
    'tools/call': ({name, arguments: args}) => doors.callTool(String(name), (args ?? {}) as Record<string, unknown>, 'bridge'),
    'ui/open-link': ({url}) => (doors.openLink(url, true), {}),
    'ui/message': ({content}) => (doors.followUp(textOf(content)), {}),
    'ui/update-model-context': (params) => (doors.informModel(params), {}),
    // This host shows pages in the conversation only; what it grants may differ from what was asked.
    'ui/request-display-mode': () => ({mode: 'inline'}),
  };

  const notifications: Record<string, (params: Record<string, unknown>) => void> = {
    // A page that says it twice, as injected shims do, gets its data once.
    'ui/notifications/initialized': () => {
      if (isReady) return;
      isReady = true;
      notify('ui/notifications/tool-input', {arguments: toolInput});
      notify('ui/notifications/tool-result', toolResult);
    },
    'ui/notifications/size-changed': ({height}) => {
      if (typeof height === 'number') setHeight(height);
    },
    'notifications/message': (params) => note('log', params),
  };

  async function answer({id, method = '', params = {}}: Incoming) {
    const respond = (rest: object) => send({jsonrpc: '2.0', id: id!, ...rest});
    const handler = requests[method] ?? (FORWARDED.has(method) ? (given) => forward(method, given) : undefined);
    if (!handler) return respond({error: {code: -32601, message: `Method not found: ${method}`}});
    try {
      respond({result: await handler(params)});
    } catch (error) {
      respond({error: {code: -32000, message: sentence(error)}});
    }
  }

  return {
    receive(message) {
      if (!message.method) return; // an answer; this host asks the page nothing
      if (message.id !== undefined) void answer(message);
      else if (notifications[message.method]) notifications[message.method]!(message.params ?? {});
      else note(message.method, message.params);
    },
    update(changed) {
      if (isReady) notify('ui/notifications/host-context-changed', changed);
    },
  };
}

// The spec's prose shows one block, its types an array.
function textOf(content: unknown): string {
  const blocks = (Array.isArray(content) ? content : [content]) as ({type?: string; text?: string} | undefined)[];
  return blocks.flatMap((block) => (block?.type === 'text' ? [block.text ?? ''] : [])).join('\n');
}
