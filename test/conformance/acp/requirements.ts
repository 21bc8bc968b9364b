import type {Check} from './check.js';
import {events} from './checks/events.js';
import {idempotency} from './checks/idempotency.js';
import {discovery, mcp} from './checks/mcp.js';
import {payment} from './checks/payment.js';
import {random} from './checks/random.js';
import {session} from './checks/session.js';
import {transport} from './checks/transport.js';

/** Every requirement that can be seen from outside. */
export const CHECKS: readonly Check[] = [...transport, ...idempotency, ...session, ...payment, ...events, ...mcp, ...discovery, ...random];

/** What is a must all the same, and why nobody can see it from outside. */
export const UNSEEN: Record<string, string> = {
  'ACP-088, 090': 'shipments and refunds are the shop’s to record, and older events are told to other agents',
  'ACP-013': 'happens in the widget, in a browser',
  'ACP-024': 'plain http is refused in production mode only',
  'ACP-029': 'signatures are agreed on with each agent; off without a verifier',
  'ACP-063, 064': 'needs a seller with a rule that always asks for an intervention',
  'ACP-073': 'is what the seller says to its payment provider',
  'ACP-079': 'needs a seller whose sessions get into authentication_required',
};
