import {retrieveAccount} from './account.js';
import {createPrice, listPrices, retrievePrice, searchPrices, updatePrice} from './catalog/prices.js';
import {createProduct, deleteProduct, listProducts, retrieveProduct, searchProducts, updateProduct} from './catalog/products.js';
import {createShippingRate, listShippingRates, retrieveShippingRate, updateShippingRate} from './catalog/shipping-rates.js';
import {createCheckout, expireCheckout, listCheckoutLines, listCheckouts, retrieveCheckout} from './checkout-sessions.js';
import {createCoupon, deleteCoupon, listCoupons, retrieveCoupon} from './coupons.js';
import {createCustomer, retrieveCustomer, updateCustomer} from './customers.js';
import {closeDispute, listDisputes, retrieveDispute, updateDispute} from './disputes.js';
import {listPaymentIntents, searchPaymentIntents} from './lists.js';
import {cancelPaymentIntent, capturePaymentIntent, updatePaymentIntent} from './payment-intent-steps.js';
import {confirmPaymentIntent, createPaymentIntent, retrievePaymentIntent} from './payment-intents.js';
import {createRefund, listRefunds, retrieveRefund, updateRefund} from './refunds.js';
import {attachMethod, detachMethod, listCustomerMethods, listMethods, retrieveMethod, updateMethod} from './saved-methods.js';
import type {Endpoint} from './state.js';
import {findAssociation} from './tax/associations.js';
import {createCalculation, listCalculationLines, retrieveCalculation} from './tax/calculations.js';
import {createReversal} from './tax/reversals.js';
import {createFromCalculation, listTransactionLines, retrieveTransaction} from './tax/transactions.js';
import {grantToken, retrieveToken, revokeToken} from './tokens.js';
import {createEndpoint, deleteEndpoint, listEndpoints, retrieveEndpoint} from './webhooks/endpoints.js';
import {listEvents, retrieveEvent} from './webhooks/events.js';

/** The part of Stripe's API that is here. The first match wins, so fixed paths stand before those with an id. */
export const routes: [method: 'GET' | 'POST' | 'DELETE', path: string, endpoint: Endpoint][] = [
  ['GET', '/v1/account', retrieveAccount],
  ['POST', '/v1/test_helpers/shared_payment/granted_tokens', grantToken],
  ['POST', '/v1/test_helpers/shared_payment/granted_tokens/:id/revoke', revokeToken],
  ['GET', '/v1/shared_payment/granted_tokens/:id', retrieveToken],
  ['POST', '/v1/payment_intents', createPaymentIntent],
  ['GET', '/v1/payment_intents', listPaymentIntents],
  ['GET', '/v1/payment_intents/search', searchPaymentIntents],
  ['GET', '/v1/payment_intents/:id', retrievePaymentIntent],
  ['POST', '/v1/payment_intents/:id', updatePaymentIntent],
  ['POST', '/v1/payment_intents/:id/confirm', confirmPaymentIntent],
  ['POST', '/v1/payment_intents/:id/capture', capturePaymentIntent],
  ['POST', '/v1/payment_intents/:id/cancel', cancelPaymentIntent],
  ['POST', '/v1/customers', createCustomer],
  ['GET', '/v1/customers/:id', retrieveCustomer],
  ['POST', '/v1/customers/:id', updateCustomer],
  ['GET', '/v1/customers/:id/payment_methods', listCustomerMethods],
  ['GET', '/v1/payment_methods', listMethods],
  ['GET', '/v1/payment_methods/:id', retrieveMethod],
  ['POST', '/v1/payment_methods/:id', updateMethod],
  ['POST', '/v1/payment_methods/:id/attach', attachMethod],
  ['POST', '/v1/payment_methods/:id/detach', detachMethod],
  ['POST', '/v1/refunds', createRefund],
  ['GET', '/v1/refunds', listRefunds],
  ['GET', '/v1/refunds/:id', retrieveRefund],
  ['POST', '/v1/refunds/:id', updateRefund],
  ['GET', '/v1/disputes', listDisputes],
  ['GET', '/v1/disputes/:id', retrieveDispute],
  ['POST', '/v1/disputes/:id', updateDispute],
  ['POST', '/v1/disputes/:id/close', closeDispute],
  ['POST', '/v1/checkout/sessions', createCheckout],
  ['GET', '/v1/checkout/sessions', listCheckouts],
  ['GET', '/v1/checkout/sessions/:id', retrieveCheckout],
  ['POST', '/v1/checkout/sessions/:id/expire', expireCheckout],
  ['GET', '/v1/checkout/sessions/:id/line_items', listCheckoutLines],
  ['POST', '/v1/coupons', createCoupon],
  ['GET', '/v1/coupons', listCoupons],
  ['GET', '/v1/coupons/:id', retrieveCoupon],
  ['DELETE', '/v1/coupons/:id', deleteCoupon],
  ['POST', '/v1/products', createProduct],
  ['GET', '/v1/products', listProducts],
  ['GET', '/v1/products/search', searchProducts],
  ['GET', '/v1/products/:id', retrieveProduct],
  ['POST', '/v1/products/:id', updateProduct],
  ['DELETE', '/v1/products/:id', deleteProduct],
  ['POST', '/v1/prices', createPrice],
  ['GET', '/v1/prices', listPrices],
  ['GET', '/v1/prices/search', searchPrices],
  ['GET', '/v1/prices/:id', retrievePrice],
  ['POST', '/v1/prices/:id', updatePrice],
  ['POST', '/v1/shipping_rates', createShippingRate],
  ['GET', '/v1/shipping_rates', listShippingRates],
  ['GET', '/v1/shipping_rates/:id', retrieveShippingRate],
  ['POST', '/v1/shipping_rates/:id', updateShippingRate],
  ['POST', '/v1/tax/calculations', createCalculation],
  ['GET', '/v1/tax/calculations/:id', retrieveCalculation],
  ['GET', '/v1/tax/calculations/:id/line_items', listCalculationLines],
  ['POST', '/v1/tax/transactions/create_from_calculation', createFromCalculation],
  ['POST', '/v1/tax/transactions/create_reversal', createReversal],
  ['GET', '/v1/tax/transactions/:id', retrieveTransaction],
  ['GET', '/v1/tax/transactions/:id/line_items', listTransactionLines],
  ['GET', '/v1/tax/associations/find', findAssociation],
  ['POST', '/v1/webhook_endpoints', createEndpoint],
  ['GET', '/v1/webhook_endpoints', listEndpoints],
  ['GET', '/v1/webhook_endpoints/:id', retrieveEndpoint],
  ['DELETE', '/v1/webhook_endpoints/:id', deleteEndpoint],
  ['GET', '/v1/events', listEvents],
  ['GET', '/v1/events/:id', retrieveEvent],
];
