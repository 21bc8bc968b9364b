import {setMaxListeners} from 'node:events';
import {setTimeout as wait} from 'node:timers/promises';
import type {StripeEvent} from './events.js';
import {signatureHeader} from './signature.js';
import type {Target} from './targets.js';

/** One attempt to deliver an event. `at` is in milliseconds since 1970; `status` is null when there was no answer. */
export type Delivery = {event: string; type: string; url: string; attempt: number; status: number | null; error?: string; at: number};

/** What shall go wrong with webhooks, as the fault switches say at the moment an event happens. */
export type WebhookFaults = {off: boolean; duplicate: boolean; delayMs: number; shuffle: boolean | number};

type SenderParts = {
  targets: () => Target[];
  faults: () => WebhookFaults;
  now: () => number;
  log: (message: string) => void;
  /** Waits before the second attempt, the third and so on, in milliseconds. */
  retryDelaysMs: number[];
};

const KEPT_DELIVERIES = 1000;
const PATIENCE_MS = 10_000;
const SHUFFLE_WINDOW_MS = 50; // events this close together change places

/**
 * Delivers events over HTTP, signed as Stripe signs them: in the order they happened, again after a while when an
 * endpoint does not answer with 2xx, and wrongly in the ways the fault switches ask for.
 */
export class WebhookSender {
  readonly #parts: SenderParts;
  readonly #ending = new AbortController();
  readonly #lines = new Map<string, Promise<void>>();
  #shuffled: StripeEvent[] = [];
  readonly deliveries: Delivery[] = [];

  constructor(parts: SenderParts) {
    setMaxListeners(0, this.#ending.signal); // each delivery that waits listens for the end: many are no leak
    this.#parts = parts;
  }

  /** Takes an event and returns at once. */
  send(event: StripeEvent): void {
    const targets = this.#targets(event);
    event.pending_webhooks = targets.length;
    const {off, delayMs, shuffle} = this.#parts.faults();
    if (off) {
      for (const {url} of targets) this.#keep(event, url, 1, {status: null, error: 'webhooks_off'});
      return;
    }
    if (targets.length === 0) return;
    if (shuffle === false) return void this.#after(delayMs, () => this.#dispatch(event));
    this.#shuffled.push(event);
    if (this.#shuffled.length > 1) return;
    void this.#after(Math.max(delayMs, SHUFFLE_WINDOW_MS), () => {
      for (const one of inAnotherOrder(this.#shuffled.splice(0), shuffle)) this.#dispatch(one);
    });
  }

  /** Delivers an event again, once to each endpoint, whatever the fault switches say. Resolves with the outcomes. */
  resend(event: StripeEvent): Promise<Delivery[]> {
    return Promise.all(this.#targets(event).map((target) => this.#attempt(event, target, 1)));
  }

  /** Stops waiting and sending. */
  close(): void {
    this.#ending.abort();
  }

  #targets({type}: StripeEvent): Target[] {
    return this.#parts.targets().filter(({wants}) => wants(type));
  }

  #dispatch(event: StripeEvent): void {
    const times = this.#parts.faults().duplicate ? 2 : 1;
    for (const target of this.#targets(event)) {
      // One line per address keeps the order; a retry leaves the line, so that it does not hold up the others.
      for (let i = 0; i < times; i++) {
        const before = this.#lines.get(target.url) ?? Promise.resolve();
        const first = before.then(() => this.#attempt(event, target, 1));
        this.#lines.set(
          target.url,
          first.then((delivery) => void this.#retry(event, target, delivery)),
        );
      }
    }
  }

  async #retry(event: StripeEvent, target: Target, delivery: Delivery): Promise<void> {
    const delayMs = this.#parts.retryDelaysMs[delivery.attempt - 1];
    if (succeeded(delivery) || delayMs === undefined) return;
    await this.#after(delayMs, async () => this.#retry(event, target, await this.#attempt(event, target, delivery.attempt + 1)));
  }

  async #attempt(event: StripeEvent, {url, secret}: Target, attempt: number): Promise<Delivery> {
    if (this.#ending.signal.aborted) return this.#keep(event, url, attempt, {status: null, error: 'sandbox closed'});
    const payload = JSON.stringify(event, null, 2);
    const timestamp = Math.floor(this.#parts.now() / 1000);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signatureHeader(payload, secret, timestamp),
          'user-agent': 'Stripe/1.0 (sandbox)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.#ending.signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      await response.body?.cancel();
      return this.#keep(event, url, attempt, {status: response.status});
    } catch (error) {
      const {cause, message} = error as Error & {cause?: {code?: string}};
      return this.#keep(event, url, attempt, {status: null, error: cause?.code ?? message});
    }
  }

  #keep(event: StripeEvent, url: string, attempt: number, outcome: Pick<Delivery, 'status' | 'error'>): Delivery {
    const delivery: Delivery = {event: event.id, type: event.type, url, attempt, ...outcome, at: this.#parts.now()};
    if (succeeded(delivery) && event.pending_webhooks > 0) event.pending_webhooks -= 1;
    this.deliveries.push(delivery);
    if (this.deliveries.length > KEPT_DELIVERIES) this.deliveries.shift();
    this.#parts.log(`webhook ${event.type} ${outcome.status ?? outcome.error}${attempt > 1 ? ` (attempt ${attempt})` : ''}`);
    return delivery;
  }

  async #after(delayMs: number, act: () => void | Promise<void>): Promise<void> {
    const {signal} = this.#ending;
    const elapsed = await wait(delayMs, true, {signal, ref: false}).catch(() => false); // ended while waiting
    if (elapsed) await act();
  }
}

const succeeded = ({status}: Delivery) => status !== null && status >= 200 && status < 300;

// Another order each time, or always the same for a seed. Two or more never stay as they were.
function inAnotherOrder(events: StripeEvent[], shuffle: boolean | number): StripeEvent[] {
  let seed = typeof shuffle === 'number' ? shuffle : Math.floor(Math.random() * 2 ** 31);
  const next = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff);
  const shuffled = [...events];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = (next() >> 8) % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  const unchanged = shuffled.every((event, i) => event === events[i]);
  return unchanged ? shuffled.reverse() : shuffled;
}
