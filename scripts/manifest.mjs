import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {create, ts} from '@custom-elements-manifest/analyzer';
import {litPlugin} from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import {root} from './run.mjs';

const ELEMENTS = 'widgets/elements';

/**
 * The custom elements manifest (schema 1.0.0) of all elements, read from their sources, and what their doc blocks lack.
 * Paths in it are those of the built library.
 *
 * @returns {{manifest: object, elements: Element[], faults: string[]}}
 * @typedef {{name: string, description?: string, type?: {text: string}, default?: string, attribute?: string}} Part
 * @typedef {{tagName: string, name: string, description: string, path: string, attributes?: Part[], members?: Part[], events?: Part[],
 *   slots?: Part[], cssParts?: Part[], cssProperties?: Part[]}} Element
 */
export function readManifest(folder = root) {
  const sources = readdirSync(join(folder, ELEMENTS)).flatMap((name) => {
    const path = `${ELEMENTS}/${name}/${name}.ts`;
    return existsSync(join(folder, path)) ? [{path, text: readFileSync(join(folder, path), 'utf8')}] : [];
  });
  const modules = sources.map(({path, text}) => ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
  const manifest = create({modules, plugins: litPlugin()});
  const events = new Map(sources.flatMap(({text}) => eventsIn(text)));
  const elements = [];
  const faults = [];
  for (const [index, module] of manifest.modules.entries()) {
    const {path} = sources[index];
    for (const declaration of module.declarations.filter(({customElement}) => customElement)) {
      tidy(declaration, events);
      elements.push({...declaration, path: built(path)});
      faults.push(...faultsOf(declaration, {path, text: sources[index].text, folder}).map((fault) => `${path}: ${fault}`));
    }
    if (!module.declarations.some(({customElement}) => customElement)) faults.push(`${path}: expected a class that extends LitElement`);
    module.path = built(path);
    for (const each of module.exports) if (each.declaration) each.declaration.module = built(path);
  }
  return {manifest, elements, faults};
}

const built = (path) => `dist/lib/${path.replace(/\.ts$/, '.js')}`;

/** Class and name of each event that a source declares. */
const eventsIn = (text) =>
  [...text.matchAll(/class (\w+) extends Event \{[^]*?super\(\s*'([\w-]+)'/g)].map(([, className, name]) => [className, name]);

/** Leaves what a user of the element sees, and names events by what one listens to. */
function tidy(declaration, events) {
  const className = (name) => [...events].find(([, each]) => each === name)?.[0];
  declaration.members = (declaration.members ?? []).filter(
    ({name, privacy, static: isStatic, kind}) =>
      kind === 'field' && !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected' && !isStatic,
  );
  const documented = (declaration.events ?? []).filter(({name}) => name?.includes('-'));
  const fired = (declaration.events ?? []).flatMap(({type}) => events.get(type?.text) ?? []);
  declaration.events = [...new Set([...documented.map(({name}) => name), ...fired])].map((name) => ({
    name,
    type: {text: className(name) ?? 'Event'},
    description: documented.find((each) => each.name === name)?.description,
  }));
}

/** What the doc block and the doc comments of an element say too little or too much of. */
function faultsOf(declaration, {path, text, folder}) {
  const {tagName, description, members, events = [], slots = [], cssParts = [], cssProperties = []} = declaration;
  const near = readdirSync(join(folder, path, '..'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.stories.ts'))
    .map((name) => readFileSync(join(folder, path, '..', name), 'utf8'));
  const helpers = [...text.matchAll(/from '\.\.\/\.\.\/(styles\/[\w-]+)\.js'/g)].map(([, name]) =>
    readFileSync(join(folder, `widgets/${name}.ts`), 'utf8'),
  );
  const code = [...near, ...helpers].join('\n').replace(/\/\*[^]*?\*\//g, '');
  const used = (pattern) =>
    new Set([...code.matchAll(pattern)].flatMap(([, names]) => names.split(/\s+/)).filter((name) => name && !name.includes('$')));
  const parts = used(/\spart="([^"]+)"/g);
  const knobs = used(/var\((--(?!_|checkout-)[\w-]+)/g);
  const faults = [];
  const expect = (what, name, isFine) => isFine || faults.push(`${what} ${name}`);

  expect('expected a description of', `<${tagName ?? declaration.name}>`, description);
  expect('expected @tagname of', declaration.name, tagName);
  for (const {name, description: words} of members) expect('expected a doc comment at the property', name, words);
  const documented = (what, tag, known, names) => {
    for (const {name, description: words} of known) expect(`expected a sentence in @${tag}`, name, words);
    for (const name of names)
      expect(
        `expected @${tag}`,
        `${name}, which it has`,
        known.some((each) => each.name === name),
      );
    for (const {name} of known) expect(`there is no ${what} called`, `${name}, which its @${tag} speaks of`, names.has(name));
  };
  documented('part', 'csspart', cssParts, parts);
  documented('slot', 'slot', slots, new Set([...code.matchAll(/<slot(?: name="([\w-]+)")?/g)].map(([, name = '']) => name)));
  const own = new Map(eventsIn(text));
  for (const {name, description: words} of events) expect('expected a sentence in @fires', name, words);
  for (const name of own.values())
    expect(
      'expected @fires',
      `${name}, which it declares`,
      events.some((each) => each.name === name),
    );
  for (const name of knobs)
    if (near.some((each) => each.includes(`${name}:`)))
      expect(
        'expected @cssprop',
        `${name}, which it has`,
        cssProperties.some((each) => each.name === name),
      );
  for (const {name, description: words} of cssProperties) {
    expect('expected a sentence in @cssprop', name, words);
    expect('there is no custom property called', `${name}, which its @cssprop speaks of`, isUsed(name, code, folder));
  }
  return faults;
}

const isUsed = (name, code, folder) =>
  code.includes(name) || ['tokens', 'base'].some((file) => readFileSync(join(folder, `widgets/styles/${file}.ts`), 'utf8').includes(name));
