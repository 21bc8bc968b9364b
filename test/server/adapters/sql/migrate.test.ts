import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {sql} from 'kysely';
import {close, openDatabase} from '../../../../server/adapters/sql/database.js';
import {migrate} from '../../../../server/adapters/sql/migrate.js';
import {migrations} from '../../../../server/adapters/sql/migrations.js';
import {aRecord} from '../../../support/records.js';
import {aFile, inMemory, open} from './open.js';

describe('migrate', () => {
  it('does nothing the second time', async (t) => {
    const {db, store, end} = await inMemory();
    t.after(end);
    await store.insert(aRecord());
    await migrate(db);
    assert.deepEqual(await store.get('session-1'), aRecord());
    assert.equal((await db.selectFrom('schema_migrations').selectAll().execute()).length, migrations.length);
  });

  it('works once when two connections start together', async (t) => {
    const {url, clean} = await aFile();
    const both = [openDatabase(url), openDatabase(url)];
    t.after(async () => {
      for (const db of both) await close(db);
      await clean();
    });
    await Promise.all(both.map(migrate));
    assert.equal((await both[0]!.selectFrom('schema_migrations').selectAll().execute()).length, migrations.length);
  });

  it('refuses a database that a newer release has migrated, and leaves it alone', async (t) => {
    const {db, store, end} = await inMemory();
    t.after(end);
    await store.insert(aRecord());
    await db.insertInto('schema_migrations').values({version: 99, applied_at: 0}).execute();
    await assert.rejects(migrate(db), {
      message: `the database is at version 99 and this code knows versions up to ${migrations.length}; start a newer release or restore an older database`,
    });
    assert.deepEqual(await store.get('session-1'), aRecord());
  });

  it('is all or nothing', async (t) => {
    const {url, clean} = await aFile();
    const db = openDatabase(url);
    t.after(async () => {
      await close(db);
      await clean();
    });
    // A table in the way of the last statements.
    await sql`create table stock_reservations (holder text)`.execute(db);
    await assert.rejects(migrate(db), /stock_reservations/);
    await sql`drop table stock_reservations`.execute(db);
    await migrate(db);
    const {end} = await open(url);
    await end();
  });
});
