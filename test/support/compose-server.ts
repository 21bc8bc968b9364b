import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {compose, type OwnParts, type Running} from '../../server/compose.js';
import {readConfig, type Environment} from '../../server/config.js';
import {createLog} from '../../server/log.js';
import {judge} from './acp-oracle.js';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/**
 * The whole server as `npm start` puts it together, with the demo shop, the payment sandbox on a free port, and a database file of
 * its own. Nothing listens but the sandbox. `start` may be called again after `close`: the files stay until the test ends.
 */
export function composeServer(
  t: Pick<TestContext, 'after'>,
  {catalog = 'catalog.json', ...environment}: Environment & {catalog?: string} = {},
  own: OwnParts = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-test-'));
  const databaseUrl = `file:${join(folder, 'checkout.db')}`;
  const log: string[] = [];
  let running: Running | undefined;
  const close = async () => {
    await running?.close();
    running = undefined;
  };
  t.after(async () => {
    await close();
    rmSync(folder, {recursive: true, force: true});
  });
  return {
    close,
    databaseUrl,
    /** Lines of the server's log; silent unless `LOG_LEVEL` says otherwise. */
    log,
    async start(): Promise<Running> {
      const config = readConfig({
        DATABASE_URL: databaseUrl,
        CATALOG: `file:${path(catalog)}`,
        SANDBOX_PORT: '0',
        LOG_LEVEL: 'silent',
        ...environment,
      });
      running = await compose(config, createLog(config.logLevel, {write: (line) => void log.push(line)}), own);
      judge(running.app);
      return running;
    },
  };
}

/** What the payment sandbox has in its books. */
export async function ledgerOf({
  sandboxUrl,
}: Running): Promise<{type: string; amount: number; currency: string; metadata: Record<string, string>}[]> {
  const {entries} = (await (await fetch(`${sandboxUrl}/_sandbox/ledger`)).json()) as {entries: Awaited<ReturnType<typeof ledgerOf>>};
  return entries;
}

/** Sets the sandbox's fault switches. */
export const setFaults = ({sandboxUrl}: Running, faults: object) =>
  fetch(`${sandboxUrl}/_sandbox/faults`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(faults)});

/** Mints a token as the payment sheet of the preview does. */
export async function mintToken({app}: Running, wish: {payment_method?: string; amount: number; currency?: string}): Promise<string> {
  const response = await app.request('/preview/payment_tokens', {
    method: 'POST',
    headers: {host: '127.0.0.1:8787', 'content-type': 'application/json'},
    body: JSON.stringify({payment_method: 'pm_card_visa', currency: 'usd', ...wish}),
  });
  const {token} = (await response.json()) as {token?: string};
  if (!token) throw new Error(`no token was minted: ${response.status}`);
  return token;
}
