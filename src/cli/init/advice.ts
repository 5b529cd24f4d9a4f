/** What `init` says about a project: what it found, what stands in the way, and what comes next. */
import path from 'node:path';
import { shownPath } from '../paths.js';
import { shellWord, visible } from '../visible.js';
import { executeCommand, installCommand } from './packages.js';
import { hasParserApi, type Project, type Runner, type Used } from './project.js';

const OLDEST_ESLINT = 9;

/** The test runners, each with the file and the entry that fail a test which leaves a response open. */
const COMPANIONS: Readonly<Record<Runner, string>> = {
  Vitest: "vitest.config: `import httpLeak from 'eslint-plugin-http-leak/verify/vitest'` and `plugins: [httpLeak()]`",
  Jest: "jest.config: `setupFilesAfterEnv: ['eslint-plugin-http-leak/verify/jest']`",
  Mocha: ".mocharc: `require: ['eslint-plugin-http-leak/verify/mocha']`",
  'node:test': 'node --import eslint-plugin-http-leak/verify/node-test --test',
};

/** One line about what was found. */
export function describeProject(project: Project, config: string | null, cwd: string): string {
  const { manager, eslint, typescript, runner } = project;
  const parts = [
    manager.name + (manager.shownBy === null ? '' : ` (${manager.shownBy})`),
    eslint ? `ESLint${versionOf(eslint)}` : 'no ESLint',
    ...(typescript ? [`TypeScript${versionOf(typescript)}`] : []),
    ...(runner ? [runner] : []),
    config === null ? 'no ESLint configuration' : shownPath(config, cwd),
  ];
  return `found: ${parts.join(', ')}`;
}

function versionOf({ version, isInstalled }: Used): string {
  return (version === null ? '' : ` ${version.join('.')}`) + (isInstalled ? '' : ' (not installed)');
}

/** Why the version of ESLint does not do; null if it does, or is not known. */
export function tooOld({ eslint }: Project): string | null {
  const major = eslint?.version?.[0];
  if (major === undefined || major >= OLDEST_ESLINT) return null;
  return `nothing was written: the plugin needs ESLint 9 or 10, and this project has ESLint ${eslint!.version!.join('.')}. \`http-leak scan\` works without it.`;
}

/** For a configuration of the format that ESLint 9 reads only on demand, and ESLint 10 not at all. */
export function legacyAdvice(file: string, { manager, folder }: Project, cwd: string): readonly string[] {
  const shown = shownPath(file, cwd);
  const isManifest = path.basename(file) === 'package.json';
  return [
    `nothing was written: ${shown}${isManifest ? ' (eslintConfig)' : ''} has the format of ESLint 8.`,
    ...(isManifest
      ? ['Move `eslintConfig` into an eslint.config.mjs: https://eslint.org/docs/latest/use/configure/migration-guide']
      : [`Convert it first: npx @eslint/migrate-config ${visible(shellWord(path.relative(cwd, file)))}`]),
    `Then run \`http-leak init\` again, or: ${visible(installCommand(manager, ['eslint-plugin-http-leak'], folder, cwd))}`,
    '`http-leak scan` works without any of this.',
  ];
}

/**
 * What to do after the configuration has been written.
 *
 * @param written the text of the configuration; null if it was there before
 */
export function nextSteps(project: Project, written: string | null): string[] {
  const { manager, runner, typescript } = project;
  const isUntyped = written !== null && typescript !== null && !/\bparser\b|typescript-eslint/.test(written);
  return [
    `lint:    ${executeCommand(manager, 'eslint .')}`,
    `scan:    ${executeCommand(manager, 'http-leak scan')}`,
    ...(runner ? [`tests:   ${COMPANIONS[runner]}`] : []),
    ...(isUntyped ? [untypedNote(typescript)] : []),
  ];
}

function untypedNote(typescript: Used): string {
  return hasParserApi(typescript)
    ? 'note:    the configuration mentions no parser for TypeScript, so ESLint may read JavaScript only; `http-leak scan` reads both'
    : `note:    ESLint has no parser for TypeScript ${typescript.version!.join('.')}; \`http-leak scan\` reads TypeScript, with types`;
}
