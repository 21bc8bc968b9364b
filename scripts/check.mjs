// npm run check: everything but the tests that shows whether the project is in order. One line per part.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkPage, GOAL, LIMIT} from './check-page.mjs';
import {repeatedStrings} from './check-strings.mjs';
import {buildStalePages, pageFile} from './pages.mjs';
import {endWithChildren, root, runNode, secondsSince} from './run.mjs';

/** @type {Record<string, () => Promise<{ok: boolean, note?: string, output?: string}>>} the slow ones first */
const parts = {
  lint: () => runNode(['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'], {collect: true}),
  types: () => runNode(['node_modules/typescript/bin/tsc', '--noEmit'], {collect: true}),
  format: () => runNode(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'], {collect: true}),
  seams: checkSeams,
  bundle: checkBundle,
  strings: checkStrings,
  manifest: checkManifest,
};

endWithChildren();
const failed = [];
const waiting = Object.entries(parts);
await Promise.all([worker(), worker()]); // two cores
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);

async function worker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, check] = next;
    const start = performance.now();
    const {ok, note = '', output = ''} = await check().catch((error) => ({ok: false, output: error.message}));
    if (!ok) failed.push(name);
    console.log([ok ? 'ok  ' : 'FAIL', name.padEnd(8), secondsSince(start).padStart(7), '', note].join(' ').trimEnd());
    if (!ok && output) console.log(output.trimEnd().replace(/^/gm, '       '));
  }
}

/** Of a failing run, what failed: not the many lines of what passed, nor each failure a second time at the end. */
async function checkSeams() {
  const {ok, output} = await runNode(['--import', 'tsx', '--test', '--test-reporter=spec', 'test/seams.test.ts'], {collect: true});
  const [once = ''] = output.split('failing tests:');
  const lines = once.split('\n').filter((line) => line.trim() !== '' && !/^\s*([✔ℹ▶]|at )/u.test(line));
  return {ok, output: lines.join('\n')};
}

async function checkBundle() {
  await buildStalePages(['checkout'], {quiet: true});
  const {bytes, problems} = checkPage(readFileSync(pageFile('checkout'), 'utf8'));
  const note = `checkout page ${bytes} bytes gzip (limit ${LIMIT}, goal ${GOAL})`;
  return {ok: problems.length === 0, note, output: problems.map((problem) => `The checkout page ${problem}`).join('\n')};
}

/** What is made from the doc blocks is made anew, so nothing stale can be published; a doc block that lacks something fails. */
async function checkManifest() {
  const {ok, output} = await runNode(['scripts/write-manifest.mjs'], {collect: true});
  const [note = '', ...faults] = output.trim().split('\n');
  return ok ? {ok, note} : {ok, output: faults.join('\n') || note};
}

async function checkStrings() {
  const locale = 'widgets/locales/en.ts';
  if (!existsSync(join(root, locale))) return {ok: false, output: `${locale} is missing`};
  const read = (path) => ({path, text: readFileSync(join(root, path), 'utf8')});
  const files = ['elements', 'controllers', 'host', 'pages', 'styles']
    .flatMap((room) =>
      existsSync(join(root, 'widgets', room))
        ? readdirSync(join(root, 'widgets', room), {recursive: true}).map((path) => `widgets/${room}/${path}`)
        : [],
    )
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.stories.ts'));
  const findings = repeatedStrings(read(locale), files.map(read));
  return {ok: findings.length === 0, note: `${files.length} files`, output: findings.join('\n')};
}
