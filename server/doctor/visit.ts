import type {PageLoad} from './browser.js';
import {callReadOnly, tryCheckout, type Call} from './calls.js';
import {tryDoors, type Doors} from './doors.js';
import {fields, list, text, type Fields} from './json.js';
import {askAll, openSession, type Answer, type Session} from './session.js';

/** A tool as it is listed, with the parts that every check asks for. */
export interface SeenTool {
  name: string;
  listed: Fields;
  meta: Fields;
  ui: Fields;
}

/** A page that tools open, or that is listed as one. */
export interface SeenPage {
  uri: string;
  /** Its entry in resources/list. */
  listed?: Fields;
  read: Answer;
  /** The first content item, empty when there is none. */
  item: Fields;
  html: string;
  /** Of the content item, or else of the listing: the content item wins (MCP Apps 2026-01-26). */
  meta: Fields;
}

/** Everything the server was asked, and what it said. The checks only read this. */
export interface Visit {
  url: URL;
  isLoopback: boolean;
  doors: Doors;
  /** Why no session could be opened; then nothing below was asked. */
  refused?: string;
  protocolVersion?: string;
  serverName?: string;
  sessionId?: string;
  toolsAnswer?: Answer;
  /** The tool list on a second session. */
  toolsAgain?: Answer;
  tools: SeenTool[];
  resourcesAnswer?: Answer;
  pages: SeenPage[];
  calls: Call[];
  unknownTool?: Answer;
  /** Absent when the pages were not loaded in a browser, for the reason in `noBrowser`. */
  loads?: PageLoad[];
  noBrowser?: string;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Asks the server everything but what a browser has to find out. Rejects with `Unreachable` when it does not answer at all. */
export async function visit(url: URL, {checkout, timeoutMs}: {checkout: boolean; timeoutMs: number}): Promise<Visit> {
  const doors = await tryDoors(url, timeoutMs);
  const seen: Visit = {url, isLoopback: LOOPBACK.test(url.hostname), doors, tools: [], pages: [], calls: []};
  const open: Session[] = [];
  const session = async () => {
    const opened = await openSession(url, timeoutMs);
    open.push(opened);
    return opened;
  };
  try {
    const first = await session();
    if (first.refused) return {...seen, refused: first.refused};
    seen.protocolVersion = first.protocolVersion;
    seen.serverName = first.serverName;
    seen.sessionId = first.sessionId;
    seen.toolsAnswer = await askAll(first, 'tools/list', 'tools');
    seen.tools = list(seen.toolsAnswer.result?.tools).map(seenTool);
    await readPages(first, seen);

    // Hosts open a new session for a call: nothing may depend on the one before.
    const second = await session();
    seen.toolsAgain = await askAll(second, 'tools/list', 'tools');
    seen.unknownTool = await second.ask('tools/call', {name: 'no_such_tool', arguments: {}});
    seen.calls = await callReadOnly(second, seen.tools);
    if (checkout) seen.calls.push(...(await tryCheckout(second, session, seen)));
  } finally {
    await Promise.allSettled(open.map((one) => one.close()));
  }
  return seen;
}

function seenTool(value: unknown): SeenTool {
  const listed = fields(value);
  const meta = fields(listed._meta);
  return {name: text(listed.name), listed, meta, ui: fields(meta.ui)};
}

/** The page a tool opens, in either spelling. */
export const pageOf = ({meta, ui}: SeenTool): string | undefined =>
  text(ui.resourceUri) || text(meta['openai/outputTemplate']) || undefined;

async function readPages(session: Session, seen: Visit): Promise<void> {
  seen.resourcesAnswer = await askAll(session, 'resources/list', 'resources');
  const listed = list(seen.resourcesAnswer.result?.resources).map(fields);
  const uris = [...seen.tools.map(pageOf), ...listed.map(({uri}) => text(uri)).filter((uri) => uri.startsWith('ui://'))];
  for (const uri of new Set(uris.filter((found) => found !== undefined))) {
    const read = await session.ask('resources/read', {uri});
    const entry = listed.find((one) => one.uri === uri);
    const item = fields(list(read.result?.contents)[0]);
    const html = text(item.text) || Buffer.from(text(item.blob), 'base64').toString('utf8');
    seen.pages.push({uri, ...(entry && {listed: entry}), read, item, html, meta: fields(item._meta ?? entry?._meta)});
  }
}
