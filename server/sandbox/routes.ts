import {createCheckout, expireCheckout, retrieveCheckout} from './checkout-sessions.js';
import {listPaymentIntents, searchPaymentIntents} from './lists.js';
import {
  cancelPaymentIntent,
  capturePaymentIntent,
  confirmPaymentIntent,
  createPaymentIntent,
  retrievePaymentIntent,
} from './payment-intents.js';
import {createRefund, retrieveRefund} from './refunds.js';
import type {Endpoint} from './state.js';
import {grantToken, retrieveToken, revokeToken} from './tokens.js';

/** The part of Stripe's API that is here. The first match wins, so fixed paths stand before those with an id. */
export const routes: [method: 'GET' | 'POST', path: string, endpoint: Endpoint][] = [
  ['POST', '/v1/test_helpers/shared_payment/granted_tokens', grantToken],
  ['POST', '/v1/test_helpers/shared_payment/granted_tokens/:id/revoke', revokeToken],
  ['GET', '/v1/shared_payment/granted_tokens/:id', retrieveToken],
  ['POST', '/v1/payment_intents', createPaymentIntent],
  ['GET', '/v1/payment_intents', listPaymentIntents],
  ['GET', '/v1/payment_intents/search', searchPaymentIntents],
  ['GET', '/v1/payment_intents/:id', retrievePaymentIntent],
  ['POST', '/v1/payment_intents/:id/confirm', confirmPaymentIntent],
  ['POST', '/v1/payment_intents/:id/capture', capturePaymentIntent],
  ['POST', '/v1/payment_intents/:id/cancel', cancelPaymentIntent],
  ['POST', '/v1/refunds', createRefund],
  ['GET', '/v1/refunds/:id', retrieveRefund],
  ['POST', '/v1/checkout/sessions', createCheckout],
  ['GET', '/v1/checkout/sessions/:id', retrieveCheckout],
  ['POST', '/v1/checkout/sessions/:id/expire', expireCheckout],
];
