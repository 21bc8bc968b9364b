import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface Delivery {
  header(name: string): string;
  raw: string;
  /** What the receiver answered. */
  status: number;
}

/** An agent's address for order events, on this machine. */
export interface EventReceiver {
  url: string;
  secret: string;
  /** As they came, oldest first, the refused ones too. */
  received: Delivery[];
  /** Answers the next events in which `text` occurs with these statuses, one each, and everything else with 200. */
  answer(text: string, ...statuses: number[]): void;
  close(): void;
}

export async function receiveEvents(): Promise<EventReceiver> {
  const received: Delivery[] = [];
  const script: {text: string; status: number}[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const {headers} = request;
      const raw = Buffer.concat(chunks).toString();
      const index = script.findIndex(({text}) => raw.includes(text));
      const status = index < 0 ? 200 : script.splice(index, 1)[0]!.status;
      received.push({header: (name) => String(headers[name.toLowerCase()] ?? ''), raw, status});
      response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify({received: status === 200}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo; // of a TCP server that listens
  return {
    url: `http://127.0.0.1:${port}/agentic_checkout/webhooks/order_events`,
    secret: 'secret-of-the-order-events',
    received,
    answer: (text, ...statuses) => void script.push(...statuses.map((status) => ({text, status}))),
    close: () => void server.close(),
  };
}
