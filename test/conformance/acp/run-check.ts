import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {lane} from '../lane.js';
import {oracle} from '../oracle.js';
import type {Check} from './check.js';
import {compiled} from './compiled.js';
import type {Binding, Door, Oracle} from './door.js';
import {labOf, Skipped, type Options} from './lab.js';
import {startServer, type OwnServer, type Settings} from './own-server.js';
import type {Version} from './words.js';

export interface Outcome {
  /** What is wrong, each with where; empty when nothing is. */
  faults: string[];
  skipped?: Skipped;
  /** How long it took in all its versions and bindings, one added to the other, without the time it waited for its turn. */
  seconds: number;
}

/** Runs a check everywhere it applies. */
export type RunCheck = (check: Check) => Promise<Outcome>;

/** A copy of the repository, and what all its servers are told. */
interface Copy {
  root?: string;
  env?: Settings['env'];
}

/** Where a check runs. */
interface Place {
  version: Version;
  binding: Binding;
}

const HERE = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const MOST_FAULTS = 6;
const LONGEST_FAULT = 500;
/** How many runs are under way together at servers of our own: most of them wait for something most of the time. */
const TOGETHER = 8;
/** Each takes a core for a second. */
const STARTING = 2;

/**
 * Opens the lab: of the seller that `--url` names, where everything is done one after the other, or of servers of our own, of the
 * repository at `root`. What has to be alone at its server has one to itself, so that nothing waits for it.
 */
export function openLab(t: {after(end: () => unknown): void}, options: Options, {root = HERE, env}: Copy = {}): RunCheck {
  const oracles = new Map<Version, Oracle>();
  const oracleOf = (version: Version): Oracle => {
    const known = oracles.get(version) ?? oracle(version);
    oracles.set(version, known);
    return known;
  };
  const server = options.url ? undefined : compiled(root);
  const servers = new Map<string, Promise<OwnServer>>();
  const starting = lane(STARTING);
  const start = (settings: Settings, use = ''): Promise<OwnServer> => {
    const name = `${use}${JSON.stringify({...settings, stock: String(settings.stock)})}`;
    const known = servers.get(name) ?? starting(() => startServer(server?.folder ?? root, {...settings, env: {...env, ...settings.env}}));
    servers.set(name, known);
    return known;
  };
  t.after(async () => {
    await Promise.all([...servers.values()].map(async (each) => (await each.catch(() => undefined))?.stop()));
    server?.remove();
  });
  const together = lane(options.url ? 1 : TOGETHER);
  const alone = options.url ? together : lane(1);

  async function runHere(check: Check, {version, binding}: Place): Promise<string[] | Skipped> {
    const found: string[] = [];
    const doors: Door[] = [];
    try {
      const own = server && (await start({}, check.alone ? 'alone' : ''));
      const lab = labOf(own, {options, oracleOf, start, opened: (door) => void doors.push(door)});
      await check.run(lab.door(version, binding), lab);
    } catch (error) {
      if (error instanceof Skipped) return error;
      found.push(error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error));
    } finally {
      found.push(...new Set(doors.flatMap((door) => door.takeFaults())));
      for (const door of doors) await door.tidy().catch((error: unknown) => void found.push(`tidying up: ${String(error)}`));
    }
    return found.slice(0, MOST_FAULTS).map((fault) => `${version} over ${binding}: ${fault.slice(0, LONGEST_FAULT)}`);
  }

  return async (check) => {
    let seconds = 0;
    const runAt = async (place: Place) => {
      const before = performance.now();
      const found = await runHere(check, place);
      seconds += (performance.now() - before) / 1000;
      return found;
    };
    const places = check.versions.flatMap((version) => check.bindings.map((binding) => ({version, binding})));
    const founds = await Promise.all(places.map((place) => (check.alone ? alone : together)(() => runAt(place))));
    const faults = founds.flatMap((found) => (found instanceof Skipped ? [] : found));
    const skipped = founds.findLast((found) => found instanceof Skipped);
    return {faults, seconds, ...(skipped && {skipped})};
  };
}

/** Whether the check is one of those that `--only` asks for: by the beginning of its id. */
export const isWanted = ({id}: Pick<Check, 'id'>, {only = ''}: Pick<Options, 'only'>): boolean => id.startsWith(only);
