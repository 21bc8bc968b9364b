import type {Database} from './database.js';
import {sqlStock} from './stock.js';

const AT_ONCE = 500;

/** What is cleared away now and then, some of it at a time. May run in several processes at once. */
export interface Sweeps {
  /** Deletes order events that were delivered before this time. What is not delivered stays, dead letters too. Answers how many. */
  events(before: number): Promise<number>;
  /** Forgets notices of the payment provider that came before this time; one that comes once more is looked into once more. Answers how many. */
  notices(before: number): Promise<number>;
  /**
   * Gives back what is reserved for a session that has ended or that nobody knows: what a process reserved that then died before it
   * could store or undo its change. Each call looks at the next few holders. Answers for how many something was given back.
   */
  reservations(): Promise<number>;
}

export function sqlSweeps(db: Database): Sweeps {
  /** Where the last call stopped. */
  let after = '';
  return {
    async events(before) {
      const old = await db
        .selectFrom('outbox')
        .select('id')
        .where('delivered_at', 'is not', null)
        .where('delivered_at', '<', before)
        .orderBy('delivered_at')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      if (!old.length) return 0;
      const ids = old.map(({id}) => Number(id));
      const {numDeletedRows} = await db.deleteFrom('outbox').where('id', 'in', ids).executeTakeFirst();
      return Number(numDeletedRows);
    },

    async notices(before) {
      const old = await db
        .selectFrom('provider_events')
        .select('id')
        .where('received_at', '<', before)
        .orderBy('received_at')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      if (!old.length) return 0;
      const ids = old.map(({id}) => id);
      const {numDeletedRows} = await db.deleteFrom('provider_events').where('id', 'in', ids).executeTakeFirst();
      return Number(numDeletedRows);
    },

    async reservations() {
      const rows = await db
        .selectFrom('stock_reservations')
        .leftJoin('checkout_sessions', 'checkout_sessions.id', 'stock_reservations.holder')
        .select(['stock_reservations.holder', 'checkout_sessions.phase'])
        .where('stock_reservations.holder', '>', after)
        .orderBy('stock_reservations.holder')
        .limit(AT_ONCE)
        .execute();
      after = rows.length < AT_ONCE ? '' : rows.at(-1)!.holder;
      // A session is stored before anything is reserved for it, and what has ended stays ended: nobody needs these any more.
      const orphans = new Set(rows.filter(({phase}) => phase !== 'open' && phase !== 'paying').map(({holder}) => holder));
      for (const holder of orphans) await sqlStock(db).release(holder);
      return orphans.size;
    },
  };
}
