import {existsSync, readdirSync, statSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {root, runNode, secondsSince} from './run.mjs';

/** The self-contained pages: the widget that a chat host shows, the local chat preview, the theme editor. */
export const PAGES = ['checkout', 'preview', 'theme-editor'];

const SOURCES = ['widgets', 'shared', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];

/** Where a page is built to, absolute. */
export const pageFile = (page, folder = root) => join(folder, 'dist', 'pages', page, 'index.html');

/** Which of these pages are missing or older than anything they could be made from. */
export function stalePages(pages = PAGES, folder = root) {
  const changed = Math.max(0, ...SOURCES.map((path) => newest(join(folder, path))));
  return pages.filter((page) => {
    const file = pageFile(page, folder);
    return !existsSync(file) || statSync(file).mtimeMs < changed;
  });
}

/** The newest change in a file or folder, in milliseconds since 1970; 0 when there is none. A folder's own time counts too: it tells of deleted files. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Builds those of these pages that are stale, saying so in one line unless `quiet`. Throws with the build's output when one fails.
 * @param {readonly string[]} [pages]
 * @param {{quiet?: boolean}} [options]
 */
export async function buildStalePages(pages = PAGES, {quiet = false} = {}) {
  const stale = stalePages(pages);
  if (stale.length === 0) return;
  const say = (words) => quiet || process.stdout.write(words);
  const start = performance.now();
  say(`Building ${stale.map((page) => `the ${page} page`).join(' and ')} ... `);
  try {
    await Promise.all(stale.map(buildPage));
  } catch (error) {
    say('failed\n');
    throw error;
  }
  say(`${secondsSince(start)}\n`);
}

async function buildPage(page) {
  const startedAt = new Date();
  // Under another NODE_ENV Vite would bundle Lit's development build.
  const env = {...process.env, NODE_ENV: 'production'};
  const {ok, output} = await runNode(['node_modules/vite/bin/vite.js', 'build', '--mode', `page:${page}`], {collect: true, env});
  if (!ok || !existsSync(pageFile(page))) throw new Error(`The ${page} page could not be built.\n${output}`);
  utimesSync(pageFile(page), startedAt, startedAt); // what changed while it was built makes it stale
}
