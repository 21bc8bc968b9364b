import {installedChrome, loadPages, type Chrome} from './browser.js';
import {checks} from './checks/index.js';
import type {Finding, Level} from './check.js';
import type {Fields} from './json.js';
import {pageOf, visit, type Visit} from './visit.js';

export interface ExamineOptions {
  /** Also start a checkout, and cancel it. Without it nothing is called that does not say it only reads. */
  checkout?: boolean;
  /** Show the pages in a browser: the one that is installed, or this one. `false` leaves it at reading their source. */
  browser?: Chrome | boolean;
  /** For each request, in milliseconds. */
  timeoutMs?: number;
}

export interface Report {
  url: string;
  findings: Finding[];
  passed: number;
  warnings: number;
  failed: number;
}

/** Looks at an MCP server as a chat host or a reviewer would. Rejects with `Unreachable` when nothing answers at the address. */
export async function examine(url: URL, {checkout = false, browser = true, timeoutMs = 10_000}: ExamineOptions = {}): Promise<Report> {
  const seen = await visit(url, {checkout, timeoutMs});
  if (browser === false) seen.noBrowser = 'left out on request';
  else await show(seen, browser === true ? installedChrome() : browser, timeoutMs);

  const findings = checks.flatMap(({id, means, mend, look}): Finding[] => {
    const verdict = look(seen);
    return verdict ? [{check: id, means, ...verdict, ...(verdict.level !== 'ok' && {mend})}] : [];
  });
  const number = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return {url: url.href, findings, passed: number('ok'), warnings: number('warn'), failed: number('fail')};
}

async function show(seen: Visit, chrome: Chrome | undefined, timeoutMs: number): Promise<void> {
  const pages = seen.pages.filter(({html}) => html !== '');
  if (pages.length === 0) return;
  const results = seen.calls.flatMap(({tool, args, answer}) => (answer.result?.isError ? [] : [{tool, args, result: answer.result ?? {}}]));
  const answers: Record<string, Fields> = Object.fromEntries(results.map(({tool, result}) => [tool, result]));
  try {
    seen.loads = await loadPages(
      pages.map(({uri, html, meta}) => {
        const opened = results.filter(({tool}) => seen.tools.some((one) => one.name === tool && pageOf(one) === uri));
        const openings = opened.length > 0 ? opened : [{tool: '', args: {}, result: {content: []}}];
        return {uri, html, meta, openings: openings.map((opening) => ({...opening, answers}))};
      }),
      chrome,
      timeoutMs,
    );
  } catch (error) {
    seen.noBrowser = error instanceof Error ? error.message : String(error);
  }
}
