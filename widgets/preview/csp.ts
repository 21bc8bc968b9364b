/** Origins a page may reach, in the words of MCP Apps 2026-01-26 (`_meta.ui.csp` of the resource's content). */
export interface PageOrigins {
  connectDomains?: string[];
  resourceDomains?: string[];
  frameDomains?: string[];
  baseUriDomains?: string[];
}

type Meta = Record<string, unknown> | undefined;

// An origin, with an optional wildcard subdomain. Anything else could smuggle a directive into the policy.
const ORIGIN = /^(?:https?|wss?):\/\/(?:\*\.)?[\w.-]+(?::\d+)?$|^(?:https?|wss?):\/\/\[[\da-f:]+\](?::\d+)?$/i;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);
const object = (value: unknown): Meta => (typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined);

/** Reads what a resource's `_meta` declares: `ui.csp`, or else ChatGPT's `openai/widgetCSP`. */
export function readOrigins(meta: Meta): Required<PageOrigins> & {redirectDomains: string[]} {
  const standard = object(object(meta?.ui)?.csp);
  const alias = object(meta?.['openai/widgetCSP']);
  const read = (name: string, twin: string) => list(standard ? standard[name] : alias?.[twin]);
  return {
    connectDomains: read('connectDomains', 'connect_domains'),
    resourceDomains: read('resourceDomains', 'resource_domains'),
    frameDomains: read('frameDomains', 'frame_domains'),
    baseUriDomains: read('baseUriDomains', ''),
    redirectDomains: list(alias?.redirect_domains), // the standard has no twin for it
  };
}

/**
 * The policy a page runs under: nothing but inline script and style, plus the origins it declared.
 * `'self'` is left out on purpose: the frame has no origin of its own, and a page must not lean on the host's.
 */
export function buildCsp(declared: PageOrigins): string {
  const clean = (domains: string[] | undefined) => (domains ?? []).filter((domain) => ORIGIN.test(domain));
  const resources = clean(declared.resourceDomains);
  const only = (name: string, domains: string[]) => [name, ...(domains.length ? domains : ["'none'"])].join(' ');
  return [
    "default-src 'none'",
    ["script-src 'unsafe-inline'", ...resources].join(' '),
    ["style-src 'unsafe-inline'", ...resources].join(' '),
    ['img-src data:', ...resources].join(' '),
    only('font-src', resources),
    only('media-src', resources),
    only('connect-src', clean(declared.connectDomains)),
    only('frame-src', clean(declared.frameDomains)),
    only('base-uri', clean(declared.baseUriDomains)),
  ].join('; ');
}

/** Puts the policy, then the host's scripts, first into a page's head: the policy has to come before anything it governs. */
export function prepareHtml(html: string, csp: string, scripts: string[]): string {
  const head =
    `<meta http-equiv="Content-Security-Policy" content="${csp.replace(/"/g, '&quot;')}">` +
    scripts.map((source) => `<script>${source}</script>`).join('');
  if (/<head[\s>]/i.test(html)) return html.replace(/<head(?:\s[^>]*)?>/i, (tag) => tag + head);
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '<!doctype html>';
  return doctype + head + html.replace(/^\s*<!doctype[^>]*>/i, '');
}

/** A value as JSON that may stand inside a script element. */
export const scriptJson = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').replace(/</g, '\\u003c');
