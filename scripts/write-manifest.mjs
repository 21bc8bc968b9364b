// Writes what is made from the elements' doc blocks: dist/custom-elements.json, web-types, VS Code data and JSX types.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {register} from 'tsx/esm/api';
import {cssData, htmlData, jsxTypes, webTypes} from './editor-data.mjs';
import {readManifest} from './manifest.mjs';
import {root} from './run.mjs';

register();
const {TOKENS} = await import('../widgets/theme/tokens.ts');
const {name, version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const {manifest, elements, faults} = readManifest();
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const files = {
  'custom-elements.json': json(manifest),
  'web-types.json': json(webTypes(elements, {name, version})),
  'vscode.html-custom-data.json': json(htmlData(elements)),
  'vscode.css-custom-data.json': json(cssData(elements, TOKENS)),
  'jsx.d.ts': jsxTypes(elements),
};
mkdirSync(join(root, 'dist'), {recursive: true});
for (const [file, text] of Object.entries(files)) writeFileSync(join(root, 'dist', file), text);
console.log(`dist: ${Object.keys(files).join(', ')} of ${elements.length} elements`);
if (faults.length) console.error(faults.join('\n'));
process.exitCode = faults.length ? 1 : 0;
