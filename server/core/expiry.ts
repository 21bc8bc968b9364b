import type {CheckoutStore, Clock} from './ports.js';

const EXPIRE_AT_ONCE = 100;
// How long a session that cannot be ended is left alone.
const POSTPONE_MS = 60_000;

/** Ends sessions whose time is up; `load` ends the one it is asked for. Throws the first failure after all were tried. */
export function makeExpiry({store, clock}: {store: CheckoutStore; clock: Clock}, load: (id: string) => Promise<unknown>) {
  const postponed = new Map<string, number>();
  return async (): Promise<number> => {
    const now = clock.now();
    for (const [id, again] of postponed) if (again <= now) postponed.delete(id);
    // One that cannot be ended, its payment page being out of reach, must not keep the others open.
    const due = (await store.expired(now, EXPIRE_AT_ONCE + postponed.size)).filter((id) => !postponed.has(id));
    const failures: unknown[] = [];
    for (const id of due) {
      await load(id).catch((error: unknown) => {
        failures.push(error);
        postponed.set(id, now + POSTPONE_MS);
      });
    }
    if (failures.length) throw failures[0];
    return due.length;
  };
}
