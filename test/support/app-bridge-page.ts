/**
 * A chat host made of the reference parts of MCP Apps 2026-01-26, as the page around the frame. Runs in the browser; the tests
 * work it through `window.chatHost`. Nothing of it knows what a checkout is but the payment sheet at the end.
 */
import {AppBridge, getToolUiResourceUri, PostMessageTransport, type McpUiHostContext} from '@modelcontextprotocol/ext-apps/app-bridge';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {CallToolResult, TextResourceContents, Tool} from '@modelcontextprotocol/sdk/types.js';
import {buildCsp, prepareHtml, readOrigins} from '../../widgets/preview/csp.js';

type Fields = Record<string, unknown>;

/** A message from the page in the frame, by its method. */
export interface Heard {
  method: string;
  params: Fields;
}

/** What the sheet is told to do with a `requestCheckout`: pay with this card, the answer being lost on its way or not, or end with this error. */
export type SheetAnswer = {card: string; isLost?: true} | {error: string};

/** The page's own HTML with a `window.openai` put in, for a host that has one. */
export interface ShimOrder {
  html: string;
  tool: string;
  args: Fields;
  result: CallToolResult | null;
  widgetState: unknown;
}

export interface ChatHost {
  readonly heard: Heard[];
  /** Calls a tool as the model would and shows its page in a new frame. Resolves when the page has its result, or was told of the cancellation. */
  open(tool: string, args: Fields, how?: {canceled?: string}): Promise<void>;
  /** Puts the last page into a fresh frame with the tool result of back then, as a chat does that is loaded again. */
  reload(): Promise<void>;
  setContext(context: McpUiHostContext): void;
  /** Ends the page politely, as MCP Apps 2026-01-26 asks before a frame is removed. Resolves with the page's answer. */
  tearDown(): Promise<unknown>;
  /** Answers the open payment sheet. Resolves with what the page was told, or should have been. */
  answerSheet(answer: SheetAnswer): Promise<unknown>;
}

declare global {
  interface Window {
    chatHost: ChatHost;
    /** Exposed by the tests of hosts with `window.openai`. */
    addOpenai?: (order: ShimOrder) => Promise<string>;
  }
}

const client = new Client(
  {name: 'test-host', version: '0'},
  {capabilities: {extensions: {'io.modelcontextprotocol/ui': {mimeTypes: ['text/html;profile=mcp-app']}}}},
);
const ready = client.connect(new StreamableHTTPClientTransport(new URL('/mcp', location.href))).then(() => client.listTools());
const callTool = async (name: string, args: Fields) => (await client.callTool({name, arguments: args})) as CallToolResult;

const HANDSHAKE_MS = 15_000;

const heard: Heard[] = [];
const note = (method: string, params: unknown) => void heard.push({method, params: params as Fields});

let context: McpUiHostContext = {theme: 'light', locale: 'en-US', displayMode: 'inline', availableDisplayModes: ['inline']};
let bridge: AppBridge | undefined;
let transport: PostMessageTransport | undefined;
let frame: HTMLIFrameElement | undefined;
let shown: {tool: Tool; args: Fields; result: CallToolResult | null; canceled?: string} | undefined;
let widgetState: unknown = null;

addEventListener('message', ({source, data}: MessageEvent) => {
  // The one message of the `window.openai` under test that is no JSON-RPC.
  if (source === frame?.contentWindow && data?.type === 'openai:setWidgetState') widgetState = data.state;
});

async function show(): Promise<void> {
  const {tool, args, result, canceled} = shown!;
  const {contents} = await client.readResource({uri: getToolUiResourceUri(tool)!});
  const [page] = contents as TextResourceContents[];
  const html = (await window.addOpenai?.({html: page!.text, tool: tool.name, args, result, widgetState})) ?? page!.text;

  await bridge?.close();
  frame?.remove();
  frame = document.createElement('iframe');
  frame.title = 'Checkout';
  frame.setAttribute('sandbox', 'allow-scripts');
  document.body.append(frame);
  const view = frame.contentWindow!;
  const capabilities = {openLinks: {}, serverTools: {}, logging: {}, updateModelContext: {text: {}}, message: {text: {}}};
  bridge = new AppBridge(client, {name: 'test-host', version: '0'}, capabilities, {
    hostContext: {...context, toolInfo: {tool}},
  });
  bridge.onopenlink = async ({url}) => {
    note('ui/open-link', {url});
    open(url, '_blank', 'noopener');
    return {};
  };
  bridge.onmessage = async (params) => (note('ui/message', params), {});
  bridge.onupdatemodelcontext = async (params) => (note('ui/update-model-context', params), {});
  bridge.addEventListener('loggingmessage', (params) => note('notifications/message', params));
  bridge.addEventListener('sizechange', (params) => {
    note('ui/notifications/size-changed', params);
    if (params.height) frame!.style.height = `${params.height}px`;
  });
  bridge.fallbackNotificationHandler = async ({method, params}) => note(method, params ?? {});
  const delivered = new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error('The page in the frame did not finish its handshake')), HANDSHAKE_MS);
    bridge!.addEventListener('initialized', async () => {
      note('ui/notifications/initialized', {});
      await bridge!.sendToolInput({arguments: args});
      if (result) await bridge!.sendToolResult(result);
      else await bridge!.sendToolCancelled({reason: canceled});
      resolve();
    });
  });
  transport = new PostMessageTransport(view, view);
  await bridge.connect(transport);
  frame.srcdoc = prepareHtml(html, buildCsp(readOrigins(page!._meta)), []);
  await delivered;
}

/** The sheet's own work: a token for the total that was shown, then the merchant's `complete_checkout`. */
async function pay(session: Fields, card: string): Promise<CallToolResult> {
  const totals = session.totals as {type: string; amount: number}[];
  const provider = session.payment_provider as {provider: string};
  const minted = await fetch('/preview/payment_tokens', {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({
      payment_method: card,
      amount: totals.find(({type}) => type === 'total')!.amount,
      currency: String(session.currency).toLowerCase(),
    }),
  });
  const {token} = (await minted.json()) as {token: string};
  return callTool('complete_checkout', {
    checkout_session_id: session.id,
    buyer: {name: 'Ada Lovelace', email: 'ada@example.com', phone_number: null},
    payment_data: {token, provider: provider.provider, billing_address: session.fulfillment_address ?? null},
  });
}

window.chatHost = {
  heard,
  async open(name, args, {canceled} = {}) {
    const {tools} = await ready;
    const tool = tools.find((listed) => listed.name === name)!;
    shown = {tool, args, canceled, result: canceled === undefined ? await callTool(name, args) : null};
    widgetState = null;
    await show();
  },
  reload: show,
  setContext(changed) {
    context = {...context, ...changed};
    bridge!.setHostContext(context);
  },
  tearDown: () => bridge!.teardownResource({}),
  async answerSheet(answer) {
    const {callId, ...session} = heard.findLast(({method}) => method === 'openai/requestCheckout')!.params;
    const told = 'error' in answer ? {error: answer.error} : {result: await pay(session, answer.card)};
    if ('isLost' in answer) return told;
    await transport!.send({jsonrpc: '2.0', method: 'openai/requestCheckout:response', params: {callId, ...told}});
    return told;
  },
};
