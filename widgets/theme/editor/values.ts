import {scopeOf} from '../contrast.js';
import {inSchemes, joined} from '../design-tokens.js';
import {HOSTS, type HostPalette} from '../hosts.js';
import {over, resolveColor, substitute, type Rgba, type Scheme} from '../resolve.js';
import type {Theme} from '../theme.js';
import {fallbackOf, tokenNamed} from '../tokens.js';

/** Where a slider begins and ends, in its unit. */
export interface Range {
  least: number;
  most: number;
  step: number;
  unit: 'px' | 'rem';
}

const px = (least: number, most: number, step = 1): Range => ({least, most, step, unit: 'px'});
const rem = (least: number, most: number, step = 0.0625): Range => ({least, most, step, unit: 'rem'});

/** What is sensible, not what is possible: anything else can be written as CSS. */
export const RANGES: Readonly<Record<string, Range>> = {
  '--checkout-font-size': rem(0.75, 1.25),
  '--checkout-font-size-small': rem(0.625, 1.125),
  '--checkout-font-size-large': rem(0.875, 2.5),
  '--checkout-space-xs': px(0, 12),
  '--checkout-space-s': px(2, 20),
  '--checkout-space-m': px(4, 28),
  '--checkout-space-l': px(4, 40),
  '--checkout-space-xl': px(8, 64),
  '--checkout-radius-control': px(0, 28),
  '--checkout-radius-picture': px(0, 40),
  '--checkout-line-width': px(0, 4, 0.5),
  '--checkout-size-control': rem(2, 4, 0.125),
  '--checkout-size-target': rem(1.5, 3.5, 0.125),
  '--checkout-button-radius': px(0, 40),
};

/** Stacks of fonts that systems have; a chat's frame loads no others. */
export const FONTS: readonly (readonly [name: string, stack: string])[] = [
  ['System', 'system-ui, sans-serif'],
  ['Grotesque', "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"],
  ['Humanist', "Optima, Candara, 'Gill Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"],
  ['Rounded', "ui-rounded, 'SF Pro Rounded', 'Arial Rounded MT Bold', Quicksand, Nunito, system-ui, sans-serif"],
  ['Old style', "'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, 'DejaVu Serif', serif"],
  ['Didone', "Didot, 'Bodoni 72', 'Bodoni MT', 'Noto Serif Display', 'Playfair Display', 'DejaVu Serif', serif"],
  ['Slab', "Rockwell, 'Rockwell Nova', 'Roboto Slab', 'DejaVu Serif', serif"],
  ['Typewriter', "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"],
];

/** The palette name that a token takes its value from, whole: that one is what a control changes, and everything else that uses it. */
export function sourceOf({values}: Theme, token: string): string {
  const [, name] = /^var\((--checkout-palette-[\w-]+)\)$/.exec(values[token] ?? '') ?? [];
  return name !== undefined && name in values ? name : token;
}

/** What a token is drawn as in a scheme, in sRGB, laid over what is behind it; undefined where nothing is drawn or it cannot be told. */
export function colorOf(theme: Theme, token: string, page: Scheme, host: HostPalette = HOSTS[0]!): Rgba | undefined {
  const scope = scopeOf(theme, page, host);
  const known = tokenNamed(token);
  const css = theme.values[token] ?? (known && fallbackOf(known));
  const color = css === undefined ? undefined : resolveColor(css, scope);
  if (!color || color[3] === 0) return undefined;
  const surface = resolveColor('var(--checkout-color-surface, Canvas)', scope) ?? [1, 1, 1, 1];
  return over(color, surface);
}

/** As `<input type="color">` takes it. */
export const toHex = ([red, green, blue]: Rgba) =>
  `#${[red, green, blue]
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** The value of a token with another colour in one scheme. Where the theme has one scheme for all pages there is one colour only. */
export function colored(theme: Theme, token: string, scheme: Scheme, hex: string): string {
  if (theme.scheme) return hex;
  const set = theme.values[token];
  const other = (page: Scheme) => {
    if (set !== undefined) return inSchemes(set)[page === 'light' ? 0 : 1];
    const color = colorOf(theme, token, page);
    return color ? toHex(color) : 'transparent';
  };
  return joined(scheme === 'light' ? hex : other('light'), scheme === 'dark' ? hex : other('dark'));
}

/** A length in a unit, 16 px a rem; undefined for one that only a browser can work out. */
export function lengthOf({values}: Theme, token: string, unit: Range['unit']): number | undefined {
  const variable = (name: string) => {
    const known = tokenNamed(name);
    return values[name] ?? (known && fallbackOf(known));
  };
  const plain = substitute(`var(${token})`, {variable, scheme: 'light'});
  const [, factor = '1', number, written] = /^(?:calc\(([\d.]+) \* )?([\d.]+)(px|rem)?\)?$/.exec(plain ?? '') ?? [];
  if (number === undefined || (written === undefined && Number(number) !== 0)) return undefined;
  const inPx = Number(factor) * Number(number) * (written === 'rem' ? 16 : 1);
  return unit === 'rem' ? inPx / 16 : inPx;
}
