import {invalidRequest, resourceMissing} from './errors.js';
import type {ConfirmParams} from './payment-intent-params.js';
import type {Backend, IntentRecord} from './state.js';
import {findTestCard} from './test-cards.js';

type HowToPay = Pick<ConfirmParams, 'payment_method' | 'payment_method_data' | 'shared_payment_granted_token'>;

/** What an intent shall be paid with; nothing when the call does not say. @throws StripeRefusal for two ways at once, or one that is not there */
export function paymentChoice(backend: Backend, wanted: HowToPay): Pick<IntentRecord, 'card' | 'tokenId'> {
  const {payment_method: name, payment_method_data: data, shared_payment_granted_token: topLevel} = wanted;
  if (topLevel && !backend.acceptsTopLevelToken()) {
    const param = 'shared_payment_granted_token';
    throw invalidRequest(`Received unknown parameter: ${param}`, {code: 'parameter_unknown', param});
  }
  if ([name, data, topLevel].filter((way) => way !== undefined).length > 1)
    throw invalidRequest(
      'You may only specify one of these parameters: payment_method, payment_method_data, shared_payment_granted_token.',
    );
  if (name) {
    if (!findTestCard(name)) throw resourceMissing('PaymentMethod', name, {param: 'payment_method', status: 400});
    return {card: name};
  }
  const tokenId = topLevel ?? data?.shared_payment_granted_token;
  if (tokenId) return {tokenId, card: tokenCard(backend, tokenId)};
  if (data) throw invalidRequest('The sandbox pays with a shared payment token or a test payment method.', {param: 'payment_method_data'});
  return {};
}

function tokenCard({state}: Backend, id: string): string {
  const token = state.tokens.get(id);
  if (!token) throw resourceMissing('shared_payment_token', id, {param: 'payment_method_data[shared_payment_granted_token]', status: 400});
  return token.card;
}
