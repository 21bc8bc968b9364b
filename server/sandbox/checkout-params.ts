import * as z from 'zod';
import {rateData} from './catalog/shipping-rates.js';
import {amount, expand, flag, inert, integer, metadata, shipping, text, webAddress} from './params.js';

const productData = z.strictObject({
  name: text,
  description: z.optional(text),
  images: z.optional(z.array(webAddress).max(8)),
  metadata: z.optional(metadata),
  ...inert('tax_code', 'unit_label', 'tax_details'),
});
const lineItem = z.strictObject({
  price: z.optional(text),
  price_data: z.optional(
    z.strictObject({
      currency: text,
      unit_amount: amount,
      product: z.optional(text),
      product_data: z.optional(productData),
      tax_behavior: z.optional(z.enum(['exclusive', 'inclusive', 'unspecified'])),
    }),
  ),
  quantity: integer.refine((quantity) => quantity >= 1, 'This value must be greater than or equal to 1.'),
  metadata: z.optional(metadata),
  ...inert('adjustable_quantity'),
});
const shippingOption = z.strictObject({
  shipping_rate: z.optional(text),
  shipping_rate_data: z.optional(z.strictObject(rateData)),
});

/** Parameters of `POST /v1/checkout/sessions`. What would change the amount and is not built (taxes, promotion codes) is refused. */
export const checkoutParams = z.strictObject({
  mode: z.literal('payment'),
  line_items: z.array(lineItem).min(1).max(100),
  shipping_options: z.optional(z.array(shippingOption).max(5)),
  discounts: z.optional(z.array(z.strictObject({coupon: z.optional(text), promotion_code: z.optional(text)})).max(1)),
  success_url: webAddress,
  cancel_url: z.optional(webAddress),
  client_reference_id: z.optional(text.max(200)),
  metadata: z.optional(metadata),
  payment_intent_data: z.optional(
    z.strictObject({
      metadata: z.optional(metadata),
      description: z.optional(text),
      receipt_email: z.optional(text),
      capture_method: z.optional(z.enum(['automatic', 'automatic_async', 'manual'])),
      shipping: z.optional(shipping),
      ...inert('statement_descriptor', 'statement_descriptor_suffix', 'setup_future_usage', 'transfer_group'),
    }),
  ),
  customer_email: z.optional(text),
  expires_at: z.optional(integer),
  locale: z.optional(text),
  submit_type: z.optional(z.enum(['auto', 'book', 'donate', 'pay', 'subscribe'])),
  ui_mode: z.optional(z.literal('hosted_page')),
  automatic_tax: z.optional(z.strictObject({enabled: flag})),
  expand,
  ...inert(
    'adaptive_pricing',
    'allowed_payment_method_types',
    'billing_address_collection',
    'branding_settings',
    'consent_collection',
    'currency',
    'custom_text',
  ),
  ...inert('customer_creation', 'excluded_payment_method_types', 'payment_method_options', 'phone_number_collection'),
  ...inert('shipping_address_collection', 'name_collection', 'origin_context', 'integration_identifier'),
});

export type CheckoutParams = z.output<typeof checkoutParams>;
