import {invalidRequest} from './errors.js';

/** How a field of a search is read. `text` fields can be searched for a part with `~`, `number` fields compared. */
export type SearchField<Item> = {read: (item: Item) => unknown; kind?: 'text' | 'number'};
export type SearchFields<Item> = Record<string, SearchField<Item>>;

type Searchable = {metadata: Record<string, string>};
type Match<Item> = (item: Item) => boolean;

const CLAUSE =
  /^(?<not>-)?(?:metadata\[(?<q>["'])(?<key>.+?)\k<q>\]|(?<field>\w+))\s*(?<operator>:|~|>=|<=|>|<)\s*(?:(?<quote>["'])(?<quoted>(?:\\.|(?!\k<quote>).)*)\k<quote>|(?<bare>null|-?\d+))\s*/;
const JOINT = /^(?<joint>AND|OR)\s+/i;

/**
 * Finds what a query of Stripe's search language asks for, and cuts out one page.
 *
 * Clauses are `field:'value'`, `field~'part'` (at least three characters), `field>1`, `metadata['key']:'value'` and the
 * same with `-` in front, joined by AND or by OR. Stripe's index lags behind by up to a minute; this one does not.
 */
export function searchPage<Item extends Searchable>(
  oldestFirst: Iterable<Item>,
  {query, limit = 10, page = '0'}: {query: string; limit?: number; page?: string},
  {fields, url}: {fields: SearchFields<Item>; url: string},
) {
  const start = Number(page);
  if (!Number.isSafeInteger(start) || start < 0) throw invalidRequest(`Invalid page token: ${page.slice(0, 60)}`, {param: 'page'});
  const found = [...oldestFirst].reverse().filter(parseQuery(query, fields));
  const hasMore = found.length > start + limit;
  return {
    object: 'search_result',
    data: found.slice(start, start + limit),
    has_more: hasMore,
    next_page: hasMore ? String(start + limit) : null,
    url,
  };
}

function parseQuery<Item extends Searchable>(query: string, fields: SearchFields<Item>): Match<Item> {
  const matches: Match<Item>[] = [];
  const joints = new Set<string>();
  let rest = query.trim();
  do {
    const clause = CLAUSE.exec(rest);
    if (!clause?.groups) throw unreadable(rest);
    matches.push(clauseMatch(clause.groups, fields, rest));
    rest = rest.slice(clause[0].length);
    const joint = JOINT.exec(rest);
    if (joint) joints.add(joint[1]!.toUpperCase());
    if (joint && rest.length === joint[0].length) throw unreadable(rest);
    rest = rest.slice(joint?.[0].length ?? 0);
  } while (rest);
  if (joints.size > 1) throw invalidRequest('A search query cannot combine AND and OR.', {param: 'query'});
  return joints.has('OR') ? (item) => matches.some((match) => match(item)) : (item) => matches.every((match) => match(item));
}

function clauseMatch<Item extends Searchable>(
  {not, key, field, operator = ':', quoted, bare}: Record<string, string | undefined>,
  fields: SearchFields<Item>,
  rest: string,
): Match<Item> {
  const known: SearchField<Item> | undefined =
    key === undefined ? own(fields, field ?? '') : {read: ({metadata}) => metadata[key], kind: 'text'};
  if (!known)
    throw invalidRequest(
      `Field \`${field}\` is an unsupported search field for this resource. Fields: ${['metadata', ...Object.keys(fields)].join(', ')}.`,
      {param: 'query'},
    );
  const {read, kind} = known;
  const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
  const compare = comparison(operator, value, {isNull: bare === 'null', kind, rest});
  return (item) => compare(read(item)) !== Boolean(not);
}

function comparison(
  operator: string,
  value: string,
  {isNull, kind, rest}: {isNull: boolean; kind: 'text' | 'number' | undefined; rest: string},
): (actual: unknown) => boolean {
  if (operator === '~') {
    if (kind !== 'text') throw invalidRequest(`The operator ~ is not supported near: ${rest.slice(0, 60)}`, {param: 'query'});
    if (value.length < 3) throw invalidRequest('A substring match needs at least 3 characters.', {param: 'query'});
    return (actual) =>
      String(actual ?? '')
        .toLowerCase()
        .includes(value.toLowerCase());
  }
  if (operator === ':') {
    if (isNull) return (actual) => actual === null || actual === undefined;
    return (actual) => actual !== null && actual !== undefined && String(actual) === value;
  }
  const bound = Number(value);
  if (kind !== 'number' || Number.isNaN(bound))
    throw invalidRequest(`The operator ${operator} is not supported near: ${rest.slice(0, 60)}`, {param: 'query'});
  return (actual) => {
    const number = Number(actual);
    if (operator === '>') return number > bound;
    if (operator === '<') return number < bound;
    return operator === '>=' ? number >= bound : number <= bound;
  };
}

const own = <Value>(record: Record<string, Value>, name: string) => (Object.hasOwn(record, name) ? record[name] : undefined);

const unreadable = (rest: string) =>
  invalidRequest(`We were unable to parse your search query near: ${rest.slice(0, 60)}`, {param: 'query'});
