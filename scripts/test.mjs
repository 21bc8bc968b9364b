// npm test: every part in turn, up to the first that fails; `npm test -- node flow` runs those parts only.
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {findChrome} from './find-chrome.mjs';
import {groupTests} from './group-tests.mjs';
import {buildStalePages} from './pages.mjs';
import {endWithChildren, root, runNode, secondsSince} from './run.mjs';

const PARTS = ['types', 'node', 'elements', 'flow'];

const wanted = process.argv.length > 2 ? process.argv.slice(2) : PARTS;
const unknown = wanted.filter((name) => !PARTS.includes(name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are ${PARTS.join(', ')}.`);
  process.exit(2);
}

endWithChildren();
const workFolder = mkdtempSync(join(tmpdir(), 'test-run-'));
const environment = withoutServerSettings(process.env);
const testFiles = filesOfParts();
/** @type {{name: string, ok: boolean, passed: number, failed: number, skipped: number, why: string, time: string}[]} */
const results = [];

const allPassed = await runParts();
rmSync(workFolder, {recursive: true, force: true});
summarize();
process.exit(allPassed ? 0 : 1);

async function runParts() {
  if (testFiles.stray.length > 0) return record('files', {ok: false, why: `no part runs ${testFiles.stray.join(', ')}`});
  const needsPages = wanted.includes('flow');
  if (needsPages && !(await buildPages())) return false;

  // The type check needs one core, and so do most node tests.
  const types = wanted.includes('types') ? checkTypes() : true;
  const node = wanted.includes('node') ? await runNodeTests('node', {groups: 2, concurrency: 2}) : true;
  if (!(await types) || !node) return false;

  if (wanted.includes('elements') || wanted.includes('flow')) {
    const found = await findBrowser();
    if (!found) return false;
  }
  if (wanted.includes('elements') && !(await runElementTests())) return false;
  // One browser at a time: two take each other's core, and what is timed comes in another order now and then.
  return wanted.includes('flow') ? runNodeTests('flow', {groups: 2, concurrency: 1}) : true;
}

async function buildPages() {
  const start = performance.now();
  try {
    await buildStalePages();
    return true;
  } catch (error) {
    console.error(error.message);
    return record('pages', {ok: false, why: 'a page could not be built', start});
  }
}

/** The first search may unpack or install a browser: done once here, before anything runs beside it. */
async function findBrowser() {
  const start = performance.now();
  try {
    await findChrome();
    return true;
  } catch (error) {
    return record('browser', {ok: false, why: error.message, start});
  }
}

async function checkTypes() {
  const start = performance.now();
  const {ok, output} = await runNode(['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', String(Boolean(process.stdout.isTTY))], {
    collect: true,
  });
  if (!ok) console.error(output);
  return record('types', {ok, why: ok ? '' : 'the type check failed', start});
}

async function runNodeTests(name, {groups, concurrency}) {
  const start = performance.now();
  const counts = join(workFolder, `${name}.json`);
  const files = testFiles[name];
  if (files.length === 0) return record(name, {ok: false, why: 'ran no tests', start});
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./scripts/count-tests.mjs',
    `--test-reporter-destination=${counts}`,
  ];
  const modules = groupTests(files, groups, mkdtempSync(join(workFolder, name)));
  // The time limit, in ms, is per process and only for one that hangs: it would otherwise never end.
  const flags = ['--import', 'tsx', '--test', `--test-concurrency=${concurrency}`, '--test-timeout=900000', ...reporters];
  const {ok} = await runNode([...flags, ...modules], {env: environment});
  return recordCounts(name, {ok, counts, files, start});
}

async function runElementTests() {
  const start = performance.now();
  const counts = join(workFolder, 'elements.json');
  const files = testFiles.elements;
  if (files.length === 0) return record('elements', {ok: false, why: 'ran no tests', start});
  const {ok} = await runNode(['node_modules/@web/test-runner/dist/bin.js'], {env: {...environment, TEST_COUNTS_FILE: counts}});
  return recordCounts('elements', {ok, counts, files, start});
}

function recordCounts(name, {ok, counts, files, start}) {
  if (!existsSync(counts) || readFileSync(counts, 'utf8') === '')
    return record(name, {ok: false, why: 'ended before it could report', start});
  const {passed, failed, skipped, files: ran} = JSON.parse(readFileSync(counts, 'utf8'));
  const empty = files.filter((file) => !ran[file]);
  const why = [];
  if (failed > 0) why.push(`${failed} failed`);
  else if (passed === 0) why.push('ran no tests');
  else if (empty.length > 0) why.push(`no test ran in ${empty.join(', ')}`);
  else if (!ok) why.push('the test runner reports a failure');
  return record(name, {ok: why.length === 0, passed, failed, skipped, why: why.join(', '), start});
}

function record(name, {ok, passed = 0, failed = 0, skipped = 0, why = '', start = performance.now()}) {
  results.push({name, ok, passed, failed, skipped, why, time: secondsSince(start)});
  return ok;
}

/** Tests bring their own settings: what the shell is set up for, a real Stripe key for one, must not reach them. */
function withoutServerSettings(env) {
  const names =
    /^(HOST|PORT|PUBLIC_URL|NODE_ENV|DATABASE_URL|CATALOG|TAX|SHIPPING|STRIPE_.*|SANDBOX_PORT|ACP_(?!SPEC_DIR).*|TERMS_URL|PRIVACY_URL|THEME|SESSION_TTL_SECONDS|WIDGET_DOMAIN|CHECKOUT_PAYLOAD|LOG_LEVEL)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.test(name)));
}

/** Which test file belongs to which part; `stray` are files that look like tests and would never run. */
function filesOfParts() {
  const parts = {node: [], elements: [], flow: [], stray: []};
  for (const folder of ['test', 'shared', 'server', 'widgets', 'scripts']) {
    if (!existsSync(join(root, folder))) continue;
    for (const path of readdirSync(join(root, folder), {recursive: true})) {
      const file = `${folder}/${path.replaceAll('\\', '/')}`;
      if (!/\.(test|spec)\.[cm]?[jt]sx?$/.test(file)) continue;
      if (folder !== 'test' || !file.endsWith('.test.ts')) parts.stray.push(file);
      else if (file.startsWith('test/widgets/')) parts.elements.push(file);
      else if (file.startsWith('test/flow/')) parts.flow.push(file);
      else parts.node.push(file);
    }
  }
  for (const files of Object.values(parts)) files.sort();
  return parts;
}

/** The last line stands alone for whoever reads the end of a log; a part that failed without a failing test counts as one failure. */
function summarize() {
  console.log('');
  for (const {name, ok, passed, failed, skipped, why, time} of results) {
    const tests = passed + failed > 0 ? `${passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}` : '';
    console.log([ok ? 'ok  ' : 'FAIL', name.padEnd(9), time.padStart(7), '', [tests, why].filter(Boolean).join(', ')].join(' ').trimEnd());
  }
  const stopped = results.find(({ok}) => !ok);
  if (stopped) console.log(`Stopped at ${stopped.name}: ${stopped.why}.`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + Math.max(result.failed, result.ok ? 0 : 1), 0);
  console.log(`${passed} passed, ${failed} failed`);
}
