import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {openServer, ORIGIN} from '../support/open-server.js';
import {sanFrancisco} from '../support/open-shop.js';
import {catalogJson} from './adapters/file/a-catalog-file.js';

const html = {accept: 'text/html'};

describe('health', () => {
  it('is alive under any name, and ready when the store answers', async (t) => {
    const {app} = await openServer(t);
    assert.equal((await app.request('/healthz')).status, 200);
    const ready = await app.request('/readyz');
    assert.deepEqual([ready.status, await ready.json()], [200, {ok: true}]);
  });

  it('is not ready when the store is down, and says no more than that', async (t) => {
    const {app, errors} = await openServer(t, {ping: () => Promise.reject(new Error('password authentication failed for hunter2'))});
    const ready = await app.request('/readyz');
    assert.equal(ready.status, 503);
    assert.equal((await ready.text()).includes('hunter2'), false);
    assert.equal((await app.request('/healthz')).status, 200);
    assert.equal(errors.length, 1);
  });
});

describe('GET /orders/{id}', () => {
  it('shows each shipment with its tracking, and what was given back', async (t) => {
    const {get, checkout, ready, clock} = await openServer(t);
    const {id} = await ready();
    const {order} = await checkout.complete(id, {token: 'spt_1'});
    const trackingUrl = 'https://usps.example/9400?a=1&b="2"';
    clock.pass(7 * 24 * 3_600_000);
    await checkout.recordShipment(order!.id, {carrier: 'USPS', trackingNumber: '9400', trackingUrl, location: 'Reno, NV'});
    await checkout.recordRefund(order!.id, {amount: 500});
    const page = await (await get(`/orders/${order!.id}`)).text();
    assert.match(page, /On its way · placed on Monday, November 2/);
    assert.match(page, /Shipment: On its way/);
    assert.match(page, /2 × [^<]*Cup/i);
    assert.match(page, /Monday, November 9 · Reno, NV/);
    assert.match(page, /USPS 9400/);
    assert.ok(page.includes('href="https://usps.example/9400?a=1&amp;b=&quot;2&quot;"'));
    assert.match(page, /−<span class="amount">\$5\.00/);
  });

  it('shows what was canceled, what came back and what was given for it', async (t) => {
    const {get, checkout, ready} = await openServer(t);
    const {id, line_items: [line] = []} = await ready();
    const {order} = await checkout.complete(id, {token: 'spt_1'});
    const lines = [{id: line!.id, quantity: 1}];
    await checkout.recordAdjustment(order!.id, {type: 'cancellation', lines, description: 'One broke <here>.'});
    await checkout.recordAdjustment(order!.id, {type: 'price_adjustment', amount: 250});
    const page = await (await get(`/orders/${order!.id}`)).text();
    assert.match(page, /Quantity 1 of 2 ordered/);
    assert.match(page, /Cancellation<br \/><small>Monday, November 2 · 1 × [^<]*Cup[^<]* · One broke &lt;here&gt;\./i);
    assert.match(page, /Price adjustment<br \/><small>Monday, November 2<\/small><\/span\s*><span class="amount">\$2\.50/);
  });

  it('shows the order, without the street and the e-mail', async (t) => {
    const {get, checkout, ready} = await openServer(t);
    const {id} = await ready();
    const {order} = await checkout.complete(id, {token: 'spt_1', buyer: {email: 'secret@example.com'}});
    const response = await get(`/orders/${order!.id}`);
    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    for (const words of [
      order!.order_number!,
      'Café Cup, Ink, Small',
      'Quantity 2',
      '$48.80',
      '$2.90',
      'San Francisco, CA, US',
      'Standard',
      'noindex',
    ]) {
      assert.ok(page.includes(words), words);
    }
    for (const secret of ['1 Market Street', 'secret@example.com', '94105', 'Ada Byron', 'spt_1', id]) {
      assert.equal(page.includes(secret), false, secret);
    }
  });

  it('shows markup in a title or an address as text', async (t) => {
    const json = catalogJson();
    json.products[1]!.title = 'Tea & "Cup"';
    const {get, checkout} = await openServer(t, {}, {json});
    const details = {address: {...sanFrancisco, city: '<img src=x onerror=alert(1)>'}};
    const {id} = await checkout.create({items: [{itemId: 'tea', quantity: 1}], details});
    const {order} = await checkout.complete(id, {token: 'spt_1'});
    const page = await (await get(`/orders/${order!.id}`)).text();
    assert.equal(page.includes('<img src=x'), false);
    assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt;'));
    assert.ok(page.includes('Tea &amp; &quot;Cup&quot;'));
  });

  it('shows an order to fetch with the place, and one in yen without decimals', async (t) => {
    const json = catalogJson();
    json.shop.currency = 'jpy';
    const {get, checkout, ready} = await openServer(t, {}, {json});
    const {id} = await ready();
    await checkout.update(id, {optionId: 'pickup'});
    const {order} = await checkout.complete(id, {token: 'spt_1'});
    const page = await (await get(`/orders/${order!.id}`)).text();
    assert.ok(page.includes('Workshop, 1 Kiln Street, Oakland') && page.includes('¥4,410'), page);
  });

  it('is a page that says so when there is no such order', async (t) => {
    const {get} = await openServer(t);
    const response = await get('/orders/ord_none');
    assert.equal(response.status, 404);
    assert.match(await response.text(), /No such order/);
  });
});

describe('GET /checkout/{id}', () => {
  it('sends the buyer on to the payment page', async (t) => {
    const {get, ready, hosted} = await openServer(t);
    const {id} = await ready();
    const response = await get(`/checkout/${id}`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, 'https://pay.example/page_1']);
    assert.equal((await get(`/checkout/${id}`)).headers.get('location'), 'https://pay.example/page_1');
    assert.equal(hosted.pages().length, 1);
  });

  it('says what is missing when it cannot be paid yet', async (t) => {
    const {get, checkout} = await openServer(t);
    const {id} = await checkout.create({items: [{itemId: 'tea', quantity: 1}]});
    const response = await get(`/checkout/${id}`);
    assert.equal(response.status, 409);
    assert.match(await response.text(), /Add a delivery address to see shipping and tax\./);
  });

  it('says that it is over', async (t) => {
    const {get, checkout, ready} = await openServer(t);
    const {id} = await ready();
    await checkout.cancel(id);
    const response = await get(`/checkout/${id}`);
    assert.equal(response.status, 409);
    assert.match(await response.text(), /This checkout is canceled\./);
  });

  it('leads to the order once it is paid', async (t) => {
    const {get, checkout, ready} = await openServer(t);
    const {id} = await ready();
    const {order} = await checkout.complete(id, {token: 'spt_1'});
    const response = await get(`/checkout/${id}`);
    assert.deepEqual([response.status, response.headers.get('location')], [303, `${ORIGIN}/orders/${order!.id}`]);
  });

  it('is a page that says so when there is no such checkout', async (t) => {
    const {get} = await openServer(t);
    const response = await get('/checkout/cs_none');
    assert.equal(response.status, 404);
    assert.match(await response.text(), /No such checkout/);
  });
});

describe('coming back from the payment page', () => {
  it('leads to the order when it was paid', async (t) => {
    const {get, checkout, ready, hosted} = await openServer(t);
    const {id} = await ready();
    await get(`/checkout/${id}`);
    hosted.pay('page_1');
    const response = await get(`/checkout/${id}/return`);
    const {order} = await checkout.get(id);
    assert.deepEqual([response.status, response.headers.get('location')], [303, order?.permalink_url]);
  });

  it('says that nothing was charged when it was not, with a way on', async (t) => {
    const {get, ready} = await openServer(t);
    const {id} = await ready();
    await get(`/checkout/${id}`);
    const page = await (await get(`/checkout/${id}/return`)).text();
    assert.match(page, /Nothing was charged/);
    assert.ok(page.includes(`href="${ORIGIN}/checkout/${id}"`));
  });

  it('does not say that nothing was charged while nobody can tell', async (t) => {
    const {get, ready, hosted} = await openServer(t);
    const {id} = await ready();
    await get(`/checkout/${id}`);
    hosted.pay('page_1');
    hosted.line.reachable = false;
    const response = await get(`/checkout/${id}/return`);
    assert.equal(response.status, 503);
    const page = await response.text();
    assert.equal(page.includes('Nothing was charged'), false);
    assert.ok(page.includes(`href="/checkout/${id}/return"`));
  });

  it('is a page that says so when there is no such checkout', async (t) => {
    const {get} = await openServer(t);
    assert.equal((await get('/checkout/cs_none/return')).status, 404);
  });
});

describe('the shop’s own files and pages', () => {
  it('are served with their type, to anybody', async (t) => {
    const asked: string[] = [];
    const asset = async (path: string) => {
      asked.push(path);
      return path === '/images/cup.svg' ? {body: new TextEncoder().encode('<svg/>'), type: 'image/svg+xml'} : undefined;
    };
    const article = (path: string) => (path === '/legal/terms' ? {title: 'Terms <b>', text: ['Be kind.']} : undefined);
    const {get} = await openServer(t, {asset, article});
    const picture = await get('/images/cup.svg');
    assert.deepEqual([picture.status, picture.headers.get('content-type'), await picture.text()], [200, 'image/svg+xml', '<svg/>']);
    assert.equal(picture.headers.get('access-control-allow-origin'), '*');
    assert.equal(picture.headers.get('x-content-type-options'), 'nosniff');
    const terms = await (await get('/legal/terms')).text();
    assert.ok(terms.includes('Terms &lt;b&gt;') && terms.includes('Be kind.'));
    assert.equal((await get('/images/none.svg')).status, 404);
    assert.deepEqual(asked, ['/images/cup.svg', '/images/none.svg']);
  });

  it('are a page for a person and JSON for a program where there is nothing', async (t) => {
    const {get} = await openServer(t);
    assert.match(await (await get('/nowhere', html)).text(), /There is no page at this address/);
    assert.deepEqual(await (await get('/nowhere')).json(), {error: 'There is nothing at /nowhere.'});
  });
});

describe('the chat preview', () => {
  const preview = {
    html: () => '<!doctype html>preview',
    themes: () => '<!doctype html>themes',
    shopName: 'Test shop',
    testMode: true,
    mintToken: async () => 'spt_minted',
  };
  const post = (server: Awaited<ReturnType<typeof openServer>>, path: string, body: string) =>
    server.app.request(path, {method: 'POST', body, headers: {host: '127.0.0.1:8787', 'content-type': 'application/json'}});

  it('is there in development only', async (t) => {
    const {get} = await openServer(t, {preview});
    assert.equal(await (await get('/', html)).text(), '<!doctype html>preview');
    assert.equal(await (await get('/themes', html)).text(), '<!doctype html>themes');
    assert.deepEqual(await (await get('/preview/config')).json(), {shop_name: 'Test shop', test_mode: true, ledger_url: null});
    const bare = await openServer(t);
    for (const path of ['/', '/themes', '/preview/config']) assert.equal((await bare.get(path)).status, 404, path);
    assert.equal((await post(bare, '/preview/payment_tokens', '{}')).status, 404);
  });

  it('mints tokens, and says what is wrong with a wish', async (t) => {
    const server = await openServer(t, {preview});
    const wish = {payment_method: 'pm_card_visa', amount: 4880, currency: 'USD'};
    assert.deepEqual(await (await post(server, '/preview/payment_tokens', JSON.stringify(wish))).json(), {token: 'spt_minted'});
    for (const body of ['nonsense', '{}', JSON.stringify({...wish, amount: 0}), JSON.stringify({...wish, payment_method: 'visa'})]) {
      assert.equal((await post(server, '/preview/payment_tokens', body)).status, 400, body);
    }
  });

  it('has no fault switches without a sandbox', async (t) => {
    assert.equal((await post(await openServer(t, {preview}), '/preview/faults', '{}')).status, 404);
  });
});

describe('a fault of ours', () => {
  it('is told to the server’s log and not to the caller', async (t) => {
    const {get, errors, just} = await openServer(t);
    just('order', async () => {
      throw new Error('the database password is hunter2');
    });
    const response = await get('/orders/ord_1');
    assert.equal(response.status, 500);
    assert.equal((await response.text()).includes('hunter2'), false);
    assert.match(String(errors[0]), /hunter2/);
  });
});

describe('production', () => {
  it('serves nothing over plain http but its health', async (t) => {
    const {app, get} = await openServer(t, {production: true});
    assert.equal((await get('/orders/ord_1')).status, 403);
    assert.equal((await get('/orders/ord_1', {'x-forwarded-proto': 'http'})).status, 403);
    assert.equal((await get('/orders/ord_1', {'x-forwarded-proto': 'https'})).status, 404);
    assert.equal((await get('/orders/ord_1', {'x-forwarded-proto': 'https, http'})).status, 404);
    assert.equal((await app.request('/healthz')).status, 200);
  });
});
