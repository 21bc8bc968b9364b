import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {OrderEvent} from '../../../../server/core/ports.js';
import {close, openDatabase} from '../../../../server/adapters/sql/database.js';
import type {Database} from '../../../../server/adapters/sql/database.js';
import {sqlCalls} from '../../../../server/adapters/sql/calls.js';
import {migrate} from '../../../../server/adapters/sql/migrate.js';
import {sqlOutbox} from '../../../../server/adapters/sql/outbox.js';
import {seedStock, sqlStock} from '../../../../server/adapters/sql/stock.js';
import {sqlStore} from '../../../../server/adapters/sql/store.js';
import {sqlSweeps} from '../../../../server/adapters/sql/sweeps.js';
import type {CallsUnderTest} from '../../../support/contracts/calls.js';
import type {SweepsUnderTest} from '../../../support/contracts/sweeps.js';

/** A migrated database with everything on it, for the contracts. `clean` runs after it is closed. */
export async function open(url: string, clean?: () => Promise<void>): Promise<SweepsUnderTest & CallsUnderTest & {db: Database}> {
  const db = openDatabase(url);
  await migrate(db);
  return {
    db,
    store: sqlStore(db),
    stock: sqlStock(db),
    calls: sqlCalls(db),
    outbox: sqlOutbox(db),
    sweeps: sqlSweeps(db),
    seed: (items) => seedStock(db, items),
    async events() {
      const rows = await db.selectFrom('outbox').select(['type', 'payload', 'livemode']).orderBy('id').execute();
      return rows.map(({type, payload, livemode}) => ({type, order: JSON.parse(payload), livemode: Number(livemode) === 1}) as OrderEvent);
    },
    async end() {
      await close(db);
      await clean?.();
    },
  };
}

export const inMemory = () => open('file::memory:');

/** The url of a database file in a folder of its own that does not exist yet. */
export async function aFile(): Promise<{url: string; path: string; clean: () => Promise<void>}> {
  const folder = await mkdtemp(join(tmpdir(), 'checkout-sql-'));
  const path = join(folder, 'data', 'checkout.db');
  return {url: `file:${path}`, path, clean: () => rm(folder, {recursive: true, force: true})};
}

/**
 * One store over two connections to one file that take turns, as two processes would. The contracts' concurrent calls
 * land on both.
 */
export async function twoConnections(): Promise<SweepsUnderTest & CallsUnderTest> {
  const {url, clean} = await aFile();
  const [first, second] = [await open(url), await open(url)];
  return {
    ...first,
    store: takingTurns(first.store, second.store),
    stock: takingTurns(first.stock, second.stock),
    calls: takingTurns(first.calls, second.calls),
    sweeps: takingTurns(first.sweeps, second.sweeps),
    async end() {
      await first.end();
      await second.end();
      await clean();
    },
  };
}

export function takingTurns<T extends object>(first: T, second: T): T {
  let turn = 0;
  return new Proxy(first, {get: (_, name) => Reflect.get((turn += 1) % 2 ? first : second, name)});
}
