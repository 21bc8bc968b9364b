import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {approval} from '../../server/approval-command.js';
import type {OwnParts} from '../../server/compose.js';
import type {ReviewedOrder} from '../../server/core/review.js';
import {totalOf} from '../../shared/session.js';
import {composeServer, mintToken} from '../support/compose-server.js';
import {home} from '../support/open-running.js';
import {filesIn} from '../support/stranger.js';

const ada = {owner: 'ada', strict: true};

/** The whole server where every order of an agent waits, and the command beside it. */
async function openBoth(t: TestContext, environment: Record<string, string> = {ACP_APPROVAL_ABOVE: '0'}, own: OwnParts = {}) {
  const server = composeServer(t, environment, own);
  const {checkout, ...running} = await server.start();
  const run = async (...args: string[]) => {
    let [said, complained] = ['', ''];
    const code = await approval(args, {
      environment: {...environment, DATABASE_URL: server.databaseUrl},
      out: (words) => void (said += words),
      err: (words) => void (complained += words),
    });
    return {code, said, complained};
  };
  const order = async () => {
    const items = [{itemId: 'candle', quantity: 1}];
    const session = await checkout.create({items, details: {address: home}, buyer: {email: 'ada@example.com'}}, ada);
    assert.equal(session.status, 'pending_approval');
    return {id: session.id, total: totalOf(session.totals, 'total') ?? 0};
  };
  return {checkout, running: {checkout, ...running}, run, order, log: server.log};
}

describe('chat-checkout approval', () => {
  it('lists what waits, with nothing personal, and approves for the total that was listed', async (t) => {
    const {checkout, running, run, order} = await openBoth(t);
    assert.deepEqual(await run(), {code: 0, said: '', complained: ''});
    const {id, total} = await order();
    const {said} = await run('list');
    const [listedId, agent, listedTotal, currency, since] = said.trimEnd().split('\t');
    assert.deepEqual([listedId, agent, listedTotal, currency], [id, 'ada', String(total), 'usd']);
    assert.ok(Date.now() - Date.parse(since!) < 60_000);
    const other = await run('approve', id, String(total + 1));
    assert.deepEqual([other.code, other.complained], [1, `the total is ${total} now, not ${total + 1}\n`]);
    const approved = await run('approve', id, String(total));
    assert.deepEqual([approved.code, approved.said], [0, `approved\t${said}`]);
    assert.equal((await run()).said, '');
    const token = await mintToken(running, {amount: total});
    assert.equal((await checkout.complete(id, {token}, ada)).status, 'completed');
  });

  it('rejects, which cancels the session', async (t) => {
    const {checkout, run, order} = await openBoth(t);
    const {id} = await order();
    assert.match((await run('reject', id)).said, new RegExp(`^rejected\t${id}\tada\t`));
    assert.equal((await checkout.get(id, ada)).status, 'canceled');
    assert.deepEqual(await run('approve', id), {code: 1, said: '', complained: 'this checkout was canceled\n'});
    assert.equal((await run('reject', 'cs_unknown')).code, 1);
  });

  it('is about what a rule of the shop’s own holds back, and the log says that it waits, without anything personal', async (t) => {
    const asked: ReviewedOrder[] = [];
    const decide = (each: ReviewedOrder) => (asked.push(each), 'merchant' as const);
    const {log, order} = await openBoth(t, {ACP_BUYER_REVIEW_ABOVE: '0', LOG_LEVEL: 'info'}, {review: {decide}});
    const {id, total} = await order();
    assert.deepEqual(
      asked.map(({agent, country}) => [agent, country]),
      [['ada', 'US']],
    );
    const line = log.find((each) => each.includes('waits for approval')) ?? '';
    const {level, since: _since, time: _time, msg: _msg, ...told} = JSON.parse(line) as Record<string, unknown>;
    // The whole id opens the order's payment page; the command lists it.
    assert.deepEqual([level, told], [30, {id: `${id.slice(0, 9)}…`, agent: 'ada', total, currency: 'usd'}]);
  });

  it('does what the guide for agents says', async (t) => {
    const {run, order} = await openBoth(t);
    const lines = (await filesIn('docs/agents.md')).approval!.trim().split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) {
      const {id, total} = await order();
      const args = line.replace('cs_…', id).replace('7025', String(total)).split(' ');
      assert.deepEqual(args.splice(0, 3), ['npx', 'chat-checkout', 'approval']);
      const {code, said} = await run(...args);
      assert.deepEqual([code, said.includes(id)], [0, true], line);
    }
  });

  it('says how it is used when it is not understood', async (t) => {
    const {run} = await openBoth(t);
    for (const args of [
      ['help'],
      ['approve'],
      ['reject', 'cs_1', '5'],
      ['approve', 'cs_1', '4.50'],
      ['approve', 'cs_1', '1', '2'],
      ['list', 'x'],
    ]) {
      const {code, complained} = await run(...args);
      assert.deepEqual([code, complained.split('\n')[0]], [2, 'Usage: chat-checkout approval [list]'], args.join(' '));
    }
  });
});
