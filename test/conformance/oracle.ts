/** The official ACP schemas as an oracle. They are no part of this repository: read from `ACP_SPEC_DIR`, or from where they usually lie beside it. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Ajv2020, type ValidateFunction} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const SPEC = resolve(process.env.ACP_SPEC_DIR ?? join(dirname(root), 'shared', 'acp-spec'));

const folderOf = (version: string) => join(SPEC, 'spec', version, 'json-schema');

/** The versions whose schemas are there, of those asked for. */
export const present = (versions: readonly string[]) => versions.filter((version) => existsSync(folderOf(version)));

/** A draft-4 keyword in the 2025-09-29 schemas, which does not compile in their own draft. */
function mended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mended);
  if (typeof value !== 'object' || value === null) return value;
  const {exclusiveMinimum, minimum, ...rest} = value as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, mended(each)]));
  if (exclusiveMinimum === true) return {...kept, exclusiveMinimum: minimum};
  return {...kept, ...(minimum !== undefined && {minimum}), ...(exclusiveMinimum !== undefined && {exclusiveMinimum})};
}

/** What is wrong with a value by the definition `name` of a version's schema file; empty when it is valid. */
export function oracle(version: string): (name: string, value: unknown, file?: string) => string[] {
  const ajv = new Ajv2020({strict: false, allErrors: true});
  formats.default(ajv);
  const folder = folderOf(version);
  // References between the files use bare file names, which their own `$id`s do not match.
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const {$id: _declared, ...schema} = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    ajv.addSchema(mended(schema) as object, file);
  }
  const compiled = new Map<string, ValidateFunction>();
  return (name, value, file = 'agentic_checkout') => {
    const ref = `schema.${file}.json#/$defs/${name}`;
    const validate = compiled.get(ref) ?? ajv.compile({$ref: ref});
    compiled.set(ref, validate);
    if (validate(value)) return [];
    const said = (validate.errors ?? []).map(
      ({instancePath, message, params}) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
    return [...new Set(said)].slice(0, 12);
  };
}

const counts = {passed: 0, failed: 0};

export function report(what: string, faults: readonly string[]): void {
  counts[faults.length ? 'failed' : 'passed'] += 1;
  process.stdout.write(`${faults.length ? 'FAIL' : 'ok  '} ${what}\n${faults.map((fault) => `       ${fault}\n`).join('')}`);
}

/** A check that cannot be made here. It counts neither way. */
export const skip = (what: string, why: string): void => void process.stdout.write(`skip ${what}: ${why}\n`);

/** Runs checks, says how many passed in the last line, and fails the process when one did not or none ran. Without schemas it skips. */
export async function conform(versions: readonly string[], checks: (t: {after(end: () => unknown): void}) => Promise<void>): Promise<void> {
  if (present(versions).length < versions.length) {
    process.stdout.write(
      `Conformance: skipped, there are no schemas of ${versions.join(', ')} in ${SPEC} (ACP_SPEC_DIR names another folder).\n`,
    );
    return;
  }
  const endings: (() => unknown)[] = [];
  try {
    await checks({after: (end) => void endings.push(end)});
  } finally {
    for (const end of endings.reverse()) await end();
  }
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.failed || !counts.passed) process.exitCode = 1;
}
