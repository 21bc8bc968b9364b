import type {PaymentIntent} from './objects.js';

/** One movement of money, or one hold on it, in the order they happened. */
export type LedgerEntry = {
  id: string;
  /**
   * `charge`, `capture`, `refund_failure` and `dispute_reversal` bring money in, `refund` and `dispute` take it away;
   * an `authorization` only holds it.
   */
  type: 'charge' | 'authorization' | 'capture' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal';
  payment_intent: string;
  /** In the currency's smallest unit, always positive. */
  amount: number;
  currency: string;
  /** Seconds since 1970. */
  created: number;
  metadata: Record<string, string>;
  /** The shared payment token it was paid with, cut down to its last characters. */
  token?: string;
};

/** One call to `/v1`, as it was answered. `status` is null when the connection was dropped on purpose. */
export type RequestEntry = {
  method: string;
  path: string;
  idempotency_key: string | null;
  replayed: boolean;
  status: number | null;
  /** The `Stripe-Version` header. */
  version: string | null;
  /** What Stripe might have minded about the call and the sandbox let pass. */
  note?: string;
};

/** Writes the line for a movement on a payment intent. */
export function ledgerEntry(
  id: string,
  type: LedgerEntry['type'],
  intent: PaymentIntent,
  {amount, created, tokenId}: {amount: number; created: number; tokenId?: string},
): LedgerEntry {
  return {
    id,
    type,
    payment_intent: intent.id,
    amount,
    currency: intent.currency,
    created,
    metadata: {...intent.metadata},
    ...(tokenId && {token: `spt_…${tokenId.slice(-4)}`}),
  };
}
