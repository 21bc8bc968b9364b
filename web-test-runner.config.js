import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {countElementTests} from './scripts/count-tests.mjs';
import {findChrome} from './scripts/find-chrome.mjs';

const {from, ...launchOptions} = await findChrome();
console.log(`browser: ${launchOptions.executablePath} (${from})`);

// A window of its own for each test file: a page behind another one gets no animation frames and no focus.
const createPage = async ({browser}) => (await browser.createBrowserContext()).newPage();

export default {
  rootDir: '.',
  hostname: '127.0.0.1',
  nodeResolve: true,
  concurrency: 2,
  browserStartTimeout: 60_000, // ms; a cold start on a busy machine
  testFramework: {config: {timeout: 10_000}}, // ms; an axe check of a whole flow takes more than mocha's two seconds there
  filterBrowserLogs: ({args}) => !args.some((arg) => typeof arg === 'string' && arg.includes('Lit is in dev mode')),
  plugins: [esbuildPlugin({ts: true, tsconfig: './tsconfig.json', target: 'es2022'}), a11ySnapshotPlugin()],
  // Forced colours cannot be emulated through this launcher: it ignores them without a word.
  groups: [{name: 'elements', files: ['test/widgets/**/*.test.ts'], browsers: [chromeLauncher({launchOptions, createPage})]}],
  reporters: [defaultReporter(), ...(process.env.TEST_COUNTS_FILE ? [countElementTests(process.env.TEST_COUNTS_FILE)] : [])],
  // Only with `wtr --coverage`.
  coverageConfig: {
    include: ['widgets/**/*.ts', 'shared/**/*.ts'],
    exclude: ['**/*.stories.ts'],
    threshold: {statements: 80, branches: 80, functions: 80, lines: 80},
  },
};
