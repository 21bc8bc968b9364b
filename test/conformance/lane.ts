/** Does work that is given to it: so many pieces at a time, in the order in which they came. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

export function lane(width: number): Lane {
  const waiting: (() => void)[] = [];
  let free = width;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
