import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {LANGUAGES, languageFor, type Language} from '../shared/languages.js';
import type {Logger} from './log.js';

type Words = {locale: string; strings?: Record<string, unknown>; words?: unknown[]};

/** What the page's build writes for each language: the words by their names, and without them in the order that has this mark. */
type File = {order: string; words: unknown[]; strings: Record<string, unknown>};

const fileOf = (folder: string, language: Language) => join(folder, `${language}.json`);

/**
 * The widget's words in the language that serves a BCP 47 tag, from the folder that the page's build writes them to. Undefined for
 * English, which is in the page, and where there is none. A page of the same build gets them without their names. A language whose file cannot be read is logged, and its readers get English.
 */
export const builtWords =
  (folder: string, log: Pick<Logger, 'error'>) =>
  async (tag: string, asked?: string): Promise<Words | undefined> => {
    const locale = languageFor(tag);
    if (!locale || locale === 'en') return undefined;
    try {
      const {order, words, strings} = JSON.parse(await readFile(fileOf(folder, locale), 'utf8')) as File;
      // A host may still show a page of another build, whose strings stand in another order.
      return order === asked ? {locale, words} : {locale, strings};
    } catch (error) {
      log.error({error, locale}, 'the words of a language cannot be read, so its readers get English; `npm run build` writes them');
      return undefined;
    }
  };

/** Which languages have no file in the folder. */
export const missingWords = (folder: string): Language[] =>
  LANGUAGES.filter((language) => language !== 'en' && !existsSync(fileOf(folder, language)));
