import {defineConfig} from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import typescript from 'typescript-eslint';

// Selectors for `no-restricted-syntax`. A later block replaces an earlier one's list, so lists are joined here.
const language = [
  {selector: 'TSEnumDeclaration', message: 'No enum: use a constant object or a union of literals.'},
  {selector: 'TSModuleDeclaration[kind="namespace"]', message: 'No namespace: a file is a module.'},
  {selector: 'TSParameterProperty', message: 'No parameter properties: declare the field.'},
  {selector: 'Identifier[name="constructEventWithoutVerification"]', message: 'A webhook is believed only when its signature is verified.'},
];
const markup = [
  {
    selector: 'Identifier[name=/^(innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG)$/]',
    message: 'Markup comes from lit templates only.',
  },
  {selector: 'TemplateElement[value.raw=/\\.(inner|outer)HTML\\s*=/]', message: 'Markup comes from lit templates only.'},
];
const handedIn = 'Time and randomness are handed in (Clock, Ids).';
const pure = [
  {selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: handedIn},
  {selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: handedIn},
  {selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: handedIn},
  {selector: 'MemberExpression[object.name="crypto"]', message: handedIn},
  {selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|fetch)$/]', message: 'No timers and no network here.'},
];
const onlyHost = [
  {selector: 'MemberExpression[property.name="openai"]', message: 'Only widgets/host talks to the chat host.'},
  {
    selector: 'CallExpression[callee.name="fetch"], Identifier[name="XMLHttpRequest"]',
    message: 'Widgets do not call the network; widgets/host asks the chat host.',
  },
];
const whole = [
  {
    selector: 'CallExpression[callee.object.name=/^(describe|it|test)$/][callee.property.name="only"]',
    message: 'A test marked `only` silences the others.',
  },
];

export default defineConfig(
  {ignores: ['dist/', 'data/', 'coverage/', 'node_modules/']},
  {linterOptions: {reportUnusedDisableDirectives: 'error'}},
  ...typescript.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', {null: 'ignore'}],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      // The compiler reports unused locals and parameters already.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports'}],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', ...language],
    },
  },
  {files: ['**/*.js', '**/*.mjs'], rules: {'no-unused-vars': ['error', {args: 'after-used'}]}},
  // In a test `expect(x).to.be.true` is a statement.
  {
    files: ['test/**/*.ts'],
    rules: {'@typescript-eslint/no-unused-expressions': 'off', 'no-restricted-syntax': ['error', ...language, ...whole]},
  },
  {
    files: ['shared/**/*.ts', 'server/**/*.ts', 'widgets/**/*.ts'],
    rules: {'no-console': 'error', 'no-restricted-syntax': ['error', ...language, ...markup]},
  },
  {files: ['shared/**/*.ts', 'server/core/**/*.ts'], rules: {'no-restricted-syntax': ['error', ...language, ...markup, ...pure]}},
  {
    files: ['widgets/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      'no-restricted-syntax': ['error', ...language, ...markup, ...onlyHost],
      // Safari drops the role of a list without bullets, so it is written.
      'lit-a11y/no-redundant-role': 'off',
    },
  },
  {files: ['widgets/host/**/*.ts', 'widgets/preview/**/*.ts'], rules: {'no-restricted-syntax': ['error', ...language, ...markup]}},
  {files: ['server/main.ts', 'widgets/preview/**/*.ts'], rules: {'no-console': 'off'}},
);
