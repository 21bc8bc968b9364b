import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {buildStalePages, pageFile} from '../../scripts/pages.mjs';
import {checkText} from '../../widgets/theme/check.js';
import {openBrowser} from '../support/flow.js';

const ADDRESS = 'http://editor.example/themes';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let html: string;

before(async () => {
  await buildStalePages(['theme-editor'], {quiet: true});
  html = readFileSync(pageFile('theme-editor'), 'utf8');
  browser = await openBrowser();
});
after(() => browser?.close());

/** The editor, as the server hands it out. `copied` is what is on the clipboard. */
async function open(hash = '', {width = 1280, scheme = 'light'}: {width?: number; scheme?: 'light' | 'dark'} = {}) {
  const page = await browser.newPage({viewport: {width, height: 900}, colorScheme: scheme, reducedMotion: 'reduce', locale: 'en-US'});
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  const requests: string[] = [];
  await page.route('**', (route) => {
    requests.push(route.request().url());
    return route.request().url().startsWith(ADDRESS) ? route.fulfill({contentType: 'text/html; charset=utf-8', body: html}) : route.abort();
  });
  const clipboard = '{writeText: async (text) => { window.copied = text; }}';
  await page.addInitScript({content: `Object.defineProperty(navigator, 'clipboard', {value: ${clipboard}})`});
  await page.goto(ADDRESS + hash);
  await page.getByRole('region', {name: 'Product, Normal'}).waitFor();
  const copied = () => page.evaluate(() => (window as unknown as {copied: string}).copied);
  return {page, faults, requests, copied};
}

/** What the buttons of both pages of a state are drawn with. */
const buttons = (page: Page) =>
  page
    .getByRole('region', {name: 'Product, Normal'})
    .getByRole('button', {name: 'Buy now'})
    .evaluateAll((found) =>
      found.map((button) => {
        const {backgroundColor, borderTopLeftRadius} = getComputedStyle(button);
        return `${backgroundColor} ${borderTopLeftRadius}`;
      }),
    );

describe('the theme editor', () => {
  it('shows every element in every state, in light and dark', async () => {
    const {page, faults, requests} = await open();
    const names = await page
      .locator('theme-stage')
      .evaluate((stage) => [...stage.shadowRoot!.children].map((state) => state.ariaLabel!.split(', ')[0]));
    assert.equal(new Set(names).size, 13);
    assert.ok(names.length > 80, `${names.length} states`);
    assert.deepEqual(await buttons(page), ['rgb(13, 13, 13) 10px', 'rgb(255, 255, 255) 10px']);
    assert.deepEqual([faults, requests.length], [[], 1]);
    await page.context().close();
  });

  it('draws what a control says, and gives it back as CSS, as JSON and as a link', async () => {
    const {page, copied, faults} = await open();
    const slider = page.getByRole('slider', {name: 'radius-control'});
    await slider.focus();
    for (let press = 0; press < 3; press++) await slider.press('ArrowRight');
    await page.getByLabel('color-accent, light').fill('#a3341d');
    assert.deepEqual(await buttons(page), ['rgb(163, 52, 29) 13px', 'rgb(238, 238, 238) 13px']);
    await page.getByRole('button', {name: 'Copy CSS'}).click();
    await page.getByText('CSS copied').waitFor();
    const sheet = ':root {\n  --checkout-radius-control: 13px;\n  --checkout-color-accent: light-dark(#a3341d, #eeeeee);\n}\n';
    assert.equal(await copied(), sheet);
    await page.getByRole('button', {name: 'Copy JSON'}).click();
    await page.getByText('JSON copied').waitFor();
    assert.deepEqual(
      checkText(await copied(), 'json').filter(({rule}) => rule === 'bad-value'),
      [],
    );
    await page.getByRole('button', {name: 'Copy link'}).click();
    await page.getByText('Link copied').waitFor();
    const other = await open(new URL(await copied()).hash);
    assert.deepEqual(await buttons(other.page), await buttons(page));
    assert.deepEqual([...faults, ...other.faults], []);
    await other.page.context().close();
    await page.context().close();
  });

  it('says at the token where the contrast is too low, until it is undone', async () => {
    const {page} = await open('#from=boutique');
    await page.getByText('Nothing wrong in light and dark').waitFor();
    const row = page.getByRole('group', {name: 'color-accent'});
    await row.getByLabel('color-accent as CSS').fill('#f4efe4');
    await row.getByLabel('color-accent as CSS').press('Enter');
    await row.getByText('on the surface: contrast 1.12, needs 3 (light, everywhere)').waitFor();
    await page.getByRole('button', {name: /^button-text 1/}).click();
    await page.getByRole('group', {name: 'button-text'}).getByText('on button-background: contrast').waitFor();
    await page.getByRole('button', {name: 'Undo'}).click();
    await page.getByText('Nothing wrong in light and dark').waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await page.getByText(/faults, looked for/).waitFor();
    await page.context().close();
  });

  it('takes a pasted theme, and says what is wrong with one that is none', async () => {
    const {page} = await open();
    await page.getByRole('button', {name: 'Import…'}).click();
    const dialog = page.getByRole('dialog', {name: 'Import a theme'});
    await dialog.getByRole('textbox').fill('a { color: red }');
    await dialog.getByRole('button', {name: 'Import'}).click();
    await dialog.getByRole('alert').getByText('expected tokens').waitFor();
    await dialog.getByRole('textbox').fill('{"variables": {"colorPrimary": "#a3341d", "borderRadius": "3px"}}');
    await dialog.getByRole('button', {name: 'Import'}).click();
    await dialog.waitFor({state: 'hidden'});
    assert.deepEqual(await buttons(page), ['rgb(163, 52, 29) 3px', 'rgb(163, 52, 29) 3px']);
    await page.context().close();
  });

  it('loads nothing, whatever a link says', async () => {
    const {page, requests} = await open(
      `#${new URLSearchParams({'color-surface': 'url(http://elsewhere.example/x)', 'font-size': '1rem;} * {}'})}`,
    );
    assert.equal(requests.length, 1);
    assert.match(await page.getByLabel('color-surface as CSS').inputValue(), /^url/);
    await page.context().close();
  });

  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 320])
      it(`has nothing that axe minds, in ${scheme} at ${width} px, with faults and everything unfolded`, async () => {
        const {page} = await open('#from=gummy&color-accent=%23fff&color-text=', {width, scheme});
        await page.getByRole('combobox', {name: /^Element/}).selectOption('Totals');
        await page.getByText(/faults, looked for/).waitFor();
        await page
          .locator('summary')
          .evaluateAll((found) => found.forEach((summary) => ((summary.parentElement as HTMLDetailsElement).open = true)));
        await page.setViewportSize({width, height: 12_000}); // what is not on the screen is not laid out, and axe takes old places for true
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const {axe} = window as unknown as {
            axe: {run(context: object): Promise<{violations: {id: string; nodes: {html: string; failureSummary: string}[]}[]}>};
          };
          const {violations} = await axe.run({exclude: {fromShadowDom: ['theme-editor', 'theme-stage', '.ground']}}); // what is drawn there is at fault on purpose
          return violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`));
        });
        assert.deepEqual(found, []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out sideways');
        await page.context().close();
      });
});
