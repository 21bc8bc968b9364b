import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {languageFor} from '../../shared/languages.js';

const readers: [tag: string, language: string | undefined][] = [
  ['en-GB', 'en'],
  ['de-AT', 'de'],
  ['fr-CA', 'fr'],
  ['es-419', 'es'],
  ['pt-PT', 'pt-BR'],
  ['pt', 'pt-BR'],
  ['ja-JP', 'ja'],
  ['ko', 'ko'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-Hans-SG', 'zh-Hans'],
  ['zh-TW', undefined],
  ['zh-Hant', undefined],
  ['zh-HK', undefined],
  ['ar-EG', 'ar'],
  ['he-IL', 'he'],
  ['iw', 'he'],
  ['DE-de', 'de'],
  ['nl', undefined],
  ['de_DE', undefined],
  ['', undefined],
];

describe('the language that serves a reader', () => {
  for (const [tag, language] of readers)
    it(`of ${tag || 'no tag'} is ${language ?? 'none of ours'}`, () => {
      assert.equal(languageFor(tag), language);
    });
});
