/** A fault that the checks must see. It is made in a copy of the source. */
export interface Mutation {
  /** What goes wrong. */
  what: string;
  edits: readonly Edit[];
  /** Ids of checks; every one of them must fail. */
  caughtBy: readonly string[];
}

export interface Edit {
  file: string;
  /** Occurs exactly once in the file. */
  from: string;
  to: string;
}

/** A fault in one place. */
export const one = (caughtBy: string, what: string, file: string, from: string, to: string): Mutation => ({
  what,
  edits: [{file, from, to}],
  caughtBy: [caughtBy],
});
