import {createHash} from 'node:crypto';
import {readFileSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {withTheme} from './theme.js';

const pages = resolve(import.meta.dirname, '..', 'dist', 'pages');

/** A built page, with a theme where there is one. In development it is read again when it was built again. */
export function builtPage(name: string, production: boolean, theme?: string): () => {html: string; version: string} {
  const path = join(pages, name, 'index.html');
  let cached: {html: string; version: string; time: number} | undefined;
  return () => {
    if (cached && production) return cached;
    const time = statSync(path).mtimeMs;
    if (cached?.time !== time) {
      const html = withTheme(readFileSync(path, 'utf8'), theme);
      cached = {html, version: createHash('sha256').update(html).digest('hex').slice(0, 12), time};
    }
    return cached;
  };
}
