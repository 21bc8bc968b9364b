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
      .flatMap(({init}) => (init?.type === 'CallExpression' ? [init] : []));
    for (const {start, end} of wrapped.reverse())
      code = `${code.slice(0, start)}/* @__PURE__ */ value(() => ${code.slice(start, end)})${code.slice(end)}`;
    return {code: `${code}\nfunction value(make) { return make(); }`, map: null};
  },
});

export default defineConfig(({mode}) => {
  const page = mode.startsWith('page:') ? mode.slice('page:'.length) : undefined;
  if (page)
    return {
      root: path(page === 'preview' ? 'widgets/preview' : `widgets/pages/${page}`),
      plugins: [dropUnusedSchemas(), viteSingleFile({removeViteModuleLoader: true})],
      define: {'process.env.NODE_ENV': '"production"'},
      build: {
        outDir: path(`dist/pages/${page}`),
        emptyOutDir: true,
        target: 'es2022',
        rolldownOptions: {treeshake: {moduleSideEffects: [{test: /\/node_modules\/zod\//, sideEffects: false}]}},
      },
    };
  return {
    plugins: [dts({tsconfigPath: './tsconfig.json', entryRoot: '.', include: ['widgets', 'shared'], exclude: ['widgets/preview/**']})],
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
