import {parseArgs} from 'node:util';
import {feedProduct} from './acp/feed/feed.js';
import {sqlOutbox} from './adapters/sql/outbox.js';
import {close, openDatabase, type Database} from './adapters/sql/database.js';
import {migrate} from './adapters/sql/migrate.js';
import {sqlStore} from './adapters/sql/store.js';
import {stripeClient} from './adapters/stripe/client.js';
import {readConfig, type Config, type Environment} from './config.js';
import {CheckoutError} from './core/errors.js';
import type {AdjustmentType} from './core/adjustments.js';
import {makeOrders, type OrderStatus} from './core/orders.js';
import type {ShipmentStatus} from './core/shipments.js';
import {createStorefront} from './core/storefront.js';
import {createLog} from './log.js';
import {openSuppliers} from './suppliers.js';

const EVENTS_USAGE = `Usage: chat-checkout events [list | retry <id> | retry all]

  list         order events that are not delivered, a line each: id, type, order, attempts, when it is tried next, last fault
  retry <id>   sends a dead letter again, and what waits behind it; \`retry all\` sends all of them
`;

const ORDER_USAGE = `Usage: chat-checkout order ship <order id> [options]
       chat-checkout order status <order id> <status>
       chat-checkout order refund <order id> <amount in minor units> [--id <name>] [--reason <words>]
       chat-checkout order adjust <order id> <type> [--amount <minor units>] [--line <line id>=<n>] [--id <name>] [--reason <words>]

Records what happened to an order; its page, its session and an event for the agent say so. Moves no money.

  --id <name>              the shipment, refund or adjustment; the same name again means the same one
  --line <line id>=<n>     pieces it is about, may be repeated; of a shipment all that is left when left out
  --status <status>        shipped, in_transit, out_for_delivery, delivered, ready_for_pickup, failed …
  --carrier <name>  --tracking-number <number>  --tracking-url <url>  --description <words>  --location <place>

An order's status is created, confirmed, manual_review, processing, shipped, completed or canceled. An adjustment is a refund, credit,
return, exchange, price_adjustment or cancellation; what is canceled or comes back is taken off the line.
`;

const FEED_USAGE = `Usage: chat-checkout feed [--jsonl]

Writes the catalog, with what is in stock now, in ACP's feed format: the body of an upsert, or with --jsonl a product a line.
`;

const text = {type: 'string'} as const;
const options = {
  id: text,
  line: {type: 'string', multiple: true},
  status: text,
  carrier: text,
  'tracking-number': text,
  'tracking-url': text,
  description: text,
  location: text,
  reason: text,
  amount: text,
} as const;

const LISTED = 1000;
const MOST_PRODUCTS = 100_000;

/** Where a command reads its settings and writes its answer. */
export interface Terminal {
  environment: Environment;
  out(words: string): void;
  err(words: string): void;
}

/** The process's own. */
export const terminal: Terminal = {
  environment: process.env,
  out: (words) => void process.stdout.write(words),
  err: (words) => void process.stderr.write(words),
};

/** What a command came to: 0 done, 1 refused, 2 not understood. */
export type ExitCode = 0 | 1 | 2;

/** `chat-checkout events`: lists order events that are not delivered, and sends dead letters again. */
export async function events(
  [command = 'list', id = '']: readonly string[],
  {environment, out, err}: Terminal = terminal,
): Promise<ExitCode> {
  if (!(command === 'list' || (command === 'retry' && id))) {
    err(EVENTS_USAGE);
    return 2;
  }
  return withDatabase(environment, async (database) => {
    const outbox = sqlOutbox(database);
    const waiting = await outbox.waiting(LISTED);
    if (command === 'list') {
      for (const {id, type, orderId, attempts, nextAt, fault = ''} of waiting)
        out(`${[id, type, orderId, attempts, nextAt === undefined ? 'dead' : new Date(nextAt).toISOString(), fault].join('\t')}\n`);
      return 0;
    }
    const wanted = id === 'all' ? waiting.filter(({nextAt}) => nextAt === undefined).map((event) => event.id) : [id];
    const revived = await Promise.all(wanted.map((each) => outbox.revive(each, Date.now())));
    const count = revived.filter(Boolean).length;
    if (id !== 'all' && !count) {
      err(`There is no dead letter ${id}.\n`);
      return 1;
    }
    out(`${count} to be sent again by the running server\n`);
    return 0;
  });
}

/** `chat-checkout order`: records shipments, statuses, refunds and other adjustments. */
export async function order(args: readonly string[], {environment, out, err}: Terminal = terminal): Promise<ExitCode> {
  const read = readOrder(args);
  if (!read) {
    err(ORDER_USAGE);
    return 2;
  }
  const {command, id, word, values} = read;
  return withDatabase(environment, async (database, {stripe}) => {
    const livemode = stripe.mode === 'live';
    const orders = makeOrders({store: sqlStore(database), clock: {now: Date.now}, payments: {livemode}});
    try {
      const now =
        command === 'status'
          ? await orders.recordStatus(id, word as OrderStatus) // refused there when it is none
          : command === 'refund'
            ? await orders.recordRefund(id, {amount: Number(word), ...pick({id: values.id, reason: values.reason})})
            : command === 'adjust'
              ? await orders.recordAdjustment(id, {
                  type: word as AdjustmentType, // refused there when it is none
                  ...pick({id: values.id, reason: values.reason, description: values.description}),
                  ...(values.amount !== undefined && {amount: Number(values.amount)}),
                  ...(values.line && {lines: values.line.map(lineOf)}),
                })
              : await orders.recordShipment(id, {
                  ...pick({
                    id: values.id,
                    status: values.status as ShipmentStatus | undefined, // refused there when it is none
                    carrier: values.carrier,
                    trackingNumber: values['tracking-number'],
                    trackingUrl: values['tracking-url'],
                    description: values.description,
                    location: values.location,
                  }),
                  ...(values.line && {lines: values.line.map(lineOf)}),
                });
      out(`${JSON.stringify(now, null, 2)}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof CheckoutError)) throw error;
      err(`${error.message}\n`);
      return 1;
    }
  });
}

/** `chat-checkout feed`: the catalog for the agents that host a feed of it. */
export async function feed(args: readonly string[], {environment, out, err}: Terminal = terminal): Promise<ExitCode> {
  if (args.some((each) => each !== '--jsonl') || args.length > 1) {
    err(FEED_USAGE);
    return 2;
  }
  return withDatabase<ExitCode>(environment, async (database, config) => {
    const {secretKey, apiBase} = config.stripe;
    const client = stripeClient({secretKey, ...(apiBase && {apiBase})});
    const {catalog, stock, shop} = await openSuppliers(config, {client, database, log: createLog('warn')});
    const products = await createStorefront({catalog, stock}).search('', MOST_PRODUCTS);
    const told = products.map((product) => feedProduct(product, shop));
    out(args.length ? told.map((product) => `${JSON.stringify(product)}\n`).join('') : `${JSON.stringify({products: told}, null, 2)}\n`);
    return 0;
  });
}

function readOrder(args: readonly string[]) {
  try {
    const {values, positionals} = parseArgs({args: [...args], options, allowPositionals: true});
    const [command = '', id = '', word = '', ...more] = positionals;
    const isWhole = id !== '' && more.length === 0 && (word !== '') === (command !== 'ship');
    return isWhole && ['ship', 'status', 'refund', 'adjust'].includes(command) ? {command, id, word, values} : undefined;
  } catch {
    return undefined; // an option that there is not
  }
}

function lineOf(line: string): {id: string; quantity: number} {
  const [id = '', quantity = ''] = line.split('=');
  return {id, quantity: Number(quantity)};
}

/** Without what is undefined: absent and undefined differ. */
const pick = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {[K in keyof T]?: NonNullable<T[K]>};

/** Opens the database that the settings name, brought up to date, for one command. */
export async function withDatabase<T>(environment: Environment, act: (database: Database, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(environment);
  const database = openDatabase(config.databaseUrl);
  try {
    await migrate(database);
    return await act(database, config);
  } finally {
    await close(database);
  }
}
