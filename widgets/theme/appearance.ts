import {nearest} from './nearest.js';
import {contrast, resolveColor} from './resolve.js';
import {shown, ThemeError, type Theme} from './theme.js';

/** The object that styles Stripe Elements, as far as it has a counterpart here. */
export interface Appearance {
  theme?: 'stripe' | 'night' | 'flat';
  variables?: Readonly<Record<string, string>>;
}

/** A theme made from an appearance, and what had no counterpart. */
export interface ReadAppearance {
  theme: Theme;
  ignored: string[];
}

/** What each variable sets. Spaces are multiples of the unit. */
const SETS: Record<string, (value: string) => Record<string, string>> = {
  colorPrimary: (value) => ({'--checkout-color-accent': value}),
  accessibleColorOnColorPrimary: (value) => ({'--checkout-color-on-accent': value}),
  colorBackground: (value) => ({'--checkout-color-surface': value}),
  colorText: (value) => ({'--checkout-color-text': value}),
  colorTextSecondary: (value) => ({'--checkout-color-text-muted': value}),
  colorDanger: (value) => ({'--checkout-color-danger': value}),
  colorSuccess: (value) => ({'--checkout-color-success': value}),
  colorWarning: (value) => ({'--checkout-color-warning': value}),
  fontFamily: (value) => ({'--checkout-font-family': value}),
  fontSizeBase: (value) => ({'--checkout-font-size': value}),
  fontSizeSm: (value) => ({'--checkout-font-size-small': value}),
  fontSizeXl: (value) => ({'--checkout-font-size-large': value}),
  fontWeightBold: (value) => ({'--checkout-font-weight-heading': value}),
  borderRadius: (value) => ({'--checkout-radius-control': value}),
  buttonBorderRadius: (value) => ({'--checkout-button-radius': value}),
  spacingUnit: (value) => {
    const [, count = '', unit = ''] = /^([\d.]+)(.*)$/.exec(value)!; // checked to be a length
    const times = (factor: number) => `${Number((Number(count) * factor).toFixed(4))}${unit}`;
    return {
      '--checkout-space-xs': times(1),
      '--checkout-space-s': times(2),
      '--checkout-space-m': times(3),
      '--checkout-space-l': times(4),
      '--checkout-space-xl': times(6),
    };
  },
};

// Variables of Stripe's that style what is not here. Anything else is taken for a slip.
const UNUSED = [
  ...['colorTextPlaceholder', 'colorBorder', 'colorLogo', 'colorLogoTab', 'colorLogoTabSelected', 'colorLogoBlock'],
  ...['accessibleColorOnColorBackground', 'accessibleColorOnColorSuccess', 'accessibleColorOnColorDanger', 'accessibleColorOnColorWarning'],
  ...['fontSmooth', 'fontVariantLigatures', 'fontVariationSettings', 'fontLineHeight', 'fontWeightLight', 'fontWeightNormal'],
  ...['fontWeightMedium', 'fontSizeXs', 'fontSize2Xs', 'fontSize3Xs', 'fontSizeLg', 'gridRowSpacing', 'gridColumnSpacing', 'tabSpacing'],
  ...['iconColor', 'iconHoverColor', 'tabIconColor', 'tabIconHoverColor', 'tabIconSelectedColor', 'tabLogoColor', 'tabLogoSelectedColor'],
  ...['focusBoxShadow', 'focusOutline', 'logoColor', 'pickerItemSpacing', 'accordionItemSpacing', 'tabLogoSelectedColor'],
];

// Near to what Stripe draws with these names; only the difference from our own values.
const BASES: Record<NonNullable<Appearance['theme']>, Appearance['variables']> = {
  stripe: {},
  flat: {borderRadius: '4px', colorBackground: '#f1f1f1', colorText: '#1a1a1a', colorDanger: '#a8201a', colorWarning: '#7a4900'},
  night: {
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorPrimary: '#7ab8ff',
    colorDanger: '#ffb3b8',
    colorSuccess: '#8fe0b0',
    colorWarning: '#ffd07a',
  },
};

const LENGTH = /^(?:0|[\d.]+(?:px|rem|em))$/;

/** Whether a parsed JSON file is meant as an appearance. */
export const isAppearance = (value: unknown): boolean =>
  isObject(value) && !('checkout' in value) && ('variables' in value || typeof value['theme'] === 'string');

/** The theme that an appearance object describes. Throws a ThemeError that names the variable, what was expected and what came. */
export const fromAppearance = (value: unknown): Theme => readAppearance(value).theme;

/**
 * The same, with the names of what has no counterpart: `rules`, `labels` and variables of things that are not drawn here. Text on the
 * primary colour is black or white, whichever reads better, unless it is given. One appearance holds for light and dark pages alike.
 */
export function readAppearance(value: unknown): ReadAppearance {
  if (!isObject(value)) throw new ThemeError(`expected an object such as {"variables": {"colorPrimary": "#0a7"}}, got ${shown(value)}`);
  const {theme = 'stripe', variables = {}, ...rest} = value;
  if (typeof theme !== 'string' || !Object.hasOwn(BASES, theme))
    throw new ThemeError(`expected ${Object.keys(BASES).join(', ')}, got ${shown(theme)}`, 'theme');
  if (!isObject(variables)) throw new ThemeError(`expected an object, got ${shown(variables)}`, 'variables');
  const given = Object.entries(variables).map(([name, each]) => [name, checked(name, each)] as const);
  const base = BASES[theme as keyof typeof BASES]; // hasOwn above
  const all: Record<string, string> = {...base, ...Object.fromEntries(given)};
  if (all['colorPrimary'] && !all['accessibleColorOnColorPrimary']) all['accessibleColorOnColorPrimary'] = readable(all['colorPrimary']);
  const values = Object.assign({}, ...Object.entries(all).map(([name, each]) => SETS[name]?.(each))) as Theme['values'];
  const scheme = all['colorBackground'] && (isDark(all['colorBackground']) ? 'dark' : 'light');
  const ignored = [...Object.keys(rest), ...given.map(([name]) => `variables.${name}`).filter((name) => !SETS[name.slice(10)])];
  return {theme: {values, ...(scheme && {scheme})}, ignored};
}

function checked(name: string, value: unknown): string {
  const at = `variables.${name}`;
  if (!SETS[name] && !UNUSED.includes(name)) {
    const meant = nearest(name, [...Object.keys(SETS), ...UNUSED]);
    throw new ThemeError(`there is no such variable${meant ? `; did you mean ${meant}?` : ''}`, at);
  }
  if (typeof value === 'number' && /^fontWeight/.test(name)) return String(value);
  if (typeof value !== 'string' || value.trim() === '') throw new ThemeError(`expected a text, got ${shown(value)}`, at);
  if (SETS[name] && /color/i.test(name) && !colorOf(value))
    throw new ThemeError(`expected a colour such as #0a7 or rgb(0 160 120), got ${shown(value)}`, at);
  if (/^(spacing|border|button|fontSize)/.test(name) && !LENGTH.test(value))
    throw new ThemeError(`expected a length such as 4px or 0.25rem, got ${shown(value)}`, at);
  return value;
}

const colorOf = (css: string) => resolveColor(css, {variable: () => undefined, scheme: 'light'});
const against = (css: string, ground: readonly [number, number, number, number]) => contrast(ground, colorOf(css)!); // checked before
const isDark = (css: string) => against(css, [1, 1, 1, 1]) > against(css, [0, 0, 0, 1]);
const readable = (css: string) => (isDark(css) ? '#ffffff' : '#000000');

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
