import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Config} from './config.js';
import type {Logger} from './log.js';

/** What the build of the page leaves beside it: how a theme file is read and checked. */
type Reader = {
  readTheme(text: string, kind: 'css' | 'json'): {css: string; findings: {level: 'error' | 'warning'; line?: number; message: string}[]};
};

/**
 * The style sheet of the configured theme, as text for a `<style>` of the page; undefined without a theme. `folder` is the built page's.
 * What the linter warns of is logged. Throws with the linter's sentences when the theme is wrong, and when it cannot be read.
 */
export async function openTheme({theme}: Pick<Config, 'theme'>, folder: string, log: Pick<Logger, 'warn'>): Promise<string | undefined> {
  if (!theme) return undefined;
  const file = 'file' in theme ? theme.file : join(folder, 'themes', `${theme.name}.css`);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`THEME: ${file} cannot be read (${error.code})${'file' in theme ? '' : '; `npm run build` writes it'}`, {cause: error});
  });
  const {readTheme} = (await import(pathToFileURL(join(folder, 'theme.mjs')).href)) as Reader; // what widgets/theme/read.ts exports
  const {css, findings} = readTheme(text, extname(file).toLowerCase() === '.json' ? 'json' : 'css');
  const sentences = (level: 'error' | 'warning') =>
    findings.filter((each) => each.level === level).map(({line, message}) => `${line ? `line ${line}: ` : ''}${message}`);
  const errors = sentences('error');
  // In a style element nothing ends the text but this.
  if (/<\/style/i.test(text) || /<\/style/i.test(css))
    errors.push('"</style" would end the page’s style element; write it in CSS as "<\\/style"');
  if (errors.length) throw new Error(`THEME: ${file} is not right:\n${errors.map((each) => `  - ${each}`).join('\n')}`);
  for (const warning of sentences('warning')) log.warn({theme: file, warning}, 'the theme can be read, but has a fault');
  return css;
}

/** A page with a theme's style sheet, after its own styles, so that it counts where both say something. */
export const withTheme = (html: string, css: string | undefined): string =>
  css === undefined ? html : html.replace('</head>', () => `<style>\n${css}\n</style>\n</head>`);
