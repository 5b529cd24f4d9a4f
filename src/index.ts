/** The plugin: what `import httpLeak from 'eslint-plugin-http-leak'` gives. */
import { createRequire } from 'node:module';
import type { ESLint, Linter } from 'eslint';
import { rules } from './rules/index.js';

const { name, version } = createRequire(import.meta.url)('../package.json') as { name: string; version: string };

const plugin = {
  meta: { name, version, namespace: 'http-leak' },
  rules,
  configs: {
    recommended: [] as Linter.Config[],
    strict: [] as Linter.Config[],
  },
} satisfies ESLint.Plugin;

const names = Object.keys(rules).map((rule) => `http-leak/${rule}`);
/** Rules about what merely may go wrong. */
const STRICT_ONLY = new Set(['http-leak/no-orphaned-body']);
plugin.configs.recommended.push({ name: 'http-leak/recommended', plugins: { 'http-leak': plugin }, rules: Object.fromEntries(names.filter((rule) => !STRICT_ONLY.has(rule)).map((rule) => [rule, 'error'])) });
plugin.configs.strict.push({ name: 'http-leak/strict', plugins: { 'http-leak': plugin }, rules: Object.fromEntries(names.map((rule) => [rule, ['error', { strict: true }]])) });

export default plugin;
// What `require` gives: the plugin itself, as a CommonJS configuration expects.
export { plugin as 'module.exports' };
