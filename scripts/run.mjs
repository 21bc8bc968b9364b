import {spawn} from 'node:child_process';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The project's folder, absolute. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const running = new Set();

/** Ends this process's children with it when it is told to end; a terminal's Ctrl-C reaches them by itself. */
export function endWithChildren() {
  for (const signal of ['SIGTERM', 'SIGHUP'])
    process.once(signal, () => {
      for (const child of running) child.kill(signal);
      process.exit(1);
    });
}

/**
 * Runs Node with these arguments in the project's folder and resolves, never rejects, when it has ended.
 * Output goes straight through, or is collected (stdout and stderr together) with `collect`.
 *
 * @param {string[]} args
 * @param {{collect?: boolean, env?: Record<string, string | undefined>}} [options]
 * @returns {Promise<{ok: boolean, output: string}>}
 */
export function runNode(args, {collect = false, env = process.env} = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: collect ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    running.add(child);
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    const end = (ok, extra = '') => {
      running.delete(child);
      resolve({ok, output: Buffer.concat(chunks).toString('utf8') + extra});
    };
    child.once('error', (error) => end(false, error.message));
    child.once('close', (code) => end(code === 0));
  });
}

/** Seconds since a `performance.now()`, for people. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
