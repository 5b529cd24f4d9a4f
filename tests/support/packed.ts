/** The package as it would be published, in projects made for a test. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const installed = path.join(realpathSync(path.join(root, 'node_modules')));
const manifest = createRequire(import.meta.url)('../../package.json') as { name: string; dependencies: Record<string, string> };

let tarball: string | undefined;

/** @returns the path of the tarball that `npm pack` makes of the present sources; packed once for all tests */
function packed(): string {
  if (tarball !== undefined) return tarball;
  const work = mkdtempSync(path.join(tmpdir(), 'http-leak-packed-'));
  for (const name of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE']) copyFileSync(path.join(root, name), path.join(work, name));
  transpile(path.join(root, 'src'), path.join(work, 'dist'));
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: work });
  return (tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz'))!));
}

/** Without a check of types, which `npm run typecheck` does: the sources keep to `isolatedModules`. */
function transpile(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const target = path.join(to, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    const { outputText } = ts.transpileModule(readFileSync(path.join(from, file), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    writeFileSync(target, outputText);
  }
}

/**
 * Makes a project in an empty folder with these files (path to content), and the plugin installed.
 *
 * @param packages what else is installed: the name in the project to the name in this repository's `node_modules`, where an
 *   alias may stand for another version. Nothing but the plugin's own dependencies is there besides.
 * @returns the path of the project
 */
export function projectWith(files: Readonly<Record<string, string>>, packages: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-leak-project-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const modules = path.join(folder, 'node_modules');
  const plugin = path.join(modules, manifest.name);
  mkdirSync(plugin, { recursive: true });
  execFileSync('tar', ['-xzf', packed(), '--strip-components=1', '-C', plugin]);
  const own = Object.fromEntries(Object.keys(manifest.dependencies).map((name) => [name, name]));
  for (const [name, source] of Object.entries({ ...own, ...packages })) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(installed, source), path.join(modules, name));
  }
  return folder;
}
