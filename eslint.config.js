import eslint from '@eslint/js';
import n from 'eslint-plugin-n';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

/** The plugin lints its own sources as soon as it has been built once. */
const built = new URL('./dist/index.js', import.meta.url);
const ourselves = existsSync(built) ? (await import(built.href)).default.configs.recommended : [];

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'coverage/',
      'site/dist/',
      'site/generated/',
      'site/.vitepress/cache/',
      'examples/',
      'tests/fixtures/',
      'tests/cases/',
      'tests/reuse/',
      'tests/**/__snapshots__/',
      'tests/**/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  n.configs['flat/recommended-module'],
  {
    // Resolution is the compiler's business, and development scripts may end the process.
    rules: { 'n/no-missing-import': 'off', 'n/no-unpublished-import': 'off', 'n/no-process-exit': 'off' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)) },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Node types are compared with their string names: the enum would have to be loaded at run time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['src/cli/**'], rules: { 'n/hashbang': 'off' } },
  // What it requires is bundled.
  {
    files: ['src/packages/*.cjs'],
    extends: [n.configs['flat/recommended-script']],
    rules: { 'n/no-unpublished-require': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/require-await': 'off' },
  },
  // These tests leak on purpose.
  { files: ['**/*.ts'], ignores: ['tests/protocols/truth/**', 'tests/verify/**'], extends: ourselves },
  // The site runs in a browser.
  { files: ['site/**'], rules: { 'n/no-unsupported-features/node-builtins': 'off' } },
  // What is measured, and what the watcher watches, is experimental on the oldest version.
  {
    files: [
      'src/verify/fetch.ts',
      'tests/protocols/truth/**',
      'tests/fixes/reuse-runner.mjs',
      'tests/verify/**',
      'bench/**',
      'scripts/agree*.mjs',
      'scripts/mutate/**',
    ],
    rules: { 'n/no-unsupported-features/node-builtins': 'off' },
  },
);
