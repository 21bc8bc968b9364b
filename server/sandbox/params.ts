import * as z from 'zod';
import {invalidRequest, type StripeRefusal} from './errors.js';

/** The building blocks of an endpoint's parameters. Form values arrive as text; an empty text cannot stand for a value. */
export const text = z.string().min(1);
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const expand = z.optional(z.array(text));
export const webAddress = z.url({protocol: /^https?$/});
/** An amount in the currency's smallest unit, zero included. */
export const amount = integer.refine((value) => value >= 0, 'Invalid non-negative integer');
/** A text that an empty value unsets. */
export const clearable = z.string().transform((value) => value || null);

/** Changes of metadata: up to 50 pairs, keys of at most 40 characters, values of at most 500. An empty value unsets. */
export const metadataChanges = z.union([
  z.literal(''),
  z.record(z.string().max(40), z.string().max(500)).refine((pairs) => Object.keys(pairs).length <= 50, 'Metadata can have at most 50 keys'),
]);

/** Metadata of something new. */
export const metadata = metadataChanges.transform((changes) => changedMetadata({}, changes));

/** Metadata after changes: keys that are not named stay, an empty value unsets its key, an empty whole unsets all. */
export function changedMetadata(current: Record<string, string>, changes: z.output<typeof metadataChanges> = {}): Record<string, string> {
  if (changes === '') return {};
  return Object.fromEntries(Object.entries({...current, ...changes}).filter(([, value]) => value !== ''));
}

const addressField = z.optional(z.string()).transform((value) => value || null);

/** An address; what was left out comes back as null. */
export const address = z.strictObject({
  city: addressField,
  country: addressField,
  line1: addressField,
  line2: addressField,
  postal_code: addressField,
  state: addressField,
});

export const shipping = z.strictObject({
  address,
  name: text,
  carrier: addressField,
  phone: addressField,
  tracking_number: addressField,
});

/** Parameters that Stripe knows and that change nothing here: they are accepted and left alone. */
export const inert = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.optional(z.unknown())])) as Record<Name, z.ZodOptional<z.ZodUnknown>>;

/** Reads parameters against a strict schema; the first thing wrong becomes Stripe's 400. */
export function read<Schema extends z.ZodType>(schema: Schema, params: unknown): z.output<Schema> {
  refuseRetiredParams(params);
  const result = schema.safeParse(params, {reportInput: true});
  if (result.success) return result.data;
  const {issues} = result.error;
  throw refusal(issues.find(({code}) => code === 'unrecognized_keys') ?? issues[0]!);
}

// Stripe changelog 2026-08-26.preview and 2026-09-30.endive: create, update and confirm answer 400.
function refuseRetiredParams(params: unknown): void {
  if (typeof params !== 'object' || params === null || !('payment_method_types' in params)) return;
  throw invalidRequest(
    'The `payment_method_types` parameter is no longer supported. Use dynamic payment methods, or `allowed_payment_method_types` to filter them.',
    {code: 'payment_method_types_no_longer_supported', param: 'payment_method_types'},
  );
}

function refusal(issue: z.core.$ZodIssue): StripeRefusal {
  const at = (...more: PropertyKey[]) => [...issue.path, ...more].map((key, i) => (i ? `[${String(key)}]` : String(key))).join('');
  const param = at();
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys.map((key) => at(key));
    const message = `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.join(', ')}`;
    return invalidRequest(message, {code: 'parameter_unknown', param: unknown[0]});
  }
  const input = issue.input;
  if (input === undefined) return invalidRequest(`Missing required param: ${param}.`, {code: 'parameter_missing', param});
  if (input === '') {
    const message =
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    return invalidRequest(message, {code: 'parameter_invalid_empty', param});
  }
  if (issue.code === 'custom') return invalidRequest(issue.message, {param});
  if (issue.code === 'too_big') return invalidRequest(`Invalid ${param}: must be at most ${issue.maximum} long`, {param});
  if (issue.code === 'invalid_format' && issue.format === 'url') return invalidRequest('Not a valid URL', {code: 'url_invalid', param});
  if (issue.code === 'invalid_format')
    return invalidRequest(`Invalid integer: ${shown(input)}`, {code: 'parameter_invalid_integer', param});
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    if (values.includes('true')) return invalidRequest(`Invalid boolean: ${shown(input)}`, {param});
    return invalidRequest(`Invalid ${param}: must be one of ${values.join(', ')}`, {param});
  }
  if (issue.code === 'invalid_type' && issue.expected !== 'string') return invalidRequest(`Invalid ${issue.expected}`, {param});
  return invalidRequest(`Invalid value for ${param}`, {param});
}

const shown = (input: unknown) => (typeof input === 'string' ? input.slice(0, 100) : typeof input);
