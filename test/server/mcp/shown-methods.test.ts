import assert from 'node:assert/strict';
import {it} from 'node:test';
import {shownMethods} from '../../../server/mcp/shown-methods.js';
import {aSavedMethod, listedMethods} from '../../support/saved-methods.js';

it('saved methods are asked for again after twenty seconds, and forgotten then', async () => {
  let now = 0;
  const {savedMethods, asked, line} = listedMethods({cus_ada: [aSavedMethod()]});
  const failures: unknown[] = [];
  const show = (id: string) =>
    shownMethods(
      savedMethods,
      id,
      (error) => failures.push(error),
      () => now,
    );
  assert.equal((await show('cus_ada')).length, 1);
  now = 19_999;
  assert.equal((await show('cus_ada')).length, 1);
  assert.equal((await show('cus_bob')).length, 0);
  assert.deepEqual(asked, ['cus_ada', 'cus_bob']);
  now = 20_000;
  line.reachable = false;
  assert.deepEqual([await show('cus_ada'), await show('cus_ada')], [[], []]);
  assert.equal(failures.length, 1);
  now = 40_000;
  line.reachable = true;
  assert.equal((await show('cus_ada')).length, 1);
  assert.deepEqual(asked, ['cus_ada', 'cus_bob', 'cus_ada', 'cus_ada']);
});
