/** Our own server in a process of its own: two agents, a sandbox for payments, a database file, and a receiver of order events. */
import {spawn} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {receiveEvents, type EventReceiver} from './receiver.js';

/** What is other than usual. */
export interface Settings {
  /** Undefined takes away what every own server is told. */
  env?: Readonly<Record<string, string | undefined>>;
  /** The catalog file, by its name in the repository. Default: `catalog.json`. */
  catalog?: string;
  /** Changes the shop before it opens. */
  stock?(shop: Shop): void;
  /** The file that is started. Default: `server/main.js`. */
  main?: string;
}

export interface Shop {
  products: {id: string; price?: number; stock?: number}[];
  discounts?: object[];
}

export interface OwnServer {
  url: string;
  key: string;
  otherKey: string;
  sandboxUrl: string;
  databaseUrl: string;
  events: EventReceiver;
  /** What the command `chat-checkout` writes for the shop of this server. Throws what it says when it refuses. */
  command(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

// Long enough for production.
const [KEY, OTHER_KEY] = ['key-of-agent-one-for-conformance', 'key-of-agent-two-for-conformance'];
const STARTING_MS = 30_000;

/** A shop with more on its shelves than the checks buy. */
function wellStocked(root: string, catalog: string, folder: string, change?: Settings['stock']): string {
  const shop = JSON.parse(readFileSync(join(root, catalog), 'utf8')) as Shop;
  for (const product of shop.products) if ((product.stock ?? 0) > 30) product.stock = 5_000;
  change?.(shop);
  cpSync(join(root, 'images'), join(folder, 'images'), {recursive: true});
  const file = join(folder, 'catalog.json');
  writeFileSync(file, JSON.stringify(shop));
  return file;
}

/** Starts the compiled server in the folder `root` and waits until it answers. Throws when it does not. */
export async function startServer(root: string, {env, catalog = 'catalog.json', stock, main}: Settings): Promise<OwnServer> {
  const events = await receiveEvents();
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const url = `http://127.0.0.1:${port}`;
  const usual = {
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    SANDBOX_PORT: String(sandboxPort),
    CATALOG: `file:${wellStocked(root, catalog, folder, stock)}`,
    DATABASE_URL: `file:${join(folder, 'checkout.db')}`,
    ACP_API_KEYS: `one:${KEY},two:${OTHER_KEY}`,
    ACP_WEBHOOK_URL: events.url,
    ACP_WEBHOOK_SECRET: events.secret,
    LOG_LEVEL: 'error',
  };
  const told: NonNullable<Settings['env']> = {...usual, ...env};
  const environment = {...process.env, ...told};
  const child = spawn(process.execPath, [main ?? 'server/main.js'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    events.close();
    rmSync(folder, {recursive: true, force: true});
  };
  const until = Date.now() + STARTING_MS;
  while (child.exitCode === null && Date.now() < until) {
    if (await isReady(url)) {
      const command = (...args: string[]) => run(root, environment, args);
      const sandboxUrl = told.STRIPE_API_BASE ?? `http://127.0.0.1:${sandboxPort}`;
      return {url, key: KEY, otherKey: OTHER_KEY, sandboxUrl, databaseUrl: told.DATABASE_URL ?? '', events, command, stop};
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error('the server did not start');
}

// In production nothing is told over plain http.
const isReady = (url: string) =>
  fetch(`${url}/readyz`, {headers: {'x-forwarded-proto': 'https'}})
    .then(({ok}) => ok)
    .catch(() => false);

async function run(root: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['bin/chat-checkout.mjs', ...args], {cwd: root, env, stdio: ['ignore', 'pipe', 'pipe']});
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => void out.push(String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => void err.push(String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`chat-checkout ${args.join(' ')}: ${err.join('').trim() || `it ended with ${code}`}`);
  return out.join('');
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const {port} = server.address() as AddressInfo; // of a TCP server that listens
      server.close(() => resolve(port));
    });
  });
