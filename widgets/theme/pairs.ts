/** Two colours that must stand out from each other. */
export interface Pair {
  /** The token that is drawn, and on what; both as they are called in a finding. */
  what: string;
  on: string;
  /** As CSS. The ground is laid over the surface. */
  color: string;
  ground?: string;
  /** The least contrast after WCAG 2.1 AA: 4.5 for text, 3 for what else one must see to use it. */
  least: 4.5 | 3;
}

const color = (name: string) => `var(--checkout-color-${name})`;
const tone = (name: string) => `color-mix(in srgb, ${color(name)} 7%, transparent)`;
const text = (name: string, ground?: string): Pair => pair(name, ground, 4.5);
const shape = (name: string): Pair => pair(name, undefined, 3);
const pair = (name: string, ground: string | undefined, least: Pair['least']): Pair => ({
  what: `--checkout-color-${name}`,
  on: ground ? `--checkout-color-${ground}` : 'the surface',
  color: color(name),
  ground: ground && color(ground),
  least,
});

/** Everything that is read or recognised, on everything it is drawn on. */
export const PAIRS: readonly Pair[] = [
  text('text'),
  text('text', 'tint'),
  {...text('text'), on: '--checkout-field-background', ground: 'var(--checkout-field-background, transparent)'},
  ...(['text', 'warning', 'danger'] as const).map((name) => ({
    ...text('text'),
    on: name === 'text' ? 'a message' : `a message in --checkout-color-${name}`,
    ground: tone(name),
  })),
  text('text-muted'),
  text('text-muted', 'tint'),
  text('danger'),
  text('warning'),
  text('success'),
  {
    what: '--checkout-button-text',
    on: '--checkout-button-background',
    color: 'var(--checkout-button-text)',
    ground: 'var(--checkout-button-background)',
    least: 4.5,
  },
  shape('edge'),
  shape('accent'),
  shape('focus'),
];
