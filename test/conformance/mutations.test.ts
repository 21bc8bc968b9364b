import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';
import {CHECKS} from './acp/requirements.js';
import {MUTATIONS} from './mutations/list.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What keeps a text from being read as TypeScript. */
function faultsOf(text: string): string[] {
  const {diagnostics = []} = ts.transpileModule(text, {reportDiagnostics: true, compilerOptions: {target: ts.ScriptTarget.ES2022}});
  return diagnostics.map(({messageText}) => String(messageText));
}

describe('the mutations that the conformance checks must see', () => {
  it('are faults in the source as it is: each text occurs once, and what replaces it can be read', () => {
    const stale = MUTATIONS.flatMap(({what, edits}) =>
      edits.flatMap(({file, from, to}) => {
        const text = readFileSync(join(root, file), 'utf8');
        const found = text.split(from).length - 1;
        if (found !== 1) return [`${what}: expected once in ${file}, found ${found} times: ${from}`];
        const faults = from === to ? ['it changes nothing'] : faultsOf(text.replace(from, () => to));
        return faults.map((fault) => `${what}: ${fault}`);
      }),
    );
    assert.deepEqual(stale, []);
  });

  it('name checks that there are, and are at least twenty', () => {
    const ids = new Set(CHECKS.map(({id}) => id));
    for (const {what, caughtBy} of MUTATIONS) {
      assert.ok(caughtBy.length > 0, what);
      for (const id of caughtBy) assert.ok(ids.has(id), `${what}: there is no check ${id}`);
    }
    assert.ok(MUTATIONS.length >= 20);
  });
});
