import Color from 'colorjs.io';

/** The colour scheme of the page around a widget. */
export type Scheme = 'light' | 'dark';

/** What a value is read against: the custom properties in reach, by name, and the scheme. */
export interface Scope {
  variable: (name: string) => string | undefined;
  scheme: Scheme;
}

/** A colour in sRGB: red, green, blue and opacity, each 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** What stands between the brackets of a function, split at its commas, brackets inside brackets kept whole. */
export function splitArguments(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/**
 * Puts values in the place of `var(…)`, the fallback where a name has none. Undefined when one has neither, or when names go round in
 * a circle: such a value does not count, and the property keeps what it has.
 */
export function substitute(value: string, scope: Scope, within: readonly string[] = []): string | undefined {
  const start = value.search(/\bvar\(/);
  if (start < 0) return value.trim();
  const end = closing(value, start + 3);
  if (end < 0) return undefined;
  const inside = value.slice(start + 4, end);
  const comma = inside.indexOf(',');
  const name = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  if (within.includes(name)) return undefined;
  const set = scope.variable(name);
  const own = set === undefined ? undefined : substitute(set, scope, [...within, name]);
  const found = own ?? (comma < 0 ? undefined : substitute(inside.slice(comma + 1), scope, within));
  return found === undefined ? undefined : substitute(value.slice(0, start) + found + value.slice(end + 1), scope, within);
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

// What browsers paint under a page that says nothing.
const CANVAS: Record<Scheme, string> = {light: '#fff', dark: '#121212'};

/** The colour that a CSS value is; undefined when it is none, or of a kind that cannot be told without a browser. */
export function resolveColor(value: string, scope: Scope): Rgba | undefined {
  const plain = substitute(value, scope);
  const color = plain === undefined ? undefined : evaluate(plain, scope.scheme);
  if (!color) return undefined;
  // As browsers draw it: what is outside of sRGB is cut off.
  const [red, green, blue] = color.to('srgb').coords.map((channel) => Math.min(1, Math.max(0, channel ?? 0)));
  return [red!, green!, blue!, color.alpha ?? 0];
}

function evaluate(css: string, scheme: Scheme): Color | undefined {
  const call = /^(light-dark|color-mix)\((.*)\)$/is.exec(css);
  if (call?.[1]?.toLowerCase() === 'light-dark') {
    const choices = splitArguments(call[2]!);
    return choices.length === 2 ? evaluate(choices[scheme === 'dark' ? 1 : 0]!, scheme) : undefined;
  }
  if (call) return mix(splitArguments(call[2]!), scheme);
  if (/^canvas$/i.test(css)) return new Color(CANVAS[scheme]);
  try {
    return new Color(css);
  } catch {
    return undefined; // no colour, as the caller will say
  }
}

// CSS Color 5: `in <space> [<how> hue]`, then two colours, each with a share or without.
function mix([method = '', first = '', second = '', ...more]: string[], scheme: Scheme): Color | undefined {
  const [, space, hue = 'shorter'] = /^in\s+([\w-]+)(?:\s+(shorter|longer|increasing|decreasing)\s+hue)?$/i.exec(method) ?? [];
  if (!space || more.length > 0) return undefined;
  const [one, two] = [first, second].map((part) => {
    const share = /^([\d.]+)%\s|\s([\d.]+)%$/.exec(part); // before or behind the colour, which may hold percents too
    const percent = share?.[1] ?? share?.[2];
    return {color: evaluate(part.replace(/^[\d.]+%\s+|\s+[\d.]+%$/, ''), scheme), share: percent ? Number(percent) / 100 : undefined};
  }) as [Part, Part];
  if (!one.color || !two.color) return undefined;
  const shareOfOne = one.share ?? 1 - (two.share ?? 0.5);
  const shareOfTwo = two.share ?? 1 - shareOfOne;
  const sum = shareOfOne + shareOfTwo;
  if (sum <= 0) return undefined;
  try {
    const spaceId = space === 'xyz' ? 'xyz-d65' : space;
    const options = {space: spaceId, hue: hue as 'shorter', outputSpace: 'srgb', premultiplied: true};
    const mixed = one.color.mix(two.color, shareOfTwo / sum, options);
    mixed.alpha = (mixed.alpha ?? 1) * Math.min(1, sum); // shares of less than the whole leave the rest transparent
    return mixed;
  } catch {
    return undefined; // a colour space that does not exist
  }
}

type Part = {color: Color | undefined; share: number | undefined};

/** One colour laid over another. */
export const over = (top: Rgba, ground: Rgba): Rgba => {
  const alpha = top[3] + ground[3] * (1 - top[3]);
  const channel = (at: 0 | 1 | 2) => (alpha === 0 ? 0 : (top[at] * top[3] + ground[at] * ground[3] * (1 - top[3])) / alpha);
  return [channel(0), channel(1), channel(2), alpha];
};

/** The contrast of a colour on an opaque ground after WCAG 2.1: 1 to 21. */
export function contrast(color: Rgba, ground: Rgba): number {
  const [red, green, blue] = over(color, ground);
  return new Color('srgb', [red, green, blue]).contrast(new Color('srgb', [ground[0], ground[1], ground[2]]), 'WCAG21');
}
