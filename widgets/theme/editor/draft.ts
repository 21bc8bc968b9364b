import type {Theme} from '../theme.js';
import type {Scheme} from '../resolve.js';

/** The theme on the table. */
export interface Draft extends Theme {
  /** Name of the theme it began as; empty where it began with nothing. */
  from: string;
}

/** A draft with what was before it and what was undone. */
export interface History {
  past: readonly Draft[];
  present: Draft;
  future: readonly Draft[];
  /** Which control the last edit came from, while it goes on: a slider that is pulled is one step. */
  holding?: string;
}

const MOST = 200;

export const begun = (present: Draft): History => ({past: [], present, future: []});

/** The next step. Edits `by` the same control follow each other as one, until they are `done`. */
export function edited({past, present, holding}: History, next: Draft, by?: string, done = true): History {
  const goesOn = by !== undefined && by === holding;
  return {
    past: goesOn ? past : [...past, present].slice(-MOST),
    present: next,
    future: [],
    ...(!done && by !== undefined && {holding: by}),
  };
}

/** One step back; the same where there is none. */
export function undone({past, present, future}: History): History {
  const before = past.at(-1);
  return before ? {past: past.slice(0, -1), present: before, future: [present, ...future]} : {past, present, future};
}

/** One step forward again; the same where there is none. */
export function redone({past, present, future}: History): History {
  const [next, ...rest] = future;
  return next ? {past: [...past, present], present: next, future: rest} : {past, present, future};
}

/** A draft with another value of a token; without a value the token is left to the host. */
export function withValue({values, ...draft}: Draft, token: string, value: string | undefined): Draft {
  if (value !== undefined && value.trim() !== '') return {...draft, values: {...values, [token]: value.trim()}};
  return {...draft, values: Object.fromEntries(Object.entries(values).filter(([name]) => name !== token))};
}

const PREFIX = '--checkout-';

/**
 * A draft as the part of an address behind `#`: the theme it began as, and what is different in it, a token that was taken out as an
 * empty value. `themes` are those one may begin with, by name.
 */
export function toLink({from, values, scheme}: Draft, themes: Readonly<Record<string, Theme>>): string {
  const base = themes[from];
  const link = new URLSearchParams();
  if (base) link.set('from', from);
  for (const name of Object.keys(base?.values ?? {})) if (!(name in values)) link.set(name.slice(PREFIX.length), '');
  for (const [name, value] of Object.entries(values)) if (value !== base?.values[name]) link.set(name.slice(PREFIX.length), value);
  if (scheme !== base?.scheme) link.set('scheme', scheme ?? 'both');
  return link.toString();
}

/** The draft in an address, with or without the `#`. What it does not understand is left out. */
export function fromLink(hash: string, themes: Readonly<Record<string, Theme>>): Draft {
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  const from = link.get('from') ?? '';
  const base = Object.hasOwn(themes, from) ? themes[from] : undefined;
  let draft: Draft = {values: {}, ...base, from: base ? from : ''};
  for (const [name, value] of link) if (/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name)) draft = withValue(draft, PREFIX + name, value);
  const scheme = link.get('scheme');
  if (!scheme) return draft;
  const {scheme: _, ...rest} = draft;
  return scheme === 'light' || scheme === 'dark' ? {...rest, scheme: scheme satisfies Scheme} : rest;
}
