import * as z from 'zod';

const switchValue = z.union([z.int().min(0), z.literal(true)], 'must be a whole number of requests, or true');

const schema = z.strictObject({
  delay_ms: z.optional(z.int('must be a whole number of milliseconds').min(0).max(600_000)),
  reset_after_commit: z.optional(switchValue),
  error_500_after_commit: z.optional(switchValue),
  error_500: z.optional(switchValue),
  error_429: z.optional(switchValue),
  times: z.optional(z.int('must be a whole number').min(1)),
  path: z.optional(z.string('must be a path').startsWith('/v1/', 'must start with /v1/')),
  method: z.optional(z.enum(['POST', 'GET'], 'must be POST or GET')),
  top_level_token: z.optional(z.boolean('must be true or false')),
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
 */
export type Faults = z.output<typeof schema>;
type Countdown = 'delay' | 'reset_after_commit' | 'error_500_after_commit' | 'error_500' | 'error_429';

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

  /** How long this request waits, in milliseconds. */
  delayMs(method: string, path: string): number {
    return this.hits('delay', method, path) ? (this.#faults.delay_ms ?? 0) : 0;
  }

  /** Whether this request is hit; if so, one hit fewer is left. */
  hits(fault: Countdown, method: string, path: string): boolean {
    const {path: prefix = '/v1/payment_intents', method: hitMethod = 'POST'} = this.#faults;
    if (this.#left[fault] === 0 || method !== hitMethod || !path.startsWith(prefix)) return false;
    this.#left[fault] -= 1;
    return true;
  }
}

const noneLeft = () => ({delay: 0, reset_after_commit: 0, error_500_after_commit: 0, error_500: 0, error_429: 0});

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
