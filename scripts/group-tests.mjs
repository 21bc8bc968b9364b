import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {root} from './run.mjs';

/** How long one test file may take before it counts as failed, in milliseconds; only one that hangs comes near. */
const FILE_LIMIT_MS = 200_000;

/**
 * Deals test files out to `count` modules for `node --test`, which gives each module a process of its own: a process loads
 * what its files share once, and loading is most of what a short test costs. Each file is a suite that is called like the
 * file, so hooks at the top of a file stay within it, and one that does not load or end fails alone.
 *
 * @param {readonly string[]} files from the project's root, or absolute
 * @param {number} count
 * @param {string} folder where the modules are written
 * @returns {string[]} the modules, absolute
 */
export function groupTests(files, count, folder, limitMs = FILE_LIMIT_MS) {
  const groups = Array.from({length: Math.min(count, files.length)}, () => []);
  files.forEach((file, index) => groups[index % groups.length].push(file)); // neighbours are alike, and slow ones lie together
  return groups.map((group, index) => {
    const suite = (file) => {
      const url = pathToFileURL(join(file.startsWith('/') ? '' : root, file)).href;
      return `describe(${JSON.stringify(file)}, {timeout: ${limitMs}}, () => import(${JSON.stringify(url)}));`;
    };
    const path = join(folder, `group-${index + 1}.mjs`);
    writeFileSync(path, ["import {describe} from 'node:test';", ...group.map(suite), ''].join('\n'));
    return path;
  });
}
