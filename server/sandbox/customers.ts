import * as z from 'zod';
import {invalidRequest, resourceMissing} from './errors.js';
import {newId} from './objects.js';
import {changedMetadata, clearable, expand, inert, metadataChanges, read} from './params.js';
import {seconds, type Backend, type Endpoint} from './state.js';

/** Somebody whom the shop knows. */
export type Customer = {
  id: string;
  object: 'customer';
  created: number;
  email: string | null;
  name: string | null;
  phone: string | null;
  invoice_settings: {custom_fields: null; default_payment_method: string | null; footer: null; rendering_options: null};
  metadata: Record<string, string>;
};

const invoiceSettings = z.strictObject({
  default_payment_method: z.optional(clearable),
  ...inert('custom_fields', 'footer', 'rendering_options'),
});
const customerParams = z.strictObject({
  email: z.optional(clearable),
  name: z.optional(clearable),
  phone: z.optional(clearable),
  metadata: z.optional(metadataChanges),
  expand,
  ...inert('address', 'description', 'preferred_locales', 'shipping', 'tax', 'tax_exempt'),
});
// A method is attached to a customer who is there, so a new one has none to prefer.
const updateParams = customerParams.extend({invoice_settings: z.optional(invoiceSettings)});

type Facts = Partial<Pick<Customer, 'id' | 'email' | 'name' | 'phone' | 'metadata'>>;

/** A customer as Stripe shows one. `created` is in seconds since 1970. */
export const newCustomer = (facts: Facts, created: number): Customer & Record<string, unknown> => ({
  id: newId('cus'),
  object: 'customer',
  address: null,
  balance: 0,
  created,
  currency: null,
  default_source: null,
  delinquent: false,
  description: null,
  discount: null,
  email: null,
  invoice_prefix: null,
  invoice_settings: {custom_fields: null, default_payment_method: null, footer: null, rendering_options: null},
  livemode: false,
  metadata: {},
  name: null,
  phone: null,
  preferred_locales: [],
  shipping: null,
  tax_exempt: 'none',
  test_clock: null,
  ...facts,
});

/** `POST /v1/customers` */
export const createCustomer: Endpoint = (backend, {params}) => {
  const {email = null, name = null, phone = null, metadata} = read(customerParams, params);
  const customer = newCustomer({email, name, phone, metadata: changedMetadata({}, metadata)}, seconds(backend));
  backend.state.customers.set(customer.id, customer);
  backend.emit('customer.created', customer);
  return customer;
};

/** `GET /v1/customers/{id}` */
export const retrieveCustomer: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findCustomer(backend, id);
};

/** `POST /v1/customers/{id}`: what is said of them, and which of their methods they prefer. */
export const updateCustomer: Endpoint = (backend, {params, id}) => {
  const {email, name, phone, metadata, invoice_settings: settings} = read(updateParams, params);
  const customer = findCustomer(backend, id);
  const preferred = settings?.default_payment_method;
  if (preferred) assertAttached(backend, preferred, id);
  if (preferred !== undefined) customer.invoice_settings.default_payment_method = preferred;
  Object.assign(customer, email !== undefined && {email}, name !== undefined && {name}, phone !== undefined && {phone});
  customer.metadata = changedMetadata(customer.metadata, metadata);
  backend.emit('customer.updated', customer);
  return customer;
};

/** The customer by this id. `param` names a parameter that holds the id; without one it is in the path. @throws StripeRefusal */
export function findCustomer({state}: Pick<Backend, 'state'>, id: string, param?: string): Customer {
  const customer = state.customers.get(id);
  if (!customer) throw resourceMissing('customer', id, param ? {param, status: 400} : {param: 'id'});
  return customer;
}

function assertAttached({state}: Backend, method: string, customer: string): void {
  if (state.paymentMethods.get(method)?.customer === customer) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    {code: 'resource_missing', param: 'invoice_settings[default_payment_method]'},
  );
}
