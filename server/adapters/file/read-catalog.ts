import {readFileSync, statSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import type * as z from 'zod';
import {catalogFaults, type Fault} from './catalog-faults.js';
import {CatalogFile, expected} from './catalog-file.js';

/**
 * Reads and checks a catalog file, once, at start. Throws one `Error` that lists every fault with its path, one a line, or says that
 * the file cannot be read or is not JSON. Pictures are looked for beside the file. What needs well-formed fields (ids used twice,
 * say) is looked at once all fields are.
 */
export function readCatalog(path: string): CatalogFile {
  const name = basename(path);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')); // editors on Windows write a byte order mark
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Error(`${name} is not JSON: ${cause.message}.`, {cause});
    throw new Error(`The catalog file ${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {cause});
  }
  return parseCatalog(json, {name, hasPicture: (picture) => isFile(join(dirname(path), picture))});
}

/** As `readCatalog`, from JSON that is already there. `name` is what the error calls it. */
export function parseCatalog(json: unknown, {name, hasPicture}: {name: string; hasPicture: (path: string) => boolean}): CatalogFile {
  const parsed = CatalogFile.safeParse(json, {error: sentence});
  const faults = parsed.success
    ? catalogFaults(parsed.data, hasPicture)
    : parsed.error.issues.map((issue): Fault => ({path: pathText(issue.path), message: issue.message}));
  if (parsed.success && !faults.length) return parsed.data;
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  throw new Error(`${name} has ${count}:\n${faults.map(({path, message}) => `  ${path || 'the file'}: ${message}.`).join('\n')}`);
}

const KINDS: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Says what was expected and what came, for the issues that our schemas leave to zod. */
function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  const got = (what: string) => expected(what)(issue);
  if (issue.code === 'invalid_type') return got(KINDS[issue.expected] ?? `a ${issue.expected}`);
  if (issue.code === 'invalid_value') return got(issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`);
  if (issue.code === 'unrecognized_keys') return `expected no other keys, got ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    if (typeof issue.input === 'string')
      return `expected ${limit} ${limit.endsWith(' 1') ? 'character' : 'characters'}, got ${issue.input.trim().length}`;
    if (Array.isArray(issue.input)) return `expected ${limit} ${limit.endsWith(' 1') ? 'entry' : 'entries'}, got ${issue.input.length}`;
    return got(issue.code === 'too_small' && !issue.inclusive ? `more than ${issue.minimum}` : limit);
  }
  return undefined;
}

const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), '');

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() ?? false;
}
