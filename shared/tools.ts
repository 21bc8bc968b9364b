import * as z from 'zod/mini';
import {Buyer, FulfillmentDetails, text} from './address.js';
import {CompletedCheckout} from './chatgpt-checkout.js';
import {Amount} from './money.js';
import {Product} from './product.js';
import {CheckoutSession} from './session.js';

/** The page that shows a checkout. The name is fixed by the product checkout conversion contract. */
export const WIDGET_URI = 'ui://widget/checkout-session.html';
export const WIDGET_MIME_TYPE = 'text/html;profile=mcp-app';

/** The key in a failed tool result's `_meta` that carries `{code, message, param?}`; the same sentence stands in `content`. */
export const ERROR_META_KEY = 'chat-checkout/error';

export const MAX_QUANTITY = 99;
export const MAX_LINES = 50;

const Id = (name: string) =>
  z
    .string({error: ({input}) => (input === undefined ? `${name} is missing` : `${name} must be text`)})
    .check(z.minLength(1, `${name} is missing`), z.maxLength(128, `${name} must be at most 128 characters`));

const quantityMessage = (issue: {input?: unknown}) =>
  `quantity must be a whole number from 1 to ${MAX_QUANTITY}, got ${typeof issue.input === 'number' ? issue.input : typeof issue.input}`;

/** Pieces of one thing in one cart: 1 to 99. */
export const Quantity = z
  .int({error: quantityMessage})
  .check(z.minimum(1, {error: quantityMessage}), z.maximum(MAX_QUANTITY, {error: quantityMessage}));

export const CartItem = z.object({id: Id('item id'), quantity: Quantity});
export type CartItem = z.infer<typeof CartItem>;

const cart = <T extends z.ZodMiniType>(item: T) =>
  z
    .array(item)
    .check(z.minLength(1, 'items must hold at least one item'), z.maxLength(MAX_LINES, `items must hold at most ${MAX_LINES} items`));

/** A payment method that the buyer saved with the merchant before. It is shown and picked here, never collected. */
export const ManagedPaymentMethod = z.object({
  type: z.string(),
  id: z.string(),
  display_name: z.string(),
  display_brand: z.string(),
  display_last4: z.string(),
});
export type ManagedPaymentMethod = z.infer<typeof ManagedPaymentMethod>;

/**
 * The ways `requestCheckout` was documented, newest first. `openai` is the host's page of today, `openai-older` its page of spring 2026
 * (methods as plain names, lines without words), `stripe` and `paypal` the guides of the two providers, `minimal` the least any of them shows.
 */
export const SHEET_PAYLOADS = ['openai', 'openai-older', 'stripe', 'paypal', 'minimal'] as const;
export type SheetPayload = (typeof SHEET_PAYLOADS)[number];

/**
 * What the host's payment sheet needs beside the session. `merchant_id` is the seller's profile id at the payment provider.
 * `managed_payment_methods` are there for a buyer the server knows, for the widget itself to show; `payload` where the sheet is not opened in the way of today.
 */
export const PaymentSetup = z.object({
  provider: z.string(),
  merchant_id: z.string(),
  supported_payment_methods: z.array(z.object({type: z.string(), allowed_card_brands: z.optional(z.array(z.string()))})),
  managed_payment_methods: z.optional(z.array(ManagedPaymentMethod)),
  payment_mode: z.enum(['live', 'test']),
  payload: z.optional(z.enum(SHEET_PAYLOADS)),
});
export type PaymentSetup = z.infer<typeof PaymentSetup>;

/** What every session tool answers with. */
export const CheckoutResult = z.object({checkout: CheckoutSession, payment: PaymentSetup});
export type CheckoutResult = z.infer<typeof CheckoutResult>;

export const SearchProductsInput = z.object({
  query: z.optional(text('query', 200)),
  limit: z.optional(
    z.int('limit must be a whole number').check(z.minimum(1, 'limit must be at least 1'), z.maximum(50, 'limit must be at most 50')),
  ),
});
export const SearchProductsOutput = z.object({products: z.array(Product)});

export const ShowProductInput = z.object({product_id: z.optional(Id('product_id')), product_name: z.optional(text('product_name', 200))});
/** `amount` is minor units of `currency`; `priceID` is the item id of the variant shown first. */
export const ShowProductOutput = z.object({
  product: Product,
  productName: z.string(),
  amount: Amount,
  currency: z.string(),
  priceID: z.string(),
});
export type ShowProductOutput = z.infer<typeof ShowProductOutput>;

/** The product checkout conversion contract: only `id` and `quantity` are needed, the rest are display hints and never priced from. */
export const CheckoutSessionInput = z.object({
  checkout_session: z.object({
    items: cart(
      z.looseObject({
        id: Id('item id'),
        quantity: Quantity,
        offerId: z.optional(z.string()),
        name: z.optional(z.string()),
        description: z.optional(z.string()),
        images: z.optional(z.array(z.string())),
        url: z.optional(z.string()),
        merchant_name: z.optional(z.string()),
        price: z.optional(z.string()),
      }),
    ),
  }),
});

export const GetCheckoutInput = z.object({checkout_session_id: Id('checkout_session_id')});

/** A partial change: what is absent stays, `null` clears, arrays replace. */
export const UpdateCheckoutInput = z.object({
  checkout_session_id: Id('checkout_session_id'),
  items: z.optional(cart(CartItem)),
  buyer: z.optional(z.nullable(Buyer)),
  fulfillment_details: z.optional(z.nullable(FulfillmentDetails)),
  selected_fulfillment_options: z.optional(
    z.array(z.looseObject({option_id: Id('option_id'), type: z.optional(z.string()), item_ids: z.optional(z.array(z.string()))})),
  ),
  discounts: z.optional(z.object({codes: z.array(text('discount code', 64)).check(z.maxLength(5, 'at most 5 discount codes'))})),
});
export type UpdateCheckoutInput = z.infer<typeof UpdateCheckoutInput>;

const nullableText = (name: string, most: number) => z.optional(z.nullable(text(name, most)));

/**
 * What the host's payment sheet sends, or the widget for a saved payment method: then `token` is that method's id and `amount` the
 * total the buyer agreed to, in minor units. Loose on purpose: hosts disagree on the names inside `buyer`.
 */
export const CompleteCheckoutInput = z.object({
  checkout_session_id: Id('checkout_session_id'),
  buyer: z.optional(
    z.nullable(
      z.looseObject({
        name: nullableText('name', 256),
        full_name: nullableText('full_name', 256),
        first_name: nullableText('first_name', 128),
        last_name: nullableText('last_name', 128),
        email: nullableText('email', 320),
        phone_number: nullableText('phone_number', 32),
      }),
    ),
  ),
  payment_data: z.looseObject({
    token: Id('payment_data.token').check(z.maxLength(512)),
    provider: z.optional(z.string()),
    amount: z.optional(Amount),
    billing_address: z.optional(z.nullable(z.looseObject({}))),
  }),
});
export type CompleteCheckoutInput = z.infer<typeof CompleteCheckoutInput>;

export const CancelCheckoutInput = GetCheckoutInput;

/** `order` is the mark of the caller's build; where it is the server's own, the strings come without their names. */
export const GetLocaleInput = z.object({
  locale: z.string('locale must be a BCP 47 tag').check(z.minLength(2), z.maxLength(64)),
  order: z.optional(z.string().check(z.maxLength(64))),
});
/**
 * `locale` is the language that serves the one asked for; without it there is none, and English stays. The words come as `strings` by
 * name, or as `words` in the order of the build.
 */
export const GetLocaleOutput = z.object({
  locale: z.optional(z.string()),
  strings: z.optional(z.record(z.string(), z.unknown())),
  words: z.optional(z.array(z.unknown())),
});

/** Every chat-host tool with the schemas of its input and its `structuredContent`. */
export const tools = {
  search_products: {input: SearchProductsInput, output: SearchProductsOutput},
  show_product: {input: ShowProductInput, output: ShowProductOutput},
  checkout_session: {input: CheckoutSessionInput, output: CheckoutResult},
  get_checkout: {input: GetCheckoutInput, output: CheckoutResult},
  update_checkout: {input: UpdateCheckoutInput, output: CheckoutResult},
  complete_checkout: {input: CompleteCheckoutInput, output: CompletedCheckout},
  cancel_checkout: {input: CancelCheckoutInput, output: CheckoutResult},
  get_locale: {input: GetLocaleInput, output: GetLocaleOutput},
} as const;
export type ToolName = keyof typeof tools;
export type ToolInput<N extends ToolName> = z.infer<(typeof tools)[N]['input']>;
export type ToolOutput<N extends ToolName> = z.infer<(typeof tools)[N]['output']>;
