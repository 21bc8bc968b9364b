import * as z from 'zod';
import {invalidRequest, refused, resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import {isWithin, listPage, paging, searchPaging, timeRange} from '../paging.js';
import {changedMetadata, expand, flag, read, text} from '../params.js';
import {searchPage, type SearchFields} from '../search.js';
import {seconds, type Backend, type Endpoint} from '../state.js';
import {addPrice, newPrice} from './price.js';
import {createProductParams, updateProductParams} from './product-params.js';

/** A product as Stripe shows it. Times are in seconds since 1970. */
export type Product = {
  id: string;
  object: 'product';
  active: boolean;
  created: number;
  default_price: string | null;
  description: string | null;
  images: string[];
  livemode: false;
  marketing_features: {name: string}[];
  metadata: Record<string, string>;
  name: string;
  package_dimensions: object | null;
  shippable: boolean | null;
  statement_descriptor: string | null;
  tax_code: string | null;
  tax_details?: object | null;
  type: 'good' | 'service';
  unit_label: string | null;
  updated: number;
  url: string | null;
};

const listParams = z.strictObject({
  ...paging,
  active: z.optional(flag),
  created: timeRange,
  ids: z.optional(z.array(text).max(100)),
  shippable: z.optional(flag),
  type: z.optional(z.enum(['good', 'service'])),
  url: z.optional(text),
});
const searchParams = z.strictObject({...searchPaging, query: text});
const fields: SearchFields<Product> = {
  active: {read: ({active}) => active},
  description: {read: ({description}) => description, kind: 'text'},
  name: {read: ({name}) => name, kind: 'text'},
  shippable: {read: ({shippable}) => shippable},
  url: {read: ({url}) => url, kind: 'text'},
};

type NewProduct = Omit<z.output<typeof createProductParams>, 'default_price_data' | 'expand' | 'tax_details'> & {tax_details?: object};

/** `POST /v1/products`. With `default_price_data` its price is made along with it. */
export const createProduct: Endpoint = (backend, {params}) => {
  const {default_price_data: priceData, expand: _, ...wanted} = read(createProductParams, params);
  const price = priceData && newPrice(priceData, '', seconds(backend));
  const product = addProduct(backend, wanted);
  if (price) {
    price.price.product = product.id;
    product.default_price = addPrice(backend, price).id;
  }
  return product;
};

/** Keeps a new product and tells of it. @throws StripeRefusal when its id is taken */
export function addProduct(backend: Backend, wanted: NewProduct): Product {
  if (wanted.id && backend.state.products.has(wanted.id))
    throw invalidRequest('Product already exists.', {code: 'resource_already_exists', param: 'id'});
  const product = newProduct(wanted, seconds(backend));
  backend.state.products.set(product.id, product);
  backend.emit('product.created', product);
  return product;
}

/** Makes a product. `created` is in seconds since 1970. */
export function newProduct(wanted: NewProduct, created: number): Product {
  return {
    id: wanted.id ?? newId('prod'),
    object: 'product',
    active: wanted.active ?? true,
    created,
    default_price: null,
    description: wanted.description ?? null,
    images: wanted.images ?? [],
    livemode: false,
    marketing_features: wanted.marketing_features ?? [],
    metadata: wanted.metadata ?? {},
    name: wanted.name,
    package_dimensions: wanted.package_dimensions ?? null,
    shippable: wanted.shippable ?? null,
    statement_descriptor: wanted.statement_descriptor ?? null,
    tax_code: wanted.tax_code ?? null,
    ...(wanted.tax_details && {tax_details: wanted.tax_details}),
    type: wanted.type ?? 'service',
    unit_label: wanted.unit_label ?? null,
    updated: created,
    url: wanted.url ?? null,
  };
}

/** `POST /v1/products/{id}` */
export const updateProduct: Endpoint = (backend, {params, id}) => {
  const {metadata, expand: _, ...wanted} = read(updateProductParams, params);
  const product = findProduct(backend, id);
  if (wanted.default_price) assertOwnPrice(backend, product, wanted.default_price);
  for (const [field, value] of Object.entries(wanted)) if (value !== undefined) Object.assign(product, {[field]: value});
  product.metadata = changedMetadata(product.metadata, metadata);
  product.updated = seconds(backend);
  backend.emit('product.updated', product);
  return product;
};

/** `DELETE /v1/products/{id}`, only while it has no prices. */
export const deleteProduct: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({}), params);
  const product = findProduct(backend, id);
  if ([...backend.state.prices.values()].some(({price}) => price.product === id))
    throw refused('This product cannot be deleted because it has one or more user-created prices.');
  backend.state.products.delete(id);
  backend.emit('product.deleted', product);
  return {id, object: 'product', deleted: true};
};

/** `GET /v1/products/{id}` */
export const retrieveProduct: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findProduct(backend, id);
};

/** `GET /v1/products`, newest first. With `ids` no cursor is allowed, as at Stripe. */
export const listProducts: Endpoint = ({state}, {params}) => {
  const wanted = read(listParams, params);
  if (wanted.ids && (wanted.starting_after || wanted.ending_before))
    throw invalidRequest('You may not specify `ids` together with `starting_after` or `ending_before`.', {param: 'ids'});
  const found = [...state.products.values()].filter(
    (product) =>
      (wanted.active ?? product.active) === product.active &&
      (wanted.shippable ?? product.shippable) === product.shippable &&
      (wanted.type ?? product.type) === product.type &&
      (wanted.url ?? product.url) === product.url &&
      (!wanted.ids || wanted.ids.includes(product.id)) &&
      isWithin(wanted.created, product.created),
  );
  return listPage(found, wanted, {url: '/v1/products', kind: 'product'});
};

/** `GET /v1/products/search` */
export const searchProducts: Endpoint = ({state}, {params}) =>
  searchPage(state.products.values(), read(searchParams, params), {fields, url: '/v1/products/search'});

function findProduct({state}: Backend, id: string): Product {
  const product = state.products.get(id);
  if (!product) throw resourceMissing('product', id, {param: 'id'});
  return product;
}

function assertOwnPrice({state}: Backend, product: Product, priceId: string): void {
  const price = state.prices.get(priceId)?.price;
  if (!price) throw resourceMissing('price', priceId, {param: 'default_price', status: 400});
  if (price.product !== product.id)
    throw invalidRequest(`The price ${priceId} does not belong to the product ${product.id}.`, {param: 'default_price'});
  if (!price.active) throw invalidRequest(`The price ${priceId} is inactive.`, {param: 'default_price'});
}
