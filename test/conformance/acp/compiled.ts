/** The server as JavaScript: the own servers and commands are many, and each of them would compile it anew. */
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext};
const OWN_SELLER = 'test/conformance/acp/own-seller.ts';

/** What was compiled already, by its text: a copy of the source differs in a line or two. */
const known = new Map<string, string>();

function compile(text: string): string {
  const done = known.get(text) ?? ts.transpileModule(text, {compilerOptions: OPTIONS}).outputText;
  known.set(text, done);
  return done;
}

/** A folder with the server of the repository at `root`, compiled; everything else in it is that repository's. */
export function compiled(root: string): {folder: string; remove(): void} {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-server-'));
  for (const name of [...sourcesBelow(root, 'server'), ...sourcesBelow(root, 'shared'), OWN_SELLER]) {
    const path = join(folder, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, compile(readFileSync(join(root, name), 'utf8')));
  }
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'chat-checkout.mjs'), ofCompiled(readFileSync(join(root, 'bin', 'chat-checkout.mjs'), 'utf8')));
  for (const name of readdirSync(root).filter((each) => /^(package|catalog.*)\.json$/.test(each)))
    cpSync(join(root, name), join(folder, name));
  for (const name of ['node_modules', 'dist', 'images']) symlinkSync(join(root, name), join(folder, name));
  return {folder, remove: () => rmSync(folder, {recursive: true, force: true})};
}

/** The command on what is compiled, for which it needs no compiler. */
const ofCompiled = (command: string): string =>
  command
    .replace("import {register} from 'tsx/esm/api';", 'const register = () => undefined;')
    .replace(/(import\('\.\.\/server\/[\w/-]+)\.ts'\)/g, "$1.js')");

function sourcesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), {withFileTypes: true}).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesBelow(root, path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
