/** Two doors, one shop: what came in by one is not let out by the other. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {call, connectOverHttp, errorOf, sessionOf} from '../../support/open-server.js';
import {openAcp} from './open-acp.js';

const HOST = '127.0.0.1:8787';

describe("an agent's session at the chat hosts' door", () => {
  const attempts: [tool: string, more: object][] = [
    ['get_checkout', {}],
    ['update_checkout', {items: [{id: 'cup-ink-s', quantity: 1}]}],
    ['complete_checkout', {payment_data: {token: 'spt_1', provider: 'stripe'}}],
    ['cancel_checkout', {}],
  ];
  for (const [tool, more] of attempts)
    it(`is as one that is not there: ${tool}`, async (t) => {
      const {app, create, get, at} = await openAcp(t);
      const {id} = await create();
      const before = (await get(at(id))).text;
      const refused = errorOf(await call(await connectOverHttp(t, app), tool, {checkout_session_id: id, ...more}));
      const unknown = errorOf(await call(await connectOverHttp(t, app), tool, {checkout_session_id: 'cs_1', ...more}));
      assert.equal(refused.code, 'session_not_found');
      assert.deepEqual(refused, unknown);
      assert.equal((await get(at(id))).text, before);
    });
});

describe("a chat's session at the agents' door", () => {
  it('is as one that is not there, and goes on in the chat', async (t) => {
    const {app, get, at} = await openAcp(t);
    const chat = await connectOverHttp(t, app);
    const started = sessionOf(await call(chat, 'checkout_session', {checkout_session: {items: [{id: 'cup-ink-s', quantity: 1}]}}));
    assert.equal((await get(at(started.id))).json.code, 'session_not_found');
    assert.equal(sessionOf(await call(chat, 'get_checkout', {checkout_session_id: started.id})).id, started.id);
  });
});

describe("the shop's own pages", () => {
  it("lead the buyer of an agent's session to the payment page, and back to the order", async (t) => {
    const {app, create, pay, get, at} = await openAcp(t);
    const {id, continue_url: url = ''} = await create();
    const open = (address: string) => app.request(new URL(address).pathname, {headers: {host: HOST}});
    const page = await open(url);
    assert.deepEqual([page.status, page.headers.get('location')?.startsWith('https://pay.example/')], [303, true]);
    await pay(id);
    const {order} = (await get(at(id))).json;
    assert.equal((await open(order!.permalink_url)).status, 200);
    assert.equal((await open(url)).headers.get('location'), order!.permalink_url);
  });
});
