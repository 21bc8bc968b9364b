import * as z from 'zod';
import {resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import {isWithin, listPage, paging, timeRange} from '../paging.js';
import {expand, inert, read, text} from '../params.js';
import type {Backend, Endpoint} from '../state.js';

/** The version the payloads are written in: the one the stable Stripe library pins. */
export const EVENT_API_VERSION = '2026-10-28.endive';

/** Something that happened, with the object as it was at that moment. `created` is in seconds since 1970. */
export type StripeEvent = {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: {object: object; previous_attributes?: object};
  livemode: false;
  /** Deliveries that no endpoint has accepted yet. */
  pending_webhooks: number;
  request: EventSource;
  type: string;
};

/** The API request behind an event; nulls when it was the buyer, the clock or the sandbox's own controls. */
export type EventSource = {id: string | null; idempotency_key: string | null};

export const NO_REQUEST: EventSource = {id: null, idempotency_key: null};

/** Copies the object, so that later changes do not reach the event. */
export function newEvent(
  type: string,
  object: object,
  {created, request, previous}: {created: number; request: EventSource; previous?: object},
): StripeEvent {
  return {
    id: newId('evt'),
    object: 'event',
    api_version: EVENT_API_VERSION,
    created,
    data: structuredClone({object, ...(previous && {previous_attributes: previous})}),
    livemode: false,
    pending_webhooks: 0,
    request,
    type,
  };
}

const listParams = z.strictObject({
  ...paging,
  created: timeRange,
  type: z.optional(text),
  types: z.optional(z.array(text).max(20)),
  ...inert('delivery_success'),
});

/** `GET /v1/events`, newest first. A type may end in `*`. */
export const listEvents: Endpoint = (backend, {params}) => {
  const wanted = read(listParams, params);
  const patterns = wanted.types ?? (wanted.type ? [wanted.type] : ['*']);
  const found = [...backend.state.events.values()].filter(
    ({type, created}) => patterns.some((pattern) => matches(pattern, type)) && isWithin(wanted.created, created),
  );
  return listPage(found, wanted, {url: '/v1/events', kind: 'event'});
};

/** `GET /v1/events/{id}` */
export const retrieveEvent: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return findEvent(backend, id);
};

/** @throws StripeRefusal 404 */
export function findEvent({state}: Pick<Backend, 'state'>, id: string): StripeEvent {
  const event = state.events.get(id);
  if (!event) throw resourceMissing('event', id, {param: 'id'});
  return event;
}

/** Whether an event type is meant by a pattern: `*`, `charge.*`, or the type itself. */
export const matches = (pattern: string, type: string) =>
  pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
