import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {CompletedCheckout} from '../../shared/chatgpt-checkout.js';
import {FORBIDDEN, openRunning, until} from '../support/open-running.js';
import {call, sessionOf} from '../support/open-server.js';

type Shop = Awaited<ReturnType<typeof openRunning>>;

interface Row {
  what: string;
  /** What the provider is made to do, and the token the sheet hands over for the total of 26.96 or so. */
  token(shop: Shop, total: number): Promise<string>;
  /** The one message of the answer. */
  says: string;
  type: 'error' | 'info';
  code?: string;
  resolution?: string;
  /** What is stored of the try, and the phase after it. */
  state: 'declined' | 'unavailable' | 'unknown';
  reason?: string;
  /** How a payment of unknown outcome ends; everything else can be paid with another card at once. */
  ends?: 'paid once';
  /** Whether the operator is told. */
  alert?: true;
}

const card = (name: string) => (shop: Shop, total: number) => shop.mint(name, total);
const pays = card('pm_card_visa');
const scripted = (status: number, error: object) => async (shop: Shop, total: number) => {
  shop.proxy.answer('POST', '/v1/payment_intents', {status, body: {error: {message: 'RAW WORDS about spt_1QsecretSecret', ...error}}});
  return pays(shop, total);
};

const declined = (says: string, reason: string, code = 'payment_declined', resolution = 'requires_buyer_input') =>
  ({says, type: 'error', code, resolution, state: 'declined', reason}) as const;
const CARD = 'Your card was declined. Nothing was charged. Try another card.';
const plain = declined(CARD, 'card_declined');
const again = declined(
  'This payment authorization can no longer be used. Nothing was charged. Authorize the payment again.',
  'token_unusable',
  'payment_declined',
  'recoverable',
);
const notCovered = declined(
  'The payment authorization does not cover this total. Nothing was charged. Open the payment again.',
  'amount_not_allowed',
  'invalid',
  'recoverable',
);
const noConfirmation = declined(
  'Your bank asks for a confirmation that is not possible here. Nothing was charged. Try another card.',
  'requires_3ds',
  'requires_3ds',
);
const outOfReach = {
  says: 'The payment service could not be reached. Nothing was charged. Try again in a moment.',
  type: 'info',
  state: 'unavailable',
  alert: true,
} as const;
const checking = {
  says: 'Your payment is being checked. You do not need to pay again.',
  type: 'info',
  state: 'unknown',
  ends: 'paid once',
} as const;

const rows: Row[] = [
  {what: 'a card that is declined', token: card('pm_card_chargeDeclined'), ...plain},
  {what: 'a lost card, which nobody is told', token: card('pm_card_chargeDeclinedLostCard'), ...plain},
  {what: 'a stolen card, which nobody is told', token: card('pm_card_chargeDeclinedStolenCard'), ...plain},
  {what: 'a fraudulent card, which nobody is told', token: card('pm_card_chargeDeclinedFraudulent'), ...plain},
  {
    what: 'a decline nobody has heard of',
    token: scripted(402, {type: 'card_error', code: 'card_declined', decline_code: 'brand_new'}),
    ...plain,
  },
  {
    what: 'a card without funds',
    token: card('pm_card_chargeDeclinedInsufficientFunds'),
    ...declined('Your card has insufficient funds. Nothing was charged. Try another card.', 'insufficient_funds'),
  },
  {
    what: 'an expired card',
    token: card('pm_card_chargeDeclinedExpiredCard'),
    ...declined('Your card has expired. Nothing was charged. Try another card.', 'expired_card'),
  },
  {
    what: 'a wrong security code',
    token: card('pm_card_chargeDeclinedIncorrectCvc'),
    ...declined('The card details are not right. Nothing was charged. Check them or try another card.', 'incorrect_details'),
  },
  ...['processing_error', 'issuer_not_available', 'try_again_later', 'reenter_transaction'].map((decline_code) => ({
    what: `a bank that says ${decline_code}`,
    token: scripted(402, {type: 'card_error', code: 'card_declined', decline_code}),
    ...declined('The card could not be charged just now. Nothing was charged. Try again.', 'try_again', 'payment_declined', 'recoverable'),
  })),
  {what: 'a bank that wants 3-D Secure', token: card('pm_card_authenticationRequired'), ...noConfirmation},
  {what: 'a 3-D Secure demand as an error', token: scripted(402, {type: 'card_error', code: 'authentication_required'}), ...noConfirmation},
  {what: 'a token that covers a cent less', token: (shop, total) => shop.mint('pm_card_visa', total - 1), ...notCovered},
  {what: 'a token in another currency', token: (shop, total) => shop.mint('pm_card_visa', total, 'eur'), ...notCovered},
  {
    what: 'an amount below what Stripe takes',
    token: scripted(400, {type: 'invalid_request_error', code: 'amount_too_small'}),
    ...notCovered,
  },
  {
    what: 'an amount above what Stripe takes',
    token: scripted(400, {type: 'invalid_request_error', code: 'amount_too_large'}),
    ...notCovered,
  },
  {
    what: 'a revoked token',
    async token(shop, total) {
      const token = await pays(shop, total);
      const options = {apiVersion: '2026-09-30.preview'};
      await shop.client.rawRequest('POST', `/v1/test_helpers/shared_payment/granted_tokens/${token}/revoke`, undefined, options);
      return token;
    },
    ...again,
  },
  {
    what: 'a token whose time is up',
    async token({client}, total) {
      const expires_at = Math.floor(Date.now() / 1000) + 3; // whole seconds, and the grant itself takes some time
      const limits = {currency: 'usd', max_amount: total, expires_at};
      const body = {payment_method: 'pm_card_visa', usage_limits: limits};
      const options = {apiVersion: '2026-09-30.preview'};
      const {id} = (await client.rawRequest('POST', '/v1/test_helpers/shared_payment/granted_tokens', body, options)) as {id: string};
      await new Promise((resolve) => setTimeout(resolve, expires_at * 1000 + 50 - Date.now()));
      return id;
    },
    ...again,
  },
  {what: 'a token that nobody granted', token: async () => 'spt_nobodyGrantedThis', ...again},
  {
    what: 'a bad key',
    token: scripted(401, {type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_RAWWORDS'}),
    ...outOfReach,
  },
  {what: 'a key that may not', token: scripted(403, {type: 'invalid_request_error'}), ...outOfReach},
  {what: 'too many requests', token: scripted(429, {type: 'invalid_request_error', code: 'rate_limit'}), ...outOfReach},
  {
    what: 'a parameter Stripe no longer takes',
    token: scripted(400, {type: 'invalid_request_error', code: 'payment_method_types_no_longer_supported', param: 'payment_method_types'}),
    ...outOfReach,
  },
  {
    what: 'a parameter Stripe does not know',
    token: scripted(400, {type: 'invalid_request_error', code: 'parameter_unknown'}),
    ...outOfReach,
  },
  {what: 'a 400 without a code while the token is good', token: scripted(400, {type: 'invalid_request_error'}), ...outOfReach},
  {what: 'the same key with other parameters', token: scripted(400, {type: 'idempotency_error'}), ...checking},
  {
    what: 'a payment that is being processed',
    async token(shop, total) {
      shop.proxy.answer('POST', '/v1/payment_intents', {status: 200, body: {id: 'pi_1', object: 'payment_intent', status: 'processing'}});
      return pays(shop, total);
    },
    ...checking,
  },
  {
    what: 'server errors before anything happened',
    async token(shop, total) {
      await shop.faults({error_500: 3});
      return pays(shop, total);
    },
    ...checking,
  },
  {
    what: 'server errors after the charge',
    async token(shop, total) {
      await shop.faults({error_500_after_commit: 1});
      return pays(shop, total);
    },
    ...checking,
  },
  {
    what: 'connections cut before the charge',
    async token(shop, total) {
      shop.proxy.answer('POST', '/v1/payment_intents', 'cut', 'cut', 'cut');
      return pays(shop, total);
    },
    ...checking,
  },
  {
    what: 'connections cut after the charge',
    async token(shop, total) {
      await shop.faults({reset_after_commit: 3});
      return pays(shop, total);
    },
    ...checking,
  },
  {
    what: 'the key in use by a request under way',
    async token(shop, total) {
      const busy = {type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'RAW WORDS'};
      shop.proxy.answer('POST', '/v1/payment_intents', ...Array.from({length: 3}, () => ({status: 409, body: {error: busy}})));
      return pays(shop, total);
    },
    ...checking,
  },
];

/** What left the server or stays in it says nothing of the token and nothing in Stripe's words. `ours` are sentences that may look alike. */
function assertClean(where: string, text: string, {shop, token, ours}: {shop: Shop; token: string; ours: string}) {
  const rest = text.replaceAll(ours, '');
  assert.equal(rest.includes(token), false, `${where} holds the token: ${rest}`);
  assert.doesNotMatch(rest, FORBIDDEN, where);
  assert.equal(rest.includes('RAW WORDS') || rest.includes('RAWWORDS'), false, where);
  for (const {said} of shop.proxy.seen) assert.ok(!said || !rest.includes(said), `${where} holds "${said}"`);
}

describe('a payment that fails', {concurrency: 6}, () => {
  for (const {what, token: make, says, type, code, resolution, state, reason, ends, alert} of rows) {
    it(`${what}: ${reason ?? state}`, async (t) => {
      const shop = await openRunning(t, {}, {proxied: true});
      const {id, total} = await shop.cart();
      const chat = await shop.chat();
      const token = await make(shop, total);
      const pay = (spt: string) =>
        call(chat, 'complete_checkout', {
          checkout_session_id: id,
          buyer: null,
          payment_data: {token: spt, provider: 'stripe', billing_address: null},
        });
      const first = await pay(token);
      const answer = first.structuredContent as CompletedCheckout;

      // What the buyer reads, and what the agent gets.
      const isUnknown = state === 'unknown';
      assert.equal(first.isError ?? false, false);
      assert.equal(answer.status, isUnknown ? 'complete_in_progress' : 'ready_for_payment');
      assert.deepEqual(
        answer.messages.map((each) => [each.content, each.type, each.code, each.resolution]),
        [[says, type, code, resolution]],
      );
      assert.equal(answer.order, undefined);

      // What is stored.
      const stored = async () => (await shop.store.get(id))!;
      const {phase, attempt} = await stored();
      assert.deepEqual([phase, attempt?.state, attempt?.reason], [isUnknown ? 'paying' : 'open', state, reason]);
      assert.equal(attempt?.prepared !== undefined, isUnknown, 'the request is kept while it may have to be sent again, and no longer');

      // How often money moved: not at all, but where nobody knows.
      if (!isUnknown) assert.deepEqual(await shop.ledger(), []);
      // The same call again: where the provider said that it did nothing, it may be asked the same once more.
      assert.equal((await pay(token)).structuredContent?.status, state === 'unavailable' ? 'completed' : answer.status);
      if (alert) assert.match(shop.log.join(''), /the payment provider refused our request/);

      if (ends) {
        await shop.faults({});
        await until(async () => (await shop.checkout.reconcile()) > 0, 'the payment is settled');
      } else if (state === 'declined') {
        assert.deepEqual(await shop.ledger(), []);
        await pay(await pays(shop, total));
      }
      const session = sessionOf(await call(chat, 'get_checkout', {checkout_session_id: id}));
      assert.equal(session.status, 'completed');
      assert.deepEqual(
        (await shop.ledger()).map((entry) => [entry.type, entry.amount]),
        [['charge', total]],
      );
      assert.equal((await stored()).attempt?.prepared, undefined);

      const clean = {shop, token, ours: says};
      assertClean('the answer', JSON.stringify(first), clean);
      assertClean('the log', shop.log.join(''), clean);
      const rows = [
        ...(await shop.database.selectFrom('checkout_sessions').selectAll().execute()),
        ...(await shop.database.selectFrom('orders').selectAll().execute()),
        ...(await shop.database.selectFrom('outbox').selectAll().execute()),
      ];
      assertClean('the database', JSON.stringify(rows), clean);
    });
  }
});

describe('a token that another order used up', () => {
  it('is told as one that can no longer be used, and charges nothing', async (t) => {
    const shop = await openRunning(t);
    const first = await shop.cart();
    const second = await shop.cart();
    const token = await pays(shop, first.total);
    assert.equal((await shop.checkout.complete(first.id, {token})).status, 'completed');
    const {status, messages} = await shop.checkout.complete(second.id, {token});
    assert.deepEqual([status, messages.map(({content}) => content)], ['ready_for_payment', [again.says]]);
    assert.deepEqual(
      (await shop.ledger()).map(({amount}) => amount),
      [first.total],
    );
  });
});

describe('a payment page that fails', {concurrency: true}, () => {
  it('is out of reach: the buyer reads why in our words', async (t) => {
    const shop = await openRunning(t, {}, {proxied: true});
    const {id} = await shop.cart();
    const error = {type: 'invalid_request_error', code: 'parameter_unknown', message: 'RAW WORDS'};
    shop.proxy.answer('POST', '/v1/checkout/sessions', {status: 400, body: {error}});
    const answer = await shop.ask(`/checkout/${id}`);
    const text = await answer.text();
    assert.equal(answer.status, 503);
    assert.match(text, /The payment page cannot be opened right now; try again\./);
    assert.doesNotMatch(text + shop.log.join(''), /RAW WORDS/);
    await shop.payOn(await shop.page(id));
    assert.equal((await shop.checkout.settleHosted(id)).status, 'completed');
  });
});
