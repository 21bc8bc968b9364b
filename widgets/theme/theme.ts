import type {Scheme} from './resolve.js';

/** A set of tokens with their values as CSS text, in the order in which they were written. */
export interface Theme {
  values: Readonly<Record<string, string>>;
  /** Set where the theme is made for one scheme, whatever the page's: `color-scheme` on the checkout. */
  scheme?: Scheme;
}

/** A theme file or object that cannot be read. `at` says where: `line 3`, or a path such as `variables.colorPrimary`. */
export class ThemeError extends Error {
  override readonly name = 'ThemeError';
  readonly at?: string;

  constructor(sentence: string, at?: string) {
    super(at ? `${at}: ${sentence}` : sentence);
    this.at = at;
  }
}

/** A value as one would write it in a sentence about what came. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
