import type {Shop} from '../../core/ports.js';
import type {CatalogFile} from './catalog-file.js';

/** The shop's own facts; link paths become absolute URLs under `publicUrl`. */
export function fileShop({shop, shipping}: CatalogFile, {publicUrl}: {publicUrl: string}): Shop {
  const reached = [...shipping.zones.flatMap(({countries}) => countries), ...shipping.local_delivery.map(({country}) => country)];
  const home = reached.includes(shop.country) ? [shop.country] : [];
  return {
    name: shop.name,
    country: shop.country,
    shipsTo: [...new Set([...home, ...reached])],
    links: shop.links.map(({type, title, url, path = '/'}) => ({
      type,
      title,
      url: url ?? new URL(path.slice(1), `${publicUrl.replace(/\/+$/, '')}/`).href,
    })),
  };
}
