import type {CheckoutSession, Message} from '../../shared/session.js';
import {CheckoutError} from '../core/errors.js';
import type {Wanted} from '../core/ports.js';
import type {Call} from '../core/call.js';
import type {Change} from '../core/change.js';
import type {Checkout} from '../core/checkout.js';
import type {Words} from '../core/words.js';
import {notAuthenticated} from './authentication.js';
import type {CompletionWish, Dialect, Wish} from './dialect.js';
import {Problem} from './problem.js';
import type {ConsentOption} from './extras.js';
import {readIntentTrace} from './intent-trace.js';

/** What the operations work with. */
export interface Shop {
  checkout: Checkout;
  /** Lower case, ISO 4217. */
  currency: string;
  /** Slug of the payment provider, which versions without handlers name. */
  provider: string;
  /** Ids of the payment handlers that sessions offer. */
  handlers: readonly string[];
  /** What buyers are asked to consent to; nothing unless the shop wants it. */
  consentOptions?: readonly ConsentOption[];
}

/** A request that was read: what remains is to do it. */
export interface Prepared {
  run(call: Call): Promise<CheckoutSession>;
  /** Said in the answer's session, before its own messages. */
  remarks?: readonly Message[];
  /** Said after the remarks, in the words of the answer. */
  notes?(words: Words): readonly Message[];
  itemPaths?: readonly string[];
  change?: Pick<Change, 'codes'>;
}

export const OPERATIONS = ['create', 'get', 'update', 'complete', 'cancel'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One line of the door each: a body in some version's words becomes a call of the shop. Throws a `Problem` for a body that is none. */
export const operations: Record<Operation, (shop: Shop, dialect: Dialect, body: unknown, id: string) => Prepared> = {
  create({checkout, currency}, dialect, body) {
    const wish = dialect.readCreate(body);
    if (wish.currency !== undefined && wish.currency !== currency)
      throw new Problem('unsupported_currency', `This shop sells in ${currency}.`, {param: '$.currency'});
    const {interventions = []} = wish;
    const locale = dialect.readLocale?.(body);
    const asides = [
      ...(wish.attribution ? [{kind: 'first_attribution' as const, told: wish.attribution}] : []),
      ...(locale ? [{kind: 'locale' as const, told: {locale}}] : []),
    ];
    return {
      ...wish,
      run: (call) =>
        withoutUnknown(wish.change.items, (items, unknown) =>
          checkout.create({...wish.change, items, unknown}, {...call, asides, interventions}),
        ),
    };
  },

  get: ({checkout}, _dialect, _body, id) => ({run: (call) => checkout.get(id, call)}),

  update({checkout}, dialect, body, id) {
    const wish = dialect.readUpdate(body);
    return {
      ...wish,
      async run(call) {
        if (wish.itemIds.length) assertKnown(wish, await checkout.get(id, call));
        const {items: asked} = wish.change;
        if (!asked) return checkout.update(id, wish.change, call);
        return withoutUnknown(asked, (items, unknown) => checkout.update(id, {...wish.change, items, unknown}, call));
      },
    };
  },

  complete({checkout, provider, handlers, consentOptions = []}, dialect, body, id) {
    const wish = dialect.readComplete(body);
    const {completion, handler, unproven} = wish;
    const known = handler.param.endsWith('provider') ? [provider] : handlers;
    if (!known.includes(handler.id)) {
      const {param} = handler;
      throw new Problem('unknown_payment_handler', `Expected one of: ${known.join(', ')}.`, {param});
    }
    if (!unproven) {
      const come = (call: Call) => asidesOf(wish, consentOptions, () => checkout.get(id, call));
      return {run: async (call) => checkout.complete(id, completion, {...call, asides: await come(call)})};
    }
    // Charging against the bank's word is not ours to try. A change of nothing refuses what cannot be paid any more.
    return {
      notes: (words) => [notAuthenticated(unproven, words)],
      async run(call) {
        const session = await checkout.get(id, call);
        // Somebody has to look at it first: there is nothing to take back, and the buyer may be on the payment page.
        return /^(requires_escalation|pending_approval)$/.test(session.status) ? session : checkout.update(id, {}, call);
      },
    };
  },

  cancel({checkout}, _dialect, body, id) {
    const trace = readIntentTrace(body);
    const asides = trace ? [{kind: 'intent_trace' as const, told: {...trace}}] : [];
    return {run: (call) => checkout.cancel(id, {...call, asides})};
  },
};

/** ACP 2026-04-17: a selected option names lines of the session. While lines are being replaced their ids are not known yet. */
function assertKnown({change, itemIds}: Wish, {status, line_items}: CheckoutSession): void {
  if (change.items || !/ready_for_payment$/.test(status)) return;
  const known = new Set(line_items.flatMap(({id, item}) => [id, item.id]));
  const unknown = itemIds.find(({id}) => !known.has(id));
  if (unknown) throw new Problem('invalid', 'There is no such line in this checkout.', {param: unknown.param});
}

type Items = readonly Wanted[];

/**
 * Does without the things that are in no catalog as long as there are others: the session then tells of them, and cannot be paid until
 * the items are named again. Throws the shop's first refusal when nothing is left.
 */
async function withoutUnknown(asked: Items, run: (items: Items, unknown: readonly string[]) => Promise<CheckoutSession>) {
  let items = asked;
  let first: CheckoutError | undefined;
  const unknown: string[] = [];
  for (;;) {
    try {
      return await run(items, unknown);
    } catch (error) {
      if (!(error instanceof CheckoutError) || error.code !== 'invalid_item_id') throw error;
      first ??= error;
      const index = Number(/^\$\.items\[(\d+)\]/.exec(error.param ?? '')?.[1]);
      const gone = items[index];
      if (!gone || items.length < 2) throw first;
      unknown.push(gone.itemId);
      items = items.filter((item) => item !== gone);
    }
  }
}

/** What comes with a payment for the shop alone. A consent to what was not offered, or without a way to reach the buyer, is none. */
async function asidesOf(
  {attribution, consents = {}, completion}: CompletionWish,
  options: readonly ConsentOption[],
  session: () => Promise<CheckoutSession>,
): Promise<NonNullable<Call['asides']>> {
  const last = attribution ? [{kind: 'last_attribution' as const, told: attribution}] : [];
  const offered = options.filter(({channel}) => Object.hasOwn(consents, channel));
  if (!offered.length) return last;
  const {buyer, fulfillment_details: details} = await session();
  const email = completion.buyer?.email ?? buyer?.email ?? details?.email;
  const phone = completion.buyer?.phone_number ?? buyer?.phone_number ?? details?.phone_number;
  const reached = offered.filter(({channel}) => (channel === 'email' ? email : phone));
  const told = Object.fromEntries(reached.map(({channel}) => [channel, consents[channel]]));
  return [...last, ...(reached.length ? [{kind: 'marketing_consents' as const, told}] : [])];
}
