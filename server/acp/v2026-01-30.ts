import type {CheckoutSession, Order} from '../../shared/session.js';
import {withoutChallenge} from './authentication.js';
import type {Dialect} from './dialect.js';
import {Problem} from './problem.js';
import {v20260417} from './v2026-04-17.js';

/** ACP 2026-01-30: the session of 2026-04-17 with fewer members, keys that may be left out, and an order that is only named. */
export const v20260130: Dialect = {
  ...v20260417,
  version: '2026-01-30',
  needsKey: false,
  // Its sessions ask for no consent, and what was not asked is not answered.
  readComplete: (body) => ({...v20260417.readComplete(body), consents: {}}),
  session: (session) => withoutNews(v20260417.session(withoutChallenge(session)) as CheckoutSession),
  keyConflict,
};

/** Before 2026-04-17 the same key with another body was a conflict with a type of its own. */
export function keyConflict(): Problem {
  const code = 'idempotency_conflict';
  return new Problem('request_not_idempotent', 'This Idempotency-Key was used with another body. Take a new one.', {code});
}

function withoutNews({order, capabilities, ...session}: CheckoutSession): object {
  const {fulfillment_details: details, messages, fulfillment_options} = session;
  const handlers = capabilities.payment?.handlers.map(({display_name: _name, ...handler}) => handler);
  return {
    ...session,
    protocol: {version: v20260130.version},
    capabilities: {...capabilities, ...(handlers && {payment: {handlers}})},
    ...(details && {fulfillment_details: {...details, ...(details.address && {address: withoutCompany(details.address)})}}),
    fulfillment_options: fulfillment_options.map(({location, ...option}) => ({
      ...option,
      ...(location && {location: {...location, address: withoutCompany(location.address)}}),
    })),
    messages: messages.map(({resolution: _resolution, ...message}) => message),
    ...(order && {order: named(order)}),
  };
}

export const withoutCompany = <T extends {company?: string | undefined}>({company: _company, ...address}: T) => address;

const STATUSES = new Map([
  ['confirmed', 'confirmed'],
  ['processing', 'processing'],
  ['shipped', 'shipped'],
  ['completed', 'delivered'],
]);

function named({id, checkout_session_id, order_number, permalink_url, status, estimated_delivery}: Order): object {
  const known = STATUSES.get(status ?? '');
  return {
    id,
    checkout_session_id,
    permalink_url,
    ...(order_number && {order_number}),
    ...(known && {status: known}),
    ...(estimated_delivery && {estimated_delivery}),
  };
}
