import type {CheckoutRecord} from './checkout-sessions.js';
import type {Backend} from './state.js';

/** What the buyer pays, with the shipping option chosen so far. */
export function amountsOf({lines, shippingOptions, shippingChoice}: CheckoutRecord) {
  const subtotal = lines.reduce((sum, {amount_subtotal: amount}) => sum + amount, 0);
  const discount = lines.reduce((sum, {amount_discount: amount}) => sum + amount, 0);
  const shipping = shippingOptions[shippingChoice]?.amount ?? 0;
  return {subtotal, discount, shipping, total: subtotal - discount + shipping};
}

/** The checkout in the shape of Stripe's object. */
export function presentCheckout(backend: Backend, record: CheckoutRecord) {
  const {id, wanted, status, shippingOptions, shippingChoice} = record;
  const {subtotal, discount, shipping, total} = amountsOf(record);
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
    discounts: record.coupon ? [{coupon: record.coupon, promotion_code: null}] : [],
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
    payment_status: total === 0 ? 'no_payment_required' : complete && intent?.status === 'succeeded' ? 'paid' : 'unpaid',
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
    total_details: {amount_discount: discount, amount_shipping: shipping, amount_tax: 0},
    ui_mode: 'hosted_page',
    url: status === 'open' ? `${backend.baseUrl()}/pay/${id}` : null,
    wallet_options: null,
  };
}
