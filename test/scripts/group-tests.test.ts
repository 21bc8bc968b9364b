import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {groupTests} from '../../scripts/group-tests.mjs';

const IMPORTS = "import {after, before, describe, it} from 'node:test'; import assert from 'node:assert/strict';";

/** Test files and what is in them. `opened` is seen by every file of a process. */
const FILES = {
  'hooks.mjs': `before(() => (globalThis.opened = true)); after(() => (globalThis.opened = false));
    it('has what its hook made', () => assert.equal(globalThis.opened, true)); it.skip('is for later', () => {});`,
  'nested.mjs': `await new Promise((done) => setTimeout(done, 20));
    describe('outer', () => {it('finds no hook of another file', () => assert.ok(!globalThis.opened)); describe('inner', () => it('passes', () => {}));});`,
  'refused.mjs': `it('fails', () => assert.equal(1, 2));`,
  'broken.mjs': `throw new Error('cannot be loaded');`,
  'hanging.mjs': `it('never ends', () => new Promise((done) => setTimeout(done, 3_000)));`,
  'empty.mjs': '',
  'last.mjs': `it('runs after all of that', () => {});`,
};

describe('test files in groups', () => {
  const folder = mkdtempSync(join(tmpdir(), 'group-'));
  const at = (name: string) => join(folder, name);
  let counts: {passed: number; failed: number; skipped: number; files: Record<string, number>};
  let code: number;

  before(async () => {
    for (const [name, text] of Object.entries(FILES)) writeFileSync(at(name), `${IMPORTS}${text}`);
    const modules = groupTests(Object.keys(FILES).map(at), 1, folder, 1_500);
    assert.equal(modules.length, 1);
    const reporter = ['--test-reporter=./scripts/count-tests.mjs', `--test-reporter-destination=${at('counts.json')}`];
    // Node tells a process by this variable that it runs a file for another runner.
    const {NODE_TEST_CONTEXT: _, ...env} = process.env;
    code = await new Promise((resolve) =>
      execFile(process.execPath, ['--test', ...reporter, ...modules], {env, timeout: 30_000}, (error) => resolve(Number(error?.code ?? 0))),
    );
    counts = JSON.parse(readFileSync(at('counts.json'), 'utf8')) as typeof counts;
  });
  after(() => rmSync(folder, {recursive: true}));

  it('are counted each under its own name, also where nothing ran', () => {
    assert.deepEqual(counts.files, {
      [at('hooks.mjs')]: 2,
      [at('nested.mjs')]: 2,
      [at('refused.mjs')]: 1,
      [at('broken.mjs')]: 0,
      [at('hanging.mjs')]: 1,
      [at('empty.mjs')]: 0,
      [at('last.mjs')]: 1,
    });
  });

  it('keep hooks to themselves, and run on after a file that does not load or end', () => {
    assert.deepEqual([counts.passed, counts.skipped], [4, 1]);
    assert.equal(code, 1);
    assert.ok(counts.failed >= 3, `${counts.failed} failed`);
  });

  it('are dealt out evenly, and to no more groups than there are files', () => {
    const suites = (modules: string[]) => modules.map((path) => readFileSync(path, 'utf8').match(/^describe/gm)?.length);
    assert.deepEqual(suites(groupTests(['a', 'b', 'c', 'd', 'e'], 2, folder)), [3, 2]);
    assert.deepEqual(suites(groupTests(['a', 'b'], Infinity, folder)), [1, 1]);
  });
});
