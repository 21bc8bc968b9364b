import * as z from 'zod/mini';

/** A line of text with a length limit whose message says what was expected and what came, without repeating the text. */
export const text = (name: string, most: number) =>
  z
    .string(`${name} must be text`)
    .check(
      z.trim(),
      z.maxLength(most, {error: (issue) => `${name} must be at most ${most} characters, got ${String(issue.input).length}`}),
    );

const required = (name: string, most: number) => text(name, most).check(z.minLength(1, `${name} is missing`));

const Country = z
  .string('country is missing: expected a two-letter ISO 3166-1 code such as "US"')
  .check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{2}$/, 'country must be a two-letter ISO 3166-1 code such as "US"'));

/**
 * Postal address in ACP's field names. Only the country must be known to read one; what else a country needs
 * to deliver is `missingAddressFields`, which the session reports as messages.
 */
export const Address = z.object({
  name: z._default(text('name', 256), ''),
  line_one: z._default(text('line_one', 256), ''),
  line_two: z.optional(text('line_two', 256)),
  city: z._default(text('city', 128), ''),
  state: z._default(text('state', 128), ''),
  country: Country,
  postal_code: z._default(text('postal_code', 32), ''),
  company: z.optional(text('company', 256)),
});
export type Address = z.infer<typeof Address>;

// As JSON Schema's format `email` has it, which ACP's schemas ask for: ASCII only. One way only to read any text: this is looked at
// however long the text is.
const EMAIL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d]([a-z\d-]*[a-z\d])?$/i;
const Email = required('email', 320).check(z.regex(EMAIL, 'email must look like name@example.com'));

/** Who buys. ACP 2026-04-17 requires only the e-mail address. */
export const Buyer = z.object({
  email: Email,
  full_name: z.optional(text('full_name', 256)),
  first_name: z.optional(text('first_name', 128)),
  last_name: z.optional(text('last_name', 128)),
  phone_number: z.optional(text('phone_number', 32)),
});
export type Buyer = z.infer<typeof Buyer>;

/** Where to deliver and whom to reach about it. */
export const FulfillmentDetails = z.object({
  name: z.optional(text('name', 256)),
  phone_number: z.optional(text('phone_number', 32)),
  email: z.optional(Email),
  address: z.optional(Address),
});
export type FulfillmentDetails = z.infer<typeof FulfillmentDetails>;

export type AddressField = 'name' | 'line_one' | 'line_two' | 'city' | 'state' | 'postal_code';

// Countries whose addresses carry a state or province, and those that have no postal code. Looked up by a whole code of two letters.
const STATE_REQUIRED = 'US CA AU BR CN IN JP MX AE';
const WITH_STATE = `${STATE_REQUIRED} IT ES AR MY TH KR`;
const NO_POSTAL_CODE = 'AE HK IE QA PA BO JM BS GH KE ZW UG SY YE KW';
const POSTAL_FIRST = 'DE FR AT CH ES IT NL BE SE NO DK FI PL PT CZ IS JP KR CN';

/** The fields a country's address has, in the order its people write them. `line_two` is always optional. */
export function addressFields(country: string): {field: AddressField; required: boolean}[] {
  const place: AddressField[] = POSTAL_FIRST.includes(country) ? ['postal_code', 'city'] : ['city', 'state', 'postal_code'];
  if (POSTAL_FIRST.includes(country) && WITH_STATE.includes(country)) place.push('state');
  const fields: AddressField[] = ['name', 'line_one', 'line_two', ...place];
  return fields
    .filter(
      (field) => (field !== 'state' || WITH_STATE.includes(country)) && (field !== 'postal_code' || !NO_POSTAL_CODE.includes(country)),
    )
    .map((field) => ({field, required: field !== 'line_two' && (field !== 'state' || STATE_REQUIRED.includes(country))}));
}

// Shapes that can be checked without a register. Others are accepted as they are.
const POSTAL_PATTERNS: Record<string, RegExp> = {
  US: /^\d{5}(-\d{4})?$/,
  CA: /^[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  JP: /^\d{3}-?\d{4}$/,
};

/** What a delivery to this address still lacks: a field's name with `missing`, or `invalid` for a postal code of the wrong shape. */
export function addressProblems(address: Address): {field: AddressField; problem: 'missing' | 'invalid'}[] {
  const problems: {field: AddressField; problem: 'missing' | 'invalid'}[] = [];
  for (const {field, required: needed} of addressFields(address.country)) {
    const value = address[field] ?? '';
    if (needed && !value) problems.push({field, problem: 'missing'});
    const pattern = field === 'postal_code' && value ? POSTAL_PATTERNS[address.country] : undefined;
    if (pattern && !pattern.test(value)) problems.push({field, problem: 'invalid'});
  }
  return problems;
}
