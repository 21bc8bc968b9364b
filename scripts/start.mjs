// npm start: builds the pages that are missing or stale, then runs the server.
import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {buildStalePages, PAGES} from './pages.mjs';
import {root} from './run.mjs';

try {
  await buildStalePages(process.env.NODE_ENV === 'production' ? ['checkout'] : PAGES);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...process.argv.slice(2)], {cwd: root, stdio: 'inherit'});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    // A terminal sends Ctrl-C to the whole process group; a second one from here would cut an orderly shutdown short.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    server.kill(signal);
  });

server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
