import {setTimeout} from 'node:timers/promises';
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response';
import type {Context} from 'hono';
import type {SandboxEnv} from './app.js';
import {StripeRefusal} from './errors.js';
import {assertExpandable, expanded} from './expand.js';
import type {FaultSwitches} from './faults.js';
import {assertFormBody, parseForm} from './form.js';
import {fingerprint, storedAnswer} from './idempotency.js';
import type {Backend, Endpoint} from './state.js';
import type {EventSource} from './webhooks/events.js';

type Parts = {
  backendFor: (request: EventSource) => Backend;
  faults: FaultSwitches;
  /** Idempotency keys whose first request is being worked on. */
  inFlight: Set<string>;
  save: () => Promise<void>;
};
type Answer = {status: number; body: string; executed: boolean};

/** Puts an endpoint behind what all calls share: form decoding, idempotency keys, and the faults that were asked for. */
export function serveEndpoint(endpoint: Endpoint, {backendFor, faults, inFlight, save}: Parts) {
  return async (c: Context<SandboxEnv>): Promise<Response> => {
    const {method, path} = c.req;
    const form = method !== 'GET' ? await c.req.text() : new URL(c.req.url).search.slice(1);
    if (method !== 'GET') assertFormBody(c.req.header('content-type'), form);
    if (faults.hits('error_429', method, path)) throw rateLimited();
    if (faults.hits('error_500', method, path)) throw serverError();
    const key = method === 'POST' ? c.req.header('idempotency-key') : undefined;
    const requested = fingerprint(path, form);
    const backend = backendFor({id: c.res.headers.get('request-id'), idempotency_key: key ?? null});
    const earlier = key ? storedAnswer({answers: backend.state.answers, inFlight}, key, path, requested) : undefined;
    let answer: Omit<Answer, 'executed'> | undefined = earlier;
    if (!answer) {
      if (key) inFlight.add(key);
      try {
        const delayMs = faults.delayMs(method, path);
        if (delayMs > 0) await setTimeout(delayMs);
        const fresh = execute(endpoint, backend, form, c.req.param('id') ?? '');
        const broken = fresh.executed && faults.hits('error_500_after_commit', method, path);
        const {status, body} = (answer = broken ? {status: 500, body: envelope(serverError())} : fresh);
        if (key && fresh.executed) backend.state.answers.set(key, {path, fingerprint: requested, status, body, atMs: backend.now()});
        if (method !== 'GET' && fresh.executed) await save();
      } finally {
        if (key) inFlight.delete(key);
      }
    }
    if (faults.hits('reset_after_commit', method, path)) return cutConnection(c);
    if (key) c.header('Idempotency-Key', key);
    if (earlier) c.header('idempotent-replayed', 'true');
    return c.body(answer.body, {status: answer.status, headers: {'content-type': 'application/json'}} as ResponseInit & {status: 200});
  };
}

function execute(endpoint: Endpoint, backend: Backend, form: string, id: string): Answer {
  const params = parseForm(form);
  try {
    assertExpandable(params.expand);
    const answer = expanded(backend, endpoint(backend, {params, id}), params.expand);
    return {status: 200, body: JSON.stringify(answer, null, 2), executed: true};
  } catch (error) {
    if (!(error instanceof StripeRefusal)) throw error;
    return {status: error.status, body: envelope(error), executed: error.executed};
  }
}

// A reset, not a polite end: the client sees ECONNRESET and cannot know what happened.
function cutConnection(c: Context<SandboxEnv>): Response {
  const socket = c.env?.outgoing?.socket;
  if (!socket) throw new Error('reset_after_commit needs a real connection: call the sandbox over HTTP');
  socket.resetAndDestroy();
  return new Response(null, RESPONSE_ALREADY_SENT);
}

const envelope = ({body}: StripeRefusal) => JSON.stringify({error: body}, null, 2);

const serverError = () =>
  new StripeRefusal(500, {type: 'api_error', message: 'An unknown error occurred (a fault of the sandbox, as requested).'});

const rateLimited = () =>
  new StripeRefusal(429, {
    type: 'rate_limit_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded. Learn more about rate limits here: https://stripe.com/docs/rate-limits.',
  });
