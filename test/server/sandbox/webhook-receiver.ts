import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';
import Stripe from 'stripe';

export const secret = 'whsec_test_receiver';

/** What came in: the event, believed because its signature was right, and the bytes it came in. */
export type Received = {event: Stripe.Event; raw: string; header: string};

/** A shop's webhook endpoint that checks signatures with Stripe's library. It ends with the test. */
export async function webhookReceiver(t: TestContext, {statuses = []}: {statuses?: number[]} = {}) {
  const received: Received[] = [];
  const waiting: {count: number; resolve: () => void}[] = [];
  let key = secret;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const header = String(request.headers['stripe-signature']);
      received.push({event: Stripe.webhooks.constructEvent(raw, header, key), raw, header});
      response.writeHead(statuses.shift() ?? 200).end();
      for (const {count, resolve} of waiting) if (received.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`,
    received,
    /** Resolves when so many deliveries have come in; the types, in the order they came. */
    async types(count: number): Promise<string[]> {
      if (received.length < count) await new Promise<void>((resolve) => waiting.push({count, resolve}));
      return received.map(({event}) => event.type);
    },
    useSecret(other: string) {
      key = other;
    },
  };
}
