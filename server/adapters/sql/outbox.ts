import type {Order} from '../../../shared/session.js';
import type {Outbox, QueuedEvent} from '../../core/ports.js';
import type {CheckoutRecord} from '../../core/record.js';
import {isPostgres, type Database} from './database.js';

/** The outbox as rows. An event is claimed by moving `next_at`, so that a claim outlives the process that made it by its time only. */
export function sqlOutbox(db: Database): Outbox {
  const mine = ({id, until}: QueuedEvent) =>
    db.updateTable('outbox').where('id', '=', Number(id)).where('delivered_at', 'is', null).where('next_at', '=', until);

  return {
    claim: (now, until, limit) =>
      db.transaction().execute(async (trx) => {
        let due = trx
          .selectFrom('outbox')
          .select('id')
          .where('delivered_at', 'is', null)
          .where('next_at', '<=', now)
          .where(({not, exists, selectFrom}) =>
            not(
              exists(
                selectFrom('outbox as earlier')
                  .select('earlier.id')
                  .whereRef('earlier.order_id', '=', 'outbox.order_id')
                  .whereRef('earlier.id', '<', 'outbox.id')
                  .where('earlier.delivered_at', 'is', null),
              ),
            ),
          )
          .orderBy('next_at')
          .orderBy('id')
          .limit(limit);
        // SQLite has taken its write lock already, and knows no such words.
        if (isPostgres(db)) due = due.forUpdate().skipLocked();
        const ids = (await due.execute()).map(({id}) => Number(id));
        if (!ids.length) return [];
        await trx.updateTable('outbox').set({next_at: until}).where('id', 'in', ids).execute();
        const rows = await trx
          .selectFrom('outbox')
          .innerJoin('orders', 'orders.id', 'outbox.order_id')
          .innerJoin('checkout_sessions', 'checkout_sessions.id', 'orders.session_id')
          .select(['outbox.id', 'outbox.type', 'outbox.payload', 'outbox.created_at', 'outbox.attempts', 'checkout_sessions.record'])
          .where('outbox.id', 'in', ids)
          .orderBy('outbox.id')
          .execute();
        return rows.map(({id, type, payload, created_at: createdAt, attempts, record}) => {
          // All three columns are written by the store alone, from an OrderEvent and a CheckoutRecord.
          const {owner} = JSON.parse(record) as CheckoutRecord;
          const order = JSON.parse(payload) as Order;
          const event = {id: String(id), type: type as QueuedEvent['type'], order, until};
          return {...event, createdAt: Number(createdAt), attempts: Number(attempts), ...(owner && {owner})};
        });
      }),

    async delivered({id}, now) {
      await db
        .updateTable('outbox')
        .set(({eb}) => ({delivered_at: now, next_at: null, fault: null, attempts: eb('attempts', '+', 1)}))
        .where('id', '=', Number(id))
        .where('delivered_at', 'is', null)
        .execute();
    },

    async postpone(event, at, fault) {
      const counted = fault === undefined ? {} : {fault, attempts: event.attempts + 1};
      await mine(event)
        .set({next_at: at, ...counted})
        .execute();
    },

    async bury(event, fault) {
      await mine(event)
        .set({next_at: null, fault, attempts: event.attempts + 1})
        .execute();
    },

    async waiting(limit) {
      const rows = await db
        .selectFrom('outbox')
        .select(['id', 'type', 'order_id', 'created_at', 'attempts', 'next_at', 'fault'])
        .where('delivered_at', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({id, type, order_id: orderId, created_at: createdAt, attempts, next_at: nextAt, fault}) => ({
        id: String(id),
        type,
        orderId,
        createdAt: Number(createdAt),
        attempts: Number(attempts),
        ...(nextAt !== null && {nextAt: Number(nextAt)}),
        ...(fault !== null && {fault}),
      }));
    },

    async revive(id, now) {
      if (!/^\d{1,15}$/.test(id)) return false;
      const {numUpdatedRows} = await db
        .updateTable('outbox')
        // Its time to try begins afresh.
        .set({next_at: now, created_at: now, attempts: 0})
        .where('id', '=', Number(id))
        .where('delivered_at', 'is', null)
        .where('next_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
