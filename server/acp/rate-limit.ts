import {RateLimiterMemory, RateLimiterRes} from 'rate-limiter-flexible';
import {Problem} from './problem.js';

/** What an agent may ask for in a minute. */
export interface RateLimit {
  /** Counts a request. Throws a `Problem` 429, which says when to come again, for one too many. */
  take(agent: string): Promise<void>;
  /** Counts so many requests more. Never throws: what was asked for is done, and the next request is refused. */
  charge(agent: string, requests: number): Promise<void>;
}

/** What a discount code that there is not counts for: whoever tries them one after the other is soon out of breath. */
export const WRONG_CODE_COSTS = 20;

const MINUTE = 60;

/** So many requests for each agent in the minute that begins with its first, in this process: beside others it knows nothing of theirs. */
export function rateLimit(perMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({points: perMinute, duration: MINUTE});
  return {
    async take(agent) {
      try {
        await limiter.consume(agent);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new Problem('rate_limited', `At most ${perMinute} requests a minute. Come again in ${seconds} s.`, {
          headers: {'Retry-After': String(seconds)},
        });
      }
    },

    async charge(agent, requests) {
      await limiter.penalty(agent, requests);
    },
  };
}
