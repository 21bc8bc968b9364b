/**
 * The sandbox's own tax table: standard rates in thousandths of a percent, so 7.25 % is 7250. The real rates have more
 * to them (counties, cities, reduced rates); these are round enough to check by hand.
 */
export type TaxRate = {
  country: string;
  /** Two letters; only where states have taxes of their own. */
  state: string | null;
  rate: number;
  type: 'sales_tax' | 'vat' | 'gst' | 'hst' | 'jct';
  name: string;
  taxesShipping: boolean;
};

type StateTax = {rate: number; zip: [from: number, to: number][]; taxesShipping?: boolean};

// The ZIP ranges are the first three digits.
const US: Record<string, StateTax> = {
  AZ: {rate: 5600, zip: [[850, 865]]},
  CA: {rate: 7250, zip: [[900, 961]]},
  CO: {rate: 2900, zip: [[800, 816]]},
  FL: {rate: 6000, zip: [[320, 349]]},
  GA: {
    rate: 4000,
    taxesShipping: true,
    zip: [
      [300, 319],
      [398, 399],
    ],
  },
  IL: {rate: 6250, taxesShipping: true, zip: [[600, 629]]},
  MA: {rate: 6250, zip: [[10, 27]]},
  MI: {rate: 6000, taxesShipping: true, zip: [[480, 499]]},
  NC: {rate: 4750, taxesShipping: true, zip: [[270, 289]]},
  NJ: {rate: 6625, taxesShipping: true, zip: [[70, 89]]},
  NY: {rate: 8875, taxesShipping: true, zip: [[100, 149]]},
  OH: {rate: 5750, taxesShipping: true, zip: [[430, 459]]},
  PA: {rate: 6000, taxesShipping: true, zip: [[150, 196]]},
  TX: {rate: 6250, taxesShipping: true, zip: [[750, 799]]},
  WA: {rate: 6500, taxesShipping: true, zip: [[980, 994]]},
};

const CA: Record<string, {rate: number; postal: string; type?: 'hst'}> = {
  AB: {rate: 5000, postal: 'T'},
  BC: {rate: 12_000, postal: 'V'},
  MB: {rate: 12_000, postal: 'R'},
  NB: {rate: 15_000, postal: 'E', type: 'hst'},
  NL: {rate: 15_000, postal: 'A', type: 'hst'},
  NS: {rate: 14_000, postal: 'B', type: 'hst'},
  ON: {rate: 13_000, postal: 'KLMNP', type: 'hst'},
  PE: {rate: 15_000, postal: 'C', type: 'hst'},
  QC: {rate: 14_975, postal: 'GHJ'},
  SK: {rate: 11_000, postal: 'S'},
  NT: {rate: 5000, postal: 'X'},
  NU: {rate: 5000, postal: ''},
  YT: {rate: 5000, postal: 'Y'},
};

const VAT: Record<string, number> = {
  ...{AT: 20_000, BE: 21_000, BG: 20_000, CY: 19_000, CZ: 21_000, DE: 19_000, DK: 25_000, EE: 24_000, ES: 21_000, FI: 25_500},
  ...{FR: 20_000, GR: 24_000, HR: 25_000, HU: 27_000, IE: 23_000, IT: 22_000, LT: 21_000, LU: 17_000, LV: 21_000, MT: 18_000},
  ...{NL: 21_000, PL: 23_000, PT: 23_000, RO: 21_000, SE: 25_000, SI: 22_000, SK: 23_000, GB: 20_000, CH: 8100, NO: 25_000},
};

export type TaxAddress = {country: string; state: string | null; postal_code: string | null};

/** The state or province an address lies in: as written, else by its postal code; null when neither says. */
export function stateOf({country, state, postal_code: postal}: TaxAddress): string | null {
  const written = state?.trim().toUpperCase();
  if (written && /^[A-Z]{2}$/.test(written)) return written;
  if (country === 'US') {
    const prefix = Number(postal?.slice(0, 3));
    return Object.keys(US).find((name) => US[name]!.zip.some(([from, to]) => prefix >= from && prefix <= to)) ?? null;
  }
  if (country !== 'CA' || !postal) return null;
  const letter = postal.trim().charAt(0).toUpperCase();
  return Object.keys(CA).find((name) => CA[name]!.postal.includes(letter)) ?? null;
}

/** The tax of an address; undefined where none is collected. */
export function rateAt(address: TaxAddress): TaxRate | undefined {
  const {country} = address;
  const state = stateOf(address);
  const us = country === 'US' ? US[state ?? ''] : undefined;
  if (us) return {country, state, rate: us.rate, type: 'sales_tax', name: `${state} Sales Tax`, taxesShipping: us.taxesShipping ?? false};
  const ca = country === 'CA' ? CA[state ?? ''] : undefined;
  if (ca) return {country, state, rate: ca.rate, type: ca.type ?? 'gst', name: ca.type ? 'HST' : 'GST', taxesShipping: true};
  const vat = VAT[country];
  if (vat) return {country, state: null, rate: vat, type: 'vat', name: 'VAT', taxesShipping: true};
  if (country === 'JP') return {country, state: null, rate: 10_000, type: 'jct', name: 'JCT', taxesShipping: true};
  return undefined;
}

/** Food and what cannot be taxed at all: no tax anywhere in the sandbox. */
const UNTAXED = new Set(['txcd_40060003', 'txcd_00000000']);
export const SHIPPING = 'txcd_92010001';
export const GOODS = 'txcd_99999999';

/** Whether goods of a tax code are taxed under a rate. */
export const isTaxed = (taxCode: string, {taxesShipping}: TaxRate) => !UNTAXED.has(taxCode) && (taxCode !== SHIPPING || taxesShipping);

/**
 * The tax on an amount, rounded half up. Exclusive tax comes on top; inclusive tax is the part of the amount that is tax.
 *
 * @param amount in the currency's smallest unit
 * @param rate in thousandths of a percent
 */
export function taxOn(amount: number, rate: number, behavior: 'exclusive' | 'inclusive'): number {
  const whole = behavior === 'exclusive' ? 100_000 : 100_000 + rate;
  const size = Math.abs(amount);
  return Math.sign(amount) * Math.floor((2 * size * rate + whole) / (2 * whole));
}

/** A rate as Stripe writes it: `7250` is `7.25`. */
export function percentageDecimal(rate: number): string {
  const digits = String(rate).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '');
}
