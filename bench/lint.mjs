/**
 * One measurement, in a process of its own: lints the files of a repository with the given rules and prints what it cost.
 *
 *   node bench/lint.mjs '{"repository": "…", "rules": ["http-leak/no-unconsumed-body"], "typed": true}'
 *
 * With `"edits": 20` it stands for an editor session instead: so many files are opened, and then changed one after the other.
 *
 * The first rule that uses the checker on a file pays for checking it, so rules are compared alone, each in its own process.
 */
import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { discoverFiles } from '../build/cli/discover.js';
import { groupByProject } from '../build/cli/projects.js';
import plugin from '../dist/index.js';
import { readProjectConfig } from '../build/types/project-config.js';

const { repository, rules, typed, edits = 0 } = JSON.parse(process.argv[2]);
const root = path.resolve(repository);
const { files } = await discoverFiles([root], { cwd: root, gitignore: true, command: 'scan' });
const all = typed
  ? groupByProject(files, root, (config) => readProjectConfig(config)).batches.flatMap(({ included }) => included)
  : files;
const step = edits > 0 ? Math.max(1, Math.floor(all.length / edits)) : 1;
const measured = all.filter((_, index) => index % step === 0);

/** CPU time of parsing and of each rule so far, in milliseconds: other processes cannot add to it, as they do to the times that ESLint takes. */
const spent = { parse: 0, ...Object.fromEntries(rules.map((rule) => [rule, 0])) };

const eslint = new ESLint({
  cwd: path.parse(root).root,
  overrideConfigFile: true,
  stats: true,
  overrideConfig: [
    { ignores: ['!**/node_modules/', '!**/.git/'] },
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      plugins: {
        '@typescript-eslint': timed('@typescript-eslint', tseslint.plugin),
        'http-leak': timed('http-leak', plugin),
      },
      languageOptions: {
        parser: {
          ...tseslint.parser,
          parseForESLint: clocked('parse', (...given) => tseslint.parser.parseForESLint(...given)),
        },
        parserOptions: typed ? { projectService: true, tsconfigRootDir: root } : { ecmaFeatures: { jsx: true } },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
      rules: Object.fromEntries(rules.map((rule) => [rule, 'error'])),
    },
  ],
});

const result = { files: 0, unread: 0, lines: 0, parse: 0, cpu: 0, findings: 0, rules: {}, slowest: [], megabytes: 0 };
const before = process.cpuUsage();
for (const file of measured) {
  const [report] = await eslint.lintFiles([file]);
  if (!report?.stats || report.fatalErrorCount > 0) {
    result.unread += 1;
    continue;
  }
  result.files += 1;
  result.lines += readFileSync(file, 'utf8').split('\n').length;
  result.findings += report.messages.filter(({ ruleId }) => ruleId?.startsWith('http-leak/')).length;
  for (const pass of report.stats.times.passes) {
    for (const [rule, times] of Object.entries(pass.rules ?? {})) {
      if (rule.startsWith('http-leak/'))
        result.slowest.push({ file: path.relative(root, file), milliseconds: times.total });
    }
  }
}
({ parse: result.parse, ...result.rules } = spent);
if (edits > 0) {
  // Each change makes a new program.
  for (const file of measured) await eslint.lintText(`${readFileSync(file, 'utf8')}\nexport {};\n`, { filePath: file });
  result.edited = rules.reduce((sum, rule) => sum + spent[rule] - result.rules[rule], 0);
}
const { user, system } = process.cpuUsage(before);
result.cpu = (user + system) / 1000;
result.slowest = result.slowest.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);
result.megabytes = process.memoryUsage().heapUsed / 1e6;
process.stdout.write(JSON.stringify(result));

function timed(prefix, { rules: all, ...plugin }) {
  return {
    ...plugin,
    rules: Object.fromEntries(
      Object.entries(all).map(([name, rule]) => [
        name,
        { ...rule, create: (context) => timedListeners(`${prefix}/${name}`, rule, context) },
      ]),
    ),
  };
}

function timedListeners(name, rule, context) {
  const listeners = clocked(name, () => rule.create(context))();
  return Object.fromEntries(
    Object.entries(listeners).map(([selector, listener]) => [selector, clocked(name, listener)]),
  );
}

/** `run`, adding what it costs to what `name` has spent. */
function clocked(name, run) {
  return (...given) => {
    const start = process.cpuUsage();
    const value = run(...given);
    const { user, system } = process.cpuUsage(start);
    spent[name] += (user + system) / 1000;
    return value;
  };
}
