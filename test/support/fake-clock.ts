/** A clock for code that takes a `delay(ms)`: nothing passes until a test says so. */
export function fakeClock() {
  let now = 0;
  let timers: {at: number; ring: () => void}[] = [];
  return {
    delay: (ms: number) => new Promise<void>((ring) => timers.push({at: now + ms, ring})),
    /** Lets the time pass, timer by timer, with everything settled that follows from each. */
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = timers.filter(({at}) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        timers = timers.filter((timer) => timer !== next);
        next.ring();
      }
      now = end;
    },
  };
}

/** Everything that only waits for promises, and for messages already posted, has happened. */
export const settled = () =>
  new Promise<void>((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => (port1.close(), resolve());
    port2.postMessage(null);
  });
