import {createHash} from 'node:crypto';
import type {OrderAdjustment} from '../../shared/session.js';
import type {Charge, PaymentOutcome, PaymentProvider, PreparedCharge} from '../../server/core/ports.js';
import {CheckoutError} from '../../server/core/errors.js';
import type {CardNetwork} from '../../server/core/record.js';

/** One answer of the provider. `charged` moves the money although the answer does not say so. */
export type Scripted = PaymentOutcome & {charged?: boolean};

/**
 * A payment provider that answers what a test tells it, and `paid` otherwise. It keeps what a real one promises: a key is charged at
 * most once, whatever is asked.
 */
export function fakePayments() {
  const answers: Scripted[] = [];
  const lookUps: PaymentOutcome[] = [];
  const networks: (CardNetwork | 'none' | 'out of reach')[] = [];
  const asked: PreparedCharge[] = [];
  const sent: PreparedCharge[] = [];
  const charges = new Map<string, Charge>();
  const adjustments = new Map<string, OrderAdjustment[]>();
  const givenBack = new Map<string, string>();
  const whileSending: ((prepared: PreparedCharge) => Promise<void>)[] = [];
  const paymentId = (key: string) => `pi_${[...charges.keys()].indexOf(key) + 1}`;

  const provider: PaymentProvider = {
    livemode: false,
    limits: () => ({least: 50, most: 99_999_999}),
    prepare: (charge) => ({
      idempotencyKey: [
        `key:${charge.checkoutSessionId}:${digest(charge.token)}`,
        ...(charge.saved ? [charge.saved.declines] : []),
        ...(charge.proof ? [digest(charge.proof.transactionId)] : []),
      ].join(':'),
      request: JSON.stringify(charge),
    }),
    async send(prepared) {
      sent.push(prepared);
      await whileSending.shift()?.(prepared);
      const {charged, ...outcome} = answers.shift() ?? {kind: 'paid', paymentId: ''};
      if (charged || outcome.kind === 'paid') charges.set(prepared.idempotencyKey, JSON.parse(prepared.request) as Charge);
      return outcome.kind === 'paid' ? {kind: 'paid', paymentId: paymentId(prepared.idempotencyKey)} : outcome;
    },
    async network(prepared) {
      const network = networks.shift() ?? 'visa';
      asked.push(prepared);
      if (network === 'out of reach') throw new CheckoutError('service_unavailable', 'the payment provider is out of reach');
      return network === 'none' ? undefined : network;
    },
    async lookUp({idempotencyKey}) {
      const scripted = lookUps.shift();
      if (scripted) return scripted;
      return charges.has(idempotencyKey) ? {kind: 'paid', paymentId: paymentId(idempotencyKey)} : {kind: 'unavailable'};
    },
    sessionOf: async (id) => [...charges].find(([key]) => paymentId(key) === id)?.[1].checkoutSessionId,
    adjustments: async (id) => adjustments.get(id) ?? [],
    giveBack: async (id, why) => void givenBack.set(id, why),
    isCanceled: async (id) => givenBack.has(id),
    capture: async () => true,
  };
  return {
    provider,
    /** Refunds and disputes by payment id, as the provider knows them. */
    adjustments,
    /** Payments given back, with the reason. */
    givenBack,
    /** Requests as they went out, oldest first. */
    sent,
    /** What was charged: the provider's ledger. */
    charges: () => [...charges.values()],
    /** The next answers of `send`, in order. */
    answer: (...next: Scripted[]) => void answers.push(...next),
    /** The next answers of `lookUp`; without one it tells the truth. */
    find: (...next: PaymentOutcome[]) => void lookUps.push(...next),
    /** Who runs the next cards; without one, Visa. */
    run: (...next: typeof networks) => void networks.push(...next),
    /** Charges whose card was asked about. */
    asked,
    /** Runs inside the next `send`, before it answers. */
    whileSending: (act: (prepared: PreparedCharge) => Promise<void>) => void whileSending.push(act),
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
