import {invalidRequest, resourceMissing} from './errors.js';
import type {ConfirmParams} from './payment-intent-params.js';
import type {Backend, IntentRecord} from './state.js';
import {findTestCard} from './test-cards.js';

type HowToPay = Pick<ConfirmParams, 'payment_method' | 'payment_method_data' | 'shared_payment_granted_token'>;
type Choice = Pick<IntentRecord, 'card' | 'methodId' | 'tokenId'>;

/**
 * What an intent shall be paid with; nothing when the call does not say. `customer` is the intent's.
 *
 * @throws StripeRefusal for two ways at once, one that is not there, or a method that is not this customer's
 */
export function paymentChoice(backend: Backend, wanted: HowToPay, customer: string | null): Choice {
  const {payment_method: name, payment_method_data: data, shared_payment_granted_token: topLevel} = wanted;
  if (topLevel && !backend.acceptsTopLevelToken()) {
    const param = 'shared_payment_granted_token';
    throw invalidRequest(`Received unknown parameter: ${param}`, {code: 'parameter_unknown', param});
  }
  if ([name, data, topLevel].filter((way) => way !== undefined).length > 1)
    throw invalidRequest(
      'You may only specify one of these parameters: payment_method, payment_method_data, shared_payment_granted_token.',
    );
  const saved = name && backend.state.savedCards.get(name);
  if (saved) {
    assertOwner(backend, name, customer);
    return {card: saved, methodId: name};
  }
  if (name) {
    if (!findTestCard(name)) throw resourceMissing('PaymentMethod', name, {param: 'payment_method', status: 400});
    return {card: name};
  }
  const tokenId = topLevel ?? data?.shared_payment_granted_token;
  if (tokenId) return {tokenId, card: tokenCard(backend, tokenId)};
  if (data) throw invalidRequest('The sandbox pays with a shared payment token or a test payment method.', {param: 'payment_method_data'});
  return {};
}

// Stripe's words. Neither refusal has a code.
function assertOwner({state}: Backend, id: string, customer: string | null): void {
  const owner = state.paymentMethods.get(id)?.customer ?? null;
  if (owner !== null && owner === customer) return;
  const param = 'payment_method';
  if (owner === null)
    throw invalidRequest(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected ' +
        'account without Customer attachment, or was detached from a Customer. It may not be used again.',
      {param},
    );
  if (customer === null)
    throw invalidRequest(
      `The \`payment_method\` parameter supplied ${id} belongs to the Customer ${owner}. ` +
        'Please include the Customer in the `customer` parameter on the PaymentIntent.',
      {param},
    );
  throw invalidRequest(
    `The PaymentMethod ${id} does not belong to the Customer you supplied ${customer}. ` +
      'Please use this PaymentMethod with the Customer that it belongs to instead.',
    {param},
  );
}

function tokenCard({state}: Backend, id: string): string {
  const token = state.tokens.get(id);
  if (!token) throw resourceMissing('shared_payment_token', id, {param: 'payment_method_data[shared_payment_granted_token]', status: 400});
  return token.card;
}
