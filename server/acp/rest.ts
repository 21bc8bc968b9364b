import {Hono, type Context, type MiddlewareHandler} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {authenticate, type AgentKey} from './auth.js';
import {discovery, type DiscoveryParts} from './discovery.js';
import {answerAcpMcp, rpcRefusal, type McpBindingParts} from './mcp.js';
import type {Operation} from './operations.js';
import {perform, refused, type Answer} from './perform.js';
import {Problem, type AcpError, type ProblemCode} from './problem.js';

export interface AcpParts extends McpBindingParts, DiscoveryParts {
  keys: readonly AgentKey[];
}

const MAX_BODY = 256 * 1024;
const DISCOVERY = '/.well-known/acp.json';

/** The addresses of the agent door, with everything below them. */
export const ACP_PATHS = ['/checkout_sessions/*', '/checkouts/*', DISCOVERY];

/** The agent door, over REST and over MCP. Every answer is JSON; every error is flat, inside JSON-RPC where that is spoken. */
export function acpRoutes(parts: AcpParts): Hono {
  const app = new Hono();
  const callerOf = authenticate(parts.keys);
  app.onError((error, context) =>
    send(context, refused(error, {operation: 'get', language: context.req.header('accept-language')}, parts)),
  );

  app.get(DISCOVERY, (context) => context.json(discovery(parts), 200, {'Cache-Control': 'public, max-age=3600'}));
  app.all(DISCOVERY, () => refuseMethod('GET'));

  const known: MiddlewareHandler = async (context, next) => {
    const caller = callerOf(context.req.header('authorization'));
    await parts.limit?.take(caller);
    await next();
  };
  const tooLarge = bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw new Problem('too_large', `A request is at most ${MAX_BODY} bytes.`);
    },
  });
  const answer =
    (operation: Operation) =>
    async (context: Context): Promise<Response> => {
      const header = (name: string) => context.req.header(name);
      const request = {
        operation,
        id: context.req.param('id') ?? '',
        caller: callerOf(header('authorization')),
        version: header('api-version'),
        key: header('idempotency-key'),
        signature: header('signature'),
        timestamp: header('timestamp'),
        language: header('accept-language'),
        body: () => readJson(context),
      };
      return send(context, await perform(parts, request));
    };

  const rpcTooLarge = bodyLimit({
    maxSize: MAX_BODY,
    onError: () => rpcRefusal(413, -32600, `The request is larger than ${MAX_BODY} bytes`),
  });
  app.post('/acp/mcp', rpcTooLarge, async (context) => {
    try {
      const caller = callerOf(context.req.header('authorization'));
      await parts.limit?.take(caller);
      return await answerAcpMcp(parts, caller, context.req.raw);
    } catch (error) {
      const {status, body, headers} = refused(error, {operation: 'get', language: context.req.header('accept-language')}, parts);
      const data = JSON.parse(body) as AcpError; // written by `refused`
      return rpcRefusal(status, -32000, data.message, {data, headers});
    }
  });
  // Stateless: there is no stream to open and no session to end.
  app.all('/acp/mcp', () => rpcRefusal(405, -32000, 'Method not allowed; use POST', {headers: {Allow: 'POST'}}));

  // One documentation calls the collection `checkouts`.
  for (const root of ['/checkout_sessions', '/checkouts']) {
    app.use(`${root}/*`, known, tooLarge);
    app.post(root, answer('create'));
    app.get(`${root}/:id`, answer('get'));
    app.post(`${root}/:id`, answer('update'));
    app.post(`${root}/:id/complete`, answer('complete'));
    app.post(`${root}/:id/cancel`, answer('cancel'));
    app.all(root, () => refuseMethod('POST'));
    app.all(`${root}/:id`, () => refuseMethod('GET, POST'));
    app.all(`${root}/:id/complete`, () => refuseMethod('POST'));
    app.all(`${root}/:id/cancel`, () => refuseMethod('POST'));
    app.all(`${root}/*`, () => {
      throw new Problem('not_found', 'There is nothing at this address.');
    });
  }
  return app;
}

/** Around everything else: what is refused before a request gets to the door is as flat as what the door refuses. */
export const flatErrors =
  (parts: AcpParts): MiddlewareHandler =>
  async (context, next) => {
    await next();
    const {status} = context.res;
    if (status < 400) return;
    const told = (await context.res
      .clone()
      .json()
      .catch(() => undefined)) as {code?: unknown; error?: unknown} | undefined;
    if (typeof told?.code === 'string') return;
    const code: ProblemCode = status === 403 ? 'forbidden' : status >= 500 ? 'internal_error' : 'not_found';
    const message = typeof told?.error === 'string' ? told.error : 'The request was refused.';
    const language = context.req.header('accept-language');
    context.res = send(context, {...refused(new Problem(code, message), {operation: 'get', language}, parts), status});
  };

function refuseMethod(allow: string): never {
  throw new Problem('method_not_allowed', `This address takes ${allow}.`, {headers: {Allow: allow}});
}

async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (!text.trim()) return undefined;
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem('unsupported_media_type', 'Send the body as application/json.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('invalid_json', 'The body is no JSON.', {param: '$'});
  }
}

/** An answer with what the agent recognises its request by. */
function send(context: Context, {status, body, headers}: Answer): Response {
  const [key, requestId] = [context.req.header('idempotency-key'), context.req.header('request-id')];
  return new Response(body, {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...(key && context.req.method === 'POST' && {'Idempotency-Key': key}),
      ...(requestId && {'Request-Id': requestId}),
      ...headers,
    },
  });
}
