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

/** The reporter for `node --test` of modules that `groupTests` wrote: writes Counts as JSON. */
export default async function* countNodeTests(events) {
  const counts = nothing();
  let inside = 0; // tests since the last file ended: they end before it does
  for await (const {type, data} of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failed = type === 'test:fail';
    if (data.details?.type === 'suite') {
      if (data.nesting > 0) continue;
      [counts.files[data.name], inside] = [inside, 0];
      // Its tests are counted already; here fails a file that did not load or end.
      if (failed && data.details.error?.failureType !== 'subtestsFailed') counts.failed += 1;
      continue;
    }
    // At the top is only what stands for a whole group: passed when it holds nothing, failed when its process broke off.
    if (data.nesting === 0) {
      if (failed) counts.failed += 1;
      continue;
    }
    inside += 1;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (failed) counts.failed += 1;
    else counts.passed += 1;
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
