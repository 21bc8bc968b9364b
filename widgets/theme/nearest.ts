/** The name that a mistyped one was meant to be: the nearest, when no more than a third of its letters differ. Undefined when none is near. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const ranked = names.map((each) => ({each, distance: distance(name, each)})).sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(2, name.length / 3) ? best.each : undefined;
}

/** How many letters must be changed, added or dropped to make one word the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({length: to.length + 1}, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1));
    row = next;
  }
  return row[to.length]!;
}
