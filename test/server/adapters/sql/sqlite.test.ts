import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {aRecord} from '../../../support/records.js';
import {aFile, inMemory, open} from './open.js';

describe('SQLite', () => {
  async function two(t: TestContext) {
    const {url, clean} = await aFile();
    const [first, second] = [await open(url), await open(url)];
    t.after(async () => {
      await first.end();
      await second.end();
      await clean();
    });
    return {first, second};
  }

  it('waits for another connection’s transaction while this process goes on, then writes and commits', async (t) => {
    const {first, second} = await two(t);
    await first.store.insert(aRecord());
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    let waiting!: Promise<boolean>;
    await first.db.transaction().execute(async (trx) => {
      await trx.updateTable('checkout_sessions').set({updated_at: 7}).execute();
      assert.equal((await second.store.get('session-1'))?.updatedAt, 1_000_000, 'readers do not wait');
      waiting = second.store.replace(aRecord({updatedAt: 2_000_000}));
      while (turns < 20) await new Promise((resolve) => setImmediate(resolve));
    });
    clearInterval(ticking);
    assert.equal(await waiting, true);
    assert.equal(await second.stock.reserve('ada', []).then((short) => short.length), 0, 'nothing is left in progress');
    assert.equal((await first.store.get('session-1'))?.updatedAt, 2_000_000);
  });

  it('rolls a failed single write back and goes on', async (t) => {
    const {store, db, end} = await inMemory();
    t.after(end);
    await store.insert(aRecord());
    await assert.rejects(store.insert(aRecord()), {code: 'SQLITE_CONSTRAINT_PRIMARYKEY'});
    await assert.rejects(
      db
        .insertInto('orders')
        .values({id: 'o', session_id: 'none', order_number: null, json: '{}', amount: 1, currency: 'usd', created_at: 1})
        .execute(),
      {code: 'SQLITE_CONSTRAINT_FOREIGNKEY'},
    );
    assert.equal(await store.replace(aRecord({updatedAt: 5})), true);
  });

  it('gives the last unit to one of three processes that start together', async (t) => {
    const {url, clean} = await aFile();
    t.after(clean);
    const contender = fileURLToPath(new URL('./contender.ts', import.meta.url));
    const run = promisify(execFile);
    const answers = await Promise.all([1, 2, 3].map(() => run(process.execPath, ['--import', 'tsx', contender, url])));
    assert.deepEqual(answers.map(({stdout}) => stdout.trim()).sort(), ['reserved', 'short', 'short']);
  });
});
