import {scriptJson} from './csp.js';

/** What `window.openai` starts with. `checkout` says whether `requestCheckout` is there at all. */
export interface ShimStart {
  globals: Record<string, unknown>;
  checkout: boolean;
}

/** From the frame: a method of `window.openai`, or a problem the page ran into. */
export type FromFrame =
  {chatPreview: 'call'; id: number; method: string; args: unknown[]} | {chatPreview: 'problem'; name: string; text: string};

/** To the frame: an answer, or globals that changed. */
export type ToFrame =
  {chatPreview: 'answer'; id: number; result?: unknown; error?: string} | {chatPreview: 'globals'; globals: Record<string, unknown>};

export const isFromFrame = (data: unknown): data is FromFrame =>
  typeof data === 'object' && data !== null && typeof (data as {chatPreview?: unknown}).chatPreview === 'string';

/** The script that gives a page its `window.openai`. */
export const openaiShim = (start: ShimStart): string => `(${String(installOpenai)})(${scriptJson(start)})`;

/** The script that reports what goes wrong inside the frame: errors, and what the content security policy stopped. */
export const problemReporter = (): string => `(${String(reportProblems)})()`;

// Both run inside the frame from their own source text, so they use nothing from this module.
function installOpenai({globals, checkout}: ShimStart): void {
  const waiting = new Map<number, {resolve(value: unknown): void; reject(error: Error): void}>();
  let last = 0;
  const call = (method: string, ...args: unknown[]) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, {resolve, reject});
      parent.postMessage({chatPreview: 'call', id: last, method, args}, '*');
    });
  const openai: Record<string, unknown> = {
    ...globals,
    callTool: (name: string, args: unknown) => call('callTool', name, args ?? {}),
    sendFollowUpMessage: (message: unknown) => call('sendFollowUpMessage', message),
    openExternal: (target: unknown) => call('openExternal', target),
    requestDisplayMode: (wish: unknown) => call('requestDisplayMode', wish),
    notifyIntrinsicHeight: (height: number) => void call('notifyIntrinsicHeight', height),
    requestClose: () => call('requestClose'),
    setWidgetState: (state: unknown) => {
      openai.widgetState = state;
      return call('setWidgetState', state);
    },
  };
  if (checkout) openai.requestCheckout = (session: unknown) => call('requestCheckout', session);

  function announce(changed: Record<string, unknown>) {
    Object.assign(openai, changed);
    if (typeof changed.locale === 'string') document.documentElement.lang = changed.locale;
    dispatchEvent(new CustomEvent('openai:set_globals', {detail: {globals: changed}}));
  }

  addEventListener('message', ({source, data}) => {
    if (source !== parent || typeof data !== 'object' || !data) return;
    if (data.chatPreview === 'globals') announce(data.globals);
    const promise = data.chatPreview === 'answer' && waiting.get(data.id);
    if (!promise) return;
    waiting.delete(data.id);
    if (typeof data.error === 'string') promise.reject(new Error(data.error));
    else promise.resolve(data.result);
  });
  Object.defineProperty(window, 'openai', {value: openai});
  if (typeof globals.locale === 'string') document.documentElement.lang = globals.locale;
}

function reportProblems(): void {
  const report = (name: string, text: string) => parent.postMessage({chatPreview: 'problem', name, text}, '*');
  addEventListener('error', (event) => report('error in the page', `${event.message} (line ${event.lineno})`));
  addEventListener('unhandledrejection', (event) => report('unhandled rejection in the page', String(event.reason)));
  addEventListener('securitypolicyviolation', (event) =>
    report('blocked by the content security policy', `${event.effectiveDirective}: ${event.blockedURI}`),
  );
}
