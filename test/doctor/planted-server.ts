import {existsSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';
import {serve} from '@hono/node-server';
import {buildStalePages, pageFile} from '../../scripts/pages.mjs';
import type {Running} from '../../server/compose.js';
import {composeServer} from '../support/compose-server.js';

/** JSON of an answer, open to any change. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Result = any;

/** One thing that is wrong with a server. */
export interface Mistake {
  /** Changes a result in place, by method or by `tools/call <tool>`. */
  answers?: Record<string, (result: Result) => unknown>;
  /** Answers in the server's place. */
  instead?(request: Request, body: Result): Response | undefined;
}

/** Our own server, listening, with a mistake planted in it; none to begin with. `called` lists the tools that were called. */
export async function plantedServer(t: Pick<TestContext, 'after'>) {
  if (!existsSync(pageFile('checkout'))) await buildStalePages(['checkout'], {quiet: true});
  const shop: {fetch?: Running['app']['fetch']} = {};
  let mistake: Mistake = {};
  const called: string[] = [];

  const answer = async (request: Request): Promise<Response> => {
    const body = await request
      .clone()
      .json()
      .catch(() => undefined);
    if (body?.method === 'tools/call') called.push(body.params.name);
    const instead = mistake.instead?.(request, body);
    if (instead) return instead;
    const response = await shop.fetch!(request); // there when requests come: only its port had to be known before
    const change = mistake.answers?.[body?.method] ?? mistake.answers?.[`${body?.method} ${body?.params?.name}`];
    if (!change || response.status !== 200) return response;
    const message = await response.json();
    if (message.result) change(message.result);
    return Response.json(message);
  };

  const server = serve({fetch: answer, hostname: '127.0.0.1', port: 0});
  if (!server.listening) await new Promise((listening) => server.once('listening', listening));
  const {port} = server.address() as AddressInfo; // a TCP server has one
  t.after(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  shop.fetch = (await composeServer(t, {PORT: String(port)}).start()).app.fetch;
  return {
    url: new URL(`http://127.0.0.1:${port}/mcp`),
    called,
    plant(one: Mistake) {
      mistake = one;
      called.length = 0;
    },
  };
}
