import type Stripe from 'stripe';
import type {Product, ProductOption, Variant} from '../../../shared/product.js';
import type {CatalogItem} from '../../core/ports.js';
import {readOffer, type OfferRules} from './offer.js';

/*
 * How Stripe's products say what belongs together, in their metadata:
 *
 *   product_group    products with the same text are variants of one; the text is that product's id
 *   product_title    title of the whole, on each of them; without it the name of the oldest
 *   option_<name>    the variant's choice, e.g. `option_color` = `Ink`, `option_size` = `12 oz`
 *   option_order     order of the choices, e.g. `color, size`; without it alphabetical
 *   search_words     extra words for the search
 *   compare_at_price price before a sale, in Stripe's minor units of the shop's currency
 *   stock            how many there are to begin with, see `opening-stock.ts`
 *
 * A product without `product_group` stands alone. So does one that repeats the choices of another in its group or makes other ones.
 */

/** The tax class of a product that names none: the tax provider then takes the account's own default. */
const NO_TAX_CODE = 'general';

const OPTION = 'option_';

/** A choice's name for people: `gift_wrap` is `Gift wrap`. */
const titleOf = (name: string) => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The choices of a grouped product, in their order. Metadata keys are at most 40 characters long, and so are the names. */
export function choicesOf({metadata}: Stripe.Product): {name: string; value: string}[] {
  if (!metadata.product_group?.trim()) return [];
  const named = Object.entries(metadata)
    .filter(([key, value]) => key.startsWith(OPTION) && key !== 'option_order' && value.trim())
    .map(([key, value]) => ({name: key.slice(OPTION.length), value: value.trim()}));
  const order = (metadata.option_order ?? '').split(/[\s,]+/);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return named.sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

const groupOf = (product: Stripe.Product) => (choicesOf(product).length ? product.metadata.product_group!.trim() : undefined);
const wholeTitle = (product: Stripe.Product) => (groupOf(product) && product.metadata.product_title?.trim()) || product.name;

/** The thing as a cart needs it; undefined when it is not sold. */
export function soldItem(product: Stripe.Product, rules: OfferRules): CatalogItem | undefined {
  const offer = readOffer(product, rules);
  if ('refused' in offer) return undefined;
  return {
    itemId: product.id,
    productId: groupOf(product) ?? product.id,
    title: wholeTitle(product),
    description: product.description ?? '',
    variantOptions: choicesOf(product).map(({name, value}) => ({name: titleOf(name), value})),
    images: product.images,
    ...offer,
    currency: rules.currency,
    taxCategory: (typeof product.tax_code === 'string' ? product.tax_code : product.tax_code?.id) ?? NO_TAX_CODE,
  };
}

/** A product as shown, and what the search looks at beside it. */
export interface Shelf {
  product: Product;
  tags: string[];
}

/** What can be bought of these products, oldest first, variants joined. `availability` is the caller's to fill. */
export function shelves(products: readonly Stripe.Product[], rules: OfferRules): Shelf[] {
  const sold = products
    .filter((product) => !('refused' in readOffer(product, rules)))
    .reverse() // Stripe lists the newest first, and its times are whole seconds
    .sort((a, b) => a.created - b.created);
  const groups = new Map<string, Stripe.Product[]>();
  const kinds: {group?: string; members: Stripe.Product[]}[] = [];
  for (const product of sold) {
    const group = groupOf(product);
    const members = group === undefined ? undefined : groups.get(group);
    if (members && fits(product, members)) members.push(product);
    else if (group === undefined || members) kinds.push({members: [product]});
    else {
      const founded = {group, members: [product]};
      groups.set(group, founded.members);
      kinds.push(founded);
    }
  }
  return kinds.map(({group, members}) => shelf(group, members, rules));
}

/** The same choices as the others, in a combination that none of them has. */
function fits(product: Stripe.Product, members: readonly Stripe.Product[]): boolean {
  const names = (each: Stripe.Product) =>
    JSON.stringify(
      choicesOf(each)
        .map(({name}) => name)
        .sort(),
    );
  const combination = (each: Stripe.Product) => JSON.stringify(Object.entries(chosen(each)).sort());
  return members.every((each) => names(each) === names(product) && combination(each) !== combination(product));
}

const chosen = (product: Stripe.Product) => Object.fromEntries(choicesOf(product).map(({name, value}) => [name, value]));

function shelf(group: string | undefined, members: readonly Stripe.Product[], {currency, ...rules}: OfferRules): Shelf {
  const first = members[0]!; // a group begins with a member
  const alone = group === undefined;
  const options: ProductOption[] = alone
    ? []
    : choicesOf(first).map(({name}) => ({
        name,
        title: titleOf(name),
        values: [...new Set(members.map((each) => chosen(each)[name]!))].map((value) => ({value, title: value})),
      }));
  const variants = members.map((member): Variant => {
    const offer = readOffer(member, {currency, ...rules});
    if ('refused' in offer) throw new Error(`${offer.refused}, but is on the shelf`);
    return {
      id: member.id,
      title: alone
        ? member.name
        : choicesOf(member)
            .map(({value}) => value)
            .join(' / '),
      options: alone ? {} : chosen(member),
      price: offer.price,
      ...(offer.compareAtPrice !== undefined && {compare_at_price: offer.compareAtPrice}),
      availability: 'in_stock',
      ...(!alone && member.images.length > 0 && {images: member.images}),
    };
  });
  return {
    product: {
      id: group ?? first.id,
      title: alone ? first.name : wholeTitle(first),
      description: first.description ?? '',
      images: first.images,
      currency,
      options,
      variants,
    },
    tags: members.flatMap((member) => [member.name, member.metadata.search_words ?? '']),
  };
}
