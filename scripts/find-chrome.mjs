import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Launcher} from 'chrome-launcher';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser', '/snap/bin/chromium'];
const isRoot = process.getuid?.() === 0;

/**
 * Finds a Chrome or Chromium, or brings one: CHROME_PATH, an installed one, the one packed in `@sparticuz/chromium`
 * (Linux x64, unpacked on first use), and last `apt-get` as root. Throws, saying what to do, when none of them works.
 * Cheap to call again. The packed one needs environment variables that this sets in the calling process, so call it in
 * the process that launches the browser.
 *
 * @returns {Promise<{executablePath: string, args: string[], headless?: 'shell', from: string}>}
 */
export async function findChrome() {
  // Chromium refuses to run as root with its sandbox, and containers often have a tiny /dev/shm.
  const args = [...QUIET, ...(isRoot || process.env.CI ? ['--no-sandbox', '--disable-dev-shm-usage'] : [])];

  for (const name of ['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH']) {
    const path = process.env[name];
    if (!path) continue;
    if (existsSync(path)) return {executablePath: path, args, from: name};
    console.warn(`${name} names ${path}, which does not exist; looking elsewhere.`);
  }

  for (const path of [...installations(), ...USUAL_PATHS]) if (starts(path)) return {executablePath: path, args, from: 'installed'};

  if (process.platform === 'linux' && process.arch === 'x64') {
    const path = await unpack();
    if (path)
      return {executablePath: path, args: ['--no-sandbox', '--no-zygote', ...QUIET], headless: 'shell', from: '@sparticuz/chromium'};
  }

  if (process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get')) {
    const options = {stdio: 'inherit', env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}};
    execFileSync('apt-get', ['update'], options);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
    if (starts('/usr/bin/chromium')) return {executablePath: '/usr/bin/chromium', args, from: 'apt-get'};
  }

  throw new Error('No Chrome or Chromium found. Install Google Chrome, or `apt-get install chromium`, or set CHROME_PATH.');
}

function installations() {
  try {
    return Launcher.getInstallations();
  } catch {
    return []; // it throws where it finds nothing
  }
}

/** Whether the file is a browser that can run here: some systems install a stub that only says where to get the real one. */
function starts(path) {
  if (!existsSync(path)) return false;
  if (process.platform !== 'linux') return true; // on Windows `--version` opens a window
  try {
    execFileSync(path, ['--version', ...(isRoot ? ['--no-sandbox'] : [])], {stdio: 'ignore', timeout: 20_000});
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks the browser of `@sparticuz/chromium` with its libraries and fonts, once per version; undefined where that is not possible.
 * The package itself unpacks into the temporary folder and trusts whatever lies there, of any version or half written.
 * So it unpacks into a folder of its own, which gets its name only when complete: two first starts at once do no harm.
 */
async function unpack() {
  try {
    const folder = join(tmpdir(), `chromium-${packedVersion()}-${process.getuid?.()}`);
    const {default: packed} = await import('@sparticuz/chromium'); // optional: it may be absent
    if (!existsSync(folder)) {
      const unfinished = mkdtempSync(`${folder}-`);
      // The second variable makes it unpack its own libnss3, libnspr4 and libexpat too.
      await withEnvironment({TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x'}, () => packed.executablePath());
      const fonts = join(unfinished, 'fonts', 'fonts.conf');
      writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/', `${folder}/`));
      try {
        renameSync(unfinished, folder);
      } catch {
        rmSync(unfinished, {recursive: true, force: true}); // another process was first
      }
    }
    process.env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    process.env.FONTCONFIG_PATH ??= join(folder, 'fonts');
    const path = join(folder, 'chromium');
    if (starts(path)) return path;
    console.warn('The Chromium of @sparticuz/chromium does not start on this system.');
  } catch (error) {
    console.warn(`The Chromium of @sparticuz/chromium cannot be used: ${error.message}`);
  }
  return undefined;
}

function packedVersion() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = entry.slice(0, entry.lastIndexOf(join('@sparticuz', 'chromium')) + join('@sparticuz', 'chromium').length);
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

async function withEnvironment(values, run) {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  Object.assign(process.env, values);
  try {
    return await run();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
