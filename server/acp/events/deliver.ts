import type {Clock, Outbox, QueuedEvent} from '../../core/ports.js';
import {messageOf} from './message.js';
import type {EventTarget, TargetOf} from './target.js';

export interface DeliveryParts {
  outbox: Outbox;
  targetOf: TargetOf;
  clock: Pick<Clock, 'now'>;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** From 0 to less than 1. */
  random(): number;
  /** Told of every event that nobody tries any more. */
  onDead(event: {id: string; orderId: string; attempts: number; fault: string}): void;
}

const AT_ONCE = 20;
const PATIENCE_MS = 10_000;
// Longer than an attempt may take, so that no two run at once.
const CLAIM_MS = 60_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 600_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** How long an event is tried, and how often at least: it may have waited for days, behind another one or for a server to start. */
const LEAST_ATTEMPTS = 10;
const GIVE_UP_MS = 24 * 3_600_000;
// An event that nobody wants to hear of is looked at again now and then: there may be a target after the next start.
const NO_TARGET_MS = 600_000;

/**
 * Delivers what is due, each event at least once and an order's events in their order. Answers how many arrived; throws
 * the first failure of the outbox after all were tried. ACP does not say how
 * to deliver: a network error, 5xx, 408, 425 and 429 are tried again, ever more seldom; every other refusal will not get better by itself.
 */
export function makeDelivery(parts: DeliveryParts): () => Promise<number> {
  const {outbox, clock, targetOf, onDead} = parts;

  async function deliver(event: QueuedEvent): Promise<boolean> {
    const target = targetOf(event.owner);
    if (!target) {
      await outbox.postpone(event, clock.now() + NO_TARGET_MS);
      return false;
    }
    const {fault, isFinal, retryAfterMs = 0} = await attempt(event, target);
    const now = clock.now();
    if (fault === undefined) {
      await outbox.delivered(event, now);
      return true;
    }
    const attempts = event.attempts + 1;
    const at = now + Math.max(pauseMs(attempts), Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
    const isOver = at - event.createdAt >= GIVE_UP_MS && attempts >= LEAST_ATTEMPTS;
    if (!isFinal && !isOver) await outbox.postpone(event, at, fault);
    else {
      await outbox.bury(event, fault);
      onDead({id: event.id, orderId: event.order.id, attempts, fault});
    }
    return false;
  }

  async function attempt(event: QueuedEvent, target: EventTarget): Promise<{fault?: string; isFinal?: boolean; retryAfterMs?: number}> {
    const {body, headers} = messageOf(event, target, clock.now());
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await parts.fetch(target.url, {method: 'POST', headers, body, redirect: 'manual', signal});
      await response.body?.cancel();
      const {status, ok} = response;
      if (ok) return {};
      const isPassing = status >= 500 || [408, 425, 429].includes(status);
      return {fault: `status ${status}`, isFinal: !isPassing, retryAfterMs: retryAfterMs(response.headers.get('retry-after'), clock.now())};
    } catch (error) {
      return {fault: reasonOf(error)};
    }
  }

  /** Doubles with each attempt; half of it is chance, so that what failed together does not come back together. */
  const pauseMs = (attempts: number) => {
    const whole = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
    return Math.round(whole / 2 + (whole / 2) * parts.random());
  };

  return async () => {
    const now = clock.now();
    const events = await outbox.claim(now, now + CLAIM_MS, AT_ONCE);
    const outcomes = await Promise.allSettled(events.map(deliver));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    return outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value).length;
  };
}

/** RFC 9110: seconds, or a date. 0 where it says neither. */
function retryAfterMs(header: string | null, now: number): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return ms > 0 ? ms : 0;
}

/** A code such as `ECONNREFUSED`, never a sentence: that may hold the address with its secrets. */
function reasonOf(error: unknown): string {
  const {cause, name = 'Error'} = error as Error & {cause?: {code?: unknown}};
  return typeof cause?.code === 'string' ? cause.code : name;
}
