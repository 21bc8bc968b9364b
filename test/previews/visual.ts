/**
 * `npm run visual`: holds a picture of every story against its baseline in test/visual, in the one browser and with the one set of
 * fonts that the baselines were made with; elsewhere it says so and compares nothing. `npm run visual -- --update` makes them anew.
 */
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Page} from 'playwright-core';
import {enter, openPreviews} from './matrix.js';

const folder = fileURLToPath(new URL('../visual/', import.meta.url));
const changedFolder = fileURLToPath(new URL('../../dist/visual/', import.meta.url));
const pin = `${folder}pinned.json`;

/** What a picture depends on beside the story. */
interface Pinned {
  browser: string;
  /** Widths of one line in the fonts that stories use, in CSS pixels. */
  fonts: number[];
}

/** A pixel may differ by so much of 255 in a colour, and so many of a thousand may differ by more. */
const DIFFERENCE = 24;
const PER_THOUSAND = 1;

const isUpdate = process.argv.includes('--update');
const previews = await openPreviews();
try {
  const page = await previews.open();
  const here: Pinned = {browser: previews.version, fonts: await fontsOf(page)};
  const pinned = existsSync(pin) ? (JSON.parse(readFileSync(pin, 'utf8')) as Pinned) : undefined;
  if (!isUpdate && JSON.stringify(pinned) !== JSON.stringify(here)) {
    console.log(
      `Nothing compared: the baselines are of ${named(pinned)}, this is ${named(here)}. \`npm run visual -- --update\` makes new ones.`,
    );
  } else process.exitCode = await run(page, here);
} finally {
  await previews.close();
}

function named(pinned?: Pinned): string {
  return pinned ? `Chromium ${pinned.browser} with fonts of ${pinned.fonts.join(', ')} px` : 'no browser yet';
}

async function run(page: Page, here: Pinned): Promise<number> {
  await enter(page, {name: 'visual', window: 360});
  rmSync(changedFolder, {recursive: true, force: true});
  mkdirSync(isUpdate ? folder : changedFolder, {recursive: true});
  const names = previews.stories.map(({element, name}) => `${element}-${name.toLowerCase()}.webp`);
  const changed: string[] = [];
  let bytes = 0;
  for (const [index, name] of names.entries()) {
    await page.evaluate((index) => window.previews.show(index), index);
    await page.evaluate(() => window.previews.emptyTiles());
    const screenshot = await page.locator('main').screenshot({animations: 'disabled', caret: 'hide'});
    // As small as it gets without a loss: half of a PNG.
    const picture = Buffer.from(await page.evaluate((png) => window.previews.toWebp(png), screenshot.toString('base64')), 'base64');
    bytes += picture.length;
    const baseline = `${folder}${name}`;
    if (isUpdate) writeFileSync(baseline, picture);
    else if (!existsSync(baseline) || !(await isAlike(page, readFileSync(baseline), picture))) {
      changed.push(name);
      writeFileSync(`${changedFolder}${name}`, picture);
    }
  }
  const left = readdirSync(folder).filter((name) => name.endsWith('.webp') && !names.includes(name));
  if (isUpdate) {
    for (const name of left) rmSync(`${folder}${name}`);
    writeFileSync(pin, `${JSON.stringify(here)}\n`);
    console.log(`${names.length} baselines, ${Math.round(bytes / 1024)} kB`);
    return 0;
  }
  for (const name of changed) console.error(`${name} looks different: see dist/visual/${name}`);
  for (const name of left) console.error(`${name} has no story any more`);
  console.log(`${names.length} stories compared, ${changed.length} look different`);
  return changed.length + left.length > 0 ? 1 : 0;
}

function fontsOf(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    ['ui-sans-serif, system-ui, sans-serif', 'sans-serif', 'serif'].map((family) => {
      const context = document.createElement('canvas').getContext('2d')!;
      context.font = `40px ${family}`;
      return Math.round(context.measureText('Pay $67.06 for an Everyday Mug').width * 10) / 10;
    }),
  );
}

async function isAlike(page: Page, one: Buffer, other: Buffer): Promise<boolean> {
  if (one.equals(other)) return true;
  const pictures = {one: one.toString('base64'), other: other.toString('base64'), difference: DIFFERENCE};
  return (await page.evaluate(({one, other, difference}) => window.previews.perThousand(one, other, difference), pictures)) <= PER_THOUSAND;
}
