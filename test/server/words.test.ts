import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Language} from '../../server/acp/languages.js';
import {PROBLEMS} from '../../server/acp/problem.js';
import {english} from '../../server/core/english.js';
import type {Words} from '../../server/core/words.js';
import {languageFrom, languages} from '../../server/words/index.js';

const TAGS = ['de', 'fr', 'es', 'pt-BR', 'ja', 'ko', 'zh-Hans', 'ar', 'he'];
const LATIN = ['de', 'fr', 'es', 'pt-BR'];
const LETTERS: Record<string, RegExp> = {
  ja: /[\p{scx=Hiragana}\p{scx=Han}]/u,
  ko: /\p{sc=Hangul}/u,
  'zh-Hans': /\p{sc=Han}/u,
  ar: /\p{sc=Arabic}/u,
  he: /\p{sc=Hebrew}/u,
};

// What sentences are about, so that each can be seen to say it.
const NAME = 'Tasse, 27';
const CODE = 'SAVE-31';
const MONEY = '$41.00';
const ID = 'cup-59';

/** Every sentence of a language by its place, with the values that must be in it. */
function sentences(words: Words): Map<string, {text: string; holds: readonly string[]}> {
  const found = new Map<string, {text: string; holds: readonly string[]}>();
  const args: Record<string, readonly (string | number)[]> = {
    soldOut: [NAME],
    onlyLeft: [NAME, 17],
    unknownItem: [ID],
    fieldMissing: ['city'],
    fieldInvalid: ['city', 'NZ'],
    minimumNotMet: [MONEY],
    maximumExceeded: [MONEY],
  };
  const walk = (value: unknown, path: string): void => {
    const name = path.split('.').at(-1)!;
    if (typeof value === 'string') found.set(path, {text: value, holds: []});
    else if (typeof value === 'function') {
      const needsMinimum = name === 'discount_code_minimum_not_met';
      const given = args[name] ?? [CODE, ...(needsMinimum ? [MONEY] : [])];
      const holds = /^field/.test(name) ? given.slice(1) : name === 'discount_code_invalid' ? [] : given;
      found.set(path, {text: String((value as (...args: unknown[]) => string)(...given)), holds: holds.map(String)});
      if (needsMinimum) found.set(`${path} (alone)`, {text: String((value as (code: string) => string)(CODE)), holds: [CODE]});
    } else for (const [key, each] of Object.entries(value as object)) walk(each, path ? `${path}.${key}` : key);
  };
  const {locale: _tag, ...said} = words;
  walk(said, '');
  return found;
}

/** All that is said in a language, rows of sums left out if need be. */
const texts = ({words, problems}: Language, isPart = (_path: string) => true): string[] => [
  ...[...sentences(words)].filter(([path]) => isPart(path)).map(([, {text}]) => text),
  ...Object.values<string>(problems ?? {}),
];

const all = new Map(['en', ...TAGS].map((tag) => [tag, languageFrom(tag)]));

describe('the words of a language', () => {
  it('say what they are about', () => {
    for (const [tag, {words}] of all)
      for (const [path, {text, holds}] of sentences(words)) {
        assert.ok(text.trim().length > 0, `${tag} ${path}`);
        for (const value of holds) assert.ok(text.includes(value), `${tag} ${path} leaves out ${value}: ${text}`);
        assert.doesNotMatch(text, /undefined|null|NaN|\[object|\$\{/, `${tag} ${path}`);
      }
  });

  it('are those of no other language', () => {
    const owner = new Map<string, string>();
    for (const [tag, language] of all)
      for (const text of texts(language).filter(({length}) => length > 15)) {
        assert.equal(owner.get(text) ?? tag, tag, text);
        owner.set(text, tag);
      }
  });

  it('have no English left in them', () => {
    for (const tag of TAGS) {
      for (const text of texts(all.get(tag)!)) {
        assert.doesNotMatch(text, /\b(the|is|was|your|this|nothing|again|with|card|not)\b/i, tag);
        if (!LATIN.includes(tag)) assert.match(text, LETTERS[tag]!, tag);
      }
    }
  });

  it('begin as a sentence and end as one', () => {
    for (const [tag, language] of all)
      for (const text of texts(language, (path) => !path.startsWith('totals.')))
        // Korean sentences that end with what they are about have a colon before it.
        assert.match(text, tag === 'ko' ? /[.]$|: .+$/ : /[.。]$/, `${tag}: ${text}`);
  });

  it('have a sentence for each code of an error', () => {
    for (const tag of TAGS) assert.deepEqual(Object.keys(all.get(tag)!.problems!).sort(), Object.keys(PROBLEMS).sort(), tag);
    assert.equal(all.get('en')!.problems, undefined);
  });

  it('count as the language does', () => {
    const left = (tag: string, count: number) => all.get(tag)!.words.onlyLeft('X', count);
    assert.equal(left('en', 1), 'Only 1 of X is left.');
    assert.equal(left('en', 2), 'Only 2 of X are left.');
    assert.equal(left('es', 1), 'X: solo queda 1 unidad.');
    assert.equal(left('es', 2), 'X: solo quedan 2 unidades.');
    assert.equal(left('fr', 1), 'X\xa0: il n’en reste que 1 exemplaire.');
    assert.match(left('ar', 2), /قطعتان/);
    assert.match(left('ar', 3), /3 قطع /);
    assert.match(left('ar', 11), /11 قطعة/);
    assert.match(left('he', 2), /שתי/);
  });
});

describe('Accept-Language', () => {
  for (const [accepted, tag] of [
    [undefined, 'en'],
    ['', 'en'],
    ['en-US', 'en'],
    ['en-GB, fr;q=0.9', 'en'],
    ['fr-FR', 'fr'],
    ['fr-CA,fr;q=0.8,en;q=0.5', 'fr'],
    ['DE-at', 'de'],
    ['de;q=0.2, ko;q=0.9', 'ko'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW, ja;q=0.5', 'ja'],
    ['iw', 'he'],
    ['ar-EG', 'ar'],
    ['nb, sv;q=0.9, es;q=0.1', 'es'],
    ['nb', 'en'],
    ['*', 'en'],
    ['xx, *;q=0.1', 'en'],
    ['fr;q=0, es', 'es'],
    ['fr;q=0', 'en'],
    ['fr; q = 0.3 , ja ; q=0.7', 'ja'],
    ['garbage!!;;q=,,;', 'en'],
    ['fr;q=abc', 'fr'],
    ['_', 'en'],
    [`${'nb,'.repeat(20)}fr`, 'en'],
    [`${'nb;q=0.1,'.repeat(200)}fr`, 'en'],
  ] as const)
    it(`${String(accepted).slice(0, 40)} is ${tag}`, () => assert.equal(languageFrom(accepted).tag, tag));

  it('is read once, and again when many others came in between', () => {
    const first = languageFrom('fr-BE, de;q=0.5');
    assert.equal(languageFrom('fr-BE, de;q=0.5'), first);
    for (let count = 0; count < 600; count += 1) assert.equal(languageFrom(`de;q=0.${count}`).tag, count === 0 ? 'en' : 'de');
    assert.notEqual(languageFrom('fr-BE, de;q=0.5'), first);
    assert.deepEqual(languageFrom('fr-BE, de;q=0.5'), first);
  });

  it('may name any of ten', () => {
    assert.deepEqual([...languages.locales].sort(), [...TAGS, 'en-US'].sort());
    for (const locale of languages.locales) assert.equal(languages.best(locale).words.locale, locale);
    assert.equal(languages.best('en').words, english);
  });
});
