import type {Order, OrderFulfillment} from '../../shared/session.js';
import {CheckoutError} from './errors.js';

const PARCEL = ['pending', 'processing', 'shipped', 'in_transit', 'out_for_delivery', 'delivered', 'failed', 'canceled'] as const;
const PICKUP = ['pending', 'processing', 'ready_for_pickup', 'delivered', 'failed', 'canceled'] as const;

/** How a shipment stands. Parcels are never `ready_for_pickup`, and what is fetched is on no way (ACP 2026-04-17). */
export type ShipmentStatus = (typeof PARCEL)[number] | (typeof PICKUP)[number];

/** A part of an order on its way to the buyer, or waiting to be fetched. */
export interface Shipment {
  /** Names it: what is recorded under the same name changes that shipment. Default: a new one, `ful_1` and so on. */
  id?: string;
  /** Lines of the order with the pieces that are in it. Default: every piece that is in no shipment yet. */
  lines?: readonly {id: string; quantity: number}[];
  /** Default: `shipped`, of a pickup `ready_for_pickup`. */
  status?: ShipmentStatus;
  carrier?: string;
  trackingNumber?: string;
  /** Where the buyer can follow it; https or http. */
  trackingUrl?: string;
  /** About the shipment, for the buyer. */
  description?: string;
  /** Where it is now, e.g. `Memphis, TN`. */
  location?: string;
  /** When this happened, in milliseconds since the epoch. Default: now. */
  at?: number;
}

const HANDED_OVER = new Set(['shipped', 'in_transit', 'out_for_delivery', 'delivered']);
const GONE = new Set(['failed', 'canceled']);
// `failed` is how a shipment stands; what happened is told in another word.
const EVENTS: Partial<Record<ShipmentStatus, string>> = {failed: 'undeliverable'};

/** The order with this shipment. The same again is the same order. Throws `invalid` for what the order cannot hold. */
export function withShipment(order: Order, shipment: Shipment, type: 'shipping' | 'pickup', now: number): Order {
  const {adjustments, fulfillments: before = [], ...rest} = order;
  const known = before.find(({id}) => id === shipment.id);
  const statuses: readonly string[] = type === 'pickup' ? PICKUP : PARCEL;
  const status = shipment.status ?? known?.status ?? (type === 'pickup' ? 'ready_for_pickup' : 'shipped');
  if (!statuses.includes(status)) throw invalid('status', `one of ${statuses.join(', ')}`, status);
  const {trackingUrl} = shipment;
  if (trackingUrl !== undefined && !/^https?:\/\/[^\s/]+/.test(trackingUrl))
    throw invalid('trackingUrl', 'an http or https address', trackingUrl);

  const others = before.filter((each) => each !== known);
  const events = known?.events ?? [];
  const happened = status !== known?.status && status !== 'pending';
  const one: OrderFulfillment = {
    ...known,
    id: shipment.id ?? `ful_${before.length + 1}`,
    type,
    status,
    line_items: piecesOf(order, others, shipment.lines ?? known?.line_items),
    ...(shipment.carrier && {carrier: shipment.carrier}),
    ...(shipment.trackingNumber && {tracking_number: shipment.trackingNumber}),
    ...(trackingUrl && {tracking_url: trackingUrl}),
    ...(shipment.description && {description: shipment.description}),
    ...(happened && {
      events: [
        ...events,
        {
          id: `evt_${events.length + 1}`,
          type: EVENTS[status as ShipmentStatus] ?? status,
          occurred_at: new Date(shipment.at ?? now).toISOString(),
          ...(shipment.location && {location: shipment.location}),
        },
      ],
    }),
  };
  const fulfillments = known ? before.map((each) => (each === known ? one : each)) : [...before, one];
  const lines = (order.line_items ?? []).map((line) => {
    const {ordered, current} = line.quantity;
    const handedOver = fulfillments.filter(({status: each}) => HANDED_OVER.has(each ?? ''));
    // What came back may be of a shipment that is told of as failed afterwards.
    const fulfilled = Math.max(0, piecesIn(handedOver, line.id) - returned(order, line.id));
    return {...line, quantity: {ordered, current, fulfilled}, status: lineStatus(current, fulfilled)};
  });
  const changed = {...rest, line_items: lines, fulfillments, ...(adjustments && {adjustments})};
  return {...changed, status: statusFromShipments(changed)};
}

/** How an order stands by what is in its shipments. */
export function statusFromShipments({line_items: lines = [], fulfillments = []}: Order): string {
  const isAllOut = lines.every(({quantity: {current, fulfilled = 0}}) => fulfilled >= current);
  const isAllThere = isAllOut && fulfillments.filter(isStanding).every(({status}) => status === 'delivered');
  return isAllThere ? 'completed' : isAllOut ? 'shipped' : 'processing';
}

/** Pieces of a line that are in a shipment that did not fail, and did not come back. */
export const piecesUnderWay = (order: Order, lineId: string): number =>
  piecesIn((order.fulfillments ?? []).filter(isStanding), lineId) - returned(order, lineId);

const isStanding = ({status = ''}: OrderFulfillment) => !GONE.has(status);

const returned = ({adjustments = []}: Order, lineId: string): number =>
  piecesIn(
    adjustments.filter(({type, status}) => type === 'return' && status === 'completed'),
    lineId,
  );

/** ACP 2026-04-17's rule, in its order. */
export const lineStatus = (current: number, fulfilled: number): string =>
  current === 0 ? 'removed' : fulfilled === current ? 'fulfilled' : fulfilled > 0 ? 'partial' : 'processing';

/** The pieces that a shipment takes, of those that no other one has. */
function piecesOf(order: Order, others: readonly OrderFulfillment[], wanted?: Shipment['lines']): {id: string; quantity: number}[] {
  const rest = {...order, fulfillments: [...others]};
  const free = new Map((order.line_items ?? []).map(({id, quantity}) => [id, quantity.current - piecesUnderWay(rest, id)]));
  if (wanted) {
    const seen = new Set<string>();
    for (const [index, {id, quantity}] of wanted.entries()) {
      const left = free.get(id);
      if (left === undefined || seen.has(id)) throw invalid(`lines[${index}].id`, `one of ${[...free.keys()].join(', ')}, each once`, id);
      seen.add(id);
      if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left)
        throw invalid(`lines[${index}].quantity`, left ? `1 to ${left}` : 'a line of which there is something left', String(quantity));
    }
    return wanted.map(({id, quantity}) => ({id, quantity}));
  }
  const remaining = [...free].filter(([, quantity]) => quantity > 0).map(([id, quantity]) => ({id, quantity}));
  if (!remaining.length)
    throw new CheckoutError('invalid', 'every piece of the order is in a shipment already: name the one to change', {param: '$.id'});
  return remaining;
}

const piecesIn = (each: readonly Pick<OrderFulfillment, 'line_items'>[], lineId: string): number =>
  each
    .flatMap(({line_items = []}) => line_items)
    .filter(({id}) => id === lineId)
    .reduce((count, {quantity}) => count + quantity, 0);

const invalid = (param: string, expected: string, got: string) =>
  new CheckoutError('invalid', `${param} must be ${expected}, got "${got}"`, {param: `$.${param}`});
