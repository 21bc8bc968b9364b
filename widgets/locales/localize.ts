import {en, type FormField, type Plural} from './en.js';

/** Every string the elements show. A language that lacks one does not compile. */
export type Strings = typeof en;

// Without a prototype: a host may call its language whatever it likes, `constructor` too.
const languages: Record<string, Strings> = Object.assign(Object.create(null), {en});

/** Adds a language under its BCP 47 tag, such as `pt-BR`. Elements drawn from now on use it. */
export function addLanguage(tag: string, strings: Strings): void {
  languages[tag.toLowerCase()] = strings;
}

/** The strings of a language from its values alone, in the order of ours. What is an object here and a list there is given likewise. */
export const inOrder = (words: unknown[], names: object = en): Strings =>
  Object.fromEntries(
    Object.entries(names).map(([name, ours], index) => {
      const word = words[index];
      return [name, Array.isArray(word) && !Array.isArray(ours) ? inOrder(word, ours as object) : word];
    }),
  ) as unknown as Strings;

/** Whether a tag, or a shorter form of it, has strings of its own: `de-AT` has those of `de`. */
export const hasLanguage = (locale: string): boolean => Boolean(lookUp(locale));

/** The strings for a BCP 47 tag such as `en-GB`; English where the language is not there. */
export const localize = (locale = 'en'): Strings => lookUp(locale) ?? en;

// BCP 47 lookup (RFC 4647, 3.4): the tag, then without its last part.
function lookUp(locale: string): Strings | undefined {
  const tag = `${locale}`.toLowerCase(); // nobody holds a host to sending text
  return languages[tag] ?? (tag.includes('-') ? lookUp(tag.replace(/-[^-]*$/, '')) : undefined);
}

/** Puts values in the places of a text: `{0}`, `{1}`. */
export const fill = (text: string, ...values: unknown[]): string =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));

/** The form of a text that a number asks for, with the number in it, both as the language has them. */
export function count(forms: Plural, number: number, locale?: string): string {
  try {
    return fill(forms[new Intl.PluralRules(locale).select(number)] ?? forms.other, number.toLocaleString(locale));
  } catch {
    return fill(forms.other, number); // the host sent a tag that is no BCP 47 language
  }
}

/** What a field of the address is called in a country, ISO 3166-1 alpha-2. */
export const fieldLabel = ({fields}: Strings, field: FormField, country: string): string => fields[`${country}.${field}`] ?? fields[field];
