import type {CheckoutSession, Message} from '../../shared/session.js';
import type {Change} from '../core/change.js';
import type {Completion} from '../core/completion.js';
import type {Wanted} from '../core/ports.js';
import type {ConsentOption} from './extras.js';
import type {Problem} from './problem.js';

/** What a request asks for, in the shop's words. */
export interface Wish {
  change: Change;
  /** Values that could not be taken although the request is well-formed: told in the session, and nothing else hinders it. */
  remarks: Message[];
  /** Where in the request each of `change.items` stands. */
  itemPaths: string[];
  /** Lines or items that the chosen way of delivery is meant for, with where they stand. Whether they exist is the shop's to say. */
  itemIds: {id: string; param: string}[];
}

export interface CreateWish extends Wish {
  change: Change & {items: Wanted[]};
  /** Lower case; undefined where the version has no such member. */
  currency?: string;
  /** Who brought the buyer. */
  attribution?: Record<string, unknown> | undefined;
  /** What the agent can do for a payment, e.g. `3ds`. */
  interventions?: readonly string[];
}

export interface CompletionWish {
  completion: Completion;
  /** The handler, or the payment provider in versions without handlers, and where it stands. */
  handler: {id: string; param: string};
  /** That the agent's 3-D Secure proved nothing, by the agent's own word. Then nothing is charged. */
  unproven?: 'refused' | 'failed';
  attribution?: Record<string, unknown> | undefined;
  /** The buyer's decisions by channel, offered or not. */
  consents?: Record<string, boolean>;
}

/** One version of ACP: how its requests are read and its answers are written. Everything else is the same for all. */
export interface Dialect {
  version: string;
  /** Whether every POST must carry an `Idempotency-Key`. */
  needsKey: boolean;
  /** The buyer's language by the body of a create, in versions that have a member for it. What is no text is none. */
  readLocale?(body: unknown): string | undefined;
  readCreate(body: unknown): CreateWish;
  readUpdate(body: unknown): Wish;
  readComplete(body: unknown): CompletionWish;
  /** A path of the shop (2026-04-17's session, `$.items[n]` for what was asked for) in this version's words. */
  param(path: string, itemPaths: readonly string[]): string;
  session(session: CheckoutSession, consentOptions?: readonly ConsentOption[]): object;
  /** The same key with another body. */
  keyConflict(): Problem;
}
