import type {Message} from '../../shared/session.js';
import {MAX_QUANTITY} from '../../shared/tools.js';
import {CheckoutError} from './errors.js';
import type {Ids, Stock, Wanted} from './ports.js';
import {shortage} from './readiness.js';
import type {Inputs, Quote} from './record.js';
import type {Words} from './words.js';

/** Joins repeated ids and keeps the line ids of things that were in the cart before. Refuses a sum above the limit. */
export function toItems(wanted: readonly Wanted[], before: Inputs['items'], ids: Pick<Ids, 'line'>): Inputs['items'] {
  const quantities = new Map<string, number>();
  for (const {itemId, quantity} of wanted) quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantity);
  return [...quantities].map(([itemId, quantity], index) => {
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
      throw new CheckoutError('invalid', `quantity must be a whole number from 1 to ${MAX_QUANTITY}, got ${quantity}`, {
        param: `$.items[${index}].quantity`,
      });
    }
    return {itemId, quantity, lineId: before.find((item) => item.itemId === itemId)?.lineId ?? ids.line()};
  });
}

/**
 * Reserves the items for a session and says how many of each it could have, what it holds itself counted in. What is short is not
 * reserved, the rest is. Of what the session had `before` nothing is given back yet: a change that is refused in the end must not have
 * lost it to somebody else. Called with the stored items alone, it makes the reservation fit them.
 */
export async function hold(
  stock: Stock,
  sessionId: string,
  items: Inputs['items'],
  before: Inputs['items'] = [],
): Promise<Map<string, number>> {
  const had = new Map(before.map(({itemId, quantity}) => [itemId, quantity]));
  const wanted = new Map(had);
  for (const {itemId, quantity} of items) wanted.set(itemId, Math.max(quantity, had.get(itemId) ?? 0));
  const short = new Map<string, number>();
  // At most twice short: once of what is asked for, once of what was held only on paper.
  for (let round = 0; round < 3; round += 1) {
    const shortfalls = await stock.reserve(
      sessionId,
      [...wanted].map(([itemId, quantity]) => ({itemId, quantity})),
    );
    if (!shortfalls.length) break;
    for (const {itemId, available} of shortfalls) {
      short.set(itemId, available);
      const kept = had.get(itemId) ?? 0;
      if (kept && kept < (wanted.get(itemId) ?? 0)) wanted.set(itemId, kept);
      else wanted.delete(itemId);
    }
  }
  const free = await stock.available(items.map(({itemId}) => itemId));
  return new Map(items.map(({itemId}) => [itemId, short.get(itemId) ?? (free.get(itemId) ?? 0) + (wanted.get(itemId) ?? 0)]));
}

/** Messages for what a change asked more of than there is; empty when the change can be made. */
export function refusedRaises(items: Inputs['items'], before: Inputs['items'], quote: Quote, words?: Words): Message[] {
  return quote.lines.flatMap((line, index) => {
    const had = before.find(({itemId}) => itemId === line.itemId)?.quantity ?? 0;
    if (line.available >= line.quantity || items[index]!.quantity <= had) return [];
    const at = before.findIndex(({itemId}) => itemId === line.itemId);
    const name = [line.title, ...line.variantOptions.map(({value}) => value)].join(', ');
    return [shortage(name, line.available, at < 0 ? '$.line_items' : `$.line_items[${at}]`, words)];
  });
}
