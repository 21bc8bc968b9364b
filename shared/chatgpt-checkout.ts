/**
 * The dialect of the chat host's payment sheet: what `window.openai.requestCheckout` takes and answers, and what the
 * `complete_checkout` tool answers. It has the skeleton of ACP 2025-09-29 with host-specific fields and fits no published
 * ACP schema, so it is written here and nowhere else. Field names follow the host's monetization page.
 */
import * as z from 'zod/mini';
import {Address} from './address.js';
import {Amount} from './money.js';
import {Message, totalOf, type CheckoutSession, type Total} from './session.js';
import type {PaymentSetup} from './tools.js';

const Row = z.object({type: z.string(), display_text: z.string(), amount: Amount});

const Line = z.object({
  id: z.string(),
  item: z.object({id: z.string(), quantity: z.int()}),
  name: z.optional(z.string()),
  description: z.optional(z.string()),
  images: z.optional(z.array(z.string())),
  base_amount: Amount,
  discount: Amount,
  subtotal: Amount,
  tax: Amount,
  total: Amount,
});

const Option = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string(),
  subtitle: z.optional(z.string()),
  carrier: z.optional(z.string()),
  earliest_delivery_time: z.optional(z.string()),
  latest_delivery_time: z.optional(z.string()),
  subtotal: Amount,
  tax: Amount,
  total: Amount,
});

const flatSession = {
  id: z.string(),
  status: z.string(),
  currency: z.string(),
  line_items: z.array(Line),
  totals: z.array(Row),
  fulfillment_options: z.array(Option),
  fulfillment_option_id: z.optional(z.string()),
  fulfillment_address: z.optional(z.extend(Address, {phone_number: z.optional(z.string())})),
  messages: z.array(Message),
  links: z.array(z.object({type: z.string(), url: z.string()})),
};

/** `structuredContent` of `complete_checkout`: the session with its `order`, or the open session with error `messages`. */
export const CompletedCheckout = z.object({
  ...flatSession,
  buyer: z.optional(z.looseObject({name: z.optional(z.string()), email: z.optional(z.string()), phone_number: z.optional(z.string())})),
  order: z.optional(
    z.object({id: z.string(), checkout_session_id: z.string(), permalink_url: z.string(), order_number: z.optional(z.string())}),
  ),
});
export type CompletedCheckout = z.infer<typeof CompletedCheckout>;

type Flat = Omit<CompletedCheckout, 'buyer' | 'order'>;

/** What the payment sheet is opened with. */
export type RequestCheckoutPayload = Flat & {
  payment_provider: Pick<PaymentSetup, 'provider' | 'merchant_id' | 'supported_payment_methods'>;
  payment_mode: PaymentSetup['payment_mode'];
};

/** The same in a way that was documented elsewhere or before: fewer fields, other names. */
export type OtherCheckoutPayload = Pick<Flat, 'id' | 'status' | 'currency' | 'totals' | 'links'> &
  Partial<Omit<Flat, 'line_items' | 'fulfillment_address'>> & {
    line_items?: object[];
    fulfillment_address?: Flat['fulfillment_address'] | null;
    payment_provider: Pick<PaymentSetup, 'provider' | 'merchant_id'> & {supported_payment_methods: string[]};
    payment_mode: PaymentSetup['payment_mode'];
  };

const SHEET_TOTALS = new Set(['items_base_amount', 'items_discount', 'subtotal', 'discount', 'fulfillment', 'tax', 'fee', 'total']);
const rows = (totals: readonly Total[]) =>
  totals.filter(({type}) => SHEET_TOTALS.has(type)).map(({type, display_text, amount}) => ({type, display_text, amount}));
const amount = (totals: readonly Total[], type: Total['type']) => totalOf(totals, type) ?? 0;

// Copies amounts the server made; adds nothing.
function flatten(session: CheckoutSession): Flat {
  const address = session.fulfillment_details?.address;
  const phone = session.fulfillment_details?.phone_number;
  return {
    id: session.id,
    status: session.status,
    currency: session.currency.toUpperCase(),
    line_items: session.line_items.map((line) => ({
      id: line.id,
      item: {id: line.item.id, quantity: line.quantity},
      ...(line.name && {name: line.name}),
      ...(line.description && {description: line.description}),
      ...(line.images?.length && {images: line.images}),
      base_amount: amount(line.totals, 'items_base_amount'),
      discount: amount(line.totals, 'items_discount'),
      subtotal: amount(line.totals, 'subtotal'),
      tax: amount(line.totals, 'tax'),
      total: amount(line.totals, 'total'),
    })),
    totals: rows(session.totals),
    fulfillment_options: session.fulfillment_options.map((option) => ({
      id: option.id,
      type: option.type,
      title: option.title,
      ...(option.description && {subtitle: option.description}),
      ...(option.carrier && {carrier: option.carrier}),
      ...(option.earliest_delivery_time && {earliest_delivery_time: option.earliest_delivery_time}),
      ...(option.latest_delivery_time && {latest_delivery_time: option.latest_delivery_time}),
      subtotal: amount(option.totals, 'subtotal'),
      tax: amount(option.totals, 'tax'),
      total: amount(option.totals, 'total'),
    })),
    ...(session.selected_fulfillment_options[0] && {fulfillment_option_id: session.selected_fulfillment_options[0].option_id}),
    ...(address && {fulfillment_address: {...address, ...(phone && {phone_number: phone})}}),
    messages: session.messages,
    links: session.links.map(({type, url}) => ({type, url})),
  };
}

/**
 * Session -> payload of `requestCheckout`. Null for a session that cannot be paid: the sheet must never open for one.
 * `fulfillment_address` is left out rather than null; the host adds merchant, logo and conversation itself. So are the methods saved with
 * the merchant: no host documents what its sheet sends back for one, and a charge without the total agreed to is refused.
 */
export function toRequestCheckout(session: CheckoutSession, payment: PaymentSetup): RequestCheckoutPayload | OtherCheckoutPayload | null {
  if (session.status !== 'ready_for_payment') return null;
  const {provider, merchant_id, supported_payment_methods, payment_mode, payload = 'openai'} = payment;
  const sheet = {provider, merchant_id, supported_payment_methods};
  const whole = flatten(session);
  if (payload === 'openai') return {...whole, payment_provider: sheet, payment_mode};
  const {id, status, currency, totals, links, line_items} = whole;
  const methods = supported_payment_methods.map(({type}) => (payload === 'paypal' ? type.replace('_', '') : type));
  const named = {payment_provider: {...sheet, supported_payment_methods: methods}, payment_mode};
  const least = {id, ...named, status, currency, totals, links};
  if (payload === 'minimal') return least;
  if (payload === 'paypal') return {...whole, ...named};
  const lines = line_items.map(({name, description, images, discount, ...line}) => ({
    ...line,
    ...((discount || payload !== 'stripe') && {discount}),
  }));
  if (payload === 'openai-older') return {...whole, ...named, line_items: lines};
  return {
    ...least,
    line_items: lines,
    fulfillment_options: [],
    fulfillment_address: null,
    messages: [],
    // The guide's word; no ACP schema has it.
    links: links.map(({type, url}) => ({type: type === 'terms_of_use' ? 'terms_of_service' : type, url})),
  };
}

/** Session -> answer of the `complete_checkout` tool. */
export function toCompletedCheckout(session: CheckoutSession): CompletedCheckout {
  const {order, buyer} = session;
  const name = buyer?.full_name ?? [buyer?.first_name, buyer?.last_name].filter(Boolean).join(' ');
  return {
    ...flatten(session),
    ...(buyer && {buyer: {...(name && {name}), email: buyer.email, ...(buyer.phone_number && {phone_number: buyer.phone_number})}}),
    ...(order && {
      order: {
        id: order.id,
        checkout_session_id: order.checkout_session_id,
        permalink_url: order.permalink_url,
        ...(order.order_number && {order_number: order.order_number}),
      },
    }),
  };
}

/**
 * What the sheet's answer claims. A claim only: the caller asks the server before saying anything to the buyer.
 * `unknown` covers whatever is not understood, rejections without a reason among them.
 */
export type SheetClaim = 'completed' | 'canceled' | 'failed' | 'unknown';

type Loose = {[key: string]: unknown} | null | undefined;
const object = (value: unknown): Loose => (typeof value === 'object' ? (value as Loose) : undefined);

/** Reads a resolved answer: a flat session, a whole tool result around it, an error object, or a list of messages. */
export function readSheetAnswer(answer: unknown): SheetClaim {
  const whole = object(answer);
  const session = object(whole?.structuredContent) ?? whole;
  if (session?.status === 'completed' && typeof object(session.order)?.id === 'string') return 'completed';
  const messages = Array.isArray(session?.messages) ? (session.messages as unknown[]) : [];
  // A total that changed and a payment service out of reach are no errors of the session; that nothing was paid is what they say, too.
  if (messages.some((message) => object(message)?.type === 'error' || object(message)?.severity === 'high')) return 'failed';
  if (whole?.isError === true || typeof whole?.code === 'string') return 'failed';
  return 'unknown';
}

/** Reads a rejection. No host documents a machine-readable reason, so only the plain word for cancel is understood. */
export function readSheetRejection(reason: unknown): SheetClaim {
  const message = typeof reason === 'string' ? reason : object(reason)?.message;
  return typeof message === 'string' && /\bcancel/i.test(message) ? 'canceled' : 'unknown';
}
