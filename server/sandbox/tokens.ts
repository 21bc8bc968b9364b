import * as z from 'zod';
import {cardDetails, noBillingDetails} from './charges.js';
import {assertCurrency} from './currency.js';
import {invalidRequest, refused, resourceMissing} from './errors.js';
import {newId} from './objects.js';
import {expand, integer, metadata, read, text} from './params.js';
import {seconds, type Backend, type Endpoint} from './state.js';
import {findTestCard} from './test-cards.js';

/** A shared payment token as it was granted. Amounts are in the currency's smallest unit, times in seconds since 1970. */
export type TokenRecord = {
  id: string;
  /** The test payment method behind it. */
  card: string;
  created: number;
  limits: {currency: string; max_amount: number; expires_at: number | null};
  sharedMetadata: Record<string, string>;
  captured: number;
  /** Authorized and not yet captured: reserved, so that two holds cannot spend the same limit. */
  held: number;
  deactivated: {at: number; reason: 'consumed' | 'revoked'} | null;
};

const NINETY_DAYS = 90 * 24 * 60 * 60;

const grantParams = z.strictObject({
  payment_method: text,
  usage_limits: z.strictObject({currency: text, max_amount: integer, expires_at: z.optional(integer)}),
  shared_metadata: z.optional(metadata),
  customer: z.optional(text),
  expand,
});

/** `POST /v1/test_helpers/shared_payment/granted_tokens` */
export const grantToken: Endpoint = (backend, {params}) => {
  const {payment_method: card, usage_limits: limits, shared_metadata: sharedMetadata = {}} = read(grantParams, params);
  const created = seconds(backend);
  const {currency, max_amount, expires_at = null} = limits;
  assertCurrency(currency, 'usage_limits[currency]');
  if (max_amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'usage_limits[max_amount]',
    });
  }
  if (expires_at !== null && (expires_at <= created || expires_at > created + NINETY_DAYS))
    throw invalidRequest('The expiration must be in the future and at most 90 days ahead.', {param: 'usage_limits[expires_at]'});
  if (!findTestCard(card)) throw resourceMissing('PaymentMethod', card, {param: 'payment_method', status: 400});
  const token: TokenRecord = {
    id: newId('spt'),
    card,
    created,
    limits: {currency, max_amount, expires_at},
    sharedMetadata,
    captured: 0,
    held: 0,
    deactivated: null,
  };
  backend.state.tokens.set(token.id, token);
  return present(backend, token);
};

/** `POST /v1/test_helpers/shared_payment/granted_tokens/{id}/revoke`; a second revoke changes nothing. */
export const revokeToken: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const token = find(backend, id, 404);
  if (!deactivation(backend, token)) deactivate(backend, token, 'revoked');
  return present(backend, token);
};

/** `GET /v1/shared_payment/granted_tokens/{id}` */
export const retrieveToken: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return present(backend, find(backend, id, 404));
};

/** The token, if it may pay this amount now; otherwise throws what Stripe answers: a 400 with a message and no code. */
export function spendableToken(backend: Backend, id: string, amount: number, currency: string): TokenRecord {
  const token = find(backend, id, 400);
  const {limits, captured, held} = token;
  if (deactivation(backend, token))
    throw refused('The shared payment granted token cannot be used because it is already in a deactivated state.');
  if (currency !== limits.currency)
    throw refused(`The currency ${currency} does not match the currency of this shared payment granted token, ${limits.currency}.`);
  if (amount > limits.max_amount - captured - held)
    throw refused('The requested amount is greater than the remaining amount capturable with this shared payment granted token.');
  return token;
}

/** Counts captured money against the limit; a limit that is used up deactivates the token. */
export function countCapture(backend: Backend, id: string, amount: number): void {
  const token = find(backend, id, 400);
  token.captured += amount;
  if (backend.faults.tokenEvents) backend.emit('shared_payment.granted_token.used', present(backend, token));
  if (token.captured >= token.limits.max_amount && !token.deactivated) deactivate(backend, token, 'consumed');
}

function deactivate(backend: Backend, token: TokenRecord, reason: 'consumed' | 'revoked'): void {
  token.deactivated = {at: seconds(backend), reason};
  if (backend.faults.tokenEvents) backend.emit('shared_payment.granted_token.deactivated', present(backend, token));
}

/** Reserves a part of the limit for a hold, or gives it back with a negative amount. */
export function countHold(backend: Backend, id: string, amount: number): void {
  find(backend, id, 400).held += amount;
}

function find({state}: Backend, id: string, status: 400 | 404): TokenRecord {
  const token = state.tokens.get(id);
  if (token) return token;
  const param = status === 404 ? 'shared_payment_granted_token' : 'payment_method_data[shared_payment_granted_token]';
  throw resourceMissing('shared_payment_token', id, {param, status});
}

function deactivation(backend: Backend, {deactivated, limits}: TokenRecord) {
  if (deactivated) return deactivated;
  const {expires_at} = limits;
  return expires_at !== null && expires_at <= seconds(backend) ? {at: expires_at, reason: 'expired'} : null;
}

function present(backend: Backend, token: TokenRecord) {
  const deactivated = deactivation(backend, token);
  const card = findTestCard(token.card)!; // checked when the token was granted
  return {
    id: token.id,
    object: 'shared_payment.granted_token',
    agent_details: null,
    created: token.created,
    deactivated_at: deactivated?.at ?? null,
    deactivated_reason: deactivated?.reason ?? null,
    livemode: false,
    // A bank account is none of the types Stripe shows here.
    payment_method_details:
      card.outcome === 'processes' ? null : {type: 'card', billing_details: noBillingDetails, card: cardDetails(card)},
    shared_metadata: token.sharedMetadata,
    usage_details: {amount_captured: {currency: token.limits.currency, value: token.captured}},
    usage_limits: token.limits,
  };
}
