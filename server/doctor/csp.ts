import {fields, texts, type Fields} from './json.js';

const PAIRS = [
  ['connectDomains', 'connect_domains'],
  ['resourceDomains', 'resource_domains'],
  ['frameDomains', 'frame_domains'],
] as const;
export type Kind = (typeof PAIRS)[number][0];

/** The origins a page declares in the standard's words and in ChatGPT's; undefined where that spelling is missing. */
export function readCsp(meta: Fields) {
  const [standard, alias] = [fields(meta.ui).csp, meta['openai/widgetCSP']];
  const declared = (kind: Kind) => {
    const [, twin] = PAIRS.find(([name]) => name === kind)!; // every kind is in the table
    return texts(standard === undefined ? fields(alias)[twin] : fields(standard)[kind]);
  };
  return {
    standard: standard === undefined ? undefined : fields(standard),
    alias: alias === undefined ? undefined : fields(alias),
    connect: declared('connectDomains'),
    resources: declared('resourceDomains'),
    frames: declared('frameDomains'),
    redirects: texts(fields(alias).redirect_domains),
  };
}

/** Where the two spellings of a page's domains are not the same set. */
export function cspMismatches({standard, alias}: ReturnType<typeof readCsp>): string[] {
  const set = (value: unknown) => [...new Set(texts(value))].sort().join(' ') || 'none';
  return PAIRS.flatMap(([name, twin]) => {
    const [ours, theirs] = [set(standard?.[name]), set(alias?.[twin])];
    return ours === theirs ? [] : [`ui.csp.${name} is ${ours}, openai/widgetCSP.${twin} is ${theirs}`];
  });
}

/** Whether a URL's origin is in a list of origins; `https://*.example.com` stands for every name below it. */
export function covers(domains: readonly string[], url: string): boolean {
  if (!URL.canParse(url)) return false;
  const {protocol, host} = new URL(url);
  return domains.some((domain) => {
    const [, scheme = 'https:', name = ''] = /^(?:(\w+:)\/\/)?([^/]+)\/?$/.exec(domain.toLowerCase()) ?? [];
    if (scheme !== protocol) return false;
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
  });
}

// Anything else could smuggle a directive into the policy.
const ORIGIN = /^(?:(?:https?|wss?):\/\/)?(?:\*\.)?(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?\/?$/i;

/** The policy a host runs the page under: inline script and style and what was declared (MCP Apps 2026-01-26). */
export function policyOf(meta: Fields): string {
  const {connect, resources, frames} = readCsp(meta);
  const only = (name: string, sources: readonly string[]) => [name, ...(sources.length > 0 ? sources : ["'none'"])].join(' ');
  const clean = (domains: readonly string[]) => domains.filter((domain) => ORIGIN.test(domain));
  const from = clean(resources);
  return [
    "default-src 'none'",
    only('script-src', ["'unsafe-inline'", ...from]),
    only('style-src', ["'unsafe-inline'", ...from]),
    only('img-src', ['data:', ...from]),
    only('media-src', ['data:', ...from]),
    only('font-src', from),
    only('connect-src', clean(connect)),
    only('frame-src', clean(frames)),
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
}
