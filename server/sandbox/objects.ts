import {randomBytes} from 'node:crypto';
import type {CreateParams} from './payment-intent-params.js';

/** What every endpoint reads of a payment intent; the remaining fields of Stripe's object are fixed at creation. */
export type PaymentIntent = {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  automatic_payment_methods: {enabled: boolean; allow_redirects?: string} | null;
  canceled_at: number | null;
  cancellation_reason: string | null;
  capture_method: string;
  client_secret: string;
  created: number;
  currency: string;
  customer: string | null;
  description: string | null;
  last_payment_error: object | null;
  latest_charge: string | null;
  metadata: Record<string, string>;
  next_action: object | null;
  payment_method: string | null;
  receipt_email: string | null;
  shipping: object | null;
  status:
    'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'requires_capture' | 'succeeded' | 'canceled';
  hooks?: object;
};

/** An id in Stripe's manner, unguessable: the prefix says what it names. */
export const newId = (prefix: string) => `${prefix}_${randomBytes(24).toString('base64url').replace(/[-_]/g, '').slice(0, 24)}`;

type IntentFacts = Pick<CreateParams, 'amount' | 'currency'> & Partial<CreateParams>;

/** A payment intent before its first confirmation. `created` is in seconds since 1970. */
export function newIntent(facts: IntentFacts, created: number): PaymentIntent & Record<string, unknown> {
  const id = newId('pi');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: facts.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: facts.automatic_payment_methods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: facts.capture_method ?? 'automatic_async',
    client_secret: newId(`${id}_secret`),
    confirmation_method: 'automatic',
    created,
    currency: facts.currency,
    customer: facts.customer ?? null,
    customer_account: null,
    description: facts.description ?? null,
    excluded_payment_method_types: null,
    ...(facts.hooks && {hooks: facts.hooks}),
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {card: {installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic'}},
    payment_method_types: ['card'],
    processing: null,
    receipt_email: facts.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: facts.shipping ?? null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_group: null,
  };
}
