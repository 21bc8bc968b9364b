import type {Charge, PaymentMethod} from './charges.js';
import type {CheckoutRecord} from './checkout-sessions.js';
import type {StoredAnswer} from './idempotency.js';
import type {LedgerEntry} from './ledger.js';
import type {PaymentIntent} from './objects.js';
import type {Refund} from './refunds.js';
import type {TokenRecord} from './tokens.js';

/** A payment intent and what it is paid with, which Stripe's object does not show. */
export type IntentRecord = {
  intent: PaymentIntent;
  /** The test payment method to confirm with. */
  card?: string;
  tokenId?: string;
  /** The hosted checkout that owns it: such an intent is not confirmed or canceled by hand. */
  checkoutId?: string;
};

/** Everything the sandbox remembers, by id. Maps keep the order of creation. */
export type State = {
  tokens: Map<string, TokenRecord>;
  intents: Map<string, IntentRecord>;
  charges: Map<string, Charge>;
  paymentMethods: Map<string, PaymentMethod>;
  refunds: Map<string, Refund>;
  checkouts: Map<string, CheckoutRecord>;
  /** First answers by idempotency key. */
  answers: Map<string, StoredAnswer>;
  ledger: LedgerEntry[];
};

export const emptyState = (): State => ({
  tokens: new Map(),
  intents: new Map(),
  charges: new Map(),
  paymentMethods: new Map(),
  refunds: new Map(),
  checkouts: new Map(),
  answers: new Map(),
  ledger: [],
});

/** What an endpoint works with. */
export type Backend = {
  state: State;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Where the pay pages are, without a trailing slash. */
  baseUrl: () => string;
  /** Whether the older place of a token, beside `amount`, is accepted. */
  acceptsTopLevelToken: () => boolean;
};

/** One call: its decoded parameters and the id in its path, if it has one. */
export type Call = {params: Record<string, unknown>; id: string};

/** Answers a call with a Stripe object, or throws a `StripeRefusal`. Runs in one go, so no two calls interleave. */
export type Endpoint = (backend: Backend, call: Call) => object;

/** Stripe's clock: whole seconds. */
export const seconds = ({now}: Pick<Backend, 'now'>) => Math.floor(now() / 1000);
