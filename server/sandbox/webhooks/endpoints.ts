import * as z from 'zod';
import {invalidRequest, resourceMissing} from '../errors.js';
import {newId} from '../objects.js';
import {listPage, paging} from '../paging.js';
import {expand, inert, metadata, read, text, webAddress} from '../params.js';
import {seconds, type Backend, type Endpoint} from '../state.js';

/** A webhook endpoint as Stripe shows it. The secret is shown once, when it is made. */
export type WebhookEndpoint = {
  id: string;
  object: 'webhook_endpoint';
  api_version: string | null;
  application: null;
  created: number;
  description: string | null;
  enabled_events: string[];
  livemode: false;
  metadata: Record<string, string>;
  status: 'enabled';
  url: string;
};

export type EndpointRecord = {endpoint: WebhookEndpoint; secret: string};

const createParams = z.strictObject({
  url: webAddress,
  enabled_events: z.array(z.string().regex(/^(\*|[a-z0-9_]+(\.[a-z0-9_]+)+)$/)).min(1),
  api_version: z.optional(text),
  description: z.optional(text),
  metadata: z.optional(metadata),
  expand,
  ...inert('connect'),
});

/** `POST /v1/webhook_endpoints`. Only addresses of this machine: the sandbox sends nothing into the network. */
export const createEndpoint: Endpoint = (backend, {params}) => {
  const wanted = read(createParams, params);
  if (!isLoopback(wanted.url)) throw invalidRequest(loopbackOnly(wanted.url), {code: 'url_invalid', param: 'url'});
  const endpoint: WebhookEndpoint = {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: wanted.api_version ?? null,
    application: null,
    created: seconds(backend),
    description: wanted.description ?? null,
    enabled_events: wanted.enabled_events,
    livemode: false,
    metadata: wanted.metadata ?? {},
    status: 'enabled',
    url: wanted.url,
  };
  const secret = newId('whsec');
  backend.state.webhookEndpoints.set(endpoint.id, {endpoint, secret});
  return {...endpoint, secret};
};

/** `GET /v1/webhook_endpoints` */
export const listEndpoints: Endpoint = ({state}, {params}) => {
  const endpoints = [...state.webhookEndpoints.values()].map(({endpoint}) => endpoint);
  return listPage(endpoints, read(z.strictObject(paging), params), {url: '/v1/webhook_endpoints', kind: 'webhook_endpoint'});
};

/** `GET /v1/webhook_endpoints/{id}` */
export const retrieveEndpoint: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({expand}), params);
  return find(backend, id).endpoint;
};

/** `DELETE /v1/webhook_endpoints/{id}` */
export const deleteEndpoint: Endpoint = (backend, {params, id}) => {
  read(z.strictObject({}), params);
  find(backend, id);
  backend.state.webhookEndpoints.delete(id);
  return {id, object: 'webhook_endpoint', deleted: true};
};

function find({state}: Backend, id: string): EndpointRecord {
  const record = state.webhookEndpoints.get(id);
  if (!record) throw resourceMissing('webhook endpoint', id, {param: 'webhook_endpoint'});
  return record;
}

/** Whether an address is on this machine: `localhost`, 127.0.0.0/8 or [::1]. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const {hostname, protocol} = new URL(url);
  return /^https?:$/.test(protocol) && (/^127(\.\d{1,3}){3}$/.test(hostname) || hostname === 'localhost' || hostname === '[::1]');
}

export const loopbackOnly = (url: string) =>
  `The sandbox sends webhooks to this machine only: expected an address at 127.0.0.1, localhost or [::1], got ${url.slice(0, 100)}.`;
