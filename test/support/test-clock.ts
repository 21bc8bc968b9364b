import type {Clock} from '../../server/core/ports.js';

/** Monday, 2 November 2026, 10:00 in California. */
export const MONDAY = Date.parse('2026-11-02T18:00:00Z');

/** The server's clock, held by a test. A pause ends once everything else had its turn, and the time is then what it says. */
export function testClock(start = MONDAY): Clock & {pass(ms: number): void} {
  let now = start;
  return {
    now: () => now,
    async sleep(ms) {
      const until = now + ms;
      await new Promise((resolve) => setImmediate(resolve));
      now = Math.max(now, until);
    },
    pass(ms) {
      now += ms;
    },
  };
}
