import * as z from 'zod';
import type {WebhookFaults} from './webhooks/sender.js';

const switchValue = z.union([z.int().min(0), z.literal(true)], 'must be a whole number of requests, or true');

const milliseconds = z.int('must be a whole number of milliseconds').min(0);
const yes = z.boolean('must be true or false');
const TAX_ERRORS = ['stripe_tax_inactive', 'taxes_calculation_failed'] as const;

const schema = z.strictObject({
  delay_ms: z.optional(milliseconds.max(600_000)),
  reset_after_commit: z.optional(switchValue),
  error_500_after_commit: z.optional(switchValue),
  error_500: z.optional(switchValue),
  error_429: z.optional(switchValue),
  times: z.optional(z.int('must be a whole number').min(1)),
  path: z.optional(z.string('must be a path').startsWith('/v1/', 'must start with /v1/')),
  method: z.optional(z.enum(['POST', 'GET'], 'must be POST or GET')),
  top_level_token: z.optional(yes),
  webhooks_off: z.optional(yes),
  webhooks_duplicate: z.optional(yes),
  webhooks_delay_ms: z.optional(milliseconds.max(600_000)),
  webhooks_shuffle: z.optional(z.union([z.boolean(), z.int()], 'must be true, false or a whole number as seed')),
  card_declined: z.optional(switchValue),
  settle_after_ms: z.optional(milliseconds.max(600_000)),
  refund_fails: z.optional(switchValue),
  refund_pending: z.optional(switchValue),
  tax_error: z.optional(z.enum(TAX_ERRORS, `must be one of ${TAX_ERRORS.join(', ')}`)),
  token_events: z.optional(yes),
});

/**
 * What shall go wrong. Each switch is a count of the requests it still hits, or `true` for `times` (default 1).
 *
 * - `delay_ms` waits before the work begins, on every request, or on the next `times`; meanwhile its idempotency key is in use.
 * - `error_500`, `error_429`: refused before anything happened; nothing is stored under the key.
 * - `error_500_after_commit`: the change is made, the answer is a 500, and that 500 is what the key replays.
 * - `reset_after_commit`: the change is made, the answer is stored, and the connection is cut. A replayed answer is cut as well.
 *
 * They hit requests whose path begins with `path` (default `/v1/payment_intents`) and whose method is `method` (default `POST`).
 * `top_level_token` is no fault but a habit of older accounts: the token may stand beside `amount`.
 *
 * The rest does not look at path and method:
 *
 * - `webhooks_off` drops events (they can be resent), `webhooks_duplicate` sends each twice, `webhooks_delay_ms` later,
 *   `webhooks_shuffle` in another order; a number makes that order the same each time.
 * - `settle_after_ms` ends what waits (bank debits, pending and failing refunds) by itself; without it, it waits for `/_sandbox/settle`.
 * - `card_declined`: the next cards are declined for want of money, whatever they are.
 * - `refund_fails`, `refund_pending`: the next refunds fail, or are pending until settled.
 * - `tax_error`: tax calculations are refused with this code.
 * - `token_events`: `shared_payment.granted_token.used` and `.deactivated` happen too.
 */
export type Faults = z.output<typeof schema>;
type Countdown =
  | 'delay'
  | 'reset_after_commit'
  | 'error_500_after_commit'
  | 'error_500'
  | 'error_429'
  | 'card_declined'
  | 'refund_fails'
  | 'refund_pending';

/** The fault switches of one sandbox. Setting them replaces all of them. */
export class FaultSwitches {
  #faults: Faults = {};
  #left: Record<Countdown, number> = noneLeft();

  /** @throws Error with one sentence that says what was expected and what came */
  set(wanted: unknown): void {
    const result = schema.safeParse(wanted, {reportInput: true});
    if (!result.success) throw new Error(sentence(result.error.issues[0]!));
    const faults = result.data;
    const count = (value: number | true | undefined) => (value === true ? (faults.times ?? 1) : (value ?? 0));
    this.#faults = faults;
    this.#left = {
      delay: faults.delay_ms ? (faults.times ?? Infinity) : 0,
      reset_after_commit: count(faults.reset_after_commit),
      error_500_after_commit: count(faults.error_500_after_commit),
      error_500: count(faults.error_500),
      error_429: count(faults.error_429),
      card_declined: count(faults.card_declined),
      refund_fails: count(faults.refund_fails),
      refund_pending: count(faults.refund_pending),
    };
  }

  /** The switches as they were set, with the counts that are left. */
  get current(): Faults {
    const {delay, ...counts} = this.#left;
    const left = Object.fromEntries(Object.entries(counts).filter(([name]) => name in this.#faults));
    return {...this.#faults, ...left, ...(this.#faults.times !== undefined && this.#faults.delay_ms && {times: delay})};
  }

  get topLevelToken(): boolean {
    return this.#faults.top_level_token ?? false;
  }

  get tokenEvents(): boolean {
    return this.#faults.token_events ?? false;
  }

  get taxError(): Faults['tax_error'] {
    return this.#faults.tax_error;
  }

  get settleAfterMs(): number | undefined {
    return this.#faults.settle_after_ms;
  }

  get webhooks(): WebhookFaults {
    const {webhooks_off: off = false, webhooks_duplicate: duplicate = false} = this.#faults;
    return {off, duplicate, delayMs: this.#faults.webhooks_delay_ms ?? 0, shuffle: this.#faults.webhooks_shuffle ?? false};
  }

  /** What shall become of the refund that is made now; if anything, one hit fewer is left. */
  takesRefundFault(): 'fails' | 'pending' | undefined {
    if (this.#take('refund_fails')) return 'fails';
    return this.#take('refund_pending') ? 'pending' : undefined;
  }

  /** Whether the card that is charged now is declined; if so, one hit fewer is left. */
  takesDecline(): boolean {
    return this.#take('card_declined');
  }

  /** How long this request waits, in milliseconds. */
  delayMs(method: string, path: string): number {
    return this.hits('delay', method, path) ? (this.#faults.delay_ms ?? 0) : 0;
  }

  /** Whether this request is hit; if so, one hit fewer is left. */
  hits(fault: Countdown, method: string, path: string): boolean {
    const {path: prefix = '/v1/payment_intents', method: hitMethod = 'POST'} = this.#faults;
    return method === hitMethod && path.startsWith(prefix) && this.#take(fault);
  }

  #take(fault: Countdown): boolean {
    if (this.#left[fault] === 0) return false;
    this.#left[fault] -= 1;
    return true;
  }
}

const noneLeft = () => ({
  delay: 0,
  reset_after_commit: 0,
  error_500_after_commit: 0,
  error_500: 0,
  error_429: 0,
  card_declined: 0,
  refund_fails: 0,
  refund_pending: 0,
});

function sentence(issue: z.core.$ZodIssue): string {
  const known = Object.keys(schema.shape).join(', ');
  if (issue.code === 'unrecognized_keys') return `Expected fault switches among ${known}, got ${issue.keys.join(', ')}.`;
  if (issue.path.length === 0)
    return `Expected a JSON object with fault switches among ${known}, got ${JSON.stringify(issue.input) ?? 'nothing'}.`;
  const bound =
    issue.code === 'too_big'
      ? `must be at most ${issue.maximum}`
      : issue.code === 'too_small'
        ? `must be at least ${issue.minimum}`
        : issue.message;
  return `${issue.path.join('.')} ${bound}, got ${JSON.stringify(issue.input)?.slice(0, 100)}.`;
}
