import {resolveColor, splitArguments, type Scheme} from './resolve.js';
import {shown, ThemeError} from './theme.js';
import type {TokenType} from './tokens.js';

/** `$value` of a colour in the W3C design tokens format, module Color 2025.10. */
export interface ColorValue {
  colorSpace: string;
  components: (number | 'none')[];
  alpha?: number;
  hex?: string;
}

/** `$value` of a dimension. */
export interface DimensionValue {
  value: number;
  unit: 'px' | 'rem';
}

export type Value = ColorValue | DimensionValue | string | string[] | number;

const round = (number: number) => Number(number.toFixed(4));

/** A CSS value in the format's words; undefined where it has none for it, as for `calc()` or a host's variable. */
export function toValue(type: TokenType, css: string, scheme: Scheme, variable: (name: string) => string | undefined): Value | undefined {
  const alias = /^var\(\s*--checkout-([a-z0-9]+)-([a-z0-9-]+)\s*\)$/.exec(css);
  if (alias) return `{checkout.${alias[1]}.${alias[2]}}`;
  if (type === 'dimension') {
    const [, value, unit] = /^(-?(?:\d+\.?|\d*\.\d+))(px|rem)$/.exec(css) ?? [];
    return value === undefined ? undefined : {value: Number(value), unit: unit as 'px'}; // the pattern allows the two units only
  }
  if (type === 'fontWeight') return isWeight(Number(css)) ? Number(css) : undefined;
  if (type === 'fontFamily') return css.includes('(') ? undefined : splitArguments(css).map((name) => name.replace(/^(['"])(.*)\1$/, '$2'));
  const color = resolveColor(css, {scheme, variable});
  if (!color) return undefined;
  const [red, green, blue, alpha] = color;
  const hex = `#${[red, green, blue].map((channel) => byte(channel)).join('')}`;
  return {colorSpace: 'srgb', components: [red, green, blue].map(round), ...(alpha < 1 && {alpha: round(alpha)}), hex};
}

const byte = (channel: number) =>
  Math.round(channel * 255)
    .toString(16)
    .padStart(2, '0');

/** A `$value` as CSS. Throws a ThemeError that says what was expected and what came. */
export function toCss(type: TokenType, value: unknown, at: string): string {
  return {color: colorCss, dimension: dimensionCss, fontFamily: familyCss, fontWeight: weightCss}[type](value, at);
}

// How each colour space of the format is written in CSS; `%` stands behind a component, `color()` takes the rest.
const SPACES: Record<string, [name: string, units: [string, string, string]]> = {
  hsl: ['hsl', ['', '%', '%']],
  hwb: ['hwb', ['', '%', '%']],
  lab: ['lab', ['', '', '']],
  lch: ['lch', ['', '', '']],
  oklab: ['oklab', ['', '', '']],
  oklch: ['oklch', ['', '', '']],
};
const PREDEFINED = ['srgb', 'srgb-linear', 'display-p3', 'a98-rgb', 'prophoto-rgb', 'rec2020', 'xyz-d65', 'xyz-d50'];

function colorCss(value: unknown, at: string): string {
  // Files from before 2025.10 have a text here.
  if (typeof value === 'string' && resolveColor(value, {scheme: 'light', variable: () => undefined})) return value;
  const {colorSpace, components, alpha = 1} = fields(value);
  const spaces = [...Object.keys(SPACES), ...PREDEFINED];
  if (typeof colorSpace !== 'string')
    throw new ThemeError(`expected a colour such as {"colorSpace": "srgb", "components": [0, 0.5, 1]}, got ${shown(value)}`, at);
  if (!spaces.includes(colorSpace))
    throw new ThemeError(`expected one of ${spaces.join(', ')}, got ${shown(colorSpace)}`, `${at}.colorSpace`);
  if (!Array.isArray(components) || components.length !== 3 || !components.every((each) => each === 'none' || Number.isFinite(each)))
    throw new ThemeError(`expected three numbers or "none", got ${shown(components)}`, `${at}.components`);
  if (!Number.isFinite(alpha) || Number(alpha) < 0 || Number(alpha) > 1)
    throw new ThemeError(`expected a number from 0 to 1, got ${shown(alpha)}`, `${at}.alpha`);
  return colorText(colorSpace, components as (number | 'none')[], Number(alpha)); // both checked above
}

function colorText(space: string, components: (number | 'none')[], alpha: number): string {
  const bytes = components.map((each) => (each === 'none' ? NaN : each * 255));
  // Four digits of a 256th part: what was written as hex comes back as hex.
  if (space === 'srgb' && alpha === 1 && bytes.every((each) => each > -0.1 && each < 255.1 && Math.abs(each - Math.round(each)) < 0.02))
    return shortHex(`#${bytes.map((each) => byte(each / 255)).join('')}`);
  const end = alpha === 1 ? '' : ` / ${alpha}`;
  const [name, units] = SPACES[space] ?? [];
  if (name && units) return `${name}(${components.map((each, at) => (each === 'none' ? each : `${each}${units[at]}`)).join(' ')}${end})`;
  return `color(${space} ${components.join(' ')}${end})`;
}

const shortHex = (hex: string) => hex.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3');

function dimensionCss(value: unknown, at: string): string {
  if (typeof value === 'string' && /^-?[\d.]+(px|rem)$/.test(value)) return value; // files from before 2025.10
  const {value: number, unit} = fields(value);
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new ThemeError(`expected a dimension such as {"value": 8, "unit": "px"}, got ${shown(value)}`, at);
  if (unit !== 'px' && unit !== 'rem') throw new ThemeError(`expected px or rem, got ${shown(unit)}`, `${at}.unit`);
  return `${number}${unit}`;
}

function familyCss(value: unknown, at: string): string {
  const names = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(names) || names.length === 0 || !names.every((each) => typeof each === 'string' && /^[^"\n\\]+$/.test(each)))
    throw new ThemeError(`expected the name of a font or a list of names, got ${shown(value)}`, at);
  return names.map((each: string) => (/^-?[a-z_][\w-]*$/i.test(each) ? each : `"${each}"`)).join(', ');
}

const WEIGHTS: Record<string, number> = {
  ...{thin: 100, hairline: 100, 'extra-light': 200, 'ultra-light': 200, light: 300, normal: 400, regular: 400, book: 400, medium: 500},
  ...{'semi-bold': 600, 'demi-bold': 600, bold: 700, 'extra-bold': 800, 'ultra-bold': 800, black: 900, heavy: 900, 'extra-black': 950},
  'ultra-black': 950,
};

function weightCss(value: unknown, at: string): string {
  const weight = typeof value === 'string' ? WEIGHTS[value] : value;
  if (typeof weight !== 'number' || !isWeight(weight))
    throw new ThemeError(`expected a weight from 1 to 1000, or a word such as "bold", got ${shown(value)}`, at);
  return String(weight);
}

const isWeight = (weight: number) => weight >= 1 && weight <= 1000;

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
