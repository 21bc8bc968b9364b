import {challenged} from './authentication.js';
import {CheckoutError} from './errors.js';
import {next} from './phase.js';
import type {DeclineReason, PaymentOutcome, PaymentProvider} from './ports.js';
import type {Attempt, CardNetwork, CheckoutRecord} from './record.js';

/** A try that the provider never heard of. */
export const refusedAttempt = ({quote}: CheckoutRecord, tokenHash: string, reason: DeclineReason, now: number): Attempt => ({
  state: 'declined',
  reason,
  tokenHash,
  idempotencyKey: '',
  amount: quote.total,
  currency: quote.currency,
  orderId: '',
  startedAt: now,
});

/** Who runs the card that a bank asks about; undefined where nobody can be asked, and where nobody can tell: then it is a decline. */
export async function askedAbout(
  provider: Pick<PaymentProvider, 'network'>,
  {canAsk, prepared}: Attempt,
  outcome: PaymentOutcome,
): Promise<CardNetwork | undefined> {
  if (outcome.kind !== 'declined' || outcome.reason !== 'requires_3ds' || !outcome.reusable || !canAsk || !prepared) return undefined;
  try {
    return await provider.network(prepared);
  } catch (error) {
    if (error instanceof CheckoutError) return undefined;
    throw error;
  }
}

/** Soon at first, then ever more slowly: half the time that has passed, between a second and a minute. */
const pause = (elapsedMs: number) => Math.min(60_000, Math.max(1_000, elapsedMs / 2));

/** A record after a try that was not paid. `network`: the bank asks about this card, and can be answered. */
export function unpaid(
  record: CheckoutRecord,
  attempt: Attempt,
  outcome: Exclude<PaymentOutcome, {kind: 'paid'}>,
  network: CardNetwork | undefined,
  now: number,
): CheckoutRecord {
  if (outcome.kind === 'unknown')
    return {...record, updatedAt: now, attempt: {...attempt, state: 'unknown'}, checkAt: now + pause(now - attempt.startedAt)};
  const {prepared: _secret, ...rest} = attempt;
  const {checkAt: _due, challenge, ...base} = record;
  const open: CheckoutRecord = {...base, phase: next(record.phase, 'refused'), updatedAt: now};
  if (outcome.kind === 'unavailable') return {...open, ...(challenge && {challenge}), attempt: {...rest, state: 'unavailable'}};
  const {tokenHash} = attempt;
  if (!network) {
    const refusedTokens = [...(record.refusedTokens ?? []), tokenHash];
    return {...open, refusedTokens, attempt: {...rest, state: 'declined', reason: outcome.reason}};
  }
  const {[tokenHash]: _settled, ...sentWith} = record.sentWith ?? {};
  return challenged({...open, sentWith, attempt: {...rest, state: 'challenged'}}, tokenHash, network, now);
}
