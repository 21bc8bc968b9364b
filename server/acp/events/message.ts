import {createHmac} from 'node:crypto';
import type {Order} from '../../../shared/session.js';
import type {QueuedEvent} from '../../core/ports.js';
import type {EventTarget} from './target.js';

/** An event as it goes over the wire. `at` is the time of this attempt: receivers refuse a signature older than 300 s. */
export function messageOf(event: QueuedEvent, target: EventTarget, at: number): {body: string; headers: Record<string, string>} {
  const {types = {}, version = '2026-04-17', header = 'Merchant-Signature'} = target;
  const {type, order} = event;
  const body = JSON.stringify({type: types[type] ?? type, data: version === '2026-04-17' ? whole(order) : legacy(order)});
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'Request-Id': requestIdOf(event),
      Timestamp: new Date(at).toISOString(),
      [header]: sign(body, target, Math.floor(at / 1000)),
    },
  };
}

/** The same for every attempt, so that a receiver knows a repeat. Two shops' numbers may meet; two orders' ids do not. */
export const requestIdOf = ({id, order}: QueuedEvent) => `evt_${order.id}_${id}`;

function sign(body: string, {secret, signature = 'timestamped'}: EventTarget, seconds: number): string {
  const hmac = createHmac('sha256', secret);
  if (signature !== 'timestamped') return hmac.update(body).digest(signature);
  return `t=${seconds},v1=${hmac.update(`${seconds}.${body}`).digest('hex')}`;
}

// An event must name both, which an order elsewhere may leave out.
const whole = (order: Order) => ({...order, type: 'order', status: order.status ?? 'confirmed'});

const STATUSES = new Map([
  ['created', 'created'],
  ['manual_review', 'manual_review'],
  ['canceled', 'canceled'],
  ['shipped', 'shipped'],
  ['completed', 'fulfilled'],
]);

const REFUNDS = new Map([
  ['refund', 'original_payment'],
  ['credit', 'store_credit'],
]);

/** The event of ACP 2025-09-29 and 2026-01-30: exactly these five members, and no id. A dispute is no refund. */
const legacy = ({checkout_session_id, permalink_url, status = '', adjustments = []}: Order) => ({
  type: 'order',
  checkout_session_id,
  permalink_url,
  status: STATUSES.get(status) ?? 'confirmed',
  refunds: adjustments
    .filter(({type, status: state, amount}) => REFUNDS.has(type) && state === 'completed' && amount !== undefined)
    .map(({type, amount}) => ({type: REFUNDS.get(type), amount})),
});
