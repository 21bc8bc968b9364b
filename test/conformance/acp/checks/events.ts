/** ACP-007, 009, 084 to 087: what an agent is told of an order after it was made. */
import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {check, must} from '../check.js';
import {ready, Skipped, type Lab} from '../lab.js';
import {BUYER, HOME, NEWEST, type Told} from '../words.js';

/** The first event about an order of this session. */
async function eventOf({events}: Lab, id: string) {
  if (!events) throw new Skipped('order events go to a receiver of the agent’s own');
  for (let round = 0; round < 100; round += 1) {
    const event = events.received.find(({raw}) => raw.includes(id));
    if (event) return {...event, secret: events.secret, body: JSON.parse(event.raw) as Told};
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no event came within ten seconds');
}

const ONCE = {bindings: ['REST'], versions: [NEWEST]} as const;

export const events = [
  check(
    'ACP-007',
    'an order that is made is told to the agent: the whole order (ACP-084), and nobody’s token or e-mail (ACP-087)',
    async (door, lab) => {
      const {id, pay} = await ready(lab, door);
      const payment = await pay();
      const {body: paid} = await door.complete(id, payment);
      const {body, raw} = await eventOf(lab, id);
      assert.equal(body.type, 'order_create');
      const {type, id: orderId, checkout_session_id, permalink_url, status} = body.data;
      assert.deepEqual([type, orderId, checkout_session_id, permalink_url], ['order', paid.order.id, id, paid.order.permalink_url]);
      must(status);
      for (const secret of [/spt_\w+/.exec(JSON.stringify(payment))?.[0] ?? '?', BUYER.email, HOME.line_one])
        must(!raw.includes(secret), secret);
    },
    ONCE,
  ),

  check(
    'ACP-009',
    'an event is signed: Merchant-Signature with its time and an HMAC of the raw body (ACP-085)',
    async (door, lab) => {
      const {id, pay} = await ready(lab, door);
      await door.complete(id, await pay());
      const {raw, header, secret} = await eventOf(lab, id);
      const [, time = '', signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header('merchant-signature')) ?? [];
      assert.equal(signature, createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex'));
      must(Math.abs(Date.now() / 1000 - Number(time)) < 300);
      must(header('request-id'));
    },
    ONCE,
  ),
];
