import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import {sentence} from './activity.js';
import type {Doors} from './doors.js';
import type {Capabilities, Moment} from './profiles/profile.js';

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
  capabilities: Capabilities;
  /** Requests that go to the server as they are: `tools/list`, `resources/read`. */
  forward(method: string, params: Record<string, unknown>): Promise<unknown>;
  context(): Record<string, unknown>;
  toolInput: Record<string, unknown>;
  /** Undefined where the page never gets one. */
  toolResult?: CallToolResult;
  /** When the result is sent; several moments are several deliveries. */
  moments: readonly Moment[];
  setHeight(height: number): void;
  /** Anything worth a line in the log that is no call of its own. */
  note(name: string, params: unknown): void;
  quirk(words: string): void;
}

export interface Bridge {
  receive(message: Incoming): void;
  /** Tells the page what changed around it; held back until the page has said that it is ready. */
  update(changed: Record<string, unknown>): void;
}

// What the host must have said it can do, before a page may ask for it (MCP Apps 2026-01-26).
const NEEDS: Record<string, keyof Capabilities> = {
  'tools/call': 'serverTools',
  'tools/list': 'serverTools',
  'resources/read': 'serverResources',
  'ui/open-link': 'openLinks',
  'ui/message': 'message',
  'ui/update-model-context': 'updateModelContext',
};
const FORWARDED = new Set(['tools/list', 'resources/read']);

/** Whether a posted value is a JSON-RPC 2.0 message at all. */
export const isJsonRpc = (data: unknown): data is Incoming =>
  typeof data === 'object' && data !== null && (data as {jsonrpc?: unknown}).jsonrpc === '2.0';

/**
 * The host's side of MCP Apps 2026-01-26. Sends nothing but answers before `ui/notifications/initialized`, unless a moment says
 * otherwise. What the host did not offer is a method it does not know.
 */
export function createBridge(parts: BridgeParts): Bridge {
  const {send, doors, capabilities, forward, context, toolInput, toolResult, moments, setHeight, note, quirk} = parts;
  let isReady = false;
  let inputs = 0;
  let results = 0;
  const notify = (method: string, params: Record<string, unknown>) => {
    send({jsonrpc: '2.0', method, params});
    note(method, params);
  };

  // The input goes out once and before any result.
  const sendInput = () => {
    if (!inputs++) notify('ui/notifications/tool-input', {arguments: toolInput});
  };
  const sendResult = (toolResult: CallToolResult) => {
    sendInput();
    if (results++) quirk('The host sent the tool result again');
    notify('ui/notifications/tool-result', toolResult);
  };

  const requests: Record<string, (params: Record<string, unknown>) => unknown> = {
    'ui/initialize': () => {
      if (toolResult && moments.includes('before-ready') && !results) {
        quirk('The host sent the tool result before the page was ready');
        sendResult(toolResult);
      }
      return {
        protocolVersion: PROTOCOL_VERSION,
        hostInfo: {name: 'chat-preview', version: '0.1.0'},
        hostCapabilities: capabilities,
        hostContext: context(),
      };
    },
    ping: () => ({}),
    'tools/call': ({name, arguments: args}) => doors.callTool(String(name), (args ?? {}) as Record<string, unknown>, 'bridge'),
    'ui/open-link': async ({url}) => ((await doors.openLink(url, true)) ? {} : {isError: true}),
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
      sendInput();
      for (const moment of toolResult ? moments : []) {
        if (moment === 0) sendResult(toolResult!);
        else if (moment !== 'before-ready')
          setTimeout(() => {
            if (!results) quirk(`The host sent the tool result ${moment} ms late`);
            sendResult(toolResult!);
          }, moment);
      }
    },
    'ui/notifications/size-changed': ({height}) => {
      if (typeof height === 'number') setHeight(height);
    },
    'notifications/message': (params) => note('log', params),
  };

  async function answer({id, method = '', params = {}}: Incoming) {
    const respond = (rest: object) => send({jsonrpc: '2.0', id: id!, ...rest});
    const need = NEEDS[method];
    const handler = requests[method] ?? (FORWARDED.has(method) ? (given) => forward(method, given) : undefined);
    if (need && !capabilities[need]) note(`${method}: not offered by this host`, params);
    if (!handler || (need && !capabilities[need])) return respond({error: {code: -32601, message: `Method not found: ${method}`}});
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
