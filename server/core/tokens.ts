import type {CheckoutRecord} from './record.js';

/** With how many tokens and proofs one checkout may be paid: nobody needs so many who is not trying out stolen ones. */
export const MOST_TOKENS = 50;

/**
 * Whether a checkout has seen so many tokens that it takes no other. None is forgotten to make room: each stands for what it must not
 * do again.
 */
export function isWorn({refusedTokens = [], authorized = {}, sentWith = {}}: CheckoutRecord, hashes: readonly string[]): boolean {
  if (refusedTokens.length >= MOST_TOKENS) return true;
  const known = new Set([...refusedTokens, ...Object.keys(authorized), ...Object.keys(sentWith)]);
  const added = hashes.filter((hash) => hash && !known.has(hash)).length;
  return added > 0 && known.size + added > MOST_TOKENS;
}
