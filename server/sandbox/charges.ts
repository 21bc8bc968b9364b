import {newId, type PaymentIntent} from './objects.js';
import type {TestCard} from './test-cards.js';
import {shownCheck, type OwnCheck} from './three-d-secure.js';

export type Charge = {
  id: string;
  object: 'charge';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  currency: string;
  disputed: boolean;
  failure_code: string | null;
  failure_message: string | null;
  paid: boolean;
  payment_intent: string;
  refunded: boolean;
  status: 'succeeded' | 'pending' | 'failed';
};

export type PaymentMethod = {
  id: string;
  object: 'payment_method';
  allow_redisplay: 'always' | 'limited' | 'unspecified';
  type: 'card' | 'us_bank_account';
  billing_details: object;
  /** Whose it is. */
  customer: string | null;
};

export const noBillingDetails = {
  address: {city: null, country: null, line1: null, line2: null, postal_code: null, state: null},
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

/** The card as it looks in payment methods and tokens. */
export const cardDetails = ({brand, last4, funding}: TestCard) => ({
  brand,
  checks: {address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass'},
  country: 'US',
  display_brand: brand,
  exp_month: 12,
  exp_year: 2034,
  fingerprint: `sandbox${last4}`,
  funding,
  last4,
  networks: {available: [brand], preferred: null},
  wallet: null,
});

const bankDetails = ({last4}: TestCard) => ({
  account_holder_type: 'individual',
  account_type: 'checking',
  bank_name: 'SANDBOX TEST BANK',
  fingerprint: `sandbox${last4}`,
  last4,
  routing_number: '110000000',
});

/** A payment method on the seller's account: what Stripe clones from the agent's token. */
export const paymentMethod = (card: TestCard, created: number, billingDetails: object = {}): PaymentMethod & Record<string, unknown> => ({
  id: newId('pm'),
  object: 'payment_method',
  allow_redisplay: 'unspecified',
  billing_details: {...noBillingDetails, ...billingDetails},
  created,
  customer: null,
  livemode: false,
  metadata: {},
  ...(card.outcome === 'processes'
    ? {type: 'us_bank_account', us_bank_account: bankDetails(card)}
    : {type: 'card', card: cardDetails(card)}),
});

type ChargeFacts = {
  created: number;
  captured: boolean;
  failure?: {code: string; message: string};
  pending?: boolean;
  check?: OwnCheck | undefined;
};

/** A charge of an intent by a card. A refused one is kept too: it is what `error.charge` names. */
export function charge(
  intent: PaymentIntent,
  method: PaymentMethod,
  card: TestCard,
  {created, captured, failure, pending = false, check}: ChargeFacts,
): Charge & Record<string, unknown> {
  return {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured && !pending ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: {...intent.metadata},
    on_behalf_of: null,
    outcome: {type: failure ? 'issuer_declined' : 'authorized'},
    paid: !failure && !pending,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details:
      method.type === 'card'
        ? {type: 'card', card: chargedCard(intent, card, {created, captured, failure, check})}
        : {type: method.type, us_bank_account: bankDetails(card)},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failure ? 'failed' : pending ? 'pending' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

function chargedCard({amount}: PaymentIntent, card: TestCard, {created, captured, failure, check}: ChargeFacts) {
  const {brand, checks, country, exp_month, exp_year, fingerprint, funding, last4, wallet} = cardDetails(card);
  const sevenDays = 7 * 24 * 60 * 60; // how long an online card hold usually lasts
  return {
    brand,
    checks,
    country,
    exp_month,
    exp_year,
    fingerprint,
    funding,
    last4,
    wallet,
    amount_authorized: failure ? null : amount,
    authorization_code: null,
    ...(!captured && !failure && {capture_before: created + sevenDays}),
    installments: null,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: check ? shownCheck(check) : null,
    transaction_link_id: null,
  };
}
