/** The package as it would be published, in projects made for a test. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from './folder.js';
import { sharedFolder } from './shared.js';
import { built } from './built.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const installed = path.join(realpathSync(path.join(root, 'node_modules')));
const manifest = createRequire(import.meta.url)('../../package.json') as { name: string };

/** @returns the folder of the unpacked tarball that `npm pack` makes of the present sources; packed once for all tests */
function packed(): string {
  const work = sharedFolder('packed', (folder) => {
    copy(path.join(built(), 'dist'), path.join(folder, 'dist'));
    for (const name of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'])
      copyFileSync(path.join(root, name), path.join(folder, name));
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: folder });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  });
  return path.join(work, 'package');
}

/**
 * Makes a project in an empty folder with these files (path to content), and the plugin installed.
 *
 * @param packages what else is installed: the name in the project to the name in this repository's `node_modules`, where an
 *   alias may stand for another version. A name may be a path below another package. Nothing else is there, the optional TypeScript of the
 *   plugin neither.
 * @returns the path of the project, which is removed when the test is over
 */
export function projectWith(
  files: Readonly<Record<string, string>>,
  packages: Readonly<Record<string, string>>,
): string {
  const folder = folderWith(files);
  const modules = path.join(folder, 'node_modules');
  copy(packed(), path.join(modules, manifest.name));
  for (const [name, source] of Object.entries(packages)) install(name, source, modules);
  return folder;
}

/** A package that asks for the project's TypeScript is copied with what it needs, so that it finds that one; any other is linked. */
function install(name: string, source: string, modules: string): void {
  const from = path.join(installed, source);
  const to = path.join(modules, name);
  if (existsSync(to)) return;
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(path.join(from, 'package.json'), 'utf8'),
  ) as Manifest;
  const isCopied = 'typescript' in peerDependencies || name.startsWith('@typescript-eslint/');
  mkdirSync(path.dirname(to), { recursive: true });
  if (!isCopied) return symlinkSync(from, to);
  copy(from, to);
  for (const needed of Object.keys(dependencies))
    if (!existsSync(path.join(from, 'node_modules', needed))) install(needed, needed, modules);
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  execFileSync('cp', ['-R', from, to]);
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
