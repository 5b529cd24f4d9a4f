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
    server: [] as Linter.Config[],
    browser: [] as Linter.Config[],
    all: [] as Linter.Config[],
  },
} satisfies ESLint.Plugin;

type RuleName = keyof typeof rules;
const names = Object.keys(rules) as RuleName[];

/** A browser has no agents, and lets a body outlive its response. */
const BROWSER: ReadonlySet<RuleName> = new Set(['no-unconsumed-body', 'no-locked-cancel', 'no-body-reuse']);

/** The rules of a configuration with their levels. Those that are not named are not part of it. */
const levels = {
  recommended: (rule) => (rules[rule].meta?.docs?.recommended ? 'error' : null),
  strict: () => ['error', { strict: true }],
  // Measured: where only the body is kept, Node cuts it off when the response is collected.
  server: () => 'error',
  browser: (rule) => (BROWSER.has(rule) ? 'error' : null),
  all: () => 'error',
} satisfies Record<keyof typeof plugin.configs, (rule: RuleName) => Linter.RuleEntry | null>;

for (const [config, levelOf] of Object.entries(levels) as [
  keyof typeof levels,
  (rule: RuleName) => Linter.RuleEntry | null,
][]) {
  plugin.configs[config].push({
    name: `http-leak/${config}`,
    plugins: { 'http-leak': plugin },
    rules: Object.fromEntries(
      names.flatMap((rule) => {
        const level = levelOf(rule);
        return level === null ? [] : [[`http-leak/${rule}`, level]];
      }),
    ),
  });
}

export default plugin;
// The value of `require`: the plugin itself, as a CommonJS configuration expects.
export { plugin as 'module.exports' };
