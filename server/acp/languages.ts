import {english} from '../core/english.js';
import type {Words} from '../core/words.js';
import type {AcpError, Problem, ProblemCode} from './problem.js';

/** A language that agents are answered in. */
export interface Language {
  /** BCP 47, for `Content-Language`. */
  tag: string;
  words: Words;
  /** What each error says. Without it an error says in English precisely what is wrong. */
  problems?: Record<ProblemCode, string>;
}

/** The languages of a door. */
export interface Languages {
  /** BCP 47, as sessions name them in `locale`. */
  locales: readonly string[];
  /** The one that serves the reader of an `Accept-Language` (RFC 9110) best; English where none does. */
  best(accepted: string | undefined): Language;
}

const ENGLISH: Language = {tag: 'en', words: english};

/** What a door speaks that was given no other language. */
export const onlyEnglish: Languages = {locales: [english.locale], best: () => ENGLISH};

/** The body of an error, in a language. Its code and its `param` are the same in all. */
export const problemIn = ({kind, body}: Problem, {problems}: Language): AcpError => (problems ? {...body, message: problems[kind]} : body);
