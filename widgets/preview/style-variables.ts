import type {Colors, Styles} from './profiles/profile.js';

// Name: light, dark. What ChatGPT sends.
const COLORS: Colors = {
  'background-primary': ['#ffffff', '#212121'],
  'background-secondary': ['#f4f4f4', '#2f2f2f'],
  'background-tertiary': ['#ececec', '#3b3b3b'],
  'background-inverse': ['#0d0d0d', '#ffffff'],
  'background-ghost': ['transparent', 'transparent'],
  'background-disabled': ['#f4f4f4', '#2f2f2f'],
  'text-primary': ['#0d0d0d', '#ffffff'],
  'text-secondary': ['#5d5d5d', '#cdcdcd'],
  'text-tertiary': ['#8f8f8f', '#afafaf'],
  'text-inverse': ['#ffffff', '#0d0d0d'],
  'text-ghost': ['#5d5d5d', '#cdcdcd'],
  'text-info': ['#0060b8', '#99ceff'],
  'text-danger': ['#ba2623', '#ff9e9b'],
  'text-success': ['#00692a', '#79d596'],
  'text-warning': ['#923b0f', '#ffb790'],
  'text-disabled': ['#8f8f8f', '#787878'],
  'border-primary': ['#d9d9d9', '#4a4a4a'],
  'border-secondary': ['#e6e6e6', '#3b3b3b'],
  'border-tertiary': ['#f0f0f0', '#303030'],
  'border-inverse': ['#0d0d0d', '#ffffff'],
  'border-ghost': ['transparent', 'transparent'],
  'border-disabled': ['#e6e6e6', '#3b3b3b'],
  'ring-primary': ['#0d0d0d', '#ffffff'],
  'ring-secondary': ['#5d5d5d', '#cdcdcd'],
  'ring-inverse': ['#ffffff', '#0d0d0d'],
  'ring-info': ['#0169cc', '#99ceff'],
  'ring-danger': ['#ba2623', '#ff9e9b'],
  'ring-success': ['#00692a', '#79d596'],
  'ring-warning': ['#923b0f', '#ffb790'],
};

// The eight that ChatGPT leaves out and other hosts send.
const STATUS_COLORS: Colors = {
  'background-info': ['#e5f3ff', '#0e2e4d'],
  'background-danger': ['#fff0f0', '#4d1a19'],
  'background-success': ['#e6f7ec', '#0e3a1f'],
  'background-warning': ['#fff5eb', '#4a2a10'],
  'border-info': ['#99ceff', '#1d5a96'],
  'border-danger': ['#ffb3b1', '#8f3432'],
  'border-success': ['#94dcac', '#20703d'],
  'border-warning': ['#ffcfa3', '#8a4d1d'],
};

const SHAPES: Record<string, string> = {
  '--font-sans': 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif',
  '--font-mono': 'ui-monospace, monospace',
  '--font-weight-normal': '400',
  '--font-weight-medium': '500',
  '--font-weight-semibold': '600',
  '--font-weight-bold': '700',
  '--border-width-regular': '1px',
  '--shadow-hairline': '0 0 0 1px rgb(0 0 0 / 8%)',
  '--shadow-sm': '0 1px 2px rgb(0 0 0 / 8%)',
  '--shadow-md': '0 2px 8px rgb(0 0 0 / 10%)',
  '--shadow-lg': '0 8px 24px rgb(0 0 0 / 14%)',
  ...steps('--font-text-', '-size', {xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem'}),
  ...steps('--font-text-', '-line-height', {xs: '1.125rem', sm: '1.25rem', md: '1.5rem', lg: '1.75rem'}),
  ...steps('--font-heading-', '-size', {
    xs: '1rem',
    sm: '1.125rem',
    md: '1.25rem',
    lg: '1.5rem',
    xl: '1.75rem',
    '2xl': '2rem',
    '3xl': '2.25rem',
  }),
  ...steps('--font-heading-', '-line-height', {
    xs: '1.5rem',
    sm: '1.5rem',
    md: '1.75rem',
    lg: '2rem',
    xl: '2.25rem',
    '2xl': '2.5rem',
    '3xl': '2.75rem',
  }),
  ...steps('--border-radius-', '', {xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px', full: '9999px'}),
};

function steps(before: string, after: string, values: Record<string, string>) {
  return Object.fromEntries(Object.entries(values).map(([step, value]) => [before + step + after, value]));
}

/** The standard style variables as a host sends them: all 76, or 68 without the status colours. */
export function styleVariables({values, hasStatusColors, colors, shapes}: Styles, theme: 'light' | 'dark'): Record<string, string> {
  const all = {...COLORS, ...STATUS_COLORS, ...colors};
  const sent = Object.entries(all).filter(([name]) => hasStatusColors || !(name in STATUS_COLORS));
  const value = ([light, dark]: readonly [string, string]) =>
    values === 'light-dark' ? `light-dark(${light}, ${dark})` : theme === 'dark' ? dark : light;
  return {...Object.fromEntries(sent.map(([name, pair]) => [`--color-${name}`, value(pair)])), ...SHAPES, ...shapes};
}
