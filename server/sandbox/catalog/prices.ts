import * as z from 'zod';
import {invalidRequest, refused, resourceMissing} from '../errors.js';
import {isWithin, listPage, paging, searchPaging, timeRange} from '../paging.js';
import {changedMetadata, expand, flag, inert, read, text} from '../params.js';
import {searchPage, type SearchFields} from '../search.js';
import {seconds, type Backend, type Endpoint} from '../state.js';
import {createPriceParams, updatePriceParams} from './price-params.js';
import {addPrice, newPrice, shownOptions, type Price, type PriceRecord} from './price.js';
import {addProduct} from './products.js';

const listParams = z.strictObject({
  ...paging,
  active: z.optional(flag),
  created: timeRange,
  currency: z.optional(text),
  lookup_keys: z.optional(z.array(text).max(10)),
  product: z.optional(text),
  type: z.optional(z.enum(['one_time', 'recurring'])),
  ...inert('recurring'),
});
const searchParams = z.strictObject({...searchPaging, query: text});
const fields: SearchFields<Price> = {
  active: {read: ({active}) => active},
  currency: {read: ({currency}) => currency},
  lookup_key: {read: ({lookup_key: key}) => key},
  product: {read: ({product}) => product},
  type: {read: ({type}) => type},
};

/** `POST /v1/prices` */
export const createPrice: Endpoint = (backend, {params}) => {
  const {product: id, product_data: productData, transfer_lookup_key: transfers, expand: _, ...terms} = read(createPriceParams, params);
  if (!id === !productData)
    throw invalidRequest('You must specify either `product` or `product_data` when creating a price.', {
      code: 'parameter_missing',
      param: 'product',
    });
  if (id && !backend.state.products.has(id)) throw resourceMissing('product', id, {param: 'product', status: 400});
  const record = newPrice(terms, id ?? '', seconds(backend));
  claimLookupKey(backend, record.price, terms.lookup_key, transfers);
  if (productData) {
    const {tax_details: _details, ...product} = productData;
    record.price.product = addProduct(backend, product).id;
  }
  return addPrice(backend, record);
};

/** `POST /v1/prices/{id}` */
export const updatePrice: Endpoint = (backend, {params, id}) => {
  const wanted = read(updatePriceParams, params);
  const record = findPrice(backend, id);
  const {price} = record;
  const {tax_behavior: taxBehavior = price.tax_behavior} = wanted;
  if (taxBehavior !== price.tax_behavior && price.tax_behavior !== 'unspecified')
    throw refused('The `tax_behavior` of a price cannot be changed once it has been set.');
  claimLookupKey(backend, price, wanted.lookup_key, wanted.transfer_lookup_key);
  Object.assign(price, {active: wanted.active ?? price.active, tax_behavior: taxBehavior});
  if (wanted.lookup_key !== undefined) price.lookup_key = wanted.lookup_key;
  if (wanted.nickname !== undefined) price.nickname = wanted.nickname;
  price.metadata = changedMetadata(price.metadata, wanted.metadata);
  Object.assign(record.currencyOptions, shownOptions(wanted.currency_options));
  backend.emit('price.updated', price);
  return price;
};

/** `GET /v1/prices/{id}` */
export const retrievePrice: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findPrice(backend, id).price;
};

/** `GET /v1/prices`, newest first. */
export const listPrices: Endpoint = (backend, {params}) => {
  const wanted = read(listParams, params);
  const found = prices(backend).filter(
    (price) =>
      (wanted.active ?? price.active) === price.active &&
      (wanted.currency ?? price.currency) === price.currency &&
      (wanted.product ?? price.product) === price.product &&
      (wanted.type ?? price.type) === price.type &&
      (!wanted.lookup_keys || wanted.lookup_keys.includes(price.lookup_key ?? '')) &&
      isWithin(wanted.created, price.created),
  );
  return listPage(found, wanted, {url: '/v1/prices', kind: 'price'});
};

/** `GET /v1/prices/search` */
export const searchPrices: Endpoint = (backend, {params}) =>
  searchPage(prices(backend), read(searchParams, params), {fields, url: '/v1/prices/search'});

/** @throws StripeRefusal 404, or 400 when the id stood among the parameters */
export function findPrice(
  {state}: Backend,
  id: string,
  {param = 'price', status = 404}: {param?: string; status?: 400 | 404} = {},
): PriceRecord {
  const record = state.prices.get(id);
  if (!record) throw resourceMissing('price', id, {param, status});
  return record;
}

const prices = ({state}: Backend) => [...state.prices.values()].map(({price}) => price);

// A lookup key names one price at a time.
function claimLookupKey(backend: Backend, price: Price, key: string | null | undefined, transfers = false): void {
  const holder = key ? prices(backend).find((other) => other.lookup_key === key && other.id !== price.id) : undefined;
  if (!holder) return;
  if (!transfers)
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, {
      code: 'resource_already_exists',
      param: 'lookup_key',
    });
  holder.lookup_key = null;
}
