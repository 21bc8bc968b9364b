import {applyContext, isFields, readToolResult, type Fields, type Host, type ToolResult} from './host.js';

/** The part of `window.openai` that a checkout uses. Any of it may be missing: hosts offer different selections. */
export interface OpenAiGlobals {
  toolInput?: Fields | null;
  toolOutput?: unknown;
  toolResponseMetadata?: Fields | null;
  widgetState?: Fields | null;
  theme?: 'light' | 'dark';
  displayMode?: string;
  safeArea?: {insets?: {top: number; right: number; bottom: number; left: number}};
  locale?: string;
  callTool?: (name: string, args: Fields) => Promise<unknown>;
  setWidgetState?: (state: Fields) => unknown;
  openExternal?: (target: {href: string}) => unknown;
  notifyIntrinsicHeight?: (height: number) => unknown;
  requestCheckout?: (payload: object) => Promise<unknown>;
}

/**
 * A host with `window.openai`. Each ability is looked up when it is used; what is missing there goes over the MCP Apps bridge.
 * The tool's result may come by either way and at times by only one of them: the first readable delivery wins.
 */
export function openaiHost(view: Pick<Window, 'addEventListener' | 'document'>, bridge: Host): Host {
  const openai = () => (view as {openai?: OpenAiGlobals}).openai ?? {};
  const listeners = new Set<() => void>();
  let toolOutput: ToolResult | undefined;

  const context = () => {
    const {context} = bridge;
    const {theme = context.theme, locale = context.locale, displayMode = context.displayMode, safeArea} = openai();
    return {...context, theme, locale, displayMode, safeAreaInsets: safeArea?.insets ?? context.safeAreaInsets};
  };
  const changed = () => {
    const {toolOutput: output, toolResponseMetadata} = openai();
    applyContext(view.document, context());
    if (!toolOutput?.structuredContent)
      // A failed call has no structured content; the whole result is kept beside it.
      toolOutput = readToolResult(output) ?? readToolResult(toolResponseMetadata?.mcp_tool_result) ?? bridge.toolOutput;
    for (const listener of listeners) listener();
  };
  view.addEventListener('openai:set_globals', changed);
  bridge.subscribe(changed);
  changed();

  return {
    name: 'openai',
    get context() {
      return context();
    },
    get toolInput() {
      return openai().toolInput ?? bridge.toolInput;
    },
    get toolOutput() {
      return toolOutput;
    },
    get widgetState() {
      const {widgetState} = openai();
      return isFields(widgetState) ? widgetState : undefined;
    },
    get setWidgetState() {
      return openai().setWidgetState && ((state: Fields) => void openai().setWidgetState?.(state));
    },
    // Exists on window.openai alone: no MCP Apps method or capability stands for it.
    get requestCheckout() {
      return typeof openai().requestCheckout === 'function' ? async (payload: object) => openai().requestCheckout?.(payload) : undefined;
    },
    // A bridge that never answers must not hold up a host that can already call tools.
    async connect() {
      const connected = bridge.connect();
      if (openai().callTool) connected.catch(() => {});
      else await connected;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async callTool(name, args) {
      const {callTool} = openai();
      return callTool ? (readToolResult(await callTool(name, args)) ?? {}) : bridge.callTool(name, args);
    },
    async openExternal(url) {
      const {openExternal} = openai();
      await (openExternal ? openExternal({href: url}) : bridge.openExternal(url));
    },
    reportHeight(height) {
      openai().notifyIntrinsicHeight?.(height);
      bridge.reportHeight(height);
    },
  };
}
