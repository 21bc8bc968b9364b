import {addressFields, addressProblems, type Address} from '../../../shared/address.js';
import type {CheckoutSession} from '../../../shared/session.js';
import type {FormField} from '../../locales/en.js';
import {fieldLabel, fill, type Strings} from '../../locales/localize.js';

/** What stands in the form. */
export type Draft = Partial<Record<FormField, string>>;
/** An error text per field; `form` is about the address as a whole. */
export type Errors = Draft & {form?: string};

/** Tokens of the HTML autofill standard, https://html.spec.whatwg.org/#autofill-field */
export const autocomplete: Record<FormField, string> = {
  name: 'shipping name',
  line_one: 'shipping address-line1',
  line_two: 'shipping address-line2',
  city: 'shipping address-level2',
  state: 'shipping address-level1',
  postal_code: 'shipping postal-code',
  country: 'shipping country',
  email: 'email',
  phone_number: 'tel',
};

/**
 * The fields of a country's address in the order its people write them. `undefined` marks a place that this country leaves out:
 * a field keeps its place, and so its input, when the country changes under the browser's autofill.
 */
export function places(country: string) {
  const fields = addressFields(country);
  const at = (name: FormField) => fields.findIndex(({field}) => field === name);
  const postalFirst = at('postal_code') < at('city');
  const order = ['name', 'line_one', 'line_two', postalFirst && 'postal_code', 'city', 'state', !postalFirst && 'postal_code'];
  return order.map((name) => fields.find(({field}) => field === name));
}

/** What the session knows of the address and the buyer. */
export function draftOf({fulfillment_details: details, buyer}: CheckoutSession): Draft {
  const {name, email, phone_number} = {...buyer, name: buyer?.full_name, ...details};
  return {name, ...details?.address, email, phone_number};
}

/**
 * The server's messages by the field they are about, in our words where the language is not the server's English.
 * Without an address there is nothing to correct yet: the form itself asks.
 */
export function serverErrors({messages, fulfillment_details: details}: CheckoutSession, t: Strings): Errors {
  const errors: Errors = {};
  const words = t.codes.invalid ? {...t.codes, missing: t.fieldMissing, invalid: t.fieldInvalid} : t.codes;
  if (details?.address) {
    for (const {param = '', code, content} of messages) {
      const [found, name = ''] = /^\$\.(?:fulfillment_details|buyer)(?:\.address)?(?:\.(\w+))?$/.exec(param) ?? [];
      const field = name in autocomplete ? (name as FormField) : 'form';
      if (found) errors[field] ??= fill(words[code!] ?? content, fieldLabel(t, field as FormField, details.address.country) ?? t.address);
    }
  }
  return errors;
}

/** The address as the draft has it, trimmed, with only the fields of its country. A state may be its code or its name; a code is in capitals. */
export function addressOf(draft: Draft): Address {
  const country = draft.country ?? '';
  const address: Address = {name: '', line_one: '', city: '', state: '', postal_code: '', country};
  for (const {field} of addressFields(country)) {
    const value = draft[field]?.trim() ?? '';
    if (value || field !== 'line_two') address[field] = field === 'state' && /^[a-z]{2}$/i.test(value) ? value.toUpperCase() : value;
  }
  return address;
}

/** What is wrong with the address, in words, by field. */
export function addressErrors(address: Address, t: Strings): Errors {
  const errors: Errors = {};
  for (const {field, problem} of addressProblems(address)) {
    const label = fieldLabel(t, field, address.country);
    errors[field] = problem === 'missing' ? fill(t.fieldMissing, label) : fill(t.fieldInvalid, label);
  }
  if (/^(US|CA)$/.test(address.country) && !/^\D{2,}$/.test(address.state))
    errors.state ??= fill(t.fieldInvalid, fieldLabel(t, 'state', address.country));
  return errors;
}

/** The address below the name, street and place, in the country's order. */
export function addressLines(address: Address, countryName: string): string[] {
  const [, one, two, ...rest] = places(address.country).map((place) => (place && address[place.field]) || '');
  const place = rest.map((value) => (value && value === address.city && address.state ? `${value},` : value)).filter(Boolean);
  return [[one, two].filter(Boolean).join(', '), `${place.join(' ')}, ${countryName}`];
}
