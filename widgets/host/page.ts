import {openingCall, readToolResult, type Fields, type Host, type HostContext, type ToolResult} from './host.js';

/** How a plain page starts a checkout: `toolOutput` where it has one, else `toolInput` says which tool to ask for it. */
export interface PageOptions {
  /** The server's MCP endpoint. */
  mcpUrl: string;
  toolInput?: Fields;
  toolOutput?: ToolResult;
  context?: HostContext;
}

/** The options written on an element: `<checkout-flow data-mcp-url="/mcp" data-product-id="mug">`, or `data-checkout-session-id`. */
export function pageOptions({dataset: {mcpUrl = '/mcp', productId, checkoutSessionId}}: HTMLElement): PageOptions {
  return {mcpUrl, toolInput: checkoutSessionId ? {checkout_session_id: checkoutSessionId} : {product_id: productId}};
}

/** A plain page without a chat around it: tools are called over MCP's Streamable HTTP, links open in a new window, there is no sheet. */
export function pageHost({mcpUrl, toolInput, toolOutput, context = {}}: PageOptions): Host {
  const listeners = new Set<() => void>();
  let requests = 0;
  let connected: Promise<void> | undefined;

  const callTool = async (name: string, args: Fields): Promise<ToolResult> => {
    const response = await fetch(mcpUrl, {
      method: 'POST',
      headers: {'content-type': 'application/json', accept: 'application/json, text/event-stream'},
      body: JSON.stringify({jsonrpc: '2.0', id: ++requests, method: 'tools/call', params: {name, arguments: args}}),
    });
    const body = await response.text();
    // A server may answer as an event stream of one message (MCP 2025-11-25).
    const {result, error} = JSON.parse(/^data: ?(.*)$/m.exec(body)?.[1] ?? body) as {result?: unknown; error?: {message: string}};
    if (error) throw new Error(error.message);
    return readToolResult(result) ?? {};
  };

  const open = async () => {
    const call = toolOutput ? undefined : openingCall(toolInput);
    if (!call) return;
    toolOutput = await callTool(...call).catch(() => ({isError: true}));
    for (const listener of listeners) listener();
  };

  return {
    name: 'page',
    context,
    toolInput,
    get toolOutput() {
      return toolOutput;
    },
    connect: () => (connected ??= open()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    callTool,
    async openExternal(url) {
      // Anything but a web address, `javascript:` above all, would run in this very page.
      if (!/^https?:/i.test(url)) throw new Error('Not a web address');
      // With `noopener` a window that opened and one that was blocked both answer null, so the opener is cut afterwards.
      const opened = window.open(url, '_blank');
      if (!opened) throw new Error('The browser blocked the window');
      opened.opener = null;
    },
    reportHeight() {},
  };
}
