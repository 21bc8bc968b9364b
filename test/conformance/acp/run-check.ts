import {oracle} from '../oracle.js';
import type {Check} from './check.js';
import type {Binding, Door, Oracle} from './door.js';
import {labOf, Skipped, type LabParts, type Options} from './lab.js';
import {startServer, type OwnServer, type Settings} from './own-server.js';
import type {Version} from './words.js';

export interface Outcome {
  /** What is wrong, each with where; empty when nothing is. */
  faults: string[];
  skipped?: Skipped;
}

/** Runs a check everywhere it applies; `atOnce` goes no further than the first place where something is wrong. */
export type RunCheck = (check: Check, atOnce?: boolean) => Promise<Outcome>;

const MOST_FAULTS = 6;
const LONGEST_FAULT = 500;

/** Opens the lab: of the seller that `--url` names, or of a server of our own, of the repository at `root`. */
export async function openLab(t: {after(end: () => unknown): void}, options: Options, root?: string): Promise<RunCheck> {
  const oracles = new Map<Version, Oracle>();
  const oracleOf = (version: Version): Oracle => {
    const known = oracles.get(version) ?? oracle(version);
    oracles.set(version, known);
    return known;
  };
  const servers = new Map<string, Promise<OwnServer>>();
  const start = (settings: Settings): Promise<OwnServer> => {
    const name = JSON.stringify({...settings, stock: String(settings.stock)});
    const known = servers.get(name);
    if (known) return known;
    // What a copy with a fault in it has to say would bury what the checks say.
    const quiet = root && {root, env: {LOG_LEVEL: 'silent', ...settings.env}};
    const starting = startServer({...settings, ...quiet});
    servers.set(name, starting);
    t.after(async () => (await starting.catch(() => undefined))?.stop());
    return starting;
  };
  const doors: Door[] = [];
  const parts: LabParts = {options, oracleOf, start, opened: (door) => void doors.push(door)};
  const lab = labOf(options.url ? undefined : await start({}), parts);

  async function runHere(check: Check, version: Version, binding: Binding): Promise<string[] | Skipped> {
    const found: string[] = [];
    try {
      await check.run(lab.door(version, binding), lab);
    } catch (error) {
      if (error instanceof Skipped) return error;
      found.push(error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error));
    } finally {
      const used = doors.splice(0);
      found.push(...new Set(used.flatMap((door) => door.takeFaults())));
      for (const door of used) await door.tidy();
    }
    return found.slice(0, MOST_FAULTS).map((fault) => `${version} over ${binding}: ${fault.slice(0, LONGEST_FAULT)}`);
  }

  return async (check, atOnce = false) => {
    const faults: string[] = [];
    let skipped: Skipped | undefined;
    for (const version of check.versions)
      for (const binding of check.bindings) {
        const found = await runHere(check, version, binding);
        if (found instanceof Skipped) skipped = found;
        else faults.push(...found);
        if (atOnce && faults.length) return {faults};
      }
    return {faults, ...(skipped && {skipped})};
  };
}

/** Whether the check is one of those that `--only` asks for: by the beginning of its id. */
export const isWanted = ({id}: Pick<Check, 'id'>, {only = ''}: Pick<Options, 'only'>): boolean => id.startsWith(only);
