import {createHmac, timingSafeEqual} from 'node:crypto';
import type {TestContext} from 'node:test';
import {makeDelivery, type DeliveryParts} from '../../../server/acp/events/deliver.js';
import type {EventTarget} from '../../../server/acp/events/target.js';
import {sqlOutbox} from '../../../server/adapters/sql/outbox.js';
import type {Order} from '../../../shared/session.js';
import {judgeEvent} from '../../support/acp-oracle.js';
import {openAcp} from './open-acp.js';

export const TARGET: EventTarget = {url: 'https://agent.example/agentic_checkout/webhooks/order_events', secret: 'whsec_of_ada'};
const WINDOW_SECONDS = 300;

export interface Arrived {
  url: string;
  headers: Headers;
  raw: string;
  type: string;
  data: Order;
}

export interface Script {
  status: number;
  headers?: Record<string, string>;
}

/** An agent's receiver, as ACP 2026-04-17 describes it: checks the signature and its age, and answers as scripted, else with 200. */
export function eventReceiver(now: () => number, secret = TARGET.secret) {
  const script: (Script | Error)[] = [];
  /** Every attempt whose signature was good, the refused ones too. */
  const attempts: Arrived[] = [];
  const accepted: Arrived[] = [];
  return {
    attempts,
    accepted,
    answer: (...next: (number | Script | Error)[]) =>
      void script.push(...next.map((each) => (typeof each === 'number' ? {status: each} : each))),
    fetch: async (url: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers);
      const raw = String(init.body);
      const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers.get('merchant-signature') ?? '') ?? [];
      const wanted = createHmac('sha256', secret).update(`${t}.${raw}`).digest();
      const isFresh = Math.abs(now() / 1000 - Number(t)) <= WINDOW_SECONDS;
      if (!v1 || !timingSafeEqual(wanted, Buffer.from(v1, 'hex')) || !isFresh) return new Response('{}', {status: 401});
      const arrived = {url, headers, raw, ...(JSON.parse(raw) as {type: string; data: Order})};
      attempts.push(arrived);
      judgeEvent(raw);
      const next = script.shift() ?? {status: 200};
      if (next instanceof Error) throw next;
      if (next.status < 300) accepted.push(arrived);
      return new Response(JSON.stringify({received: next.status < 300}), next);
    },
  };
}

/** The agent door with its outbox, and a receiver that listens to it. */
export async function openEvents(t: Pick<TestContext, 'after'>, overrides: Partial<DeliveryParts> = {}) {
  const acp = await openAcp(t);
  const outbox = sqlOutbox(acp.database);
  const receiver = eventReceiver(() => acp.clock.now());
  const dead: Parameters<DeliveryParts['onDead']>[0][] = [];
  const parts: DeliveryParts = {
    outbox,
    targetOf: () => TARGET,
    clock: acp.clock,
    fetch: receiver.fetch,
    random: () => 0.5,
    onDead: (event) => void dead.push(event),
    ...overrides,
  };
  const {store} = acp.parts;
  return {
    ...acp,
    outbox,
    receiver,
    dead,
    parts: {...acp.parts, delivery: parts},
    deliver: makeDelivery(parts),
    /** A paid order of agent `ada`: one cup. */
    async order(): Promise<Order> {
      const {id} = await acp.create({line_items: [{id: 'cup-ink-s', quantity: 1}]});
      const {order} = (await acp.pay(id, `spt_${id}`)).json;
      if (!order) throw new Error('there is no order');
      return order;
    },
    /** Something happens to an order. */
    async change(id: string, change: Partial<Order>): Promise<void> {
      const found = await store.order(id);
      if (!found) throw new Error(`there is no order ${id}`);
      const order = {...found.order, ...change};
      await store.amend({...found.record, order}, order, {type: 'order_update', order, livemode: false});
    },
  };
}
