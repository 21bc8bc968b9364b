import type {State} from '../state.js';
import {isLoopback, loopbackOnly} from './endpoints.js';
import {matches} from './events.js';

/** The shop's own webhook endpoint. */
export type Webhooks = {
  /** An address on this machine. */
  url: string;
  /** What events are signed with, `whsec_…`. */
  secret: string;
};

/** Who is told of events. */
export type Target = {url: string; secret: string; wants: (type: string) => boolean};

/** The endpoints that were registered over the API. */
export const registeredTargets = ({webhookEndpoints}: State): Target[] =>
  [...webhookEndpoints.values()].map(({endpoint: {url, enabled_events: patterns}, secret}) => ({
    url,
    secret,
    wants: (type) => patterns.some((pattern) => matches(pattern, type)),
  }));

/** The shop's own endpoint, which hears of everything. @throws Error when it is not on this machine, or has no secret */
export function ownTarget({url, secret}: Webhooks): Target {
  if (!isLoopback(url)) throw new Error(loopbackOnly(url));
  if (!secret.trim()) throw new Error('webhooks.secret must be a text to sign with, got an empty one.');
  return {url, secret, wants: () => true};
}
