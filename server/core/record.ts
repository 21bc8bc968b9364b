import type {Buyer, FulfillmentDetails} from '../../shared/address.js';
import type {Amount, Currency} from '../../shared/money.js';
import type {Order} from '../../shared/session.js';
import type {Phase} from './phase.js';
import type {AppliedDiscount, DeclineReason, FulfillmentRate, PreparedCharge, RejectedDiscount} from './ports.js';

/** What the buyer asked for. Everything else is worked out from it. */
export interface Inputs {
  items: {lineId: string; itemId: string; quantity: number}[];
  buyer?: Buyer;
  details?: FulfillmentDetails;
  /** The option the buyer chose; without one the cheapest delivery is used. */
  optionId?: string;
  codes: string[];
  /** Whether the shop knows the buyer by its own sign-in. */
  signedIn?: true;
  /** The buyer's words to the shop about the order. */
  notes?: string;
  /** The agent's own name for the order. */
  reference?: string;
  /** Ids that were asked for and are in no catalog. Until the items are named again nothing can be paid. */
  unknown?: string[];
}

/**
 * What came with a call for the shop alone: who brought the buyer, what the buyer consented to and reads, why the buyer left. Shown to
 * nobody else.
 */
export interface Aside {
  kind: 'first_attribution' | 'last_attribution' | 'marketing_consents' | 'intent_trace' | 'locale';
  /** When it came, in milliseconds since the epoch. */
  at: number;
  told: Record<string, unknown>;
}

export interface QuotedLine {
  lineId: string;
  itemId: string;
  productId: string;
  quantity: number;
  title: string;
  description: string;
  variantOptions: {name: string; value: string}[];
  images: string[];
  unitAmount: Amount;
  base: Amount;
  discount: Amount;
  subtotal: Amount;
  tax: Amount;
  total: Amount;
  /** Pieces this session could have, its own reservation included. */
  available: number;
}

export interface QuotedOption extends FulfillmentRate {
  /** Absent when it was not worked out: then `total` is before tax. The chosen option of a taxed quote always has it. */
  tax?: Amount;
  total: Amount;
}

/** Everything priced, at one moment. `total` is what the buyer sees and what is charged. */
export interface Quote {
  currency: Currency;
  lines: QuotedLine[];
  options: QuotedOption[];
  /** Always one of `options` when set. */
  optionId?: string;
  applied: AppliedDiscount[];
  rejected: RejectedDiscount[];
  /** Discount that belongs to the cart, not to lines. */
  itemsBase: Amount;
  itemsDiscount: Amount;
  subtotal: Amount;
  fulfillment: Amount;
  tax: Amount;
  total: Amount;
  /** Whether tax is known, i.e. there is a destination and a way to get there. Until then `total` is an estimate and cannot be paid. */
  taxed: boolean;
  /** Why tax is not known although there is a destination. */
  taxProblem?: 'address_invalid' | 'unavailable';
  taxCalculationId?: string;
  /** What the payment provider can charge at least and at most. */
  limits: {least: Amount; most: Amount};
}

/**
 * One try at charging. Stored before the provider is called, so that a crash leaves enough to finish or to look up.
 * `prepared` holds the token and is dropped once the try is settled.
 */
export interface Attempt {
  state: 'started' | 'unknown' | 'paid' | 'declined' | 'unavailable' | 'challenged';
  tokenHash: string;
  idempotencyKey: string;
  amount: Amount;
  currency: Currency;
  orderId: string;
  startedAt: number;
  /** Key of the call that began it, where it came with one: the repeat of that call may have its answer. */
  callKey?: string;
  /** Whether whoever began it can be handed the question of the buyer's bank. */
  canAsk?: boolean;
  prepared?: PreparedCharge;
  paymentId?: string;
  reason?: DeclineReason;
}

/** The question of the buyer's bank that stands between an agent's payment and the money (3-D Secure). */
export interface Challenge {
  /** Of the token that the agent came with. */
  tokenHash: string;
  network: CardNetwork;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

/** Who runs the card, in ACP's words for a 3-D Secure directory server. */
export type CardNetwork = 'american_express' | 'mastercard' | 'visa';

/** What the store keeps of a checkout. The session that everybody sees is always derived from it, see `present.ts`. */
export interface CheckoutRecord {
  id: string;
  /** Whose it is, at a door where callers have names. */
  owner?: string;
  version: number;
  phase: Phase;
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
  inputs: Inputs;
  quote: Quote;
  /** What the agent said it can do for a payment when it opened the checkout (ACP capability negotiation), e.g. `3ds`. */
  interventions?: string[];
  /** The shop's rule for 3-D Secure when the checkout was opened, of an agent's checkout only. */
  enforcement?: 'always' | 'conditional';
  /** Stands until it is answered, or anything changes. */
  challenge?: Challenge;
  /** By hash of each token that a bank asked about, or the shop: who runs its card. It is charged with a proof only. */
  challenged?: Record<string, CardNetwork>;
  /**
   * By hash of each token an agent's payment was tried with: which proof it was sent with, empty for none. A try that the provider did
   * nothing about may be repeated with the same only, since its key at the provider is of token and proof.
   */
  sentWith?: Record<string, string>;
  /** Who has to look at the order before an agent may pay it, by the rule that held when it was priced. */
  review?: 'buyer' | 'merchant';
  /** The total that the merchant approved, and no other. */
  approved?: Amount;
  /** Since when the merchant's approval is waited for; set as long as it is. */
  approvalAskedAt?: number;
  /** The merchant did not accept the order. */
  rejected?: true;
  /** Total before a change that nobody asked for, kept until the buyer's next act. */
  priceChangedFrom?: Amount;
  attempt?: Attempt;
  /**
   * Hashes of tokens that were refused, each once a refusal. A shared payment token is never sent again, whatever has changed since;
   * of a saved method this counts its declines.
   */
  refusedTokens?: string[];
  /** By hash of a token that came before it could be charged: the total the buyer had seen then. It pays no other. */
  authorized?: Record<string, Amount>;
  /** When the reconciler should look at a payment next. */
  checkAt?: number;
  hosted?: {id: string; url: string; total: Amount};
  /** At most one of each kind: the last that came. */
  asides?: Aside[];
  order?: Order;
}
