import assert from 'node:assert/strict';
import {cp, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it, type TestContext} from 'node:test';
import {pathToFileURL} from 'node:url';
import {readConfig, THEMES} from '../../server/config.js';
import {openTheme, withTheme} from '../../server/theme.js';

const widgets = join(import.meta.dirname, '../../widgets');

/** A folder as the page's build leaves it, with theme files of a builder's own beside it. */
async function aFolder(t: TestContext, files: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'theme-'));
  t.after(() => rm(folder, {recursive: true}));
  await cp(join(widgets, 'styles/themes'), join(folder, 'themes'), {recursive: true});
  await writeFile(join(folder, 'theme.mjs'), `export * from '${pathToFileURL(join(widgets, 'theme/read.ts'))}';`);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const logged: string[] = [];
  const log = {warn: ({warning}: {warning: string}) => void logged.push(warning)} as unknown as Parameters<typeof openTheme>[2]; // all it calls
  return {
    logged,
    file: (name: string) => join(folder, name),
    open: (theme: string) => openTheme(readConfig({THEME: theme.replace('file:', `file:${folder}/`)}), folder, log),
  };
}
const root = (declarations: string) => `:root {${declarations}}\n`;

describe('THEME', () => {
  it('is one of the themes that the build writes, or a theme file', async () => {
    assert.equal(readConfig({}).theme, undefined);
    assert.deepEqual(readConfig({THEME: 'noir'}).theme, {name: 'noir'});
    assert.deepEqual(readConfig({THEME: 'file:./my-theme.css'}).theme, {file: './my-theme.css'});
    for (const wrong of ['Noir', '../noir', 'file:', 'file:./my-theme.txt', 'my-theme.css'])
      assert.throws(() => readConfig({THEME: wrong}), /THEME: expected boutique, brutalist.*, got /, wrong);
    assert.deepEqual(
      (await readdir(join(widgets, 'styles/themes'))).map((file) => file.replace('.css', '')),
      THEMES,
    );
  });

  it('may be any of ours, and none of them has a fault', async (t) => {
    const {open, logged} = await aFolder(t);
    for (const name of THEMES) assert.match((await open(name)) ?? '', /--checkout-/, name);
    assert.deepEqual(logged, []);
  });

  it('leaves a style sheet as it is written', async (t) => {
    const css = root('--checkout-radius-control: 0; /* it’s ours */');
    const {open} = await aFolder(t, {'my.css': css});
    assert.equal(await open('file:my.css'), css);
  });

  it('makes a style sheet of design tokens and of an appearance', async (t) => {
    const token = {checkout: {radius: {control: {$type: 'dimension', $value: {value: 3, unit: 'px'}}}}};
    const {open} = await aFolder(t, {'tokens.json': JSON.stringify(token), 'appearance.JSON': '{"variables": {"borderRadius": "3px"}}'});
    for (const file of ['tokens.json', 'appearance.JSON'])
      assert.equal(await open(`file:${file}`), ':root {\n  --checkout-radius-control: 3px;\n}\n', file);
  });

  it('stops the start with the linter’s sentences, and with the line', async (t) => {
    const {open, file} = await aFolder(t, {'bad.css': ':root {\n  --checkout-radius-control: round;\n  --checkout-sparkle: 3;\n}'});
    await assert.rejects(open('file:bad.css'), {
      message: [
        `THEME: ${file('bad.css')} is not right:`,
        '  - line 2: --checkout-radius-control: expected a length such as 8px or 0.5rem, got "round"',
        '  - line 3: there is no --checkout-sparkle',
      ].join('\n'),
    });
  });

  it('stops the start with words that cannot be read', async (t) => {
    const {open, file} = await aFolder(t, {'broken.json': '{'});
    await assert.rejects(open('file:broken.json'), /THEME: .*broken\.json is not right:\n {2}- expected JSON/);
    await assert.rejects(open('file:none.css'), {message: `THEME: ${file('none.css')} cannot be read (ENOENT)`});
  });

  it('never gets out of its style element', async (t) => {
    const inComment = `${root('--checkout-radius-control: 0')}/* </STYLE ><script>alert(1)</script> */`;
    const inValue = JSON.stringify({variables: {fontFamily: '"</style><script>alert(1)</script>"'}});
    const {open} = await aFolder(t, {'comment.css': inComment, 'value.json': inValue});
    await assert.rejects(open('file:comment.css'), /"<\/style" would end/);
    await assert.rejects(open('file:value.json'), /"<\/style" would end/);
  });

  it('logs what the linter only warns of', async (t) => {
    const {open, logged} = await aFolder(t, {'warned.css': `@import 'fonts.css';\n${root('--checkout-radius-control: 0')}`});
    assert.ok(await open('file:warned.css'));
    assert.equal(logged.length, 1);
    assert.match(logged[0]!, /^line 1: @import: chat hosts ask for the system’s fonts/);
  });
});

describe('a page with a theme', () => {
  const page = '<head><style>a {}</style></head><body></body>';

  it('has it in a style element of its own, after the page’s', () => {
    assert.equal(
      withTheme(page, "b {content: '$&'}"),
      "<head><style>a {}</style><style>\nb {content: '$&'}\n</style>\n</head><body></body>",
    );
  });

  it('is itself without one', () => assert.equal(withTheme(page, undefined), page));
});
