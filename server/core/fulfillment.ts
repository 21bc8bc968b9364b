import type {CheckoutStore, Clock, Fulfillment} from './ports.js';

/** How long an order is one caller's before it is handed over again. */
const CLAIM_MS = 60_000;

/**
 * Hands paid orders to fulfillment, each until it was taken in. Answers how many were; throws the first refusal after all were tried.
 * Without a fulfillment nothing is claimed, so that one that is added later gets them all.
 */
export async function handOver({
  store,
  clock,
  fulfillment,
}: {
  store: CheckoutStore;
  clock: Clock;
  fulfillment?: Fulfillment;
}): Promise<number> {
  if (!fulfillment) return 0;
  const now = clock.now();
  const failures: unknown[] = [];
  const orders = await store.claimOrders(now, now + CLAIM_MS, 50);
  for (const order of orders) {
    try {
      await fulfillment.place(order);
      await store.placed(order.id);
    } catch (error) {
      failures.push(error); // it comes again when the claim is over
    }
  }
  if (failures.length) throw failures[0];
  return orders.length;
}
