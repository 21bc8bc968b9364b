/** What becomes of a payment in the previews. */
export const OUTCOMES = ['pays', 'declined', 'canceled', 'unknown', 'slow', 'no-sheet'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The toolbar's values that a story itself reads; what is only around a story is `Stage`. */
export interface Globals {
  /** BCP 47 tag. */
  locale?: string;
  /** ISO 4217, lower case. */
  currency?: string;
  outcome?: Outcome;
  /** How long the server of the previews takes, in milliseconds. The toolbar says `400ms`: a bare number is no text in some addresses. */
  latency?: number | string;
}

/** What a story is rendered with beside its args. Storybook hands over more. */
export interface Context {
  globals: Globals;
}

/** A session or product in the toolbar's currency. Amounts stay the minor units they are: 2800 is $28.00, ¥2,800 and KWD 2.800. */
export const inCurrency = <T extends {currency: string} | undefined>(thing: T, {currency}: Globals): T =>
  thing && currency ? {...thing, currency} : thing;
