/** The module that `--helper` names: where it is, what it exports, and how it is called where it has to be made. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { HelperModule, ModuleSystem } from '../../codemods/helper-import.js';
import { systemOf } from '../../codemods/helper-import.js';
import { exportsNamed } from '../../syntax/modules.js';
import { parseFile } from '../../types/parse-file.js';
import type { HelperArgument } from '../args.js';
import { otherKind, reason } from '../files.js';
import { displayPath } from '../paths.js';
import { Refusal } from './refusal.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];
/** What a name in the output of TypeScript may be written for. */
const WRITTEN_FOR: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

export interface LocatedHelper {
  readonly name: string;
  readonly module: HelperModule;
  /** A file that is not there yet. */
  readonly isMissing: boolean;
  /** Null for a package, and where neither the file nor its name says so. */
  readonly system: ModuleSystem | null;
}

/**
 * Finds the module of a helper.
 *
 * @param files those that are migrated, which tell in what language a new module is written
 * @throws a Refusal where there is no such module and none can be made, or where it has no such export
 */
export function locateHelper({ module, name }: HelperArgument, cwd: string, files: readonly string[]): LocatedHelper {
  const wanted = path.resolve(cwd, module);
  const found = fileAt(wanted);
  if (found === undefined && !isPath(module, cwd)) return inPackage(module, name, cwd);
  const file = withoutLinks(found ?? newFile(wanted, files));
  if (found === undefined)
    return { name, module: { kind: 'file', file }, isMissing: true, system: newSystem(file, files) };
  const shown = displayPath(file, cwd);
  const source = parsed(file, shown);
  const [exported] = exportsNamed(source.ast, name);
  if (!exported)
    throw new Refusal(`${shown} exports no ${name}: add it there, or name another module. Nothing has been written`);
  return { name, module: { kind: 'file', file }, isMissing: false, system: systemOf(source) };
}

function parsed(file: string, shown: string): ReturnType<typeof parseFile> {
  try {
    return parseFile(readFileSync(file, 'utf8'), file);
  } catch (error) {
    throw new Refusal(`${shown}, which --helper names, cannot be read: ${reason(error)}`);
  }
}

function inPackage(specifier: string, name: string, cwd: string): LocatedHelper {
  const isInside = specifier.startsWith('#');
  if (!isInside && !isInstalled(packageOf(specifier), cwd))
    throw new Refusal(
      `--helper names ${specifier}, but there is no such file and no such installed package; to create a file, write ./${specifier}`,
    );
  return { name, module: { kind: 'package', specifier }, isMissing: false, system: null };
}

/** Whether a module that is not there is meant as a path: it says so, or begins with a folder that is there. */
function isPath(module: string, cwd: string): boolean {
  if (module.startsWith('.') || path.isAbsolute(module)) return true;
  const [first, ...rest] = module.split('/');
  const isFolder =
    rest.length > 0 && statSync(path.resolve(cwd, first!), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder && !isInstalled(packageOf(module), cwd);
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function isInstalled(name: string, from: string): boolean {
  if (existsSync(path.join(from, 'node_modules', name))) return true;
  const parent = path.dirname(from);
  return parent !== from && isInstalled(name, parent);
}

/** The file that a path stands for, with or without its extension; undefined where there is none. */
function fileAt(wanted: string): string | undefined {
  const extension = path.extname(wanted);
  const bare = wanted.slice(0, wanted.length - extension.length);
  const candidates = [
    wanted,
    ...(WRITTEN_FOR[extension] ?? []).map((one) => bare + one),
    ...(EXTENSIONS.includes(extension) ? [] : EXTENSIONS.map((one) => wanted + one)),
  ];
  for (const candidate of candidates) {
    const stats = statSync(candidate, { throwIfNoEntry: false });
    if (!stats || (stats.isDirectory() && candidates.some((one) => statSync(one, { throwIfNoEntry: false })?.isFile())))
      continue;
    const kind = otherKind(stats);
    if (kind !== undefined) throw new Refusal(`--helper names ${candidate}, which is ${kind}: it has to be a module`);
    if (!EXTENSIONS.includes(path.extname(candidate)))
      throw new Refusal(`--helper names ${candidate}, which is neither TypeScript nor JavaScript`);
    return candidate;
  }
  return undefined;
}

/** A path as it is without links, whether it is there or not. */
function withoutLinks(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  return path.join(withoutLinks(path.dirname(file)), path.basename(file));
}

/** TypeScript where most files of the folder are, or else of the nearest one above that has any. */
function newFile(wanted: string, files: readonly string[]): string {
  if (EXTENSIONS.includes(path.extname(wanted))) return wanted;
  const near = nearest(path.dirname(wanted), files);
  const typed = near.filter((file) => isTypeScript(file)).length;
  return `${wanted}${typed > 0 && typed * 2 >= near.length ? '.ts' : '.js'}`;
}

export const isTypeScript = (file: string): boolean => /\.[cm]?tsx?$/.test(file);

function nearest(folder: string, files: readonly string[]): readonly string[] {
  const near = files.filter((file) => file.startsWith(`${folder}${path.sep}`));
  const parent = path.dirname(folder);
  return near.length > 0 || parent === folder ? near : nearest(parent, files);
}

/** Null where the files that are repaired decide. */
function newSystem(file: string, files: readonly string[]): ModuleSystem | null {
  const extension = path.extname(file);
  if (extension === '.cjs') return 'commonjs';
  if (extension !== '.js' && extension !== '.jsx') return 'module';
  return isModulePackage(path.dirname(file))
    ? 'module'
    : nearest(path.dirname(file), files).length > 0
      ? null
      : 'module';
}

/** Whether `package.json` says that a file of its folder is a module, where it ends in `.js`. */
export function isModulePackage(folder: string): boolean {
  try {
    const { type } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { type?: unknown };
    return type === 'module';
  } catch {
    const parent = path.dirname(folder);
    return parent !== folder && isModulePackage(parent);
  }
}
