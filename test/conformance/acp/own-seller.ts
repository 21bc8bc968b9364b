/** A seller as an app builder makes one: with a verifier of agents' signatures, and with somebody who packs and sends. */
import {createHmac} from 'node:crypto';
import {serve} from '@hono/node-server';
import {compose, createLog, readConfig} from '../../../server/index.js';

const {SIGNING_SECRET = ''} = process.env;
const config = readConfig(process.env);
const placed: string[] = [];
const running = await compose(config, createLog(config.logLevel), {
  verifySignature: async ({signature, timestamp, body}) =>
    signature === createHmac('sha256', SIGNING_SECRET).update(`${timestamp}.${body}`).digest('base64'),
  fulfillment: {place: async ({id}) => void placed.push(id)},
});
running.app.get('/placed', (context) => context.json(placed));

setInterval(() => void running.checkout.fulfill().then(running.deliverEvents), 200);
const server = serve({fetch: running.app.fetch, hostname: config.host, port: config.port});
process.on('SIGTERM', () => server.close(() => void running.close().finally(() => process.exit(0))));
