/** A text by the categories of numbers that a language tells apart (Unicode CLDR), as `Intl.PluralRules` names them. */
export type Forms = {other: string} & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Picks the text that goes with a number, in a language. */
export function plurals(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
