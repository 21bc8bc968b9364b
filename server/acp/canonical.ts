import {Problem} from './problem.js';

const MAX_DEPTH = 64;

/**
 * JSON in one form for everything that means the same (ACP 2026-04-17, idempotency): members in order of their names, `1.0` as `1`;
 * arrays keep their order, and `null` is not absent. Empty for no body. Throws a `Problem` for what is nested too deep to be honest.
 */
export function canonical(value: unknown, depth = 0): string {
  if (value === undefined) return '';
  if (depth > MAX_DEPTH) throw new Problem('invalid', `The body is nested deeper than ${MAX_DEPTH} levels.`, {param: '$'});
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each, depth + 1)}`).join()}}`;
}
