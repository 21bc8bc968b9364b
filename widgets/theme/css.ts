import type {Scheme} from './resolve.js';
import {ThemeError, type Theme} from './theme.js';

/** One `property: value;` of a style sheet. */
export interface Declaration {
  property: string;
  value: string;
  /** 1-based. */
  line: number;
  /** The selectors and conditions around it, outermost first. */
  within: readonly string[];
}

// A quoted text, or a comment; neither may hold anything that counts.
const QUIET = /\/\*[^]*?\*\/|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/y;

/** Every declaration of a style sheet, nested ones too. Throws a ThemeError with the line where the sheet is broken off. */
export function readDeclarations(css: string): Declaration[] {
  const found: Declaration[] = [];
  const within: {prelude: string; line: number}[] = [];
  let text = '';
  let line = 1;
  let startedAt = 1;
  let depth = 0;
  const end = () => {
    const colon = text.indexOf(':');
    if (colon > 0 && within.length > 0)
      found.push({
        property: text.slice(0, colon).trim(),
        value: text
          .slice(colon + 1)
          .replace(/\s+/g, ' ')
          .trim(),
        line: startedAt,
        within: within.map(({prelude}) => prelude),
      });
    text = '';
  };
  for (let at = 0; at < css.length; at++) {
    QUIET.lastIndex = at;
    const quiet = QUIET.exec(css)?.[0];
    if (quiet) {
      if (!quiet.startsWith('/*')) text += quiet;
      line += quiet.split('\n').length - 1;
      at += quiet.length - 1;
      continue;
    }
    const sign = css[at]!;
    if (css.startsWith('/*', at)) throw new ThemeError('expected the comment to end with */, got the end of the file', `line ${line}`);
    if (sign === '\n') line++;
    if (text.trim() === '' && sign.trim() !== '') startedAt = line;
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth <= 0 && (sign === ';' || sign === '}')) end();
    if (depth <= 0 && sign === '{') {
      within.push({prelude: text.replace(/\s+/g, ' ').trim(), line: startedAt});
      text = '';
    } else if (depth <= 0 && sign === '}') {
      if (!within.pop()) throw new ThemeError('expected a rule, got a } that closes nothing', `line ${line}`);
    } else if (depth > 0 || sign !== ';') text += sign;
  }
  const open = within.at(-1);
  if (open) throw new ThemeError(`expected a } that closes "${open.prelude}", got the end of the file`, `line ${open.line}`);
  return found;
}

/** Whether a declaration counts only sometimes: in some window, in some browser, on some systems. */
export const isConditional = ({within}: Declaration) => within.some((prelude) => /^@(media|supports|container)\b/.test(prelude));

/** The theme that a style sheet sets: its tokens, the last value of each. What counts only under a condition is left out. */
export function themeFromCss(css: string): Theme {
  const all = readDeclarations(css).filter((one) => !isConditional(one));
  const tokens = all.filter(({property, value}) => property.startsWith('--checkout-') && value !== '');
  const scheme = all.findLast(({property, value}) => property === 'color-scheme' && /^(only )?(light|dark)$/.test(value))?.value;
  return {
    values: Object.fromEntries(tokens.map(({property, value}) => [property, value])),
    ...(scheme && {scheme: scheme.replace('only ', '') as Scheme}), // the pattern above allows no other word
  };
}

/**
 * A theme as a style sheet. With a name it counts on a page that chooses no theme, and inside of `data-checkout-theme="name"`; without
 * one, on the whole page.
 */
export function themeToCss({values, scheme}: Theme, name?: string): string {
  const places = name ? [':root:not([data-checkout-theme])', `[data-checkout-theme='${name}']`] : [':root'];
  const rule = (selectors: string[], lines: string[]) => `${selectors.join(',\n')} {\n${lines.map((line) => `  ${line};\n`).join('')}}\n`;
  const tokens = Object.entries(values).map(([token, value]) => `${token}: ${value}`);
  const flow = places.map((place) => `${place} checkout-flow`);
  return rule(places, tokens) + (scheme ? `\n${rule(flow, [`color-scheme: ${scheme}`])}` : '');
}
