import type {Config} from './config.js';
import type {Shop} from './core/ports.js';

export interface Step {
  done: boolean;
  /** What must be so, naming the variable or file that says it. */
  must: string;
}

/**
 * What must be so before real money moves. With a live key the server checks this list at start and does not start with an open point.
 * What only Stripe knows (that it knows the key, and in which mode) is in `stripe`.
 */
export function goingLive(config: Config, shop: Shop, stripe: {reachable: boolean; livemode: boolean}): Step[] {
  const {publicUrl, production, databaseUrl} = config;
  const origin = new URL(publicUrl);
  const standIn = (url: string) => new URL(url).origin === origin.origin;
  const has = (type: string) => shop.links.some((link) => link.type === type);
  return [
    {done: production, must: 'NODE_ENV is production: no preview, no sandbox, https only'},
    {
      done: origin.protocol === 'https:' && !/^(localhost|127\.|\[::1\])/.test(origin.hostname),
      must: 'PUBLIC_URL is the https address that buyers and Stripe reach',
    },
    {done: config.stripe.mode === 'live', must: 'STRIPE_SECRET_KEY is a live key (sk_live_… or rk_live_…)'},
    {done: stripe.reachable, must: 'Stripe answers for STRIPE_SECRET_KEY'},
    {done: stripe.livemode, must: 'Stripe calls the key of STRIPE_SECRET_KEY a live one'},
    {done: !config.stripe.profileId.startsWith('profile_test'), must: 'STRIPE_PROFILE_ID is the live profile of that account'},
    {done: config.stripe.webhookSecret !== undefined, must: 'STRIPE_WEBHOOK_SECRET is set, from an endpoint at PUBLIC_URL/webhooks/stripe'},
    {done: databaseUrl !== 'file::memory:', must: 'DATABASE_URL keeps its data over a restart'},
    {
      done: has('terms_of_use') && has('privacy_policy') && !shop.links.some(({url}) => standIn(url)),
      must: "the shop's links lead to your own terms and privacy policy, not to this server's stand-ins",
    },
  ];
}

/** The list as text, a line a step. */
export const checklist = (steps: readonly Step[]): string => steps.map(({done, must}) => `  [${done ? 'x' : ' '}] ${must}`).join('\n');
