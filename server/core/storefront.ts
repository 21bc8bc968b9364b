import type {Availability, Product, Variant} from '../../shared/product.js';
import {CheckoutError} from './errors.js';
import type {Catalog, Stock} from './ports.js';
import {LOW_STOCK} from './present.js';

/** The shop's shelves: products with what is left of them. Changes nothing. */
export interface Storefront {
  /** Best matches first; everything for an empty query. */
  search(query: string, limit: number): Promise<Product[]>;
  /** By product or variant id, or the best match for a name. Throws `not_found`, and `missing` when neither is given. */
  show(wanted: {id?: string | undefined; name?: string | undefined}): Promise<{product: Product; variant: Variant}>;
}

const availabilityOf = (count: number): Availability => (count <= 0 ? 'out_of_stock' : count <= LOW_STOCK ? 'low_stock' : 'in_stock');

export function createStorefront({catalog, stock}: {catalog: Catalog; stock: Stock}): Storefront {
  async function withStock(products: Product[]): Promise<Product[]> {
    const left = await stock.available(products.flatMap(({variants}) => variants.map(({id}) => id)));
    return products.map((product) => ({
      ...product,
      variants: product.variants.map((variant) => {
        const count = Math.max(0, left.get(variant.id) ?? 0);
        return {...variant, availability: availabilityOf(count), available_quantity: count};
      }),
    }));
  }

  return {
    search: async (query, limit) => withStock(await catalog.search(query, limit)),

    async show({id, name}) {
      if (!id && !name) throw new CheckoutError('missing', 'expected a product_id or a product_name', {param: '$.product_id'});
      const found = id ? await catalog.product(id) : (await catalog.search(name ?? '', 1))[0];
      if (!found) {
        const hint = 'search_products lists what there is';
        throw new CheckoutError('not_found', `there is no product ${id ? 'with this id' : 'that matches this name'}; ${hint}`, {
          param: id ? '$.product_id' : '$.product_name',
        });
      }
      const [product] = await withStock([found]);
      // The variant asked for, else the first that can be bought.
      const {variants} = product!;
      const variant =
        variants.find((each) => each.id === id) ?? variants.find(({availability}) => availability !== 'out_of_stock') ?? variants[0];
      if (!variant) throw new Error(`Product ${found.id} has no variants`);
      return {product: product!, variant};
    },
  };
}
