import type {Wanted} from '../../core/ports.js';
import type {CatalogFile} from './catalog-file.js';

/** How many of each thing the shop opens with, in the file's order; for seeding a stock table that has no row for it yet. */
export const openingStock = (file: CatalogFile): Wanted[] =>
  file.products.flatMap((product) => (product.variants ?? [product]).map(({id, stock}) => ({itemId: id, quantity: stock ?? 0})));
