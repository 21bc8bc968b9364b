import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {fallbackOf, REBRAND, tokenNamed, TOKENS} from '../../widgets/theme/tokens.js';

const widgets = join(import.meta.dirname, '../../widgets');
const sources = ['styles', 'elements'].flatMap((room) =>
  readdirSync(join(widgets, room), {recursive: true, encoding: 'utf8'})
    .filter((path) => /\.(ts|css)$/.test(path))
    .map((path) => readFileSync(join(widgets, room, path), 'utf8').replace(/\/\*[^]*?\*\//g, '')),
);
const text = sources.join('\n');

/** The tokens that something draws, each with what stands after the comma, wherever it is used. */
function uses(): [name: string, css: string | undefined][] {
  const found: [string, string | undefined][] = [];
  for (const {0: start, 1: name = '', index} of text.matchAll(/var\((--checkout-[a-z-]+)/g)) {
    let depth = 1;
    let end = index + start.length;
    for (; depth > 0; end++) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    const rest = text.slice(index + start.length, end - 1).replace(/^\s*,\s*/, '');
    if (!name.startsWith('--checkout-palette-')) found.push([name, rest || undefined]);
  }
  return found;
}

/** The short names that the elements use inside, as the tokens they stand for. */
const inPublic = (css: string | undefined) => {
  const names = new Map([...text.matchAll(/(--_[a-z-]+): var\((--checkout-[a-z-]+)/g)].map(([, short = '', name = '']) => [short, name]));
  return css?.replace(/--_[a-z-]+/g, (short) => names.get(short) ?? short);
};

describe('the list of tokens', () => {
  it('has every token that a style or theme mentions, and no other', () => {
    const mentioned = new Set(text.match(/--checkout-[a-z]+(-[a-z]+)*/g));
    assert.deepEqual([...mentioned].sort(), TOKENS.map(({name}) => name).sort());
  });

  it('says what each is worth when nobody sets it, as the styles do', () => {
    const used = uses();
    for (const [name, css] of used) assert.equal(inPublic(css), fallbackOf(tokenNamed(name)!), name);
    const listed = TOKENS.filter(({tier}) => tier !== 'palette').map(({name}) => name);
    assert.deepEqual(
      listed.filter((name) => !used.some(([each]) => each === name)),
      [],
    );
  });

  it('names each once, and says what it paints', () => {
    assert.equal(new Set(TOKENS.map(({name}) => name)).size, TOKENS.length);
    for (const {name, paints} of TOKENS) assert.match(paints, /^\S+( \S+)*$/, name);
  });

  it('makes a rebrand of ten tokens', () => {
    assert.equal(new Set(REBRAND).size, 10);
    for (const name of REBRAND) assert.equal(tokenNamed(name)?.tier, 'role', name);
  });
});
