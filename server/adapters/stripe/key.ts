import Stripe from 'stripe';

/** Whether Stripe answers for the key, and whether it calls it a live one. */
export async function keyFacts(client: Stripe): Promise<{reachable: boolean; livemode: boolean}> {
  try {
    return {reachable: true, livemode: (await client.balance.retrieve()).livemode};
  } catch (error) {
    // A restricted key that may not read the balance is known to Stripe all the same, and Stripe refuses a key on the other mode's side.
    const known = error instanceof Stripe.errors.StripePermissionError;
    return {reachable: known, livemode: known};
  }
}
