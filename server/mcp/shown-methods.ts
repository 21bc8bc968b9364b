import type {SavedPaymentMethod, SavedPaymentMethods} from '../core/ports.js';

/** Milliseconds for which an answer is shown, or a failure believed. */
const FRESH_MS = 20_000;

interface Answer {
  /** Infinite while it is under way. */
  until: number;
  methods: Promise<SavedPaymentMethod[]>;
}

const answers = new WeakMap<SavedPaymentMethods, Map<string, Answer>>();

/**
 * A customer's saved methods, to be shown. Every open page asks for its checkout each few seconds; asking the payment provider as often
 * would spend the account's rate limit, which payments need. So this process asks it at most once in 20 s for a customer. While it is out
 * of reach there are none, and `failed` hears of it once. A payment never goes by this: it asks for itself.
 */
export function shownMethods(
  savedMethods: SavedPaymentMethods,
  customerId: string,
  failed: (error: unknown) => void,
  now: () => number = Date.now,
): Promise<SavedPaymentMethod[]> {
  const known = answers.get(savedMethods) ?? new Map<string, Answer>();
  answers.set(savedMethods, known);
  // Oldest first, so those that are over are all at the front.
  for (const [id, {until}] of known) {
    if (now() < until) break;
    known.delete(id);
  }
  const earlier = known.get(customerId);
  if (earlier && now() < earlier.until) return earlier.methods;
  const methods = savedMethods.list(customerId).catch((error: unknown) => {
    failed(error);
    return [];
  });
  const answer = {until: Infinity, methods};
  known.delete(customerId);
  known.set(customerId, answer);
  void methods.then(() => (answer.until = now() + FRESH_MS));
  return methods;
}
