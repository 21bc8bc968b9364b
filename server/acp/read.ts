/**
 * Reads parts of requests, leniently: what is unknown is left alone, `null` inside an object is absent, spellings of all versions are
 * taken. Wrong structure is a `Problem` with its JSONPath; a well-formed value that cannot be used is a remark in the session
 * (ACP 2026-04-17: an error is for when there is no session to return).
 */
import type * as z from 'zod/mini';
import {Buyer, FulfillmentDetails} from '../../shared/address.js';
import type {Message} from '../../shared/session.js';
import {MAX_LINES, MAX_QUANTITY} from '../../shared/tools.js';
import type {Wanted} from '../core/ports.js';
import {Problem, sentence} from './problem.js';

export type Members = Record<string, unknown>;

const MAX_CODES = 5;
const MAX_CODE = 64;

const invalid = (param: string, expected: string) => new Problem('invalid', `Expected ${expected} at ${param}.`, {param});

export const missing = (param: string) => new Problem('missing', `${param} is missing.`, {param});

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

export function object(value: unknown, param: string): Members {
  if (isObject(value)) return value;
  throw value === undefined || value === null ? missing(param) : invalid(param, 'an object');
}

/** Text that names something: no control characters, which some databases do not take. */
export function word(value: unknown, param: string, most = 128): string {
  if (value === undefined || value === null || value === '') throw missing(param);
  if (typeof value !== 'string' || value.length > most || /[\u0000-\u001f\u007f]/.test(value))
    throw invalid(param, `text of at most ${most} characters`);
  return value;
}

export function list(value: unknown, param: string, most: number): unknown[] {
  if (!Array.isArray(value)) throw value === undefined || value === null ? missing(param) : invalid(param, 'an array');
  if (value.length > most) throw invalid(param, `at most ${most} entries`);
  return value;
}

export const remark = (code: 'missing' | 'invalid', param: string, content: string): Message => ({
  type: 'error',
  code,
  severity: 'high',
  resolution: 'recoverable',
  param,
  content_type: 'plain',
  content,
});

/** Lines as `{id}`, `{id, quantity}` or `{item: {id}, quantity}`; without a quantity one piece; repeated ids are added up. */
export function readLines(value: unknown, path: string): {items: Wanted[]; itemPaths: string[]} {
  const items: Wanted[] = [];
  const itemPaths: string[] = [];
  const entries = list(value, path, MAX_LINES);
  if (!entries.length) throw invalid(path, 'at least one item');
  entries.forEach((entry, index) => {
    const here = `${path}[${index}]`;
    const line = object(entry, here);
    const item = line.item === undefined || line.item === null ? line : object(line.item, `${here}.item`);
    const itemId = word(item.id, item === line ? `${here}.id` : `${here}.item.id`);
    const quantity = line.quantity ?? item.quantity ?? 1;
    const known = items.find((each) => each.itemId === itemId);
    if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity + (known?.quantity ?? 0) > MAX_QUANTITY) {
      const isInside = item !== line && (line.quantity === undefined || line.quantity === null) && item.quantity !== undefined;
      throw invalid(
        `${here}${isInside ? '.item' : ''}.quantity`,
        `a whole number from 1 to ${MAX_QUANTITY}, all lines of the item together`,
      );
    }
    if (known) known.quantity += quantity;
    else {
      items.push({itemId, quantity});
      itemPaths.push(item === line ? here : `${here}.item`);
    }
  });
  return {items, itemPaths};
}

/** Codes as they were typed; `null` clears as an empty list does. */
export function readCodes(value: unknown, path: string): string[] {
  return value === null ? [] : list(value, path, MAX_CODES).map((code, index) => word(code, `${path}[${index}]`, MAX_CODE));
}

/** `null` clears, absent stays. A buyer that cannot be used is a remark, and what was known stays. */
export function readBuyer(value: unknown, path: string, remarks: Message[]): Buyer | null | undefined {
  if (value === undefined || value === null) return value;
  const {name, ...given} = withoutNulls(object(value, path));
  const named = given.full_name === undefined && name !== undefined ? {...given, full_name: name} : given;
  return fitting(
    Buyer,
    named,
    (members) => [path, ...members].join('.'),
    remarks,
    () => undefined,
  );
}

/**
 * As `readBuyer`. An address that cannot be used is left out, the rest is taken. A phone number may stand in the address. `paramOf`
 * places a member where it stands in the request.
 */
export function readDetails(
  value: unknown,
  remarks: Message[],
  paramOf: (path: readonly string[]) => string = (path) => ['$.fulfillment_details', ...path].join('.'),
): FulfillmentDetails | null | undefined {
  if (value === undefined || value === null) return value;
  const details = withoutNulls(object(value, paramOf([])));
  const address = details.address === undefined ? undefined : withoutNulls(object(details.address, paramOf(['address'])));
  const phone = details.phone_number ?? address?.phone_number;
  const given = {...details, ...(address && {address}), ...(phone !== undefined && {phone_number: phone})};
  return fitting(FulfillmentDetails, given, paramOf, remarks, (rest, key) => {
    const {[key]: _unfit, ...kept} = rest;
    return kept;
  });
}

/** Parses with a schema of the session. A wrong type is a problem; of a wrong value `without` makes what can be taken all the same. */
function fitting<T>(
  schema: z.ZodMiniType<T>,
  given: Members,
  paramOf: (path: readonly string[]) => string,
  remarks: Message[],
  without: (given: Members, key: string) => Members | undefined,
): T | undefined {
  let rest: Members | undefined = given;
  while (rest) {
    const read = schema.safeParse(rest);
    if (read.success) return read.data;
    const issue = read.error.issues[0]!;
    const at = issue.path.reduce<unknown>((value, key) => (isObject(value) ? value[String(key)] : undefined), rest);
    const param = paramOf(issue.path.map(String));
    if (issue.code === 'invalid_type' && at !== undefined) throw invalid(param, 'text');
    if (issue.code === 'too_big') throw new Problem('invalid', sentence(issue.message), {param});
    remarks.push(remark(at === undefined || at === '' ? 'missing' : 'invalid', param, sentence(issue.message)));
    rest = without(rest, String(issue.path[0]));
  }
  return undefined;
}

const withoutNulls = (value: Members): Members => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
