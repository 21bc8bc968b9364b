import type {ColumnType, Generated} from 'kysely';

/** A 64-bit integer column. Postgres hands it out as text, SQLite as a number; readers pass it through `Number`. */
type Integer = ColumnType<number | string, number, number>;
type OptionalInteger = ColumnType<number | string | null, number | null, number | null>;

/** The rows as both databases keep them. Times are milliseconds since the epoch, amounts are minor units of `currency`. */
export interface Tables {
  checkout_sessions: {
    id: string;
    version: Integer;
    phase: string;
    expires_at: Integer;
    check_at: OptionalInteger;
    /** Since when the merchant's approval is waited for; null when it is not. */
    approval_asked_at: OptionalInteger;
    total: Integer;
    currency: string;
    /** The whole record as JSON. Secret: while a payment is under way it holds a token. */
    record: string;
    created_at: Integer;
    updated_at: Integer;
  };
  orders: {
    id: string;
    session_id: string;
    order_number: string | null;
    /** The order as JSON, in ACP shape. */
    json: string;
    amount: Integer;
    currency: string;
    created_at: Integer;
    /** When to hand the order to fulfillment; null when that is done or must not be, as in test mode. */
    place_at: OptionalInteger;
  };
  outbox: {
    id: Generated<number | string>;
    order_id: string;
    type: string;
    /** The whole order as JSON, as it was when the event happened. */
    payload: string;
    /** 1 for an order that was paid with real money, else 0. */
    livemode: Integer;
    created_at: Integer;
    attempts: Generated<number | string>;
    /** When to deliver next; null when nobody tries any more. */
    next_at: OptionalInteger;
    delivered_at: OptionalInteger;
    /** Why the last attempt failed; nothing of the receiver's own words. */
    fault: ColumnType<string | null, string | null | undefined, string | null>;
  };
  stock: {
    item_id: string;
    /** Pieces in the shop, reserved ones included. Below zero when more was paid for than there was. */
    on_hand: Integer;
    /** The sum of the item's rows in `stock_reservations`. */
    reserved: Integer;
  };
  stock_reservations: {holder: string; item_id: string; quantity: Integer};
  /** Notices of the payment provider that were taken in, so that a repeat is known. */
  provider_events: {id: string; received_at: Integer};
  /** Calls that came with a key of their caller's. `key` is a digest of who called what under which key. */
  calls: {
    key: string;
    /** Digest of what was asked. */
    fingerprint: string;
    /** Until when the process that runs it may be believed to be alive. */
    leased_until: Integer;
    /** What was answered, whole; null while nothing was. Personal: it holds a session. */
    answer: string | null;
    created_at: Integer;
  };
  /** Which session has had which discount of those with a limit, or is being paid with it. */
  discount_uses: {session_id: string; discount_id: string};
  /** The number of a discount's rows in `discount_uses`. */
  discount_counts: {discount_id: string; used: Integer};
  schema_migrations: {version: Integer; applied_at: Integer};
}
