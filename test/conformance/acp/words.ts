/** What an agent says to a seller, in the words of each version of ACP. */

export type Members = Record<string, unknown>;

/** A session or an error as it came. Its schema is looked at elsewhere, so members are read loosely here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is read is what a check is about
export type Told = any;

export const VERSIONS = ['2025-09-29', '2026-01-30', '2026-04-17'] as const;
export type Version = (typeof VERSIONS)[number];

export const NEWEST: Version = '2026-04-17';

export interface Cart {
  items?: readonly (readonly [id: string, quantity: number])[];
  address?: Members | null;
  buyer?: Members | null;
  /** 2026 only. */
  codes?: readonly string[];
  option?: string;
  /** Lower case; 2026 only. Default: `usd`. */
  currency?: string;
}

export const HOME = {
  name: 'Ada Byron',
  line_one: '1 Market Street',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postal_code: '94105',
};
export const BUYER = {first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com'};

/** The bodies of one version, and where its sessions have what every version has. */
export interface Words {
  create(cart: Cart): Members;
  update(cart: Cart): Members;
  pay(token: string): Members;
  /** The JSONPath of an item in a request, and of a member of the address. */
  itemParam(index: number): string;
  addressParam(member: string): string;
  quantity(line: Told): number;
  address(session: Told): Members | undefined;
  selected(session: Told): string | undefined;
  /** Of the session, a line, or an option; the rows of one type are added up. */
  amount(owner: Told, type: string): number;
}

const early: Words = {
  create: (cart) => early.update(cart),
  update: ({items, address, buyer, option}) => ({
    ...(items && {items: items.map(([id, quantity]) => ({id, quantity}))}),
    ...(address !== undefined && {fulfillment_address: address}),
    ...(buyer !== undefined && {buyer}),
    ...(option && {fulfillment_option_id: option}),
  }),
  pay: (token) => ({payment_data: {token, provider: 'stripe'}}),
  itemParam: (index) => `$.items[${index}]`,
  addressParam: (member) => `$.fulfillment_address.${member}`,
  quantity: ({item}) => item.quantity,
  address: (session) => session.fulfillment_address,
  selected: (session) => session.fulfillment_option_id,
  amount: ({totals, ...members}, type) =>
    totals ? rows(totals, type) : (members[type === 'items_base_amount' ? 'base_amount' : type] ?? 0),
};

const later: Words = {
  create: (cart) => ({currency: cart.currency ?? 'usd', capabilities: {}, ...later.update(cart)}),
  update: ({items, address, buyer, codes, option}) => ({
    ...(items && {line_items: items.map(([id, quantity]) => ({id, quantity}))}),
    ...(address !== undefined && {fulfillment_details: address && {address}}),
    ...(buyer !== undefined && {buyer}),
    ...(codes && {discounts: {codes}}),
    ...(option && {selected_fulfillment_options: [{type: 'shipping', option_id: option, item_ids: []}]}),
  }),
  pay: (token) => ({
    payment_data: {handler_id: 'card_tokenized', instrument: {type: 'card', credential: {type: 'spt', token}}},
  }),
  itemParam: (index) => `$.line_items[${index}]`,
  addressParam: (member) => `$.fulfillment_details.address.${member}`,
  quantity: ({quantity}) => quantity,
  address: (session) => session.fulfillment_details?.address,
  selected: (session) => session.selected_fulfillment_options?.[0]?.option_id,
  amount: ({totals}, type) => rows(totals, type),
};

const rows = (totals: {type: string; amount: number}[], type: string) =>
  totals.filter((row) => row.type === type).reduce((sum, {amount}) => sum + amount, 0);

export const wordsOf = (version: Version): Words => (version === '2025-09-29' ? early : later);
