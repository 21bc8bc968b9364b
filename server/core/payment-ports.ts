/** The ports money goes through. Units and conventions as in `ports.ts`. */
import type {Address} from '../../shared/address.js';
import type {Amount, Currency} from '../../shared/money.js';
import type {OrderAdjustment} from '../../shared/session.js';
import type {ManagedPaymentMethod} from '../../shared/tools.js';
import type {Proof} from './authentication.js';
import type {CardNetwork, CheckoutRecord} from './record.js';

/** One charge to make: exactly what the buyer saw. */
export interface Charge {
  checkoutSessionId: string;
  orderId: string;
  /** A shared payment token; with `saved`, the id of a saved payment method. */
  token: string;
  /** The customer who saved the method, and how often it was declined for this session: each definite decline frees it for one new try. */
  saved?: {customerId: string; declines: number};
  /** That the buyer was authenticated by 3-D Secure for this very payment: a secret, as the token is. */
  proof?: Proof;
  amount: Amount;
  currency: Currency;
  description: string;
  receiptEmail?: string;
  /** The tax calculation this amount holds, to be recorded with the payment. */
  taxCalculationId?: string;
  shipping?: {name: string; phone?: string; address: Address};
}

/** A request that can be sent again byte for byte. `request` holds the token: a secret, never logged. */
export interface PreparedCharge {
  idempotencyKey: string;
  request: string;
}

/** Why a payment was refused, in our words; the provider's own text goes nowhere. */
export type DeclineReason =
  | 'card_declined'
  | 'insufficient_funds'
  | 'expired_card'
  | 'incorrect_details'
  | 'try_again'
  | 'requires_3ds'
  | 'cannot_authenticate'
  | 'proof_unusable'
  | 'token_unusable'
  | 'amount_not_allowed';

/**
 * `unknown` means money may or may not have moved. `unavailable` means the provider said that it did nothing. A decline is `reusable`
 * where nothing is left of the try that could still move money, and the token was not spent by it: it may be charged again with a proof.
 */
export type PaymentOutcome =
  | {kind: 'paid'; paymentId: string}
  | {kind: 'declined'; reason: DeclineReason; reusable?: true}
  | {kind: 'unavailable'}
  | {kind: 'unknown'};

/** Charges a token, or a saved payment method: that one only with the customer it belongs to. */
export interface PaymentProvider {
  /** Whether its money is real. What is bought with play money must set nothing going. */
  readonly livemode: boolean;
  /** The smallest and the largest total that can be charged in a currency. */
  limits(currency: Currency): {least: Amount; most: Amount};
  /**
   * Pure: the same charge gives the same bytes and the same key. The key depends on session, token, `saved.declines` and
   * `proof.transactionId` only.
   */
  prepare(charge: Charge): PreparedCharge;
  /**
   * Who runs the card that a prepared charge is for; undefined for what no directory server of ACP's 3-D Secure knows, and for a token
   * that nobody knows. Throws `CheckoutError` `service_unavailable` when the provider cannot be asked.
   */
  network(prepared: PreparedCharge): Promise<CardNetwork | undefined>;
  /** Sends a prepared charge. Sending it again never charges twice. Never throws for what the provider or the network does. */
  send(prepared: PreparedCharge): Promise<PaymentOutcome>;
  /** Looks for what became of a prepared charge without making a new one; `unavailable` when the provider has none, `unknown` when it cannot tell. */
  lookUp(prepared: PreparedCharge & {checkoutSessionId: string; orderId: string}): Promise<PaymentOutcome>;
  /** The checkout session a payment belongs to; undefined when it is none of ours. Throws when the provider cannot be asked. */
  sessionOf(paymentId: string): Promise<string | undefined>;
  /** Every refund and dispute of a payment so far, oldest first. Throws when the provider cannot be asked. */
  adjustments(paymentId: string): Promise<OrderAdjustment[]>;
  /**
   * Gives the money back because there will be no order: refunds it, or lets the hold go. May be called again for the same payment:
   * it is given back once, and one that holds no money is left alone. Throws when the provider cannot be asked.
   */
  giveBack(paymentId: string, why: 'no_order' | 'wrong_amount'): Promise<void>;
  /** Whether a payment was canceled or its hold lapsed, so that it will never be taken. Throws when the provider cannot be asked. */
  isCanceled(paymentId: string): Promise<boolean>;
  /** Takes a held amount (manual capture). Taken before is no error; false when there is nothing to take. */
  capture(paymentId: string): Promise<boolean>;
}

/** A payment method that a customer saved with the merchant before. Its id is what a payment with it is made of. */
export type SavedPaymentMethod = ManagedPaymentMethod;

/** What customers saved with the merchant. */
export interface SavedPaymentMethods {
  /**
   * The methods of a customer (by the payment provider's id) that may be shown and charged now: the preferred one first, then the
   * newest. Expired ones are left out. Throws `CheckoutError` `service_unavailable` when nobody can be asked: then a page may go on
   * without them, but a payment may not.
   */
  list(customerId: string): Promise<SavedPaymentMethod[]>;
}

/**
 * A notice from the payment provider. Only a pointer: what it means is asked for again. `paid` and `unpaid` are about a payment or
 * a payment page, `adjustment` is about refunds and disputes.
 */
export interface PaymentNews {
  kind: 'paid' | 'unpaid' | 'adjustment';
  paymentId?: string;
  checkoutSessionId?: string;
  /** The order that the payment was tried for; each try that is another payment is for another one. */
  orderId?: string;
}

/** The merchant's own payment page for a session (external checkout). */
export interface HostedCheckout {
  /** Opens a page for exactly this session's lines and totals, or returns the one made before for this very record. */
  open(record: CheckoutRecord, urls: {success: string; cancel: string}): Promise<{id: string; url: string}>;
  /**
   * Whether the page was paid. `processing` when the buyer has done their part and the money is on its way, `expired` when it can no
   * longer be paid, `unknown` when the provider cannot be asked.
   */
  status(
    hostedId: string,
  ): Promise<{kind: 'open' | 'expired' | 'processing' | 'unknown'} | {kind: 'paid'; paymentId: string; amount: Amount; currency: Currency}>;
  /** Closes an open page so that it can no longer be paid; false when it could not be closed (paid meanwhile, or out of reach). */
  close(hostedId: string): Promise<boolean>;
  /**
   * Reports the tax of a paid page, whose payment carries no calculation of its own. May be called again for the same order: it is
   * reported once. Throws when the provider cannot be asked.
   */
  recordTax(calculationId: string, orderId: string): Promise<void>;
}
