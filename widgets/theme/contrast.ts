import type {Finding} from './check.js';
import type {HostPalette} from './hosts.js';
import {PAIRS, type Pair} from './pairs.js';
import {contrast, over, resolveColor, type Rgba, type Scheme, type Scope} from './resolve.js';
import type {Theme} from './theme.js';
import {fallbackOf, tokenNamed} from './tokens.js';

/** How far two colours of a theme stand apart on one host's page. */
export interface Measured {
  pair: Pair;
  host: string;
  /** The scheme of the page. */
  scheme: Scheme;
  /** 1 to 21 after WCAG 2.1; undefined where one of the colours cannot be told. */
  ratio?: number;
}

/** Every pair of a theme in both schemes, in every one of these hosts. */
export function measureContrast(theme: Theme, hosts: readonly HostPalette[]): Measured[] {
  return hosts.flatMap((host) =>
    (['light', 'dark'] as const).flatMap((scheme) => {
      const scope = scopeOf(theme, scheme, host);
      // The host paints its page in its own scheme; the checkout may have another.
      const page = resolveColor(host.variables(scheme)['--color-background-primary'] ?? 'Canvas', {...scope, scheme})!;
      const surface = laid('var(--checkout-color-surface, transparent)', page, scope);
      return PAIRS.map((pair) => {
        const ground = surface && (pair.ground ? laid(pair.ground, surface, scope) : surface);
        const color = resolveColor(pair.color, scope);
        return {pair, host: host.name, scheme, ...(ground && color && {ratio: contrast(color, ground)})};
      });
    }),
  );
}

/** What the values of a theme are read against on a host's page. A theme may keep one scheme whatever the page has. */
export function scopeOf(theme: Theme, page: Scheme, host: HostPalette): Scope {
  const sent = host.variables(page);
  return {variable: (name) => theme.values[name] ?? fallback(name) ?? sent[name], scheme: theme.scheme ?? page};
}

/** One finding for each pair that is too close in a scheme, naming the hosts. Colours that cannot be told are another rule's matter. */
export function checkContrast(theme: Theme, hosts: readonly HostPalette[]): Finding[] {
  const low = measureContrast(theme, hosts).filter(({pair, ratio}) => ratio !== undefined && ratio < pair.least);
  const groups = PAIRS.flatMap((pair) =>
    (['light', 'dark'] as const).map((scheme) => low.filter((each) => each.pair === pair && each.scheme === scheme)),
  ).filter((group) => group.length > 0);
  return groups.map((group) => {
    const {pair, scheme} = group[0]!;
    const ratio = Math.floor(Math.min(...group.map((each) => each.ratio!)) * 100) / 100;
    const where = group.length === hosts.length ? 'everywhere' : `in ${group.map(({host}) => host).join(', ')}`;
    return {
      level: 'error',
      rule: 'contrast',
      token: pair.what,
      scheme,
      hosts: group.map(({host}) => host),
      message: `${pair.what} on ${pair.on}: contrast ${ratio}, needs ${pair.least} (${scheme}, ${where})`,
    };
  });
}

const laid = (css: string, ground: Rgba, scope: Scope): Rgba | undefined => {
  const color = resolveColor(css, scope);
  return color && over(color, ground);
};

function fallback(name: string): string | undefined {
  const token = tokenNamed(name);
  return token && fallbackOf(token);
}
