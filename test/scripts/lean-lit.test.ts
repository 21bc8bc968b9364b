import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {describe, it} from 'node:test';
import {leanLit} from '../../scripts/lean-lit.js';

const modules = resolve(import.meta.dirname, '../../node_modules');
const FILES = ['lit-html/lit-html.js', '@lit/reactive-element/reactive-element.js', 'lit-element/lit-element.js'];

/** What the build would get of a file; a refusal is an exception. */
function load(id: string) {
  const {load} = leanLit() as unknown as {load: (this: {error(text: string): never}, id: string) => {code: string} | null};
  const error = (text: string) => {
    throw new Error(text);
  };
  return load.call({error}, id)?.code;
}

describe('Lit as the checkout page has it', () => {
  for (const file of FILES)
    it(`${file} is smaller than the published one`, () => {
      const whole = readFileSync(join(modules, file), 'utf8');
      assert.ok(load(join(modules, file))!.length < whole.length);
    });

  it('keeps trusted types and the check that only a literal is a template', () => {
    const code = load(join(modules, FILES[0]!))!;
    assert.match(code, /createPolicy\("lit-html"/);
    assert.match(code, /hasOwnProperty\("raw"\)/);
  });

  it('is not built from a Lit that was changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lean-lit-'));
    const file = join(folder, 'node_modules', FILES[0]!);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, readFileSync(join(modules, FILES[0]!), 'utf8').replace('_$litDirective$', '_$another$'));
    assert.throws(() => load(file), /is not the one that the cut of directives was made for/);
    rmSync(folder, {recursive: true});
  });

  it('is not built with a directive', () =>
    assert.throws(() => load(join(modules, 'lit-html/directives/class-map.js')), /without Lit's directives/));

  it('leaves every other module alone', () => assert.equal(load(join(modules, 'lit/index.js')), undefined));
});
