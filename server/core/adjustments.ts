import type {Amount, Currency} from '../../shared/money.js';
import {totalOf, type Order, type OrderAdjustment} from '../../shared/session.js';
import {CheckoutError} from './errors.js';
import {amendOrder, OWN_ADJUSTMENT} from './order.js';
import {lineStatus, piecesUnderWay, statusFromShipments} from './shipments.js';
import {sum} from './totals.js';

/** What the shop may record (ACP 2026-04-17). A dispute is the payment provider's to tell. */
const ADJUSTMENT_TYPES = ['refund', 'credit', 'return', 'exchange', 'price_adjustment', 'cancellation'] as const;
export type AdjustmentType = (typeof ADJUSTMENT_TYPES)[number];

/** Something that happened to an order beside the payment provider, which tells of its refunds and disputes itself. Moves no money. */
export interface OwnAdjustment {
  type: AdjustmentType;
  /** Names it, so that the same one can be recorded twice without counting twice. Default: a new one. */
  id?: string;
  /** What the buyer gets, in minor units of the order's currency, tax included; more than 0. A refund, credit or price adjustment has one. */
  amount?: Amount;
  /**
   * Pieces it is about. A cancellation and a return have some: canceled are pieces in no shipment, returned are pieces that had left.
   * Both take them off what is `current` in the line.
   */
  lines?: readonly {id: string; quantity: number}[];
  /** A word such as `damaged`. */
  reason?: string;
  /** A sentence for the buyer. */
  description?: string;
  /** When it happened, in milliseconds since the epoch. Default: now. */
  at?: number;
}

type Line = NonNullable<Order['line_items']>[number];

const HAS_AMOUNT = new Set<string>(['refund', 'credit', 'price_adjustment']);
const HAS_LINES = new Set<string>(['cancellation', 'return']);

/** The order with this adjustment; the same order when there is one of this name. Throws `invalid` and `missing` for what the order cannot hold. */
export function withAdjustment(order: Order, one: OwnAdjustment, {currency, now}: {currency: Currency; now: number}): Order {
  const {type, amount, lines, reason, description} = one;
  const before = order.adjustments ?? [];
  const own = before.filter(({id}) => id.startsWith(OWN_ADJUSTMENT));
  const id = one.id === undefined ? freeId(own) : `${OWN_ADJUSTMENT}${one.id}`;
  if (own.some((each) => each.id === id)) return order;
  if (!ADJUSTMENT_TYPES.includes(type)) throw invalid('type', `one of ${ADJUSTMENT_TYPES.join(', ')}`, `"${String(type)}"`);
  if (amount === undefined && HAS_AMOUNT.has(type)) throw missing('amount', type);
  if (!lines?.length && HAS_LINES.has(type)) throw missing('lines', type);

  const left =
    (totalOf(order.totals ?? [], 'total') ?? 0) -
    sum(before.filter((each) => each.type === type && each.status === 'completed').map((each) => each.amount ?? 0));
  if (amount !== undefined && (!Number.isSafeInteger(amount) || amount < 1 || amount > left))
    throw left > 0
      ? invalid('amount', `1 to ${left}`, amount)
      : new CheckoutError('invalid', 'nothing is left to give back', {param: '$.amount'});
  const pieces = lines && readPieces(order, type, lines);
  const adjustment: OrderAdjustment = {
    id,
    type,
    occurred_at: new Date(one.at ?? now).toISOString(),
    status: 'completed',
    ...(pieces?.length && {line_items: pieces}),
    ...(amount !== undefined && {amount, currency}),
    ...(description && {description}),
    ...(reason && {reason}),
  };
  const told = before.filter((each) => !each.id.startsWith(OWN_ADJUSTMENT));
  return amendOrder({...withoutPieces(order, type, pieces ?? []), adjustments: [...before, adjustment]}, told);
}

/** Names may be numbers too. */
function freeId(own: readonly OrderAdjustment[]): string {
  let number = own.length + 1;
  while (own.some(({id}) => id === `${OWN_ADJUSTMENT}${number}`)) number += 1;
  return `${OWN_ADJUSTMENT}${number}`;
}

/** Throws for pieces that the order does not have, or not in the state that this type is about. */
function readPieces(order: Order, type: AdjustmentType, wanted: NonNullable<OwnAdjustment['lines']>) {
  const lines = new Map((order.line_items ?? []).map((line) => [line.id, line]));
  const seen = new Set<string>();
  return wanted.map(({id, quantity}, index) => {
    const line = lines.get(id);
    if (!line || seen.has(id)) throw invalid(`lines[${index}].id`, `one of ${[...lines.keys()].join(', ')}, each once`, `"${id}"`);
    seen.add(id);
    const most = mostOf(order, line, type);
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > most)
      throw invalid(`lines[${index}].quantity`, most ? `1 to ${most}` : `for a line with pieces ${STATE[type] ?? 'left'}`, quantity);
    return {id, quantity};
  });
}

const STATE: Partial<Record<AdjustmentType, string>> = {
  cancellation: 'that are in no shipment',
  return: 'that have left the shop',
};

function mostOf(order: Order, {id, quantity}: Line, type: AdjustmentType): number {
  const {ordered, current, fulfilled = 0} = quantity;
  if (type === 'return') return fulfilled;
  return type === 'cancellation' ? current - Math.max(fulfilled, piecesUnderWay(order, id)) : ordered;
}

/** What was canceled or came back is not current any more. An order of which nothing is left before anything was sent is canceled. */
function withoutPieces(order: Order, type: AdjustmentType, pieces: readonly {id: string; quantity: number}[]): Order {
  if (!HAS_LINES.has(type)) return order;
  const gone = new Map(pieces.map(({id, quantity}) => [id, quantity]));
  const lines = (order.line_items ?? []).map((line) => {
    const {ordered, current, fulfilled = 0} = line.quantity;
    const less = gone.get(line.id) ?? 0;
    const quantity = {ordered, current: current - less, fulfilled: type === 'return' ? fulfilled - less : fulfilled};
    return {...line, quantity, status: lineStatus(quantity.current, quantity.fulfilled)};
  });
  const changed = {...order, line_items: lines};
  if (type === 'return') return changed;
  const isOver = lines.every(({quantity}) => quantity.current === 0);
  const isAllOut = lines.every(({quantity}) => quantity.fulfilled >= quantity.current);
  return isOver ? {...changed, status: 'canceled'} : isAllOut ? {...changed, status: statusFromShipments(changed)} : changed;
}

const invalid = (param: string, expected: string, got: string | number) =>
  new CheckoutError('invalid', `${param} must be ${expected}, got ${got}`, {param: `$.${param}`});

const missing = (param: string, type: string) =>
  new CheckoutError('missing', `a ${type.replaceAll('_', ' ')} needs ${param === 'lines' ? 'the pieces it is about' : 'its amount'}`, {
    param: `$.${param}`,
  });
