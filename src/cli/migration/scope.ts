/** The files and folders that the paths of the command line mean. */
import { isDynamicPattern } from 'globby';
import { lstatSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { repositoryOf } from '../repositories.js';

/** Folders of vendored code. */
const VENDORED = /^(?:vendors?|third[-_]?party|3rd[-_]?party|bower_components)$/i;

export class Scope {
  /** The given paths, without following links. */
  readonly #named = new Set<string>();
  /** The given folders, with links resolved. */
  readonly #folders = new Set<string>();
  /** The folders in which the target of a given link may be changed. */
  readonly #reach = new Set<string>();
  readonly #repositories = new Map<string, string | null>();

  constructor(paths: readonly string[], cwd: string) {
    for (const given of paths) {
      const absolute = path.resolve(cwd, given);
      const kind = kindOf(absolute);
      if (kind === 'file') {
        const file = path.join(realpathSync(path.dirname(absolute)), path.basename(absolute));
        this.#named.add(file);
        const here = realpathSync(cwd);
        if (lstatSync(file).isSymbolicLink())
          this.#reach.add(this.#repositoryOf(file) ?? (isBelow(file, here) ? here : path.dirname(file)));
      } else {
        const folder = kind === 'folder' ? absolute : path.resolve(cwd, fixedPart(given));
        if (kindOf(folder) === 'folder') this.#folders.add(realpathSync(folder));
      }
    }
  }

  /** Whether the command line names the file itself. */
  isNamed(file: string): boolean {
    return this.#named.has(file);
  }

  /** The deepest given folder with `file` in it. */
  folderOf(file: string): string | undefined {
    return deepest(this.#folders, file);
  }

  /** Why `file` must not be changed because of its location; null if it may be changed. */
  objection(file: string): string | null {
    if (this.isNamed(file)) return null;
    const folder = this.folderOf(file) ?? deepest(this.#reach, file);
    if (folder === undefined) return 'it was reached by a link and is outside of the paths on the command line';
    const repository = this.#repositoryOf(file);
    if (repository !== null && isBelow(repository, folder) && this.#repositoryOf(repository) !== null)
      return `it is in a repository of its own, ${path.relative(folder, repository)}`;
    const parts = path.relative(folder, path.dirname(file)).split(path.sep);
    const vendored = parts.findIndex((part) => VENDORED.test(part));
    return vendored < 0 ? null : `it is in ${parts.slice(0, vendored + 1).join('/')}/`;
  }

  #repositoryOf(file: string): string | null {
    return repositoryOf(path.dirname(file), this.#repositories);
  }
}

/** The folders of a pattern before its first part with a wildcard. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, wild < 0 ? undefined : wild).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

function deepest(folders: Iterable<string>, file: string): string | undefined {
  return [...folders].filter((folder) => isBelow(file, folder)).sort((a, b) => b.length - a.length)[0];
}

/** Undefined if it does not exist or cannot be accessed. */
function kindOf(absolute: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(absolute);
    return stats.isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
