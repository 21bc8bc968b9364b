import {posix} from 'node:path';
import ts from 'typescript';

/** A file of the project: its path from the project's root, with slashes, and its text. */
export type SourceFile = {path: string; text: string};

/** An import that its room does not allow. */
export type Breach = {file: string; line: number; import: string; rule: string};

/**
 * Who may import what. The first room whose `files` begins a file's path is its room. A room may import itself; with `each`, every
 * folder in it is a room of its own; with `ends`, only files that end so are in it.
 *
 * The entries are beginnings of paths (`shared/`, `server/core/ports.`), packages with all that is below them (`lit`), or `node:`.
 * Where `may` and `never` both match, the longer entry decides. `types` allows imports that are types only, gone when the program runs.
 */
type Room = {
  files: string;
  ends?: string;
  each?: true;
  may: readonly string[];
  types?: readonly string[];
  never?: readonly string[];
  rule: string;
};

const SDK = '@modelcontextprotocol/sdk';
const LIT = ['lit', '@lit/'];
/** A library that belongs to one supplier. */
const VENDORS = ['stripe', 'kysely', 'libsql', 'pg'];
/** Functions of plain values that more than one supplier needs. */
const PLAIN = ['business-days', 'regions', 'search', 'share'].map((name) => `server/core/${name}.`);

export const ROOMS: readonly Room[] = [
  {files: 'shared/', may: ['zod/mini'], rule: 'shared imports zod/mini and nothing else'},

  {files: 'server/core/', may: ['shared/'], rule: 'core imports shared only: no node:*, no library, no door, no adapter'},
  ...adapter('file', ['zod']),
  ...adapter('sql', ['kysely', 'libsql', 'pg']),
  ...adapter('stripe', ['stripe']),
  ...adapter('', []),
  {files: 'server/mcp/', may: ['server/core/', 'shared/', SDK, 'zod', 'node:'], rule: 'mcp imports core, shared and its protocol library'},
  {
    files: 'server/acp/',
    may: ['server/core/', 'shared/', SDK, 'hono', 'zod', 'rate-limiter-flexible', 'node:'],
    rule: 'acp imports core, shared and its protocol libraries',
  },
  {
    files: 'server/words/',
    may: ['server/core/english.', 'shared/', 'hono/utils/accept'],
    types: ['server/core/', 'server/acp/'],
    rule: "words are plain text: they import shared, English, hono's reading of a header, and types of what is said",
  },
  {
    files: 'server/doctor/',
    may: ['shared/', `${SDK}/client`, `${SDK}/types`, `${SDK}/validation`, 'playwright-core', 'node:'],
    rule: 'the doctor looks at a server from outside: it imports shared, the MCP client, node:* and playwright-core, and nothing of the server',
  },
  {
    files: 'server/sandbox/',
    may: ['hono', '@hono/node-server', 'qs', 'zod', 'node:'],
    rule: "the sandbox stands in for another company's server: it imports hono, qs, zod and node:*, and nothing of ours",
  },
  {
    files: 'server/compose.',
    may: ['server/', 'shared/', 'hono', 'pino', 'node:'],
    never: ['server/main.', 'server/index.'],
    rule: 'compose imports the server',
  },
  {
    files: 'server/suppliers.',
    may: ['server/adapters/', 'server/core/', 'shared/', 'stripe', 'node:'],
    types: ['server/config.', 'server/log.'],
    rule: 'suppliers is the part of compose that picks catalog, delivery, tax and discounts',
  },
  ...['commands', 'approval-command'].map((name) => ({
    files: `server/${name}.`,
    may: ['server/', 'shared/', 'node:'],
    never: ['server/main.', 'server/index.', 'server/compose.'],
    rule: 'commands compose what a command line needs, beside a server that may be running',
  })),
  {
    files: 'server/main.',
    may: ['server/', 'shared/', 'node:', 'hono', '@hono/node-server'],
    never: ['server/adapters/'],
    rule: 'main composes and listens; only compose imports adapters',
  },
  {
    files: 'server/index.',
    may: ['server/', 'shared/'],
    never: ['server/adapters/', 'server/main.'],
    rule: 'index exports; only compose imports adapters',
  },
  {
    files: 'server/http.',
    may: ['server/', 'server/core/errors.', 'shared/', 'hono', 'node:'],
    types: ['server/core/'],
    never: ['server/core/', 'server/adapters/', 'server/sandbox/', 'server/compose.', 'server/suppliers.', 'server/main.', 'server/index.'],
    rule: "http imports the doors, core's types and errors, shared and hono",
  },
  {
    files: 'server/',
    may: ['server/', 'shared/', 'hono', 'zod', 'pino', 'node:'],
    never: ['server/adapters/', 'server/sandbox/', 'server/compose.', 'server/suppliers.', 'server/main.', 'server/index.'],
    rule: 'only compose imports adapters; only main and index import compose',
  },

  {files: 'widgets/host/', may: ['shared/'], rule: 'host imports shared only'},
  {files: 'widgets/controllers/', may: ['widgets/host/', 'shared/', ...LIT], rule: 'controllers import host, shared and lit'},
  {
    files: 'widgets/elements/',
    ends: '.stories.ts',
    may: ['widgets/elements/', 'widgets/stories/', 'shared/', ...LIT],
    types: ['@storybook/', 'widgets/host/'],
    rule: 'a story imports fixtures and shared, and of Storybook types only: it is drawn in tests too',
  },
  {
    files: 'widgets/elements/flow/',
    may: ['widgets/elements/', 'widgets/controllers/', 'widgets/host/', 'widgets/styles/', 'widgets/locales/', 'shared/', ...LIT],
    rule: 'flow is the one element with controllers',
  },
  {
    files: 'widgets/elements/',
    each: true,
    may: ['widgets/styles/', 'widgets/locales/', 'shared/', ...LIT],
    rule: 'an element imports styles, locales and shared: only flow uses host, controllers and other elements',
  },
  {
    files: 'widgets/stories/',
    may: ['widgets/theme/hosts.', 'shared/', ...LIT],
    types: ['widgets/host/'],
    rule: 'stories are fixtures, and what is around a story: they import shared, the palettes of hosts and no element',
  },
  {files: 'widgets/styles/', may: ['widgets/locales/', ...LIT], rule: 'styles import lit and words only'},
  {files: 'widgets/locales/', may: ['shared/', ...LIT], rule: 'locales import shared only'},
  {
    files: 'widgets/theme/editor/',
    may: ['widgets/theme/', 'widgets/index.', 'widgets/stories/', 'shared/', ...LIT],
    rule: 'the theme editor shows the elements as a page does: it imports the theme functions, the library and the stories',
  },
  {
    files: 'widgets/theme/',
    never: ['widgets/theme/editor/'],
    may: ['widgets/preview/profiles/', 'widgets/preview/style-variables.', 'colorjs.io', 'node:'],
    rule: "theme is plain functions over tokens: it imports colorjs.io, what the preview knows of hosts' colours, and node:* for its command",
  },
  {
    files: 'widgets/preview/',
    may: ['shared/', `${SDK}/client`, `${SDK}/types`, 'widgets/styles/', 'widgets/theme/', ...LIT],
    rule: 'preview is a chat host: it imports shared and the MCP client, no element and no server code',
  },
  {
    files: 'widgets/',
    may: ['widgets/', 'shared/', ...LIT],
    never: ['widgets/preview/', 'widgets/stories/'],
    rule: 'widgets import widgets and shared; nothing imports the preview or the stories',
  },
];

function adapter(name: string, libraries: readonly string[]): Room[] {
  const rule = "an adapter imports core's ports, errors and plain functions, shared and its own library, never another adapter or a door";
  const never = VENDORS.filter((vendor) => !libraries.includes(vendor));
  const may = ['server/core/ports.', 'server/core/errors.', ...PLAIN, 'shared/', 'node:', ...libraries];
  const files = name === '' ? 'server/adapters/' : `server/adapters/${name}/`;
  return [{files, each: true, may, types: ['server/core/'], never, rule}];
}

/** Every import in these files that its room does not allow. Files outside shared, server and widgets have no room. */
export function breaches(files: readonly SourceFile[], rooms = ROOMS): Breach[] {
  return files.flatMap((file) => {
    const room = rooms.find(({files: beginning, ends = ''}) => file.path.startsWith(beginning) && file.path.endsWith(ends));
    if (!room) return [];
    return importsOf(file)
      .filter((found) => !allows(room, file.path, found))
      .map(({line, specifier}) => ({file: file.path, line, import: specifier, rule: room.rule}));
  });
}

type Import = {specifier: string; target: string; typeOnly: boolean; line: number};

function allows(room: Room, path: string, {target, typeOnly}: Import): boolean {
  const longest = (entries: readonly string[]) =>
    Math.max(0, ...entries.filter((entry) => isBelow(target, entry)).map((entry) => entry.length));
  const allowed = longest([ownRoom(room, path), ...room.may, ...((typeOnly && room.types) || [])]);
  return allowed > 0 && allowed >= longest(room.never ?? []);
}

function ownRoom({files, each}: Room, path: string): string {
  if (!each || files.split('/').length > 3) return files;
  return `${files}${path.slice(files.length).split('/')[0]}/`;
}

/** Paths and `node:` end in a sign of their own; a package is itself and what is below it, not what begins with the same letters. */
function isBelow(target: string, entry: string): boolean {
  if (/[/.:]$/.test(entry)) return target.startsWith(entry);
  return target === entry || target.startsWith(`${entry}/`) || target.startsWith(`${entry}.`);
}

function importsOf({path, text}: SourceFile): Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    const specifier = node.text;
    const target = specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier;
    found.push({specifier, target, typeOnly, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1});
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || isRequire(node.expression)))
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

const isRequire = (node: ts.Expression) => ts.isIdentifier(node) && node.text === 'require';
