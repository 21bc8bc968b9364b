import type {CheckoutSession, Message} from '../../shared/session.js';
import type {Call} from '../core/call.js';
import type {Checkout} from '../core/checkout.js';
import type {Dialect, Wish} from './dialect.js';
import {Problem} from './problem.js';
import {readIntentTrace} from './intent-trace.js';
import {bankRefusal} from './v2026-04-17.js';

/** What the operations work with. */
export interface Shop {
  checkout: Checkout;
  /** Lower case, ISO 4217. */
  currency: string;
  /** Slug of the payment provider, which versions without handlers name. */
  provider: string;
  /** Ids of the payment handlers that sessions offer. */
  handlers: readonly string[];
}

/** A request that was read: what remains is to do it. */
export interface Prepared {
  run(call: Call): Promise<CheckoutSession>;
  /** Said in the answer's session, before its own messages. */
  remarks?: readonly Message[];
  itemPaths?: readonly string[];
}

export const OPERATIONS = ['create', 'get', 'update', 'complete', 'cancel'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One line of the door each: a body in some version's words becomes a call of the shop. Throws a `Problem` for a body that is none. */
export const operations: Record<Operation, (shop: Shop, dialect: Dialect, body: unknown, id: string) => Prepared> = {
  create({checkout, currency}, dialect, body) {
    const wish = dialect.readCreate(body);
    if (wish.currency !== undefined && wish.currency !== currency)
      throw new Problem('unsupported_currency', `This shop sells in ${currency}.`, {param: '$.currency'});
    return {...wish, run: (call) => checkout.create(wish.change, call)};
  },

  get: ({checkout}, _dialect, _body, id) => ({run: (call) => checkout.get(id, call)}),

  update({checkout}, dialect, body, id) {
    const wish = dialect.readUpdate(body);
    return {
      ...wish,
      async run(call) {
        if (wish.itemIds.length) assertKnown(wish, await checkout.get(id, call));
        return checkout.update(id, wish.change, call);
      },
    };
  },

  complete({checkout, provider, handlers}, dialect, body, id) {
    const {completion, handler, refusedByBank} = dialect.readComplete(body);
    const known = handler.param.endsWith('provider') ? [provider] : handlers;
    if (!known.includes(handler.id)) {
      const {param} = handler;
      throw new Problem('unknown_payment_handler', `Expected one of: ${known.join(', ')}.`, {param});
    }
    if (!refusedByBank) return {run: (call) => checkout.complete(id, completion, call)};
    // Charging against the bank's word is not ours to try. A change of nothing refuses what cannot be paid any more.
    return {remarks: [bankRefusal()], run: (call) => checkout.update(id, {}, call)};
  },

  cancel({checkout}, _dialect, body, id) {
    readIntentTrace(body);
    return {run: (call) => checkout.cancel(id, call)};
  },
};

/** ACP 2026-04-17: a selected option names lines of the session. While lines are being replaced their ids are not known yet. */
function assertKnown({change, itemIds}: Wish, {status, line_items}: CheckoutSession): void {
  if (change.items || !/ready_for_payment$/.test(status)) return;
  const known = new Set(line_items.flatMap(({id, item}) => [id, item.id]));
  const unknown = itemIds.find(({id}) => !known.has(id));
  if (unknown) throw new Problem('invalid', 'There is no such line in this checkout.', {param: unknown.param});
}
