import {ERROR_META_KEY} from '../../shared/tools.js';

export type Fields = Record<string, unknown>;

/** What the host says about the place the page is shown in, in the words of MCP Apps. Everything may be missing. */
export interface HostContext {
  theme?: 'light' | 'dark';
  /** BCP 47 tag, used for text, dates and numbers. */
  locale?: string;
  /** IANA time zone. */
  timeZone?: string;
  displayMode?: string;
  /** CSS pixels. */
  safeAreaInsets?: {top: number; right: number; bottom: number; left: number};
}

/** A tool's result in MCP's shape, whatever wrapping the host delivered it in. */
export interface ToolResult {
  structuredContent?: Fields;
  content?: unknown;
  isError?: boolean;
  _meta?: Fields;
}

/**
 * The place a checkout is shown in: a chat host or a plain page. The one thing the widgets know about it.
 * What a host cannot do is absent, never a method that fails.
 */
export interface Host {
  /** For logs and tests. Never branch on it: ask whether a member is there. */
  readonly name: string;
  readonly context: HostContext;
  /** Arguments of the tool call that opened the page, once the host has told them. */
  readonly toolInput?: Fields;
  /** Result of that call. The same object until another result replaces it, so a repeat is recognised by identity. */
  readonly toolOutput?: ToolResult;
  /** What `setWidgetState` saved last, also after a reload. */
  readonly widgetState?: Fields;
  readonly setWidgetState?: (state: Fields) => void;
  /** Opens the host's payment sheet; needs a click. Resolves and rejects with whatever the host says, see `readSheetAnswer`. */
  readonly requestCheckout?: (payload: object) => Promise<unknown>;
  /** Starts the conversation with the host; may be called again. Resolves when tools can be called. */
  connect(): Promise<void>;
  /** Calls the listener after any of the values above changed. Returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Calls a tool of the server. Rejects where there was no answer; a refusal is a result with `isError`. */
  callTool(name: string, args: Fields): Promise<ToolResult>;
  /** Opens a page outside, best inside a click handler. Rejects where the host will not. */
  openExternal(url: string): Promise<void>;
  /** Tells the height that the content needs, in CSS pixels. */
  reportHeight(height: number): void;
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: unknown): unknown => {
  try {
    return JSON.parse(text as string);
  } catch {
    return undefined; // a sentence for people, not JSON
  }
};

const textOf = (content: unknown): unknown => (Array.isArray(content) && isFields(content[0]) ? content[0].text : undefined);

/**
 * Reads a delivered result. Hosts hand over the structured content itself, the whole tool result, or, where they strip
 * structured content, its JSON as text (`content[0].text`, `{text}` or `{result}`). Undefined when nothing was delivered.
 */
export function readToolResult(value: unknown): ToolResult | undefined {
  if (!isFields(value)) return undefined;
  if (isFields(value.structuredContent) || value.isError) return value as ToolResult;
  const text = textOf(value.content) ?? value.text ?? value.result;
  const parsed = parse(text);
  if (isFields(parsed)) return {...value, ...(readToolResult(parsed) as Fields)};
  return 'content' in value || text !== undefined ? (value as ToolResult) : {structuredContent: value};
}

/** The sentence of a failed result, or an empty one where the tool gave none; undefined when the call went well. */
export function errorSentence({isError, content, _meta}: ToolResult): string | undefined {
  if (!isError) return undefined;
  const error = _meta?.[ERROR_META_KEY];
  return String((isFields(error) ? error.message : undefined) ?? textOf(content) ?? '');
}

/** The tool call that these arguments belong to, judged by their shape. Undefined where no tool takes them. */
export function openingCall(input: Fields = {}): [name: string, args: Fields] | undefined {
  if (input.checkout_session) return ['checkout_session', input];
  if (input.checkout_session_id) return ['get_checkout', {checkout_session_id: input.checkout_session_id}];
  if (input.product_id || input.product_name) return ['show_product', input];
  return undefined;
}

// Languages written from right to left, and those written so in one of their scripts. `Intl.Locale` does not know it in every browser.
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b|-(arab|hebr)\b/i;

/**
 * Paints the document in the host's theme, turns it the way the host's language is written, and keeps it clear of what lies over its edges.
 * `color-scheme` must agree with the page around, or the frame turns opaque.
 */
export function applyContext({documentElement: root, body}: Document, {theme, locale, safeAreaInsets: inset}: HostContext): void {
  if (theme) root.dataset.theme = root.style.colorScheme = theme;
  if (locale) root.dir = RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
  if (inset && body) body.style.padding = [inset.top, inset.right, inset.bottom, inset.left].map((side) => `${side}px`).join(' ');
}
