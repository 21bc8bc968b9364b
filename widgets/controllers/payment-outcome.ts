import type {SheetClaim} from '../../shared/chatgpt-checkout.js';
import type {CheckoutSession} from '../../shared/session.js';
import {isFinal} from './answer.js';
import type {Delay} from './calls.js';

/** How long a claim nobody understands is looked into while the server still says "not paid". */
const DOUBT_MS = 7_000;
const LIMIT_MS = 120_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 3_000;

/** `decided`: the session itself says what happened. `unclear`: asked for two minutes without an end. */
export type PaymentOutcome = 'decided' | 'canceled' | 'not_paid' | 'unclear';

/**
 * Finds out what became of a payment by asking the server, every second at first and every three later.
 * The sheet's claim only says how a session that can still be paid is to be explained, never whether it was paid.
 * `ask` answers undefined where the server could not be reached; `again` is told before each wait and ends the search with false.
 */
export async function paymentOutcome(
  claim: SheetClaim,
  ask: () => Promise<CheckoutSession | undefined>,
  again: () => boolean,
  delay: Delay,
): Promise<PaymentOutcome> {
  let wait = FIRST_WAIT_MS;
  let begun = false;
  for (let waited = 0; ; waited += wait, wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
    const session = await ask();
    if (session && isFinal(session)) return 'decided';
    if (!session || session.status === 'complete_in_progress') {
      begun ||= Boolean(session);
      if (waited >= LIMIT_MS) return 'unclear';
    } else {
      // Also after a decline in a sheet that was closed then: one sentence about a payment is enough.
      if ((begun || claim !== 'unknown') && session.messages.some(({type}) => type === 'error')) return 'decided';
      if (claim === 'canceled') return 'canceled';
      // From being paid a session becomes payable again only when it is certain that nothing was charged.
      if (begun || claim === 'failed' || waited >= DOUBT_MS) return 'not_paid';
    }
    if (!again()) return 'decided';
    await delay(wait);
  }
}
