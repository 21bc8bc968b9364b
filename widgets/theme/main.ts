import {readFileSync} from 'node:fs';
import {extname} from 'node:path';
import {parseArgs} from 'node:util';
import {checkText, themeFromJson, type Finding} from './check.js';
import {themeFromCss, themeToCss} from './css.js';
import {toDesignTokens} from './design-tokens.js';
import {HOSTS} from './hosts.js';
import {ThemeError} from './theme.js';

const USAGE = `Usage: chat-checkout theme check <file>... [--json]
       chat-checkout theme convert <file> [--name <name>]

A theme file is a style sheet (.css), or JSON (.json) with W3C design tokens or an object such as styles Stripe Elements.

check    unknown and missing tokens, values that do not fit, and contrast below WCAG AA, in light and dark, against our
         own values and the colours of every chat host known
convert  writes a style sheet as design tokens, and either kind of JSON as a style sheet, to standard output

  --json         the findings as JSON
  --name <name>  the theme in the style sheet counts inside of data-checkout-theme="<name>" too
  --help         this text

Exit code: 0 when there is no error, 1 when there is one, 2 when a file cannot be read or the command is not understood.
`;

const options = {
  json: {type: 'boolean', default: false},
  name: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

/** Where the command writes. */
export interface Output {
  out(words: string): void;
  err(words: string): void;
}

const terminal: Output = {out: (words) => void process.stdout.write(words), err: (words) => void process.stderr.write(words)};

/** Runs `chat-checkout theme` with these arguments and returns the exit code. */
export function theme(args: readonly string[], {out, err}: Output = terminal): 0 | 1 | 2 {
  try {
    const {values, positionals} = parseArgs({args: [...args], options, allowPositionals: true});
    const [command, ...files] = positionals;
    if (values.help) {
      out(USAGE);
      return 0;
    }
    if (command !== 'check' && command !== 'convert')
      throw new Misused(command ? `There is no command "theme ${command}".` : 'Check or convert?');
    if (files.length === 0) throw new Misused('The theme file is missing.');
    if (command === 'check') return check(files, values.json, out);
    if (files.length > 1) throw new Misused(`One file at a time; "${files.slice(1).join(' ')}" is too much.`);
    out(convert(files[0]!, values.name));
    return 0;
  } catch (error) {
    if (error instanceof ThemeError) err(`${error.message}\n`);
    else if (error instanceof Misused || isBadOption(error)) err(`${error.message}\n\n${USAGE}`);
    else throw error;
    return 2;
  }
}

class Misused extends Error {}

const isBadOption = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

function check(files: string[], json: boolean, out: Output['out']): 0 | 1 {
  const kinds = files.map(kindOf);
  const results = files.map((file, at) => ({file, findings: checkText(read(file), kinds[at]!)}));
  out(json ? `${JSON.stringify(results, null, 2)}\n` : results.map(({file, findings}) => inWords(file, findings)).join('\n'));
  return results.some(({findings}) => findings.some(({level}) => level === 'error')) ? 1 : 0;
}

function inWords(file: string, findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((each) => each.level === level).length;
  const lines = findings.map(({level, rule, line, message}) => `  ${level.padEnd(7)} ${line ? `line ${line}: ` : ''}${message}  (${rule})`);
  const [errors, warnings] = [count('error'), count('warning')];
  const sum = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const last = findings.length > 0 ? sum : `fine, in light and dark, in ${HOSTS.map(({name}) => name).join(', ')}`;
  return [file, ...lines, `  ${last}`, ''].join('\n');
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function convert(file: string, name?: string): string {
  if (name !== undefined && !/^[a-z][a-z0-9-]*$/.test(name))
    throw new Misused(`--name takes small letters, digits and hyphens, got "${name}".`);
  const text = read(file);
  return kindOf(file) === 'css'
    ? `${JSON.stringify(toDesignTokens(themeFromCss(text)), null, 2)}\n`
    : themeToCss(themeFromJson(text), name);
}

function kindOf(file: string): 'css' | 'json' {
  const kind = extname(file).slice(1).toLowerCase();
  if (kind !== 'css' && kind !== 'json') throw new Misused(`Expected a .css or .json file, got "${file}".`);
  return kind;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException; // what node:fs throws
    throw new ThemeError(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`, file);
  }
}
