import {readFile, stat} from 'node:fs/promises';
import {extname, resolve, sep} from 'node:path';

const TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};

/** A picture of the shop at `/images/…`; nothing outside that folder, and nothing that is not a picture. */
export async function assetBelow(folder: string, path: string) {
  const type = TYPES[extname(path)];
  const name = path.startsWith('/images/') ? decoded(path.slice('/images/'.length)) : undefined;
  if (!type || name === undefined) return undefined;
  const file = resolve(folder, name);
  if (!file.startsWith(folder + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? {body: new Uint8Array(await readFile(file)), type} : undefined;
}

/** Undefined where an escape is malformed: such a path names no file. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
