import {WIDGET_MIME_TYPE} from '../../../shared/tools.js';
import {count, judge, type Check, type Verdict} from '../check.js';
import {cspMismatches, readCsp} from '../csp.js';
import {fields, list, text, type Fields} from '../json.js';
import type {SeenPage, Visit} from '../visit.js';

/** Asks each page for its faults and doubts. */
const each =
  (fine: string, faults: (page: SeenPage, visit: Visit) => string[], doubts: typeof faults = () => []) =>
  (visit: Visit): Verdict | undefined =>
    visit.pages.length === 0
      ? undefined
      : judge(
          `${count(visit.pages.length, 'page')}, ${fine}`,
          visit.pages.flatMap((page) => faults(page, visit)),
          visit.pages.flatMap((page) => doubts(page, visit)),
        );

const readUi = (meta: Fields) => fields(meta.ui);
const when = (wrong: boolean, words: string) => (wrong ? [words] : []);

/** The page as an MCP resource, and what its `_meta` says to the host. */
export const resourceChecks: readonly Check[] = [
  {
    id: 'resource-listed',
    means: 'Every page that a tool opens is in resources/list.',
    mend: 'List the page in resources/list under the address that the tool names.',
    look: each('listed', ({uri, listed}, {resourcesAnswer}) =>
      resourcesAnswer?.error ? [`resources/list: ${resourcesAnswer.error.message}`] : when(!listed, `${uri} is not listed`),
    ),
  },
  {
    id: 'resource-readable',
    means: 'Every page can be read.',
    mend: 'Answer resources/read of the page’s address with its HTML as text.',
    look: each('readable', ({uri, read, html}) =>
      read.error ? [`${uri}: ${read.error.message}`] : when(html === '', `${uri} comes without text`),
    ),
  },
  {
    id: 'one-content',
    means: 'A page is exactly one content item; hosts refuse more.',
    mend: 'Answer resources/read with one item in contents.',
    look: each('one content item', ({uri, read}) => {
      const {length} = list(read.result?.contents);
      return when(read.result !== undefined && length !== 1, `${uri} has ${count(length, 'content item')}`);
    }),
  },
  {
    id: 'mime-type',
    means: 'The page has the MIME type by which hosts know a widget.',
    mend: `Set mimeType to ${WIDGET_MIME_TYPE} in resources/list and on the content item.`,
    look: each(WIDGET_MIME_TYPE, ({uri, listed, read, item}) =>
      [...(listed ? [listed.mimeType] : []), ...(read.result ? [item.mimeType] : [])]
        .filter((type) => type !== WIDGET_MIME_TYPE)
        .map((type) => `${uri} has ${text(type) || 'none'}`),
    ),
  },
  {
    id: 'meta-on-content',
    means: 'The page’s metadata is on the content item, where hosts look first.',
    mend: 'Put _meta on the item in contents, not only in resources/list.',
    look: each(
      'with metadata',
      ({uri, read, item, listed}) => when(read.result !== undefined && !item._meta && !listed?._meta, `${uri} has none at all`),
      // The listing is the fallback (MCP Apps 2026-01-26), which not every host falls back on.
      ({uri, read, item, listed}) => when(read.result !== undefined && !item._meta && !!listed?._meta, `${uri} has it in the listing only`),
    ),
  },
  {
    id: 'csp-spellings',
    means: 'The page declares the origins it uses in both spellings, and both are the same.',
    mend: 'Write the same origins into _meta.ui.csp and _meta["openai/widgetCSP"]; empty lists where there are none.',
    look: each('the same in both', ({uri, meta}) => {
      const csp = readCsp(meta);
      if (!csp.standard) return [`${uri} has no ui.csp`];
      if (!csp.alias) return [`${uri} has no openai/widgetCSP`];
      return cspMismatches(csp).map((found) => `${uri}: ${found}`);
    }),
  },
  {
    id: 'frames',
    means: 'The page embeds no other site: nested frames bring a stricter review.',
    mend: 'Leave frameDomains empty; a payment form of another company is not allowed in a widget.',
    look: each(
      'no frames',
      () => [],
      ({uri, meta}) => readCsp(meta).frames.map((origin) => `${uri} declares frames from ${origin}`),
    ),
  },
  {
    id: 'domain',
    means: 'The page has an origin of its own, which is needed to submit a plugin, in both spellings.',
    mend: 'Set _meta.ui.domain and _meta["openai/widgetDomain"] to the same origin, one that no other plugin uses.',
    look: each(
      'the same in both, or none on this machine',
      ({uri, meta}) => {
        const [standard, alias] = [text(readUi(meta).domain), text(meta['openai/widgetDomain'])];
        return when(standard !== alias, `${uri}: ui.domain is ${standard || 'missing'}, openai/widgetDomain is ${alias || 'missing'}`);
      },
      // A server on this machine cannot be submitted, so there is nothing to set yet.
      ({uri, meta}, {isLoopback}) => when(!isLoopback && !readUi(meta).domain && !meta['openai/widgetDomain'], `${uri} has none`),
    ),
  },
  {
    id: 'prefers-border',
    means: 'The page says whether it wants a border, in both spellings: hosts differ in what they do by default.',
    mend: 'Set _meta.ui.prefersBorder and _meta["openai/widgetPrefersBorder"] to the same of true and false.',
    look: each(
      'the same in both, where it is said',
      ({uri, meta}) => {
        const [standard, alias] = [readUi(meta).prefersBorder, meta['openai/widgetPrefersBorder']];
        const said = `${uri}: ui.prefersBorder is ${standard ?? 'missing'}, openai/widgetPrefersBorder is ${alias ?? 'missing'}`;
        return when(standard !== alias || !['boolean', 'undefined'].includes(typeof standard), said);
      },
      ({uri, meta}) => when(readUi(meta).prefersBorder === undefined && !('openai/widgetPrefersBorder' in meta), `${uri} does not say it`),
    ),
  },
  {
    id: 'widget-description',
    means: 'The page tells the model what the buyer sees, so that it does not say it again.',
    mend: 'Set _meta["openai/widgetDescription"] to a sentence or two.',
    look: each(
      'described',
      () => [],
      ({uri, meta}) => when(text(meta['openai/widgetDescription']) === '', `${uri} has no description`),
    ),
  },
];
