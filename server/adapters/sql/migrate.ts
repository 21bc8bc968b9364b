import {sql} from 'kysely';
import {isPostgres} from './database.js';
import type {Database} from './database.js';
import {migrations} from './migrations.js';

// Any number will do as long as all processes use the same.
const LOCK = 730_201;

/**
 * Brings the tables up to this code, in one transaction: all or nothing. May be called at every start and by several processes at once;
 * one of them works and the others wait. Throws when the database has seen a newer version than this code knows.
 */
export async function migrate(db: Database): Promise<void> {
  const postgres = isPostgres(db);
  const serial = postgres ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement';
  await db.transaction().execute(async (trx) => {
    // SQLite has taken its write lock already.
    if (postgres) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
    await sql`create table if not exists schema_migrations (version bigint not null primary key, applied_at bigint not null)`.execute(trx);
    const {version} = await trx
      .selectFrom('schema_migrations')
      .select(({fn}) => fn.max('version').as('version'))
      .executeTakeFirstOrThrow();
    // Without rows it is null.
    const present = Number(version ?? 0);
    if (present > migrations.length) {
      throw new Error(
        `the database is at version ${present} and this code knows versions up to ${migrations.length}; start a newer release or restore an older database`,
      );
    }
    for (const [index, statements] of migrations.entries()) {
      if (index < present) continue;
      for (const statement of statements({serial})) await sql.raw(statement).execute(trx);
      await trx
        .insertInto('schema_migrations')
        .values({version: index + 1, applied_at: Date.now()})
        .execute();
    }
  });
}
