/** What the checks work with: the seller, agents that it knows, things it sells, and payment tokens for its test mode. */
import {spawn, type ChildProcess} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer as serveHttp} from 'node:http';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Binding, Door} from './door.js';
import {BUYER, HOME, type Cart, type Told, type Version} from './words.js';

export interface Lab {
  url: string;
  bearer: string;
  /** Of another agent; without one, what takes two agents is skipped. */
  otherBearer?: string;
  /** Ids of two things that are there in numbers and are sent by parcel. */
  item: string;
  otherItem: string;
  /** A thing of which few are left, and how many. */
  scarce: {id: string; left: number};
  /** A thing that is sold out. */
  soldOut: string;
  code: string;
  door(version: Version, binding: Binding): Door;
  /** What came to the agent's own address for order events; without one they are skipped. */
  events?: EventReceiver;
  /** A payment token of the seller's test mode. Skips the check where none can be made. */
  mint(amount: number, method?: string): Promise<string>;
  /** Makes the payment provider slow or faulty; undone by no faults. Skips the check where that cannot be asked for. */
  faults(faults: object): Promise<void>;
}

export interface EventReceiver {
  url: string;
  secret: string;
  /** As they came, oldest first. */
  received: {header(name: string): string; raw: string}[];
  close(): void;
}

/** Thrown by what a seller does not let anybody try from outside. */
export class Skipped extends Error {}

/** A cart that can be paid. */
export const payable = (lab: Lab, more: Cart = {}): Cart => ({items: [[lab.item, 1]], address: HOME, buyer: BUYER, ...more});

/** A session that can be paid, and what pays it. */
export async function ready(
  lab: Lab,
  door: Door,
  more: Cart = {},
): Promise<{id: string; session: Told; pay(method?: string): Promise<Told>}> {
  const {body} = await door.create(door.words.create(payable(lab, more)));
  const pay = async (method?: string) => door.words.pay(await lab.mint(door.words.amount(body, 'total'), method));
  return {id: body.id, session: body, pay};
}

/** `--url`, `--key` and what else a foreign seller's checks need; defaults are the demo shop's. */
export const readOptions = (args: string[]) =>
  parseArgs({
    args,
    options: {
      url: {type: 'string'},
      key: {type: 'string', default: 'key-of-agent-one'},
      'other-key': {type: 'string'},
      item: {type: 'string', default: 'candle'},
      'other-item': {type: 'string', default: 'coffee-beans'},
      scarce: {type: 'string', default: 'bud-vase:2'},
      'sold-out': {type: 'string', default: 'paper-lamp'},
      code: {type: 'string', default: 'WELCOME10'},
      only: {type: 'string'},
    },
  }).values;

/** The demo shop with more on its shelves: the checks buy more than it has. */
function wellStocked(folder: string): string {
  const shop = JSON.parse(readFileSync('catalog.json', 'utf8')) as {products: {id: string; stock?: number}[]};
  for (const product of shop.products) if ((product.stock ?? 0) > 30) product.stock = 5_000;
  cpSync('images', join(folder, 'images'), {recursive: true});
  const file = join(folder, 'catalog.json');
  writeFileSync(file, JSON.stringify(shop));
  return file;
}

/** Our own server in a process of its own, with two agents, a sandbox for payments, and a database in memory. */
export async function startServer(): Promise<{url: string; key: string; otherKey: string; events: EventReceiver; stop(): Promise<void>}> {
  const events = await receiveEvents();
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const [key, otherKey] = ['key-of-agent-one', 'key-of-agent-two'];
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      SANDBOX_PORT: String(sandboxPort),
      CATALOG: `file:${wellStocked(folder)}`,
      DATABASE_URL: 'file::memory:',
      ACP_API_KEYS: `one:${key},two:${otherKey}`,
      ACP_WEBHOOK_URL: events.url,
      ACP_WEBHOOK_SECRET: events.secret,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    events.close();
    rmSync(folder, {recursive: true, force: true});
  };
  for (let round = 0; round < 150; round += 1) {
    if (child.exitCode !== null) break;
    if (
      await fetch(`${url}/readyz`)
        .then(({ok}) => ok)
        .catch(() => false)
    )
      return {url, key, otherKey, events, stop};
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error('the server did not start');
}

/** An agent's address for order events, on this machine. */
async function receiveEvents(): Promise<EventReceiver> {
  const received: EventReceiver['received'] = [];
  const server = serveHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const {headers} = request;
      received.push({header: (name) => String(headers[name.toLowerCase()] ?? ''), raw: Buffer.concat(chunks).toString()});
      response.writeHead(200, {'content-type': 'application/json'}).end('{"received":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo; // of a TCP server that listens
  const url = `http://127.0.0.1:${port}/agentic_checkout/webhooks/order_events`;
  return {url, secret: 'secret-of-the-order-events', received, close: () => void server.close()};
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo; // of a TCP server that listens
      server.close(() => resolve(port));
    });
  });

/** Where the development mode of our server, and of any other that likes to, makes test tokens and faults. */
export const developmentPayments = (url: string): Pick<Lab, 'mint' | 'faults'> => {
  const post = async (path: string, body: object, why: string) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Skipped(`${why} (${path} answers ${response.status})`);
    return response;
  };
  return {
    async mint(amount, payment_method = 'pm_card_visa') {
      const response = await post('/preview/payment_tokens', {payment_method, amount, currency: 'usd'}, 'no test token can be made');
      return ((await response.json()) as {token: string}).token;
    },
    faults: async (faults) => void (await post('/preview/faults', faults, 'no fault can be asked for')),
  };
};
