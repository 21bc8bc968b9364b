import {parseAccept} from 'hono/utils/accept';
import {LANGUAGES, languageFor, type Language as Tag} from '../../shared/languages.js';
import type {Language, Languages} from '../acp/languages.js';
import {english} from '../core/english.js';
import * as ar from './ar.js';
import * as de from './de.js';
import * as es from './es.js';
import * as fr from './fr.js';
import * as he from './he.js';
import * as ja from './ja.js';
import * as ko from './ko.js';
import * as ptBR from './pt-BR.js';
import * as zhHans from './zh-Hans.js';

const spoken: Record<Tag, Omit<Language, 'tag'>> = {en: {words: english}, de, fr, es, 'pt-BR': ptBR, ja, ko, 'zh-Hans': zhHans, ar, he};

const languageOf = (tag: Tag): Language => ({...spoken[tag], tag});

// A browser sends a handful of languages; nobody reads hundreds. The time that a reader may cost is bounded by both.
const MOST_CHARACTERS = 500;
const MOST_LANGUAGES = 10;

// An agent sends the same few headers again and again, and reading one takes long. What strangers send does not pile up.
const MOST_KNOWN = 500;
const known = new Map<string, Language>();

/**
 * The language that serves a reader best, by `Accept-Language` (RFC 9110): the most wanted one that is spoken, English for `*` and where
 * none is. What cannot be read is passed over.
 */
export function languageFrom(accepted = ''): Language {
  const header = accepted.slice(0, MOST_CHARACTERS);
  const found = known.get(header);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const language = languageOf(tagIn(header));
  known.set(header, language);
  return language;
}

function tagIn(header: string): Tag {
  for (const {type, q} of parseAccept(header).slice(0, MOST_LANGUAGES)) {
    if (q <= 0) break; // sorted, and never wanted
    const tag = type === '*' ? 'en' : languageFor(type);
    if (tag) return tag;
  }
  return 'en';
}

/** The languages of the agent door: those of the widgets. */
export const languages: Languages = {
  locales: LANGUAGES.map((tag) => spoken[tag].words.locale),
  best: languageFrom,
};
