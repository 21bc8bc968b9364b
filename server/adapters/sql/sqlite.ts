import {type CompiledQuery, SqliteDialect, SqliteDriver} from 'kysely';
import type {DatabaseConnection, Dialect} from 'kysely';
import Libsql from 'libsql';

const PATIENCE_MS = 5_000;
// SQLite itself waits without giving the event loop a turn, so it may only wait for a moment at a time.
const BLOCKING_MS = 20;
const PAUSE_MS = 5;

const WRITES = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

/**
 * SQLite in this process, durable on commit. `path` is a file or `:memory:`. Another process's write lock is waited for
 * up to 5 seconds, without blocking this process.
 */
export function sqliteDialect(path: string): Dialect {
  const database = new Libsql(path, {timeout: PATIENCE_MS});
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(pragma);
  database.pragma(`busy_timeout = ${BLOCKING_MS}`);
  const dialect = new SqliteDialect({database});
  dialect.createDriver = () => new LockingDriver(database);
  return dialect;
}

/**
 * Takes the write lock at the beginning of every transaction: one that reads first and writes later would be refused at once when
 * another process wrote in between. And it takes it with `exec`: a prepared statement that met a lock stays in progress in
 * libsql until it is garbage collected, and no commit succeeds meanwhile. So single writes get a transaction, too.
 */
class LockingDriver extends SqliteDriver {
  readonly #database: Libsql.Database;

  constructor(database: Libsql.Database) {
    super({database});
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return {
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
      executeQuery: async <R>(query: CompiledQuery) => {
        if (this.#database.inTransaction || !WRITES.has(query.query.kind)) return connection.executeQuery<R>(query);
        await this.beginTransaction();
        try {
          const result = await connection.executeQuery<R>(query);
          await this.commitTransaction();
          return result;
        } catch (error) {
          await this.rollbackTransaction();
          throw error;
        }
      },
    };
  }

  override async beginTransaction(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        this.#database.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() >= until) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (1 + Math.random())));
      }
    }
  }

  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit');
  }

  /** Some failures, a full disk for one, have ended the transaction already. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }
}

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
