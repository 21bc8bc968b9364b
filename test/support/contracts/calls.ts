import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {TestContext} from 'node:test';
import type {CallLedger, CheckoutStore} from '../../../server/core/ports.js';
import {aCompletion, aPayingRecord, aRecord} from '../records.js';
import type {StockUnderTest} from './stock.js';

export interface CallsUnderTest extends StockUnderTest {
  calls: CallLedger;
  store: CheckoutStore;
}

const DAY_MS = 86_400_000;
const at = (now: number, fingerprint = 'f') => ({key: 'k', fingerprint, now, until: now + 1000, since: now - DAY_MS});

/** What every ledger of keyed calls must do, together with the store that keeps answers with changes. */
export function callsContract(name: string, make: () => Promise<CallsUnderTest>): void {
  const open = async (t: TestContext) => {
    const made = await make();
    t.after(() => made.end());
    return made;
  };

  describe(`calls: ${name}`, () => {
    it('gives a call to one of ten callers who come at once', async (t) => {
      const {calls} = await open(t);
      const claims = await Promise.all(Array.from({length: 10}, () => calls.claim(at(0))));
      assert.deepEqual(claims.map(({kind}) => kind).sort(), ['new', ...Array<string>(9).fill('running')]);
    });

    it('answers a repeat with what was kept, and tells another content from it', async (t) => {
      const {calls} = await open(t);
      await calls.claim(at(0));
      await calls.keep({key: 'k', answer: 'one'});
      assert.deepEqual(await calls.claim(at(5)), {kind: 'answered', answer: 'one'});
      assert.deepEqual(await calls.claim(at(5, 'other')), {kind: 'different'});
      assert.deepEqual(await calls.claim({...at(5), key: 'another'}), {kind: 'new'});
    });

    it('lets one caller resume a call whose process is gone, when its time is over', async (t) => {
      const {calls} = await open(t);
      await calls.claim(at(0));
      assert.deepEqual(await calls.claim(at(999)), {kind: 'running'});
      const claims = await Promise.all([1, 2, 3].map(() => calls.claim(at(1000))));
      assert.deepEqual(claims.map(({kind}) => kind).sort(), ['resumed', 'running', 'running']);
    });

    it('lets a call that was left be resumed at once, and one that was dropped be new', async (t) => {
      const {calls} = await open(t);
      await calls.claim(at(0));
      await calls.leave('k');
      assert.deepEqual(await calls.claim(at(1, 'other')), {kind: 'different'});
      assert.deepEqual(await calls.claim(at(1)), {kind: 'resumed'});
      await calls.drop('k');
      assert.deepEqual(await calls.claim(at(1, 'other')), {kind: 'new'});
    });

    it('forgets after a day, and not before', async (t) => {
      const {calls} = await open(t);
      await calls.claim(at(0));
      await calls.keep({key: 'k', answer: 'one'});
      assert.equal((await calls.claim(at(DAY_MS))).kind, 'answered');
      assert.equal(await calls.sweep(0), 0);
      const claims = await Promise.all([1, 2, 3].map(() => calls.claim(at(DAY_MS + 1, 'other'))));
      assert.deepEqual(claims.map(({kind}) => kind).sort(), ['new', 'running', 'running']);
      assert.equal(await calls.sweep(DAY_MS + 1), 0);
      assert.equal(await calls.sweep(DAY_MS + 2), 1);
      assert.equal(await calls.sweep(DAY_MS + 2), 0);
    });

    it('keeps an answer with the change it tells of, and only with it', async (t) => {
      const {calls, store} = await open(t);
      const answerOf = async (key: string) => {
        const claim = await calls.claim({...at(1), key});
        return claim.kind === 'answered' ? claim.answer : claim.kind;
      };
      for (const key of ['create', 'change', 'late', 'twice', 'pay', 'cancel']) await calls.claim({...at(0), key});
      const receipt = (key: string) => ({key, answer: `answer of ${key}`});
      await store.insert(aRecord(), receipt('create'));
      assert.equal(await answerOf('create'), 'answer of create');
      await assert.rejects(store.insert(aRecord(), receipt('twice')));
      assert.equal(await answerOf('twice'), 'running');
      assert.equal(await store.replace(aRecord(), receipt('change')), true);
      assert.equal(await store.replace(aRecord(), receipt('late')), false);
      assert.deepEqual([await answerOf('change'), await answerOf('late')], ['answer of change', 'running']);

      await store.insert(aPayingRecord({id: 'session-2'}));
      await store.complete(...aCompletion(aPayingRecord({id: 'session-2'})), receipt('pay'));
      assert.equal(await answerOf('pay'), 'answer of pay');
      assert.equal(await store.complete(...aCompletion(aPayingRecord({id: 'session-2'})), receipt('late')), false);
      assert.equal(await answerOf('late'), 'running');

      const canceled = aRecord({phase: 'canceled', version: 2});
      assert.equal(await store.replace(canceled, receipt('cancel')), true);
      assert.equal(await store.replace(canceled, receipt('late')), false);
      assert.deepEqual([await answerOf('cancel'), await answerOf('late')], ['answer of cancel', 'running']);
      // What was said with the change is not said differently afterwards.
      await calls.keep({key: 'cancel', answer: 'something else'});
      assert.equal(await answerOf('cancel'), 'answer of cancel');
    });
  });
}
