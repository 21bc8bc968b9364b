import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {openShop, TTL_MS} from '../../support/open-shop.js';

const urls = {success: 'https://shop.example/back', cancel: 'https://shop.example/back'};

describe('the payment page of a checkout', () => {
  it('is not opened before the checkout can be paid', async (t) => {
    const {checkout, hosted} = await openShop(t);
    const {id} = await checkout.create({items: [{itemId: 'tea', quantity: 1}]});
    const {url, session} = await checkout.openHosted(id, urls);
    assert.equal(url, undefined);
    assert.equal(session.messages[0]?.code, 'missing');
    assert.deepEqual(hosted.pages(), []);
  });

  it('is opened once for the same total', async (t) => {
    const {checkout, hosted, ready} = await openShop(t);
    const {id} = await ready();
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_1');
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_1');
    assert.deepEqual(hosted.pages(), [{id: 'page_1', total: 4880, state: 'open'}]);
  });

  it('is the same for two visits at once', async (t) => {
    const {checkout, ready} = await openShop(t);
    const {id} = await ready();
    const visits = await Promise.all([checkout.openHosted(id, urls), checkout.openHosted(id, urls)]);
    assert.deepEqual(
      visits.map(({url}) => url),
      ['https://pay.example/page_1', 'https://pay.example/page_1'],
    );
  });

  it('is closed when the checkout changes, and a new one has the new total', async (t) => {
    const {checkout, hosted, ready} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    await checkout.update(id, {optionId: 'us-express'});
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_2');
    assert.deepEqual(hosted.pages(), [
      {id: 'page_1', total: 4880, state: 'expired'},
      {id: 'page_2', total: 5780, state: 'open'},
    ]);
  });

  it('is closed when it was opened for a checkout that changed meanwhile', async (t) => {
    const {checkout, hosted, ready, just} = await openShop(t);
    const {id} = await ready();
    just('replace', async () => void (await checkout.update(id, {optionId: 'us-express'})));
    assert.equal((await checkout.openHosted(id, urls)).url, undefined);
    assert.deepEqual(hosted.pages(), [{id: 'page_1', total: 4880, state: 'expired'}]);
  });

  it('is not opened for a checkout that is canceled meanwhile, and nothing stays reserved', async (t) => {
    const {checkout, hosted, ready, just, left} = await openShop(t);
    const {id} = await ready();
    just('reserve', async () => void (await checkout.cancel(id)));
    const {url, session} = await checkout.openHosted(id, urls);
    assert.deepEqual([url, session.status], [undefined, 'canceled']);
    assert.deepEqual(hosted.pages(), []);
    assert.equal(await left('cup-ink-s'), 3);
  });

  it('is closed when the checkout was canceled while it was being opened', async (t) => {
    const {checkout, hosted, ready, just, left} = await openShop(t);
    const {id} = await ready();
    just('replace', async () => void (await checkout.cancel(id)));
    const {url, session} = await checkout.openHosted(id, urls);
    assert.deepEqual([url, session.status], [undefined, 'canceled']);
    assert.deepEqual(hosted.pages(), [{id: 'page_1', total: 4880, state: 'expired'}]);
    assert.equal(await left('cup-ink-s'), 3);
  });

  it('is not opened for a price that is not the price any more: the session says so first', async (t) => {
    const {checkout, hosted, ready, change} = await openShop(t);
    const {id} = await ready();
    change(({products}) => void (products[0]!.variants![0]!.price = 2100));
    const {url, session} = await checkout.openHosted(id, urls);
    assert.equal(url, undefined);
    assert.deepEqual(
      session.messages.map(({code}) => code),
      ['price_change'],
    );
    assert.deepEqual(hosted.pages(), []);
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_1');
    const [page] = hosted.pages();
    assert.equal(page?.total, session.totals.at(-1)?.amount);

    change(({products}) => void (products[0]!.variants![0]!.price = 2200));
    assert.equal((await checkout.openHosted(id, urls)).url, undefined);
    assert.equal(hosted.pages()[0]?.state, 'expired', 'the page of the old price is closed');
    assert.equal((await checkout.openHosted(id, urls)).url, 'https://pay.example/page_2');
  });

  it('is closed with the checkout', async (t) => {
    const {checkout, hosted, ready, clock} = await openShop(t);
    const canceled = await ready(1);
    const expired = await ready(1);
    await checkout.openHosted(canceled.id, urls);
    await checkout.openHosted(expired.id, urls);
    await checkout.cancel(canceled.id);
    clock.pass(TTL_MS + 1);
    await checkout.expire();
    assert.deepEqual(
      hosted.pages().map(({state}) => state),
      ['expired', 'expired'],
    );
  });

  it('is closed before the payment sheet charges', async (t) => {
    const {checkout, hosted, ready, payments} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    payments.whileSending(async () => assert.equal(hosted.pages()[0]?.state, 'expired'));
    assert.equal((await checkout.complete(id, {token: 'spt_1'})).status, 'completed');
    assert.equal(payments.sent.length, 1);
  });
});

describe('a payment page that was paid', () => {
  it('completes the checkout, once', async (t) => {
    const {checkout, hosted, ready, left} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    assert.equal((await checkout.settleHosted(id)).status, 'ready_for_payment');
    hosted.pay('page_1');
    const [first, second] = await Promise.all([checkout.settleHosted(id), checkout.settleHosted(id)]);
    assert.equal(first.status, 'completed');
    assert.equal(second.order?.id, first.order?.id);
    assert.equal((await checkout.settleHosted(id)).order?.id, first.order?.id);
    assert.equal((await checkout.order(first.order!.id))?.session.id, id);
    assert.equal(await left('cup-ink-s'), 1);
  });

  it('is found by whoever opens it again', async (t) => {
    const {checkout, hosted, ready} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    hosted.pay('page_1');
    const {url, session} = await checkout.openHosted(id, urls);
    assert.deepEqual([url, session.status], [undefined, 'completed']);
  });

  it('wins against a change, a cancellation and the payment sheet', async (t) => {
    const {checkout, hosted, ready, payments} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    hosted.pay('page_1');
    await assert.rejects(checkout.update(id, {optionId: 'us-express'}), {code: 'session_completed'});
    await assert.rejects(checkout.cancel(id), {code: 'session_completed'});
    const session = await checkout.complete(id, {token: 'spt_1'});
    assert.deepEqual([session.status, session.totals.at(-1)?.amount], ['completed', 4880]);
    assert.equal(payments.sent.length, 0);
  });

  it('wins against the end of the checkout’s time', async (t) => {
    const {checkout, hosted, ready, clock} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    hosted.pay('page_1');
    clock.pass(TTL_MS + 1);
    await checkout.expire();
    assert.equal((await checkout.get(id)).status, 'completed');
  });

  it('is refused when it took another amount than the checkout shows', async (t) => {
    const {checkout, hosted, ready} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    hosted.pay('page_1', 4879);
    await assert.rejects(checkout.settleHosted(id), /another amount/);
    assert.equal((await checkout.get(id)).status, 'ready_for_payment');
  });
});

describe('a payment page that nobody can ask about', () => {
  it('keeps the checkout as it is and says so', async (t) => {
    const {checkout, hosted, ready, payments} = await openShop(t);
    const {id} = await ready();
    await checkout.openHosted(id, urls);
    hosted.line.reachable = false;
    const wait = {code: 'service_unavailable'};
    await assert.rejects(checkout.settleHosted(id), wait);
    await assert.rejects(checkout.openHosted(id, urls), wait);
    assert.equal((await checkout.get(id)).status, 'ready_for_payment');
    await assert.rejects(checkout.update(id, {optionId: 'us-express'}), wait);
    await assert.rejects(checkout.complete(id, {token: 'spt_1'}), wait);
    await assert.rejects(checkout.cancel(id), wait);
    assert.equal(payments.sent.length, 0);
    hosted.line.reachable = true;
    assert.equal((await checkout.update(id, {optionId: 'us-express'})).status, 'ready_for_payment');
  });
});
