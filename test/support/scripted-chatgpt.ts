import type {Fields, Script, ScriptedHost} from './scripted-host.js';

const METHODS = [
  'callTool',
  'sendFollowUpMessage',
  'setWidgetState',
  'openExternal',
  'setOpenInAppUrl',
  'requestDisplayMode',
  'requestModal',
  'requestClose',
  'notifyIntrinsicHeight',
  'requestCheckout',
];

/** What `toolResponseMetadata` holds: an envelope that keeps the whole result. */
export const envelope = (result: Fields): Fields => ({status: 'success', call_tool_result: result, mcp_tool_result: result});

/** The result as the web host delivers it on the bridge: its own metadata in place of the tool's, and the text rewritten. */
export const rewritten = ({structuredContent, isError, content}: Fields): Fields => ({
  ...(structuredContent !== undefined && {structuredContent}),
  content: structuredContent === undefined ? content : [{type: 'text', text: JSON.stringify(structuredContent)}],
  ...(isError !== undefined && {isError}),
  _meta: {'openai/widgetSessionId': 'ws_1', host: 'metadata'},
});

/** Tells the result on `window.openai` and on the bridge, each twice. */
export async function deliverTwice(host: ScriptedHost): Promise<void> {
  const {input, result} = host.script;
  if (input) {
    await host.setGlobals({toolInput: input});
    await host.notify('ui/notifications/tool-input', {arguments: input});
  }
  if (!result) return;
  for (let time = 0; time < 2; time += 1) {
    await host.setGlobals({toolOutput: result.structuredContent ?? null, toolResponseMetadata: envelope(result)});
    await host.notify('ui/notifications/tool-result', rewritten(result));
  }
}

/**
 * A host as strict as ChatGPT on the web has been seen: no input and no output at first, every delivery twice and with metadata of its
 * own, `maxHeight` undefined, no status colours among the style variables. `methods` may leave some out.
 */
export const chatGpt = ({globals, methods = METHODS, context, ...script}: Script = {}): Script => ({
  globals: {
    theme: 'light',
    locale: 'en-US',
    displayMode: 'inline',
    safeArea: {insets: {top: 0, bottom: 0, left: 0, right: 0}},
    view: {mode: 'inline'},
    userAgent: {device: {type: 'desktop'}, capabilities: {hover: true, touch: false}},
    toolInput: null,
    toolOutput: null,
    toolResponseMetadata: null,
    widgetState: null,
    ...globals,
  },
  methods,
  context: {containerDimensions: {height: 400, maxWidth: 768}, userAgent: 'chatgpt', platform: 'desktop', ...context},
  deliver: deliverTwice,
  ...script,
});

/** All its methods but these. */
export const without = (...names: string[]): string[] => METHODS.filter((name) => !names.includes(name));

const STATUS = ['info', 'danger', 'success', 'warning'];
const KINDS = ['primary', 'secondary', 'tertiary', 'inverse', 'ghost', ...STATUS, 'disabled'];
const steps = (before: string, names: string, after = '') => names.split(' ').map((name) => `--${before}-${name}${after}`);

/** The 76 standard style variables of MCP Apps 2026-01-26, or the 68 that ChatGPT sends: no background and no border of a status. */
export function standardVariables(host: 'chatgpt' | 'all'): Record<string, string> {
  const ground = host === 'all' ? KINDS : KINDS.filter((kind) => !STATUS.includes(kind));
  const colors = [
    ...ground.flatMap((kind) => [`--color-background-${kind}`, `--color-border-${kind}`]),
    ...KINDS.map((kind) => `--color-text-${kind}`),
    ...steps('color-ring', 'primary secondary inverse info danger success warning'),
  ].map((name) => [name, name.includes('background') ? '#ffffff' : '#0d0d0d']);
  const sizes = [
    ...['-size', '-line-height'].flatMap((end) => [
      ...steps('font-text', 'xs sm md lg', end),
      ...steps('font-heading', 'xs sm md lg xl 2xl 3xl', end),
    ]),
    ...steps('border-radius', 'xs sm md lg xl full'),
    '--border-width-regular',
  ].map((name) => [name, '1rem']);
  const weights = steps('font-weight', 'normal medium semibold bold').map((name) => [name, '400']);
  const rest = [
    ...steps('shadow', 'hairline sm md lg').map((name) => [name, 'none']),
    ...steps('font', 'sans mono').map((name) => [name, 'sans-serif']),
  ];
  return Object.fromEntries([...colors, ...sizes, ...weights, ...rest]);
}
