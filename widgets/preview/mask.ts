// Shared payment tokens and what else may stand for money or a key. Test names such as `pm_card_visa` are no secrets.
const SECRET = /\b(?:spt|tok|vt|sk_test|sk_live|rk_test|rk_live|whsec)_[A-Za-z0-9_]+|\b\w+_secret_[A-Za-z0-9]+/g;
const KEPT = 8;

/** Shortens every token in a text to its first eight characters: `spt_1234…`. */
export const maskText = (text: string): string => text.replace(SECRET, (token) => `${token.slice(0, KEPT)}…`);

/** Prints a value as JSON for people to read, tokens masked. What JSON cannot hold is printed as text. */
export function printMasked(value: unknown): string {
  if (typeof value === 'string') return maskText(value);
  try {
    return maskText(JSON.stringify(value, null, 2) ?? String(value));
  } catch {
    return maskText(String(value)); // a circular value
  }
}
