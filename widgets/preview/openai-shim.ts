import {scriptJson} from './csp.js';

/** What `window.openai` starts with, and the names of its methods. */
export interface ShimStart {
  globals: Record<string, unknown>;
  methods: readonly string[];
  /** Says `ui/initialize` before the page can, under this revision of MCP Apps. */
  initializeAs?: string;
}

/** From the frame: a method of `window.openai`, the height of the document, or a problem the page ran into. */
export type FromFrame =
  | {chatPreview: 'call'; id: number; method: string; args: unknown[]}
  | {chatPreview: 'height'; height: number}
  | {chatPreview: 'problem'; name: string; text: string};

/** To the frame: an answer, or globals that changed. */
export type ToFrame =
  {chatPreview: 'answer'; id: number; result?: unknown; error?: string} | {chatPreview: 'globals'; globals: Record<string, unknown>};

export const isFromFrame = (data: unknown): data is FromFrame =>
  typeof data === 'object' && data !== null && typeof (data as {chatPreview?: unknown}).chatPreview === 'string';

/** The script that gives a page its `window.openai`. */
export const openaiShim = (start: ShimStart): string => `(${String(installOpenai)})(${scriptJson(start)})`;

/** The script that reports what goes wrong inside the frame: errors, and what the content security policy stopped. */
export const problemReporter = (): string => `(${String(reportProblems)})()`;

/** The script that reads the height of the document, for hosts that do not take the page's word. */
export const heightReader = (): string => `(${String(readHeight)})()`;

// All of them run inside the frame from their own source text, so they use nothing from this module.
function installOpenai({globals, methods, initializeAs}: ShimStart): void {
  const waiting = new Map<number, {resolve(value: unknown): void; reject(error: Error): void}>();
  let last = 0;
  const call = (method: string, ...args: unknown[]) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, {resolve, reject});
      parent.postMessage({chatPreview: 'call', id: last, method, args}, '*');
    });
  const openai: Record<string, unknown> = {...globals};
  for (const method of methods) openai[method] = (...args: unknown[]) => call(method, ...args);
  const {notifyIntrinsicHeight, setWidgetState} = openai as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  if (notifyIntrinsicHeight) openai.notifyIntrinsicHeight = (height: unknown) => void notifyIntrinsicHeight(height);
  if (setWidgetState)
    openai.setWidgetState = (state: unknown) => {
      openai.widgetState = state;
      return setWidgetState(state);
    };

  function announce(changed: Record<string, unknown>) {
    Object.assign(openai, changed);
    if (typeof changed.locale === 'string') document.documentElement.lang = changed.locale;
    dispatchEvent(new CustomEvent('openai:set_globals', {detail: {globals: changed}}));
  }

  addEventListener('message', ({source, data}) => {
    if (source !== parent || typeof data !== 'object' || !data) return;
    if (initializeAs && data.jsonrpc === '2.0' && data.id === 1 && data.result)
      parent.postMessage({jsonrpc: '2.0', method: 'ui/notifications/initialized', params: {}}, '*');
    if (data.chatPreview === 'globals') announce(data.globals);
    const promise = data.chatPreview === 'answer' && waiting.get(data.id);
    if (!promise) return;
    waiting.delete(data.id);
    if (typeof data.error === 'string') promise.reject(new Error(data.error));
    else promise.resolve(data.result);
  });
  Object.defineProperty(window, 'openai', {value: openai});
  if (typeof globals.locale === 'string') document.documentElement.lang = globals.locale;
  if (initializeAs) {
    const params = {protocolVersion: initializeAs, appInfo: {name: 'openai-compat', version: '0.1.0'}, appCapabilities: {}};
    parent.postMessage({jsonrpc: '2.0', id: 1, method: 'ui/initialize', params}, '*');
  }
}

function reportProblems(): void {
  const report = (name: string, text: string) => parent.postMessage({chatPreview: 'problem', name, text}, '*');
  addEventListener('error', (event) => report('error in the page', `${event.message} (line ${event.lineno})`));
  addEventListener('unhandledrejection', (event) => report('unhandled rejection in the page', String(event.reason)));
  addEventListener('securitypolicyviolation', (event) =>
    report('blocked by the content security policy', `${event.effectiveDirective}: ${event.blockedURI}`),
  );
}

function readHeight(): void {
  // The box of the root element, not its scroll height: that one is never less than the frame.
  const read = () => {
    const height = document.documentElement.offsetHeight;
    if (height > 0) parent.postMessage({chatPreview: 'height', height}, '*');
  };
  addEventListener('DOMContentLoaded', () => new ResizeObserver(read).observe(document.documentElement));
}
