import Stripe from 'stripe';
import {CheckoutError} from '../../core/errors.js';

/** For calls somebody waits for on a page: sooner an answer than a long hope. */
export const BROWSING = {timeout: 8_000, maxNetworkRetries: 1} as const;

/** Turns whatever Stripe or the network does into `service_unavailable` with this sentence; Stripe's own words stay in `cause`. */
export async function orUnavailable<T>(sentence: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    throw new CheckoutError('service_unavailable', sentence, {cause});
  }
}
