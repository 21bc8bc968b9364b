import {claudeColors, claudeFonts, editorColors, editorShapes} from './palettes.js';
import {everyCapability, faithful, type HostProfile} from './profile.js';

/**
 * The reference host (ext-apps basic-host): the protocol and nothing else. It does not forward `_meta` (ext-apps#646).
 */
export const reference: HostProfile = {
  title: 'Reference host (MCP Apps)',
  group: 'Other hosts',
  about: 'MCP Apps only: no window.openai, no payment sheet, no widget state. Drops _meta.',
  capabilities: everyCapability,
  context: {
    tells: ['theme', 'locale', 'timeZone'],
    styles: {values: 'light-dark', hasStatusColors: true},
    displayModes: ['inline', 'fullscreen'],
    platform: 'web',
    userAgent: 'basic-host',
    safeArea: {top: 0, right: 0, bottom: 0, left: 0},
  },
  delivery: {...faithful, strips: ['_meta']},
  links: {asks: 'never', addsReturn: false},
  frame: {height: 'told', colorScheme: 'theme'},
};

/**
 * Claude on the web: every style variable as `light-dark()`, fonts of its own, and a height read from the document whatever
 * `size-changed` says (claude-ai-mcp#69). Its colours are near, the question before a link is assumed.
 */
export const claude: HostProfile = {
  ...reference,
  title: 'Claude',
  about: 'MCP Apps with its own colours and fonts. No payment sheet, no widget state; reads the page’s height itself.',
  context: {
    ...reference.context,
    styles: {
      values: 'light-dark',
      hasStatusColors: true,
      colors: claudeColors,
      shapes: {'--font-sans': '"Anthropic Sans", system-ui, sans-serif'},
      fontFaces: claudeFonts,
    },
    userAgent: 'claude',
  },
  delivery: faithful,
  links: {asks: 'always', addsReturn: false},
  frame: {height: 'read', colorScheme: 'theme', surface: ['#faf9f5', '#262624']},
};

/** Claude Desktop leaves `structuredContent` and `_meta` out of the tool result; its text stays (ext-apps#696). That it takes the told height is assumed. */
export const claudeDesktop: HostProfile = {
  ...claude,
  title: 'Claude Desktop',
  about: 'As Claude, but the tool result arrives as text alone: no structuredContent, no _meta.',
  context: {...claude.context, platform: 'desktop'},
  delivery: {...faithful, strips: ['structuredContent', '_meta']},
  frame: {...claude.frame, height: 'told'},
};

/**
 * VS Code: context as in its source, inline only and without a time zone; small type, tight corners, the editor theme's colours
 * (here those of its default themes). Capabilities and the question before a link are assumed.
 */
export const vscode: HostProfile = {
  ...reference,
  title: 'VS Code',
  about: 'MCP Apps in an editor: small type, tight corners, inline only. No payment sheet, no widget state.',
  context: {
    tells: ['theme', 'locale'],
    styles: {values: 'plain', hasStatusColors: true, colors: editorColors, shapes: editorShapes},
    displayModes: ['inline'],
    platform: 'desktop',
  },
  delivery: faithful,
  links: {asks: 'always', addsReturn: false},
  frame: {height: 'told', colorScheme: 'theme', surface: ['#ffffff', '#1f1f1f']},
};

/**
 * goose: capabilities as in its source, no model context. The frame that stays light in a dark chat is goose#7439.
 * Its style variables and links are assumed.
 */
export const goose: HostProfile = {
  ...reference,
  title: 'goose',
  about: 'MCP Apps without model context. No payment sheet; its frame stays light, so a dark page turns opaque.',
  capabilities: {openLinks: {}, serverTools: {}, serverResources: {}, logging: {}, message: {text: {}}},
  context: {...reference.context, displayModes: ['inline', 'fullscreen', 'pip'], platform: 'desktop', userAgent: 'goose'},
  delivery: faithful,
  frame: {height: 'told', colorScheme: 'light'},
};
