import type {PriceRecord} from './catalog/price.js';
import type {Product} from './catalog/products.js';
import type {ShippingRate} from './catalog/shipping-rates.js';
import type {Charge, PaymentMethod} from './charges.js';
import type {CheckoutRecord} from './checkout-sessions.js';
import type {Coupon} from './coupons.js';
import type {Customer} from './customers.js';
import type {Dispute} from './disputes.js';
import type {FaultSwitches} from './faults.js';
import type {StoredAnswer} from './idempotency.js';
import type {LedgerEntry} from './ledger.js';
import type {PaymentIntent} from './objects.js';
import type {Refund} from './refunds.js';
import type {TaxAssociation} from './tax/associations.js';
import type {CalculationRecord} from './tax/calculations.js';
import type {TransactionRecord} from './tax/transactions.js';
import type {TokenRecord} from './tokens.js';
import type {EndpointRecord} from './webhooks/endpoints.js';
import type {StripeEvent} from './webhooks/events.js';

/** A payment intent and what it is paid with, which Stripe's object does not show. */
export type IntentRecord = {
  intent: PaymentIntent;
  /** The test payment method to confirm with. */
  card?: string;
  /** The saved method that this card is. */
  methodId?: string;
  tokenId?: string;
  /** The tax calculation it is linked to. */
  calculationId?: string;
  /** The hosted checkout that owns it: such an intent is not confirmed or canceled by hand. */
  checkoutId?: string;
};

/** Everything the sandbox remembers, by id. Maps keep the order of creation. */
export type State = {
  tokens: Map<string, TokenRecord>;
  intents: Map<string, IntentRecord>;
  charges: Map<string, Charge>;
  customers: Map<string, Customer>;
  paymentMethods: Map<string, PaymentMethod>;
  /** The test card behind each method that a customer saved. */
  savedCards: Map<string, string>;
  refunds: Map<string, Refund>;
  checkouts: Map<string, CheckoutRecord>;
  disputes: Map<string, Dispute>;
  coupons: Map<string, Coupon>;
  products: Map<string, Product>;
  prices: Map<string, PriceRecord>;
  shippingRates: Map<string, ShippingRate>;
  calculations: Map<string, CalculationRecord>;
  taxTransactions: Map<string, TransactionRecord>;
  /** By the id of the payment intent. */
  taxAssociations: Map<string, TaxAssociation>;
  webhookEndpoints: Map<string, EndpointRecord>;
  events: Map<string, StripeEvent>;
  /** First answers by idempotency key. */
  answers: Map<string, StoredAnswer>;
  ledger: LedgerEntry[];
};

export const emptyState = (): State => ({
  tokens: new Map(),
  intents: new Map(),
  charges: new Map(),
  customers: new Map(),
  paymentMethods: new Map(),
  savedCards: new Map(),
  refunds: new Map(),
  checkouts: new Map(),
  disputes: new Map(),
  coupons: new Map(),
  products: new Map(),
  prices: new Map(),
  shippingRates: new Map(),
  calculations: new Map(),
  taxTransactions: new Map(),
  taxAssociations: new Map(),
  webhookEndpoints: new Map(),
  events: new Map(),
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
  /** Notes that something happened and tells the webhook endpoints. `previous` holds the former values of what changed. */
  emit: (type: string, object: object, previous?: object) => void;
  /** Notes that a payment intent or refund waits for its end, which comes when the fault switches or the controls say so. */
  awaitsEnd: (id: string) => void;
  /** The fault switches that change what an endpoint does. */
  faults: Pick<FaultSwitches, 'takesDecline' | 'takesRefundFault' | 'taxError' | 'tokenEvents'>;
};

/** One call: its decoded parameters and the id in its path, if it has one. */
export type Call = {params: Record<string, unknown>; id: string};

/** Answers a call with a Stripe object, or throws a `StripeRefusal`. Runs in one go, so no two calls interleave. */
export type Endpoint = (backend: Backend, call: Call) => object;

/** Stripe's clock: whole seconds. */
export const seconds = ({now}: Pick<Backend, 'now'>) => Math.floor(now() / 1000);
