import type {AddressField} from '../../shared/address.js';
import type {DeclineReason} from './ports.js';

/** Why a discount code does nothing (ACP 2026-04-17, discount extension). */
export type RejectionReason =
  | 'discount_code_expired'
  | 'discount_code_invalid'
  | 'discount_code_already_applied'
  | 'discount_code_combination_disallowed'
  | 'discount_code_minimum_not_met'
  | 'discount_code_user_not_logged_in'
  | 'discount_code_user_ineligible'
  | 'discount_code_usage_limit_reached';

/**
 * Everything that the shop says to buyers, in one language. Records hold none of it: it is said anew to whoever asks. Names of things and
 * of ways of delivery are the shop's own. Amounts come printed for the language.
 */
export interface Words {
  /** BCP 47; amounts are printed by its rules. */
  locale: string;

  /** Rows of a sum. */
  totals: {
    items: string;
    /** Of one line, or of one way of delivery. */
    price: string;
    discount: string;
    subtotal: string;
    tax: string;
    total: string;
    totalBeforeTax: string;
    estimatedTotal: string;
    refunded: string;
  };

  soldOut(name: string): string;
  /** `available` is at least 1. */
  onlyLeft(name: string, available: number): string;
  unknownItem(id: string): string;

  addressMissing: string;
  fieldMissing(field: AddressField): string;
  /** `country` is an ISO 3166-1 code of two letters. */
  fieldInvalid(field: AddressField, country: string): string;
  noDelivery: string;
  /** Nothing is delivered to the address, but there are places to fetch the order. */
  pickupOnly: string;
  chooseDelivery: string;

  taxAddressInvalid: string;
  taxUnavailable: string;
  minimumNotMet(least: string): string;
  maximumExceeded(most: string): string;

  priceChanged: string;
  /** Of an order that the buyer has to confirm on the shop's own page, at `continue_url`. */
  buyerReview: string;
  /** Of an order that waits for the shop's approval. */
  approvalPending: string;
  /** Of an order that the shop did not approve. */
  orderRejected: string;
  paymentChecked: string;
  paymentUnavailable: string;
  /** To the agent of a buyer whose bank, or the shop, wants 3-D Secure. */
  authenticate: string;
  /** The bank did not confirm it, by the agent's word; or nobody knows, since it did not come to that. */
  bankRefused: string;
  bankSilent: string;
  /** The same, where the agent cannot do it: `continue_url` leads to the shop's own payment page. */
  cannotAuthenticate: string;
  /** Never the payment provider's own words, and never why a card that may be stolen was refused. */
  declines: Record<DeclineReason, string>;

  /** Why a discount code does nothing; `minimum` is known where a subtotal is too small. */
  rejections: Record<RejectionReason, (code: string, minimum?: string) => string>;
}
