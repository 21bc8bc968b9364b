import {gzipSync} from 'node:zlib';
import {count, judge, type Check} from '../check.js';
import {covers, readCsp} from '../csp.js';
import {scan} from '../scan.js';
import type {SeenPage, Visit} from '../visit.js';

/** Bytes after gzip above which a page is slow to show, and characters that a host takes. */
const GZIP_BUDGET = 25_000;
const MAX_CHARS = 150_000;

const isElsewhere = (url: string) => /^(?:\w+:)?\/\//.test(url);
const absolute = (url: string) => (url.startsWith('//') ? `https:${url}` : url);
const pagesOf = ({pages}: Visit) => pages.filter(({html}) => html !== '');

function malformed({uri, html}: SeenPage): string[] {
  const faults: [boolean, string][] = [
    [!/^\s*<!doctype html\s*>/i.test(html), 'does not begin with <!doctype html>'],
    [!/<title\b[^>]*>\s*[^<\s]/i.test(html), 'has no title'],
    [(html.match(/<body[\s>]/gi) ?? []).length > 1, 'has more than one body'],
    [html.includes('\uFFFD'), 'has characters that are not UTF-8'],
  ];
  return faults.flatMap(([wrong, what]) => (wrong ? [`${uri} ${what}`] : []));
}

/** The page itself: one document that needs nothing else, and does what its policy allows. */
export const pageChecks: readonly Check[] = [
  {
    id: 'html',
    means: 'The page is an HTML5 document.',
    mend: 'Begin with <!doctype html> and give the page a title; without the first line browsers fall into quirks mode.',
    look: (visit) => {
      const pages = pagesOf(visit);
      return pages.length === 0 ? undefined : judge(count(pages.length, 'document'), pages.flatMap(malformed));
    },
  },
  {
    id: 'self-contained',
    means: 'The page needs no other file: hosts cache it, and what it refers to may be gone by then.',
    mend: 'Inline scripts, styles and fonts; show pictures from absolute addresses only.',
    look: (visit) => {
      const pages = pagesOf(visit);
      if (pages.length === 0) return undefined;
      const loads = pages.flatMap(({uri, html, meta}) =>
        scan(html).loads.map((load) => ({...load, uri, covered: covers(readCsp(meta).resources, absolute(load.url))})),
      );
      const parts = loads.filter(({url, kind, covered}) => !isElsewhere(url) || (['script', 'style'].includes(kind) && !covered));
      const bundles = loads.filter(({url, kind, covered}) => isElsewhere(url) && ['script', 'style'].includes(kind) && covered);
      return judge(
        'nothing is loaded from a file',
        parts.map(({uri, kind, url}) => `${uri} loads a ${kind} from ${url}`),
        bundles.map(({uri, kind, url}) => `${uri} loads a ${kind} from ${url}, which must stay there as long as the page is cached`),
      );
    },
  },
  {
    id: 'no-eval',
    means: 'The page runs no text as code: the host’s policy forbids it.',
    mend: 'Take out eval and new Function; a library that needs them has to go.',
    look: (visit) => {
      const pages = pagesOf(visit);
      if (pages.length === 0) return undefined;
      return judge(
        'none',
        pages.flatMap(({uri, html}) => scan(html).evals.map((found) => `${uri} has ${found}`)),
      );
    },
  },
  {
    id: 'page-size',
    means: 'The page is small enough to appear at once.',
    mend: `Stay below ${GZIP_BUDGET} bytes after gzip; above ${MAX_CHARS} characters hosts turn a page away.`,
    look: (visit) => {
      const pages = pagesOf(visit).map(({uri, html}) => ({uri, chars: html.length, bytes: gzipSync(html, {level: 9}).length}));
      if (pages.length === 0) return undefined;
      return judge(
        pages.map(({chars, bytes}) => `${chars} characters, ${bytes} bytes after gzip`).join('; '),
        pages.filter(({chars}) => chars > MAX_CHARS).map(({uri, chars}) => `${uri} has ${chars} characters`),
        pages.filter(({bytes}) => bytes > GZIP_BUDGET).map(({uri, bytes}) => `${uri} has ${bytes} bytes after gzip`),
      );
    },
  },
  {
    id: 'csp-covers',
    means: 'Everything the page loads comes from an origin that it declares.',
    mend: 'Declare the origin in resourceDomains (pictures, scripts, styles, fonts) or connectDomains (requests), in both spellings.',
    look: (visit) => {
      const pages = pagesOf(visit);
      if (pages.length === 0) return undefined;
      if (!visit.loads) {
        const faults = pages.flatMap(({uri, html, meta}) => {
          const {connect, resources, frames} = readCsp(meta);
          const domains = {connection: connect, frame: frames, script: resources, style: resources, picture: resources};
          return scan(html)
            .loads.filter(({url, kind}) => isElsewhere(url) && !covers(domains[kind], absolute(url)))
            .map(({url, kind}) => `${uri} loads a ${kind} from ${url}`);
        });
        return judge(`nothing else in the source (not seen in a browser: ${visit.noBrowser})`, faults);
      }
      const shown = visit.loads.reduce((sum, {requests}) => sum + requests.length, 0);
      return judge(
        `${count(shown, 'request')} in a browser, nothing refused`,
        visit.loads.flatMap(({uri, violations}) => violations.map((found) => `${uri}: the policy refuses ${found}`)),
      );
    },
  },
  {
    id: 'page-runs',
    means: 'The page runs in a host’s frame: it says hello, tells its height, and throws nothing.',
    mend: 'Send ui/initialize, ui/notifications/initialized and ui/notifications/size-changed, and catch what can fail.',
    look: ({loads}) => {
      if (!loads) return undefined;
      const silent = (method: string) =>
        loads.filter(({messages}) => !messages.includes(method)).map(({uri}) => `${uri} does not send ${method}`);
      return judge(
        `shown ${count(loads.length, 'time')}`,
        loads.flatMap(({uri, errors}) => errors.map((found) => `${uri}: ${found}`)),
        [...silent('ui/initialize'), ...silent('ui/notifications/size-changed')],
      );
    },
  },
];
