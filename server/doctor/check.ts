import type {Visit} from './visit.js';

export type Level = 'ok' | 'warn' | 'fail';

/** What a check saw, in one sentence or less. */
export interface Verdict {
  level: Level;
  found: string;
}

/** One thing a chat host or a reviewer looks at. */
export interface Check {
  /** Short and stable: what tests, scripts and people call it. */
  id: string;
  /** What it means when it passes. */
  means: string;
  /** How to mend it when it does not. */
  mend: string;
  /** Undefined where there is nothing to look at, e.g. pages on a server without any. */
  look(visit: Visit): Verdict | undefined;
}

/** A check's line in the report. */
export interface Finding extends Verdict {
  check: string;
  means: string;
  mend?: string;
}

export const ok = (found: string): Verdict => ({level: 'ok', found});
export const warn = (found: string): Verdict => ({level: 'warn', found});
export const fail = (found: string): Verdict => ({level: 'fail', found});

const SHOWN = 4;
const MAX_CHARS = 240;

const short = (words: string) => (words.length > MAX_CHARS ? `${words.slice(0, MAX_CHARS)} …` : words);

/** Several of the same kind in one line; long lists are cut, with the number of what was left out. */
export function several(items: readonly string[]): string {
  const unique = [...new Set(items)];
  const rest = unique.length - SHOWN;
  return unique.slice(0, SHOWN).map(short).join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

/** Fails with the faults, or else warns with the doubts, or else is fine. */
export function judge(fine: string, faults: readonly string[], doubts: readonly string[] = []): Verdict {
  if (faults.length > 0) return fail(several([...faults, ...doubts]));
  return doubts.length > 0 ? warn(several(doubts)) : ok(fine);
}

/** `1 tool`, `2 tools`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
