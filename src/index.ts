/** The plugin: the value of `import httpLeak from 'eslint-plugin-http-leak'`. */
import type { ESLint, Linter } from 'eslint';
import { name, version } from './packages/own.js';
import { rules } from './rules/index.js';

const plugin = {
  meta: { name, version, namespace: 'http-leak' },
  rules,
  configs: {
    recommended: [] as Linter.Config[],
    strict: [] as Linter.Config[],
  },
} satisfies ESLint.Plugin;

const names = Object.keys(rules) as (keyof typeof rules)[];
plugin.configs.recommended.push({
  name: 'http-leak/recommended',
  plugins: { 'http-leak': plugin },
  rules: Object.fromEntries(
    names.filter((rule) => rules[rule].meta?.docs?.recommended).map((rule) => [`http-leak/${rule}`, 'error']),
  ),
});
plugin.configs.strict.push({
  name: 'http-leak/strict',
  plugins: { 'http-leak': plugin },
  rules: Object.fromEntries(names.map((rule) => [`http-leak/${rule}`, ['error', { strict: true }]])),
});

export default plugin;
// The value of `require`: the plugin itself, as a CommonJS configuration expects.
export { plugin as 'module.exports' };
