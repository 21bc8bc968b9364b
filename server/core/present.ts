import {
  ACP_VERSION,
  SHIPS_TO,
  type Capabilities,
  type CheckoutSession,
  type FulfillmentOption,
  type LineItem,
  type Message,
} from '../../shared/session.js';
import {MAX_QUANTITY} from '../../shared/tools.js';
import {english} from './english.js';
import {authenticationNotes, authenticationOf, type Authentication} from './authentication.js';
import {statusOf} from './phase.js';
import type {Shop} from './ports.js';
import {notices, readiness} from './readiness.js';
import type {CheckoutRecord, QuotedLine, QuotedOption} from './record.js';
import {sessionDiscounts} from './session-discounts.js';
import {reviewNotes} from './review.js';
import {standingOf} from './standing.js';
import {cartRows, inWords, lineRows, optionRows} from './totals.js';
import type {Words} from './words.js';

/** What a session says that is not in its record. */
export interface Facts {
  shop: Shop;
  /** Where the buyer can go on outside the chat. */
  continueUrl(sessionId: string): string;
  orderUrl(orderId: string): string;
  capabilities: Capabilities;
  /** Absent: nothing is asked of agents, and what a bank asks for is a decline. */
  authentication?: Authentication;
}

/** At most this many left is called low. */
export const LOW_STOCK = 3;

const iso = (time: number) => new Date(time).toISOString();

const line = (quoted: QuotedLine, words: Words): LineItem => ({
  id: quoted.lineId,
  item: {id: quoted.itemId, name: quoted.title, unit_amount: quoted.unitAmount},
  quantity: quoted.quantity,
  name: quoted.title,
  ...(quoted.description && {description: quoted.description}),
  images: quoted.images,
  unit_amount: quoted.unitAmount,
  product_id: quoted.productId,
  ...(quoted.variantOptions.length && {variant_options: quoted.variantOptions}),
  availability_status: quoted.available < quoted.quantity ? 'out_of_stock' : quoted.available <= LOW_STOCK ? 'low_stock' : 'in_stock',
  available_quantity: quoted.available,
  max_quantity_per_order: MAX_QUANTITY,
  totals: lineRows(quoted, words),
});

const option = (quoted: QuotedOption, words: Words): FulfillmentOption => ({
  type: quoted.type,
  id: quoted.id,
  title: quoted.title,
  ...(quoted.description && {description: quoted.description}),
  ...(quoted.carrier && {carrier: quoted.carrier}),
  ...(quoted.earliestDelivery && {earliest_delivery_time: quoted.earliestDelivery}),
  ...(quoted.latestDelivery && {latest_delivery_time: quoted.latestDelivery}),
  ...(quoted.location && {location: quoted.location, pickup_type: 'in_store' as const}),
  ...(quoted.readyBy && {ready_by: quoted.readyBy}),
  ...(quoted.window && {delivery_window: quoted.window}),
  ...(quoted.serviceArea && {service_area: quoted.serviceArea}),
  totals: optionRows(quoted, words),
});

/** The session everybody sees, in some words. `extra` are messages about the call that asked for it, e.g. why a change was refused. */
export function present(record: CheckoutRecord, facts: Facts, extra: readonly Message[] = [], words: Words = english): CheckoutSession {
  const {inputs, quote} = record;
  const blocks = record.phase === 'open' ? readiness(record, words) : [];
  const selected = quote.options.find(({id}) => id === quote.optionId);
  const discounts = sessionDiscounts(record, words);
  const status = statusOf(record.phase, standingOf(record));
  const isAsked = status === 'authentication_required';
  const {interventions, metadata: authentication} = authenticationOf(record, isAsked, facts);
  return {
    id: record.id,
    protocol: {version: ACP_VERSION},
    capabilities: {...facts.capabilities, ...(interventions && {interventions})},
    status,
    ...(authentication && {authentication_metadata: authentication}),
    currency: quote.currency,
    ...(inputs.buyer && {buyer: inputs.buyer}),
    line_items: quote.lines.map((each) => line(each, words)),
    ...(inputs.details && {fulfillment_details: inputs.details}),
    fulfillment_options: quote.options.map((each) => option(each, words)),
    selected_fulfillment_options: selected
      ? [{type: selected.type, option_id: selected.id, item_ids: quote.lines.map(({lineId}) => lineId)}]
      : [],
    ...(discounts && {discounts}),
    totals: cartRows(quote, words),
    messages: [
      ...extra,
      ...notices(record, words),
      ...blocks,
      ...authenticationNotes(record, isAsked, words),
      ...reviewNotes(record, words),
    ],
    links: facts.shop.links,
    ...(record.order && {order: {...record.order, ...(record.order.totals && {totals: inWords(record.order.totals, words)})}}),
    ...(record.phase === 'open' && status !== 'pending_approval' && {continue_url: facts.continueUrl(record.id)}),
    metadata: {[SHIPS_TO]: facts.shop.shipsTo.join(' ')},
    created_at: iso(record.createdAt),
    updated_at: iso(record.updatedAt),
    expires_at: iso(record.expiresAt),
  };
}
