import * as z from 'zod';
import type {PaymentIntent} from './objects.js';
import {isWithin, listPage, paging, searchPaging, timeRange} from './paging.js';
import {read, text} from './params.js';
import {searchPage, type SearchFields} from './search.js';
import type {Backend, Endpoint} from './state.js';

const listParams = z.strictObject({...paging, created: timeRange, customer: z.optional(text)});
const searchParams = z.strictObject({...searchPaging, query: text});
const fields: SearchFields<PaymentIntent> = {
  status: {read: ({status}) => status},
  currency: {read: ({currency}) => currency},
  amount: {read: ({amount}) => amount, kind: 'number'},
  created: {read: ({created}) => created, kind: 'number'},
};

/** `GET /v1/payment_intents`, newest first. */
export const listPaymentIntents: Endpoint = (backend, {params}) => {
  const wanted = read(listParams, params);
  const found = intents(backend).filter(
    ({created, customer}) => isWithin(wanted.created, created) && (!wanted.customer || customer === wanted.customer),
  );
  return listPage(found, wanted, {url: '/v1/payment_intents', kind: 'payment_intent'});
};

/** `GET /v1/payment_intents/search` */
export const searchPaymentIntents: Endpoint = (backend, {params}) =>
  searchPage(intents(backend), read(searchParams, params), {fields, url: '/v1/payment_intents/search'});

const intents = ({state}: Backend) => [...state.intents.values()].map(({intent}) => intent);
