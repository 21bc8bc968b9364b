import type {AddressInfo} from 'node:net';
import {createAdaptorServer} from '@hono/node-server';
import type {Server} from 'node:http';
import {createSandbox, type Sandbox, type SandboxOptions} from './app.js';
import {loadState, stateWriter} from './state-file.js';
import {emptyState} from './state.js';

export type StartOptions = Pick<SandboxOptions, 'now' | 'log' | 'webhooks' | 'webhookRetriesMs'> & {
  host: string;
  /** 0 picks a free one. */
  port: number;
  /** The value of `NODE_ENV`. */
  nodeEnv: string | undefined;
  /** The value of `STRIPE_SECRET_KEY`, when one is configured. */
  secretKey?: string;
  /** A JSON file that carries the state over a restart. Default: memory only. */
  stateFile?: string;
};

export type RunningSandbox = Omit<Sandbox, 'app' | 'stop'> & {
  /** Its base address, without a trailing slash. */
  url: string;
  port: number;
  /** Ends open connections and stops listening. */
  close(): Promise<void>;
};

const EXPIRY_EVERY_MS = 15_000;

/**
 * Starts the sandbox on its own port.
 *
 * @throws Error in production, with a live key, when the port is taken, when the state file is damaged, or when the
 *   webhook address is not on this machine
 */
export async function startSandbox({
  host,
  port,
  nodeEnv,
  secretKey,
  stateFile,
  now = Date.now,
  log,
  webhooks,
  webhookRetriesMs,
}: StartOptions): Promise<RunningSandbox> {
  assertHarmless(nodeEnv, secretKey);
  const state = stateFile ? await loadState(stateFile, now()) : emptyState();
  let url = '';
  const save = stateFile ? stateWriter(stateFile, state) : undefined;
  const {app, stop, ...controls} = createSandbox({now, log, state, save, baseUrl: () => url, webhooks, webhookRetriesMs});
  const server = createAdaptorServer({fetch: app.fetch}) as Server; // HTTP/1.1, since no other server was asked for
  const actualPort = await listen(server, host, port);
  url = `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`;
  const expiry = setInterval(
    () => void controls.expireOverdue().catch((error: Error) => log?.(`expiry: ${error.message}`)),
    EXPIRY_EVERY_MS,
  );
  expiry.unref();
  return {
    ...controls,
    url,
    port: actualPort,
    close: () =>
      new Promise((resolve, reject) => {
        clearInterval(expiry);
        stop();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function assertHarmless(nodeEnv: string | undefined, secretKey = ''): void {
  if (nodeEnv === 'production')
    throw new Error(
      'NODE_ENV is production: the payment sandbox takes no money and does not run there. Set STRIPE_SECRET_KEY to use Stripe.',
    );
  if (/^(sk|rk)_live_/.test(secretKey))
    throw new Error(
      'STRIPE_SECRET_KEY is a live key: the payment sandbox does not run beside it. Unset it, or use a key that begins with sk_test_.',
    );
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`SANDBOX_PORT: port ${port} on ${host} is taken. Free it, or set another one.`, {cause: error}) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
