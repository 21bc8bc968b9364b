import {readdirSync} from 'node:fs';
import {resolve} from 'node:path';
import {defineConfig, type Plugin} from 'vite';
import dts from 'vite-plugin-dts';
import {viteSingleFile} from 'vite-plugin-singlefile';

// `vite build` makes dist/lib (modules with their types); `vite build --mode page:<name>` makes dist/pages/<name>/index.html, one file.
const path = (name: string) => resolve(import.meta.dirname, name);
const elements = readdirSync(path('widgets/elements')).map((name) => `widgets/elements/${name}/${name}`);
const entries = ['widgets/index', 'widgets/host/detect', 'widgets/host/page', ...elements];

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
      .flatMap(({init}) => (init && /^(Call|Object)Expression$/.test(init.type) ? [init] : []));
    for (const {start, end} of wrapped.reverse())
      code = `${code.slice(0, start)}/* @__PURE__ */ value(() => (${code.slice(start, end)}))${code.slice(end)}`;
    // The schema library would leave its own set-up behind. A schema that is used after all fails as soon as the page runs.
    code = code.replace(/^import \* as z from ['"]zod\/mini['"]/m, 'let z');
    return {code: `${code}\nfunction value(make) { return make(); }`, map: null};
  },
});

const squeezeCss = (text: string) =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');

/** Takes indents, line breaks and comments out of the page and the elements' templates, where no minifier looks. */
const squeezeTemplates = (): Plugin => ({
  name: 'squeeze-templates',
  transformIndexHtml: (page) => page.replace(/<!--[^]*?-->/g, '').replace(/\n\s*/g, '\n'),
  transform(code, id) {
    if (!id.startsWith(path('widgets') + '/') || !id.endsWith('.ts')) return null;
    const texts: {start: number; end: number; isCss: boolean}[] = [];
    const visit = (node: unknown) => {
      if (typeof node !== 'object' || !node) return;
      const {type, tag, quasi} = node as {type?: string; tag?: {name?: string}; quasi?: {quasis: {start: number; end: number}[]}};
      if (type === 'TaggedTemplateExpression' && /^(css|html|svg)$/.test(tag?.name ?? ''))
        texts.push(...quasi!.quasis.map(({start, end}) => ({start, end, isCss: tag?.name === 'css'})));
      Object.values(node).forEach(visit);
    };
    visit(this.parse(code));
    for (const {start, end, isCss} of texts.sort((a, b) => b.start - a.start)) {
      const text = code.slice(start, end);
      const squeezed = isCss ? squeezeCss(text) : text.replace(/\s*\n\s*/g, ' ');
      code = code.slice(0, start) + squeezed + code.slice(end);
    }
    return {code, map: null};
  },
});

/** Lit's decorators serve the standard ones too; the elements use only the older kind, which is one call each. */
const slimDecorators = (): Plugin => ({
  name: 'slim-decorators',
  resolveId: {order: 'pre', handler: (source) => (source === 'lit/decorators.js' ? '\0decorators' : null)},
  load: (id) =>
    id === '\0decorators'
      ? `export const property = (options) => (prototype, name) => prototype.constructor.createProperty(name, options);
         export const state = () => property({state: true, attribute: false});`
      : null,
});

export default defineConfig(({mode}) => {
  const page = mode.startsWith('page:') ? mode.slice('page:'.length) : undefined;
  if (page)
    return {
      root: path(page === 'preview' ? 'widgets/preview' : `widgets/pages/${page}`),
      plugins: [
        ...(page === 'checkout' ? [dropUnusedSchemas(), slimDecorators()] : []),
        squeezeTemplates(),
        viteSingleFile({removeViteModuleLoader: true}),
      ],
      define: {'process.env.NODE_ENV': '"production"'},
      build: {
        outDir: path(`dist/pages/${page}`),
        emptyOutDir: true,
        target: 'es2022',
      },
    };
  return {
    plugins: [
      dts({
        tsconfigPath: './tsconfig.json',
        entryRoot: '.',
        include: ['widgets', 'shared'],
        exclude: ['widgets/pages/**', 'widgets/preview/**'],
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
