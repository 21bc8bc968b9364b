import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {readDeclarations, themeFromCss, themeToCss} from '../../widgets/theme/css.js';
import {ThemeError} from '../../widgets/theme/theme.js';
import {someTheme} from './some-theme.js';

describe('a theme as a style sheet', () => {
  it('comes back as it went', () => {
    const name = fc.option(fc.constantFrom('noir', 'my-brand'), {nil: undefined});
    fc.assert(fc.property(someTheme, name, (theme, as) => assert.deepEqual(themeFromCss(themeToCss(theme, as)), theme)));
  });

  it('counts on the whole page, or where it is chosen by name', () => {
    const theme = {values: {'--checkout-color-text': '#123'}, scheme: 'dark'} as const;
    assert.equal(themeToCss(theme), ':root {\n  --checkout-color-text: #123;\n}\n\n:root checkout-flow {\n  color-scheme: dark;\n}\n');
    assert.match(themeToCss(theme, 'mine'), /^:root:not\(\[data-checkout-theme\]\),\n\[data-checkout-theme='mine'\] \{/);
  });

  it('has the last value of a token, and nothing that counts only sometimes', () => {
    const css = `:root { --checkout-color-text: red; color: blue }
      checkout-flow { --checkout-color-text: light-dark(#111, #eee) }
      @media (width < 400px) { :root { --checkout-color-text: green; --checkout-space-l: 8px } }`;
    assert.deepEqual(themeFromCss(css), {values: {'--checkout-color-text': 'light-dark(#111, #eee)'}});
  });
});

describe('reading a style sheet', () => {
  it('knows comments, quotes, brackets, nesting and the line of each', () => {
    const css = `/* ; } */
:root {
  --a: "};/*"; /* : */
  --b: url(data:x;y);
  & p { --c:
    1px
    2px }
}`;
    assert.deepEqual(
      readDeclarations(css).map(({property, value, line, within}) => [property, value, line, within]),
      [
        ['--a', '"};/*"', 3, [':root']],
        ['--b', 'url(data:x;y)', 4, [':root']],
        ['--c', '1px 2px', 5, [':root', '& p']],
      ],
    );
  });

  const broken: [css: string, sentence: string][] = [
    ['a {\n b: c', 'line 1: expected a } that closes "a", got the end of the file'],
    ['a {}\n}', 'line 2: expected a rule, got a } that closes nothing'],
    ['a {}\n\n/* b', 'line 3: expected the comment to end with */, got the end of the file'],
  ];
  for (const [css, message] of broken)
    it(`says where it is broken off: ${JSON.stringify(css)}`, () => {
      assert.throws(
        () => readDeclarations(css),
        (error) => error instanceof ThemeError && error.message === message,
      );
    });
});
