import {sql} from 'kysely';
import type {Order} from '../../../shared/session.js';
import type {CheckoutStore, OrderEvent, Receipt} from '../../core/ports.js';
import type {CheckoutRecord} from '../../core/record.js';
import type {Database} from './database.js';
import {keepReceipt} from './calls.js';
import {countUses, giveBackUses, limitedOf, takeUses} from './discount-uses.js';
import {takeStock} from './stock.js';

/** Sessions, orders and the outbox as rows. Records go in and out whole, as JSON; the columns beside them are for finding them. */
export function sqlStore(db: Database): CheckoutStore {
  /** Sessions of a phase whose time in this column is over, oldest first. There is a partial index for each pair that is asked for. */
  async function overdue(phase: CheckoutRecord['phase'], column: 'expires_at' | 'check_at', now: number, limit: number): Promise<string[]> {
    const rows = await db
      .selectFrom('checkout_sessions')
      .select('id')
      .where('phase', '=', literal(phase))
      .where(column, '<', now)
      .orderBy(column)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({id}) => id);
  }

  return {
    insert: (record, receipt) =>
      together(db, receipt, async (trx) => {
        await trx.insertInto('checkout_sessions').values(toRow(record)).execute();
        return true;
      }).then(() => undefined),

    async get(id) {
      const row = await db.selectFrom('checkout_sessions').select('record').where('id', '=', id).executeTakeFirst();
      return row && toRecord(row.record);
    },

    replace(record, receipt) {
      const ends = record.phase === 'canceled' || record.phase === 'expired';
      const limited = limitedOf(record.quote.applied);
      if (!ends && !limited.length) return together(db, receipt, (trx) => swap(trx, record));
      return wholly(db, async (trx) => {
        if (!(await swap(trx, record))) return false;
        if (ends) await takeStock(trx, record.id, []);
        if (record.phase !== 'paying') await giveBackUses(trx, record.id, limited);
        else if (!(await takeUses(trx, record.id, limited))) return false;
        if (receipt) await keepReceipt(trx, receipt);
        return true;
      });
    },

    complete: (record, order, event, receipt) =>
      db.transaction().execute(async (trx) => {
        if (!(await swap(trx, record))) return false;
        if (receipt) await keepReceipt(trx, receipt);
        const {total: amount, currency} = record.quote;
        const now = record.updatedAt;
        await trx
          .insertInto('orders')
          .values({
            id: order.id,
            session_id: record.id,
            order_number: order.order_number ?? null,
            json: JSON.stringify(order),
            amount,
            currency,
            created_at: now,
            place_at: event.livemode ? now : null,
          })
          .execute();
        await takeStock(trx, record.id, record.inputs.items);
        await takeUses(trx, record.id, limitedOf(record.quote.applied), {even: true});
        await putInOutbox(trx, event, now);
        return true;
      }),

    discountUses: (ids) => countUses(db, ids),

    amend: (record, order, event) =>
      db.transaction().execute(async (trx) => {
        if (!(await swap(trx, record))) return false;
        await trx
          .updateTable('orders')
          .set({json: JSON.stringify(order)})
          .where('id', '=', order.id)
          .execute();
        await putInOutbox(trx, event, record.updatedAt);
        return true;
      }),

    async seen(eventId) {
      const row = await db.selectFrom('provider_events').select('id').where('id', '=', eventId).executeTakeFirst();
      return row !== undefined;
    },

    async remember(eventId, now) {
      await db
        .insertInto('provider_events')
        .values({id: eventId, received_at: now})
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    async claimOrders(now, until, limit) {
      const due = await db
        .selectFrom('orders')
        .select(['id', 'json', 'place_at'])
        .where('place_at', 'is not', null)
        .where('place_at', '<=', now)
        .orderBy('place_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      const claimed: Order[] = [];
      for (const {id, json, place_at: placeAt} of due) {
        const claim = await db
          .updateTable('orders')
          .set({place_at: until})
          .where('id', '=', id)
          .where('place_at', '=', Number(placeAt))
          .executeTakeFirst();
        if (claim.numUpdatedRows === 1n) claimed.push(JSON.parse(json) as Order); // written by this store from an Order
      }
      return claimed;
    },

    async placed(orderId) {
      await db.updateTable('orders').set({place_at: null}).where('id', '=', orderId).execute();
    },

    async order(orderId) {
      const row = await db
        .selectFrom('orders')
        .innerJoin('checkout_sessions', 'checkout_sessions.id', 'orders.session_id')
        .select(['orders.json', 'checkout_sessions.record'])
        .where('orders.id', '=', orderId)
        .executeTakeFirst();
      // Only `complete` writes this column, from an Order.
      return row && {order: JSON.parse(row.json) as Order, record: toRecord(row.record)};
    },

    expired: (now, limit) => overdue('open', 'expires_at', now, limit),

    async awaiting(limit) {
      const rows = await db
        .selectFrom('checkout_sessions')
        .select('record')
        .where('phase', '=', literal('open'))
        .where('approval_asked_at', 'is not', null)
        .orderBy('approval_asked_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({record}) => toRecord(record));
    },

    unsettled: (now, limit) => overdue('paying', 'check_at', now, limit),
  };
}

/** One statement needs no transaction of its own; with a receipt there are two, and both happen or neither. */
const together = (db: Database, receipt: Receipt | undefined, write: (trx: Database) => Promise<boolean>): Promise<boolean> =>
  receipt
    ? db.transaction().execute(async (trx) => {
        if (!(await write(trx))) return false;
        await keepReceipt(trx, receipt);
        return true;
      })
    : write(db);

/** A transaction that has no effect when its `write` answers false: it ends without its effects only by throwing. */
async function wholly(db: Database, write: (trx: Database) => Promise<boolean>): Promise<boolean> {
  const undone = new Error('nothing changes');
  try {
    await db.transaction().execute(async (trx) => {
      if (!(await write(trx))) throw undone;
    });
    return true;
  } catch (error) {
    if (error !== undone) throw error;
    return false;
  }
}

async function putInOutbox(trx: Database, {type, order, livemode}: OrderEvent, now: number): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      order_id: order.id,
      type,
      payload: JSON.stringify(order),
      livemode: livemode ? 1 : 0,
      created_at: now,
      next_at: now,
      delivered_at: null,
    })
    .execute();
}

/** The lost race is `false`: no row has this id and this version any more. */
async function swap(db: Database, record: CheckoutRecord): Promise<boolean> {
  const {id, created_at: _stays, ...changed} = toRow({...record, version: record.version + 1});
  const {numUpdatedRows} = await db
    .updateTable('checkout_sessions')
    .set(changed)
    .where('id', '=', id)
    .where('version', '=', record.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const toRow = (record: CheckoutRecord) => ({
  id: record.id,
  version: record.version,
  phase: record.phase,
  expires_at: record.expiresAt,
  check_at: record.checkAt ?? null,
  approval_asked_at: record.approvalAskedAt ?? null,
  total: record.quote.total,
  currency: record.quote.currency,
  record: JSON.stringify(record),
  created_at: record.createdAt,
  updated_at: record.updatedAt,
});

// The column is written by `toRow` alone, from a CheckoutRecord.
const toRecord = (json: string) => JSON.parse(json) as CheckoutRecord;

/** A partial index fits only where its condition is known while planning; of a parameter's value no planner needs to know. */
const literal = (phase: CheckoutRecord['phase']) => sql.lit(phase);
