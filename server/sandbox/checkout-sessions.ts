import * as z from 'zod';
import {checkoutLine, commonCurrency, type CheckoutLine} from './checkout-lines.js';
import {checkoutParams, type CheckoutParams} from './checkout-params.js';
import {assertChargeable} from './currency.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {newId} from './objects.js';
import {expand, read} from './params.js';
import {seconds, type Backend, type Endpoint} from './state.js';

/** A hosted checkout. Amounts are in the currency's smallest unit, times in seconds since 1970. */
export type CheckoutRecord = {
  id: string;
  created: number;
  expiresAt: number;
  status: 'open' | 'complete' | 'expired';
  wanted: CheckoutParams;
  currency: string;
  lines: CheckoutLine[];
  shippingOptions: {id: string; name: string; amount: number}[];
  /** Index into the shipping options. */
  shippingChoice: number;
  /** There from the buyer's first attempt on. */
  intentId: string | null;
};

const HALF_HOUR = 30 * 60;
const ONE_DAY = 24 * 60 * 60;
const UNSUPPORTED = ['discounts', 'allow_promotion_codes', 'optional_items', 'adaptive_pricing', 'subscription_data'];

/** `POST /v1/checkout/sessions` */
export const createCheckout: Endpoint = (backend, {params}) => {
  const unsupported = UNSUPPORTED.find((param) => param in params);
  if (unsupported) throw invalidRequest(`The sandbox's hosted checkout does not support ${unsupported}.`, {param: unsupported});
  const wanted = read(checkoutParams, params);
  if (wanted.automatic_tax?.enabled)
    throw invalidRequest("The sandbox's hosted checkout computes no taxes: send them as a line item.", {param: 'automatic_tax[enabled]'});
  const created = seconds(backend);
  const {expires_at: expiresAt = created + ONE_DAY} = wanted;
  if (expiresAt < created + HALF_HOUR || expiresAt > created + ONE_DAY) {
    const message = 'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.';
    throw invalidRequest(message, {param: 'expires_at'});
  }
  const lines = wanted.line_items.map((item, i) => checkoutLine(item, i, created));
  const currency = commonCurrency(wanted);
  const record: CheckoutRecord = {
    id: newId('cs_test'),
    created,
    expiresAt,
    status: 'open',
    wanted,
    currency,
    lines,
    shippingOptions: (wanted.shipping_options ?? []).map(({shipping_rate_data: {display_name: name, fixed_amount}}) => ({
      id: newId('shr'),
      name,
      amount: fixed_amount.amount,
    })),
    shippingChoice: 0,
    intentId: null,
  };
  assertChargeable(amountsOf(record).total, currency, 'line_items');
  backend.state.checkouts.set(record.id, record);
  return present(backend, record);
};

/** `GET /v1/checkout/sessions/{id}` */
export const retrieveCheckout: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return present(backend, findCheckout(backend, id));
};

/** `POST /v1/checkout/sessions/{id}/expire`, only while it is open. */
export const expireCheckout: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const record = findCheckout(backend, id);
  if (record.status !== 'open') {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.status}\`.`;
    throw refused(message);
  }
  record.status = 'expired';
  return present(backend, record);
};

/** The checkout as it is now: one whose time is over is expired. @throws StripeRefusal 404 */
export function findCheckout(backend: Backend, id: string): CheckoutRecord {
  const record = backend.state.checkouts.get(id);
  if (!record) throw resourceMissing('checkout.session', id, {param: 'session'});
  if (record.status === 'open' && record.expiresAt <= seconds(backend)) record.status = 'expired';
  return record;
}

/** What the buyer pays, with the shipping option chosen so far. */
export function amountsOf({lines, shippingOptions, shippingChoice}: CheckoutRecord) {
  const subtotal = lines.reduce((sum, {amount_total}) => sum + amount_total, 0);
  const shipping = shippingOptions[shippingChoice]?.amount ?? 0;
  return {subtotal, shipping, total: subtotal + shipping};
}

function present(backend: Backend, record: CheckoutRecord) {
  const {id, wanted, status, shippingOptions, shippingChoice} = record;
  const {subtotal, shipping, total} = amountsOf(record);
  const option = shippingOptions[shippingChoice];
  const intent = backend.state.intents.get(record.intentId ?? '')?.intent;
  const {name = null, address = null, phone = null} = wanted.payment_intent_data?.shipping ?? {};
  const complete = status === 'complete';
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: subtotal,
    amount_total: total,
    automatic_tax: {enabled: false, liability: null, provider: null, status: null},
    billing_address_collection: null,
    cancel_url: wanted.cancel_url ?? null,
    client_reference_id: wanted.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: record.created,
    currency: record.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null},
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: complete
      ? {
          address,
          business_name: null,
          email: wanted.customer_email ?? null,
          individual_name: null,
          name,
          phone,
          tax_exempt: 'none',
          tax_ids: [],
        }
      : null,
    customer_email: wanted.customer_email ?? null,
    discounts: [],
    expires_at: record.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: wanted.locale ?? null,
    managed_payments: null,
    metadata: wanted.metadata ?? {},
    mode: 'payment',
    origin_context: null,
    payment_intent: complete ? record.intentId : null,
    payment_link: null,
    payment_method_collection: 'always',
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_status: complete && intent?.status === 'succeeded' ? 'paid' : 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: option ? {amount_subtotal: shipping, amount_tax: 0, amount_total: shipping, shipping_rate: option.id} : null,
    shipping_options: shippingOptions.map((rate) => ({shipping_amount: rate.amount, shipping_rate: rate.id})),
    status,
    submit_type: wanted.submit_type ?? null,
    subscription: null,
    success_url: wanted.success_url,
    total_details: {amount_discount: 0, amount_shipping: shipping, amount_tax: 0},
    ui_mode: 'hosted_page',
    url: status === 'open' ? `${backend.baseUrl()}/pay/${id}` : null,
    wallet_options: null,
  };
}
