import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {call, connectInMemory, openServer, sessionOf} from '../../support/open-server.js';
import {catalogJson} from '../adapters/file/a-catalog-file.js';

async function open(t: TestContext, customerId?: string) {
  const json = catalogJson();
  const more: object[] = [
    {code: 'CLUB', name: 'For the club', percent_bps: 1000, signed_in_only: true, starts_at: '2020-01-01T00:00:00Z'},
    {id: 'summer', automatic: true, name: 'Summer', amount_off: 100, method: 'each', priority: 1},
  ];
  json.discounts.push(...(more as typeof json.discounts));
  const server = await openServer(t, {}, {json});
  const client = await connectInMemory(t, {...server.mcp, caller: async () => customerId});
  // The client lists the tools first: then it holds every answer against the schema that its tool promises.
  await client.listTools();
  const started = sessionOf(await call(client, 'checkout_session', {checkout_session: {items: [{id: 'tea', quantity: 2}]}}));
  const update = (codes: string[]) => call(client, 'update_checkout', {checkout_session_id: started.id, discounts: {codes}});
  return {started, update: async (...codes: string[]) => sessionOf(await update(codes))};
}

describe('discounts in the chat', () => {
  it('that apply by themselves are there at once, without a code to take away', async (t) => {
    const {started} = await open(t);
    const [applied] = started.discounts!.applied;
    assert.deepEqual([applied?.automatic, applied?.code, applied?.method, applied?.amount], [true, undefined, 'each', 200]);
  });

  it('for buyers who are signed in are known by the shop’s own sign-in', async (t) => {
    const guest = await (await open(t)).update('CLUB');
    assert.deepEqual(
      guest.messages.filter(({type}) => type === 'warning').map(({code}) => code),
      ['discount_code_user_not_logged_in'],
    );
    const member = await (await open(t, 'cus_1')).update('CLUB');
    assert.deepEqual(
      member.discounts?.applied.map(({id, amount}) => [id, amount]),
      [
        ['summer', 200],
        ['CLUB', 160],
      ],
    );
  });
});
