import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fromAppearance, isAppearance, readAppearance} from '../../widgets/theme/appearance.js';
import {checkTheme} from '../../widgets/theme/check.js';
import {ThemeError} from '../../widgets/theme/theme.js';

describe('an appearance object', () => {
  it('becomes tokens: colours, type, corners, and five spaces of one unit', () => {
    const appearance = {
      theme: 'stripe',
      variables: {
        colorPrimary: '#0570de',
        colorBackground: '#ffffff',
        colorText: '#30313d',
        colorDanger: '#df1b41',
        fontFamily: 'Ideal Sans, system-ui, sans-serif',
        fontWeightBold: 700,
        spacingUnit: '2.5px',
        borderRadius: '4px',
      },
    };
    assert.deepEqual(fromAppearance(appearance), {
      scheme: 'light',
      values: {
        '--checkout-color-accent': '#0570de',
        '--checkout-color-on-accent': '#ffffff',
        '--checkout-color-surface': '#ffffff',
        '--checkout-color-text': '#30313d',
        '--checkout-color-danger': '#df1b41',
        '--checkout-font-family': 'Ideal Sans, system-ui, sans-serif',
        '--checkout-font-weight-heading': '700',
        '--checkout-space-xs': '2.5px',
        '--checkout-space-s': '5px',
        '--checkout-space-m': '7.5px',
        '--checkout-space-l': '10px',
        '--checkout-space-xl': '15px',
        '--checkout-radius-control': '4px',
      },
    });
  });

  it('writes on the primary colour in what reads better, unless it is told', () => {
    const on = (variables: object) => fromAppearance({variables}).values['--checkout-color-on-accent'];
    assert.equal(on({colorPrimary: 'hsl(50 100% 50%)'}), '#000000');
    assert.equal(on({colorPrimary: '#0a2540'}), '#ffffff');
    assert.equal(on({colorPrimary: '#0a2540', accessibleColorOnColorPrimary: '#fe0'}), '#fe0');
  });

  for (const theme of ['night', 'flat'])
    it(`has colours that read, with the base ${theme}`, () => assert.deepEqual(checkTheme(fromAppearance({theme})), []));

  it('is dark where its background is', () => {
    assert.equal(fromAppearance({theme: 'night'}).scheme, 'dark');
    assert.equal(fromAppearance({variables: {colorText: '#fff'}}).scheme, undefined);
  });

  it('tells what has no counterpart', () => {
    const {ignored} = readAppearance({variables: {colorPrimary: '#000', gridRowSpacing: '8px'}, rules: {'.Input': {}}});
    assert.deepEqual(ignored, ['rules', 'variables.gridRowSpacing']);
  });

  it('is told from design tokens', () => {
    assert.deepEqual([{variables: {}}, {theme: 'night'}, {checkout: {}, theme: 'night'}, {brand: {}}, null, 'night'].map(isAppearance), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  const wrong: [value: unknown, message: string][] = [
    ['night', 'expected an object such as {"variables": {"colorPrimary": "#0a7"}}, got "night"'],
    [{theme: 'neon'}, 'theme: expected stripe, flat, night, got "neon"'],
    [{variables: []}, 'variables: expected an object, got []'],
    [{variables: {colourPrimary: '#000'}}, 'variables.colourPrimary: there is no such variable; did you mean colorPrimary?'],
    [{variables: {xyz: '#000'}}, 'variables.xyz: there is no such variable'],
    [{variables: {colorPrimary: 'mud'}}, 'variables.colorPrimary: expected a colour such as #0a7 or rgb(0 160 120), got "mud"'],
    [{variables: {colorPrimary: 7}}, 'variables.colorPrimary: expected a text, got 7'],
    [{variables: {borderRadius: 'round'}}, 'variables.borderRadius: expected a length such as 4px or 0.25rem, got "round"'],
  ];
  for (const [value, message] of wrong)
    it(`refuses: ${message}`, () => {
      assert.throws(
        () => fromAppearance(value),
        (error) => error instanceof ThemeError && error.message === message,
      );
    });
});
