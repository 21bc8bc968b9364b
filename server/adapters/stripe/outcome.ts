import Stripe from 'stripe';
import type {DeclineReason, PaymentOutcome} from '../../core/ports.js';

const declined = (reason: DeclineReason): PaymentOutcome => ({kind: 'declined', reason});

// Stripe's decline codes in our words. What is not here, stolen and fraudulent cards among it, is a plain decline.
const REASONS: Record<string, DeclineReason> = {
  insufficient_funds: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'insufficient_funds',
  card_velocity_exceeded: 'insufficient_funds',
  expired_card: 'expired_card',
  incorrect_cvc: 'incorrect_details',
  invalid_cvc: 'incorrect_details',
  incorrect_number: 'incorrect_details',
  invalid_number: 'incorrect_details',
  invalid_expiry_month: 'incorrect_details',
  invalid_expiry_year: 'incorrect_details',
  incorrect_zip: 'incorrect_details',
  processing_error: 'try_again',
  issuer_not_available: 'try_again',
  try_again_later: 'try_again',
  reenter_transaction: 'try_again',
  authentication_required: 'requires_3ds',
};

/** What a PaymentIntent's status means for the order. `processing` is not paid yet. */
export function readIntent(intent: Stripe.PaymentIntent): PaymentOutcome {
  switch (intent.status) {
    case 'succeeded':
    case 'requires_capture':
      return {kind: 'paid', paymentId: intent.id};
    case 'requires_action':
      return declined('requires_3ds');
    case 'requires_payment_method':
    case 'canceled': {
      const error = intent.last_payment_error;
      return declined(REASONS[error?.decline_code ?? ''] ?? REASONS[error?.code ?? ''] ?? 'card_declined');
    }
    default:
      return {kind: 'unknown'};
  }
}

export type ErrorReading = PaymentOutcome | {kind: 'token_suspect'};

/**
 * What a failed call means. Only types, codes and statuses are looked at, never Stripe's words. A lost connection and a 5xx
 * are `unknown`: the money may have moved. A 400 without a code is how Stripe refuses a shared payment token.
 */
export function readError(error: unknown): ErrorReading {
  if (error instanceof Stripe.errors.StripeCardError) {
    return declined(REASONS[error.decline_code ?? ''] ?? REASONS[error.code ?? ''] ?? 'card_declined');
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError) return {kind: 'unknown'};
  if (error instanceof Stripe.errors.StripeRateLimitError) return {kind: 'unavailable'};
  if (error instanceof Stripe.errors.StripeAuthenticationError || error instanceof Stripe.errors.StripePermissionError)
    return {kind: 'unavailable'};
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    if (error.code === 'amount_too_small' || error.code === 'amount_too_large') return declined('amount_not_allowed');
    if (!error.code || error.code === 'resource_missing') return {kind: 'token_suspect'};
    return {kind: 'unavailable'};
  }
  return {kind: 'unknown'};
}
