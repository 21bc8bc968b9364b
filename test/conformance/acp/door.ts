/** A seller's door as an agent meets it: the five operations over REST or over MCP, every answer held against the official schemas. */
import {randomUUID} from 'node:crypto';
import {sumFaults} from './arithmetic.js';
import {NEWEST, wordsOf, type Members, type Told, type Version, type Words} from './words.js';

export type Binding = 'REST' | 'MCP';
export type Operation = 'create' | 'get' | 'update' | 'complete' | 'cancel';
/** What is wrong with a value by a definition of the official schemas. */
export type Oracle = (name: string, value: unknown, file?: string) => string[];

export interface Reply {
  /** Whether there is a session in it. */
  ok: boolean;
  /** Of HTTP; over MCP every answer of a tool comes with 200. */
  status: number;
  headers: Headers;
  text: string;
  /** The session, or the flat error. */
  body: Told;
  /** Over MCP: the whole message. */
  message?: Told;
}

export interface Sent {
  /** Each POST gets a key of its own; null sends none. */
  key?: string | null;
  version?: string | null;
  /** A bearer key; null sends none. */
  bearer?: string | null;
  headers?: Record<string, string>;
  /** Sent as it is, in place of the body. */
  text?: string;
}

export interface DoorParts {
  url: string;
  bearer: string;
  version: Version;
  binding: Binding;
  oracle: Oracle;
  /** For errors that come before a version is known. */
  newest: Oracle;
}

export interface Door extends Pick<DoorParts, 'version' | 'binding' | 'url' | 'oracle'> {
  words: Words;
  create(body: unknown, sent?: Sent): Promise<Reply>;
  get(id: string, sent?: Sent): Promise<Reply>;
  update(id: string, body: unknown, sent?: Sent): Promise<Reply>;
  complete(id: string, body: unknown, sent?: Sent): Promise<Reply>;
  cancel(id: string, body?: unknown, sent?: Sent): Promise<Reply>;
  /** A request over REST to any address, whatever the binding. */
  rest(method: string, path: string, body?: unknown, sent?: Sent): Promise<Reply>;
  /** A message to the MCP endpoint, whatever the binding. */
  rpc(method: string, params: unknown, sent?: Sent): Promise<Reply>;
  /** What the schemas and the arithmetic had against the answers so far; reading empties it. */
  takeFaults(): string[];
  /** Cancels what was created and is still open, so that a check leaves no goods held. */
  tidy(): Promise<void>;
}

const PATHS: Record<Operation, (id: string) => [method: string, path: string]> = {
  create: () => ['POST', '/checkout_sessions'],
  get: (id) => ['GET', `/checkout_sessions/${id}`],
  update: (id) => ['POST', `/checkout_sessions/${id}`],
  complete: (id) => ['POST', `/checkout_sessions/${id}/complete`],
  cancel: (id) => ['POST', `/checkout_sessions/${id}/cancel`],
};

export function openDoor({url, bearer, version, binding, oracle, newest}: DoorParts): Door {
  const faults: string[] = [];
  const open = new Set<string>();

  function inspect(reply: Reply, what: string, sent: Sent): Reply {
    const {ok, body} = reply;
    if (ok && typeof body?.id === 'string' && !sent.bearer) open.add(body.id);
    const judge = sent.version === undefined ? oracle : newest;
    const said = ok ? sessionFaults(oracle, version, body) : judge('Error', body);
    faults.push(...said.map((fault) => `${what}: ${fault}`));
    return reply;
  }

  async function ask(path: string, init: {method: string; body?: string; headers: Record<string, string>}) {
    const send = () => fetch(new URL(path, url), {...init, redirect: 'manual'});
    // A connection on which a body was too large is closed, which the next request may meet.
    const response = await send().catch(send);
    const text = await response.text();
    let body: Told;
    try {
      body = text ? JSON.parse(text) : {};
    } catch {
      body = {unparsed: text.slice(0, 200)};
    }
    return {status: response.status, headers: response.headers, text, body};
  }

  async function rest(method: string, path: string, body?: unknown, sent: Sent = {}): Promise<Reply> {
    const text = sent.text ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers = {
      ...(sent.bearer !== null && {authorization: `Bearer ${sent.bearer ?? bearer}`}),
      ...(sent.version !== null && {'api-version': sent.version ?? version}),
      ...(method === 'POST' && sent.key !== null && {'idempotency-key': sent.key ?? randomUUID()}),
      ...(text !== undefined && {'content-type': 'application/json'}),
      ...sent.headers,
    };
    const answer = await ask(path, {method, headers, ...(text !== undefined && {body: text})});
    return inspect({ok: answer.status < 400, ...answer}, `${method} ${path}`, sent);
  }

  async function rpc(method: string, params: unknown, sent: Sent = {}): Promise<Reply> {
    const answer = await ask('/acp/mcp', {
      method: 'POST',
      headers: {
        ...(sent.bearer !== null && {authorization: `Bearer ${sent.bearer ?? bearer}`}),
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...sent.headers,
      },
      body: sent.text ?? JSON.stringify({jsonrpc: '2.0', id: 1, method, params}),
    });
    return {...answer, ok: answer.body.result !== undefined, message: answer.body};
  }

  async function tool(operation: Operation, id: string | undefined, payload: unknown, sent: Sent): Promise<Reply> {
    const meta: Members = {
      ...enveloped(sent.headers),
      ...(sent.version !== null && {api_version: sent.version ?? version}),
      ...(operation !== 'get' && sent.key !== null && {idempotency_key: sent.key ?? randomUUID()}),
    };
    const name = `${operation}_checkout_session`;
    const args = {meta, ...(id !== undefined && {id}), ...(payload !== undefined && {payload})};
    const reply = await rpc('tools/call', {name, arguments: args}, sent);
    const {result, error} = reply.message;
    // A refusal may come as a result for hosts that hide protocol errors.
    const ok = result !== undefined && !result.isError;
    return inspect({...reply, ok, body: ok || result ? result.structuredContent : (error?.data ?? error)}, name, sent);
  }

  const perform = (operation: Operation, id: string, body: unknown, sent: Sent = {}) => {
    if (binding === 'MCP') return tool(operation, operation === 'create' ? undefined : id, body, sent);
    const [method, path] = PATHS[operation](id);
    return rest(method, path, body, sent);
  };
  return {
    version,
    binding,
    url,
    oracle,
    words: wordsOf(version),
    create: (body, sent) => perform('create', '', body, sent),
    get: (id, sent) => perform('get', id, undefined, sent),
    update: (id, body, sent) => perform('update', id, body, sent),
    complete: (id, body, sent) => perform('complete', id, body, sent),
    cancel: (id, body, sent) => perform('cancel', id, body, sent),
    rest,
    rpc,
    takeFaults: () => faults.splice(0),
    async tidy() {
      for (const id of open) await rest('POST', `/checkout_sessions/${id}/cancel`, undefined, {version: NEWEST});
      open.clear();
      faults.splice(0);
    },
  };
}

/** Headers of which the MCP binding has a member in `meta`. */
const ENVELOPED = ['signature', 'timestamp', 'accept-language', 'request-id'];

const enveloped = (headers: Sent['headers'] = {}): Members =>
  Object.fromEntries(ENVELOPED.flatMap((name) => (headers[name] ? [[name.replace('-', '_'), headers[name]]] : [])));

/** A session against its version's schema and, when it is one, its sums. */
export function sessionFaults(oracle: Oracle, version: Version, body: Told): string[] {
  const said = shapeFaults(oracle, version, body);
  return said.length ? said : sumFaults(body, version);
}

function shapeFaults(oracle: Oracle, version: Version, body: Told): string[] {
  const {order, ...session} = body ?? {};
  // The schema of a session with an order cannot be satisfied there: its base is closed and has no order.
  if (version === '2025-09-29') return [...oracle('CheckoutSessionBase', session), ...(order ? oracle('Order', order) : [])];
  return [
    ...oracle(order ? 'CheckoutSessionWithOrder' : 'CheckoutSession', body),
    ...(version === '2026-04-17' && session.discounts ? oracle('discounts_response', session.discounts, 'discount') : []),
  ];
}
