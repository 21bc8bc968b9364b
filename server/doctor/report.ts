import type {Finding} from './check.js';
import type {Report} from './examine.js';

const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim();

function line({level, check, found, mend}: Finding, width: number): string {
  const said = `${level.padEnd(4)}  ${check.padEnd(width)}  ${oneLine(found)}`;
  return mend ? `${said.replace(/\.$/, '')}. Mend: ${oneLine(mend)}` : said;
}

/** The report for people: a line for each finding, and the sum. */
export function inWords({findings, passed, warnings, failed}: Report): string {
  const width = Math.max(0, ...findings.map(({check}) => check.length));
  return [...findings.map((finding) => line(finding, width)), '', `${passed} passed, ${warnings} warnings, ${failed} failed`, ''].join(
    '\n',
  );
}
