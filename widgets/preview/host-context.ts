import type {Settings} from './settings.js';

/** What the host tells a page about its surroundings, besides the tool's own data. */
export interface Surroundings {
  theme: 'light' | 'dark';
  locale: string;
  host: Settings['host'];
}

// Name: light, dark. Plain values per theme, as ChatGPT sends them.
const COLORS: Record<string, [light: string, dark: string]> = {
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
const STATUS_COLORS: typeof COLORS = {
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

/** The standard style variables: 68 of 76 with plain values as ChatGPT sends them, or all of them as `light-dark()`. */
export function styleVariables({theme, host}: Surroundings): Record<string, string> {
  const colors = Object.entries(host === 'chatgpt' ? COLORS : {...COLORS, ...STATUS_COLORS}).map(([name, [light, dark]]) => {
    if (host !== 'chatgpt') return [`--color-${name}`, `light-dark(${light}, ${dark})`];
    return [`--color-${name}`, theme === 'dark' ? dark : light];
  });
  return {...Object.fromEntries(colors), ...SHAPES};
}

/** The part of MCP Apps' host context that changes while a page is open. */
export const hostContext = (surroundings: Surroundings) => ({
  theme: surroundings.theme,
  locale: surroundings.locale,
  styles: {variables: styleVariables(surroundings)},
});

/** The part that stays. `maxHeight` is left out, so that the page decides its own height. */
export const fixedContext = () => ({
  displayMode: 'inline',
  availableDisplayModes: ['inline'],
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  userAgent: 'chat-preview',
  platform: 'web',
  deviceCapabilities: device().capabilities,
  safeAreaInsets: {top: 0, right: 0, bottom: 0, left: 0},
});

/** What this browser can do, as both host dialects report it. */
export function device() {
  const can = (query: string) => matchMedia(query).matches;
  const touch = can('(pointer: coarse)');
  return {device: {type: touch ? 'mobile' : 'desktop'}, capabilities: {hover: can('(hover: hover)'), touch}};
}
