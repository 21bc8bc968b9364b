import type {Product, Variant} from '../../../shared/product.js';
import type {Catalog, CatalogItem} from '../../core/ports.js';
import type {CatalogFile, FileProduct} from './catalog-file.js';
import {productSearch} from '../../core/search.js';

/**
 * What the file sells. Pictures become absolute URLs under `publicUrl`, e.g. `https://shop.example/images/mug.svg`: the server has to
 * serve the file's pictures there. Availability is always `in_stock`, for the caller to replace.
 */
export function fileCatalog(file: CatalogFile, {publicUrl}: {publicUrl: string}): Catalog {
  const {currency} = file.shop;
  const url = pictureUrl(publicUrl);
  const search = productSearch(file.products);
  const products = new Map<string, Product>();
  const items = new Map<string, CatalogItem>();
  for (const entry of file.products) {
    const product = shownProduct(entry, currency, url);
    for (const variant of product.variants) {
      products.set(variant.id, product);
      items.set(variant.id, soldItem(entry, product, variant));
    }
    products.set(product.id, product);
  }
  // Callers write availability into what they get, hence the copies.
  const copy = (id: string) => structuredClone(products.get(id));
  return {
    currency,
    async items(itemIds) {
      return [...new Set(itemIds)].flatMap((id) => structuredClone(items.get(id)) ?? []);
    },
    async product(id) {
      return copy(id);
    },
    async search(query, limit) {
      return search(query)
        .slice(0, limit)
        .flatMap((id) => copy(id) ?? []);
    },
  };
}

/** Turns a picture's path into its URL; `publicUrl` may end in a slash or have a path of its own. */
const pictureUrl = (publicUrl: string) => (path: string) => new URL(path, `${publicUrl.replace(/\/+$/, '')}/`).href;

function shownProduct(entry: FileProduct, currency: string, url: (path: string) => string): Product {
  const {id, title, description, options = []} = entry;
  const variants = (entry.variants ?? [{...entry, options: {}, images: undefined}]).map((variant): Variant => {
    const words = chosenWords(options, variant.options).map(({value}) => value);
    return {
      id: variant.id,
      title: words.join(' / ') || title,
      options: variant.options,
      price: variant.price ?? 0, // present: a product without variants has a price, see catalog-faults.ts
      ...(variant.compare_at_price !== undefined && {compare_at_price: variant.compare_at_price}),
      availability: 'in_stock',
      ...(variant.images && {images: variant.images.map(url)}),
    };
  });
  return {id, title, description, images: entry.images.map(url), currency, options, variants};
}

function soldItem({tax_category}: FileProduct, product: Product, variant: Variant): CatalogItem {
  return {
    itemId: variant.id,
    productId: product.id,
    title: product.title,
    description: product.description,
    variantOptions: chosenWords(product.options, variant.options),
    images: variant.images ?? product.images,
    price: variant.price,
    ...(variant.compare_at_price !== undefined && {compareAtPrice: variant.compare_at_price}),
    currency: product.currency,
    taxCategory: tax_category,
  };
}

/** A variant's choices in words, in the order of the product's options. */
const chosenWords = (options: Product['options'], chosen: Record<string, string>) =>
  options.flatMap(({name, title, values}) => {
    const value = values.find((candidate) => candidate.value === chosen[name]);
    return value ? [{name: title, value: value.title}] : [];
  });
