import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Kysely, PostgresAdapter, PostgresDialect, sql} from 'kysely';
import pg from 'pg';
import {sqliteDialect} from './sqlite.js';
import type {Tables} from './tables.js';

/** An open database, SQLite or Postgres; also what runs inside a transaction of it. */
export type Database = Kysely<Tables>;

const EXPECTED = 'DATABASE_URL must be file:<path>, file::memory: or postgres://<user>:<password>@<host>/<database>';

/**
 * Opens `file:<path>` (a missing folder is made), `file::memory:` (gone when closed) or `postgres://…`. Tables come with `migrate`.
 * Postgres is first reached by the first query. Throws an Error that names DATABASE_URL and never repeats a password.
 */
export function openDatabase(url: string): Database {
  if (/^postgres(ql)?:\/\//.test(url)) return new Kysely({dialect: new PostgresDialect({pool: openPool(url)})});
  const path = /^file:(.+)$/s.exec(url)?.[1];
  if (!path) {
    const scheme = /^([a-z][a-z0-9+.-]*:\/\/)/i.exec(url)?.[1];
    throw new Error(scheme ? `${EXPECTED}, got ${scheme}…` : EXPECTED);
  }
  const file = path.startsWith('//') ? fileURLToPath(url) : path;
  try {
    // Records hold payment tokens for a while: a folder of ours is closed to other users of the machine.
    if (file !== ':memory:') mkdirSync(dirname(file), {recursive: true, mode: 0o700});
    return new Kysely({dialect: sqliteDialect(file)});
  } catch (cause) {
    throw new Error(`DATABASE_URL names a file that cannot be opened: ${file}`, {cause});
  }
}

/** Answers when the database does; throws when it is out of reach. */
export async function ping(db: Database): Promise<void> {
  await sql`select 1`.execute(db);
}

/** Waits for what is running, then closes all connections. May be called twice. */
export async function close(db: Database): Promise<void> {
  // Kysely leaves a SQLite file open that was never asked anything.
  if (!isPostgres(db)) await ping(db).catch(() => undefined);
  await db.destroy();
}

export const isPostgres = (db: Database): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

function openPool(url: string): pg.Pool {
  if (!URL.canParse(url)) throw new Error(`${EXPECTED}; it is no valid URL (a password with special characters must be percent-encoded)`);
  const pool = new pg.Pool({connectionString: url, max: 8, connectionTimeoutMillis: 5_000, keepAlive: true});
  // An idle connection was lost. The pool has dropped it and the next query opens another; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return pool;
}
