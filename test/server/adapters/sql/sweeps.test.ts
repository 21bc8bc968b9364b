import {describe, it} from 'node:test';
import assert from 'node:assert/strict';
import {CompiledQuery} from 'kysely';
import {sqlSweeps} from '../../../../server/adapters/sql/sweeps.js';
import {sweepsContract} from '../../../support/contracts/sweeps.js';
import {inMemory, twoConnections} from './open.js';
import {queriesOf} from './queries.js';

sweepsContract('SQLite in memory', inMemory);
sweepsContract('SQLite, two connections to one file', twoConnections);

describe('a sweep', () => {
  it('reads no table as a whole', async (t) => {
    const {db, end} = await inMemory();
    t.after(end);
    const queries = await queriesOf(db, async (heard) => {
      await sqlSweeps(heard).events(5);
      await sqlSweeps(heard).notices(5);
      await sqlSweeps(heard).reservations();
    });
    assert.equal(queries.length, 3);
    for (const {sql, parameters} of queries) {
      const {rows} = await db.executeQuery<{detail: string}>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
      assert.doesNotMatch(rows.map(({detail}) => detail).join('\n'), /\bSCAN\b|TEMP B-TREE/);
    }
  });

  it('looks at some holders at a time, and at all of them in the end', async (t) => {
    const {db, seed, stock, end} = await inMemory();
    t.after(end);
    await seed([{itemId: 'mug', onHand: 1200}]);
    const rows = Array.from({length: 600}, (_, index) => ({holder: `gone-${index}`, item_id: 'mug', quantity: 2}));
    await db.insertInto('stock_reservations').values(rows).execute();
    await db.updateTable('stock').set({reserved: 1200}).execute();
    const sweeps = sqlSweeps(db);
    assert.deepEqual([await sweeps.reservations(), await sweeps.reservations(), await sweeps.reservations()], [500, 100, 0]);
    assert.equal((await stock.available(['mug'])).get('mug'), 1200);
  });
});
