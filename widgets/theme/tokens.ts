/** What kind of value a token takes; the words of the W3C design tokens format. */
export type TokenType = 'color' | 'dimension' | 'fontFamily' | 'fontWeight';

/** A design token: a custom property that a page may set on the elements or on anything around them. */
export interface Token {
  name: `--checkout-${string}`;
  /** `palette`: a theme's raw value, no default. `role`: what it is for, everywhere. `element`: one control, falling back to a role. */
  tier: 'palette' | 'role' | 'element';
  type: TokenType;
  /** What it draws. */
  paints: string;
  /** The chat host's standard variable that stands in for it (MCP Apps 2026-01-26, 76 names). */
  host?: `--${string}`;
  /** Our own value where neither page nor host has one, in CSS. Without it the property is inherited, or none. */
  light?: string;
  /** The same on a dark page. */
  dark?: string;
}

const mixed = (percent: number) => `color-mix(in srgb, var(--checkout-color-text) ${percent}%, transparent)`;

const palette = (name: string, paints: string): Token => ({name: `--checkout-palette-${name}`, tier: 'palette', type: 'color', paints});
const color = (name: string, paints: string, light?: string, dark = light): Token => ({
  name: `--checkout-color-${name}`,
  tier: 'role',
  type: 'color',
  paints,
  light,
  dark,
});
const role = (type: TokenType, name: string, paints: string, value?: string): Token => ({
  name: `--checkout-${name}`,
  tier: 'role',
  type,
  paints,
  light: value,
  dark: value,
});
const element = (type: TokenType, name: string, paints: string, value?: string): Token => ({
  ...role(type, name, paints, value),
  tier: 'element',
});

/**
 * Every token, in the order in which a designer meets them. Documents, linter, exporters and editor read this list; a test holds it
 * against the styles.
 */
export const TOKENS: readonly Token[] = [
  palette('ink', 'text and all that is mixed from it'),
  palette('paper', 'the surface under everything'),
  palette('accent', 'the brand'),
  palette('on-accent', 'text on the brand'),
  palette('danger', 'what went wrong'),
  palette('warning', 'what to look at'),
  palette('success', 'what went well'),

  {...color('text', 'text, icons, the chosen option', '#222', '#eee'), host: '--color-text-primary'},
  color('text-muted', 'second lines, labels of sums, links', mixed(74)),
  color('surface', 'the ground of the whole checkout; none, so that the host’s own shows'),
  color('edge', 'the outline of fields, options and quiet buttons', mixed(56)),
  color('line', 'what separates rows, outlines boxes, and what is loading', mixed(13)),
  color('tint', 'the ground of pictures, of what is chosen or hovered, of a button that cannot be used', mixed(5)),
  color('accent', 'the primary button, radio buttons', 'var(--checkout-color-text)'),
  color('on-accent', 'text on the primary button', '#fff', '#222'),
  color('danger', 'errors, sold out', '#b22', '#faa'),
  color('success', 'discounts, the sign of an order placed', '#164', '#8da'),
  color('warning', 'warnings, the last few', '#850', '#fc6'),
  color('focus', 'the ring around what has the keyboard', '#15c', '#8bf'),

  {...role('fontFamily', 'font-family', 'all text', 'system-ui, sans-serif'), host: '--font-sans'},
  role('fontFamily', 'font-heading', 'headings, names of groups; the same as all text'),
  role('fontWeight', 'font-weight-heading', 'headings, names of groups', '600'),
  role('dimension', 'font-size', 'text', '0.9375rem'),
  role('dimension', 'font-size-small', 'second lines, labels, errors at fields', 'calc(0.87 * var(--checkout-font-size))'),
  role('dimension', 'font-size-large', 'headings', 'calc(1.33 * var(--checkout-font-size))'),
  role('dimension', 'space-xs', 'between a label and its field', '4px'),
  role('dimension', 'space-s', 'between controls of a group', '8px'),
  role('dimension', 'space-m', 'inside fields, options and messages', '12px'),
  role('dimension', 'space-l', 'around the checkout, between its parts', '16px'),
  role('dimension', 'space-xl', 'between two columns', '24px'),
  role('dimension', 'radius-control', 'corners of buttons, fields, options and messages', '10px'),
  role('dimension', 'radius-picture', 'corners of pictures', 'calc(1.33 * var(--checkout-radius-control))'),
  role('dimension', 'line-width', 'outlines and separators', '1px'),
  role('dimension', 'size-control', 'height of buttons and fields', '2.75rem'),
  role('dimension', 'size-target', 'smallest height of anything else that is pressed', '2.5rem'),

  element('color', 'button-background', 'the primary button, where it is not the accent', 'var(--checkout-color-accent)'),
  element('color', 'button-text', 'its text', 'var(--checkout-color-on-accent)'),
  element('dimension', 'button-radius', 'corners of buttons', 'var(--checkout-radius-control)'),
  element('color', 'field-background', 'the ground of fields; none'),
];

/** The ten that make a whole rebrand. All others follow from these, or hold on any brand's surface. */
export const REBRAND = [
  '--checkout-color-text',
  '--checkout-color-surface',
  '--checkout-color-accent',
  '--checkout-color-on-accent',
  '--checkout-color-focus',
  '--checkout-font-family',
  '--checkout-font-heading',
  '--checkout-font-size',
  '--checkout-radius-control',
  '--checkout-line-width',
] as const;

const byName = new Map<string, Token>(TOKENS.map((token) => [token.name, token]));

/** The token of this name; undefined for a name that is none. */
export const tokenNamed = (name: string): Token | undefined => byName.get(name);

/** Whether a name is of the palette: a theme may name as many raw values as it likes. */
export const isPaletteName = (name: string) => /^--checkout-palette-[a-z0-9-]+$/.test(name);

/** What a token is worth when nobody sets it, as CSS: the host's variable, then our value. Undefined when that is nothing. */
export function fallbackOf({host, light, dark}: Token): string | undefined {
  const own = light === dark ? light : `light-dark(${light}, ${dark})`;
  return host ? `var(${host}, ${own})` : own;
}
