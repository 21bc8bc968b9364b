import assert from 'node:assert/strict';
import {stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {sql} from 'kysely';
import {close, openDatabase, ping} from '../../../../server/adapters/sql/database.js';
import {aFile, open} from './open.js';
import {aRecord} from '../../../support/records.js';

describe('openDatabase', () => {
  for (const url of [
    'mysql://ada:sesame@host/shop',
    'ada:sesame@host/shop',
    'sesame',
    '',
    'file:',
    'postgres:sesame',
    'postgres://ada:sesame@host:port/shop',
  ]) {
    it(`says what it expects instead of "${url.replace('sesame', '…')}", without the password`, () => {
      assert.throws(
        () => openDatabase(url),
        ({message}: Error) =>
          message.startsWith('DATABASE_URL must be file:<path>, file::memory: or postgres://') && !message.includes('sesame'),
      );
    });
  }

  it('opens Postgres only when it is asked something', async () => {
    await close(openDatabase('postgres://ada:sesame@127.0.0.1:1/shop'));
    await close(openDatabase('postgresql://ada:sesame@127.0.0.1:1/shop'));
  });

  it('makes the folder of a file, for its owner only', async (t) => {
    const {url, path, clean} = await aFile();
    t.after(clean);
    const {db, end} = await open(url);
    await ping(db);
    await end();
    assert.equal((await stat(path)).isFile(), true);
    assert.equal((await stat(dirname(path))).mode & 0o777, 0o700);
  });

  it('takes a file as a URL with an absolute path, too', async (t) => {
    const {path, clean} = await aFile();
    t.after(clean);
    const {store, end} = await open(pathToFileURL(path).href);
    await store.insert(aRecord());
    await end();
    const again = await open(`file:${path}`);
    t.after(again.end);
    assert.deepEqual(await again.store.get('session-1'), aRecord());
  });

  it('names the file that cannot be opened', () => {
    assert.throws(
      () => openDatabase('file:/dev/null/checkout.db'),
      /^Error: DATABASE_URL names a file that cannot be opened: \/dev\/null\/checkout.db$/,
    );
  });

  it('is durable on commit, checks references and lets readers read while somebody writes', async (t) => {
    const {url, clean} = await aFile();
    const {db, end} = await open(url, clean);
    t.after(end);
    const setting = async (name: string) => Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0]!)[0];
    assert.equal(await setting('journal_mode'), 'wal');
    assert.equal(await setting('synchronous'), 2, 'FULL');
    assert.equal(await setting('foreign_keys'), 1);
  });

  it('may be closed twice, also when nothing was ever asked', async () => {
    const db = openDatabase('file::memory:');
    await close(db);
    await close(db);
    await assert.rejects(ping(db));
  });
});
