import type {Address} from '../../../shared/address.js';
import {postalKey, regionCode} from '../../core/regions.js';

/** Where a shipping rate is offered. */
export interface Zone {
  /** ISO 3166-1 alpha-2; undefined where the rate names none. */
  countries: string[] | undefined;
  /** Codes as `regionCode` writes them. */
  states: string[] | undefined;
  postalCodes: {key: string; isPrefix: boolean}[] | undefined;
}

/** Separated by commas, or by blanks where there is no comma: so a comma list may hold names and codes with blanks in them. */
function listOf(text: string | undefined): string[] | undefined {
  const parts = (text ?? '').split(text?.includes(',') ? ',' : /\s+/).map((part) => part.trim());
  const named = parts.filter(Boolean);
  return named.length ? named : undefined;
}

/**
 * Reads a zone from metadata: `countries` (`US, CA`), `states` (`CA, New York`), `postal_codes` (`94*, 10001`; a star stands for any
 * end). All that is there must fit; states and postal codes without countries are those of `home`. Nothing there is a zone without borders.
 */
export function readZone(metadata: Readonly<Record<string, string>>, home: string): Zone {
  const states = listOf(metadata.states);
  const codes = listOf(metadata.postal_codes);
  return {
    countries: listOf(metadata.countries)?.map((country) => country.toUpperCase()) ?? (states || codes ? [home] : undefined),
    states,
    postalCodes: codes?.map((code) => ({key: postalKey(code.replaceAll('*', '')), isPrefix: code.endsWith('*')})),
  };
}

/** Whether the zone holds the address. `reached` are the countries of a zone that names none. */
export function holds({countries, states, postalCodes}: Zone, {country, state, postal_code}: Address, reached: readonly string[]): boolean {
  if (!(countries ?? reached).includes(country)) return false;
  if (states && !states.some((name) => regionCode(country, name) === regionCode(country, state))) return false;
  if (!postalCodes) return true;
  // Four more digits of a US code name a street, not another place.
  const whole = country === 'US' ? postalKey(postal_code).slice(0, 5) : postalKey(postal_code);
  return postalCodes.some(({key, isPrefix}) => (isPrefix ? whole.startsWith(key) : whole === key));
}
