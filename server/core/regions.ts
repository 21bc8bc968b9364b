// ISO 3166-2 codes of the states and provinces that tax tables name by code and people often write out.
const NAMES: Record<string, string> = {
  US:
    'AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DC District of Columbia;DE Delaware;FL Florida;' +
    'GA Georgia;HI Hawaii;IA Iowa;ID Idaho;IL Illinois;IN Indiana;KS Kansas;KY Kentucky;LA Louisiana;MA Massachusetts;MD Maryland;' +
    'ME Maine;MI Michigan;MN Minnesota;MO Missouri;MS Mississippi;MT Montana;NC North Carolina;ND North Dakota;NE Nebraska;' +
    'NH New Hampshire;NJ New Jersey;NM New Mexico;NV Nevada;NY New York;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;PR Puerto Rico;' +
    'RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VA Virginia;VT Vermont;WA Washington;' +
    'WI Wisconsin;WV West Virginia;WY Wyoming',
  CA:
    'AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;NS Nova Scotia;NT Northwest Territories;' +
    'NU Nunavut;ON Ontario;PE Prince Edward Island;QC Quebec;SK Saskatchewan;YT Yukon',
};

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('.', '').trim().toUpperCase();

const CODES = new Map(
  Object.entries(NAMES).flatMap(([country, names]) =>
    names.split(';').map((entry): [string, string] => [`${country} ${plain(entry.slice(3))}`, entry.slice(0, 2)]),
  ),
);

/**
 * A state or province in one spelling: "California", "ca" and "US-CA" are all "CA", as in the tables.
 * What is not known comes back in capitals without accents.
 */
export function regionCode(country: string, state: string): string {
  const text = plain(state);
  const code = text.startsWith(`${country}-`) ? text.slice(country.length + 1) : text;
  return CODES.get(`${country} ${code}`) ?? code;
}

/** A postal code without blanks and hyphens, in capitals, e.g. for comparing `v6b 1a1` with the prefix `V6B`. */
export const postalKey = (postalCode: string): string => postalCode.replace(/[\s-]/g, '').toUpperCase();
