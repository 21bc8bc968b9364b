import {parseArgs} from 'node:util';
import {examine} from './examine.js';
import {Unreachable} from './knock.js';
import {inWords} from './report.js';

const USAGE = `Usage: chat-checkout doctor <mcp url> [options]

Connects to an MCP server as a chat host does and checks what a host or a reviewer would.
Calls only tools that say they only read.

  --checkout           also start a checkout, and cancel it
  --no-browser         do not show the page in Chrome, read its source only
  --timeout <seconds>  for each request; 10 when left out
  --json               the report as JSON
  --help               this text

Exit code: 0 when nothing failed, 1 when something did, 2 when the server cannot be reached or the command is not understood.
`;

const options = {
  checkout: {type: 'boolean', default: false},
  'no-browser': {type: 'boolean', default: false},
  timeout: {type: 'string', default: '10'},
  json: {type: 'boolean', default: false},
  help: {type: 'boolean', default: false},
} as const;

/** Where the command writes. */
export interface Output {
  out(words: string): void;
  err(words: string): void;
}

const terminal: Output = {out: (words) => void process.stdout.write(words), err: (words) => void process.stderr.write(words)};

/** Runs `chat-checkout doctor` with these arguments and resolves with the exit code. */
export async function doctor(args: readonly string[], {out, err}: Output = terminal): Promise<0 | 1 | 2> {
  const wish = read(args);
  if (typeof wish === 'string') {
    err(`${wish}\n\n${USAGE}`);
    return 2;
  }
  if (wish.help) {
    out(USAGE);
    return 0;
  }
  try {
    const report = await examine(wish.url, wish);
    out(wish.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
    return report.failed > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

/** The wish behind the arguments, or what is wrong with them. */
function read(args: readonly string[]) {
  try {
    const {values, positionals} = parseArgs({args: [...args], options, allowPositionals: true});
    const {checkout, json, help, timeout} = values;
    const [address = '', ...more] = positionals;
    const seconds = Number(timeout);
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (help) return {help, checkout, json, browser: false, timeoutMs: 0, url: new URL('http://localhost/')};
    if (address === '') return 'The address of the MCP server is missing.';
    if (more.length > 0) return `One address at a time; "${more.join(' ')}" is too much.`;
    if (!url || !/^https?:$/.test(url.protocol)) return `"${address}" is no http or https address.`;
    if (!(seconds > 0)) return `--timeout takes a number of seconds above 0, got "${timeout}".`;
    return {help, checkout, json, browser: !values['no-browser'], timeoutMs: seconds * 1000, url};
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
