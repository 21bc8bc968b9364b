import * as z from 'zod';
import {invalidRequest, resourceMissing} from './errors.js';
import {expand, integer, text} from './params.js';

const limit = z.optional(integer.refine((value) => value >= 1 && value <= 100, 'limit must be between 1 and 100'));
const bounds = {gt: z.optional(integer), gte: z.optional(integer), lt: z.optional(integer), lte: z.optional(integer)};

/** The parameters every list understands. */
export const paging = {limit, starting_after: z.optional(text), ending_before: z.optional(text), expand};
/** Paging by token, as searches do it. */
export const searchPaging = {limit, page: z.optional(text), expand};
/** A time in seconds since 1970, or bounds of one. */
export const timeRange = z.optional(z.union([integer, z.strictObject(bounds)]));

type Paging = {limit?: number; starting_after?: string; ending_before?: string};
type TimeRange = z.output<typeof timeRange>;

/** One page of a list, newest first. `oldestFirst` is everything that matched; `kind` names it in a refusal. */
export function listPage<Item extends {id: string}>(oldestFirst: Iterable<Item>, wanted: Paging, {url, kind}: {url: string; kind: string}) {
  return sequencePage([...oldestFirst].reverse(), wanted, {url, kind});
}

/** One page of a sequence in its own order, such as the lines of a calculation. */
export function sequencePage<Item extends {id: string}>(items: Item[], wanted: Paging, {url, kind}: {url: string; kind: string}) {
  const {limit: size = 10, starting_after: after, ending_before: before} = wanted;
  if (after && before) throw invalidRequest('You cannot parameterize both starting_after and ending_before.', {param: 'ending_before'});
  const position = (id: string, param: string) => {
    const index = items.findIndex((item) => item.id === id);
    if (index < 0) throw resourceMissing(kind, id, {param, status: 400});
    return index;
  };
  const end = before ? position(before, 'ending_before') : items.length;
  const start = before ? Math.max(0, end - size) : after ? position(after, 'starting_after') + 1 : 0;
  const data = items.slice(start, before ? end : start + size);
  return {object: 'list', data, has_more: before ? start > 0 : start + size < end, url};
}

/** Whether a time lies in the range that was asked for. */
export function isWithin(range: TimeRange, at: number): boolean {
  const {
    gt = -Infinity,
    gte = -Infinity,
    lt = Infinity,
    lte = Infinity,
  } = typeof range === 'number' ? {gte: range, lte: range} : (range ?? {});
  return at > gt && at >= gte && at < lt && at <= lte;
}
