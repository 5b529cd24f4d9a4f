/** Finds the source files in a folder, and reports each path that cannot be read there. */
import { convertPathToPattern, globby, type Options } from 'globby';
import fs from 'node:fs';
import path from 'node:path';
import { NotAFile, otherKind, readRegularFile, whyUnreadable } from './files.js';
import type { Problem } from './result.js';

const EXTENSIONS = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'];

/** The names of files. */
export interface FileNames {
  readonly extensions: readonly string[];
  readonly test: RegExp;
  readonly pattern: string;
}

const namesOf = (extensions: readonly string[]): FileNames => ({
  extensions,
  test: new RegExp(String.raw`\.(?:${extensions.join('|')})$`),
  pattern: `**/*.{${extensions.join(',')}}`,
});

export const MODULES = namesOf(EXTENSIONS);
/** With the components whose scripts are read. */
export const SOURCES = namesOf([...EXTENSIONS, 'vue', 'svelte', 'astro']);

/** Dependencies, the repository's own data, and files that only declare types. */
const NEVER = ['**/node_modules/**', '**/.git/**', '**/*.d.{ts,mts,cts}'];
const GITIGNORE = '.gitignore';
/** Characters that `**` does not match in the names of folders. */
const LINE_BREAK = /[\n\r\u2028\u2029]/;

export interface Found {
  /** Absolute. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

interface WalkOptions {
  /** The files to find. */
  readonly names: FileNames;
  /** Where the pattern starts. */
  readonly folder: string;
  /** For messages. */
  readonly cwd: string;
  /** Leave out what git ignores. */
  readonly gitignore: boolean;
}

/** Finds what matches `pattern`. Symbolic links in the folder are not followed. Never throws. */
export async function walk(pattern: string, { names, folder, cwd, gitignore }: WalkOptions): Promise<Found> {
  const careful = new CarefulFileSystem(cwd);
  // In absolute paths, backslashes would be replaced by slashes, but a name may contain a backslash.
  const options = {
    cwd: folder,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    gitignore,
    ignore: NEVER,
    onlyFiles: false,
    fs: careful.adapter,
  } satisfies Options;
  const files: string[] = [];
  const problems: Problem[] = [];
  try {
    await careful.enter(folder);
    for (const entry of await globby(pattern, { ...options, objectMode: true })) {
      const file = path.resolve(folder, entry.path);
      if (!names.test.test(file) || entry.dirent.isDirectory() || entry.dirent.isSymbolicLink()) continue;
      const kind = otherKind(entry.dirent);
      if (kind === undefined) files.push(file);
      else problems.push({ kind: 'unreadable', file, message: `it is ${kind}, not a file` });
    }
    // The search for ignore files looks into ignored folders too.
    const places = [...careful.closed.keys(), ...careful.unmatched].map((place) =>
      convertPathToPattern(path.relative(folder, place)),
    );
    const seen = new Set(
      places.length === 0 ? [] : (await globby(places, options)).map((place) => path.resolve(folder, place)),
    );
    for (const [place, problem] of careful.closed) if (seen.has(place) || !fs.existsSync(place)) problems.push(problem);
    for (const place of careful.unmatched) {
      if (!seen.has(place)) continue;
      const inside =
        pattern === names.pattern ? await walk(pattern, { names, folder: place, cwd, gitignore }) : notMatched(place);
      files.push(...inside.files);
      problems.push(...inside.problems);
    }
    if (gitignore) problems.push(...careful.ignoreFiles.values());
  } catch (error) {
    problems.push({ kind: 'unreadable', file: folder, message: whyUnreadable(error, folder, cwd, 'rx') });
  }
  return { files, problems };
}

function notMatched(file: string): Found {
  return {
    files: [],
    problems: [
      {
        kind: 'unreadable',
        file,
        message: 'a pattern does not match a name with a line break: name the folder itself',
      },
    ],
  };
}

/** A file system without read errors: an unreadable folder or file is empty, and recorded as a problem. */
class CarefulFileSystem {
  /** Folders, by their paths. */
  readonly closed = new Map<string, Problem>();
  /** Folders whose names have line breaks. */
  readonly unmatched = new Set<string>();
  /** Entries named `.gitignore`. */
  readonly ignoreFiles = new Map<string, Problem>();
  readonly #cwd: string;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  get adapter(): NonNullable<Options['fs']> {
    const readdir = (
      folder: string,
      options: { withFileTypes: true },
      done: (error: null, entries: fs.Dirent[]) => void,
    ): void => {
      this.#entries(folder, options).then(
        (entries) => done(null, entries),
        (error: unknown) => {
          this.closed.set(path.resolve(folder), {
            kind: 'unreadable',
            file: folder,
            message: whyUnreadable(error, folder, this.#cwd, 'rx'),
          });
          done(null, []);
        },
      );
    };
    // Ignore files are read by `promises`, which is missing in the type declarations.
    const adapter = {
      ...fs,
      readdir: readdir as unknown as typeof fs.readdir,
      promises: { ...fs.promises, readFile: (file: string) => this.#ignoreFile(file) },
    };
    return adapter;
  }

  /** @throws if the files of a folder cannot be accessed; their names may still be listed */
  async enter(folder: string): Promise<void> {
    await fs.promises.access(folder, fs.constants.R_OK | fs.constants.X_OK);
  }

  async #entries(folder: string, options: { withFileTypes: true }): Promise<fs.Dirent[]> {
    const entries = await fs.promises.readdir(folder, options);
    await this.enter(folder);
    for (const entry of entries) {
      if (entry.isDirectory() && LINE_BREAK.test(entry.name)) this.unmatched.add(path.resolve(folder, entry.name));
      const kind = entry.name === GITIGNORE && !entry.isSymbolicLink() ? otherKind(entry) : undefined;
      if (kind !== undefined) this.#ignoreNothing(path.join(folder, entry.name), `it is ${kind}, not a file`, 'config');
    }
    return entries;
  }

  async #ignoreFile(file: string): Promise<string> {
    try {
      return (await readRegularFile(file)).toString();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') throw error;
      if (error instanceof NotAFile) this.#ignoreNothing(file, error.message, 'config');
      else this.#ignoreNothing(file, whyUnreadable(error, file, this.#cwd), 'unreadable');
      return '';
    }
  }

  #ignoreNothing(file: string, why: string, kind: Problem['kind']): void {
    this.ignoreFiles.set(path.resolve(file), { kind, file, message: `it is not used as an ignore file: ${why}` });
  }
}
