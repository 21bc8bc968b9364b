import {toCss, toValue, type Value} from './design-token-values.js';
import {splitArguments, type Scheme} from './resolve.js';
import {shown, ThemeError, type Theme} from './theme.js';
import {fallbackOf, tokenNamed, type TokenType} from './tokens.js';

/** A file in the W3C design tokens format (2025.10): groups within groups, and tokens with `$type` and `$value`. */
export type DesignTokens = Record<string, unknown>;

interface DesignToken {
  $type: TokenType;
  $value: Value;
  $description?: string;
  $extensions?: {[KEY]: Extension};
}

/** What the format has no words for. */
interface Extension {
  /** The value on a dark page, where it is another. */
  dark?: Value;
  /** The value as it was written, which holds as long as `$value` and `dark` say the same as `of`. */
  css?: string;
  of?: [light: Value, dark: Value];
}

const KEY = 'chat-checkout';

/**
 * A theme as design tokens, in a group `checkout`. References stay references. A mixed or computed colour is given as what it comes to,
 * and as it was written beside it; values that the format cannot say at all, such as `calc()`, are kept at the root. Reading the result
 * gives the theme back.
 */
export function toDesignTokens({values, scheme}: Theme): DesignTokens {
  const variable = (name: string) => values[name] ?? ours(name);
  const groups: Record<string, Record<string, DesignToken>> = {};
  const rest: Record<string, string> = {};
  for (const [name, css] of Object.entries(values)) {
    const token = toToken(name, css, variable);
    const [, group, own] = /^--checkout-([a-z0-9]+)-([a-z0-9-]+)$/.exec(name) ?? [];
    if (token && group && own) (groups[group] ??= {})[own] = token;
    else rest[name] = css;
  }
  const extension = {...(scheme && {scheme}), ...(Object.keys(rest).length > 0 && {css: rest})};
  return {checkout: groups, ...(Object.keys(extension).length > 0 && {$extensions: {[KEY]: extension}})};
}

function toToken(name: string, css: string, variable: (name: string) => string | undefined): DesignToken | undefined {
  const known = tokenNamed(name);
  const [ofLight, ofDark] = inSchemes(css);
  // A name of the palette may hold anything: it is what it can be read as.
  for (const $type of known ? [known.type] : (['color', 'dimension', 'fontWeight'] as const)) {
    const light = toValue($type, ofLight, 'light', variable);
    const dark = toValue($type, ofDark, 'dark', variable);
    if (light === undefined || dark === undefined) continue;
    const both: Extension = same(light, dark) ? {} : {dark};
    const plain = {$type, $value: light, ...(known && {$description: known.paints})};
    const exact = cssOf($type, light, dark, name) === css;
    const extension: Extension = exact ? both : {...both, css, of: [light, dark]};
    return {...plain, ...(Object.keys(extension).length > 0 && {$extensions: {[KEY]: extension}})};
  }
  return undefined;
}

/**
 * The theme in a file of design tokens: its group `checkout`. References to tokens outside of that group are followed. Throws a
 * ThemeError that names the token, what was expected and what came.
 */
export function fromDesignTokens(file: unknown): Theme {
  if (!isGroup(file)) throw new ThemeError(`expected design tokens: an object with a group "checkout", got ${shown(file)}`);
  if (!isGroup(file['checkout'])) {
    const groups = Object.keys(file).filter((name) => !name.startsWith('$'));
    throw new ThemeError(`expected a group "checkout", got ${groups.length > 0 ? `groups ${groups.join(', ')}` : 'none'}`);
  }
  const own = extensionOf(file) as {scheme?: Scheme; css?: Record<string, string>};
  const values: Record<string, string> = {};
  for (const {path, type, token} of tokensIn(file['checkout'], ['checkout'], typeOf(file))) {
    const name = `--${path.join('-')}`;
    if (!/^--checkout(-[a-z0-9]+)+$/.test(name))
      throw new ThemeError(`expected a name of small letters, digits and hyphens`, path.join('.'));
    values[name] = fromToken(file, path, type ?? tokenNamed(name)?.type, token);
  }
  return {values: {...values, ...own.css}, ...(own.scheme && {scheme: own.scheme})};
}

function fromToken(file: DesignTokens, path: string[], type: string | undefined, token: Record<string, unknown>): string {
  const at = path.join('.');
  if (!isType(type)) throw new ThemeError(`expected color, dimension, fontFamily or fontWeight, got ${shown(type)}`, `${at}.$type`);
  const {dark, css, of} = extensionOf(token) as Extension;
  const read = (value: unknown, part: string) => follow(file, type, value, `${at}.${part}`);
  const light = read(token['$value'], '$value');
  const onDark = dark === undefined ? light : read(dark, `$extensions.${KEY}.dark`);
  const untouched = css !== undefined && of !== undefined && read(of[0], 'of') === light && read(of[1], 'of') === onDark;
  return untouched ? css : joined(light, onDark);
}

/** A `$value` as CSS; a reference within our group as `var()`, one to elsewhere as what stands there. */
function follow(file: DesignTokens, type: TokenType, value: unknown, at: string, trail: readonly string[] = []): string {
  const [, target] = typeof value === 'string' ? (/^\{([^{}]+)\}$/.exec(value) ?? []) : [];
  if (target === undefined) return toCss(type, value, at);
  const path = target.split('.');
  if (path[0] === 'checkout') return `var(--${path.join('-')})`;
  if (trail.includes(target)) throw new ThemeError(`the reference {${target}} leads back to itself`, at);
  const found = path.reduce<unknown>((group, name) => (isGroup(group) ? group[name] : undefined), file);
  if (!isGroup(found) || !('$value' in found)) throw new ThemeError(`expected a token named ${target}, got none`, at);
  return follow(file, type, found['$value'], at, [...trail, target]);
}

function* tokensIn(
  group: Record<string, unknown>,
  path: string[],
  type: unknown,
): Generator<{path: string[]; type?: string; token: Record<string, unknown>}> {
  const inherited = typeOf(group) ?? type;
  if ('$value' in group)
    yield {path, type: inherited as string | undefined, token: group}; // checked where it is read
  else
    for (const [name, child] of Object.entries(group)) {
      if (name.startsWith('$')) continue;
      if (!isGroup(child)) throw new ThemeError(`expected a token or a group, got ${shown(child)}`, [...path, name].join('.'));
      yield* tokensIn(child, [...path, name], inherited);
    }
}

const typeOf = (group: Record<string, unknown>) => group['$type'];
const isType = (type: unknown): type is TokenType => ['color', 'dimension', 'fontFamily', 'fontWeight'].includes(type as string);
const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function extensionOf({$extensions}: Record<string, unknown>): object {
  const found = isGroup($extensions) ? $extensions[KEY] : undefined;
  return isGroup(found) ? found : {};
}

/** A value in its two schemes; the same twice where it makes no difference. */
export function inSchemes(css: string): [light: string, dark: string] {
  const [, inside] = /^light-dark\((.*)\)$/.exec(css) ?? [];
  const [light, dark] = inside === undefined ? [] : splitArguments(inside);
  return light && dark ? [light, dark] : [css, css];
}

/** Two values as one: the plain value where they are the same. */
export const joined = (light: string, dark: string) => (light === dark ? light : `light-dark(${light}, ${dark})`);
const same = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);

/** What reading a token would give. */
const cssOf = (type: TokenType, light: Value, dark: Value, at: string) => joined(follow({}, type, light, at), follow({}, type, dark, at));

function ours(name: string): string | undefined {
  const token = tokenNamed(name);
  return token && fallbackOf(token);
}
