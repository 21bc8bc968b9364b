import type {Product, Variant} from '../../../shared/product.js';
import type {Shop} from '../../core/ports.js';

interface Price {
  /** Minor units. */
  amount: number;
  /** Upper case. */
  currency: string;
}

interface Media {
  type: 'image';
  url: string;
}

/** A product as ACP's feed has it (2026-04-17). The id of a variant is the item id that a checkout takes. */
export interface FeedProduct {
  id: string;
  title: string;
  description?: {plain: string};
  media?: Media[];
  variants: {
    id: string;
    title: string;
    price: Price;
    /** Before a sale. */
    list_price?: Price;
    availability: {available: boolean; status: string};
    variant_options?: {name: string; value: string}[];
    media?: Media[];
    seller: {name: string; links?: {type: string; title?: string; url: string}[]};
  }[];
}

/** One product for the feed, which the agent hosts: nobody calls this shop for it. Availability is that of the moment. */
export function feedProduct(product: Product, shop: Pick<Shop, 'name' | 'links'>): FeedProduct {
  const {id, title, description, images, currency, variants} = product;
  const price = (amount: number): Price => ({amount, currency: currency.toUpperCase()});
  const seller = {name: shop.name, ...(shop.links.length && {links: shop.links.map(linkOf)})};
  return {
    id,
    title,
    ...(description && {description: {plain: description}}),
    ...(images.length && {media: images.map(pictureOf)}),
    variants: variants.map((variant) => {
      const options = optionsOf(product, variant);
      const {price: now, compare_at_price: before, availability, images: own = []} = variant;
      return {
        id: variant.id,
        title: options.length ? `${title}, ${variant.title}` : title,
        price: price(now),
        ...(before !== undefined && before > now && {list_price: price(before)}),
        availability: {available: availability !== 'out_of_stock', status: STATUSES[availability]},
        ...(options.length && {variant_options: options}),
        ...(own.length && {media: own.map(pictureOf)}),
        seller,
      };
    }),
  };
}

const STATUSES: Record<Variant['availability'], string> = {
  in_stock: 'in_stock',
  low_stock: 'limited_stock',
  out_of_stock: 'out_of_stock',
};

// The feed's word for the terms differs from the session's.
const linkOf = ({type, title, url}: Shop['links'][number]) => ({
  type: type === 'terms_of_use' ? 'terms_of_service' : type,
  ...(title && {title}),
  url,
});

const pictureOf = (url: string): Media => ({type: 'image', url});

/** Chosen values in the buyer's words, e.g. `Colour: Ink`. */
const optionsOf = ({options}: Product, variant: Variant) =>
  options.flatMap(({name, title, values}) => {
    const chosen = variant.options[name];
    return chosen === undefined ? [] : [{name: title, value: values.find(({value}) => value === chosen)?.title ?? chosen}];
  });
