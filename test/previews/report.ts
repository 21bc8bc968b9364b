/** `npm run previews:report`: looks at every story in every way and writes the page that says so, beside the built Storybook. */
import {mkdirSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {look, lookAtContrast, MODES, openPreviews, type Contrast, type Result} from './matrix.js';
import {reportPage} from './report-page.js';

const target = fileURLToPath(new URL('../../dist/storybook/report.html', import.meta.url));

const start = performance.now();
const previews = await openPreviews();
const results: Result[] = [];
let contrast: Contrast[];
try {
  const page = await previews.open();
  for (const mode of MODES) results.push(...(await look(page, mode, previews.stories)));
  await page.close();
  contrast = await lookAtContrast(previews);
} finally {
  await previews.close();
}

const date = new Date().toISOString().slice(0, 10);
mkdirSync(fileURLToPath(new URL('.', `file://${target}`)), {recursive: true});
writeFileSync(target, reportPage(results, contrast, {date, browser: `Chromium ${previews.version}`}));

const faulty = [...results, ...contrast].filter(({faults}) => faults.length);
for (const found of faulty) {
  const where =
    'mode' in found ? `${found.element} ${found.name}, ${found.mode}` : `${found.theme || 'no theme'}, ${found.skin}, ${found.scheme}`;
  for (const fault of new Set(found.faults)) console.error(`${where}: ${fault}`);
}
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(
  `${previews.stories.length} stories in ${MODES.length} ways, and their contrast in ${contrast.length}: ${faulty.length} with faults (${seconds} s)`,
);
process.exitCode = faulty.length ? 1 : 0;
