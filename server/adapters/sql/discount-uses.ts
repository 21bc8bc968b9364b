import {sql} from 'kysely';
import type {AppliedDiscount} from '../../core/ports.js';
import type {Database} from './database.js';

/** A discount of which there are only so many. */
export type Limited = Required<Pick<AppliedDiscount, 'id' | 'limit'>>;

export const limitedOf = (applied: readonly AppliedDiscount[]): Limited[] =>
  applied.flatMap(({id, limit}) => (limit === undefined ? [] : [{id, limit}]));

/** How many orders have each of these discounts. */
export async function countUses(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map(ids.map((id) => [id, 0]));
  if (!counts.size) return counts;
  const rows = await db
    .selectFrom('discount_counts')
    .select(['discount_id', 'used'])
    .where('discount_id', 'in', [...counts.keys()])
    .execute();
  for (const row of rows) counts.set(row.discount_id, Number(row.used));
  return counts;
}

/**
 * Inside the caller's transaction: one use of each for this session, which may have it already. False when one is used up: then the caller
 * must end the transaction without its effects. `even` beyond the limit where the money has moved.
 */
export async function takeUses(trx: Database, sessionId: string, limited: readonly Limited[], {even = false} = {}): Promise<boolean> {
  for (const {id, limit} of inOrder(limited)) {
    const {numInsertedOrUpdatedRows: added = 0n} = await trx
      .insertInto('discount_uses')
      .values({session_id: sessionId, discount_id: id})
      .onConflict((conflict) => conflict.columns(['session_id', 'discount_id']).doNothing())
      .executeTakeFirst();
    if (added === 0n) continue;
    await trx
      .insertInto('discount_counts')
      .values({discount_id: id, used: 0})
      .onConflict((conflict) => conflict.column('discount_id').doNothing())
      .execute();
    // One conditional update decides who gets the last use.
    const {numUpdatedRows} = await trx
      .updateTable('discount_counts')
      .set({used: sql<number>`used + 1`})
      .where('discount_id', '=', id)
      .$if(!even, (update) => update.where('used', '<', limit))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
  }
  return true;
}

/** Inside the caller's transaction: what the session has taken can be had again. Nothing taken is no error. */
export async function giveBackUses(trx: Database, sessionId: string, limited: readonly Limited[]): Promise<void> {
  for (const {id} of inOrder(limited)) {
    const {numDeletedRows} = await trx
      .deleteFrom('discount_uses')
      .where('session_id', '=', sessionId)
      .where('discount_id', '=', id)
      .executeTakeFirst();
    if (numDeletedRows === 0n) continue;
    await trx
      .updateTable('discount_counts')
      .set({used: sql<number>`used - 1`})
      .where('discount_id', '=', id)
      .execute();
  }
}

/** The same order for everybody: two transactions that lock rows in different orders would wait for each other for ever. */
const inOrder = (limited: readonly Limited[]) => [...limited].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
