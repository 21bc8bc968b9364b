/** What differs between the two databases in a table definition. */
interface Words {
  /** Type and constraint of a primary key that counts up by itself. */
  serial: string;
}

/** Schema changes in order; a change's number is its place, from 1. Only ever append: what has run somewhere stays as it is. */
export const migrations: readonly ((words: Words) => string[])[] = [
  ({serial}) => [
    `create table checkout_sessions (
      id text not null primary key,
      version bigint not null,
      phase text not null,
      expires_at bigint not null,
      check_at bigint,
      total bigint not null,
      currency text not null,
      record text not null,
      created_at bigint not null,
      updated_at bigint not null
    )`,
    // With the id the index answers the question alone, without the big rows.
    `create index checkout_sessions_open on checkout_sessions (expires_at, id) where phase = 'open'`,
    `create index checkout_sessions_paying on checkout_sessions (check_at, id) where phase = 'paying'`,
    `create table orders (
      id text not null primary key,
      session_id text not null unique references checkout_sessions (id),
      order_number text,
      json text not null,
      amount bigint not null,
      currency text not null,
      created_at bigint not null
    )`,
    `create table outbox (
      id ${serial},
      order_id text not null references orders (id),
      type text not null,
      payload text not null,
      created_at bigint not null,
      attempts bigint not null default 0,
      next_at bigint,
      delivered_at bigint
    )`,
    `create index outbox_due on outbox (next_at, id) where delivered_at is null`,
    `create table stock (
      item_id text not null primary key,
      on_hand bigint not null,
      reserved bigint not null default 0 check (reserved >= 0)
    )`,
    `create table stock_reservations (
      holder text not null,
      item_id text not null references stock (item_id),
      quantity bigint not null check (quantity > 0),
      primary key (holder, item_id)
    )`,
  ],
  () => [`create table provider_events (id text not null primary key, received_at bigint not null)`],
  () => [`alter table outbox add column livemode bigint not null default 0`],
  () => [
    `alter table orders add column place_at bigint`,
    `create index orders_to_place on orders (place_at, id) where place_at is not null`,
  ],
  () => [
    `create table calls (
      key text not null primary key,
      fingerprint text not null,
      leased_until bigint not null,
      answer text,
      created_at bigint not null
    )`,
    `create index calls_age on calls (created_at, key)`,
  ],
  () => [`alter table outbox add column fault text`, `create index outbox_undelivered on outbox (order_id, id) where delivered_at is null`],
  () => [
    `alter table checkout_sessions add column approval_asked_at bigint`,
    `create index checkout_sessions_waiting on checkout_sessions (approval_asked_at, id) where phase = 'open' and approval_asked_at is not null`,
  ],
  () => [
    `create table discount_uses (
      session_id text not null,
      discount_id text not null,
      primary key (session_id, discount_id)
    )`,
    `create table discount_counts (
      discount_id text not null primary key,
      used bigint not null default 0 check (used >= 0)
    )`,
  ],
  () => [`create index outbox_delivered on outbox (delivered_at, id) where delivered_at is not null`],
  () => [`create index provider_events_age on provider_events (received_at, id)`],
];
