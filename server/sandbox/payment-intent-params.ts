import * as z from 'zod';
import {address, clearable, expand, flag, inert, integer, metadata, metadataChanges, shipping, text, webAddress} from './params.js';
import {paymentMethodOptions} from './three-d-secure.js';

const captureMethod = z.enum(['automatic', 'automatic_async', 'manual']);
const hooks = z.strictObject({inputs: z.optional(z.strictObject({tax: z.optional(z.strictObject({calculation: z.string()}))}))});

/** How an intent may be paid: a token in its present place, in its older place, or a test payment method. */
const howToPay = {
  payment_method: z.optional(text),
  payment_method_data: z.optional(
    z.strictObject({
      shared_payment_granted_token: z.optional(text),
      type: z.optional(text),
      billing_details: z.optional(z.strictObject({...inert('email', 'name', 'phone', 'tax_id'), address: z.optional(address)})),
      ...inert('allow_redisplay', 'metadata', 'radar_options', 'link'),
    }),
  ),
  shared_payment_granted_token: z.optional(text),
  error_on_requires_action: z.optional(flag),
  return_url: z.optional(webAddress),
  receipt_email: z.optional(text),
  shipping: z.optional(shipping),
  hooks: z.optional(hooks),
  payment_method_options: z.optional(paymentMethodOptions),
  expand,
  ...inert('mandate', 'mandate_data', 'off_session', 'payment_details', 'amount_details', 'radar_options'),
  ...inert('setup_future_usage', 'use_stripe_sdk', 'allowed_payment_method_types', 'excluded_payment_method_types'),
};

/** Parameters of `POST /v1/payment_intents`. */
export const createParams = z.strictObject({
  ...howToPay,
  amount: integer,
  currency: text,
  confirm: z.optional(flag),
  capture_method: z.optional(captureMethod),
  automatic_payment_methods: z.optional(z.strictObject({enabled: flag, allow_redirects: z.optional(z.enum(['always', 'never']))})),
  metadata: z.optional(metadata),
  description: z.optional(text),
  customer: z.optional(text),
  ...inert('confirmation_method', 'payment_method_configuration', 'statement_descriptor', 'statement_descriptor_suffix'),
  ...inert('transfer_group'),
});
export const confirmParams = z.strictObject({...howToPay, capture_method: z.optional(captureMethod)});
/** Parameters of `POST /v1/payment_intents/{id}`. */
export const updateParams = z.strictObject({
  payment_method: howToPay.payment_method,
  payment_method_data: howToPay.payment_method_data,
  shared_payment_granted_token: howToPay.shared_payment_granted_token,
  hooks: howToPay.hooks,
  amount: z.optional(integer),
  currency: z.optional(text),
  capture_method: z.optional(captureMethod),
  metadata: z.optional(metadataChanges),
  description: z.optional(clearable),
  receipt_email: z.optional(clearable),
  shipping: z.optional(z.union([z.literal('').transform(() => null), shipping])),
  expand,
  ...inert('amount_details', 'payment_details', 'payment_method_options', 'payment_method_configuration', 'setup_future_usage', 'customer'),
  ...inert('allowed_payment_method_types', 'excluded_payment_method_types', 'statement_descriptor', 'statement_descriptor_suffix'),
  ...inert('mandate_data', 'transfer_group'),
});
export const captureParams = z.strictObject({
  amount_to_capture: z.optional(integer),
  final_capture: z.optional(flag),
  metadata: z.optional(metadataChanges),
  hooks: z.optional(hooks),
  expand,
  ...inert('amount_details', 'payment_details', 'statement_descriptor', 'statement_descriptor_suffix'),
});
export const cancelParams = z.strictObject({
  cancellation_reason: z.optional(z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'])),
  expand,
});

export type Hooks = z.output<typeof hooks>;
export type CreateParams = z.output<typeof createParams>;
export type ConfirmParams = z.output<typeof confirmParams>;
