import type {CallToolResult} from '@modelcontextprotocol/sdk/types.js';
import type * as z from 'zod/mini';
import {ERROR_META_KEY} from '../../shared/tools.js';
import type {CheckoutError} from '../core/errors.js';

/** A tool's answer. The text repeats the JSON: some hosts hand only the text to the widget, others only the object. */
export const success = (structuredContent: Record<string, unknown>): CallToolResult => ({
  structuredContent,
  content: [{type: 'text', text: JSON.stringify(structuredContent)}],
});

const failure = (error: {code: string; message: string; param?: string}): CallToolResult => ({
  isError: true,
  content: [{type: 'text', text: error.message}],
  _meta: {[ERROR_META_KEY]: error},
});

// A name such as `payment_data.token` stays as the caller must write it.
const sentence = (text: string) => {
  const start = /^[a-z]+[_.]/.test(text) ? text.charAt(0) : text.charAt(0).toUpperCase();
  return `${start}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
};

/** A refusal of the shop, in words for the model and the buyer and with a code for the widget. */
export const refused = ({code, message, param}: CheckoutError): CallToolResult =>
  failure({code, message: sentence(message), ...(param && {param})});

const jsonPath = (path: readonly PropertyKey[]) =>
  path.reduce<string>((whole, key) => whole + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), '$');

/** Input that does not fit the tool's schema: what was expected and what came, one sentence for each place. */
export function invalidInput({issues}: z.core.$ZodError): CallToolResult {
  const first = new Map([...issues].reverse().map((issue) => [jsonPath(issue.path), issue]));
  const told = issues.filter((issue) => first.get(jsonPath(issue.path)) === issue);
  const message = told.map((issue) => `${sentence(issue.message).replace(/\.$/, '')} (at ${jsonPath(issue.path)}).`).join(' ');
  return failure({code: 'invalid', message, param: jsonPath(issues[0]?.path ?? [])});
}
