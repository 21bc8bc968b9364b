import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import {builtWords, missingWords} from '../../server/built-words.js';
import {connectInMemory, openServer} from '../support/open-server.js';

/** A folder as the build leaves it, with these files. */
async function aFolder(t: TestContext, files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'locales-'));
  t.after(() => rm(folder, {recursive: true}));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const logged: unknown[] = [];
  return {folder, logged, words: builtWords(folder, {error: (facts: unknown) => void logged.push(facts)})};
}

describe('the words of a language', () => {
  it('are those of the language that serves the reader', async (t) => {
    const {words, logged} = await aFolder(t, {'de.json': '{"order":"a1","words":["Jetzt kaufen"],"strings":{"buy":"Jetzt kaufen"}}'});
    assert.deepEqual(await words('de-AT'), {locale: 'de', strings: {buy: 'Jetzt kaufen'}});
    assert.deepEqual(await words('de', 'a1'), {locale: 'de', words: ['Jetzt kaufen']}, 'the same build');
    assert.deepEqual(await words('de', 'b2'), {locale: 'de', strings: {buy: 'Jetzt kaufen'}}, 'a page of another build');
    assert.deepEqual(logged, []);
  });

  it('are none for English, for other languages and for what is no tag, without a word in the log', async (t) => {
    const {words, logged} = await aFolder(t, {});
    for (const tag of ['en-GB', 'nl', '../../package', 'de/../fr']) assert.equal(await words(tag), undefined, tag);
    assert.deepEqual(logged, []);
  });

  it('are none and a line in the log where the file is missing or broken', async (t) => {
    const {words, logged, folder} = await aFolder(t, {'fr.json': '{'});
    assert.equal(await words('de'), undefined);
    assert.equal(await words('fr'), undefined);
    assert.deepEqual(
      logged.map((facts) => (facts as {locale: string}).locale),
      ['de', 'fr'],
    );
    assert.deepEqual(missingWords(folder), ['de', 'es', 'pt-BR', 'ja', 'ko', 'zh-Hans', 'ar', 'he']);
  });
});

describe('get_locale', () => {
  it('answers with the words, or with nothing where there are none', async (t) => {
    const {words} = await aFolder(t, {'ja.json': '{"order":"a1","words":["今すぐ購入"],"strings":{"buy":"今すぐ購入"}}'});
    const {mcp} = await openServer(t);
    const client = await connectInMemory(t, {...mcp, words});
    const ask = async (locale: string) => (await client.callTool({name: 'get_locale', arguments: {locale}})).structuredContent;
    assert.deepEqual(await ask('ja-JP'), {locale: 'ja', strings: {buy: '今すぐ購入'}});
    assert.deepEqual(await ask('zh-TW'), {});
  });
});
