import type Stripe from 'stripe';
import type {Stock, Wanted} from '../../core/ports.js';
import {productsById} from './catalog.js';
import {wholeNumber} from './offer.js';

/** What a product without `metadata.stock` opens with: more than anybody buys. */
export const UNCOUNTED = 1_000_000;

/**
 * How many of each of these products the shop opens with: `metadata.stock`, a whole number, or `UNCOUNTED` when there is none or it is
 * no number. Unknown ids are left out. Only the opening: what is sold is counted by the shop, not by Stripe, so a later change of
 * `metadata.stock` changes nothing. Throws `service_unavailable` when Stripe cannot be reached.
 */
export async function stripeOpeningStock(client: Stripe, itemIds: readonly string[]): Promise<Wanted[]> {
  const products = await productsById(client, itemIds);
  return products.map(({id, metadata}) => ({itemId: id, quantity: wholeNumber(metadata.stock) ?? UNCOUNTED}));
}

/** A stock that first puts things on the shelf which it has not seen before. `open` puts them there, answers which, and may be called again for the same. */
export function stockOnSight(stock: Stock, open: (itemIds: readonly string[]) => Promise<readonly string[]>): Stock {
  const seen = new Set<string>();
  const see = async (itemIds: readonly string[]) => {
    const unseen = [...new Set(itemIds)].filter((id) => !seen.has(id));
    if (!unseen.length) return;
    for (const id of await open(unseen)) seen.add(id);
  };
  return {
    async available(itemIds) {
      await see(itemIds);
      return stock.available(itemIds);
    },
    async reserve(holder, wanted) {
      await see(wanted.map(({itemId}) => itemId));
      return stock.reserve(holder, wanted);
    },
    release: (holder) => stock.release(holder),
  };
}
