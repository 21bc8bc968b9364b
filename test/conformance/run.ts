/**
 * `npm run conformance`: runs every `*.conformance.ts` of this folder, two at a time, and adds up what they say, one after the other. With
 * arguments (`-- --url … --key …`) only the one that can look at any seller, `acp/door.conformance.ts`.
 */
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {PassThrough} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {lane} from './lane.js';

const folder = dirname(fileURLToPath(import.meta.url));
const given = process.argv.slice(2);
const sum = {passed: 0, failed: 0};
const atOnce = lane(2);

/** Runs a file when there is room for it. What it says waits in `said` for its turn. */
function run(file: string): {file: string; said: PassThrough; code: Promise<number | null>} {
  const said = new PassThrough({highWaterMark: 1_000_000});
  const code = atOnce(async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(folder, file), ...given], {stdio: ['ignore', 'pipe', 'inherit']});
    child.stdout.pipe(said);
    return new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  });
  return {file, said, code};
}

async function add({file, said, code}: ReturnType<typeof run>): Promise<void> {
  process.stdout.write(`\n${file}\n`);
  let failed = 0;
  for await (const line of createInterface({input: said})) {
    const counts = /^(\d+) passed, (\d+) failed$/.exec(line);
    if (counts) sum.passed += Number(counts[1]);
    if (counts) failed += Number(counts[2]);
    else process.stdout.write(`${line}\n`);
  }
  // One that ends badly without a failed check of its own is a failure all the same.
  if ((await code) !== 0 && failed === 0) failed = 1;
  sum.failed += failed;
}

const files = ['.', 'acp'].flatMap((each) => readdirSync(join(folder, each)).map((name) => join(each, name)));
const wanted = files.filter((name) => name.endsWith('.conformance.ts') && (!given.length || dirname(name) === 'acp'));
for (const each of wanted.sort().map(run)) await add(each);
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed\n`);
if (sum.failed) process.exitCode = 1;
