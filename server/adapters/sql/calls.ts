import type {CallLedger, Receipt} from '../../core/ports.js';
import type {Database} from './database.js';

const SWEEP_AT_ONCE = 500;

/** Keyed calls as rows: what one process answered, every other one knows. */
export function sqlCalls(db: Database): CallLedger {
  return {
    claim: ({key, fingerprint, now, until, since}) =>
      db.transaction().execute(async (trx) => {
        const fresh = {fingerprint, leased_until: until, answer: null, created_at: now};
        const inserted = await trx
          .insertInto('calls')
          .values({key, ...fresh})
          .onConflict((conflict) => conflict.column('key').doNothing())
          .executeTakeFirst();
        if (inserted.numInsertedOrUpdatedRows === 1n) return {kind: 'new'};
        // Somebody else may be about to do the same with this row: only one of them finds it as it was.
        const row = await trx.selectFrom('calls').selectAll().where('key', '=', key).executeTakeFirst();
        if (!row) return {kind: 'running'};
        const [createdAt, leasedUntil] = [Number(row.created_at), Number(row.leased_until)];
        const asFound = trx
          .updateTable('calls')
          .where('key', '=', key)
          .where('leased_until', '=', leasedUntil)
          .where('created_at', '=', createdAt);
        if (createdAt < since) {
          const {numUpdatedRows} = await asFound.set(fresh).executeTakeFirst();
          return {kind: numUpdatedRows === 1n ? 'new' : 'running'};
        }
        if (row.fingerprint !== fingerprint) return {kind: 'different'};
        if (row.answer !== null) return {kind: 'answered', answer: row.answer};
        if (leasedUntil > now) return {kind: 'running'};
        const {numUpdatedRows} = await asFound.set({leased_until: until}).where('answer', 'is', null).executeTakeFirst();
        return {kind: numUpdatedRows === 1n ? 'resumed' : 'running'};
      }),

    async keep({key, answer}) {
      await db.updateTable('calls').set({answer}).where('key', '=', key).where('answer', 'is', null).execute();
    },

    async leave(key) {
      await db.updateTable('calls').set({leased_until: 0}).where('key', '=', key).where('answer', 'is', null).execute();
    },

    async drop(key) {
      await db.deleteFrom('calls').where('key', '=', key).where('answer', 'is', null).execute();
    },

    async sweep(since) {
      const old = await db
        .selectFrom('calls')
        .select('key')
        .where('created_at', '<', since)
        .orderBy('created_at')
        .limit(SWEEP_AT_ONCE)
        .execute();
      if (!old.length) return 0;
      const keys = old.map(({key}) => key);
      const {numDeletedRows} = await db.deleteFrom('calls').where('key', 'in', keys).where('created_at', '<', since).executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Keeps an answer in the transaction of the change it tells of. The last word of a call is the one that stays. */
export async function keepReceipt(trx: Database, {key, answer}: Receipt): Promise<void> {
  await trx.updateTable('calls').set({answer}).where('key', '=', key).execute();
}
