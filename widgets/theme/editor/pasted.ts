import {themeFromJson} from '../check.js';
import {themeFromCss} from '../css.js';
import {ThemeError, type Theme} from '../theme.js';

/** The theme in a pasted text: a style sheet, declarations alone, W3C design tokens or an appearance object. Throws a ThemeError. */
export function pasted(text: string): Theme {
  const isJson = text.trimStart().startsWith('{');
  const theme = isJson ? themeFromJson(text) : themeFromCss(text.includes('{') ? text : `:root {${text}}`);
  if (Object.keys(theme.values).length === 0) throw new ThemeError('expected tokens: names that begin with --checkout-, or JSON; got none');
  return theme;
}
