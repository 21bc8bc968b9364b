import {en} from './en.js';

/** Every string the elements show. A language that lacks one does not compile. */
export type Strings = typeof en;

const languages: Record<string, Strings> = {en};

/** The strings for a BCP 47 tag such as `en-GB`; English where the language is not there. */
export const localize = (locale = 'en'): Strings => languages[locale.slice(0, 2).toLowerCase()] ?? en;
