import Stripe from 'stripe';

export interface StripeSettings {
  secretKey: string;
  /** Another base URL than Stripe's own, e.g. `http://127.0.0.1:12111`. */
  apiBase?: string;
  /** Of one try, in milliseconds. */
  timeoutMs?: number;
}

/** A payment call may take this long; with two more tries and their pauses the worst case is about 62 s. */
export const TIMEOUT_MS = 20_000;
export const RETRIES = 2;

/** The real Stripe client. Only its base URL differs between Stripe, a stand-in and the sandbox. */
export function stripeClient({secretKey, apiBase, timeoutMs = TIMEOUT_MS}: StripeSettings): Stripe {
  const base = apiBase ? new URL(apiBase) : undefined;
  return new Stripe(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    appInfo: {name: 'chat-checkout', version: '0.1.0'},
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? '443' : '80'),
      protocol: base.protocol === 'https:' ? ('https' as const) : ('http' as const),
    }),
  });
}
