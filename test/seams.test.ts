import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {mentions} from './support/mentions.js';
import {breaches, type SourceFile} from './support/seams.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const notOurs = new Set(['node_modules', 'dist', 'data', 'coverage', '.git']);

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (notOurs.has(name)) return [];
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

function read(path: string): SourceFile[] {
  const text = readFileSync(path, 'utf8');
  return text.includes('\0') ? [] : [{path: relative(root, path).split(sep).join('/'), text}];
}

/** Sources are TypeScript, but are imported by the name of what they compile to. */
const exists = (path: string) =>
  [path, path.replace(/\.js$/, '.ts')].some((name) => !name.startsWith('..') && existsSync(join(root, name)));

const sentences = (found: {file: string; line: number; rule: string; import?: string; text?: string}[]) =>
  found.map(({file, line, rule, import: specifier, text}) => `${file}:${line} ${specifier ?? text}: ${rule}`);

/** Fails with the sentences alone, each on its line. */
function assertNone(found: string[]): void {
  if (found.length > 0) throw new assert.AssertionError({message: ['', ...found].join('\n'), stackStartFn: assertNone});
}

const planted = (path: string, text: string) => breaches([{path, text}]).map(({import: specifier}) => specifier);

describe('the seams between the rooms', () => {
  it('every import is one its room allows', () => {
    const sources = ['shared', 'server', 'widgets']
      .flatMap((folder) => filesBelow(join(root, folder)))
      .filter((path) => path.endsWith('.ts'));
    assert.ok(sources.length > 0, 'there are sources to look at');
    assertNone(sentences(breaches(sources.flatMap(read))));
  });

  it('names the file, the line, the import and the rule of a breach', () => {
    const text = "import type {Tool} from '../mcp/tool.js';\nimport {readFileSync} from 'node:fs';\n";
    assert.deepEqual(sentences(breaches([{path: 'server/core/quote.ts', text}])), [
      'server/core/quote.ts:1 ../mcp/tool.js: core imports shared only: no node:*, no library, no door, no adapter',
      'server/core/quote.ts:2 node:fs: core imports shared only: no node:*, no library, no door, no adapter',
    ]);
  });

  it('sees every way to import', () => {
    const text = `
      import './a.js';
      import '../../server/a.js';
      export * from '../../server/b.js';
      export type {C} from '../../server/c.js';
      const d = await import('../../server/d.js');
      const e = require('../../server/e.js');
      type F = import('../../server/f.js').F;
      // import '../../server/comment.js'
      const text = "import '../../server/text.js'";
    `;
    assert.deepEqual(
      planted('widgets/host/host.ts', text),
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `../../server/${name}.js`),
    );
  });

  const refused: [file: string, specifier: string][] = [
    ['shared/money.ts', 'zod'],
    ['shared/money.ts', 'node:crypto'],
    ['shared/money.ts', '../server/core/ports.js'],
    ['server/core/checkout.ts', 'stripe'],
    ['server/core/checkout.ts', '../adapters/sql/store.js'],
    ['server/adapters/sql/store.ts', '../stripe/client.js'],
    ['server/adapters/sql/store.ts', 'stripe'],
    ['server/adapters/file/tax.ts', '../../core/totals.js'],
    ['server/adapters/other/tax.ts', '../file/tax.js'],
    ['server/adapters/stripe/client.ts', '../../mcp/tool.js'],
    ['server/mcp/server.ts', '../acp/routes.js'],
    ['server/mcp/server.ts', '../adapters/file/catalog.js'],
    ['server/acp/routes.ts', '../mcp/server.js'],
    ['server/http.ts', './adapters/sql/store.js'],
    ['server/http.ts', './core/checkout.js'],
    ['server/http.ts', './compose.js'],
    ['server/http.ts', '@modelcontextprotocol/sdk/types.js'],
    ['server/log.ts', './compose.js'],
    ['server/main.ts', './adapters/sql/store.js'],
    ['server/sandbox/app.ts', 'stripe'],
    ['server/sandbox/app.ts', '../core/ports.js'],
    ['server/http.ts', '../widgets/index.js'],
    ['widgets/host/openai.ts', '../elements/pay/pay.js'],
    ['widgets/controllers/calls.ts', '../elements/pay/pay.js'],
    ['widgets/elements/pay/pay.ts', '../../host/host.js'],
    ['widgets/elements/pay/pay.ts', '../../controllers/calls.js'],
    ['widgets/elements/pay/pay.ts', '../items/items.js'],
    ['widgets/elements/flow/flow.ts', '../../../server/index.js'],
    ['widgets/preview/chat.ts', '../../server/http.js'],
    ['widgets/preview/chat.ts', '../elements/pay/pay.js'],
    ['widgets/preview/chat.ts', '@modelcontextprotocol/sdk/server/index.js'],
    ['widgets/index.ts', './preview/chat.js'],
    ['widgets/index.ts', './stories/sessions.js'],
    ['widgets/elements/pay/pay.ts', '../../stories/sessions.js'],
    ['widgets/elements/pay/pay.stories.ts', '@storybook/web-components-vite'],
    ['widgets/elements/pay/pay.stories.ts', '../../controllers/calls.js'],
    ['widgets/styles/base.ts', 'lit-imposter'],
  ];
  for (const [file, specifier] of refused)
    it(`refuses ${specifier} in ${file}`, () => assert.deepEqual(planted(file, `import {x} from '${specifier}';`), [specifier]));

  const allowed: [file: string, statement: string][] = [
    ['shared/money.ts', "import * as z from 'zod/mini';"],
    ['server/http.ts', "import {format} from '../shared/money.js';"],
    ['server/adapters/sql/store.ts', "import {Kysely} from 'kysely';"],
    ['server/adapters/stripe/hosted.ts', "import type {CheckoutRecord} from '../../core/record.js';"],
    ['server/http.ts', "import type {Checkout} from './core/checkout.js';"],
    ['server/main.ts', "import {compose} from './compose.js';"],
    ['server/index.ts', "import {compose} from './compose.js';"],
    ['server/compose.ts', "import {openStore} from './adapters/sql/store.js';"],
    ['widgets/elements/pay/pay.ts', "import {styles} from './pay.styles.js';"],
    ['widgets/elements/flow/flow.ts', "import '../pay/pay.js';"],
    ['widgets/elements/pay/pay.stories.ts', "import type {Meta} from '@storybook/web-components-vite';"],
    ['widgets/elements/pay/pay.stories.ts', "import {ready} from '../../stories/sessions.js';"],
    ['widgets/preview/chat.ts', "import {Client} from '@modelcontextprotocol/sdk/client/index.js';"],
  ];
  for (const [file, statement] of allowed) it(`allows ${statement} in ${file}`, () => assert.deepEqual(planted(file, statement), []));
});

describe('what only holds on one machine', () => {
  const find = (path: string, ...words: string[]) => mentions([{path, text: words.join('')}], exists).map(({text}) => text);

  it('is in no file', () => {
    assertNone(sentences(mentions(filesBelow(root).flatMap(read), exists)));
  });

  // The words are put together here, or this file would be the one that mentions them.
  it('is a package registry, a path of this machine, or a way out of the project', () => {
    assert.deepEqual(find('README.md', 'see https://registry', '.npmjs.org/lit'), [['registry', 'npmjs.org'].join('.')]);
    assert.deepEqual(find('a.ts', "'/", "home/someone/x'"), [['', 'home', 'someone', 'x'].join('/')]);
    assert.deepEqual(find('test/a.ts', "'../../", "shared/nothing'"), [['..', '..', 'shared', 'nothing'].join('/')]);
  });

  it('is not a part of a web address, an import of shared, or what .ci/run looks for', () => {
    assert.deepEqual(find('README.md', 'https://example.com/', 'home/page'), []);
    assert.deepEqual(find('server/core/quote.ts', "from '../../", "shared/money.js'"), []);
    assert.deepEqual(find('.ci/run', '../', 'shared/acp-spec'), []);
  });
});
