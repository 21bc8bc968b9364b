import type {CheckoutSession} from '../../shared/session.js';
import {askedAbout, refusedAttempt, unpaid} from './attempt.js';
import {canAsk, challenged, isBarred, needsProof} from './authentication.js';
import {assertOwned, receiptOf, withAsides, type Call} from './call.js';
import {chargeOf} from './charge.js';
import type {CheckoutParts} from './checkout.js';
import {paysWithSaved, withBuyer, type Completion} from './completion.js';
import {CheckoutError} from './errors.js';
import type {Hosted} from './hosted.js';
import {makeOrder} from './order.js';
import {next, refusal} from './phase.js';
import type {DeclineReason, PaymentOutcome} from './ports.js';
import {readiness} from './readiness.js';
import type {Attempt, CheckoutRecord, Inputs, Quote} from './record.js';
import {isHeld, reviewed, withToken} from './review.js';
import {standingOf} from './standing.js';
import {isWorn} from './tokens.js';

// The payment client gives up after three times 20 s and its pauses; a try that is older belongs to a process that is gone.
const LEASE_MS = 70_000;
const JOIN_STEP_MS = 150;
const JOIN_MS = 25_000;
// Within this time the buyer still waits, so an unsent request may be sent again; later it is only looked up.
const RESEND_MS = 5 * 60_000;

/** Paying: a lock and a recovery point. The try is stored before the provider is called, and settled in one transaction. */
export function makePayments(
  {store, payments, savedMethods, review, clock, ids, facts, hash}: CheckoutParts,
  {
    load,
    requote,
    restore,
    hosted,
    show,
  }: {
    load(id: string): Promise<CheckoutRecord>;
    requote(record: CheckoutRecord, inputs: Inputs): Promise<Quote>;
    restore(id: string): Promise<void>;
    hosted: Hosted;
    show(record: CheckoutRecord, call: Call): CheckoutSession;
  },
) {
  /** Waits for a payment that is under way elsewhere, then answers the record as it is. */
  async function join(record: CheckoutRecord): Promise<CheckoutRecord> {
    const until = clock.now() + JOIN_MS;
    let current = record;
    while (current.phase === 'paying' && current.attempt?.state === 'started' && clock.now() < until) {
      await clock.sleep(JOIN_STEP_MS);
      current = await load(record.id);
    }
    return current;
  }

  /** `declinesBefore` is how often the token had been declined when the buyer pressed the button. */
  async function complete(id: string, completion: Completion, call: Call, declinesBefore?: number): Promise<CheckoutRecord> {
    const tokenHash = hash(completion.token);
    const receipt = (record: CheckoutRecord) => receiptOf(call, show(record, call));
    const declinesOf = ({refusedTokens = []}: CheckoutRecord) => refusedTokens.filter((each) => each === tokenHash).length;
    const found = assertOwned(await load(id), call);
    const known = declinesBefore ?? declinesOf(found);
    // Begun by this very call, whose first run ended without an answer: then that is what it led to.
    const isOwn = call.once && found.attempt?.callKey === call.once.key && found.attempt.tokenHash === tokenHash;
    if (call.strict && found.phase !== 'open' && !isOwn) throw refusal(found.phase);
    const record = await join(found);
    if (record.phase === 'paying') return record;
    if (record.phase === 'completed') return record;
    if (record.phase !== 'open') throw refusal(record.phase);
    const earlier = record.attempt?.tokenHash === tokenHash ? record.attempt : undefined;
    const saved = await paysWithSaved(savedMethods, completion);
    const declines = declinesOf(record);
    if (saved) {
      // Declined while this call waited: that is its answer too. Only a new press of the button is a new try.
      if (declines > known) return record;
    } else {
      // The provider would replay the refusal; a new key for the same token is how one charges twice.
      if (earlier?.state === 'declined') return record;
      if (declines) return refuse(record, tokenHash, call);
    }
    const {proof} = completion;
    const proofHash = proof ? hash(proof.transactionId) : '';
    if (isWorn(record, [tokenHash, proofHash])) return refuse(record, tokenHash, call);
    const can = canAsk(record, completion);
    if (can && !proof && standingOf(record) === 'authentication_required') {
      if (isOwn) return record;
      throw new CheckoutError('requires_3ds', 'send the result of the authentication with the payment', {param: '$.authentication_result'});
    }

    // Whoever was faster may have ended the checkout: then nothing may stay reserved for it.
    const again = async () => {
      await restore(id);
      return complete(id, completion, call, known);
    };
    const keep = async (changed: CheckoutRecord) =>
      (await store.replace(changed, receipt(changed))) ? {...changed, version: record.version + 1} : again();
    // The buyer may be at the merchant's payment page right now, so that page stays open.
    if (isHeld(record)) return keep(withToken(record, tokenHash, clock.now()));
    const closed = await hosted.close(record);
    if (closed.phase !== 'open') return closed;

    const inputs = {...withBuyer(record.inputs, completion.buyer), ...(completion.notes && {notes: completion.notes})};
    const quote = await requote(record, inputs);
    const {priceChangedFrom: _seen, hosted: _closed, attempt: _old, challenge, ...kept} = record;
    const priced = clock.now();
    const ready = await reviewed(review, {...kept, inputs, quote, updatedAt: priced, ...withAsides(record, call, priced)});
    const shown = saved ? completion.amount : (record.authorized?.[tokenHash] ?? record.authorized?.[proofHash]);
    if (quote.total !== record.quote.total || readiness(ready).length || isBarred(ready) || isHeld(ready)) {
      // While tax is not known there is no new total to tell of.
      const told = quote.total !== record.quote.total && !quote.taxProblem;
      const seen = shown ?? record.quote.total;
      const authorized = {...record.authorized, [tokenHash]: seen, ...(proof && {[proofHash]: seen})};
      return keep({...ready, ...(!saved && {authorized}), ...(told && {priceChangedFrom: record.quote.total})});
    }

    // Hosts repeat calls by themselves: what was authorized for one total must not pay another.
    if (shown !== undefined && shown !== quote.total) {
      if (!saved) return refuse(ready, tokenHash, call);
      return keep({...ready, priceChangedFrom: shown});
    }

    // The provider's key is of token and proof: another one for a try that it may have taken is how one charges twice.
    const sentWith = record.sentWith?.[tokenHash];
    if (sentWith !== undefined && sentWith !== proofHash) return refuse(ready, tokenHash, call);

    // A request that may be sent again must be the very same bytes, so its order id stays. After a decline it is another request.
    const isRepeat = earlier && earlier.state !== 'declined' && earlier.state !== 'challenged';
    const orderId = isRepeat ? earlier.orderId : ids.order();
    const prepared = payments.prepare(
      chargeOf(ready, completion, {orderId, shopName: facts.shop.name, declines: saved ? declines : undefined}),
    );
    const asked = record.challenged?.[tokenHash];
    if (!proof && (asked || needsProof(record))) {
      const network = asked ?? (can ? await payments.network(prepared) : undefined);
      if (!can || !network) return refuse(ready, tokenHash, call, can ? 'cannot_authenticate' : 'requires_3ds');
      return keep(challenged(ready, tokenHash, network, priced));
    }
    const now = clock.now();
    const attempt: Attempt = {
      state: 'started',
      tokenHash,
      idempotencyKey: prepared.idempotencyKey,
      amount: quote.total,
      currency: quote.currency,
      orderId,
      startedAt: now,
      ...(call.once && {callKey: call.once.key}),
      ...(can && !proof && {canAsk: true}),
      prepared,
    };
    const paying: CheckoutRecord = {
      ...ready,
      phase: next(record.phase, 'pay'),
      // Stands until it is known what became of the answer to it.
      ...(challenge && {challenge}),
      ...(record.owner !== undefined && {sentWith: {...record.sentWith, [tokenHash]: proofHash}}),
      attempt,
      checkAt: now + LEASE_MS,
      updatedAt: now,
    };
    if (!(await store.replace(paying))) return again();
    const settled = await settle({...paying, version: record.version + 1}, await payments.send(prepared), call);
    if (call.strict && settled.attempt?.state === 'unavailable') {
      throw new CheckoutError('service_unavailable', 'the payment service could not be reached; nothing was charged; try again');
    }
    return settled;
  }

  /** A token that is not charged: said without asking the provider. */
  async function refuse(
    record: CheckoutRecord,
    tokenHash: string,
    call: Call,
    reason: DeclineReason = 'token_unusable',
  ): Promise<CheckoutRecord> {
    const now = clock.now();
    const refused = {...record, attempt: refusedAttempt(record, tokenHash, reason, now), updatedAt: now};
    return (await store.replace(refused, receiptOf(call, show(refused, call))))
      ? {...refused, version: record.version + 1}
      : load(record.id);
  }

  /** Writes down what the provider answered. When somebody else has settled it, theirs stands. */
  async function settle(record: CheckoutRecord, outcome: PaymentOutcome, call: Call = {}): Promise<CheckoutRecord> {
    const {attempt} = record;
    if (!attempt) return record;
    const now = clock.now();
    const {prepared: _secret, ...rest} = attempt;
    const {checkAt: _due, challenge: _answered, ...base} = {...record, updatedAt: now};

    // A notice of the provider makes somebody else look after the same try. What is known for certain is written down all the same.
    const outrun = async () => {
      const current = await load(record.id);
      const unsettled = current.phase === 'paying' && current.attempt?.idempotencyKey === attempt.idempotencyKey;
      return unsettled && (outcome.kind === 'paid' || outcome.kind === 'declined') ? settle(current, outcome, call) : current;
    };

    if (outcome.kind === 'paid') {
      const order = makeOrder(record, {id: attempt.orderId, number: ids.orderNumber(), url: facts.orderUrl(attempt.orderId)});
      const completed: CheckoutRecord = {
        ...base,
        phase: next(record.phase, 'paid'),
        attempt: {...rest, state: 'paid', paymentId: outcome.paymentId},
        order,
      };
      const event = {type: 'order_create', order, livemode: payments.livemode} as const;
      const won = await store.complete(completed, order, event, receiptOf(call, show(completed, call)));
      return won ? {...completed, version: record.version + 1} : outrun();
    }
    const settled = unpaid(record, attempt, outcome, await askedAbout(payments, attempt, outcome), now);
    // What is not known yet, and what did not happen, is no answer to keep.
    const receipt = outcome.kind === 'declined' ? receiptOf(call, show(settled, call)) : undefined;
    return (await store.replace(settled, receipt)) ? {...settled, version: record.version + 1} : outrun();
  }

  /**
   * Finds out what became of one payment under way, and answers whether that is settled now. Moving `checkAt` first is the claim:
   * of several processes only one goes on with a record.
   */
  async function check(id: string): Promise<boolean> {
    const record = await load(id);
    const prepared = record.attempt?.prepared;
    if (record.phase !== 'paying' || !record.attempt || !prepared) return false;
    const claimed = {...record, checkAt: clock.now() + LEASE_MS};
    if (!(await store.replace(claimed))) return false;
    const {startedAt, orderId} = record.attempt;
    let outcome: PaymentOutcome = clock.now() - startedAt < RESEND_MS ? await payments.send(prepared) : {kind: 'unknown'};
    // That this request did nothing says nothing about the one before it.
    if (outcome.kind === 'unknown' || outcome.kind === 'unavailable') {
      outcome = await payments.lookUp({...prepared, checkoutSessionId: id, orderId});
      // Not found is proof only when nothing can be on its way any more.
      if (outcome.kind === 'unavailable' && clock.now() - startedAt < RESEND_MS) outcome = {kind: 'unknown'};
    }
    return (await settle({...claimed, version: record.version + 1}, outcome)).phase !== 'paying';
  }

  /** Settles what is due. */
  async function reconcile(): Promise<number> {
    let settled = 0;
    for (const id of await store.unsettled(clock.now(), 20)) if (await check(id)) settled += 1;
    return settled;
  }

  return {complete, check, reconcile};
}

export type Payments = ReturnType<typeof makePayments>;
