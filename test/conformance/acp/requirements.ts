import type {Check} from './check.js';
import {authentication} from './checks/authentication.js';
import {discounts} from './checks/discounts.js';
import {errors} from './checks/errors.js';
import {events} from './checks/events.js';
import {extras} from './checks/extras.js';
import {idempotency} from './checks/idempotency.js';
import {deployment} from './checks/deployment.js';
import {discovery, mcp} from './checks/mcp.js';
import {money} from './checks/money.js';
import {payment} from './checks/payment.js';
import {random} from './checks/random.js';
import {review} from './checks/review.js';
import {session} from './checks/session.js';
import {transport} from './checks/transport.js';

/** Every requirement that can be seen from outside. */
export const CHECKS: readonly Check[] = [
  ...transport,
  ...errors,
  ...idempotency,
  ...session,
  ...extras,
  ...payment,
  ...authentication,
  ...review,
  ...discounts,
  ...money,
  ...events,
  ...mcp,
  ...discovery,
  ...deployment,
  ...random,
];

/** What is a must all the same, and where it is tested, since nobody can see it from outside. */
export const UNSEEN: Record<string, string> = {
  'ACP-013': 'happens in the widget, in a browser: test/flow and test/widgets/host',
  'ACP-043': 'that answers are kept for 24 hours takes 24 hours: test/server/acp/idempotency.test.ts',
  'ACP-075': 'notices come from the payment provider: test/server/webhooks.test.ts',
  'ACP-081': 'what is expired is refused as what is canceled; a session lives for a minute at least: test/server/acp/states.test.ts',
};
