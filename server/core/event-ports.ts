import type {Order} from '../../shared/session.js';

/** An event that somebody has taken to deliver, the first of its order that is not delivered. */
export interface QueuedEvent {
  /** Stays the same over all attempts. */
  id: string;
  type: 'order_create' | 'order_update';
  /** The whole order, as it was when the event happened. */
  order: Order;
  /** Whose session it was; undefined where callers have no names. */
  owner?: string;
  createdAt: number;
  /** Attempts so far. */
  attempts: number;
  /** Until when it is the caller's. Names the claim, too. */
  until: number;
}

/** An event that is not delivered, without its order. */
export interface WaitingEvent {
  id: string;
  type: string;
  orderId: string;
  createdAt: number;
  attempts: number;
  /** When it is tried next; undefined for a dead letter, which nobody tries any more. */
  nextAt?: number;
  /** Why the last attempt failed. */
  fault?: string;
}

/**
 * The order events that wait for delivery. An order's events leave one after the other: what comes later waits, also behind a dead
 * letter. Several processes may work on it at once.
 */
export interface Outbox {
  /**
   * Takes events that are due, at most one an order, oldest first. They are the caller's until `until`; what is neither delivered,
   * postponed nor buried by then can be taken again, as after a crash.
   */
  claim(now: number, until: number, limit: number): Promise<QueuedEvent[]>;
  /** It was taken in. May be called twice. */
  delivered(event: QueuedEvent, now: number): Promise<void>;
  /** It is tried again at this time, unless somebody else has taken it meanwhile. `fault` counts an attempt. */
  postpone(event: QueuedEvent, at: number, fault?: string): Promise<void>;
  /** Nobody tries it any more, until `revive`. */
  bury(event: QueuedEvent, fault: string): Promise<void>;
  /** What is not delivered, oldest first. */
  waiting(limit: number): Promise<WaitingEvent[]>;
  /** Makes a dead letter due now, as if it had just happened. False when there is no dead letter with this id. */
  revive(id: string, now: number): Promise<boolean>;
}
