/** docs/agents.md, from its very lines: its shell lines against the whole server, and its code against an event of that server. */
import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {serve} from '@hono/node-server';
import {root} from '../../../scripts/run.mjs';
import * as commands from '../../../server/commands.js';
import type {Order} from '../../../shared/session.js';
import {composeServer, ledgerOf} from '../../support/compose-server.js';
import {until} from '../../support/open-running.js';
import {freePort} from '../../support/free-port.js';
import {filesIn} from '../../support/stranger.js';

const DOCUMENT = 'docs/agents.md';
const SECRET = 'whsec_of_the_reader';
const run = promisify(execFile);

/** The shell lines without a name, in one script. */
async function shellLines(): Promise<string> {
  const text = await readFile(join(root, DOCUMENT), 'utf8');
  return [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, lines]) => lines).join('\n');
}

/** What the shell lines need and this machine does not have. */
const absent = ['bash', 'curl'].filter((name) => spawnSync(name, ['--version'], {stdio: 'ignore'}).status !== 0);

describe('the guide for who connects an agent', {skip: absent.length > 0 && `its shell lines need ${absent.join(' and ')}`}, () => {
  it('buys a mug with its shell lines, hears of it, and records what it says', async (t) => {
    const received: {header: string; raw: string}[] = [];
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        received.push({header: String(request.headers['merchant-signature']), raw: Buffer.concat(chunks).toString()});
        response.writeHead(200).end('{"received":true}');
      });
    });
    const [port, eventsPort] = [await freePort(), await freePort()];
    await new Promise<void>((resolve) => receiver.listen(eventsPort, '127.0.0.1', resolve));
    const environment = {
      PORT: String(port),
      ACP_WEBHOOK_URL: `http://127.0.0.1:${eventsPort}/agentic_checkout/webhooks/order_events`,
      ACP_WEBHOOK_SECRET: SECRET,
    };
    const server = composeServer(t, environment);
    const running = await server.start();
    const door = serve({fetch: running.app.fetch, hostname: '127.0.0.1', port});
    const folder = await mkdtemp(join(tmpdir(), 'agents-guide-'));
    t.after(async () => {
      door.close();
      receiver.close();
      receiver.closeAllConnections();
      await rm(folder, {recursive: true, force: true});
    });

    const script = join(folder, 'purchase.sh');
    await writeFile(script, `set -euo pipefail\n${await shellLines()}`);
    const env = {...process.env, BASE: `http://127.0.0.1:${port}`, KEY: running.acpKey};
    const said = (await run('bash', [script], {env})).stdout;
    assert.match(said, new RegExp(`^${env.BASE}\nready_for_payment\n`));
    const orderUrl = new RegExp(`\\ncompleted\\nhttp://127\\.0\\.0\\.1:${port}/orders/(ord_\\w+)\\nconfirmed\\n[^]*completed\\n$`);
    assert.match(said, orderUrl);
    const [, id = ''] = orderUrl.exec(said) ?? [];
    assert.equal((await ledgerOf(running)).length, 1);

    const files = await filesIn(DOCUMENT);
    const orderLines = files.order!.trim().replaceAll('ord_…', id).replaceAll('…', '').split('\n');
    assert.ok(orderLines.length >= 3);
    for (const line of orderLines) {
      const args = line.split(/\s+/);
      assert.deepEqual(args.splice(0, 3), ['npx', 'chat-checkout', 'order']);
      const err: string[] = [];
      const terminal = {
        environment: {...environment, DATABASE_URL: server.databaseUrl},
        out: () => {},
        err: (words: string) => err.push(words),
      };
      assert.equal(await commands.order(args, terminal), 0, `${line}: ${err.join('')}`);
    }

    await until(async () => (await running.deliverEvents(), received.length === orderLines.length + 1), 'every event');
    const file = join(folder, 'verify.mjs');
    await writeFile(file, files['verify.mjs']!);
    const {isFromTheShop} = (await import(pathToFileURL(file).href)) as {isFromTheShop(...given: unknown[]): boolean};
    for (const {header, raw} of received) {
      assert.equal(isFromTheShop(header, raw, SECRET), true);
      assert.equal((JSON.parse(raw) as {data: Order}).data.id, id);
    }
    const {header, raw} = received[0]!;
    assert.equal(isFromTheShop(header, `${raw} `, SECRET), false);
    assert.equal(isFromTheShop(header, raw, 'another'), false);
    assert.equal(isFromTheShop(header, raw, SECRET, Date.now() + 301_000), false);
    assert.equal(isFromTheShop(undefined, raw, SECRET), false);
  });
});
