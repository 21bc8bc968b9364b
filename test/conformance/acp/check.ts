/** A requirement of ACP as a check: by its number, in a sentence, in every version and binding it applies to. */
import type {Binding, Door} from './door.js';
import type {Lab} from './lab.js';
import {VERSIONS, type Version} from './words.js';

export interface Check {
  /** As in the list of requirements, e.g. `ACP-023`. */
  id: string;
  says: string;
  versions: readonly Version[];
  bindings: readonly Binding[];
  /** No other check may be under way at the same server: it asks for faults there, takes the last pieces, or breaks connections. */
  alone?: boolean;
  /** Throws where the requirement is not met. What the schemas say of the answers is looked at in any case. */
  run(door: Door, lab: Lab): Promise<void>;
}

type Where = Partial<Pick<Check, 'versions' | 'bindings' | 'alone'>>;

export const BOTH: readonly Binding[] = ['REST', 'MCP'];
export const SINCE_2026: readonly Version[] = ['2026-01-30', '2026-04-17'];

/** A check for all versions over both bindings, unless `where` says less. */
export const check = (id: string, says: string, run: Check['run'], where: Where = {}): Check => ({
  id,
  says,
  versions: VERSIONS,
  bindings: BOTH,
  run,
  ...where,
});

/**
 * Throws unless something is so. In place of `assert.ok`, which reads the source to make up a message: on transformed source that may
 * take for ever.
 */
export function must(fact: unknown, what = 'what the requirement says is not so'): asserts fact {
  if (!fact) throw new Error(what);
}
