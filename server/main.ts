import type {AddressInfo} from 'node:net';
import {serve} from '@hono/node-server';
import {compose} from './compose.js';
import {readConfig} from './config.js';
import {createLog} from './log.js';

const EXPIRE_EVERY_MS = 15_000;
const RECONCILE_EVERY_MS = 1_000;
const FORGET_EVERY_MS = 30_000;
const FREE_EVERY_MS = 60_000;

function refuseToStart(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function main() {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const running = await compose(config, log);

  /** Does a job again and again, one round after the other; a failed round is logged and the next one comes all the same. */
  const timers = new Set<NodeJS.Timeout>();
  const repeat = (name: string, everyMs: number, job: () => Promise<number>) => {
    const timer = setTimeout(async () => {
      timers.delete(timer);
      try {
        const count = await job();
        if (count) log.info({count}, name);
      } catch (error) {
        log.error({error}, name);
      }
      if (!stopping) repeat(name, everyMs, job);
    }, everyMs);
    timers.add(timer);
  };
  let stopping = false;
  repeat('ended sessions whose time was up', EXPIRE_EVERY_MS, running.checkout.expire);
  repeat('settled payments of unknown outcome', RECONCILE_EVERY_MS, running.checkout.reconcile);
  repeat('handed orders to fulfillment', RECONCILE_EVERY_MS, running.checkout.fulfill);
  repeat('delivered order events', RECONCILE_EVERY_MS, running.deliverEvents);

  repeat('forgot answers to agents', FORGET_EVERY_MS, running.forgetCalls);
  repeat('forgot order events that arrived', FORGET_EVERY_MS, running.forgetEvents);
  repeat('forgot notices of the payment provider', FORGET_EVERY_MS, running.forgetNotices);
  repeat('gave back what was reserved for sessions that ended', FREE_EVERY_MS, running.freeReservations);

  const server = serve({fetch: running.app.fetch, hostname: config.host, port: config.port}, ({port}: AddressInfo) => {
    const base = config.publicUrl;
    const lines = config.production
      ? [`  MCP endpoint   ${base}/mcp`]
      : [
          `  Chat preview   ${base}/`,
          `  MCP endpoint   ${base}/mcp`,
          `  ACP endpoint   ${base}/checkout_sessions${running.acpKey ? ` (bearer key of this run: ${running.acpKey})` : ''}`,
          running.sandboxUrl
            ? `  Payments       sandbox, no money moves (ledger: ${running.sandboxUrl}/_sandbox/ledger)`
            : `  Payments       Stripe, ${config.stripe.mode} mode`,
        ];
    process.stdout.write(`\nchat-checkout is ready on port ${port}\n\n${lines.join('\n')}\n\n`);
  });
  server.on('error', (error: NodeJS.ErrnoException) =>
    refuseToStart(
      error.code === 'EADDRINUSE' ? `PORT: ${config.port} is taken by another program on ${config.host}; choose another one` : error,
    ),
  );

  const stop = () => {
    if (stopping) return;
    stopping = true;
    for (const timer of timers) clearTimeout(timer);
    server.close(() => void running.close().finally(() => process.exit(0)));
    // Requests under way get time to end; a payment left behind is found again at the next start.
    setTimeout(() => process.exit(0), 5_000).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch(refuseToStart);
