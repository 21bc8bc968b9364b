import {posix} from 'node:path';
import type {SourceFile} from './seams.js';

/** A word in a file that would not be true elsewhere: on another machine, or with another package registry. */
export type Mention = {file: string; line: number; text: string; rule: string};

const RULES: readonly {pattern: RegExp; rule: string}[] = [
  {
    pattern:
      /\b(?:registry\.npmjs\.org|registry\.npmjs\.com|registry\.yarnpkg\.com|registry\.npmmirror\.com|npm\.pkg\.github\.com|pypi\.org|files\.pythonhosted\.org|crates\.io|proxy\.golang\.org|registry-1\.docker\.io)\b/g,
    rule: 'no file names a package registry: whoever installs has their own',
  },
  {pattern: /(?<![\w.}-])\/(?:work|home|root)\/[\w./-]*/g, rule: 'no file names a path of one machine'},
];

/** `.ci/run` alone looks beside the repository, for a specification that may lie there. */
const LOOKS_OUTSIDE = '.ci/run';

/** Everything in these files that only holds on one machine. `exists` says whether a path, from the project's root, is in the project. */
export function mentions(files: readonly SourceFile[], exists: (path: string) => boolean): Mention[] {
  return files.flatMap(({path, text}) =>
    text.split('\n').flatMap((line, index) => {
      const at = (found: string, rule: string): Mention => ({file: path, line: index + 1, text: found, rule});
      const known = RULES.flatMap(({pattern, rule}) => [...line.matchAll(pattern)].map(([found]) => at(found, rule)));
      if (path === LOOKS_OUTSIDE) return known;
      const outside = [...line.matchAll(/(?:\.\.\/)+shared\/[\w./-]*/g)]
        .filter(([found]) => !exists(posix.normalize(posix.join(posix.dirname(path), found))))
        .map(([found]) => at(found, 'no file reaches outside the project'));
      return [...known, ...outside];
    }),
  );
}
