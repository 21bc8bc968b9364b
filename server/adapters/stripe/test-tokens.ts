import type Stripe from 'stripe';
import {CheckoutError} from '../../core/errors.js';

/** What a test payment sheet grants: a payment method of Stripe's test set, and how much it may take. */
export interface TokenRequest {
  payment_method: string;
  /** Minor units in Stripe's own counting. */
  amount: number;
  currency: string;
}

/**
 * Mints a shared payment token the way a Stripe test account does. Works with the sandbox and with a real test key;
 * Stripe refuses it for a live one.
 */
export const testTokens =
  (client: Stripe, apiVersion: string) =>
  async ({payment_method, amount, currency}: TokenRequest): Promise<string> => {
    try {
      const granted = (await client.rawRequest(
        'POST',
        '/v1/test_helpers/shared_payment/granted_tokens',
        {payment_method, usage_limits: {currency, max_amount: amount, expires_at: Math.floor(Date.now() / 1000) + 3600}},
        {apiVersion},
      )) as {id: string};
      return granted.id;
    } catch (cause) {
      throw new CheckoutError('invalid', 'the payment service did not grant a test token for this card and amount', {cause});
    }
  };
