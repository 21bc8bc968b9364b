import {WIDGET_MIME_TYPE} from '../../shared/tools.js';
import {readOrigins} from './csp.js';

type Meta = Record<string, unknown> | undefined;
interface ToolLike {
  name: string;
  _meta?: Meta;
}

const ui = (meta: Meta): Meta => (typeof meta?.ui === 'object' && meta.ui ? (meta.ui as Record<string, unknown>) : undefined);

/** Whether the model or the page may call a tool. Left out means both (MCP Apps 2026-01-26). */
export function isVisibleTo(tool: ToolLike, who: 'model' | 'app'): boolean {
  const visibility = ui(tool._meta)?.visibility;
  return Array.isArray(visibility) ? visibility.includes(who) : true;
}

/** Why a page may not call this tool, or undefined. ChatGPT also wants its older key, which defaults to false. */
export function whyNotForApp(tool: ToolLike | undefined, name: string, via: 'window.openai' | 'bridge'): string | undefined {
  if (!tool) return `Unknown tool "${name}"`;
  if (!isVisibleTo(tool, 'app')) return `Tool "${name}" is not visible to the app (_meta.ui.visibility)`;
  if (via === 'window.openai' && tool._meta?.['openai/widgetAccessible'] !== true)
    return `Tool "${name}" is not accessible to the widget (_meta["openai/widgetAccessible"])`;
  return undefined;
}

/** The page a tool opens, or undefined for none. Two spellings that disagree make real hosts drop the page, so that throws. */
export function widgetUriOf(tool: ToolLike): string | undefined {
  const standard = ui(tool._meta)?.resourceUri;
  const alias = tool._meta?.['openai/outputTemplate'];
  if (standard && alias && standard !== alias)
    throw new Error(`Tool "${tool.name}" names two pages: ${String(standard)} and ${String(alias)}`);
  const uri = standard ?? alias;
  return typeof uri === 'string' ? uri : undefined;
}

/** A page as the host read it: its HTML, the origins it declared, and whether it wants the host to draw a border. */
export interface WidgetPage {
  html: string;
  prefersBorder: boolean;
  origins: ReturnType<typeof readOrigins>;
}

interface ContentLike {
  mimeType?: string;
  text?: string;
  blob?: string;
  _meta?: Meta;
}

/** Takes the page out of a `resources/read` answer. Throws for anything but one HTML content of the MCP Apps type. */
export function readWidgetPage(uri: string, contents: readonly ContentLike[]): WidgetPage {
  const [content] = contents;
  if (!content || contents.length > 1) throw new Error(`${uri} must hold exactly one content, got ${contents.length}`);
  if (content.mimeType !== WIDGET_MIME_TYPE) throw new Error(`${uri} must be ${WIDGET_MIME_TYPE}, got ${content.mimeType ?? 'no type'}`);
  const html = content.text ?? (content.blob && new TextDecoder().decode(Uint8Array.from(atob(content.blob), (c) => c.charCodeAt(0))));
  if (!html) throw new Error(`${uri} is empty`);
  const prefersBorder = ui(content._meta)?.prefersBorder ?? content._meta?.['openai/widgetPrefersBorder'];
  return {html, prefersBorder: prefersBorder === true, origins: readOrigins(content._meta)};
}

/** Whether a link leads to an origin that the page listed in `redirect_domains`. */
export const isListed = (url: URL, redirectDomains: readonly string[]): boolean => redirectDomains.includes(url.origin);

/**
 * The address to open for a link of the page. With `conversation` it is appended for origins the page listed in `redirect_domains`,
 * as ChatGPT does it. Throws for anything but http and https.
 */
export function linkTarget(href: unknown, redirectDomains: readonly string[], conversation?: string): URL {
  let url: URL;
  try {
    url = new URL(String(href));
  } catch {
    throw new Error(`Cannot open "${String(href)}": expected an absolute URL`);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`Cannot open a ${url.protocol} link`);
  if (conversation && isListed(url, redirectDomains) && !url.searchParams.has('redirectUrl'))
    url.searchParams.set('redirectUrl', conversation);
  return url;
}
