/** What the exercises of docs/theming.md stand on: the library as the build writes it, and the documented files on pages of a stranger's. */
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {extname, join, normalize} from 'node:path';
import type {Browser, Page} from 'playwright-core';
import {root, runNode} from '../../scripts/run.mjs';

/** Where a browser finds what the library imports; a bundler would. */
const imports = {
  lit: '/npm/lit/index.js',
  'lit/': '/npm/lit/',
  'lit-html': '/npm/lit-html/lit-html.js',
  'lit-html/': '/npm/lit-html/',
  'lit-element/': '/npm/lit-element/',
  '@lit/reactive-element': '/npm/@lit/reactive-element/reactive-element.js',
  '@lit/reactive-element/': '/npm/@lit/reactive-element/',
  'zod/mini': '/npm/zod/mini/index.js',
};
const TYPES: Record<string, string> = {'.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json'};

/** The files that a document holds as code blocks with a name behind the language: ```css brand.css. */
export async function filesIn(document: string): Promise<Record<string, string>> {
  const text = await readFile(join(root, document), 'utf8');
  return Object.fromEntries([...text.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)].map(([, name, file]) => [name!, file!]));
}

export interface Stranger {
  /** A page of one of the files, at the root of `origin`; what is not a file or of the library goes on to whoever is there. */
  open(browser: Browser, file: string, origin?: string): Promise<{page: Page; faults: string[]}>;
  close(): Promise<void>;
}

/** Builds the library, without its types, into a folder of its own, and serves these files beside it. */
export async function aStranger(files: Record<string, string>): Promise<Stranger> {
  const folder = await mkdtemp(join(tmpdir(), 'stranger-'));
  const env = {...process.env, NODE_ENV: 'production'};
  const args = ['node_modules/vite/bin/vite.js', 'build', '--mode', 'untyped', '--outDir', join(folder, 'lib'), '--emptyOutDir'];
  const {ok, output} = await runNode(args, {collect: true, env});
  if (!ok) throw new Error(`The library could not be built.\n${output}`);

  const read = async (path: string): Promise<string | undefined> => {
    const [, room, rest = ''] = /^\/(dist\/lib|npm)\/(.+)$/.exec(path) ?? [];
    if (room) return readFile(join(room === 'npm' ? join(root, 'node_modules') : join(folder, 'lib'), normalize(`/${rest}`)), 'utf8');
    const file = files[path.slice(1)];
    const map = `<link rel="icon" href="data:," /><script type="importmap">${JSON.stringify({imports})}</script>`;
    return path.endsWith('.html') ? file?.replace('<title>', () => `${map}<title>`) : file;
  };
  return {
    async open(browser, file, origin = 'http://stranger.example') {
      const page = await browser.newPage({viewport: {width: 480, height: 900}, locale: 'en-US', timezoneId: 'America/Los_Angeles'});
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.route(`${origin}/**`, async (route) => {
        const path = new URL(route.request().url()).pathname;
        const body = await read(path).catch(() => undefined);
        return body === undefined ? route.fallback() : route.fulfill({body, contentType: TYPES[extname(path)]});
      });
      await page.goto(`${origin}/${file}`);
      return {page, faults};
    },
    close: () => rm(folder, {recursive: true, force: true}),
  };
}
