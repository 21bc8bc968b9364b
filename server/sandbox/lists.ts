import * as z from 'zod';
import {invalidRequest, resourceMissing} from './errors.js';
import type {PaymentIntent} from './objects.js';
import {expand, integer, read, text} from './params.js';
import type {Backend, Endpoint} from './state.js';

const limit = z.optional(integer.refine((value) => value >= 1 && value <= 100, 'limit must be between 1 and 100'));
const bounds = {gt: z.optional(integer), gte: z.optional(integer), lt: z.optional(integer), lte: z.optional(integer)};
const listParams = z.strictObject({
  limit,
  starting_after: z.optional(text),
  ending_before: z.optional(text),
  created: z.optional(z.union([integer, z.strictObject(bounds)])),
  expand,
});
const searchParams = z.strictObject({query: text, limit, page: z.optional(text), expand});

/** `GET /v1/payment_intents`, newest first. */
export const listPaymentIntents: Endpoint = (backend, {params}) => {
  const {limit = 10, starting_after: after, ending_before: before, created} = read(listParams, params);
  const range = typeof created === 'number' ? {gte: created, lte: created} : (created ?? {});
  let intents = newestFirst(backend).filter(({created: at}) => {
    const {gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity} = range;
    return at > gt && at >= gte && at < lt && at <= lte;
  });
  if (after) intents = intents.slice(position(intents, after, 'starting_after') + 1);
  if (before) intents = intents.slice(0, position(intents, before, 'ending_before')).slice(-limit);
  return {object: 'list', data: intents.slice(0, limit), has_more: intents.length > limit, url: '/v1/payment_intents'};
};

/** `GET /v1/payment_intents/search`. Stripe's index lags behind by up to a minute; this one does not. */
export const searchPaymentIntents: Endpoint = (backend, {params}) => {
  const {query, limit = 10, page = '0'} = read(searchParams, params);
  const matches = parseQuery(query);
  const found = newestFirst(backend).filter((intent) => matches.every((match) => match(intent)));
  const end = Number(page) + limit;
  const hasMore = found.length > end;
  return {
    object: 'search_result',
    data: found.slice(Number(page), end),
    has_more: hasMore,
    next_page: hasMore ? String(end) : null,
    url: '/v1/payment_intents/search',
  };
};

const newestFirst = ({state}: Backend) => [...state.intents.values()].map(({intent}) => intent).reverse();

function position(intents: PaymentIntent[], id: string, param: string): number {
  const index = intents.findIndex((intent) => intent.id === id);
  if (index < 0) throw resourceMissing('payment_intent', id, {param, status: 400});
  return index;
}

// Clauses joined by AND, each `metadata['key']:'value'`, `status:'value'` or `currency:'value'`.
const CLAUSE = /^\s*(?:metadata\[(["'])(?<key>.+?)\1\]|(?<field>status|currency))\s*:\s*(["'])(?<value>.*?)\4\s*(?:AND\s+|$)/i;

function parseQuery(query: string): ((intent: PaymentIntent) => boolean)[] {
  const matches: ((intent: PaymentIntent) => boolean)[] = [];
  for (let rest = query.trim(); rest;) {
    const clause = CLAUSE.exec(rest);
    if (!clause?.groups) throw invalidRequest(`We were unable to parse your search query near: ${rest.slice(0, 60)}`, {param: 'query'});
    const {key, field, value} = clause.groups;
    matches.push((intent) => (key !== undefined ? intent.metadata[key] : intent[field as 'status' | 'currency']) === value);
    rest = rest.slice(clause[0].length);
  }
  return matches;
}
