import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {seedStock, sqlStock} from '../../../../server/adapters/sql/stock.js';
import {stockContract} from '../../../support/contracts/stock.js';
import {aFile, inMemory, open, twoConnections} from './open.js';

stockContract('SQLite in memory', inMemory);
stockContract('SQLite, two connections to one file', twoConnections);

describe('opening stock', () => {
  it('counts only what has no row yet, so that sales survive a restart', async (t) => {
    const {url, clean} = await aFile();
    t.after(clean);
    const before = await open(url);
    await seedStock(before.db, [{itemId: 'mug', onHand: 5}]);
    await before.stock.reserve('ada', [{itemId: 'mug', quantity: 2}]);
    await before.end();
    const after = await open(url);
    t.after(() => after.end());
    await seedStock(after.db, [
      {itemId: 'mug', onHand: 5},
      {itemId: 'candle', onHand: 3},
    ]);
    assert.deepEqual(
      [...(await after.stock.available(['mug', 'candle']))],
      [
        ['mug', 3],
        ['candle', 3],
      ],
    );
  });

  it('takes a shop with no items', async (t) => {
    const {db, end} = await inMemory();
    t.after(end);
    await seedStock(db, []);
    assert.equal((await sqlStock(db).available(['mug'])).get('mug'), 0);
  });
});
