import {createHash} from 'node:crypto';
import type {CheckoutSession, Message} from '../../shared/session.js';
import type {Call} from '../core/call.js';
import {CheckoutError} from '../core/errors.js';
import type {CallLedger, Clock} from '../core/ports.js';
import {canonical} from './canonical.js';
import type {Dialect} from './dialect.js';
import {onlyEnglish, problemIn, type Language, type Languages} from './languages.js';
import {operations, type Operation, type Prepared, type Shop} from './operations.js';
import {fault, Problem, refusedBy, type ProblemCode} from './problem.js';
import {WRONG_CODE_COSTS, type RateLimit} from './rate-limit.js';
import {assertSigned, type SignatureVerifier} from './signature.js';
import {dialectOf} from './versions.js';

export interface PerformParts extends Shop {
  calls: CallLedger;
  clock: Pick<Clock, 'now'>;
  /** Without it every answer is in English. */
  languages?: Languages;
  /** Without one, agents may ask as often as they like. */
  limit?: RateLimit;
  /** Without one, signatures are not looked at. */
  verifySignature?: SignatureVerifier;
  /** Told of every surprise; what it hears does not reach the caller. */
  onError(error: unknown, where: string): void;
}

/** A request of either binding, once it is known who calls. */
export interface AcpRequest {
  operation: Operation;
  /** The session's; empty for create. */
  id: string;
  /** The agent's name, whose sessions these are. */
  caller: string;
  version: string | undefined;
  key: string | undefined;
  signature?: string | undefined;
  timestamp?: string | undefined;
  /** The languages of whoever reads the answer, as in `Accept-Language` (RFC 9110). */
  language?: string | undefined;
  /** Whether the binding leaves the key to the caller even where the version demands one. */
  keyOptional?: boolean;
  /** The body as JSON; undefined where there is none. Throws a `Problem` for what is no JSON. */
  body(): Promise<unknown>;
}

/** An answer as it goes out, and as it is kept: a repeat gets the very same bytes. */
export interface Answer {
  status: number;
  /** JSON. */
  body: string;
  headers: Record<string, string>;
}

const KEEP_MS = 24 * 3_600_000;
// Longer than a payment may take with all its retries.
const LEASE_MS = 120_000;
const MAX_KEY = 255;

/** What was kept before this moment may be forgotten (ACP 2026-04-17: at least 24 hours). */
export const forgottenBefore = (now: number) => now - KEEP_MS;

/** Does what a request asks for, once per key, and answers in its version. Never throws. */
export async function perform(parts: PerformParts, asked: AcpRequest): Promise<Answer> {
  let request = asked;
  try {
    const dialect = dialectOf(request.version);
    const body = request.operation === 'get' ? undefined : await request.body();
    const text = canonical(body);
    if (parts.verifySignature) await assertSigned(parts.verifySignature, {...request, body: text}, parts.clock.now());
    // An id is made by us; what cannot be one is not asked for.
    if (request.operation !== 'create' && !/^\w{1,64}$/.test(request.id))
      throw new Problem('session_not_found', 'There is no checkout with this id.');
    request = {...asked, language: asked.language || (await localeOf(parts, request, () => dialect.readLocale?.(body)))};
    const key = request.operation === 'get' ? undefined : keyOf(request, dialect);
    if (key === undefined) return await answer(parts, dialect, request, body);
    return await once(parts, dialect, request, body, {key, fingerprint: digest(text)});
  } catch (error) {
    return refused(error, request, parts);
  }
}

/** The language that a session was opened with, for whoever names none. Looks for nothing where there is no choice. */
async function localeOf(
  {languages, checkout}: PerformParts,
  {operation, id, caller}: AcpRequest,
  wanted: () => string | undefined,
): Promise<string | undefined> {
  if (!languages) return undefined;
  if (operation === 'create') return wanted();
  const asides = await checkout.asides(id, {owner: caller}).catch(() => []); // the operation itself says what is wrong
  return asides.find(({kind}) => kind === 'locale')?.told.locale as string | undefined; // read by `readLocale`
}

/** Digest of caller, path and key: the scope of a key (ACP 2026-04-17). Undefined where there is none and none is needed. */
function keyOf({operation, id, caller, key, keyOptional}: AcpRequest, dialect: Dialect): string | undefined {
  if (!key) {
    if (!dialect.needsKey || keyOptional) return undefined;
    throw new Problem('idempotency_key_required', 'Send an Idempotency-Key with every POST.');
  }
  if (key.length > MAX_KEY) throw new Problem('invalid', `An Idempotency-Key has at most ${MAX_KEY} characters.`);
  return digest(JSON.stringify([caller, operation, id, key]));
}

/** Runs a keyed call unless it has been run or is being run. */
async function once(
  parts: PerformParts,
  dialect: Dialect,
  request: AcpRequest,
  body: unknown,
  {key, fingerprint}: {key: string; fingerprint: string},
): Promise<Answer> {
  const {calls, clock} = parts;
  const now = clock.now();
  const claim = await calls.claim({key, fingerprint, now, until: now + LEASE_MS, since: forgottenBefore(now)});
  if (claim.kind === 'answered') {
    const kept = JSON.parse(claim.answer) as Answer; // written below
    return {...kept, headers: {...kept.headers, 'Idempotent-Replayed': 'true'}};
  }
  if (claim.kind === 'running') throw inFlight();
  if (claim.kind === 'different') throw dialect.keyConflict();
  const given = await answer(parts, dialect, request, body, key).catch((error: unknown) => refused(error, request, parts));
  // A payment of unknown outcome is no last word: the call may be repeated, and answers when it is decided.
  if (given.status === 200 && isInProgress(given.body)) {
    await calls.leave(key);
    if (claim.kind === 'resumed') throw inFlight();
  } else if (isPassing(given.status)) await calls.drop(key);
  else await calls.keep({key, answer: JSON.stringify(given)});
  return given;
}

async function answer(
  parts: PerformParts,
  dialect: Dialect,
  {operation, id, caller, language: accepted}: AcpRequest,
  body: unknown,
  key?: string,
): Promise<Answer> {
  const prepared = operations[operation](parts, dialect, body, id);
  const language = languageOf(parts, accepted);
  const remarks = [...remarksIn(language, prepared.remarks), ...(prepared.notes?.(language.words) ?? [])];
  const shown = (session: CheckoutSession): Answer => ({
    status: operation === 'create' ? 201 : 200,
    body: JSON.stringify(
      dialect.session({...session, locale: language.words.locale, messages: [...remarks, ...session.messages]}, parts.consentOptions),
    ),
    headers: {'Content-Language': language.tag},
  });
  const keep = (session: CheckoutSession) => JSON.stringify(shown(session));
  const call: Call = {owner: caller, strict: true, words: language.words, ...(key !== undefined && {once: {key, keep}})};
  const session = await run(prepared, call, dialect);
  const wrong = wrongCodes(session, prepared.change?.codes);
  if (wrong) await parts.limit?.charge(caller, wrong * WRONG_CODE_COSTS);
  return shown(session);
}

/** How many codes of this request there are not at all. One that only does not apply is no guess. */
const wrongCodes = (session: CheckoutSession, codes: readonly string[] = []): number =>
  (session.discounts?.rejected ?? []).filter(({code, reason}) => reason === 'discount_code_invalid' && codes.includes(code)).length;

/** The shop's refusals in the version's words. */
async function run({run, itemPaths = []}: Prepared, call: Call, dialect: Dialect): Promise<CheckoutSession> {
  try {
    return await run(call);
  } catch (error) {
    throw error instanceof CheckoutError ? refusedBy(error, (path) => dialect.param(path, itemPaths)) : error;
  }
}

/** An error as an answer. What is no `Problem` is a fault of ours, told to the log alone. */
export function refused(
  error: unknown,
  {operation, language: accepted}: Pick<AcpRequest, 'operation' | 'language'>,
  parts: PerformParts,
): Answer {
  const language = languageOf(parts, accepted);
  if (!(error instanceof Problem)) parts.onError(error, `acp ${operation}`);
  const problem = error instanceof Problem ? error : fault();
  return {
    status: problem.status,
    body: JSON.stringify(problemIn(problem, language)),
    headers: {'Content-Language': language.tag, ...problem.headers},
  };
}

const languageOf = ({languages = onlyEnglish}: PerformParts, accepted: string | undefined): Language => languages.best(accepted);

/** What was remarked while the request was read, as short as the language's errors say it. */
const remarksIn = ({problems}: Language, remarks: readonly Message[] = []): readonly Message[] =>
  remarks.map((each) => ({...each, content: problems?.[each.code as ProblemCode] ?? each.content}));

// Nothing was decided: a repeat is asked to find out afresh.
const isPassing = (status: number) => status >= 500 || status === 409 || status === 429;

// Of our own JSON, in which every version's session has its status at the top.
const isInProgress = (body: string) => /^(complete_)?in_progress$/.test(String((JSON.parse(body) as {status?: unknown}).status));

const inFlight = () => new Problem('idempotency_in_flight', 'A request with this Idempotency-Key is being processed.');

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
