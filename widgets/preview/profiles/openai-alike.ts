import {everyCapability, faithful, type HostProfile} from './profile.js';

/**
 * Microsoft 365 Copilot: `window.openai` with a smaller surface, without the sheet, a modal or files; display modes are inline and
 * fullscreen. Assumed: no style variables, no return address, a question before every link.
 */
export const copilot: HostProfile = {
  title: 'Microsoft 365 Copilot',
  group: 'Other hosts',
  about: 'window.openai without a payment sheet. No style variables: the page’s own colours show.',
  openai: {
    methods: ['callTool', 'sendFollowUpMessage', 'setWidgetState', 'openExternal', 'requestDisplayMode', 'notifyIntrinsicHeight'],
    globals: ['theme', 'locale', 'displayMode', 'maxHeight', 'safeArea', 'userAgent', 'view'],
    toolOutput: 'structured-content',
    checkoutAnswer: 'session',
    initializesFirst: false,
  },
  capabilities: everyCapability,
  context: {tells: ['theme', 'locale', 'timeZone'], displayModes: ['inline', 'fullscreen'], platform: 'web', userAgent: 'm365-copilot'},
  delivery: faithful,
  links: {asks: 'always', addsReturn: false},
  frame: {height: 'told', colorScheme: 'theme'},
};

/**
 * The `window.openai` of `@mcpjam/sdk` in an MCP Apps host: its script initializes first with ids from 1, `toolOutput` becomes the
 * whole tool result, the sheet resolves with a whole tool result, and locale, safe area and user agent are missing. Its style variables are assumed.
 */
export const mcpjam: HostProfile = {
  title: 'MCPJam',
  group: 'Other hosts',
  about: 'Payment sheet. Its script initializes before the page; toolOutput and the sheet’s answer are whole tool results.',
  openai: {
    methods: [
      'callTool',
      'sendFollowUpMessage',
      'setWidgetState',
      'openExternal',
      'setOpenInAppUrl',
      'requestDisplayMode',
      'requestClose',
      'notifyIntrinsicHeight',
      'requestCheckout',
    ],
    globals: ['theme', 'displayMode'],
    toolOutput: 'whole-result',
    checkoutAnswer: 'whole-result',
    initializesFirst: true,
  },
  capabilities: everyCapability,
  context: {
    tells: ['theme', 'locale', 'timeZone'],
    styles: {values: 'plain', hasStatusColors: true},
    displayModes: ['inline', 'fullscreen', 'pip'],
    platform: 'web',
    userAgent: 'mcpjam-inspector',
  },
  delivery: faithful,
  links: {asks: 'never', addsReturn: false},
  frame: {height: 'told', colorScheme: 'theme'},
};
