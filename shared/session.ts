import * as z from 'zod/mini';
import {Address, Buyer, FulfillmentDetails} from './address.js';
import {Amount} from './money.js';
import {Availability} from './product.js';

/** The one revision of the Agentic Commerce Protocol whose session shape is spoken on all sides. */
export const ACP_VERSION = '2026-04-17';

export const SessionStatus = z.enum([
  'incomplete',
  'not_ready_for_payment',
  'requires_escalation',
  'authentication_required',
  'ready_for_payment',
  'pending_approval',
  'complete_in_progress',
  'completed',
  'canceled',
  'in_progress',
  'expired',
]);
export type SessionStatus = z.infer<typeof SessionStatus>;

export const TotalType = z.enum([
  'items_base_amount',
  'items_discount',
  'subtotal',
  'discount',
  'fulfillment',
  'tax',
  'fee',
  'gift_wrap',
  'tip',
  'store_credit',
  'total',
  'amount_refunded',
]);

/** One row of a sum. Discounts are positive numbers shown as subtractions. */
export const Total = z.object({type: TotalType, display_text: z.string(), amount: Amount, description: z.optional(z.string())});
export type Total = z.infer<typeof Total>;

/** A line of the cart. `id` names the line, `item.id` the thing bought; they differ (ACP 2026-04-17). */
export const LineItem = z.object({
  id: z.string(),
  item: z.object({id: z.string(), name: z.optional(z.string()), unit_amount: z.optional(Amount)}),
  quantity: z.int(),
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  images: z.optional(z.array(z.string())),
  unit_amount: z.optional(Amount),
  product_id: z.optional(z.string()),
  variant_options: z.optional(z.array(z.object({name: z.string(), value: z.string()}))),
  availability_status: z.optional(Availability),
  available_quantity: z.optional(z.int()),
  max_quantity_per_order: z.optional(z.int()),
  totals: z.array(Total),
});
export type LineItem = z.infer<typeof LineItem>;

const Location = z.object({
  name: z.string(),
  address: Address,
  phone: z.optional(z.string()),
  instructions: z.optional(z.string()),
});

/**
 * A way to get the goods. One object with optional members instead of a union per `type`: some hosts stall on `anyOf`
 * in an output schema. Times are RFC 3339. `shipping` uses the delivery times, `pickup` the location and `ready_by`,
 * `local_delivery` the window.
 */
export const FulfillmentOption = z.object({
  type: z.enum(['shipping', 'digital', 'pickup', 'local_delivery']),
  id: z.string(),
  title: z.string(),
  description: z.optional(z.string()),
  carrier: z.optional(z.string()),
  earliest_delivery_time: z.optional(z.string()),
  latest_delivery_time: z.optional(z.string()),
  location: z.optional(Location),
  pickup_type: z.optional(z.enum(['in_store', 'curbside', 'locker'])),
  ready_by: z.optional(z.string()),
  delivery_window: z.optional(z.object({start: z.string(), end: z.string()})),
  service_area: z.optional(z.object({radius_miles: z.optional(z.number()), center_postal_code: z.optional(z.string())})),
  totals: z.array(Total),
});
export type FulfillmentOption = z.infer<typeof FulfillmentOption>;

export const SelectedFulfillmentOption = z.object({type: z.string(), option_id: z.string(), item_ids: z.array(z.string())});
export type SelectedFulfillmentOption = z.infer<typeof SelectedFulfillmentOption>;

/** Something the buyer should know or mend. `param` is an RFC 9535 JSONPath into the session; errors and warnings carry a `code`. */
export const Message = z.object({
  type: z.enum(['info', 'warning', 'error']),
  code: z.optional(z.string()),
  severity: z.optional(z.enum(['info', 'low', 'medium', 'high', 'critical'])),
  resolution: z.optional(z.enum(['recoverable', 'requires_buyer_input', 'requires_buyer_review'])),
  param: z.optional(z.string()),
  content_type: z.enum(['plain', 'markdown']),
  content: z.string(),
});
export type Message = z.infer<typeof Message>;

export const Link = z.object({type: z.string(), title: z.optional(z.string()), url: z.string()});
export type Link = z.infer<typeof Link>;

/** Discounts applied to the cart and codes that could not be (ACP discount extension). Amounts are positive. */
export const SessionDiscounts = z.object({
  codes: z.array(z.string()),
  applied: z.array(
    z.object({
      id: z.string(),
      code: z.optional(z.string()),
      coupon: z.looseObject({id: z.string(), name: z.string()}),
      amount: Amount,
      automatic: z.optional(z.boolean()),
      start: z.optional(z.string()),
      end: z.optional(z.string()),
      method: z.optional(z.enum(['each', 'across'])),
      priority: z.optional(z.int()),
      allocations: z.optional(z.array(z.object({path: z.string(), amount: Amount}))),
    }),
  ),
  rejected: z.array(z.object({code: z.string(), reason: z.string(), message: z.optional(z.string())})),
});
export type SessionDiscounts = z.infer<typeof SessionDiscounts>;

export const PaymentHandler = z.object({
  id: z.string(),
  name: z.string(),
  display_name: z.optional(z.string()),
  version: z.string(),
  spec: z.string(),
  requires_delegate_payment: z.boolean(),
  requires_pci_compliance: z.boolean(),
  psp: z.string(),
  config_schema: z.string(),
  instrument_schemas: z.array(z.string()),
  config: z.looseObject({}),
});

export const Capabilities = z.object({
  payment: z.optional(z.object({handlers: z.array(PaymentHandler)})),
  interventions: z.optional(z.looseObject({})),
  extensions: z.optional(z.array(z.looseObject({name: z.string()}))),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** Lines of an order, with pieces of each. */
const OrderPieces = z.optional(z.array(z.object({id: z.string(), quantity: z.int()})));

/**
 * Something that happened to an order's money or pieces after it was placed. Amounts are positive and include tax; types may be new ones
 * (ACP 2026-04-17).
 */
export const OrderAdjustment = z.object({
  id: z.string(),
  type: z.string(),
  occurred_at: z.string(),
  status: z.enum(['pending', 'completed', 'failed']),
  amount: z.optional(Amount),
  currency: z.optional(z.string()),
  description: z.optional(z.string()),
  reason: z.optional(z.string()),
  line_items: OrderPieces,
});
export type OrderAdjustment = z.infer<typeof OrderAdjustment>;

/** How a part of an order reaches the buyer. Statuses and event types may be new ones (ACP 2026-04-17). Times are RFC 3339. */
export const OrderFulfillment = z.object({
  id: z.string(),
  type: z.enum(['shipping', 'pickup', 'digital']),
  status: z.optional(z.string()),
  line_items: OrderPieces,
  carrier: z.optional(z.string()),
  tracking_number: z.optional(z.string()),
  tracking_url: z.optional(z.string()),
  estimated_delivery: z.optional(z.object({earliest: z.string(), latest: z.string()})),
  description: z.optional(z.string()),
  events: z.optional(
    z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        occurred_at: z.string(),
        description: z.optional(z.string()),
        location: z.optional(z.string()),
      }),
    ),
  ),
});
export type OrderFulfillment = z.infer<typeof OrderFulfillment>;

/** The order a completed session led to. `permalink_url` opens its page. */
export const Order = z.object({
  type: z.optional(z.literal('order')),
  id: z.string(),
  checkout_session_id: z.string(),
  order_number: z.optional(z.string()),
  client_reference_id: z.optional(z.string()),
  confirmation: z.optional(z.object({order_notes: z.optional(z.string())})),
  permalink_url: z.string(),
  status: z.optional(z.string()),
  estimated_delivery: z.optional(z.object({earliest: z.string(), latest: z.string()})),
  line_items: z.optional(
    z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        product_id: z.optional(z.string()),
        image_url: z.optional(z.string()),
        quantity: z.object({ordered: z.int(), current: z.int(), fulfilled: z.optional(z.int())}),
        unit_price: z.optional(Amount),
        subtotal: z.optional(Amount),
        status: z.optional(z.string()),
      }),
    ),
  ),
  fulfillments: z.optional(z.array(OrderFulfillment)),
  adjustments: z.optional(z.array(OrderAdjustment)),
  totals: z.optional(z.array(Total)),
});
export type Order = z.infer<typeof Order>;

/** Key in `metadata`: countries delivered to, ISO 3166-1 alpha-2 codes separated by spaces, the shop's own first. */
export const SHIPS_TO = 'ships_to';

/** The checkout session, ACP 2026-04-17. Always whole, always made by the server; whoever shows it adds nothing up. */
export const CheckoutSession = z.object({
  id: z.string(),
  protocol: z.object({version: z.string()}),
  capabilities: Capabilities,
  status: SessionStatus,
  currency: z.string(),
  locale: z.optional(z.string()),
  buyer: z.optional(Buyer),
  line_items: z.array(LineItem),
  fulfillment_details: z.optional(FulfillmentDetails),
  fulfillment_options: z.array(FulfillmentOption),
  selected_fulfillment_options: z.array(SelectedFulfillmentOption),
  discounts: z.optional(SessionDiscounts),
  totals: z.array(Total),
  messages: z.array(Message),
  links: z.array(Link),
  order: z.optional(Order),
  continue_url: z.optional(z.string()),
  metadata: z.optional(z.record(z.string(), z.string())),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string(),
});
export type CheckoutSession = z.infer<typeof CheckoutSession>;

/** The amount of the first row of a type, or undefined where there is none. Looks up, never adds. */
export const totalOf = (totals: readonly Total[], type: Total['type']): Amount | undefined =>
  totals.find((row) => row.type === type)?.amount;
