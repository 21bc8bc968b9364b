import type {SessionStatus} from '../../shared/session.js';
import {isBarred} from './authentication.js';
import {readiness} from './readiness.js';
import type {CheckoutRecord} from './record.js';

/** Where an open checkout stands; each is the status that ACP 2026-04-17 has for it. */
export type Standing = Extract<
  SessionStatus,
  'not_ready_for_payment' | 'requires_escalation' | 'pending_approval' | 'authentication_required' | 'ready_for_payment'
>;

/**
 * The first thing that stands between an open checkout and its payment. What the buyer has to mend comes first: nobody should look
 * at an order that will still change.
 */
export function standingOf(record: CheckoutRecord): Standing {
  if (readiness(record).length) return 'not_ready_for_payment';
  if (record.review === 'buyer') return 'requires_escalation';
  if (record.review === 'merchant' && record.approved !== record.quote.total) return 'pending_approval';
  if (isBarred(record)) return 'not_ready_for_payment';
  return record.challenge ? 'authentication_required' : 'ready_for_payment';
}
