/** Ways to repair a folder of cases: each changes the files in place. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** Suggestions are applied one by one; more than this for one file would be a circle. */
const MAX_PASSES = 20;

/** Lints files of a folder that is a TypeScript project, with the recommended configuration. */
export async function lint(folder, files, { fix = false } = {}) {
  parser.clearCaches();
  const { default: plugin } = await import('../../dist/index.js');
  const eslint = new ESLint({
    cwd: folder,
    fix,
    overrideConfigFile: true,
    ignore: false,
    overrideConfig: [
      { files: ['**/*.ts'] },
      ...plugin.configs.recommended,
      {
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: folder } },
      },
    ],
  });
  const results = files.length === 0 ? [] : await eslint.lintFiles(files);
  if (fix) await ESLint.outputFixes(results);
  return new Map(results.map(({ filePath, messages }) => [filePath, messages]));
}

/** `eslint --fix`. */
async function fix(folder, files) {
  await lint(folder, files, { fix: true });
}

/** The first suggestion of every report, one for each file at a time, after all that is fixed. */
async function suggest(folder, files) {
  await fix(folder, files);
  const tried = new Set();
  let work = files;
  for (let pass = 0; pass < MAX_PASSES && work.length > 0; pass += 1) {
    const changed = [];
    for (const [file, messages] of await lint(folder, work)) {
      const text = readFileSync(file, 'utf8');
      const isNew = ({ ruleId, line }) => !tried.has(`${file} ${ruleId} ${text.split('\n')[line - 1].trim()}`);
      const message = messages.find((one) => one.suggestions?.length > 0 && isNew(one));
      if (!message) continue;
      const [
        {
          fix: { range, text: put },
        },
      ] = message.suggestions;
      tried.add(`${file} ${message.ruleId} ${text.split('\n')[message.line - 1].trim()}`);
      writeFileSync(file, text.slice(0, range[0]) + put + text.slice(range[1]));
      changed.push(file);
    }
    await fix(folder, changed);
    work = changed;
  }
}

/** Both transforms as jscodeshift runs them on each file; its runner would take longer to start than all of this. */
async function jscodeshift(_folder, files) {
  for (const name of ['consume-body', 'close-agent']) {
    const { default: transform } = await import(`../../dist/codemods/${name}.js`);
    for (const file of files)
      writeFileSync(file, await transform({ path: file, source: readFileSync(file, 'utf8') }, {}));
  }
}

/** The migration of a typed project. */
function migrate(folder, _files, options = []) {
  const call = [main, 'migrate', '.', '--write', '--allow-dirty', ...options];
  const { status, stderr } = spawnSync(process.execPath, call, { cwd: folder, encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`migrate ended with ${status}: ${stderr}`);
}

/** The same with what a person would have to check. */
const migrateReview = (folder, files) => migrate(folder, files, ['--strategy', 'review']);

export const ways = { fix, suggest, jscodeshift, migrate, 'migrate-review': migrateReview };

/** The ways whose repairs must all hold; of the others a person checks what they are told. */
export const safeWays = ['fix', 'suggest', 'jscodeshift', 'migrate'];
