/** Something a page's source says it loads. */
export interface Load {
  url: string;
  kind: 'script' | 'style' | 'picture' | 'connection' | 'frame';
}

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
const ELSEWHERE = `((?:https?:|wss?:)?\\/\\/[^"'\`)\\s]+)`;
const FILE = `((?:(?:https?:)?\\/\\/|\\.{0,2}\\/)[^"'\`)\\s]+)`;

const inScript: [RegExp, Load['kind']][] = [
  [new RegExp(`\\bimport\\s*\\(?\\s*["'\`]${FILE}`, 'g'), 'script'],
  [new RegExp(`\\bfrom\\s*["'\`]${FILE}`, 'g'), 'script'],
  [new RegExp(`\\b(?:fetch|WebSocket|EventSource|sendBeacon)\\(\\s*["'\`]${ELSEWHERE}`, 'g'), 'connection'],
];
const inStyle: [RegExp, Load['kind']][] = [
  [new RegExp(`@import\\s+(?:url\\()?\\s*["']?${FILE}`, 'gi'), 'style'],
  [new RegExp(`(?<!@import\\s+)\\burl\\(\\s*["']?${ELSEWHERE}`, 'gi'), 'picture'],
];
const inMarkup: [RegExp, Load['kind']][] = [
  [/<link\b(?=[^>]*\brel\s*=\s*["']?[^"'>]*(?:stylesheet|preload))[^>]*\shref\s*=\s*["']?([^"'\s>]+)/gi, 'style'],
  [/<(?:img|source|audio|video)\b[^>]*\ssrc\s*=\s*["']?([^"'\s>]+)/gi, 'picture'],
  [/<(?:iframe|embed)\b[^>]*\ssrc\s*=\s*["']?([^"'\s>]+)/gi, 'frame'],
];

const find = (source: string, patterns: readonly [RegExp, Load['kind']][]): Load[] =>
  patterns.flatMap(([pattern, kind]) => [...source.matchAll(pattern)].map(([, url = '']) => ({url, kind})));

/**
 * What a page's source loads and runs, as far as it can be told without running it: an address put together by a script is
 * not seen.
 */
export function scan(html: string): {loads: Load[]; evals: string[]} {
  const page = html.replace(/<!--[\s\S]*?-->/g, '');
  const scripts = [...page.matchAll(SCRIPT)];
  const source = scripts.map(([, , body]) => body).join('\n');
  const styles = [...page.matchAll(STYLE)].map(([, body]) => body).join('\n');
  const markup = page.replace(SCRIPT, '').replace(STYLE, '');
  const loads = [
    ...scripts.flatMap(([, attributes = '']) => find(attributes, [[/\ssrc\s*=\s*["']?([^"'\s>]+)/gi, 'script']])),
    ...find(source, [...inScript, ...inStyle]),
    ...find(styles, inStyle),
    ...find(markup, inMarkup),
  ].filter(({url}) => !/^(data|blob|about):/i.test(url));
  const evals = [...source.matchAll(/(?<![\w.$])eval\s*\(|\bnew\s+Function\s*\(/g)].map(([found]) => found.replace(/\s*\($/, ''));
  return {loads, evals};
}
