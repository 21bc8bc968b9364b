import {mkdir, open, readFile, rename} from 'node:fs/promises';
import {dirname} from 'node:path';
import {emptyState, type State} from './state.js';

// Stripe keeps answers for at least 24 hours. Longer does no harm, but the file must not grow for ever.
const KEEP_ANSWERS_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Reads the state a former run left behind; an absent file is an empty state.
 *
 * @throws Error when the file is there but is not such a state
 */
export async function loadState(path: string, nowMs: number): Promise<State> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  try {
    const {ledger, ...maps} = JSON.parse(content) as Record<string, unknown[]>;
    const state = emptyState();
    for (const [name, map] of Object.entries(state))
      if (map instanceof Map) for (const [id, value] of entries(maps[name] ?? [])) map.set(id, value);
    state.ledger = ledger as State['ledger'];
    for (const [key, {atMs}] of state.answers) if (nowMs - atMs > KEEP_ANSWERS_MS) state.answers.delete(key);
    if (!Array.isArray(state.ledger)) throw new Error('no ledger');
    return state;
  } catch (cause) {
    throw new Error(`${path} is not a readable sandbox state. Delete it to start with an empty sandbox.`, {cause});
  }
}

/**
 * Returns a function that writes the state as it is now and resolves once it is on disk.
 *
 * Each write replaces the file as a whole. Calls during a write share the next one.
 */
export function stateWriter(path: string, state: State): () => Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= writing = writing
      .catch(() => undefined) // the caller of that write was told
      .then(() => {
        next = undefined;
        return write(
          path,
          JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? [...value] : value)),
        );
      });
    return next;
  };
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

const entries = (value: unknown): [string, never][] => {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value as [string, never][];
};
