/**
 * `npm run conformance:mutations`: can the checks fail? Makes the faults of `mutations/list.ts` in a copy of the source, one at a time, starts
 * that server and runs the checks that must see it. Before that they must pass there. `-- --only <words>` makes some of the faults.
 */
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import type {Check} from './acp/check.js';
import {readOptions} from './acp/lab.js';
import {CHECKS} from './acp/requirements.js';
import {openLab} from './acp/run-check.js';
import {VERSIONS} from './acp/words.js';
import {MUTATIONS} from './mutations/list.js';
import type {Mutation} from './mutations/mutation.js';
import {present, SPEC} from './oracle.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const {only = ''} = parseArgs({options: {only: {type: 'string'}}}).values;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** What a server needs, in a folder of its own; what is installed and built is shared. */
function copyOfSource(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutations-'));
  const catalogs = readdirSync(root).filter((name) => /^catalog.*\.json$/.test(name));
  for (const name of ['server', 'shared', 'bin', 'images', 'test/conformance', 'package.json', 'tsconfig.json', ...catalogs])
    cpSync(join(root, name), join(copy, name), {recursive: true});
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));
  return copy;
}

/** Makes the fault in the copy. Answers how to undo it. Throws where the source has changed: then the list is to be changed too. */
function mutate(copy: string, {what, edits}: Mutation): () => void {
  const undo: (() => void)[] = [];
  for (const {file, from, to} of edits) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    const found = text.split(from).length - 1;
    if (found !== 1) throw new Error(`${what}: expected once in ${file}, found ${found} times: ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
    undo.push(() => writeFileSync(path, text));
  }
  return () => undo.reverse().forEach((each) => each());
}

/** The checks that found something wrong, each with the first of it. A server that does not start is seen by all of them. */
async function failing(copy: string, ids: readonly string[]): Promise<Map<string, string>> {
  const endings: (() => unknown)[] = [];
  const failed = new Map<string, string>();
  try {
    // What a copy with a fault in it has to say would bury what the checks say.
    const run = openLab({after: (end) => void endings.push(end)}, readOptions([]), {root: copy, env: {LOG_LEVEL: 'silent'}});
    for (const id of ids)
      for (const check of CHECKS.filter((each: Check) => each.id === id)) {
        const {faults} = await run(check);
        if (!faults.length) continue;
        failed.set(id, faults[0]!);
        break;
      }
  } finally {
    for (const end of endings.reverse()) await end();
  }
  return failed;
}

async function main(): Promise<void> {
  if (present(VERSIONS).length < VERSIONS.length) return say(`Mutations: skipped, there are no schemas in ${SPEC}.`);
  const wanted = MUTATIONS.filter(({what, caughtBy}) => [what, ...caughtBy].some((each) => each.includes(only)));
  const copy = copyOfSource();
  try {
    const ids = [...new Set(wanted.flatMap(({caughtBy}) => caughtBy))];
    const before = await failing(copy, ids);
    for (const [id, fault] of before) say(`FAIL ${id} without a mutation: ${fault}`);
    if (before.size) return void (process.exitCode = 1);
    say(`ok   ${ids.length} checks pass without a mutation`);
    let missed = 0;
    for (const mutation of wanted) {
      const undo = mutate(copy, mutation);
      const failed = await failing(copy, mutation.caughtBy).finally(undo);
      for (const id of mutation.caughtBy) {
        const fault = failed.get(id);
        if (!fault) missed += 1;
        say(`${fault ? 'caught' : 'MISSED'} ${id.padEnd(8)} ${mutation.what.padEnd(52)} ${(fault ?? '').slice(0, 90)}`);
      }
    }
    say(`${wanted.length} mutations, ${missed} missed`);
    if (missed) process.exitCode = 1;
  } finally {
    rmSync(copy, {recursive: true, force: true});
  }
}

await main();
