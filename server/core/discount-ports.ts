import type {Amount, Currency} from '../../shared/money.js';
import type {RejectionReason} from './words.js';

/** A discount as the shop offers it. What it takes off a cart, and whether it applies at all, is worked out in `discounts.ts`. */
export interface DiscountTerms {
  /** Stays when the code is renamed: uses are counted under it. */
  id: string;
  /** What the buyer types, in the shop's spelling; absent for a discount that applies by itself. */
  code?: string;
  name: string;
  /** Hundredths of a percent, or an amount in the shop's currency. */
  off: {rateBps: number} | {amount: Amount};
  /** `across`: once, from its lines together. `each`: from every piece on its own. */
  method: 'each' | 'across';
  /** 1 or more. Lower numbers are taken off first, discounts without one last. */
  priority?: number;
  /** Ids of items or products whose lines it is for; absent for all. */
  appliesTo?: readonly string[];
  /** Goes with no other discount. */
  exclusive?: boolean;
  /** The least subtotal of the whole cart before discounts, inclusive. */
  minimum?: Amount;
  /** From this moment on, until just before that one. Milliseconds since the epoch. */
  startsAt?: number;
  endsAt?: number;
  /** How many orders may have it in all. */
  limit?: number;
  /** Where the goods may go, ISO 3166-1 alpha-2; absent for anywhere. */
  countries?: readonly string[];
  /** Only for buyers who are signed in with the shop. */
  signedInOnly?: boolean;
}

export interface AppliedDiscount extends Pick<DiscountTerms, 'id' | 'code' | 'name' | 'priority' | 'startsAt' | 'endsAt' | 'limit'> {
  off?: DiscountTerms['off'];
  method?: DiscountTerms['method'];
  /** Positive, in the cart's currency; all of them together never more than the subtotal. */
  amount: Amount;
  /** Of `amount`, what each line gets, in the order of the lines. */
  shares?: Amount[];
}

export interface RejectedDiscount {
  /** As it was typed. */
  code: string;
  /** Its place among the codes. */
  place: number;
  /** Buyers are told the sentence that `Words` has for it. */
  reason: RejectionReason;
  /** The subtotal from which the code applies, where that is why it does not. */
  minimum?: Amount;
}

/** What the shop takes off its prices. */
export interface Discounts {
  /**
   * All discounts that apply by themselves, and those that one of these codes is for, case ignored; in the shop's order. A code that there
   * is nothing for is left out. Amounts are in `currency`; throws when there are none in it.
   */
  find(codes: readonly string[], currency: Currency): Promise<DiscountTerms[]>;
}
