import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, it, type TestContext} from 'node:test';
import {sql} from 'kysely';
import * as commands from '../../../server/commands.js';
import type {Running} from '../../../server/compose.js';
import {totalOf} from '../../../shared/session.js';
import {composeServer, mintToken} from '../../support/compose-server.js';
import {home, openRunning, until} from '../../support/open-running.js';
import {eventReceiver, TARGET} from './open-events.js';

/** An agent's receiver that listens. */
async function listen(t: TestContext) {
  const receiver = eventReceiver(Date.now);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const answer = await receiver.fetch('', {headers, body: Buffer.concat(chunks).toString('utf8')});
      response.writeHead(answer.status).end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {...receiver, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`};
}

async function buy(running: Running) {
  const {checkout} = running;
  const session = await checkout.create({
    items: [{itemId: 'candle', quantity: 1}],
    details: {address: home},
    buyer: {email: 'ada@example.com'},
  });
  const token = await mintToken(running, {amount: totalOf(session.totals, 'total') ?? 0});
  const {order} = await checkout.complete(session.id, {token});
  assert.ok(order);
  return order;
}

describe('the running server', () => {
  it('tells of an order over a restart, and of what the command line records', async (t) => {
    const receiver = await listen(t);
    const environment = {ACP_WEBHOOK_URL: receiver.url, ACP_WEBHOOK_SECRET: TARGET.secret};
    const server = composeServer(t, environment);
    let running = await server.start();
    const {id} = await buy(running);
    receiver.answer(500);
    assert.equal(await running.deliverEvents(), 0);
    await server.close();

    running = await server.start();
    const run = async (command: 'events' | 'order', ...args: string[]) => {
      let said = '';
      const say = (words: string) => void (said += words);
      const code = await commands[command](args, {environment: {...environment, DATABASE_URL: server.databaseUrl}, out: say, err: say});
      return [code, said] as const;
    };
    assert.match((await run('events'))[1], new RegExp(`^\\d+\\torder_create\\t${id}\\t1\\t20.*\\tstatus 500\\n$`));
    assert.equal((await run('order', 'ship', id, '--carrier', 'USPS', '--tracking-number', '9400'))[0], 0);
    assert.equal((await run('order', 'refund', id, '100', '--reason', 'chipped'))[0], 0);
    await until(async () => (await running.deliverEvents(), receiver.accepted.length === 3), 'three events');
    assert.deepEqual(
      receiver.accepted.map(({type, data}) => [
        type,
        data.status,
        data.fulfillments?.length,
        totalOf(data.totals ?? [], 'amount_refunded'),
      ]),
      [
        ['order_create', 'confirmed', undefined, undefined],
        ['order_update', 'shipped', 1, undefined],
        ['order_update', 'shipped', 1, 100],
      ],
    );

    receiver.answer(401);
    assert.equal((await run('order', 'status', id, 'completed'))[0], 0);
    await running.deliverEvents();
    const [, list] = await run('events', 'list');
    assert.match(list, /\tdead\tstatus 401\n$/);
    assert.deepEqual(await run('events', 'retry', list.split('\t')[0]!), [0, '1 to be sent again by the running server\n']);
    assert.equal(await running.deliverEvents(), 1);
    assert.deepEqual(await run('events', 'retry', list.split('\t')[0]!), [1, `There is no dead letter ${list.split('\t')[0]}.\n`]);

    assert.deepEqual(await run('order', 'status', id, 'lost'), [
      1,
      'status must be one of created, confirmed, manual_review, processing, shipped, completed, canceled, got "lost"\n',
    ]);
    const line = String(receiver.accepted[0]?.data.line_items?.[0]?.id);
    assert.equal((await run('order', 'adjust', id, 'return', '--line', `${line}=1`, '--reason', 'too_small', '--id', 'back'))[0], 0);
    await running.deliverEvents();
    const {adjustments, line_items} = receiver.accepted.at(-1)!.data;
    assert.deepEqual([adjustments?.at(-1)?.line_items, line_items?.[0]?.status], [[{id: line, quantity: 1}], 'removed']);
    assert.deepEqual(await run('order', 'adjust', id, 'credit', '--amount', '0'), [1, 'amount must be 1 to 4501, got 0\n']);
    for (const wrong of [['ship'], ['status', id], ['adjust', id], ['fetch', id], ['ship', id, '--none', '1']])
      assert.equal((await run('order', ...wrong))[0], 2);
    assert.equal((await run('events', 'help'))[0], 2);
  });

  it('tells of an order of test mode as of any other, and hands it to nobody who packs', async (t) => {
    const receiver = await listen(t);
    const placed: string[] = [];
    const fulfillment = {place: async ({id}: {id: string}) => void placed.push(id)};
    const environment = {ACP_WEBHOOK_URL: receiver.url, ACP_WEBHOOK_SECRET: TARGET.secret};
    const {running, cart, checkout, mint, outbox} = await openRunning(t, environment, {own: {fulfillment}});
    const {id, total} = await cart();
    const {order} = await checkout.complete(id, {token: await mint('pm_card_visa', total)});
    assert.deepEqual([await running.deliverEvents(), await checkout.fulfill()], [1, 0]);
    assert.deepEqual(placed, []);
    assert.equal((await outbox(order!.id))[0]?.livemode, 0, 'the shop knows');
    assert.doesNotMatch(receiver.accepted[0]!.raw, /livemode|test_mode/);
  });

  it('leaves events alone that nobody wants to hear of', async (t) => {
    const server = composeServer(t);
    const running = await server.start();
    await buy(running);
    assert.equal(await running.deliverEvents(), 0);
  });

  it('forgets an event thirty days after it arrived, and gives back what is held for nobody', async (t) => {
    const {running, database, checkout, cart, mint} = await openRunning(t);
    const bought = await cart();
    await checkout.complete(bought.id, {token: await mint('pm_card_visa', bought.total)});
    const days = async (count: number) => {
      await database
        .updateTable('outbox')
        .set({delivered_at: Date.now() - count * 86_400_000})
        .execute();
      return running.forgetEvents();
    };
    assert.deepEqual([await running.forgetEvents(), await days(29), await days(31)], [0, 0, 1]);
    const received = (count: number) => ({id: `evt_${count}`, received_at: Date.now() - count * 86_400_000});
    await database
      .insertInto('provider_events')
      .values([received(29), received(31)])
      .execute();
    assert.equal(await running.forgetNotices(), 1);

    const {id} = await cart('candle', 2);
    assert.equal(await running.freeReservations(), 0);
    await checkout.cancel(id);
    await database.insertInto('stock_reservations').values({holder: id, item_id: 'candle', quantity: 2}).execute();
    await database
      .updateTable('stock')
      .set({reserved: sql<number>`reserved + 2`})
      .where('item_id', '=', 'candle')
      .execute();
    assert.deepEqual([await running.freeReservations(), await running.freeReservations()], [1, 0]);
  });
});
