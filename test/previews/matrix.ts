import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import {chromium, type Page} from 'playwright-core';
import {build} from 'vite';
import {findChrome} from '../../scripts/find-chrome.mjs';
import type {Findings, Look} from './page.js';

/** A way to look at every story. */
export interface Mode extends Partial<Look> {
  name: string;
  /** CSS pixels. */
  window: number;
  isForced?: true;
  /** Left to right is measured too, and has to be the mirror image. */
  mirrors?: true;
}

/** The six ways that every story is looked at. */
export const MODES: readonly Mode[] = [
  {name: 'light', window: 480},
  {name: 'dark', window: 480, scheme: 'dark'},
  {name: 'right to left', window: 480, direction: 'rtl', locale: 'ar', mirrors: true},
  {name: '320 px', window: 320},
  {name: 'text 200 %', window: 480, text: 2},
  {name: 'forced colours', window: 480, isForced: true},
];

export interface Story {
  /** Folder of the element. */
  element: string;
  name: string;
}

export interface Result extends Findings, Story {
  mode: string;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ORIGIN = 'http://127.0.0.1';

const usual: Look = {skin: 'chatgpt', scheme: 'light', theme: '', direction: 'ltr', locale: 'en', text: 1};

/** All stories as one script for a browser, pictures included. */
export async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: {'process.env.NODE_ENV': '"production"'},
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      assetsInlineLimit: 16_000,
      lib: {entry: fileURLToPath(new URL('page.ts', import.meta.url)), formats: ['es']},
    },
  });
  const [{output}] = result as unknown as [{output: [{code: string}]}]; // one format, not watched
  return output[0].code;
}

/** A browser with the stories in it. */
export interface Previews {
  stories: Story[];
  /** Of the browser. */
  version: string;
  /** Another window with the stories, to look at several things at a time. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a browser of its own for the stories. Close it when done. */
export async function openPreviews(): Promise<Previews> {
  const {executablePath, args, headless} = await findChrome();
  const [code, browser] = await Promise.all([
    bundle(),
    chromium.launch({executablePath, args: [...args, ...(headless === 'shell' ? ['--headless'] : [])]}),
  ]);
  const open = async () => {
    const page = await browser.newPage({viewport: {width: 480, height: 800}});
    // No story needs anything that is not in it.
    const files: Record<string, string> = {
      '/': '<!doctype html><html lang="en"><title>Previews</title><body></body></html>',
      '/page.js': code,
    };
    await page.route('**', (route) => {
      const url = new URL(route.request().url());
      const body = url.origin === ORIGIN ? files[url.pathname] : undefined;
      const contentType = url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
      return body === undefined ? route.abort() : route.fulfill({contentType: `${contentType}; charset=utf-8`, body});
    });
    await page.goto(ORIGIN);
    await page.addScriptTag({content: axe});
    await page.addScriptTag({url: '/page.js', type: 'module'});
    return page;
  };
  try {
    const page = await open();
    const stories = await page.evaluate(() => window.previews.stories);
    await page.close();
    return {stories, version: browser.version(), open, close: () => browser.close()};
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Puts the window into a mode. */
export async function enter(page: Page, {name: _name, window: width, isForced, mirrors: _mirrors, ...look}: Mode): Promise<void> {
  await page.setViewportSize({width, height: 800});
  await page.emulateMedia({forcedColors: isForced ? 'active' : 'none', colorScheme: look.scheme ?? 'light', reducedMotion: 'reduce'});
  await page.evaluate((next) => window.previews.setLook(next), {...usual, ...look});
}

/** Looks at every story in a mode. */
export async function look(page: Page, mode: Mode, stories: readonly Story[]): Promise<Result[]> {
  await enter(page, mode);
  const findings = await page.evaluate(
    async ({count, mirrors}) => {
      const all: Findings[][] = [];
      for (let index = 0; index < count; index++) {
        await window.previews.show(index);
        all.push([...(mirrors ? [await window.previews.mirror(index)] : []), window.previews.layout(), await window.previews.axe()]);
      }
      return all;
    },
    {count: stories.length, mirrors: mode.mirrors ?? false},
  );
  return stories.map((story, index) => ({...story, mode: mode.name, ...together(findings[index]!)}));
}

export const together = (all: readonly Findings[]): Findings => ({
  checks: all.reduce((sum, {checks}) => sum + checks, 0),
  unsure: all.reduce((sum, {unsure}) => sum + unsure, 0),
  faults: all.flatMap(({faults}) => faults),
});

/** Contrast of all stories in one theme on one host's palette. */
export interface Contrast extends Findings {
  theme: string;
  skin: string;
  scheme: 'light' | 'dark';
}

/** Contrast of the stories in every theme, none among them, on every host's palette, light and dark. Two windows share the work. */
export async function lookAtContrast(previews: Previews): Promise<Contrast[]> {
  const windows = await Promise.all([previews.open(), previews.open()]);
  for (const page of windows) {
    await enter(page, {name: 'contrast', window: 480});
    await page.evaluate(() => window.previews.showAll());
  }
  const {themes, skins} = await windows[0]!.evaluate(() => ({themes: window.previews.themes, skins: window.previews.skins}));
  const looks = ['', ...themes].flatMap((theme) =>
    skins.flatMap((skin) => (['light', 'dark'] as const).map((scheme) => ({theme, skin, scheme}))),
  );
  const found: Contrast[] = [];
  await Promise.all(
    windows.map(async (page, index) => {
      for (let at = index; at < looks.length; at += windows.length) {
        await enter(page, {name: 'contrast', window: 480, ...looks[at]!});
        found[at] = {...looks[at]!, ...(await page.evaluate(() => window.previews.contrast()))};
      }
    }),
  );
  return found;
}
