import type {Order, OrderAdjustment} from '../../shared/session.js';
import type {CheckoutRecord} from './record.js';
import {cartRows, withRefunds} from './totals.js';

/** The order a paid record leads to, in ACP 2026-04-17 shape. `total` stays the amount charged. */
export function makeOrder(record: CheckoutRecord, {id, number, url}: {id: string; number: string; url: string}): Order {
  const option = record.quote.options.find((each) => each.id === record.quote.optionId);
  const earliest = option?.earliestDelivery ?? option?.window?.start ?? option?.readyBy;
  const latest = option?.latestDelivery ?? option?.window?.end ?? option?.readyBy;
  return {
    type: 'order',
    id,
    checkout_session_id: record.id,
    order_number: number,
    permalink_url: url,
    status: 'confirmed',
    ...(earliest && latest && {estimated_delivery: {earliest, latest}}),
    line_items: record.quote.lines.map((line) => ({
      id: line.lineId,
      title: [line.title, ...line.variantOptions.map(({value}) => value)].join(', '),
      product_id: line.productId,
      ...(line.images[0] && {image_url: line.images[0]}),
      quantity: {ordered: line.quantity, current: line.quantity, fulfilled: 0},
      unit_price: line.unitAmount,
      subtotal: line.subtotal,
      status: 'processing',
    })),
    ...(record.inputs.reference && {client_reference_id: record.inputs.reference}),
    ...(record.inputs.notes && {confirmation: {order_notes: record.inputs.notes}}),
    totals: cartRows(record.quote),
  };
}

/** How the ids of changes begin that the shop recorded itself. The payment provider knows nothing of them. */
export const OWN_ADJUSTMENT = 'own_';

/**
 * The order with what the payment provider says happened to its money since, and what the shop recorded itself. `total` stays the original
 * charge; `amount_refunded` counts completed refunds.
 */
export function amendOrder(order: Order, told: readonly OrderAdjustment[]): Order {
  const {adjustments: before = [], ...kept} = order;
  const adjustments = [...told, ...before.filter(({id}) => id.startsWith(OWN_ADJUSTMENT))];
  return {...kept, ...(adjustments.length && {adjustments}), totals: withRefunds(order.totals ?? [], adjustments)};
}
