import {enMore} from './en.js';

/** Every string of the elements beside the flow. A language that lacks one does not compile. */
export type MoreStrings = typeof enMore;

const languages: Record<string, MoreStrings> = {en: enMore};

/** Adds a language under its BCP 47 tag, such as `pt-BR`. Elements drawn from now on use it. */
export function addMoreLanguage(tag: string, strings: MoreStrings): void {
  languages[tag.toLowerCase()] = strings;
}

/** The strings for a BCP 47 tag, or for a shorter form of it: `de-AT` has those of `de`. English where the language is not there. */
export function localizeMore(locale = 'en'): MoreStrings {
  const parts = locale.toLowerCase().split('-');
  for (let count = parts.length; count > 0; count--) {
    const strings = languages[parts.slice(0, count).join('-')];
    if (strings) return strings;
  }
  return enMore;
}
