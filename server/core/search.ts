/** What the search looks at. */
interface Searchable {
  id: string;
  title: string;
  description: string;
  /** Extra words. */
  tags: readonly string[];
  options?: readonly {values: readonly {title: string}[]}[] | undefined;
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** "mug" and "mugs", "dish" and "dishes", and the beginning of a word while it is being typed. */
const meets = (typed: string, word: string) =>
  word.startsWith(typed) || (word.length >= 3 && typed.length - word.length <= 2 && typed.startsWith(word));

/**
 * A search over products: the returned function gives the ids of those whose words match, best first, all of them in their order for a
 * query without words. The title counts most, then tags and option values. The description only adds to a match, or every "the"
 * would find something; it decides alone when nothing else matches.
 */
export function productSearch(products: readonly Searchable[]): (query: string) => string[] {
  const index = products.map(({id, title, description, tags, options = []}) => ({
    id,
    title: wordsOf(`${title} ${id}`),
    names: wordsOf([...tags, ...options.flatMap(({values}) => values.map((value) => value.title))].join(' ')),
    description: wordsOf(description),
  }));
  return (query) => {
    const typed = wordsOf(query);
    if (!typed.length) return index.map(({id}) => id);
    const hits = (words: readonly string[]) => typed.filter((word) => words.some((other) => meets(word, other))).length;
    const scored = index.map((entry) => ({
      id: entry.id,
      named: hits(entry.title) * 10 + hits(entry.names) * 6,
      described: hits(entry.description),
    }));
    const isNamed = scored.some(({named}) => named > 0);
    return scored
      .filter(({named, described}) => (isNamed ? named > 0 : described > 0))
      .sort((a, b) => b.named + b.described - (a.named + a.described)) // stable: ties stay in their order
      .map(({id}) => id);
  };
}
