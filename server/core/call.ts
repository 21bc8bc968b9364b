import type {CheckoutSession} from '../../shared/session.js';
import {CheckoutError} from './errors.js';
import type {Receipt} from './ports.js';
import type {Aside, CheckoutRecord} from './record.js';
import type {Words} from './words.js';

/** Who calls the shop, and how the call is told from others. */
export interface Call {
  /**
   * A session that is created becomes this caller's. One that is somebody else's, or nobody's, is as one that is not there. `null` is a
   * guest, whose sessions are nobody's. Left out, it is the shop itself, which knows every session.
   */
  owner?: string | null;
  /** Makes the text that is kept, together with the change, as the answer to this call. */
  once?: {key: string; keep(session: CheckoutSession): string};
  /** What has been done already, or is being done by another call, is refused rather than answered again. */
  strict?: boolean;
  /** What comes with this call for the shop alone. */
  asides?: readonly Omit<Aside, 'at'>[];
  /** What the caller can do for a payment (ACP capability negotiation), e.g. `3ds`. Kept with a session that is created. */
  interventions?: readonly string[];
  /** What the answer is said in. Default: English. */
  words?: Words;
}

/** Whoever comes without a name: a session that is an agent's is as one that is not there. */
export const GUEST: Call = {owner: null};

export const notFound = () => new CheckoutError('session_not_found', 'there is no checkout with this id', {param: '$.checkout_session_id'});

/** Throws for a record that the caller must not know of. */
export function assertOwned(record: CheckoutRecord, {owner}: Call): CheckoutRecord {
  if (owner === undefined || (record.owner ?? null) === owner) return record;
  throw notFound();
}

/** The answer to be kept with a change; undefined for a call without a key. */
export const receiptOf = ({once}: Call, session: CheckoutSession): Receipt | undefined =>
  once && {key: once.key, answer: once.keep(session)};

/** The asides of a record after a call, to be spread into it: one of each kind, the last that came. */
export function withAsides({asides = []}: Pick<CheckoutRecord, 'asides'>, call: Call, now: number): Pick<CheckoutRecord, 'asides'> {
  const added = (call.asides ?? []).map((aside) => ({...aside, at: now}));
  const kept = asides.filter(({kind}) => !added.some((aside) => aside.kind === kind));
  return kept.length + added.length ? {asides: [...kept, ...added]} : {};
}
