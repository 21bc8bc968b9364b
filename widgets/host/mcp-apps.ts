import {applyContext, isFields, readToolResult, type Fields, type Host, type HostContext, type ToolResult} from './host.js';

const PROTOCOL_VERSION = '2026-01-26';
const METHOD_NOT_FOUND = {code: -32601, message: 'Method not found'};

/** The window of the page, as far as the bridge needs it. */
export type View = Pick<Window, 'addEventListener' | 'document'> & {parent: {postMessage(message: unknown, origin: string): void}};

/**
 * A host that speaks MCP Apps 2026-01-26: JSON-RPC 2.0 over postMessage with the parent window.
 * Listens from the start, since tool input and result are delivered once; sends nothing but `ui/initialize` before the handshake is done.
 */
export function mcpAppsHost(view: View = window): Host {
  // Another script in the frame may talk to the same parent with its own ids, often numbers from 1: ours must not collide.
  const prefix = `checkout-${Math.random().toString(36).slice(2)}-`;
  const waiting = new Map<unknown, (answer: Fields) => void>();
  const listeners = new Set<() => void>();
  const document = view.document;
  let requests = 0;
  let connected: Promise<void> | undefined;
  let initialized = false;
  let height = 0;
  let capabilities: Fields = {};
  let context: HostContext = {};
  let toolInput: Fields | undefined;
  let toolOutput: ToolResult | undefined;
  let fonts: HTMLStyleElement | undefined;

  // The parent's origin is not known to a sandboxed frame, so the target has to be any.
  const send = (message: Fields) => view.parent.postMessage({jsonrpc: '2.0', ...message}, '*');
  const notify = (method: string, params: Fields = {}) => send({method, params});
  const sendHeight = () => initialized && height && notify('ui/notifications/size-changed', {height});

  const request = (method: string, params: Fields) =>
    new Promise<Fields>((resolve, reject) => {
      const id = prefix + ++requests;
      waiting.set(id, ({error, result}) =>
        isFields(error) ? reject(new Error(String(error.message))) : resolve(isFields(result) ? result : {}),
      );
      send({id, method, params});
    });

  const takeContext = ({styles, ...rest}: Fields) => {
    context = {...context, ...rest};
    applyContext(document, context);
    if (!isFields(styles)) return;
    const {variables, css} = styles;
    for (const [name, value] of Object.entries(isFields(variables) ? variables : {}))
      if (name.startsWith('--')) document.documentElement.style.setProperty(name, value as string);
    if (isFields(css) && css.fonts) {
      // Font faces do not reach out of a shadow root, so they belong to the document.
      fonts ??= document.head.appendChild(document.createElement('style'));
      fonts.textContent = String(css.fonts);
    }
  };

  const takeOutput = (result: ToolResult | undefined) => {
    if (!toolOutput?.structuredContent) toolOutput = result;
  };

  const notifications: Record<string, (params: Fields) => void> = {
    'ui/notifications/tool-input': (params) => (toolInput = params.arguments as Fields),
    'ui/notifications/tool-result': (params) => takeOutput(readToolResult(params)),
    'ui/notifications/tool-cancelled': () => takeOutput({isError: true}),
    'ui/notifications/host-context-changed': takeContext,
  };

  view.addEventListener('message', ({source, data}: MessageEvent) => {
    if (source !== (view.parent as unknown) || data?.jsonrpc !== '2.0') return;
    const {id, method} = data;
    if (method === undefined) {
      waiting.get(id)?.(data);
      waiting.delete(id);
    } else if (id !== undefined) {
      send(method === 'ping' || method === 'ui/resource-teardown' ? {id, result: {}} : {id, error: METHOD_NOT_FOUND});
    } else if (Object.hasOwn(notifications, method)) {
      notifications[method]!(data.params ?? {});
      for (const listener of listeners) listener();
    }
  });

  const initialize = async () => {
    const answer = await request('ui/initialize', {
      protocolVersion: PROTOCOL_VERSION,
      appInfo: {name: 'chat-checkout', version: '0.1.0'},
      appCapabilities: {availableDisplayModes: ['inline']},
    });
    if (isFields(answer.hostCapabilities)) capabilities = answer.hostCapabilities;
    if (isFields(answer.hostContext)) takeContext(answer.hostContext);
    notify('ui/notifications/initialized');
    initialized = true;
    sendHeight();
    for (const listener of listeners) listener();
  };
  const connect = () => (connected ??= initialize());

  return {
    name: 'mcp-apps',
    get context() {
      return context;
    },
    get toolInput() {
      return toolInput;
    },
    get toolOutput() {
      return toolOutput;
    },
    connect,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async callTool(name, args) {
      await connect();
      return readToolResult(await request('tools/call', {name, arguments: args})) ?? {};
    },
    async openExternal(url) {
      await connect();
      if (!capabilities.openLinks) throw new Error('no links');
      const {isError} = await request('ui/open-link', {url});
      if (isError) throw new Error('refused');
    },
    reportHeight(next) {
      if (next === height) return;
      height = next;
      sendHeight();
    },
  };
}
