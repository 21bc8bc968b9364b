/** The documents of the scripted chat: the chat itself and what it puts into the page's head. */
import {scriptJson} from '../../widgets/preview/csp.js';

export const CHAT = 'http://127.0.0.1/chat';
export const FRAME = 'http://127.0.0.1/page';

/** The policy of a resource that declares nothing (MCP Apps 2026-01-26), plus the origins this one declares for its pictures. */
export const defaultPolicy = (pictures: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    ["img-src 'self' data:", ...pictures].join(' '),
    "media-src 'self' data:",
    "connect-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
  ].join('; ');

/** What a page finds in its window. */
export interface Injected {
  /** Values of `window.openai`; without them there is no `window.openai`. */
  globals?: Record<string, unknown>;
  methods: readonly string[];
  /** How many times faster timers run, so that no test waits for a real time limit. */
  speed: number;
  /** A script of the host's own, run before the page's. */
  script?: string;
}

/** The page with the host's scripts first in its head, as hosts that inject something do it. */
export const withInjected = (page: string, {script = '', ...rest}: Injected): string =>
  page.replace(/<head[^>]*>/, (head) => `${head}<script>(${String(inject)})(${scriptJson(rest)});${script}</script>`);

// Runs inside the frame from its own source text, so it uses nothing from this module. `toHost` is the test's ear in the frame.
function inject({globals, methods, speed}: Injected): void {
  const timer = window.setTimeout.bind(window);
  window.setTimeout = ((run: () => void, ms = 0) => timer(run, ms / speed)) as typeof window.setTimeout;
  if (!globals) return;
  const {toHost} = window as unknown as {toHost(said: object): Promise<unknown>};
  const openai: Record<string, unknown> = {...globals};
  for (const method of methods)
    openai[method] = (...args: unknown[]) => {
      if (method === 'setWidgetState') openai.widgetState = args[0]; // documented as synchronous
      return toHost({method, args});
    };
  Object.defineProperty(window, 'openai', {value: openai});
  if (typeof globals.locale === 'string') document.documentElement.lang = globals.locale;
}

/**
 * A chat that only carries messages. `#stranger` is another window in it, which the page must not listen to. The frame is as high as the
 * page said last, at first as high as browsers make a frame nobody measured.
 */
export const chatDocument = (theme: string): string => `<!doctype html><html style="color-scheme: ${theme}"><title>Chat</title>
<style>html { background: rgb(10 80 120) } iframe { width: 100%; height: 150px; border: 0; background: none } #stranger { display: none }</style>
<iframe id="stranger"></iframe><iframe id="widget" sandbox="allow-scripts" src="${FRAME}"></iframe><script>
  const frame = document.querySelector('#widget');
  window.post = (message) => frame.contentWindow.postMessage(message, '*');
  window.postAsStranger = (message) => document.querySelector('#stranger').contentWindow
    .Function('frame', 'message', 'frame.postMessage(message, "*")')(frame.contentWindow, message);
  addEventListener('message', ({source, data}) => {
    if (source !== frame.contentWindow) return;
    if (data?.method === 'ui/notifications/size-changed') frame.style.height = data.params.height + 'px';
    toHost({message: data});
  });
</script>`;
