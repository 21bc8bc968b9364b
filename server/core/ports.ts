/**
 * The suppliers and the ledger the shop needs, each as small as its use. Amounts are integers in minor units of the stated
 * currency, times are milliseconds since the epoch unless a name says otherwise, ids are opaque text.
 * A port's methods may be called again with the same arguments; where that must not repeat an effect, its comment says so.
 */
import type {Address} from '../../shared/address.js';
import type {Amount, Currency} from '../../shared/money.js';
import type {Product} from '../../shared/product.js';
import type {Link, Order} from '../../shared/session.js';
import type {Receipt} from './call-ports.js';
import type {CheckoutRecord} from './record.js';

export type * from './call-ports.js';
export type * from './discount-ports.js';
export type * from './event-ports.js';
export type * from './payment-ports.js';

/** Milliseconds since the epoch, and a pause. Handed in so that nothing in core reads a clock. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Fresh identifiers. Session and order ids open their pages, so they must not be guessable (128 random bits). */
export interface Ids {
  session(): string;
  order(): string;
  /** Short and speakable, e.g. `4F7K-29QT`; unique in practice, not a secret. */
  orderNumber(): string;
  line(): string;
}

/** A thing that can be bought, priced now. `itemId` is the id that carts use. */
export interface CatalogItem {
  itemId: string;
  productId: string;
  /** Product title, without the variant. */
  title: string;
  description: string;
  /** Chosen values in words, e.g. `[{name: 'Colour', value: 'Ink'}]`; empty for a thing without variants. */
  variantOptions: {name: string; value: string}[];
  /** Absolute URLs, the first is the main picture. */
  images: string[];
  price: Amount;
  compareAtPrice?: Amount;
  currency: Currency;
  /** The tax table's or the tax provider's class for this thing. */
  taxCategory: string;
}

/** What the shop sells. Knows prices, not stock. */
export interface Catalog {
  /** The shop's currency, lower case. Every item has it. */
  readonly currency: Currency;
  /** The things with these ids; unknown ids and what cannot be bought are left out. Prices are fresh: what this says is what is charged. */
  items(itemIds: readonly string[]): Promise<CatalogItem[]>;
  /**
   * One product with all variants, by product id or by the id of one of its variants; undefined when there is none. Throws
   * `CheckoutError` `invalid_item_id` saying why when the thing exists but cannot be bought. `availability` is the caller's to fill.
   */
  product(id: string): Promise<Product | undefined>;
  /** Products whose words match, best first; all of them for an empty query. Same remark on `availability`. */
  search(query: string, limit: number): Promise<Product[]>;
}

/** Facts about the shop itself. */
export interface Shop {
  name: string;
  /** ISO 3166-1 alpha-2; where the shop is at home. */
  country: string;
  /** Countries delivered to, the shop's own first. */
  shipsTo: string[];
  /** Absolute URLs. */
  links: Link[];
}

export interface Wanted {
  itemId: string;
  quantity: number;
}

export interface Shortfall {
  itemId: string;
  /** How many this holder could have, what it holds already included; 0 or more. */
  available: number;
}

/** How many of each thing there are, and who has them in the basket. */
export interface Stock {
  /** Pieces nobody has reserved, per item id. An id without a stock row counts as 0. */
  available(itemIds: readonly string[]): Promise<Map<string, number>>;
  /**
   * Makes the holder's reservation exactly `wanted` (things not named are given back). All or nothing: when a thing is short,
   * nothing changes and the shortfalls are returned. Empty means reserved. The last unit goes to one holder. May be repeated.
   */
  reserve(holder: string, wanted: readonly Wanted[]): Promise<Shortfall[]>;
  /** Gives everything back. Nothing held is no error. */
  release(holder: string): Promise<void>;
}

/** A priced line, as rates, tax and discounts need it. `amount` is the line's price after its discounts. */
export interface PricedLine {
  lineId: string;
  itemId: string;
  quantity: number;
  amount: Amount;
  taxCategory: string;
}

export interface FulfillmentRate {
  type: 'shipping' | 'pickup' | 'local_delivery';
  id: string;
  title: string;
  description?: string;
  carrier?: string;
  /** Price before tax. */
  amount: Amount;
  /** RFC 3339, UTC. For `shipping`. */
  earliestDelivery?: string;
  latestDelivery?: string;
  /** For `local_delivery`. */
  window?: {start: string; end: string};
  serviceArea?: {radius_miles?: number; center_postal_code?: string};
  /** For `pickup`. */
  location?: {name: string; address: Address; phone?: string; instructions?: string};
  readyBy?: string;
}

/** How goods get to the buyer. */
export interface FulfillmentRates {
  /**
   * Ways to deliver these lines, in the order to show them. Without an address only what needs none (pickup).
   * An address nobody delivers to gives what else there is, possibly nothing. Ids are stable for one cart and address.
   */
  rates(request: {
    address: Address | undefined;
    lines: readonly PricedLine[];
    subtotal: Amount;
    currency: Currency;
    now: number;
  }): Promise<FulfillmentRate[]>;
}

/**
 * `address_invalid`: the destination cannot be found, or lacks what is needed to find it. `unavailable`: tax cannot be worked out
 * right now, for a reason that is not the buyer's.
 */
export type TaxResult =
  | {
      kind: 'taxed';
      /** Tax per line id; every line has an entry. */
      lines: Map<string, Amount>;
      /** Tax per option id. The chosen option has an entry, the others where it costs nothing to know: providers bill by the calculation. */
      options: Map<string, Amount>;
      /** Provider's id of this calculation, when it has one. */
      calculationId?: string;
    }
  | {kind: 'address_invalid'}
  | {kind: 'unavailable'};

/** Tax on lines and on delivery, for a destination. Amounts are exclusive: they come on top of prices. */
export interface TaxCalculator {
  /**
   * `address` is where the goods change hands: the buyer's, or the shop's for a pickup. A destination without a rate is taxed 0.
   * `optionId` is the chosen one of `options`. The same request may be answered from memory while its calculation is good.
   */
  calculate(request: {
    address: Address;
    lines: readonly PricedLine[];
    options: readonly {id: string; amount: Amount}[];
    optionId: string;
    currency: Currency;
  }): Promise<TaxResult>;
}

/** Who packs and sends. Told of orders paid with real money only: in test mode nothing real is set in motion. */
export interface Fulfillment {
  /** Takes an order in. May be called again for the same order id, which must not send it twice. Throws to be asked again later. */
  place(order: Order): Promise<void>;
}

/** An event for whoever follows the order, e.g. the agent. The whole order every time, never a delta. */
export interface OrderEvent {
  type: 'order_create' | 'order_update';
  order: Order;
  /** False for an order of test mode. */
  livemode: boolean;
}

/** Where sessions and orders are kept. A record is replaced by id and version; losing that race is a value, not an error. */
export interface CheckoutStore {
  insert(record: CheckoutRecord, receipt?: Receipt): Promise<void>;
  get(id: string): Promise<CheckoutRecord | undefined>;
  /**
   * Stores `record` with its version one above `record.version`; false when somebody else was faster. In the same transaction the
   * reservation of a session that is canceled or expired ends, and the receipt is kept. With the phase `paying` it takes a use of each
   * discount in its quote that has a limit, and with any other gives it back; false when one is used up, and nothing changes.
   */
  replace(record: CheckoutRecord, receipt?: Receipt): Promise<boolean>;
  /**
   * As `replace`, and in the same transaction keeps the order, takes the stock (the pieces of `record.inputs.items` leave the shop,
   * the session's reservation ends) and the uses of limited discounts, and puts the event in the outbox. Never fails for want of stock
   * or of uses: the money has moved.
   */
  complete(record: CheckoutRecord, order: Order, event: OrderEvent, receipt?: Receipt): Promise<boolean>;
  /** How many orders have each of these discounts, paid or being paid. One nobody has had counts 0. */
  discountUses(discountIds: readonly string[]): Promise<Map<string, number>>;
  /** As `replace`, for an order that changed after it was placed: keeps the order and puts the event in the outbox. */
  amend(record: CheckoutRecord, order: Order, event: OrderEvent): Promise<boolean>;
  /** Whether this notice of the payment provider was taken in before. */
  seen(eventId: string): Promise<boolean>;
  remember(eventId: string, now: number): Promise<void>;
  /**
   * Orders paid with real money that wait to be handed to fulfillment, oldest first. They are the caller's until `until`; then,
   * unless `placed`, they come again.
   */
  claimOrders(now: number, until: number, limit: number): Promise<Order[]>;
  /** The order was handed over. */
  placed(orderId: string): Promise<void>;
  /** The order and its session, by order id. */
  order(orderId: string): Promise<{order: Order; record: CheckoutRecord} | undefined>;
  /** Open sessions that expired before `now`, oldest first. */
  expired(now: number, limit: number): Promise<string[]>;
  /** Open sessions with an `approvalAskedAt`, the earliest first. The time of some may be up. */
  awaiting(limit: number): Promise<CheckoutRecord[]>;
  /** Sessions in payment whose `checkAt` lies before `now`, oldest first. */
  unsettled(now: number, limit: number): Promise<string[]>;
}
