/**
 * `npm run conformance`: runs every `*.conformance.ts` of this folder, one after the other, and adds up what they say. With arguments
 * (`-- --url … --key …`) only the one that can look at any seller, `acp/door.conformance.ts`.
 */
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const given = process.argv.slice(2);
const sum = {passed: 0, failed: 0};

async function run(file: string): Promise<void> {
  process.stdout.write(`\n${file}\n`);
  const child = spawn(process.execPath, ['--import', 'tsx', join(folder, file), ...given], {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  let failed = 0;
  for await (const line of createInterface({input: child.stdout})) {
    const counts = /^(\d+) passed, (\d+) failed$/.exec(line);
    if (counts) sum.passed += Number(counts[1]);
    if (counts) failed += Number(counts[2]);
    else process.stdout.write(`${line}\n`);
  }
  // One that ends badly without a failed check of its own is a failure all the same.
  if ((await ended) !== 0 && failed === 0) failed = 1;
  sum.failed += failed;
}

const files = ['.', 'acp'].flatMap((each) => readdirSync(join(folder, each)).map((name) => join(each, name)));
const wanted = files.filter((name) => name.endsWith('.conformance.ts') && (!given.length || dirname(name) === 'acp'));
for (const file of wanted.sort()) await run(file);
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed\n`);
if (sum.failed) process.exitCode = 1;
