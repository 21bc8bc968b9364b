import * as z from 'zod';
import {paymentMethod, type PaymentMethod} from './charges.js';
import {findCustomer} from './customers.js';
import {invalidRequest, resourceMissing, StripeRefusal} from './errors.js';
import {listPage, paging} from './paging.js';
import {expand, inert, read, text} from './params.js';
import {seconds, type Backend, type Endpoint, type State} from './state.js';
import {findTestCard} from './test-cards.js';

const redisplay = z.enum(['always', 'limited', 'unspecified']);
const wanted = {...paging, type: z.optional(text), allow_redisplay: z.optional(redisplay)};

/** `POST /v1/payment_methods/{id}/attach`. Only Stripe's test methods can be attached, each time as a method of its own. */
export const attachMethod: Endpoint = (backend, {params, id}) => {
  const {customer} = read(z.strictObject({customer: text, expand}), params);
  const card = findTestCard(id);
  if (!card && backend.state.savedCards.has(id))
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {param: 'customer'});
  if (!card) throw resourceMissing('PaymentMethod', id, {param: 'payment_method'});
  findCustomer(backend, customer, 'customer');
  // Stripe asks the bank when a card is attached, so one that declines everything is not saved in the first place.
  if (typeof card.outcome === 'object' && !card.savable) {
    const {code, declineCode, message} = card.outcome;
    throw new StripeRefusal(402, {type: 'card_error', code, decline_code: declineCode, message}, {executed: true});
  }
  const method = saveMethod(backend.state, {customer, card: id}, seconds(backend));
  backend.emit('payment_method.attached', method);
  return method;
};

/** `POST /v1/payment_methods/{id}/detach`. What is detached can be charged no more. */
export const detachMethod: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  const method = backend.state.paymentMethods.get(id);
  if (!method?.customer)
    throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', {
      param: 'payment_method',
    });
  const {customer} = method;
  method.customer = null;
  const owner = backend.state.customers.get(customer);
  if (owner?.invoice_settings.default_payment_method === id) owner.invoice_settings.default_payment_method = null;
  backend.emit('payment_method.detached', method, {customer});
  return method;
};

/** `GET /v1/payment_methods/{id}` */
export const retrieveMethod: Endpoint = ({state}, {params, id}) => {
  read(z.strictObject({expand}), params);
  const method = state.paymentMethods.get(id);
  if (!method) throw resourceMissing('PaymentMethod', id, {param: 'payment_method'});
  return method;
};

/** `POST /v1/payment_methods/{id}`: whether its customer agreed to see it again. */
export const updateMethod: Endpoint = (backend, {params, id}) => {
  const changes = read(z.strictObject({allow_redisplay: z.optional(redisplay), expand, ...inert('billing_details', 'metadata')}), params);
  const method = retrieveMethod(backend, {params: {}, id}) as PaymentMethod;
  if (changes.allow_redisplay) method.allow_redisplay = changes.allow_redisplay;
  return method;
};

/** `GET /v1/customers/{id}/payment_methods`, newest first. */
export const listCustomerMethods: Endpoint = (backend, {params, id}) =>
  methodsOf(backend, findCustomer(backend, id).id, read(z.strictObject(wanted), params), `/v1/customers/${id}/payment_methods`);

/** `GET /v1/payment_methods`, newest first. */
export const listMethods: Endpoint = (backend, {params}) => {
  const {customer, ...filters} = read(z.strictObject({...wanted, customer: text}), params);
  return methodsOf(backend, findCustomer(backend, customer, 'customer').id, filters, '/v1/payment_methods');
};

type Wanted = z.output<z.ZodObject<typeof wanted>>;

function methodsOf({state}: Backend, customer: string, filters: Wanted, url: string) {
  const {type, allow_redisplay: shown} = filters;
  const found = [...state.paymentMethods.values()].filter(
    (method) => method.customer === customer && (!type || method.type === type) && (!shown || method.allow_redisplay === shown),
  );
  return listPage(found, filters, {url, kind: 'payment_method'});
}

type Saved = {customer: string; card: string; id?: string; allow_redisplay?: PaymentMethod['allow_redisplay']};

/** Keeps a test card as a method of a customer. `created` is in seconds since 1970. */
export function saveMethod({paymentMethods, savedCards}: State, {card, ...facts}: Saved, created: number): PaymentMethod {
  const known = findTestCard(card);
  if (!known) throw new Error(`${card} is no test card`);
  const method = {...paymentMethod(known, created), ...facts};
  paymentMethods.set(method.id, method);
  savedCards.set(method.id, card);
  return method;
}
