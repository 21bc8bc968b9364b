import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {build, defineConfig, runnerImport, type Plugin} from 'vite';
import dts from 'vite-plugin-dts';
import {viteSingleFile} from 'vite-plugin-singlefile';
import {leanLit} from './scripts/lean-lit.js';

// `vite build` makes dist/lib (modules with their types, which `--mode untyped` leaves out: they take longest);
// `vite build --mode page:<name>` makes dist/pages/<name>/index.html, one file.
const path = (name: string) => resolve(import.meta.dirname, name);
/** Pages that are tools for those who build, and so lie beside what they are about. */
const PAGE_FOLDERS: Record<string, string> = {preview: 'widgets/preview', 'theme-editor': 'widgets/theme/editor'};
const elements = readdirSync(path('widgets/elements')).map((name) => `widgets/elements/${name}/${name}`);
/** The languages' BCP 47 tags, which are the names of their files. */
const languages = readdirSync(path('widgets/locales')).flatMap((file) => /^([a-z]{2}(?:-\w+)?)\.ts$/.exec(file)?.[1] ?? []);
const locales = ['localize', ...languages].map((name) => `widgets/locales/${name}`);
const entries = ['widgets/index', 'widgets/host/detect', 'widgets/host/page', ...locales, ...elements];

/**
 * Lets the schemas fall out of a page that does not use them. `shared` holds words only, so a call at the top of one of its
 * modules has no effect but its value, which a bundler cannot know of a chain such as `z.string().check(…)`.
 */
const dropUnusedSchemas = (): Plugin => ({
  name: 'drop-unused-schemas',
  transform(code, id) {
    if (!id.startsWith(path('shared') + '/')) return null;
    const wrapped = this.parse(code)
      .body.map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
      .flatMap((node) => (node?.type === 'VariableDeclaration' ? node.declarations : []))
      .flatMap(({init}) => (init && code.slice(init.start, init.end).includes('z.') ? [init] : []));
    for (const {start, end} of wrapped.reverse())
      code = `${code.slice(0, start)}/* @__PURE__ */ value(() => (${code.slice(start, end)}))${code.slice(end)}`;
    // The schema library would leave its own set-up behind. A schema that is used after all fails as soon as the page runs.
    code = code.replace(/^import \* as z from ['"]zod\/mini['"]/m, 'let z');
    return {code: `${code}\nfunction value(make) { return make(); }`, map: null};
  },
});

const shortNames = new Map<string, string>();

/** The elements' own `--_names`, which nobody outside can set, in one or two letters. */
const shortName = (name: string) => {
  if (!shortNames.has(name)) shortNames.set(name, `--${(shortNames.size + 10).toString(36)}`);
  return shortNames.get(name)!;
};

const squeezeCss = (text: string) =>
  text
    .replace(/--_[a-z-]+/g, shortName)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,!>]|>=) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/ \/ /g, '/')
    .replace(/(?<![\w.])0\.(?=\d)/g, '.')
    .replace(/='([a-z]\w*)'\]/g, '=$1]');

// What a browser reads the same without: quotes around one word, the slash of an empty element, blanks beside a block.
const squeezeHtml = (text: string) =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/="([\w.-]+)"(?=[\s>])/g, '=$1')
    .replace(/ \/?>/g, '>')
    .replace(/ ?(<\/?(?:div|p|ul|li|h2|section|form|fieldset|legend|dl|dt|dd|slot|checkout-\w+)\b[^>]*>) ?/g, '$1');

/** Takes indents, line breaks and comments out of the page and the elements' templates, where no minifier looks. */
const squeezeTemplates = (): Plugin => ({
  name: 'squeeze-templates',
  transformIndexHtml: (page) => page.replace(/<!--[^]*?-->/g, '').replace(/\n\s*/g, '\n'),
  transform(code, id) {
    if (!id.startsWith(path('widgets') + '/') || !id.endsWith('.ts')) return null;
    const texts: {start: number; end: number; tag: string}[] = [];
    const visit = (node: unknown) => {
      if (typeof node !== 'object' || !node) return;
      const {type, tag, quasi} = node as {type?: string; tag?: {name?: string}; quasi?: {quasis: {start: number; end: number}[]}};
      if (type === 'TaggedTemplateExpression' && /^(css|html|svg)$/.test(tag?.name ?? ''))
        texts.push(...quasi!.quasis.map(({start, end}) => ({start, end, tag: tag!.name!})));
      Object.values(node).forEach(visit);
    };
    visit(this.parse(code));
    const squeeze: Record<string, (text: string) => string> = {
      css: squeezeCss,
      html: squeezeHtml,
      svg: (text) => text.replace(/\s*\n\s*/g, ''),
    };
    for (const {start, end, tag} of texts.sort((a, b) => b.start - a.start))
      code = code.slice(0, start) + squeeze[tag]!(code.slice(start, end)) + code.slice(end);
    return {code, map: null};
  },
});

type Names = {[name: string]: unknown};
const english = async () => (await runnerImport<{en: Names}>(path('widgets/locales/en.ts'))).module.en;
const isNames = (value: unknown): value is Names => typeof value === 'object' && value !== null && !Array.isArray(value);
/** The names as they stand in each other, in their order. */
const outline = (names: Names): unknown[] => Object.entries(names).map(([name, value]) => (isNames(value) ? [name, outline(value)] : name));
const markOf = (names: Names) =>
  createHash('sha256')
    .update(JSON.stringify(outline(names)))
    .digest('hex')
    .slice(0, 8);
/** The values alone, where the names are those of English; an object with others stays as it is. */
const valuesOf = (value: unknown, names: unknown): unknown =>
  isNames(names) && isNames(value) && Object.keys(names).join() === Object.keys(value).join() && Object.keys(names).length
    ? Object.entries(names).map(([name, ours]) => valuesOf(value[name], ours))
    : value;

/**
 * Puts the other languages beside the page, one JSON file each: the server hands them out, the page itself may load nothing. The page
 * gets a mark of the strings' order, so that a server of the same build can leave out their names.
 */
const languageFiles = (): Plugin => ({
  name: 'language-files',
  async transform(code, id) {
    return id.endsWith('/flow/language.ts') ? {code: code.replace('__WORDS__', markOf(await english())), map: null} : null;
  },
  async generateBundle() {
    const names = await english();
    for (const tag of languages) {
      if (tag === 'en') continue;
      const {strings} = (await runnerImport<{strings: Names}>(path(`widgets/locales/${tag}.ts`))).module;
      const words = Object.entries(names).map(([name, ours]) => valuesOf(strings[name], ours));
      const source = JSON.stringify({order: markOf(names), words, strings});
      this.emitFile({type: 'asset', fileName: `locales/${tag}.json`, source});
    }
  },
});

/** Puts the themes beside the page, and how one is read: the server may put one into the page, but imports nothing of the widgets. */
const themeFiles = (): Plugin => ({
  name: 'theme-files',
  // After the page is one file: what is written here stays beside it.
  async writeBundle({dir}) {
    await build({
      configFile: false,
      logLevel: 'warn',
      plugins: [
        {
          name: 'themes',
          generateBundle() {
            const folder = path('widgets/styles/themes');
            for (const file of readdirSync(folder))
              this.emitFile({type: 'asset', fileName: `themes/${file}`, source: readFileSync(resolve(folder, file))});
          },
        },
      ],
      build: {
        outDir: dir,
        emptyOutDir: false,
        target: 'node20',
        lib: {entry: path('widgets/theme/read.ts'), formats: ['es'], fileName: () => 'theme.mjs'},
      },
    });
  },
});

/**
 * Writes an element's decorated properties as Lit's other form, `static properties`, which says the same in one object
 * and needs no code of its own.
 */
const plainProperties = (): Plugin => ({
  name: 'plain-properties',
  transform: {
    order: 'pre',
    handler(code, id) {
      if (!id.startsWith(path('widgets/elements') + '/') || !code.includes('@property(')) return null;
      const found: {start: number; end: number; text: string}[] = [];
      for (const node of this.parse(code, {lang: 'ts'}).body) {
        const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
        if (declared?.type !== 'ClassDeclaration') continue;
        const properties: string[] = [];
        for (const member of declared.body.body) {
          const decorator = 'decorators' in member ? member.decorators?.[0] : undefined;
          if (!decorator || member.type !== 'PropertyDefinition') continue;
          const [kind, options] = /^@(\w+)\((.*)\)$/s.exec(code.slice(decorator.start, decorator.end))!.slice(1);
          const key = code.slice(member.key.start, member.key.end);
          properties.push(`${key}: ${kind === 'state' ? '{state: true, attribute: false}' : options || '{}'}`);
          found.push({start: decorator.start, end: decorator.end, text: ''});
        }
        if (properties.length)
          found.push({
            start: declared.body.start + 1,
            end: declared.body.start + 1,
            text: `static properties = {${properties.join(', ')}};`,
          });
      }
      for (const {start, end, text} of found.sort((a, b) => b.start - a.start)) code = code.slice(0, start) + text + code.slice(end);
      return {code, map: null};
    },
  },
});

/**
 * Lit's style sheets without its fallback for browsers that cannot share them among elements. All that know `light-dark()`, which our
 * tokens need, can. Our styles are plain texts, so a `css` template is a sheet at once.
 */
const sharedSheets = (): Plugin => ({
  name: 'shared-sheets',
  load: (id) =>
    id.endsWith('/@lit/reactive-element/css-tag.js')
      ? `export const css = ([text]) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet; };
         export const getCompatibleStyle = (sheet) => sheet;
         export const adoptStyles = (root, sheets) => { root.adoptedStyleSheets = sheets; };
         export const [CSSResult, supportsAdoptingStyleSheets, unsafeCSS] = [];`
      : null,
});

/**
 * Names of members that only the page's own code says, Lit's and our controllers', and never in a text: the page has short ones for
 * them. Not among them is what elements are given through a slot, what stands in a template, and what comes from a host or the server.
 */
const INNER_NAMES = new RegExp(
  '^(_\\$.*|getPropertyDescriptor|getPropertyOptions|createProperty|isUpdatePending|scheduleUpdate|performUpdate|enableUpdating|' +
    'shadowRootOptions|renderOptions|renderBefore|creationScope|getUpdateComplete|elementStyles|hasChanged|fromAttribute|toAttribute|' +
    'createRenderRoot|hasUpdated|finalizeStyles|known|checkAgain|blockedUrl|isWaiting|payMode|setQuantity|setAddress|setOption|' +
    'setDiscounts|isPending|isOpen|startAnew|reopen|forget|requestUpdate|updateComplete|renderRoot|addController|removeController|' +
    'willUpdate|hostConnected|hostDisconnected|hostUpdate|hostUpdated|finalize|reportHeight|getUpdateComplete|pictureIndex|editing|draft|picked)$',
);

export default defineConfig(({mode}) => {
  const page = mode.startsWith('page:') ? mode.slice('page:'.length) : undefined;
  if (page)
    return {
      root: path(PAGE_FOLDERS[page] ?? `widgets/pages/${page}`),
      plugins: [
        ...(page === 'checkout' ? [dropUnusedSchemas(), plainProperties(), sharedSheets(), leanLit(), languageFiles(), themeFiles()] : []),
        squeezeTemplates(),
        viteSingleFile({removeViteModuleLoader: true}),
      ],
      define: {'process.env.NODE_ENV': '"production"'},
      build: {
        outDir: path(`dist/pages/${page}`),
        emptyOutDir: true,
        target: 'es2022',
        ...(page === 'checkout' && {
          rolldownOptions: {output: {minify: {compress: true, mangle: true, codegen: true, mangleProps: {include: INNER_NAMES}}}},
        }),
      },
    };
  return {
    plugins:
      mode === 'untyped'
        ? []
        : [
            dts({
              tsconfigPath: './tsconfig.json',
              entryRoot: '.',
              include: ['widgets', 'shared'],
              exclude: ['widgets/pages/**', 'widgets/preview/**', 'widgets/theme/editor/**', 'widgets/stories/**', '**/*.stories.ts'],
            }),
          ],
    build: {
      outDir: 'dist/lib',
      target: 'es2022',
      sourcemap: true,
      // Entries are named as the sources, so that each module has its types beside it.
      lib: {entry: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])), formats: ['es']},
      // A builder's app brings its own Lit; a second copy would not work with it.
      rolldownOptions: {external: [/^lit($|\/)/, /^@lit\//, /^zod($|\/)/]},
    },
  };
});
