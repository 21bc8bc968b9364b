import type Stripe from 'stripe';
import type {Proof} from '../../core/authentication.js';
import type {CardNetwork} from '../../core/record.js';
import {BROWSING, orUnavailable} from './call.js';

/**
 * A proof of 3-D Secure in a payment. Stripe: with `error_on_requires_action` a bank that is not content with it declines, where Stripe
 * would otherwise ask the buyer by itself.
 */
export const threeDSecure = ({cryptogram, electronicCommerceIndicator, transactionId, version}: Proof) => ({
  error_on_requires_action: true,
  payment_method_options: {
    card: {
      three_d_secure: {cryptogram, electronic_commerce_indicator: electronicCommerceIndicator, transaction_id: transactionId, version},
    },
  },
});

/** Whether Stripe found fault with the proof, and with nothing else: then it did nothing. */
export const isAboutProof = (error: unknown): boolean => {
  const {param} = error as Partial<Stripe.errors.StripeError>;
  return typeof param === 'string' && /^payment_method_options\[card\]\[three_d_secure\]/.test(param);
};

// Stripe's brands. Cards of others have no directory server that ACP has a word for.
const NETWORKS: Record<string, CardNetwork> = {amex: 'american_express', mastercard: 'mastercard', visa: 'visa'};

/** Who runs the card behind a shared payment token. Throws `service_unavailable` when Stripe cannot be asked. */
export async function networkOf(client: Stripe, token: string, apiVersion: string | undefined): Promise<CardNetwork | undefined> {
  const granted = await orUnavailable('the payment service could not be reached', async () => {
    try {
      const path = `/v1/shared_payment/granted_tokens/${encodeURIComponent(token)}`;
      return (await client.rawRequest('GET', path, undefined, {...BROWSING, ...(apiVersion && {apiVersion})})) as GrantedToken;
    } catch (error) {
      // A token that there is not is nobody's card.
      if ((error as Partial<Stripe.errors.StripeError>).statusCode === 404) return undefined;
      throw error;
    }
  });
  const brand = granted?.payment_method_details?.card?.brand ?? '';
  return Object.hasOwn(NETWORKS, brand) ? NETWORKS[brand] : undefined;
}

interface GrantedToken {
  payment_method_details?: {card?: {brand?: string} | null} | null;
}
