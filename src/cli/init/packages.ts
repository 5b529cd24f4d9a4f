/** The package manager of a project, and its command to install packages. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isOutermost } from '../upwards.js';
import { shellWord } from '../visible.js';
import { manifestIn } from './manifest.js';

export type ManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface Manager {
  readonly name: ManagerName;
  /** What shows it: a file, or a field of a manifest; null for the default. */
  readonly shownBy: string | null;
  /** Whether the folder is the root of a workspace, in which these managers install only on demand. */
  readonly option: string | null;
}

const LOCK_FILES: Readonly<Record<string, ManagerName>> = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
};

const ADD: Readonly<Record<ManagerName, readonly string[]>> = {
  npm: ['install', '--save-dev'],
  pnpm: ['add', '--save-dev'],
  yarn: ['add', '--dev'],
  bun: ['add', '--dev'],
};
const EXECUTE: Readonly<Record<ManagerName, string>> = {
  npm: 'npx',
  pnpm: 'pnpm exec',
  yarn: 'yarn',
  bun: 'bunx',
};

/** By `packageManager` or a lock file, in the folder or the nearest one above it in the repository. */
export function managerOf(folder: string): Manager {
  for (let place = folder; ; place = path.dirname(place)) {
    const found = managerIn(place);
    if (found) return { ...found, option: optionOf(found.name, folder) };
    if (isOutermost(place, folder)) return { name: 'npm', shownBy: null, option: null };
  }
}

function managerIn(folder: string): Omit<Manager, 'option'> | undefined {
  const { packageManager } = manifestIn(folder);
  const named = typeof packageManager === 'string' ? /^(npm|pnpm|yarn|bun)@/.exec(packageManager)?.[1] : undefined;
  if (named !== undefined) return { name: named as ManagerName, shownBy: 'packageManager' };
  const lock = Object.keys(LOCK_FILES).find((name) => existsSync(path.join(folder, name)));
  return lock === undefined ? undefined : { name: LOCK_FILES[lock]!, shownBy: lock };
}

/** pnpm and Yarn 1 refuse to add a package to the root of a workspace unless that is said. */
function optionOf(name: ManagerName, folder: string): string | null {
  if (name === 'pnpm') return existsSync(path.join(folder, 'pnpm-workspace.yaml')) ? '--workspace-root' : null;
  const { workspaces, packageManager } = manifestIn(folder);
  const isFirst = !existsSync(path.join(folder, '.yarnrc.yml')) && !/^yarn@[2-9]/.test(String(packageManager));
  return name === 'yarn' && workspaces !== undefined && isFirst ? '--ignore-workspace-root-check' : null;
}

/** The words of the command that adds development dependencies. */
export function installWords({ name, option }: Manager, packages: readonly string[]): string[] {
  return [name, ...ADD[name], ...(option === null ? [] : [option]), ...packages];
}

/** The same as a line for a shell, from the current folder. */
export function installCommand(manager: Manager, packages: readonly string[], folder: string, cwd: string): string {
  const command = installWords(manager, packages).map(shellWord).join(' ');
  const from = path.relative(cwd, folder);
  return from === '' ? command : `cd ${shellWord(from)} && ${command}`;
}

/** A command that runs a program of the installed packages. */
export const executeCommand = ({ name }: Manager, program: string): string => `${EXECUTE[name]} ${program}`;
