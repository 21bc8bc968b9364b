import type {Address, Buyer} from '../../shared/address.js';
import {totalOf, type CheckoutSession, type FulfillmentOption, type LineItem, type Message, type Total} from '../../shared/session.js';
import {withoutChallenge} from './authentication.js';
import type {Dialect, Wish} from './dialect.js';
import {object, readBuyer, readDetails, readLines, word, type Members} from './read.js';
import {keyConflict, withoutCompany} from './v2026-01-30.js';

/** ACP 2025-09-29: a flat session with amounts as members, one way of delivery, and the payment provider in place of handlers. */
export const v20250929: Dialect = {
  version: '2025-09-29',
  needsKey: false,

  readCreate(body) {
    const request = object(body, '$');
    const {items, itemPaths} = readLines(request.items, '$.items');
    const wish = {change: {items}, remarks: [], itemPaths, itemIds: []};
    readParts(request, wish);
    return wish;
  },

  readUpdate(body) {
    const request = object(body, '$');
    const wish: Wish = {change: {}, remarks: [], itemPaths: [], itemIds: []};
    if (request.items !== undefined) {
      const {items, itemPaths} = readLines(request.items, '$.items');
      wish.change.items = items;
      wish.itemPaths = itemPaths;
    }
    readParts(request, wish);
    const {fulfillment_option_id: optionId} = request;
    if (optionId !== undefined) wish.change.optionId = optionId === null ? null : word(optionId, '$.fulfillment_option_id');
    return wish;
  },

  readComplete(body) {
    const request = object(body, '$');
    const payment = object(request.payment_data, '$.payment_data');
    const token = word(payment.token, '$.payment_data.token', 512);
    const buyer = readBuyer(request.buyer, '$.buyer', []);
    const param = '$.payment_data.provider';
    return {completion: {token, unableTo3ds: true, ...(buyer && {buyer})}, handler: {id: word(payment.provider, param), param}};
  },

  param: (path, itemPaths) => paramOf(path.replace(/^\$\.items\[(\d+)\]/, (whole, index) => itemPaths[Number(index)] ?? whole)),

  session(told: CheckoutSession) {
    const session = withoutChallenge(told);
    const {fulfillment_details: details, buyer, order, links} = session;
    const options = session.fulfillment_options.flatMap(option);
    const selected = options.find(({id}) => id === session.selected_fulfillment_options[0]?.option_id);
    return {
      id: session.id,
      ...(buyer && {buyer: named(buyer)}),
      payment_provider: {provider: 'stripe', supported_payment_methods: ['card']},
      status: STATUSES[session.status] ?? session.status,
      currency: session.currency,
      line_items: session.line_items.map(line),
      ...(details?.address && {fulfillment_address: address(details.address)}),
      fulfillment_options: options,
      ...(selected && {fulfillment_option_id: selected.id}),
      totals: session.totals.filter(({type}) => TOTALS.has(type)).map(({type, display_text, amount}) => ({type, display_text, amount})),
      messages: session.messages.map((each) => message(each, session.continue_url)),
      links: links.flatMap(({type, url}) => (LINKS[type] ? [{type: LINKS[type], url}] : [])),
      ...(order && {order: {id: order.id, checkout_session_id: order.checkout_session_id, permalink_url: order.permalink_url}}),
    };
  },

  keyConflict,
};

function readParts(request: Members, {change, remarks}: Wish): void {
  const buyer = readBuyer(request.buyer, '$.buyer', remarks);
  const {fulfillment_address: place} = request;
  const placeOf = (path: readonly string[]) => ['$.fulfillment_address', ...path.slice(1)].join('.');
  const details = place === null || place === undefined ? place : readDetails({address: place}, remarks, placeOf);
  if (buyer !== undefined) change.buyer = buyer;
  if (details !== undefined) change.details = details;
}

const STATUSES: Partial<Record<CheckoutSession['status'], string>> = {
  incomplete: 'not_ready_for_payment',
  requires_escalation: 'not_ready_for_payment',
  pending_approval: 'not_ready_for_payment',
  authentication_required: 'not_ready_for_payment',
  complete_in_progress: 'in_progress',
  expired: 'canceled',
};

const TOTALS = new Set<string>(['items_base_amount', 'items_discount', 'subtotal', 'discount', 'fulfillment', 'tax', 'fee', 'total']);

const LINKS: Record<string, string> = {
  terms_of_use: 'terms_of_use',
  privacy_policy: 'privacy_policy',
  return_policy: 'seller_shop_policies',
};

const amount = (totals: readonly Total[], type: Total['type']) => totalOf(totals, type) ?? 0;

const line = ({id, item, quantity, totals}: LineItem) => ({
  id,
  item: {id: item.id, quantity},
  base_amount: amount(totals, 'items_base_amount'),
  discount: amount(totals, 'items_discount'),
  subtotal: amount(totals, 'subtotal'),
  tax: amount(totals, 'tax'),
  total: amount(totals, 'total'),
});

/** The version knows parcels and downloads. A round of the shop's own is as good as a parcel; a pickup cannot be said. */
function option({type, id, title, description, carrier, totals, ...times}: FulfillmentOption) {
  if (type === 'pickup') return [];
  const earliest = times.earliest_delivery_time ?? times.delivery_window?.start;
  const latest = times.latest_delivery_time ?? times.delivery_window?.end;
  const amounts = {subtotal: amount(totals, 'subtotal'), tax: amount(totals, 'tax'), total: amount(totals, 'total')};
  const shown = {id, title, ...(description && {subtitle: description}), ...amounts};
  if (type === 'digital') return [{type, ...shown}];
  return [
    {
      type: 'shipping',
      ...shown,
      ...(carrier && {carrier}),
      ...(earliest && {earliest_delivery_time: earliest}),
      ...(latest && {latest_delivery_time: latest}),
    },
  ];
}

/** Both names are required here; a name in one piece is parted at its last space. */
function named({email, full_name = '', first_name, last_name, phone_number}: Buyer) {
  const [, first, last] = /^(.*?)\s*(\S*)$/.exec(full_name.trim()) ?? [];
  return {
    first_name: first_name ?? (first || last || ''),
    last_name: last_name ?? (first && last ? last : ''),
    email,
    ...(phone_number && {phone_number}),
  };
}

const address = (place: Address) => withoutCompany(place);

const ERROR_CODES: Record<string, string> = {
  missing: 'missing',
  out_of_stock: 'out_of_stock',
  low_stock: 'out_of_stock',
  quantity_exceeded: 'out_of_stock',
  payment_declined: 'payment_declined',
  requires_3ds: 'requires_3ds',
  requires_sign_in: 'requires_sign_in',
  // The nearest it has to what the buyer can only do on the shop's own page.
  intervention_required: 'requires_sign_in',
};

/** There are no warnings, six codes of errors, and no `continue_url`: what points there says the address itself. */
function message({type, code = '', param, content_type, content}: Message, continueUrl?: string) {
  const place = param === undefined || param.startsWith('$.discounts') ? undefined : paramOf(param);
  const address = code === 'intervention_required' && continueUrl ? ` ${continueUrl}` : '';
  const told = {...(place && {param: place}), content_type, content: `${content}${address}`};
  return type === 'error' ? {type, code: ERROR_CODES[code] ?? 'invalid', ...told} : {type: 'info', ...told};
}

const paramOf = (path: string) =>
  path
    .replace(/^\$\.fulfillment_details(\.address)?/, '$.fulfillment_address')
    .replace(/^\$\.selected_fulfillment_options.*/, '$.fulfillment_option_id');
