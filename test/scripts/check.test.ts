import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {checkPage, LIMIT} from '../../scripts/check-page.mjs';
import {repeatedStrings} from '../../scripts/check-strings.mjs';
import {stalePages} from '../../scripts/pages.mjs';

describe('the check of the built page', () => {
  const problems = (html: string) =>
    checkPage(`<!doctype html><script type="module">${html}</script>`).problems.map((problem) => problem.split(':')[0]);

  it('accepts a page that has everything in it', () => {
    assert.deepEqual(problems('const svg = `<svg xmlns="http://www.w3.org/2000/svg"></svg><img src=${url}><a href="#">`'), []);
  });

  it('counts bytes after gzip, and refuses one byte more than the limit', () => {
    const page = randomBytes(LIMIT).toString('latin1');
    const {bytes, problems} = checkPage(page);
    assert.ok(bytes > LIMIT);
    assert.deepEqual(problems, [`is ${bytes - LIMIT} bytes above its limit of ${LIMIT} bytes gzip`]);
  });

  for (const [what, html] of [
    ['refers to another server', '<img src="https://example.com/a.png">'],
    ['refers to another server', '<link href=//example.com/a.css>'],
    ['loads from another server', 'import("https://example.com/a.js")'],
    ['loads from another server', 'a{background:url(https://example.com/a.png)}'],
    ['loads a script from a file of its own', '<script type="module" src="./a.js"></script>'],
    ['loads from a file of its own', '<link rel="stylesheet" href="./a.css">'],
    ['runs text as code, which a content security policy forbids', 'eval("1")'],
    ['runs text as code, which a content security policy forbids', 'new Function("return 1")'],
    ['carries zod', 'const a = b("$ZodType", c)'],
    ['carries zod', 'const a = b("ZodMiniString", c)'],
  ] as const)
    it(`refuses a page that ${what}: ${html}`, () => assert.deepEqual(problems(html), [what]));
});

describe('the check of strings', () => {
  const locale = {
    path: 'en.ts',
    text: "export const en = {total: 'Total', soldOut: 'Sold out', state: 'open', due: (sum: string) => `Due ${sum}`};",
  };
  const find = (text: string) => repeatedStrings(locale, [{path: 'a.ts', text}]);

  it('names a string that the locale has already', () => {
    assert.deepEqual(find("\nconst label = 'Sold out';"), ['a.ts:2 "Sold out" is in en.ts already']);
  });

  it('names text that stands in a template', () => {
    assert.deepEqual(find('html`<p class="row">${amount} Now only</p>`'), ['a.ts:1 "Now only" belongs in en.ts']);
    assert.deepEqual(find('html`<p>${open ? html`<b>Total</b>` : nothing}</p>`'), ['a.ts:1 "Total" is in en.ts already']);
    assert.deepEqual(find('html`<button aria-label="Close">${icon}</button>`'), ['a.ts:1 "Close" belongs in en.ts']);
  });

  it('leaves alone what no buyer reads', () => {
    assert.deepEqual(find("import {a} from 'Total'; const b: 'Total' = c; if (state === 'open') css`a{content: 'x'}`;"), []);
    assert.deepEqual(find('html`<p part="row" @click=${(event) => event.x > 1} class="Total">${t.total} · ${count} ×</p>`'), []);
  });
});

describe('a page', () => {
  it('is stale when it is missing, or older than a source or than the removal of one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pages-'));
    const at = (path: string, seconds: number) => utimesSync(join(folder, path), seconds, seconds);
    const write = (path: string) => {
      mkdirSync(dirname(join(folder, path)), {recursive: true});
      writeFileSync(join(folder, path), '');
    };
    const page = 'dist/pages/checkout/index.html';
    try {
      write('widgets/elements/pay.ts');
      for (const path of ['widgets/elements/pay.ts', 'widgets/elements', 'widgets']) at(path, 1000);
      assert.deepEqual(stalePages(['checkout'], folder), ['checkout']);
      write(page);
      at(page, 1001);
      assert.deepEqual(stalePages(['checkout', 'preview'], folder), ['preview']);
      at('widgets/elements/pay.ts', 1002);
      assert.deepEqual(stalePages(['checkout'], folder), ['checkout']);
      at(page, 1003);
      assert.deepEqual(stalePages(['checkout'], folder), []);
      rmSync(join(folder, 'widgets/elements/pay.ts'));
      assert.deepEqual(stalePages(['checkout'], folder), ['checkout']);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
