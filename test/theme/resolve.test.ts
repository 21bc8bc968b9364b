import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {contrast, over, resolveColor, substitute, type Scope} from '../../widgets/theme/resolve.js';

const set: Record<string, string> = {
  '--red': '#f00',
  '--again': 'var(--red)',
  '--round': 'var(--trip)',
  '--trip': 'var(--round)',
  '--pair': 'light-dark(white, black)',
};
const inScheme = (scheme: Scope['scheme']): Scope => ({variable: (name) => set[name], scheme});
const resolve = (css: string, scheme: Scope['scheme'] = 'light') =>
  resolveColor(css, inScheme(scheme))?.map((part) => Math.round(part * 255));

describe('the colour that a value is', () => {
  // Each right side is what Chromium paints.
  const colors: [css: string, rgba: number[]][] = [
    ['#222', [34, 34, 34, 255]],
    ['#11223344', [17, 34, 51, 68]],
    ['rgb(1 2 3 / 20%)', [1, 2, 3, 51]],
    ['hsl(120 100% 25%)', [0, 128, 0, 255]],
    ['rebeccapurple', [102, 51, 153, 255]],
    ['oklch(70% 0.1 200)', [64, 177, 183, 255]],
    ['oklch(70% 0.3 150)', [0, 203, 0, 255]],
    ['color-mix(in srgb, #222 70%, transparent)', [34, 34, 34, 179]],
    ['color-mix(in srgb, red, blue 25%)', [191, 0, 64, 255]],
    ['color-mix(in srgb, red 20%, blue 20%)', [128, 0, 128, 102]],
    ['color-mix(in oklab, red, white)', [255, 161, 145, 255]],
    ['color-mix(in srgb, rgb(255 0 0 / 50%), transparent)', [255, 0, 0, 64]],
    ['color-mix(in srgb, color-mix(in srgb, red 50%, blue) 50%, white)', [191, 128, 191, 255]],
    ['color-mix(in srgb, 25% hsl(0 100% 50%), hsl(240 100% 50%))', [64, 0, 191, 255]],
    ['var(--again)', [255, 0, 0, 255]],
    ['var(--none, var(--red))', [255, 0, 0, 255]],
    ['color-mix(in srgb, var(--pair) 50%, red)', [255, 128, 128, 255]],
    ['transparent', [0, 0, 0, 0]],
  ];
  for (const [css, rgba] of colors) it(css, () => assert.deepEqual(resolve(css), rgba));

  it('follows the scheme', () => {
    assert.deepEqual(resolve('var(--pair)', 'light'), [255, 255, 255, 255]);
    assert.deepEqual(resolve('var(--pair)', 'dark'), [0, 0, 0, 255]);
    assert.deepEqual(resolve('light-dark(#fff, light-dark(red, blue))', 'dark'), [0, 0, 255, 255]);
  });

  for (const css of [
    '',
    '10px',
    'var(--none)',
    'var(--round)',
    'currentColor',
    'linear-gradient(red, blue)',
    'color-mix(in mud, red, blue)',
    'color-mix(red, blue)',
    'light-dark(red)',
  ])
    it(`none: ${css || 'nothing'}`, () => assert.equal(resolve(css), undefined));
});

it('puts values in the place of names, and knows a circle', () => {
  assert.equal(substitute('1px solid var(--again, blue)', inScheme('light')), '1px solid #f00');
  assert.equal(substitute('var(--round, 4px)', inScheme('light')), '4px');
  assert.equal(substitute('calc(2 * var(--none))', inScheme('light')), undefined);
});

it('measures contrast as WCAG does, an opaque colour or one that lets the ground through', () => {
  const white = [1, 1, 1, 1] as const;
  assert.equal(contrast([0, 0, 0, 1], white), 21);
  assert.equal(contrast(white, white), 1);
  assert.equal(Math.floor(contrast([0x76 / 255, 0x76 / 255, 0x76 / 255, 1], white) * 100), 454);
  assert.equal(contrast([0, 0, 0, 0.5], white), contrast(over([0, 0, 0, 0.5], white), white));
});
