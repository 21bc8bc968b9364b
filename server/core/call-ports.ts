/** The ports of calls that carry a key. Units and conventions as in `ports.ts`. */

/**
 * The answer to a call that carries a key of its caller's. Handed to the store with a change it is kept in the same transaction, so that
 * whoever repeats the call gets this answer exactly when the change was made.
 */
export interface Receipt {
  key: string;
  answer: string;
}

/**
 * What is known of a keyed call: `new` and `resumed` (one that ended without an answer) are the caller's to run, `answered` has been run,
 * `running` is being run elsewhere, `different` has another content under the same key.
 */
export type Claim = {kind: 'new' | 'resumed' | 'running' | 'different'} | {kind: 'answered'; answer: string};

/** Calls that must have their effect once, by a key. What was first seen before `since` is forgotten. */
export interface CallLedger {
  /** Claims a call until `until`; after that somebody else may run it. `fingerprint` tells contents apart. */
  claim(call: {key: string; fingerprint: string; now: number; until: number; since: number}): Promise<Claim>;
  /** Keeps the answer of a call that changed nothing. One that was kept with a change stays. */
  keep(receipt: Receipt): Promise<void>;
  /** Lets go of a call that has no answer: its repeat may run at once, with the same content. */
  leave(key: string): Promise<void>;
  /** Forgets a call that has no answer, as if it had never come. */
  drop(key: string): Promise<void>;
  /** Forgets what was first seen before `since`, some of it at a time. Answers how many. */
  sweep(since: number): Promise<number>;
}
