import fc from 'fast-check';
import type {Theme} from '../../widgets/theme/theme.js';
import {TOKENS, type TokenType} from '../../widgets/theme/tokens.js';

const number = (min: number, max: number) => fc.integer({min: min * 100, max: max * 100}).map((hundredths) => hundredths / 100);
const hex = fc.integer({min: 0, max: 0xffffff}).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const plainColor = fc.oneof(
  hex,
  fc.constantFrom('#fff', '#08f8', 'rebeccapurple', 'var(--checkout-palette-ink)', 'var(--checkout-palette-brand-2)'),
  fc.tuple(number(0, 1), number(0, 0.3), number(0, 360)).map(([l, c, h]) => `oklch(${l} ${c} ${h})`),
  fc.tuple(hex, fc.integer({min: 1, max: 99})).map(([color, share]) => `color-mix(in srgb, ${color} ${share}%, transparent)`),
);
const color = fc.oneof(
  plainColor,
  fc.tuple(plainColor, plainColor).map(([light, dark]) => `light-dark(${light}, ${dark})`),
);
const VALUES: Record<TokenType, fc.Arbitrary<string>> = {
  color,
  dimension: fc.oneof(
    fc.tuple(number(0, 64), fc.constantFrom('px', 'rem', 'em')).map(([value, unit]) => `${value}${unit}`),
    fc.constantFrom('0', 'calc(2 * 4px)', 'var(--border-radius-md, 8px)', 'var(--checkout-radius-control)'),
  ),
  fontFamily: fc.constantFrom('serif', "Georgia, 'Times New Roman', serif", '"Iowan Old Style", serif', 'var(--font-sans, serif)'),
  fontWeight: fc.oneof(fc.integer({min: 1, max: 1000}).map(String), fc.constantFrom('bold', 'normal')),
};

/** Any theme that could be written by hand, names of a palette of its own included. */
export const someTheme: fc.Arbitrary<Theme> = fc
  .record(
    {
      ...Object.fromEntries(TOKENS.map(({name, type}) => [name, VALUES[type]])),
      '--checkout-palette-brand-2': fc.oneof(color, VALUES.dimension, fc.constant('anything goes')),
      scheme: fc.constantFrom('light', 'dark'),
    } as Record<string, fc.Arbitrary<string>>,
    {requiredKeys: []},
  )
  .map(({scheme, ...values}) => ({values: values as Record<string, string>, ...(scheme && {scheme: scheme as 'light'})})); // what is absent has no key; the scheme is one of the two constants above
