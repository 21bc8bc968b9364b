import {isConditional, readDeclarations, themeFromCss, type Declaration} from './css.js';
import {fromAppearance, isAppearance} from './appearance.js';
import {checkContrast} from './contrast.js';
import {fromDesignTokens} from './design-tokens.js';
import {HOSTS, type HostPalette} from './hosts.js';
import {nearest} from './nearest.js';
import {resolveColor, substitute, type Scheme} from './resolve.js';
import {shown, ThemeError, type Theme} from './theme.js';
import {fallbackOf, isPaletteName, tokenNamed, TOKENS, type TokenType} from './tokens.js';

/** What the linter has to say about one thing. */
export interface Finding {
  level: 'error' | 'warning';
  rule: Rule;
  message: string;
  /** The token it is about. */
  token?: string;
  /** 1-based, in a style sheet. */
  line?: number;
  /** Of a contrast: where it is too low. */
  scheme?: Scheme;
  hosts?: readonly string[];
}

export type Rule =
  | 'unreadable' // the file is broken off, or no theme
  | 'no-token'
  | 'unknown-token'
  | 'unset-token' // one that another needs
  | 'missing-reference'
  | 'unused-palette'
  | 'bad-value'
  | 'contrast'
  | 'condition'
  | 'web-font';

/** What is set without the other is drawn in a colour that was chosen for something else. */
const COMPANIONS: readonly (readonly [set: string, needed: string, why: string])[] = [
  ['--checkout-color-surface', '--checkout-color-text', 'the text on it stays the host’s'],
  ['--checkout-color-accent', '--checkout-color-on-accent', 'the text on it stays ours'],
  ['--checkout-button-background', '--checkout-button-text', 'the text on it stays that of the accent'],
];

/** Everything that is wrong with a theme, whatever it was written in. `hosts` are those it is held against. */
export function checkTheme(theme: Theme, hosts: readonly HostPalette[] = HOSTS): Finding[] {
  const names = Object.keys(theme.values);
  if (names.length === 0) return [{level: 'error', rule: 'no-token', message: 'sets no token: expected names that begin with --checkout-'}];
  const findings = names.flatMap((name) => checkName(name, theme) ?? checkValue(name, theme));
  for (const [set, needed, why] of COMPANIONS)
    if (names.includes(set) && !names.includes(needed))
      findings.push({level: 'error', rule: 'unset-token', token: needed, message: `${needed} is not set, but ${set} is: ${why}`});
  return [...findings, ...checkContrast(theme, hosts)];
}

/** Checks a theme file: a style sheet, or JSON with W3C design tokens or an appearance object. Never throws on what is in it. */
export function checkText(text: string, kind: 'css' | 'json', hosts: readonly HostPalette[] = HOSTS): Finding[] {
  try {
    return kind === 'json' ? checkTheme(themeFromJson(text), hosts) : checkCss(text, hosts);
  } catch (error) {
    if (!(error instanceof ThemeError)) throw error;
    return [{level: 'error', rule: 'unreadable', message: error.message}];
  }
}

/** The theme in a JSON file: W3C design tokens, or an appearance object. Throws a ThemeError on anything else. */
export function themeFromJson(text: string): Theme {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new ThemeError(`expected JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return isAppearance(read) ? fromAppearance(read) : fromDesignTokens(read);
}

function checkCss(css: string, hosts: readonly HostPalette[]): Finding[] {
  const all = readDeclarations(css);
  const lines = new Map(all.map(({property, line}) => [property, line]));
  const findings = checkTheme(themeFromCss(css), hosts).map((one) => {
    const line = one.line ?? lines.get(one.token ?? '');
    return line ? {...one, line} : one;
  });
  return [...findings, ...checkConditions(all), ...checkFonts(css)].sort((a, b) => (a.line ?? 1e6) - (b.line ?? 1e6));
}

function checkConditions(all: readonly Declaration[]): Finding[] {
  const found = all.find((one) => one.property.startsWith('--checkout-') && isConditional(one));
  const message =
    'what is set under a condition is not looked at; a chat has a colour scheme of its own, so write light-dark(…) and not a media query';
  return found ? [{level: 'warning', rule: 'condition', token: found.property, line: found.line, message}] : [];
}

function checkFonts(css: string): Finding[] {
  const plain = css.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  const found = /@(?:font-face|import)\b/.exec(plain);
  if (!found) return [];
  const message = `${found[0]}: chat hosts ask for the system’s fonts, and their frame loads no others`;
  return [{level: 'warning', rule: 'web-font', line: plain.slice(0, found.index).split('\n').length, message}];
}

function checkName(name: string, {values}: Theme): Finding[] | undefined {
  if (tokenNamed(name)?.tier !== 'palette' && !isPaletteName(name)) {
    if (tokenNamed(name)) return undefined;
    const bare = (full: string) => full.replace('--checkout-', ''); // what all begin with says nothing of how near they are
    const meant = nearest(
      bare(name),
      TOKENS.map((token) => bare(token.name)),
    );
    return [
      {
        level: 'error',
        rule: 'unknown-token',
        token: name,
        message: `there is no ${name}${meant ? `; did you mean --checkout-${meant}?` : ''}`,
      },
    ];
  }
  if (Object.values(values).some((value) => value.includes(`var(${name}`))) return undefined;
  const message = `${name} is used by no other token: nothing is drawn with the palette itself`;
  return [{level: 'warning', rule: 'unused-palette', token: name, message}];
}

const EXPECTED: Record<TokenType, string> = {
  color: 'a colour (hex, rgb, hsl, oklch, color-mix, light-dark and the like)',
  dimension: 'a length such as 8px or 0.5rem',
  fontFamily: 'names of fonts',
  fontWeight: 'a weight from 1 to 1000',
};

const LENGTH = /^(?:0|[+-]?(?:\d+\.?|\d*\.\d+)(?:px|rem|em|ch|ex|pt|cqi|cqw|vw|vh|%)|(?:calc|min|max|clamp)\(.+\))$/i;
const FITS: Record<Exclude<TokenType, 'color'>, (value: string) => boolean> = {
  dimension: (value) => LENGTH.test(value),
  fontFamily: (value) => /^(?:"[^"]+"|'[^']+'|-?[a-z_][\w -]*)(?:\s*,\s*(?:"[^"]+"|'[^']+'|-?[a-z_][\w -]*))*$/i.test(value),
  fontWeight: (value) => /^(?:normal|bold)$/.test(value) || (/^[\d.]+$/.test(value) && Number(value) >= 1 && Number(value) <= 1000),
};

function checkValue(name: string, {values}: Theme): Finding[] {
  const value = values[name]!;
  const type = tokenNamed(name)?.type; // a palette's own names may hold anything
  const finding = (rule: Rule, message: string): Finding[] => [{level: 'error', rule, token: name, message}];
  const variable = (other: string) => values[other] ?? ours(other);
  for (const [, other = '', comma] of value.matchAll(/var\(\s*(--checkout-[\w-]+)\s*(,?)/g))
    if (!comma && variable(other) === undefined) return finding('missing-reference', `${name} refers to ${other}, which is not set`);
  // A host's variable may be missing, so one without a fallback counts as no value.
  const plain = substitute(value, {scheme: 'light', variable});
  const fits =
    type === undefined ||
    (plain !== undefined &&
      (type === 'color' ? (['light', 'dark'] as const).every((scheme) => resolveColor(value, {scheme, variable})) : FITS[type](plain)));
  return fits ? [] : finding('bad-value', `${name}: expected ${EXPECTED[type!]}, got ${shown(value)}`);
}

function ours(name: string): string | undefined {
  const token = tokenNamed(name);
  return token && fallbackOf(token);
}
