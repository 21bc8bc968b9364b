import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {fromDesignTokens, toDesignTokens} from '../../widgets/theme/design-tokens.js';
import {ThemeError} from '../../widgets/theme/theme.js';
import {someTheme} from './some-theme.js';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const inCheckout = (token: object) => ({checkout: {color: {text: token}}});
const textOf = (file: object) => fromDesignTokens(file).values['--checkout-color-text'];
type Changed = {checkout: {color: {text: {$value: unknown}}}};
const srgb = (...components: unknown[]) => ({colorSpace: 'srgb', components});

describe('design tokens', () => {
  it('give back the theme they were made from', () => {
    fc.assert(
      fc.property(someTheme, (theme) => assert.deepEqual(sorted(fromDesignTokens(throughJson(toDesignTokens(theme)))), sorted(theme))),
    );
  });

  it('are of the form of the format: colours with components, dimensions with units, references', () => {
    const theme = {
      values: {
        '--checkout-palette-ink': '#ff8000',
        '--checkout-color-text': 'var(--checkout-palette-ink)',
        '--checkout-color-line': 'light-dark(#000000, #ffffff)',
        '--checkout-space-l': '1.5rem',
        '--checkout-font-family': 'Georgia, serif',
      },
    };
    const {checkout} = toDesignTokens(theme) as {
      checkout: Record<string, Record<string, {$type: string; $value: unknown; $extensions?: object}>>;
    };
    assert.deepEqual(checkout['palette']?.['ink']?.$value, {colorSpace: 'srgb', components: [1, 0.502, 0], hex: '#ff8000'});
    assert.deepEqual(checkout['color']?.['text'], {
      $type: 'color',
      $value: '{checkout.palette.ink}',
      $description: 'text, icons, the chosen option',
    });
    assert.deepEqual(checkout['color']?.['line']?.$value, {colorSpace: 'srgb', components: [0, 0, 0], hex: '#000000'});
    assert.deepEqual(checkout['space']?.['l']?.$value, {value: 1.5, unit: 'rem'});
    assert.deepEqual(checkout['font']?.['family']?.$value, ['Georgia', 'serif']);
  });

  it('take what another tool changed, and keep how the rest was written', () => {
    const values = {'--checkout-color-text': 'oklch(40% 0.1 200)', '--checkout-color-line': 'color-mix(in srgb, #123 20%, transparent)'};
    const file = throughJson(toDesignTokens({values})) as Changed;
    file.checkout.color.text.$value = srgb(1, 0, 0);
    assert.deepEqual(fromDesignTokens(file).values, {...values, '--checkout-color-text': '#f00'});
  });

  it('take the light one of a pair that was changed, and keep the dark one', () => {
    const file = throughJson(toDesignTokens({values: {'--checkout-color-text': 'light-dark(rebeccapurple, #eeeeee)'}})) as Changed;
    file.checkout.color.text.$value = srgb(1, 0, 0);
    assert.equal(textOf(file), 'light-dark(#f00, #eee)');
  });

  it('follow references to other groups, and inherit a type', () => {
    const brand = {blue: {$type: 'color', $value: srgb(0, 0, 1)}, main: {$type: 'color', $value: '{brand.blue}'}};
    assert.equal(textOf({brand, ...inCheckout({$type: 'color', $value: '{brand.main}'})}), '#00f');
    assert.equal(textOf({checkout: {color: {text: {$value: '{checkout.palette.ink}'}}}}), 'var(--checkout-palette-ink)');
    assert.deepEqual(fromDesignTokens({checkout: {palette: {$type: 'color', sea: {$value: srgb(0, 0, 1)}}}}).values, {
      '--checkout-palette-sea': '#00f',
    });
    assert.deepEqual(fromDesignTokens({checkout: {space: {l: {$type: 'dimension', $value: {value: 8, unit: 'px'}}}}}).values, {
      '--checkout-space-l': '8px',
    });
  });

  const colors: [value: unknown, css: string][] = [
    [srgb(1, 0.5, 0), 'color(srgb 1 0.5 0)'],
    [{...srgb(1, 0, 0), alpha: 0.5}, 'color(srgb 1 0 0 / 0.5)'],
    [{colorSpace: 'oklch', components: [0.7, 0.1, 'none'], alpha: 0.4}, 'oklch(0.7 0.1 none / 0.4)'],
    [{colorSpace: 'hsl', components: [120, 50, 25]}, 'hsl(120 50% 25%)'],
    [{colorSpace: 'display-p3', components: [1, 0, 0]}, 'color(display-p3 1 0 0)'],
    ['#abc', '#abc'],
  ];
  for (const [$value, css] of colors)
    it(`reads ${JSON.stringify($value)}`, () => assert.equal(textOf(inCheckout({$type: 'color', $value})), css));

  const wrong: [file: unknown, message: string][] = [
    [[], 'expected design tokens: an object with a group "checkout", got []'],
    [{brand: {}, other: {}}, 'expected a group "checkout", got groups brand, other'],
    [{checkout: {color: {text: '#fff'}}}, 'checkout.color.text: expected a token or a group, got "#fff"'],
    [
      inCheckout({$value: 'mud'}),
      'checkout.color.text.$value: expected a colour such as {"colorSpace": "srgb", "components": [0, 0.5, 1]}, got "mud"',
    ],
    [
      inCheckout({$type: 'shadow', $value: 1}),
      'checkout.color.text.$type: expected color, dimension, fontFamily or fontWeight, got "shadow"',
    ],
    [inCheckout({$value: srgb(1, 2)}), 'checkout.color.text.$value.components: expected three numbers or "none", got [1,2]'],
    [inCheckout({$value: {...srgb(1, 1, 1), alpha: 3}}), 'checkout.color.text.$value.alpha: expected a number from 0 to 1, got 3'],
    [inCheckout({$value: '{brand.blue}'}), 'checkout.color.text.$value: expected a token named brand.blue, got none'],
    [
      {a: {$value: '{b}'}, b: {$value: '{a}'}, ...inCheckout({$value: '{a}'})},
      'checkout.color.text.$value: the reference {a} leads back to itself',
    ],
    [{checkout: {space: {l: {$value: {value: 8, unit: 'em'}}}}}, 'checkout.space.l.$value.unit: expected px or rem, got "em"'],
    [{checkout: {space: {l: {$value: 8}}}}, 'checkout.space.l.$value: expected a dimension such as {"value": 8, "unit": "px"}, got 8'],
    [
      {checkout: {font: {'weight-heading': {$value: 'huge'}}}},
      'checkout.font.weight-heading.$value: expected a weight from 1 to 1000, or a word such as "bold", got "huge"',
    ],
    [
      {checkout: {Color: {text: {$type: 'color', $value: '#fff'}}}},
      'checkout.Color.text: expected a name of small letters, digits and hyphens',
    ],
  ];
  for (const [file, message] of wrong)
    it(`refuse: ${message}`, () => {
      assert.throws(
        () => fromDesignTokens(file),
        (error) => error instanceof ThemeError && error.message === message,
      );
    });
});

// Groups come together, so the order of names is another.
const sorted = ({values, ...rest}: {values: Readonly<Record<string, string>>}) => ({...rest, values: Object.entries(values).sort()});
