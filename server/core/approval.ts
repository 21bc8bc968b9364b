import type {Amount, Currency} from '../../shared/money.js';
import {notFound} from './call.js';
import {CheckoutError} from './errors.js';
import {next, refusal} from './phase.js';
import type {CheckoutStore, Clock} from './ports.js';
import type {CheckoutRecord} from './record.js';
import {standingOf} from './standing.js';

/** An order of an agent that waits for the merchant. Nothing in it is personal. */
export interface WaitingOrder {
  /** Of the session. It opens the session's payment page, so it is not for everybody. */
  id: string;
  /** The agent's name. */
  agent: string;
  /** Minor units of `currency`. */
  total: Amount;
  currency: Currency;
  /** When it began to wait, in milliseconds since the epoch. */
  since: number;
}

/**
 * The merchant's word on orders that wait for it. Both refuse an unknown id (`session_not_found`), a session that is paid, being paid,
 * canceled or expired (its own code), and an order that does not wait (`conflict`).
 */
export interface Approvals {
  /** Orders that wait, the one that waits longest first; at most 1000. */
  awaitingApproval(): Promise<WaitingOrder[]>;
  /**
   * Lets the agent pay this order, for the total it has now and no other, and starts the time of its session anew. Given the total that
   * the merchant saw, refuses (`conflict`) any other. May be called twice.
   */
  approve(id: string, total?: Amount): Promise<WaitingOrder>;
  /** Cancels the session and gives the goods back. The agent reads that the shop did not accept the order. */
  reject(id: string): Promise<WaitingOrder>;
}

const LISTED = 1000;
const ATTEMPTS = 5;

export function makeApprovals({
  store,
  clock,
  sessionTtlMs,
}: {
  store: Pick<CheckoutStore, 'get' | 'replace' | 'awaiting'>;
  clock: Pick<Clock, 'now'>;
  sessionTtlMs: number;
}): Approvals {
  /** Runs a decision again when somebody else was faster, but never upon another total than it was made for. */
  async function decide(id: string, seen: Amount | undefined, decision: (record: CheckoutRecord, now: number) => CheckoutRecord) {
    let total = seen;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const now = clock.now();
      const record = await store.get(id);
      if (!record) throw notFound();
      if (record.phase !== 'open') throw refusal(record.phase);
      if (record.expiresAt <= now) throw refusal('expired');
      total ??= record.quote.total;
      if (record.quote.total !== total) throw new CheckoutError('conflict', `the total is ${record.quote.total} now, not ${total}`);
      const decided = decision(record, now);
      if (decided === record || (await store.replace(decided))) return summary(record);
    }
    throw new CheckoutError('conflict', 'this checkout is being changed by somebody else; try again');
  }

  return {
    async awaitingApproval() {
      const now = clock.now();
      return (await store.awaiting(LISTED)).filter(({expiresAt}) => expiresAt > now).map(summary);
    },

    approve: (id, total) =>
      decide(id, total, (record, now) => {
        if (record.review === 'merchant' && record.approved === record.quote.total) return record;
        const {approvalAskedAt: _answered, ...kept} = waiting(record);
        return {...kept, approved: record.quote.total, updatedAt: now, expiresAt: now + sessionTtlMs};
      }),

    reject: (id) =>
      decide(id, undefined, (record, now) => ({
        ...waiting(record),
        phase: next(record.phase, 'cancel'),
        rejected: true,
        updatedAt: now,
      })),
  };
}

function waiting(record: CheckoutRecord): CheckoutRecord {
  if (standingOf(record) === 'pending_approval') return record;
  throw new CheckoutError('conflict', 'this order does not wait for an approval');
}

const summary = ({id, owner = '', quote, approvalAskedAt, updatedAt}: CheckoutRecord): WaitingOrder => ({
  id,
  agent: owner,
  total: quote.total,
  currency: quote.currency,
  since: approvalAskedAt ?? updatedAt,
});

/** What an agent is told that wants to change an order while the merchant looks at it. */
export const approvalPending = () =>
  new CheckoutError('approval_pending', 'the shop is looking at this order; nothing can change until it has decided, or cancel it');

/** The store, telling of every order that begins to wait. */
export function announcing(store: CheckoutStore, tell: (order: WaitingOrder) => void): CheckoutStore {
  const waits = (record: CheckoutRecord | undefined) => record?.phase === 'open' && record.approvalAskedAt !== undefined;
  const own: Pick<CheckoutStore, 'insert' | 'replace'> = {
    async insert(record, receipt) {
      await store.insert(record, receipt);
      if (waits(record)) tell(summary(record));
    },
    async replace(record, receipt) {
      const isNew = waits(record) && !waits(await store.get(record.id));
      const stored = await store.replace(record, receipt);
      if (stored && isNew) tell(summary(record));
      return stored;
    },
  };
  // A store may be an object of a class, whose methods are not its own members.
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(own, name) ?? Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
