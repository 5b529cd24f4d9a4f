/**
 * The files that files without types import, read and parsed once for all that import them: relative imports, those that a
 * package.json names, and packages of the same workspace. Packages that are installed are not read.
 */
import fs, { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as EnhancedResolve from 'enhanced-resolve';
import { namesClient } from '../protocols/index.js';
import { builtinModules } from '../protocols/platform.js';
import { Unit, type Imports, type SourceFile, type Wanted } from '../syntax/unit.js';

/** Parses a text as the host of the analysis parses files; throws where that does not parse. */
export type ParseFile = (text: string, filename: string) => SourceFile;

/** Characters of a file above which it is not read: generated data has nothing to tell. */
const MAX_SIZE = 512 * 1024;
/** How much text is kept parsed, in characters. */
const KEPT = 2_000_000;
/** Milliseconds for which a file is taken to be as it was: a run over a repository asks for the same files thousands of times. */
const FRESH = 50;

/** `export … from`: whether the other file uses a client is asked of that. */
const HANDS_ON = /^\s*export\s*(?:\*|\{[^}]*\}\s*from\b)/m;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];
/** What TypeScript writes in an import for what it reads. */
const WRITTEN_AS = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

interface File {
  /** Null where it cannot be read; undefined where it has not been parsed, or is no longer kept. */
  unit: Unit | null | undefined;
  /** Tells one state of the file on the disk from another. */
  readonly stamp: string;
  /** When it was last compared with the disk. */
  checked: number;
  readonly imports: Set<string>;
  /** Whether it uses a client, or hands on what others export, as far as its text tells. */
  readonly isClient: boolean;
}

/** One state of the files. Whatever has been inferred from them lasts until one of them changes. */
export class ImportedProject {
  static readonly #current = new WeakMap<object, ImportedProject>();
  readonly #parse: ParseFile;
  /** Those that were read last come last. */
  readonly #files = new Map<string, File>();
  readonly #resolved = new Map<string, { readonly file: string | null; readonly at: number }>();
  #size = 0;

  private constructor(parse: ParseFile) {
    this.#parse = parse;
  }

  /**
   * What a file imports, as it is on the disk: in one project with the files of all that a host parses in the same way, which ends
   * where a file has changed that is to be read.
   *
   * @param way tells one way of parsing from another
   * @param filename of the file; one that is not absolute has no place on the disk, and imports nothing
   */
  static importsOf(way: object, parse: ParseFile, filename: string): (specifiers: readonly string[]) => Imports | null {
    return (specifiers) => {
      if (!path.isAbsolute(filename)) return null;
      let project = this.#current.get(way);
      if (!project || project.#hasChanged(filename, specifiers))
        this.#current.set(way, (project = new ImportedProject(parse)));
      return project.#importsOf(filename);
    };
  }

  #importsOf(filename: string): Imports {
    return { owner: this, import: (specifier, wanted) => this.#import(filename, specifier, wanted) };
  }

  #import(filename: string, specifier: string, wanted: Wanted): Unit | null {
    const target = this.#resolve(filename, specifier);
    if (target === null) return null;
    this.#files.get(filename)?.imports.add(target);
    return this.#read(target, wanted);
  }

  #read(filename: string, wanted: Wanted): Unit | null {
    const known = this.#files.get(filename);
    if (known && wanted === 'client' && !known.isClient) return null;
    if (known?.unit !== undefined) return known.unit;
    const text = textOf(filename);
    const file = known ?? {
      stamp: stampOf(filename),
      checked: Date.now(),
      imports: new Set<string>(),
      isClient: text !== null && (namesClient(text) || HANDS_ON.test(text)),
    };
    const isWanted = wanted === 'any' || file.isClient;
    const unit = isWanted && text !== null ? this.#parsed(filename, text) : null;
    this.#files.delete(filename);
    this.#files.set(filename, { ...file, unit: isWanted ? unit : undefined });
    this.#size += unit?.text.length ?? 0;
    this.#drop(filename);
    return unit;
  }

  /** Lets go of the trees of those that were read first. */
  #drop(except: string): void {
    for (const [name, file] of this.#files) {
      if (this.#size <= KEPT || name === except) break;
      this.#size -= file.unit?.text.length ?? 0;
      file.unit &&= undefined;
    }
  }

  #parsed(filename: string, text: string): Unit | null {
    try {
      const source = this.#parse(text, filename);
      return new Unit({ ...source, filename, imports: () => this.#importsOf(filename) }, false);
    } catch {
      return null;
    }
  }

  #resolve(filename: string, specifier: string): string | null {
    if (specifier.startsWith('node:') || builtinModules.has(specifier)) return null;
    const folder = path.dirname(filename);
    const key = `${folder}\0${specifier}`;
    const known = this.#resolved.get(key);
    if (known && (known.file !== null || Date.now() - known.at < FRESH)) return known.file;
    const found = loadResolver()(folder, specifier, known !== undefined);
    const file = found !== null && EXTENSIONS.includes(path.extname(found)) && !isInstalled(found) ? found : null;
    this.#resolved.set(key, { file, at: Date.now() });
    return file;
  }

  /** Whether a file differs from the disk that `specifiers` lead to, or that one of those has asked for. */
  #hasChanged(filename: string, specifiers: readonly string[]): boolean {
    const folder = path.dirname(filename);
    const now = Date.now();
    const targets = specifiers.flatMap((one) => this.#resolved.get(`${folder}\0${one}`)?.file ?? []);
    // What is added while the set is gone through is gone through as well.
    const reached = new Set(targets);
    for (const name of reached) {
      const file = this.#files.get(name);
      if (!file) continue;
      if (now - file.checked >= FRESH) {
        if (stampOf(name) !== file.stamp) return true;
        file.checked = now;
      }
      for (const imported of file.imports) reached.add(imported);
    }
    return false;
  }
}

/** Null for what is no file, is too large, or cannot be read. */
function textOf(filename: string): string | null {
  try {
    const status = statSync(filename);
    return status.isFile() && status.size <= MAX_SIZE ? readFileSync(filename, 'utf8') : null;
  } catch {
    return null;
  }
}

function stampOf(filename: string): string {
  const status = statSync(filename, { throwIfNoEntry: false });
  return status ? `${status.mtimeMs} ${status.size} ${status.ino}` : '';
}

const isInstalled = (filename: string): boolean => filename.split(path.sep).includes('node_modules');

/** @param isAgain whether it was looked for before, and what was not there then may be there now */
type Resolve = (folder: string, specifier: string, isAgain: boolean) => string | null;

let known: Resolve | undefined;

/** Loaded only where an import is followed. */
function loadResolver(): Resolve {
  if (known) return known;
  const require = createRequire(import.meta.url);
  const { CachedInputFileSystem, ResolverFactory } = require('enhanced-resolve') as typeof EnhancedResolve;
  const fileSystem = new CachedInputFileSystem(fs, FRESH);
  const resolver = ResolverFactory.createResolver({
    fileSystem,
    useSyncFileSystemCalls: true,
    extensions: EXTENSIONS,
    extensionAlias: WRITTEN_AS,
    conditionNames: ['import', 'require', 'node', 'default'],
  });
  return (known = function resolve(folder, specifier, isAgain) {
    if (isAgain) fileSystem.purge();
    try {
      return resolver.resolveSync({}, folder, specifier) || null;
    } catch {
      return null;
    }
  });
}
