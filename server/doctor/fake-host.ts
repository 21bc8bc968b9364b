import type {Fields} from './json.js';

export const HOST_ORIGIN = 'https://host.doctor.test';
export const PAGE_URL = 'https://widget.doctor.test/';

/** What the host in the browser knows: the tool that opened the page, and the answers it may pass on. */
export interface Opening {
  tool: string;
  args: Fields;
  result: Fields;
  /** Results of read-only tools by name, for pages that ask again. */
  answers: Record<string, Fields>;
}

// Text, not a function: what compiles this file may add calls that only exist here.
const HOST_SCRIPT = `
  const frame = document.querySelector('iframe');
  const say = (message) => frame.contentWindow.postMessage({jsonrpc: '2.0', ...message}, '*');
  const hostContext = {
    theme: 'light',
    displayMode: 'inline',
    availableDisplayModes: ['inline', 'fullscreen', 'pip'],
    containerDimensions: {maxWidth: 768},
    locale: 'en-US',
    timeZone: 'America/Los_Angeles',
    platform: 'desktop',
  };
  const results = {
    'ui/initialize': () => ({
      protocolVersion: '2026-01-26',
      hostInfo: {name: 'chat-checkout-doctor', version: '0.1.0'},
      hostCapabilities: {openLinks: {}, serverTools: {}, logging: {}, message: {}, updateModelContext: {}},
      hostContext,
    }),
    'tools/call': ({name}) => opening.answers[name],
    ping: () => ({}),
  };
  addEventListener('message', ({source, data}) => {
    if (source !== frame.contentWindow || data?.jsonrpc !== '2.0' || typeof data.method !== 'string') return;
    const {id, method, params} = data;
    doctorSaw({kind: 'message', method});
    if (id !== undefined) {
      const result = results[method]?.(params ?? {});
      say(result ? {id, result} : {id, error: {code: -32000, message: method + ' is not offered here'}});
    }
    if (method !== 'ui/notifications/initialized') return;
    say({method: 'ui/notifications/tool-input', params: {arguments: opening.args}});
    say({method: 'ui/notifications/tool-result', params: opening.result});
  });
`;

/** A chat host's page: a sandboxed frame and the MCP Apps bridge, without any `window.openai`. */
export const hostPage = (opening: Opening): string => `<!doctype html><meta charset="utf-8"><title>Host</title>
<iframe sandbox="allow-scripts allow-same-origin allow-forms" style="width:768px;height:900px;border:0"></iframe>
<script>const opening = ${JSON.stringify(opening).replace(/</g, '\\u003c')};${HOST_SCRIPT}
frame.src = '${PAGE_URL}';</script>`;
