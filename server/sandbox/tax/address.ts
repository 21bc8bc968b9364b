import * as z from 'zod';
import {invalidRequest} from '../errors.js';
import {address, text} from '../params.js';
import {stateOf} from './rates.js';

export const taxAddress = z.strictObject({...address.shape, country: text});
export type Address = z.output<typeof taxAddress>;

/**
 * Refuses an address that does not say where tax is due: the United States need a ZIP code, Canada a province or a
 * postal code, other countries nothing more than the country.
 */
export function assertTaxLocation(where: Address, param: string, code: 'customer_tax_location_invalid' | 'invalid_tax_location'): void {
  const {country} = where;
  if (!/^[A-Z]{2}$/.test(country) || !isCountry(country)) {
    const message = `Country '${country.slice(0, 20)}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.`;
    throw invalidRequest(message, {code, param: `${param}[country]`});
  }
  const wrong = country === 'US' ? !/^\d{5}(-\d{4})?$/.test(where.postal_code?.trim() ?? '') : country === 'CA' && stateOf(where) === null;
  if (!wrong) return;
  const whose = code === 'invalid_tax_location' ? "ship-from location's" : "customer's tax location";
  const needed = country === 'US' ? 'a five-digit postal code' : 'a province or a postal code';
  throw invalidRequest(`We could not determine the ${whose} based on the provided address: ${country} needs ${needed}.`, {code, param});
}

const names = new Intl.DisplayNames('en', {type: 'region', fallback: 'none'});
const isCountry = (code: string) => code !== 'ZZ' && names.of(code) !== undefined;
