import type {Order} from '../../../shared/session.js';

/** How a part of an order reaches the buyer (ACP 2026-04-17 `Fulfillment`, what is shown of it). Times are RFC 3339. */
export interface OrderFulfillment {
  id: string;
  type: 'shipping' | 'pickup' | 'digital';
  status?: string;
  carrier?: string;
  tracking_number?: string;
  tracking_url?: string;
  estimated_delivery?: {earliest: string; latest: string};
  digital_delivery?: {access_url?: string};
  description?: string;
  events?: readonly {id: string; type: string; occurred_at: string; description?: string; location?: string}[];
}

/** An order with the parts it comes in. */
export type TrackedOrder = Omit<Order, 'fulfillments'> & {fulfillments?: readonly OrderFulfillment[]};

export interface Step {
  status: string;
  state: 'done' | 'current' | 'ahead';
  /** The step the order is at; at the goal one that is done. */
  isCurrent: boolean;
}

const WAYS: Record<OrderFulfillment['type'], readonly string[]> = {
  shipping: ['confirmed', 'processing', 'shipped', 'delivered'],
  pickup: ['confirmed', 'processing', 'ready_for_pickup', 'picked_up'],
  digital: ['confirmed', 'processing', 'delivered'],
};

// How far a status is; the last step of a way is the goal.
const REACHED: Record<string, number> = {
  created: 0,
  confirmed: 0,
  manual_review: 0,
  pending: 0,
  processing: 1,
  shipped: 2,
  in_transit: 2,
  out_for_delivery: 2,
  ready_for_pickup: 2,
  failed: 2,
  delivered: 3,
  completed: 3,
};

/**
 * The steps of an order's way and where it is: by its own status, or by that of the part that is least far where the order's says less.
 * A status nobody knows stands alone. At the goal every step is done.
 */
export function progressOf({status, fulfillments = []}: TrackedOrder): {steps: Step[]; isOver: boolean} {
  const known = fulfillments.flatMap(({status}) => (status && REACHED[status] !== undefined ? [status] : []));
  const slowest = known.toSorted((one, other) => REACHED[one]! - REACHED[other]!)[0];
  const isAhead = slowest !== undefined && known.length === fulfillments.length && REACHED[slowest]! > (REACHED[status ?? 'created'] ?? 9);
  const now = isAhead ? slowest : (status ?? 'confirmed');
  const reached = REACHED[now];
  if (reached === undefined) return {steps: [{status: now, state: 'current', isCurrent: true}], isOver: now === 'canceled'};
  const types = new Set(fulfillments.map(({type}) => type));
  const way = WAYS[types.size === 1 ? [...types][0]! : 'shipping'];
  const isOver = reached === 3;
  const at = isOver ? way.length : Math.min(reached, way.length - 2);
  return {
    steps: way.map((step, index) => ({
      status: index === at ? now : step,
      state: index < at ? 'done' : index === at ? 'current' : 'ahead',
      isCurrent: index === Math.min(at, way.length - 1),
    })),
    isOver,
  };
}
