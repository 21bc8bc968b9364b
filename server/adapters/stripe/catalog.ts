import Stripe from 'stripe';
import type {Product} from '../../../shared/product.js';
import {CheckoutError} from '../../core/errors.js';
import type {Catalog} from '../../core/ports.js';
import {productSearch} from '../../core/search.js';
import {BROWSING, orUnavailable} from './call.js';
import {readOffer, type OfferRules} from './offer.js';
import {shelves, soldItem, type Shelf} from './products.js';

export interface StripeCatalogSettings extends OfferRules {
  /** How long what is browsed may be out of date, in milliseconds. What is charged never is. */
  cacheMs?: number;
  now(): number;
}

// What is browsed is held in memory; beyond this, products are found by id and by Stripe's own search.
const MOST_BROWSED = 1000;
const PAGE = 100;
const EXPAND = ['data.default_price.currency_options'];
const UNREACHABLE = 'the catalog cannot be reached right now; try again in a moment';

/**
 * The products of a Stripe account that have a default price and can be bought in one go; what belongs together is in their metadata,
 * see `products.ts`. Item ids are Stripe's product ids. `items` asks Stripe every time, `product` and `search` may answer from up to
 * `cacheMs` ago. `product` throws `CheckoutError` `invalid_item_id` with the reason for a product that exists but cannot be bought.
 * All throw `service_unavailable` when Stripe cannot be reached.
 */
export function stripeCatalog(client: Stripe, {cacheMs = 30_000, now, ...rules}: StripeCatalogSettings): Catalog {
  let browsed: {at: number; shelves: Promise<Shelf[]>} | undefined;

  const list = async () => {
    const listed = client.products.list({active: true, limit: PAGE, expand: EXPAND}, BROWSING);
    return shelves(await orUnavailable(UNREACHABLE, () => listed.autoPagingToArray({limit: MOST_BROWSED})), rules);
  };

  function browse(): Promise<Shelf[]> {
    const time = now();
    if (browsed && time - browsed.at < cacheMs) return browsed.shelves;
    const fresh = {at: time, shelves: list()};
    browsed = fresh;
    // A failure is not kept: the next one to look asks again.
    fresh.shelves.catch(() => {
      if (browsed === fresh) browsed = undefined;
    });
    return fresh.shelves;
  }

  return {
    currency: rules.currency,

    async items(itemIds) {
      const items = (await productsById(client, itemIds)).flatMap((product) => soldItem(product, rules) ?? []);
      // Something is gone that may still be browsed.
      if (items.length < new Set(itemIds).size) browsed = undefined;
      return items;
    },

    async product(id) {
      const found = shelfOf(await browse(), id);
      if (found) return structuredClone(found.product);
      const [product] = await productsById(client, [id]);
      if (!product) return undefined;
      const offer = readOffer(product, rules);
      if ('refused' in offer) throw new CheckoutError('invalid_item_id', offer.refused);
      return shelves([product], rules)[0]?.product;
    },

    async search(query, limit) {
      const all = await browse();
      const best = productSearch(all.map(({product, tags}) => ({...product, tags})))(query);
      const found = best.slice(0, limit).flatMap((id) => shelfOf(all, id)?.product ?? []);
      const more = found.length < limit && query.trim() ? await searchNames(query) : [];
      const added = more.map((shelf) => shelfOf(all, shelf.product.id) ?? shelf).filter(({product}) => !found.includes(product));
      return structuredClone([...found, ...added.map(({product}) => product)].slice(0, limit));
    },
  };

  /** Stripe's own search, for what is not browsed. It lags behind, and not every account has it: then there is nothing more. */
  async function searchNames(query: string): Promise<Shelf[]> {
    // Stripe looks for parts of at least three characters.
    const words = query.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
    if (!words.length) return [];
    const clauses = ["active:'true'", ...words.slice(0, 8).map((word) => `name~'${word}'`)];
    try {
      const {data} = await client.products.search({query: clauses.join(' AND '), limit: 20, expand: EXPAND}, BROWSING);
      return shelves(data, rules);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeError) return [];
      throw error;
    }
  }
}

/** Stripe's products with these ids, as they are now; unknown and deleted ones are left out. */
export async function productsById(client: Stripe, ids: readonly string[]): Promise<Stripe.Product[]> {
  const wanted = [...new Set(ids)];
  const chunks = Array.from({length: Math.ceil(wanted.length / PAGE)}, (_, index) => wanted.slice(index * PAGE, (index + 1) * PAGE));
  const pages = await orUnavailable(UNREACHABLE, () =>
    Promise.all(chunks.map((chunk) => client.products.list({ids: chunk, limit: PAGE, expand: EXPAND}, BROWSING))),
  );
  const found = new Map(pages.flatMap(({data}) => data).map((product) => [product.id, product]));
  return wanted.flatMap((id) => found.get(id) ?? []);
}

const shelfOf = (all: readonly Shelf[], id: string) =>
  all.find(({product}) => product.id === id || product.variants.some((variant) => variant.id === id));

// A URL's host may hold `*`, `;` and `'`, which mean something else where hosts write these origins: in a content security policy.
const PLAIN = /^https?:\/\/[\w.-]+(:\d+)?$/;

/** Where the pictures of these products lie: origins such as `https://files.stripe.com`. */
export const imageOrigins = (products: readonly Product[]): string[] => [
  ...new Set(
    products
      .flatMap(({images, variants}) => [...images, ...variants.flatMap((variant) => variant.images ?? [])])
      .flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : []))
      .filter((origin) => PLAIN.test(origin)),
  ),
];
