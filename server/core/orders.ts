import type {Amount} from '../../shared/money.js';
import type {Order} from '../../shared/session.js';
import {withAdjustment, type OwnAdjustment} from './adjustments.js';
import {CheckoutError} from './errors.js';
import type {CheckoutStore, Clock, PaymentProvider} from './ports.js';
import type {CheckoutRecord} from './record.js';
import {lineStatus, withShipment, type Shipment} from './shipments.js';

export const ORDER_STATUSES = ['created', 'confirmed', 'manual_review', 'processing', 'shipped', 'completed', 'canceled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Money that went back to the buyer by another way than the payment provider, which tells of its refunds itself. Moves none. */
export type OwnRefund = Omit<OwnAdjustment, 'type'> & {amount: Amount};

/**
 * What happens to an order after it was paid, as the shop tells it. Whatever changes the order is in the session, on the order's page and
 * in an event for the agent. All refuse an unknown order (`not_found`); shipments and statuses refuse a canceled one (`conflict`).
 */
export interface Orders {
  /** Records a shipment, or news of one. The order's own status follows from its shipments. Refuses what does not fit (`invalid`). */
  recordShipment(orderId: string, shipment?: Shipment): Promise<Order>;
  /** Says how the order stands. `shipped` and `completed` mean all of it; what is `canceled` keeps only what has left the shop. */
  recordStatus(orderId: string, status: OrderStatus): Promise<Order>;
  /**
   * Records a refund, credit, return, exchange, price adjustment or cancellation. Moves no money and puts nothing back on the shelf. Refuses
   * one without what it is about (`missing`), pieces that the order does not have in that state, and more money than was paid (`invalid`).
   */
  recordAdjustment(orderId: string, adjustment: OwnAdjustment): Promise<Order>;
  /** Records a refund. Refuses (`invalid`) more than was paid and not yet given back. */
  recordRefund(orderId: string, refund: OwnRefund): Promise<Order>;
}

const ATTEMPTS = 5;

export function makeOrders({
  store,
  clock,
  payments,
}: {
  store: Pick<CheckoutStore, 'order' | 'amend'>;
  clock: Pick<Clock, 'now'>;
  payments: Pick<PaymentProvider, 'livemode'>;
}): Orders {
  async function amend(
    orderId: string,
    change: (order: Order, record: CheckoutRecord, now: number) => Order,
    allows: {canceled?: true} = {},
  ): Promise<Order> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const found = await store.order(orderId);
      if (!found) throw new CheckoutError('not_found', 'there is no order with this id', {param: '$.order_id'});
      const now = clock.now();
      const order = change(found.order, found.record, now);
      if (JSON.stringify(order) === JSON.stringify(found.order)) return order;
      if (found.order.status === 'canceled' && !allows.canceled) throw new CheckoutError('conflict', 'the order is canceled');
      const record = {...found.record, order, updatedAt: now};
      if (await store.amend(record, order, {type: 'order_update', order, livemode: payments.livemode})) return order;
    }
    throw new CheckoutError('service_unavailable', 'the order is being changed by somebody else');
  }

  const adjust = (orderId: string, adjustment: OwnAdjustment) =>
    amend(orderId, (order, {quote: {currency}}, now) => withAdjustment(order, adjustment, {currency, now}), {canceled: true});

  return {
    recordShipment: (orderId, shipment = {}) =>
      amend(orderId, (order, {quote}, now) => {
        const isFetched = quote.options.find(({id}) => id === quote.optionId)?.type === 'pickup';
        return withShipment(order, shipment, isFetched ? 'pickup' : 'shipping', now);
      }),

    recordStatus: (orderId, status) =>
      amend(orderId, (order) => {
        if (!ORDER_STATUSES.includes(status))
          throw new CheckoutError('invalid', `status must be one of ${ORDER_STATUSES.join(', ')}, got "${status}"`, {param: '$.status'});
        return {...order, status, ...(order.line_items && {line_items: order.line_items.map((line) => follow(line, status))})};
      }),

    recordAdjustment: adjust,

    recordRefund: (orderId, refund) => adjust(orderId, {...refund, type: 'refund'}),
  };
}

type Line = NonNullable<Order['line_items']>[number];

function follow(line: Line, status: OrderStatus): Line {
  const {ordered, current: before, fulfilled: done = 0} = line.quantity;
  const current = status === 'canceled' ? done : before;
  const fulfilled = status === 'shipped' || status === 'completed' ? current : done;
  return {...line, quantity: {ordered, current, fulfilled}, status: lineStatus(current, fulfilled)};
}
