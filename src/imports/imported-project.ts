/**
 * The imported files of files without types, each read and parsed once: relative imports, imports that a package.json
 * or the `paths` of a tsconfig.json map, and packages of the same workspace. Installed packages are not read.
 */
import fs, { readFileSync, statSync, type PathLike } from 'node:fs';
import path from 'node:path';
import { loadResolver } from '../packages/load.js';
import { namesClient } from '../protocols/index.js';
import { builtinModules } from '../protocols/platform.js';
import { Unit, type Imports, type SourceFile, type Wanted } from '../syntax/unit.js';

/** Parses a text as the host of the analysis parses files; throws if it does not parse. */
export type ParseFile = (text: string, filename: string) => SourceFile;

/** The maximum size of a file in characters: larger files are mostly generated data. */
const MAX_SIZE = 512 * 1024;
/** The amount of text whose trees are kept, in characters. */
const KEPT = 2_000_000;
/** Milliseconds for which a file is assumed to be unchanged: a run over a repository uses the same files thousands of times. */
const FRESH = 50;

/** `export … from`: the other file has to be checked for clients. */
const HANDS_ON = /^\s*export\s*(?:\*|\{[^}]*\}\s*from\b)/m;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];
/** By the extension in an import: the possible extensions of the source file. */
const WRITTEN_AS = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

interface File {
  /** Null if it cannot be read; undefined if it has not been parsed, or is no longer kept. */
  unit: Unit | null | undefined;
  /** Identifies the state of the file on the disk. */
  readonly stamp: string;
  /** When it was last compared with the disk. */
  checked: number;
  readonly imports: Set<string>;
  /** Whether it uses a client, or re-exports other files, as far as its text tells. */
  readonly isClient: boolean;
}

/** One state of the files. Results that depend on them are kept until one of them changes. */
export class ImportedProject {
  static readonly #current = new WeakMap<object, ImportedProject>();
  readonly #parse: ParseFile;
  /** In the order of their last use. */
  readonly #files = new Map<string, File>();
  readonly #resolved = new Map<string, { readonly file: string | null; readonly until: number }>();
  #size = 0;

  private constructor(parse: ParseFile) {
    this.#parse = parse;
  }

  /**
   * The imports of a file, from the disk. All files that a host parses in the same way share one project, which ends when a file
   * that is to be read has changed.
   *
   * @param way identifies the way of parsing
   * @param filename of the file; a file without an absolute path is not on the disk, and imports nothing
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

  /** Drops the trees of the files that were read first. */
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
    if (known && Date.now() < known.until) return known.file;
    const found = importResolver()(folder, specifier, known !== undefined);
    const file = found !== null && EXTENSIONS.includes(path.extname(found)) && !isInstalled(found) ? found : null;
    // A file that was found is compared with the disk when it is read again, and an installed package is never read.
    this.#resolved.set(key, { file, until: found === null ? Date.now() + FRESH : Infinity });
    return file;
  }

  /** Whether a file that `specifiers` refer to, or one that such a file imports, has changed on the disk. */
  #hasChanged(filename: string, specifiers: readonly string[]): boolean {
    const folder = path.dirname(filename);
    const now = Date.now();
    const targets = specifiers.flatMap((one) => this.#resolved.get(`${folder}\0${one}`)?.file ?? []);
    // A loop over a set also visits elements that are added during the loop.
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

/** Null if it is not a file, is too large, or cannot be read. */
function textOf(filename: string): string | null {
  try {
    return readRegularFile(filename).toString();
  } catch {
    return null;
  }
}

/** @throws for everything but a file of usual size: a named pipe would block the process */
function readRegularFile(file: PathLike): Buffer {
  const status = statSync(file);
  if (!status.isFile() || status.size > MAX_SIZE) throw new Error('it is no file of usual size');
  return readFileSync(file);
}

function stampOf(filename: string): string {
  const status = statSync(filename, { throwIfNoEntry: false });
  return status ? `${status.mtimeMs} ${status.size} ${status.ino}` : '';
}

const isInstalled = (filename: string): boolean => filename.split(path.sep).includes('node_modules');

const isRelative = (specifier: string): boolean => specifier.startsWith('.') || path.isAbsolute(specifier);

/** @param isAgain whether it was searched before; a file that was missing then may exist now */
type Resolve = (folder: string, specifier: string, isAgain: boolean) => string | null;

let known: Resolve | undefined;

/** Loaded only if an import is followed. */
function importResolver(): Resolve {
  if (known) return known;
  const { CachedInputFileSystem, ResolverFactory } = loadResolver();
  // The resolver also reads the package.json of every folder on its way.
  const fileSystem = new CachedInputFileSystem({ ...fs, readFileSync: readRegularFile as typeof readFileSync }, FRESH);
  const options = {
    fileSystem,
    useSyncFileSystemCalls: true,
    extensions: EXTENSIONS,
    extensionAlias: WRITTEN_AS,
    conditionNames: ['import', 'require', 'node', 'default'],
  };
  const resolver = ResolverFactory.createResolver(options);
  // Only for what is found in no other way: a tsconfig.json that cannot be read fails every request.
  const mapped = ResolverFactory.createResolver({ ...options, tsconfig: { references: 'auto' } });
  const find = (by: typeof resolver, folder: string, specifier: string): string | null => {
    try {
      return by.resolveSync({}, folder, specifier) || null;
    } catch {
      return null;
    }
  };
  return (known = function resolve(folder, specifier, isAgain) {
    if (isAgain) fileSystem.purge();
    return find(resolver, folder, specifier) ?? (isRelative(specifier) ? null : find(mapped, folder, specifier));
  });
}
