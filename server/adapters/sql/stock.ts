import {sql} from 'kysely';
import type {Shortfall, Stock, Wanted} from '../../core/ports.js';
import {isPostgres} from './database.js';
import type {Database} from './database.js';

/** Stock and reservations as rows. One conditional update per line decides who gets the last unit. */
export function sqlStock(db: Database): Stock {
  return {
    async available(itemIds) {
      const free = new Map(itemIds.map((itemId) => [itemId, 0]));
      if (!free.size) return free;
      const rows = await db
        .selectFrom('stock')
        .select(['item_id', 'on_hand', 'reserved'])
        .where('item_id', 'in', [...free.keys()])
        .execute();
      for (const row of rows) free.set(row.item_id, Math.max(0, Number(row.on_hand) - Number(row.reserved)));
      return free;
    },

    reserve: (holder, wanted) => reserve(db, holder, sum(wanted)),

    async release(holder) {
      await reserve(db, holder, new Map());
    },
  };
}

/**
 * Puts things on the shelf that have no stock row yet; what is there keeps its count, so that sales survive a restart.
 * `onHand` is a whole number of pieces. May be called at every start.
 */
export async function seedStock(db: Database, items: readonly {itemId: string; onHand: number}[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const {itemId, onHand} of [...items].sort((a, b) => compare(a.itemId, b.itemId))) {
      await trx
        .insertInto('stock')
        .values({item_id: itemId, on_hand: onHand, reserved: 0})
        .onConflict((conflict) => conflict.column('item_id').doNothing())
        .execute();
    }
  });
}

/** Inside the caller's transaction: `sold` leaves the shop and the holder's reservation ends, whatever it was. */
export async function takeStock(trx: Database, holder: string, sold: readonly Wanted[]): Promise<void> {
  const held = await heldBy(trx, holder);
  const leaving = sum(sold);
  for (const itemId of inOrder(held, leaving)) {
    await trx
      .updateTable('stock')
      .set({
        on_hand: sql<number>`on_hand - ${leaving.get(itemId) ?? 0}`,
        reserved: sql<number>`reserved - ${held.get(itemId) ?? 0}`,
      })
      .where('item_id', '=', itemId)
      .execute();
  }
  await trx.deleteFrom('stock_reservations').where('holder', '=', holder).execute();
}

type Quantities = Map<string, number>;

async function reserve(db: Database, holder: string, wanted: Quantities): Promise<Shortfall[]> {
  const short: Shortfall[] = [];
  const refused = new Error('something is short, so nothing changes');
  try {
    await db.transaction().execute(async (trx) => {
      const held = await heldBy(trx, holder);
      for (const itemId of inOrder(held, wanted)) {
        const change = (wanted.get(itemId) ?? 0) - (held.get(itemId) ?? 0);
        if (change === 0 || (await shift(trx, itemId, change))) continue;
        short.push({itemId, available: await couldHave(trx, itemId, held, wanted)});
      }
      // The transaction ends without its effects only by throwing.
      if (short.length) throw refused;
      await trx.deleteFrom('stock_reservations').where('holder', '=', holder).execute();
      const rows = [...wanted].map(([item_id, quantity]) => ({holder, item_id, quantity}));
      if (rows.length) await trx.insertInto('stock_reservations').values(rows).execute();
    });
  } catch (error) {
    if (error !== refused) throw error;
  }
  return short;
}

/** False when there are fewer than `change` free pieces; giving back always succeeds. */
async function shift(trx: Database, itemId: string, change: number): Promise<boolean> {
  const {numUpdatedRows} = await trx
    .updateTable('stock')
    .set({reserved: sql<number>`reserved + ${change}`})
    .where('item_id', '=', itemId)
    .$if(change > 0, (update) => update.where(sql<boolean>`on_hand - reserved >= ${change}`))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Below what was wanted even if somebody gave pieces back since: the answer must not read as a success. */
async function couldHave(trx: Database, itemId: string, held: Quantities, wanted: Quantities): Promise<number> {
  const row = await trx.selectFrom('stock').select(['on_hand', 'reserved']).where('item_id', '=', itemId).executeTakeFirst();
  if (!row) return 0;
  const free = Number(row.on_hand) - Number(row.reserved) + (held.get(itemId) ?? 0);
  return Math.max(0, Math.min(free, (wanted.get(itemId) ?? 0) - 1));
}

async function heldBy(trx: Database, holder: string): Promise<Quantities> {
  // One at a time per holder, or two first reservations would not see each other. In SQLite the whole transaction is alone.
  if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(hashtextextended(${holder}, 0))`.execute(trx);
  const rows = await trx.selectFrom('stock_reservations').select(['item_id', 'quantity']).where('holder', '=', holder).execute();
  return new Map(rows.map((row) => [row.item_id, Number(row.quantity)]));
}

function sum(wanted: readonly Wanted[]): Quantities {
  const quantities: Quantities = new Map();
  for (const {itemId, quantity} of wanted) {
    if (quantity > 0) quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantity);
  }
  return quantities;
}

/** The same order for everybody: two transactions that lock rows in different orders would wait for each other for ever. */
const inOrder = (...each: Quantities[]): string[] => [...new Set(each.flatMap((quantities) => [...quantities.keys()]))].sort(compare);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
