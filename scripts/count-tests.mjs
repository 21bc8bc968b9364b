import {writeFileSync} from 'node:fs';
import {relative, sep} from 'node:path';
import {root} from './run.mjs';

/**
 * What a part ran: counts of single tests, and how many tests each file had. A file that did not load counts as one failure.
 * @typedef {{passed: number, failed: number, skipped: number, files: Record<string, number>}} Counts
 */

/** @returns {Counts} */
const nothing = () => ({passed: 0, failed: 0, skipped: 0, files: {}});

/** A path as this project writes it: from its root, with slashes. */
const named = (path) => relative(root, path).split(sep).join('/');

/** The reporter for `node --test`: writes Counts as JSON. */
export default async function* countNodeTests(events) {
  const counts = nothing();
  let inside = 0; // tests since the last suite at the top: they end before it does
  for await (const {type, data} of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = named(data.file ?? '');
    counts.files[file] ??= 0;
    if (data.details?.type === 'suite') {
      // Node names the file where a test is written; a contract's tests count for the file whose suite they run in.
      if (data.nesting === 0) [counts.files[file], inside] = [Math.max(counts.files[file], inside), 0];
      continue;
    }
    if (data.nesting > 0) inside += 1;
    // Node reports a file without tests as a passed test that is called like the file, and one that did not load or end as a failed one.
    const isFile = data.nesting === 0 && data.name === data.file;
    if (!isFile) counts.files[file] += 1;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (type === 'test:fail') counts.failed += 1;
    else if (!isFile) counts.passed += 1;
  }
  yield JSON.stringify(counts);
}

/** The reporter for Web Test Runner: writes Counts as JSON to `path`. */
export function countElementTests(path) {
  return {
    onTestRunFinished({sessions}) {
      const counts = nothing();
      for (const session of sessions) {
        const tests = session.testResults ? testsOf(session.testResults) : [];
        const failed = tests.filter(({passed, skipped}) => !passed && !skipped).length;
        const skipped = tests.filter((test) => test.skipped).length;
        counts.files[named(session.testFile)] = tests.length;
        counts.passed += tests.length - failed - skipped;
        counts.skipped += skipped;
        counts.failed += session.passed ? failed : Math.max(failed, 1);
      }
      writeFileSync(path, JSON.stringify(counts));
    },
  };
}

const testsOf = ({tests, suites}) => [...tests, ...suites.flatMap(testsOf)];
