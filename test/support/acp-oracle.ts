/**
 * Holds every answer of the agent door that a test gets against the official schemas of its version, and against the arithmetic. Where the
 * schemas are not there nothing is held against anything.
 */
import {AssertionError} from 'node:assert/strict';
import type {Hono} from 'hono';
import {sessionFaults, type Oracle} from '../conformance/acp/door.js';
import {NEWEST, VERSIONS, type Told, type Version} from '../conformance/acp/words.js';
import {oracle, present} from '../conformance/oracle.js';

const isThere = present(VERSIONS).length === VERSIONS.length;
const oracles = new Map<Version, Oracle>();
let answers = 0;

/** How many answers and events of this process were held against the schemas. */
export const judgedAnswers = (): string =>
  isThere ? `${answers} answers were held against the official schemas` : 'the official schemas are not there';

/** From now on a request to the app throws when its answer is not what the schemas say. */
export function judge(app: Hono): void {
  if (!isThere) return;
  const {fetch} = app;
  app.fetch = async (request, ...rest) => {
    const asked = request.clone();
    const response = await fetch(request, ...rest);
    await hold(asked, response);
    return response;
  };
}

/** Throws for an order event that is none of its version, and says so on standard error: to the sender it is a failed delivery. Which version that is shows in the id, which earlier ones have not. */
export function judgeEvent(raw: string): void {
  if (!isThere) return;
  const {type, data} = JSON.parse(raw) as Told;
  const members = ['type', 'checkout_session_id', 'permalink_url', 'status', 'refunds'];
  const isWhole = data?.id !== undefined;
  const odd = Object.keys(data ?? {}).filter((name) => !members.includes(name));
  const faults = isWhole ? oracleOf(NEWEST)('Order', data) : odd.map((name) => `an earlier version has no ${name}`);
  const found = [...faults, ...(type ? [] : ['there is no type'])];
  if (found.length) process.stderr.write(`${found.join('\n')}\n`);
  assertNone(found, `event ${raw}`);
}

function oracleOf(version: Version): Oracle {
  const known = oracles.get(version) ?? oracle(version);
  oracles.set(version, known);
  return known;
}

async function hold(request: Request, response: Response): Promise<void> {
  const {pathname} = new URL(request.url);
  const isMcp = pathname === '/acp/mcp';
  const isRest = /^\/(checkout_sessions|checkouts)(\/|$)/.test(pathname);
  const isDiscovery = pathname === '/.well-known/acp.json';
  if (!isMcp && !isRest && !isDiscovery) return;
  const text = await response.clone().text();
  if (!text) return; // HEAD
  const what = `${request.method} ${pathname} ${response.status} ${text.slice(0, 2_000)}`;
  const told = JSON.parse(text) as Told;
  if (isMcp) return assertNone(await rpcFaults(request, told), what);
  if (response.status >= 400) return assertNone(oracleOf(versionOf(request.headers.get('api-version')) ?? NEWEST)('Error', told), what);
  if (isDiscovery) return assertNone(oracleOf(NEWEST)('DiscoveryResponse', told), what);
  const isRepeat = response.headers.get('idempotent-replayed') === 'true';
  assertNone(faultsOf(versionOf(request.headers.get('api-version')), told, isRepeat), what);
}

async function rpcFaults(request: Request, {result, error}: Told): Promise<string[]> {
  const {params} = ((await request.json().catch(() => undefined)) ?? {}) as Told;
  const meta = params?.arguments?.meta;
  const version = versionOf(meta?.api_version);
  const refused = result?.isError ? result.structuredContent : error?.data;
  if (refused) return oracleOf(version ?? NEWEST)('Error', refused);
  const session = result?.structuredContent;
  if (!session) return []; // no tool was called
  const {content, structuredContent: _same, ...atTop} = result;
  const isSame = JSON.stringify(atTop) === JSON.stringify(session) && content?.[0]?.text === JSON.stringify(session);
  return [...faultsOf(version, session, Boolean(meta?.idempotency_key)), ...(isSame ? [] : ['the three places of the session differ'])];
}

/** A repeat has the bytes of the first answer, which may be of another version. */
function faultsOf(version: Version | undefined, session: Told, mayBeRepeat: boolean): string[] {
  if (!version) return ['a session was told to somebody who named no version'];
  const faults = sessionFaults(oracleOf(version), version, session);
  const isOther = (other: Version) => !sessionFaults(oracleOf(other), other, session).length;
  return faults.length && mayBeRepeat && VERSIONS.some(isOther) ? [] : faults;
}

function versionOf(name: unknown): Version | undefined {
  const given = typeof name === 'string' ? name.trim() : '';
  return VERSIONS.find((version) => version === (given === '2025-09-12' ? '2025-09-29' : given));
}

function assertNone(faults: readonly string[], what: string): void {
  answers += 1;
  if (faults.length) throw new AssertionError({message: `The official schemas have something against ${what}\n${faults.join('\n')}`});
}
