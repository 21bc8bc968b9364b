import type {Address} from '../../../shared/address.js';
import type {TaxCalculator} from '../../core/ports.js';
import type {CatalogFile} from './catalog-file.js';
import {postalKey, regionCode} from '../../core/regions.js';
import {share} from '../../core/share.js';

type TaxRate = CatalogFile['tax']['rates'][number];

/**
 * Sales tax from the file's table. Each line is taxed on its own amount, rounded half up to the smallest coin a card takes; a
 * delivery option likewise, where the row says that shipping is taxed. No row for an address means no tax.
 */
export function fileTax(file: CatalogFile): TaxCalculator {
  return {
    async calculate({address, lines, options, currency}) {
      const rate = rateFor(address, file.tax.rates);
      const tax = (amount: number, taxed: boolean | undefined) => (rate && taxed ? share(amount, rate.rate_bps, currency) : 0);
      return {
        kind: 'taxed',
        lines: new Map(lines.map(({lineId, amount, taxCategory}) => [lineId, tax(amount, !rate?.exempt_categories.includes(taxCategory))])),
        options: new Map(options.map(({id, amount}) => [id, tax(amount, rate?.shipping_taxed)])),
      };
    },
  };
}

/** The most specific row that fits: longest postal prefix, then state, then country; the earlier of two alike. */
function rateFor({country, state, postal_code}: Address, rates: readonly TaxRate[]): TaxRate | undefined {
  const region = regionCode(country, state);
  const postal = postalKey(postal_code);
  const fits = (rate: TaxRate) =>
    rate.country === country &&
    (rate.state === undefined || regionCode(country, rate.state) === region) &&
    (rate.postal_prefix === undefined || postal.startsWith(postalKey(rate.postal_prefix)));
  const weight = (rate: TaxRate) => postalKey(rate.postal_prefix ?? '').length * 2 + (rate.state === undefined ? 0 : 1);
  return rates.filter(fits).sort((a, b) => weight(b) - weight(a))[0];
}
