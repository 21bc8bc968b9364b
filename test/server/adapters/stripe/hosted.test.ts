import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {stripeHosted} from '../../../../server/adapters/stripe/hosted.js';
import {aRecord} from '../../../support/records.js';
import {openStripe} from './open-stripe.js';

const urls = {success: 'https://shop.example/back', cancel: 'https://shop.example/cancel'};

async function openPages(t: TestContext) {
  const stripe = await openStripe(t);
  const hosted = stripeHosted(stripe.client);
  return {
    ...stripe,
    hosted,
    /** The buyer pays on the page. */
    async payOn(url: string, card = 'pm_card_visa') {
      const response = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({card}),
        headers: {'content-type': 'application/x-www-form-urlencoded'},
        redirect: 'manual',
      });
      return response.headers.get('location');
    },
  };
}

describe('Stripe’s page for a checkout', () => {
  it('takes exactly the total that the checkout shows', async (t) => {
    const {hosted, client, payOn, sandbox} = await openPages(t);
    const page = await hosted.open(aRecord(), urls);
    assert.deepEqual(await hosted.status(page.id), {kind: 'open'});
    const {amount_total, currency, client_reference_id} = await client.checkout.sessions.retrieve(page.id);
    assert.deepEqual([amount_total, currency, client_reference_id], [7150, 'usd', 'session-1']);
    assert.equal(await payOn(page.url), urls.success);
    const status = await hosted.status(page.id);
    const [entry] = sandbox.ledger();
    assert.deepEqual(status, {kind: 'paid', paymentId: entry?.payment_intent, amount: 7150, currency: 'usd'});
    assert.deepEqual([entry?.amount, entry?.metadata.checkout_session_id], [7150, 'session-1']);
  });

  it('takes a discounted line at its own price, though no unit price would divide', async (t) => {
    const {hosted, client} = await openPages(t);
    const record = aRecord();
    const [line] = record.quote.lines;
    Object.assign(line!, {discount: 101, subtotal: 3499, total: 3859});
    Object.assign(record.quote, {itemsDiscount: 101, subtotal: 5899, total: 7049});
    const page = await hosted.open(record, urls);
    assert.equal((await client.checkout.sessions.retrieve(page.id)).amount_total, 7049);
  });

  it('is the same page for the same total, and another one after it was closed', async (t) => {
    const {hosted} = await openPages(t);
    const record = aRecord();
    const page = await hosted.open(record, urls);
    assert.deepEqual(await hosted.open(record, urls), page, 'asked twice before it was kept');
    const kept = aRecord({version: 2, hosted: {...page, total: 7150}});
    assert.equal((await hosted.open(kept, urls)).id, page.id);
    assert.equal(await hosted.close(page.id), true);
    assert.deepEqual(await hosted.status(page.id), {kind: 'expired'});
    const next = await hosted.open(kept, urls);
    assert.notEqual(next.id, page.id);
  });

  it('is another page once the checkout was changed and changed back, the first being closed by then', async (t) => {
    const {hosted} = await openPages(t);
    const page = await hosted.open(aRecord(), urls);
    await hosted.close(page.id);
    const again = await hosted.open(aRecord({version: 4}), urls);
    assert.notEqual(again.id, page.id);
    assert.deepEqual(await hosted.status(again.id), {kind: 'open'});
  });

  it('is paid once the money is held, on its way while a debit is, and over when that was refused', async (t) => {
    const {client, sandbox, payOn} = await openPages(t);
    const held = stripeHosted(client, {capture: 'manual'});
    const page = await held.open(aRecord(), urls);
    await payOn(page.url);
    const [entry] = sandbox.ledger();
    assert.equal(entry?.type, 'authorization');
    assert.deepEqual(await held.status(page.id), {kind: 'paid', paymentId: entry?.payment_intent, amount: 7150, currency: 'usd'});

    const hosted = stripeHosted(client);
    for (const [bank, end] of [
      ['pm_usBankAccount_success', 'paid'],
      ['pm_usBankAccount_insufficientFunds', 'expired'],
    ] as const) {
      const {id, url} = await hosted.open(aRecord({id: bank}), urls);
      await payOn(url, bank);
      assert.deepEqual(await hosted.status(id), {kind: 'processing'});
      assert.equal(await hosted.close(id), false);
      const intent = String((await client.checkout.sessions.retrieve(id)).payment_intent);
      await fetch(`${sandbox.url}/_sandbox/settle/${intent}`, {method: 'POST'});
      assert.equal((await hosted.status(id)).kind, end);
      assert.equal(await hosted.close(id), end === 'expired');
    }
  });

  it('can be closed twice, and not once it is paid', async (t) => {
    const {hosted, payOn} = await openPages(t);
    const page = await hosted.open(aRecord(), urls);
    assert.equal(await hosted.close(page.id), true);
    assert.equal(await hosted.close(page.id), true);
    const paid = await hosted.open(aRecord({id: 'session-2'}), urls);
    await payOn(paid.url);
    assert.equal(await hosted.close(paid.id), false);
  });

  it('stays open after a declined card', async (t) => {
    const {hosted, payOn, sandbox} = await openPages(t);
    const page = await hosted.open(aRecord(), urls);
    await payOn(page.url, 'pm_card_chargeDeclined');
    assert.deepEqual(await hosted.status(page.id), {kind: 'open'});
    assert.deepEqual(sandbox.ledger(), []);
  });

  it('is a refusal in our words when it cannot be opened, and unknown when it cannot be asked about', async (t) => {
    const {hosted, sandbox} = await openPages(t);
    const page = await hosted.open(aRecord(), urls);
    sandbox.setFaults({error_429: 10, path: '/v1/checkout'});
    await assert.rejects(hosted.open(aRecord({id: 'session-2'}), urls), {name: 'CheckoutError', code: 'service_unavailable'});
    sandbox.setFaults({error_429: 10, path: '/v1/checkout', method: 'GET'});
    assert.deepEqual(await hosted.status(page.id), {kind: 'unknown'});
    assert.equal(await hosted.close(page.id), false);
  });

  it('is not opened for a total that Stripe cannot charge exactly', async (t) => {
    const {hosted} = await openPages(t);
    const record = aRecord();
    record.quote.currency = 'kwd';
    record.quote.lines[0]!.unitAmount = 1801;
    await assert.rejects(hosted.open(record, urls), {name: 'CheckoutError', code: 'invalid', param: '$.totals'});
  });
});

describe('a test token', () => {
  it('that is not granted is refused in our words', async (t) => {
    const {grant} = await openStripe(t);
    await assert.rejects(grant('pm_card_nobody'), {
      name: 'CheckoutError',
      code: 'invalid',
      message: 'the payment service did not grant a test token for this card and amount',
    });
  });
});
