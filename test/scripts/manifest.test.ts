import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import ts from 'typescript';
import {cssData, htmlData, jsxTypes, webTypes} from '../../scripts/editor-data.mjs';
import {readManifest} from '../../scripts/manifest.mjs';
import {TOKENS} from '../../widgets/theme/tokens.js';

const {elements, faults} = readManifest();
const pay = elements.find(({tagName}) => tagName === 'checkout-pay')!;
const names = (list: readonly {name: string}[] = []) => list.map(({name}) => name);

describe('the manifest of the elements', () => {
  it('finds nothing missing in the doc blocks', () => assert.deepEqual(faults, []));

  it('holds what one may use of an element, and nothing private', () => {
    assert.deepEqual(names(pay.members), ['session', 'locale', 'mode', 'methods', 'busy', 'note']);
    assert.deepEqual(names(pay.attributes), ['locale', 'mode', 'busy', 'note']);
    assert.deepEqual(names(pay.cssParts), ['base', 'method', 'button', 'note']);
    assert.deepEqual(pay.events, [
      {name: 'checkout-pay', type: {text: 'CheckoutPayEvent'}, description: 'never while busy or not ready for payment'},
    ]);
    assert.equal(pay.path, 'dist/lib/widgets/elements/pay/pay.js');
  });

  it('holds the slots of the flow', () => {
    const flow = elements.find(({tagName}) => tagName === 'checkout-flow')!;
    assert.ok(names(flow.slots).includes('discounts'));
  });
});

describe('a doc block that lacks something', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'manifest-'));
    mkdirSync(join(folder, 'widgets/elements'), {recursive: true});
    for (const room of ['widgets/styles', 'widgets/elements/pay']) cpSync(room, join(folder, room), {recursive: true});
  });
  after(() => rmSync(folder, {recursive: true}));

  /** What is found once the pay element reads otherwise. */
  const faultsWith = (from: string | RegExp, to: string) => {
    const text = readFileSync('widgets/elements/pay/pay.ts', 'utf8');
    const changed = text.replace(from, to);
    assert.notEqual(changed, text);
    writeFileSync(join(folder, 'widgets/elements/pay/pay.ts'), changed);
    return readManifest(folder).faults.map((fault) => fault.replace('widgets/elements/pay/pay.ts: ', ''));
  };

  const cases: [what: string, from: string | RegExp, to: string, expected: string][] = [
    ['the element', /The one primary button[^]*?never collected\.\n/, '\n', 'expected a description of <checkout-pay>'],
    ['a property', /\/\*\* A line to show below[^]*?\*\//, '', 'expected a doc comment at the property note'],
    ['a part', ' * @csspart note - the line below it\n', '', 'expected @csspart note, which it has'],
    ['the sentence of a part', '@csspart note - the line below it', '@csspart note', 'expected a sentence in @csspart note'],
    [
      'a part that is not there',
      '@csspart note - ',
      '@csspart footnote - ',
      'there is no part called footnote, which its @csspart speaks of',
    ],
    ['an event', / \* @fires[^\n]*\n/, '', 'expected @fires checkout-pay, which it declares'],
    ['a slot', '<div part="base">', '<div part="base"><slot name="extra"></slot>', 'expected @slot extra, which it has'],
    [
      'a custom property that is not there',
      '@cssprop --checkout-color-accent',
      '@cssprop --checkout-color-nothing',
      'there is no custom property called --checkout-color-nothing, which its @cssprop speaks of',
    ],
  ];
  for (const [what, from, to, expected] of cases)
    it(`is found out: ${what}`, () => assert.ok(faultsWith(from, to).includes(expected), faultsWith(from, to).join('\n')));
});

describe('what editors are told', () => {
  it('names tags, attributes and the values an attribute takes', () => {
    const tag = htmlData(elements).tags.find(({name}) => name === 'checkout-catalog')!;
    const attribute = (name: string) => tag.attributes.find((each) => each.name === name) as {values?: object[]; valueSet?: string};
    assert.deepEqual(attribute('layout').values, [{name: 'row'}, {name: 'grid'}]);
    assert.equal(attribute('busy').valueSet, 'v');
    const types = webTypes(elements, {name: 'chat-checkout', version: '0.1.0'});
    assert.deepEqual(
      types.contributions.html.elements.map(({name}) => name),
      elements.map(({tagName}) => tagName),
    );
  });

  it('names every token and part', () => {
    const {properties, pseudoElements} = cssData(elements, TOKENS);
    for (const {name} of TOKENS) assert.ok(names(properties).includes(name), name);
    assert.ok(names(pseudoElements).includes('::part(button)'));
  });

  it('has types for JSX that are TypeScript', () => {
    const text = jsxTypes(elements);
    const {diagnostics} = ts.transpileModule(text, {reportDiagnostics: true});
    assert.deepEqual(diagnostics, []);
    assert.match(text, /'oncheckout-pay'\?: \(event: CheckoutPayEvent\) => void;/);
  });
});
