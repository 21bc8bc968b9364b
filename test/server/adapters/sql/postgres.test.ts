import assert from 'node:assert/strict';
import {after, describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {CompiledQuery, sql} from 'kysely';
import {close, openDatabase, ping} from '../../../../server/adapters/sql/database.js';
import {migrate} from '../../../../server/adapters/sql/migrate.js';
import {migrations} from '../../../../server/adapters/sql/migrations.js';
import {sqlStore} from '../../../../server/adapters/sql/store.js';
import {callsContract} from '../../../support/contracts/calls.js';
import {stockContract} from '../../../support/contracts/stock.js';
import {storeContract} from '../../../support/contracts/store.js';
import {sweepsContract} from '../../../support/contracts/sweeps.js';
import {startPostgres} from '../../../support/postgres.js';
import type {Cluster} from '../../../support/postgres.js';
import {aPayingRecord, aRecord} from '../../../support/records.js';
import {open} from './open.js';
import {queriesOf} from './queries.js';

const cluster = await startPostgres();
if (typeof cluster === 'string') {
  it('runs the store and the stock on Postgres', {skip: cluster});
} else {
  // One database for the contracts: making one takes longer than most tests.
  const shared = await open(await cluster.database());
  after(async () => {
    await shared.end();
    await cluster.stop();
  });
  testsOn(cluster, async () => {
    for (const table of ['outbox', 'orders', 'checkout_sessions', 'stock_reservations', 'stock', 'calls'] as const) {
      await shared.db.deleteFrom(table).execute();
    }
    return {...shared, end: async () => undefined};
  });
}

function testsOn(cluster: Cluster, make: () => ReturnType<typeof open>): void {
  const name = `Postgres ${cluster.version}`;
  storeContract(name, make);
  stockContract(name, make);
  callsContract(name, make);
  sweepsContract(name, make);

  describe(name, () => {
    const opened = async (t: TestContext, url: string) => {
      const db = openDatabase(url);
      t.after(() => close(db));
      return db;
    };

    it('migrates once when several processes start together', async (t) => {
      const url = await cluster.database();
      const processes = await Promise.all([1, 2, 3].map(() => opened(t, url)));
      await Promise.all(processes.map((db) => migrate(db)));
      await migrate(processes[0]!);
      const versions = await processes[0]!.selectFrom('schema_migrations').select('version').execute();
      assert.deepEqual(
        versions.map(({version}) => Number(version)).sort((one, other) => one - other),
        migrations.map((_, index) => index + 1),
      );
    });

    it('refuses a database that a newer release has migrated', async (t) => {
      const db = await opened(t, await cluster.database());
      await migrate(db);
      await db.insertInto('schema_migrations').values({version: 99, applied_at: 0}).execute();
      await assert.rejects(
        migrate(db),
        new RegExp(`the database is at version 99 and this code knows versions up to ${migrations.length};`),
      );
    });

    it('answers a ping, and throws when it is out of reach', async (t) => {
      const url = await cluster.database();
      await ping(await opened(t, url));
      await assert.rejects(ping(await opened(t, `${url}_missing`)));
    });

    it('goes on after its idle connections were lost', async (t) => {
      const url = await cluster.database();
      const [db, other] = [await opened(t, url), await opened(t, url)];
      await ping(db);
      const rest = sql`from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      await sql`select pg_terminate_backend(pid) ${rest}`.execute(other);
      while ((await sql`select pid ${rest}`.execute(other)).rows.length) continue;
      // The pool may hear of the loss with the next query only, which then fails for it.
      for (let tries = 0; tries < 10; tries += 1) {
        if (
          await ping(db).then(
            () => true,
            () => false,
          )
        )
          return;
      }
      assert.fail('no query succeeds any more');
    });

    it('finds due sessions through the partial indexes', async () => {
      const {db} = await make();
      await sqlStore(db).insert(aRecord());
      await sqlStore(db).insert(aPayingRecord({id: 'session-2'}));
      const [expired, unsettled, awaiting] = await queriesOf(db, async (heard) => {
        await sqlStore(heard).expired(5, 10);
        await sqlStore(heard).unsettled(5, 10);
        await sqlStore(heard).awaiting(10);
      });
      for (const [query, index] of [
        [expired!, 'checkout_sessions_open'],
        [unsettled!, 'checkout_sessions_paying'],
        [awaiting!, 'checkout_sessions_waiting'],
      ] as const) {
        const plan = await db.transaction().execute(async (trx) => {
          // With two rows reading them all is cheaper; the question is whether the index fits.
          await sql`set local enable_seqscan = off`.execute(trx);
          await sql`set local enable_bitmapscan = off`.execute(trx);
          return trx.executeQuery<{'QUERY PLAN': string}>(CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]));
        });
        const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
        assert.match(text, new RegExp(`using ${index}`, 'i'));
        assert.doesNotMatch(text, /Sort/);
      }
    });
  });
}
