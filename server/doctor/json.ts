/** A JSON object of which nothing is known yet. */
export type Fields = Record<string, unknown>;

/** The value if it is a JSON object, else an empty one. */
export const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The value if it is an array, else an empty one. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The texts in a value that should be an array of them. */
export const texts = (value: unknown): string[] => list(value).filter((item) => typeof item === 'string');

/** The value if it is text, else empty text. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Everything inside a JSON value, itself first: each with the key it stands under. */
export function* within(value: unknown, key = ''): Generator<{key: string; value: unknown}> {
  yield {key, value};
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) yield* within(child, Array.isArray(value) ? key : name);
}
