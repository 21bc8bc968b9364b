import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {hostKeys, profileOf} from '../../widgets/preview/profiles/profiles.js';
import {styleVariables} from '../../widgets/preview/style-variables.js';
import {checkText, checkTheme} from '../../widgets/theme/check.js';
import {themeFromCss} from '../../widgets/theme/css.js';
import {toDesignTokens} from '../../widgets/theme/design-tokens.js';
import {theme as command} from '../../widgets/theme/main.js';
import {REBRAND, TOKENS} from '../../widgets/theme/tokens.js';

const folder = join(import.meta.dirname, '../../widgets/styles/themes');
const files = readdirSync(folder);
const source = (file: string) => readFileSync(join(folder, file), 'utf8');
const everyHost = hostKeys.map((name) => {
  const {styles} = profileOf(name).context;
  return {name, variables: (scheme: 'light' | 'dark') => (styles ? styleVariables(styles, scheme) : {})};
});
const root = (declarations: string) => `:root {\n${declarations}\n}`;
const found = (declarations: string) =>
  checkText(root(declarations), 'css').map(({level, rule, line, message}) => [level, rule, line, message]);

describe('our own themes', () => {
  it('are six', () => assert.deepEqual(files, ['boutique.css', 'brutalist.css', 'gummy.css', 'ledger.css', 'noir.css', 'plain.css']));

  for (const file of files) {
    it(`${file} has nothing wrong in any host the preview knows`, () => assert.deepEqual(checkText(source(file), 'css', everyHost), []));
    it(`${file} has nothing wrong as design tokens`, () => {
      assert.deepEqual(checkText(JSON.stringify(toDesignTokens(themeFromCss(source(file)))), 'json'), []);
    });
  }

  it('look like nothing but themselves: no two share a colour, a font or a corner', () => {
    const themes = files.map((file) => themeFromCss(source(file)).values);
    for (const token of ['--checkout-palette-accent', '--checkout-font-family']) {
      const values = themes.map((values) => values[token]).filter(Boolean);
      assert.equal(new Set(values).size, values.length, token);
    }
  });
});

it('our own values have nothing wrong in any host', () => {
  assert.deepEqual(checkTheme({values: {'--checkout-space-l': '16px'}}, everyHost), []);
});

it('a rebrand with the ten tokens leaves nothing unset', () => {
  const values = ['#102a43', '#fffaf0', '#7b2d26', '#fff', '#7b2d26', 'Georgia, serif', 'Didot, serif', '1rem', '4px', '2px'];
  assert.deepEqual(checkTheme({values: Object.fromEntries(REBRAND.map((name, at) => [name, values[at]!])), scheme: 'light'}), []);
});

describe('a theme with a mistake', () => {
  it('names a token that does not exist, and the one that was meant', () => {
    assert.deepEqual(found('--checkout-color-txt: #000;\n--checkout-colour-text: #000;\n--checkout-sparkle: 3;'), [
      ['error', 'unknown-token', 2, 'there is no --checkout-color-txt; did you mean --checkout-color-text?'],
      ['error', 'unknown-token', 3, 'there is no --checkout-colour-text; did you mean --checkout-color-text?'],
      ['error', 'unknown-token', 4, 'there is no --checkout-sparkle'],
    ]);
  });

  it('sets one of two that belong together', () => {
    assert.deepEqual(
      checkTheme({values: {'--checkout-color-surface': '#fff', '--checkout-color-accent': '#333', '--checkout-button-background': '#333'}})
        .filter(({rule}) => rule === 'unset-token')
        .map(({token}) => token),
      ['--checkout-color-text', '--checkout-color-on-accent', '--checkout-button-text'],
    );
  });

  it('refers to what is not set', () => {
    assert.deepEqual(found('--checkout-color-focus: var(--checkout-palette-sea);'), [
      ['error', 'missing-reference', 2, '--checkout-color-focus refers to --checkout-palette-sea, which is not set'],
    ]);
    assert.deepEqual(
      found('--checkout-color-focus: var(--checkout-palette-sea, #15c);\n--checkout-radius-picture: var(--checkout-radius-control);').slice(
        1,
      ),
      [],
    );
  });

  it('has a palette that paints nothing', () => {
    assert.deepEqual(found('--checkout-palette-sea: #15c;'), [
      ['warning', 'unused-palette', 2, '--checkout-palette-sea is used by no other token: nothing is drawn with the palette itself'],
    ]);
  });

  const values: [declaration: string, message: string][] = [
    [
      '--checkout-color-focus: linear-gradient(red, blue)',
      'a colour (hex, rgb, hsl, oklch, color-mix, light-dark and the like), got "linear-gradient(red, blue)"',
    ],
    ['--checkout-space-l: 16', 'a length such as 8px or 0.5rem, got "16"'],
    ['--checkout-font-family: url(x.woff)', 'names of fonts, got "url(x.woff)"'],
    ['--checkout-font-weight-heading: heavy', 'a weight from 1 to 1000, got "heavy"'],
  ];
  for (const [declaration, message] of values)
    it(`does not fit: ${declaration}`, () => {
      assert.deepEqual(found(`${declaration};`), [['error', 'bad-value', 2, `${declaration.split(':')[0]}: expected ${message}`]]);
    });

  it('is hard to read: which pair, how far apart, in which scheme and host', () => {
    assert.deepEqual(found('--checkout-color-text-muted: #999;'), [
      ['error', 'contrast', 2, '--checkout-color-text-muted on the surface: contrast 2.84, needs 4.5 (light, everywhere)'],
      ['error', 'contrast', 2, '--checkout-color-text-muted on --checkout-color-tint: contrast 2.56, needs 4.5 (light, everywhere)'],
      ['error', 'contrast', 2, '--checkout-color-text-muted on --checkout-color-tint: contrast 3.99, needs 4.5 (dark, in claude)'],
    ]);
    const [first] = checkTheme({values: {'--checkout-color-text': '#444'}});
    assert.deepEqual([first?.token, first?.scheme], ['--checkout-color-text', 'dark']);
    // A dark green that is enough on black, and not on the greys of the hosts.
    const green = checkTheme({values: {'--checkout-color-success': 'light-dark(#164, #209258)'}});
    assert.deepEqual(
      green.map(({token, scheme, hosts}) => [token, scheme, hosts]),
      [['--checkout-color-success', 'dark', ['chatgpt', 'claude', 'vscode', 'mcp-apps', 'mcpjam']]],
    );
  });

  it('is hard to read anywhere', () => {
    const planted = {
      '--checkout-color-surface': '#fff',
      ...Object.fromEntries(TOKENS.filter(({tier, type}) => tier === 'role' && type === 'color').map(({name}) => [name, '#f4f4f4'])),
    };
    const low = checkTheme({values: planted, scheme: 'light'}).filter(({rule}) => rule === 'contrast');
    assert.deepEqual([...new Set(low.map(({token}) => token))].sort(), [
      '--checkout-button-text',
      ...['accent', 'danger', 'edge', 'focus', 'success', 'text', 'text-muted', 'warning'].map((name) => `--checkout-color-${name}`),
    ]);
  });

  it('asks the system for its scheme, and brings a font', () => {
    const css = `@font-face { font-family: X; src: url(x) }\n${root('--checkout-space-l: 1px;')}\n@media (prefers-color-scheme: dark) {\n:root { --checkout-color-text: #fff } }`;
    assert.deepEqual(
      checkText(css, 'css').map(({level, rule, line}) => [level, rule, line]),
      [
        ['warning', 'web-font', 1],
        ['warning', 'condition', 6],
      ],
    );
  });

  it('is none, or cannot be read', () => {
    assert.deepEqual(
      checkText('p { color: red }', 'css').map(({rule}) => rule),
      ['no-token'],
    );
    for (const [text, kind] of [
      ['p {', 'css'],
      ['{', 'json'],
      ['{"brand": {}}', 'json'],
      ['{"theme": "neon"}', 'json'],
    ] as const)
      assert.deepEqual(
        checkText(text, kind).map(({rule}) => rule),
        ['unreadable'],
        text,
      );
  });
});

describe('npx chat-checkout theme', () => {
  const place = mkdtempSync(join(tmpdir(), 'chat-checkout-theme-'));
  after(() => rmSync(place, {recursive: true, force: true}));
  const write = (name: string, text: string) => {
    writeFileSync(join(place, name), text);
    return join(place, name);
  };
  const run = (...args: string[]) => {
    const said = {out: '', err: ''};
    const code = command(args, {out: (words) => void (said.out += words), err: (words) => void (said.err += words)});
    return {code, ...said};
  };

  it('check: fine with ours, and says what it looked at', () => {
    const {code, out} = run('check', join(folder, 'noir.css'));
    assert.equal(code, 0);
    assert.match(out, /noir\.css\n {2}fine, in light and dark, in no host, chatgpt, claude, vscode, mcp-apps, mcpjam\n/);
  });

  it('check: a line for each finding, and 1', () => {
    const {code, out} = run('check', write('bad.css', root('--checkout-color-txt: #000;')));
    assert.equal(code, 1);
    assert.match(
      out,
      /error {3}line 2: there is no --checkout-color-txt; did you mean --checkout-color-text\? {2}\(unknown-token\)\n {2}1 error, 0 warnings/,
    );
  });

  it('check --json: the same as data', () => {
    const file = write('bad.json', '{"variables": {"colorText": "#999"}}');
    const {code, out} = run('check', '--json', file);
    assert.equal(code, 1);
    const [result] = JSON.parse(out) as {file: string; findings: {rule: string}[]}[];
    assert.deepEqual([result?.file, result?.findings[0]?.rule], [file, 'contrast']);
  });

  it('convert: there and back', () => {
    const json = run('convert', join(folder, 'gummy.css')).out;
    const css = run('convert', write('gummy.json', json), '--name', 'gummy').out;
    assert.deepEqual(themeFromCss(css), themeFromCss(source('gummy.css')));
    assert.match(css, /\[data-checkout-theme='gummy'\]/);
  });

  const misused: [args: string[], words: RegExp][] = [
    [[], /Check or convert\?/],
    [['paint'], /There is no command "theme paint"/],
    [['check'], /The theme file is missing/],
    [['check', 'a.txt'], /Expected a \.css or \.json file, got "a\.txt"/],
    [['check', join(place, 'none.css')], /none\.css: there is no such file/],
    [['check', '--loud'], /--loud/],
    [['convert', 'a.css', 'b.css'], /One file at a time/],
    [['convert', 'a.css', '--name', 'A b'], /--name takes small letters/],
  ];
  for (const [args, words] of misused)
    it(`2 for: ${args.map((arg) => arg.replace(place, '…')).join(' ') || 'nothing'}`, () => {
      const {code, err, out} = run(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, words);
    });
});
