import type {Product, Variant} from '../../shared/product.js';

/** What the stand-in for the model decides to do with a sentence. */
export type Plan =
  | {kind: 'show'; productId: string}
  | {kind: 'buy'; item: {id: string; quantity: number; name: string}; title: string}
  | {kind: 'ask'; query: string} // nothing known fits: let the server say so
  | {kind: 'reply'; text: string};

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const FILLERS = new Set(
  'a an and any anything are away buy can checkout do find for get have i id in is it like looking me my need now of on or order please right s show some something the there these to us want with would you your'.split(
    ' ',
  ),
);

const plain = (word: string) => {
  if (/\d/.test(word) || word.length < 4) return word;
  if (/ies$/.test(word)) return word.slice(0, -3) + 'y';
  if (/(?:ss|us|is)$/.test(word)) return word;
  return word.replace(/(sh|ch|x|ss)es$/, '$1').replace(/s$/, '');
};

/** The words of a text for matching: lower case, no accents, English plurals folded. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map(plain);

/** The first quantity in a text, as a figure or an English word; 1 where none is said. */
export function quantityOf(text: string): number {
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const spelled = NUMBERS.indexOf(word);
    if (spelled > 0) return spelled;
    if (/^[1-9]\d?$/.test(word)) return Number(word);
  }
  return 1;
}

const hits = (asked: Set<string>, text: string) => new Set(wordsOf(text).filter((word) => asked.has(word))).size;
const choicesOf = (product: Product) => product.options.flatMap((option) => option.values.map(({title}) => title)).join(' ');

// A word of the title weighs most, as it names the thing; a colour or size only tells things apart.
function best(asked: Set<string>, products: readonly Product[]): Product | undefined {
  let found: {product: Product; score: number} | undefined;
  for (const product of products) {
    const named = hits(asked, product.title);
    const score = named * 10 + hits(asked, choicesOf(product)) * 3 + hits(asked, product.description);
    if (named && score > (found?.score ?? 0)) found = {product, score};
  }
  return found?.product;
}

function variantFor(asked: Set<string>, product: Product): Variant | undefined {
  const score = (variant: Variant) => hits(asked, variant.title) * 10 + (variant.availability === 'out_of_stock' ? 0 : 1);
  return [...product.variants].sort((a, b) => score(b) - score(a))[0];
}

/** Decides by word matching alone, so that the same sentence always does the same thing. */
export function planFor(text: string, products: readonly Product[]): Plan {
  const lower = text.toLowerCase();
  if (/\b(?:thanks|thank you|order (?:number|placed|confirmed|is confirmed)|my order|placed (?:an|the|my) order)\b/.test(lower))
    return {kind: 'reply', text: 'Thank you, noted. Is there anything else you would like to look at?'};
  const asked = new Set(wordsOf(text).filter((word) => !FILLERS.has(word)));
  if (!asked.size) return {kind: 'reply', text: 'Tell me what you would like to buy, or pick one of the products above.'};
  const product = best(asked, products);
  if (!product) return {kind: 'ask', query: [...asked].join(' ')};
  const variant = /\bbuy\b.*\b(?:now|right away)\b/.test(lower) ? variantFor(asked, product) : undefined;
  if (!variant) return {kind: 'show', productId: product.id};
  return {kind: 'buy', item: {id: variant.id, quantity: quantityOf(text), name: product.title}, title: product.title};
}
