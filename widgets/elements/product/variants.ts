import type {Product, Variant} from '../../../shared/product.js';

/** How a value of an option stands, given what is chosen in the options before it. */
export type ChoiceState = 'available' | 'sold out' | 'missing';

const isSoldOut = ({availability}: Variant) => availability === 'out_of_stock';

/** The variant with this id; else the first one that can be bought; else the first. */
export const variantOf = ({variants}: Product, itemId: string | undefined): Variant | undefined =>
  variants.find(({id}) => id === itemId) ?? variants.find((variant) => !isSoldOut(variant)) ?? variants[0];

// Variants that have `value` in option `index` and agree with `chosen` in the options before it. Options after it do not
// count, so that every value of the first option can be reached from everywhere.
const candidates = ({options, variants}: Product, chosen: Variant, index: number, value: string) =>
  variants.filter((variant) =>
    options.every(({name}, at) => at > index || variant.options[name] === (at === index ? value : chosen.options[name])),
  );

export function choiceState(product: Product, chosen: Variant, index: number, value: string): ChoiceState {
  const found = candidates(product, chosen, index, value);
  return !found.length ? 'missing' : found.every(isSoldOut) ? 'sold out' : 'available';
}

/** The variant that choosing `value` leads to: it keeps as many of the later choices as there are. Undefined where there is none. */
export function choose(product: Product, chosen: Variant, index: number, value: string): Variant | undefined {
  const kept = (variant: Variant) => product.options.filter(({name}) => variant.options[name] === chosen.options[name]).length;
  return candidates(product, chosen, index, value).sort((a, b) => kept(b) - kept(a) || Number(isSoldOut(a)) - Number(isSoldOut(b)))[0];
}
