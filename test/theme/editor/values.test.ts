import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {checkTheme} from '../../../widgets/theme/check.js';
import {themeFromCss} from '../../../widgets/theme/css.js';
import {pasted} from '../../../widgets/theme/editor/pasted.js';
import {colored, colorOf, FONTS, lengthOf, RANGES, sourceOf, toHex} from '../../../widgets/theme/editor/values.js';
import type {Theme} from '../../../widgets/theme/theme.js';
import {TOKENS} from '../../../widgets/theme/tokens.js';

const TEXT = '--checkout-color-text';
const INK = '--checkout-palette-ink';
const theme = (values: Record<string, string>, scheme?: 'dark'): Theme => ({values, ...(scheme && {scheme})});
const shown = (of: Theme, token: string, scheme: 'light' | 'dark') => {
  const color = colorOf(of, token, scheme);
  return color && toHex(color);
};

describe('a colour', () => {
  it('is shown as it is drawn in each scheme, also where nothing is set', () => {
    assert.deepEqual([shown(theme({}), TEXT, 'light'), shown(theme({}), TEXT, 'dark')], ['#222222', '#eeeeee']);
    assert.equal(shown(theme({[TEXT]: 'var(--checkout-palette-ink)', [INK]: 'rgb(0 255 0)'}), TEXT, 'dark'), '#00ff00');
    assert.equal(shown(theme({}), '--checkout-color-surface', 'light'), undefined);
  });

  it('that is mixed is shown on the theme’s surface', () => {
    const half = theme({'--checkout-color-line': 'rgb(0 0 0 / 0.5)', '--checkout-color-surface': '#ff0000'});
    assert.equal(shown(half, '--checkout-color-line', 'light'), '#800000');
  });

  it('is picked for one scheme, and stays what it was in the other', () => {
    assert.equal(colored(theme({[TEXT]: '#111'}), TEXT, 'light', '#336699'), 'light-dark(#336699, #111)');
    assert.equal(colored(theme({[TEXT]: 'light-dark(#111, #eee)'}), TEXT, 'dark', '#ffffff'), 'light-dark(#111, #ffffff)');
    assert.equal(colored(theme({}), TEXT, 'light', '#336699'), 'light-dark(#336699, #eeeeee)');
    assert.equal(colored(theme({}), '--checkout-color-surface', 'dark', '#000000'), 'light-dark(transparent, #000000)');
    assert.equal(colored(theme({[TEXT]: '#111'}), TEXT, 'light', '#111'), '#111');
  });

  it('is picked for all pages in a theme that has one scheme', () => {
    assert.equal(colored(theme({[TEXT]: '#eee'}, 'dark'), TEXT, 'dark', '#ffffff'), '#ffffff');
  });

  it('of the palette is changed there, so that all that uses it follows', () => {
    assert.equal(sourceOf(theme({[TEXT]: `var(${INK})`, [INK]: '#111'}), TEXT), INK);
    assert.equal(sourceOf(theme({[TEXT]: `var(${INK})`}), TEXT), TEXT);
    assert.equal(sourceOf(theme({[TEXT]: '#111', [INK]: '#111'}), TEXT), TEXT);
  });
});

describe('a length', () => {
  it('is shown in the unit of its slider, our own where nothing is set', () => {
    assert.equal(lengthOf(theme({}), '--checkout-font-size', 'rem'), 0.9375);
    assert.equal(lengthOf(theme({'--checkout-font-size': '16px'}), '--checkout-font-size', 'rem'), 1);
    assert.equal(lengthOf(theme({'--checkout-radius-control': '0'}), '--checkout-radius-control', 'px'), 0);
    assert.equal(lengthOf(theme({'--checkout-radius-control': '6px'}), '--checkout-button-radius', 'px'), 6);
    assert.equal(lengthOf(theme({'--checkout-font-size': '1rem'}), '--checkout-font-size-small', 'rem'), 0.87);
  });

  it('that only a browser can work out has no slider', () => {
    for (const value of ['clamp(1px, 2vw, 9px)', '1em', 'calc(1px + 2rem)'])
      assert.equal(lengthOf(theme({'--checkout-radius-control': value}), '--checkout-radius-control', 'px'), undefined, value);
  });

  it('has a slider in every token, and one that holds our own value and those of our themes', () => {
    const folder = join(import.meta.dirname, '../../../widgets/styles/themes');
    const ours = readdirSync(folder).map((file) => themeFromCss(readFileSync(join(folder, file), 'utf8')));
    for (const {name} of TOKENS.filter(({type}) => type === 'dimension')) {
      const range = RANGES[name];
      assert.ok(range, name);
      for (const each of [theme({}), ...ours]) {
        const length = lengthOf(each, name, range.unit);
        if (length === undefined || length >= 999) continue; // a pill's corner is as round as can be
        assert.ok(length >= range.least && length <= range.most, `${name} ${length}`);
      }
    }
  });
});

it('the fonts to choose from are what the linter takes for fonts', () => {
  for (const [, stack] of FONTS) assert.deepEqual(checkTheme(theme({'--checkout-font-family': stack})), [], stack);
});

describe('what is pasted', () => {
  it('is a style sheet, declarations alone, design tokens, or an appearance', () => {
    const values = {'--checkout-radius-control': '3px'};
    for (const text of [
      ':root { --checkout-radius-control: 3px; }',
      '--checkout-radius-control: 3px;',
      ' {"checkout": {"radius": {"control": {"$type": "dimension", "$value": {"value": 3, "unit": "px"}}}}}',
      '{"variables": {"borderRadius": "3px"}}',
    ])
      assert.deepEqual(pasted(text).values, values, text);
  });

  it('says what is wrong with it', () => {
    assert.throws(() => pasted('color: red'), {name: 'ThemeError', message: /^expected tokens/});
    assert.throws(() => pasted('{'), {name: 'ThemeError', message: /^expected JSON/});
    assert.throws(() => pasted(':root {'), {name: 'ThemeError', message: /closes ":root"/});
  });
});
