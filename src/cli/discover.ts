/** From the paths of the command line to the files that are read. */
import { isDynamicPattern } from 'globby';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { otherKind, whyUnreadable } from './files.js';
import { ignoredBy } from './ignore.js';
import { shownPath } from './paths.js';
import type { Problem, Skipped } from './result.js';
import { similarPath } from './similar.js';
import { shellWord } from './visible.js';
import { MODULES, SOURCES, walk, type FileNames, type Found } from './walk.js';

export { reason } from './files.js';

const MINIFIED = /\.min\.[cm]?js$/;
const MAX_BYTES = 1024 * 1024;

export interface Discovery {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[];
  readonly skipped: Skipped;
  readonly problems: readonly Problem[];
}

export interface DiscoveryOptions {
  readonly cwd: string;
  /** Leave out what git ignores. */
  readonly gitignore: boolean;
  /** Paths and globs to leave out, also if a file of them is given by name. */
  readonly ignore?: readonly string[];
  /** The command that is run, for messages. */
  readonly command: 'scan' | 'migrate';
}

/**
 * Finds the files to scan. A file that is given by name is included unless `ignore` leaves it out. In folders and for globs,
 * `.gitignore` files are obeyed, and minified files and files over 1 MiB are skipped and counted. A path that cannot be used
 * becomes a problem and is not thrown.
 */
export async function discoverFiles(paths: readonly string[], options: DiscoveryOptions): Promise<Discovery> {
  const named = new Set<string>();
  const walked = new Set<string>();
  const problems = new Map<string, Problem>();

  for (const given of paths) {
    const found = await look(given, options);
    for (const problem of found.problems) problems.set(`${problem.file} ${problem.message}`, problem);
    for (const file of found.files) (found.isNamed ? named : walked).add(file);
  }

  const files = new Set<string>();
  const skipped = { minified: 0, large: 0, ignored: 0 };
  const isIgnored = await ignoredBy(options.ignore ?? [], options);
  for (const file of new Set([...named, ...walked])) {
    try {
      if (isIgnored(file)) skipped.ignored++;
      else if (named.has(file)) files.add(file);
      else if (MINIFIED.test(file)) skipped.minified++;
      else if ((await stat(file)).size > MAX_BYTES) skipped.large++;
      else files.add(file);
    } catch (error) {
      problems.set(file, { kind: 'unreadable', file, message: whyUnreadable(error, file, options.cwd) });
    }
  }
  return { files: [...files].sort(), skipped, problems: [...problems.values()] };
}

/** The files of one path of the command line. Never throws. */
async function look(given: string, options: DiscoveryOptions): Promise<Found & { isNamed: boolean }> {
  const { cwd } = options;
  const absolute = path.resolve(cwd, given);
  const unreadable = (message: string): Found & { isNamed: boolean } => ({
    files: [],
    problems: [{ kind: 'unreadable', file: absolute, message }],
    isNamed: false,
  });
  let kind: string | undefined;
  try {
    kind = otherKind(await stat(absolute));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return unreadable(whyUnreadable(error, absolute, cwd));
    return isDynamicPattern(given) ? lookInside(given, cwd, given, options) : unreadable(whyMissing(absolute, cwd));
  }
  const names = namesFor(options);
  if (kind === 'a folder') return lookInside(names.pattern, absolute, given, options);
  if (kind !== undefined) return unreadable(`it is ${kind}, not a file`);
  if (!names.test.test(absolute))
    return unreadable(`not a JavaScript or TypeScript file (${names.extensions.join(', ')})`);
  return { files: [absolute], problems: [], isNamed: true };
}

/** Components are read and not written. */
function namesFor({ command }: DiscoveryOptions): FileNames {
  return command === 'migrate' ? MODULES : SOURCES;
}

/** That a path does not exist, with the one that was probably meant. */
export function whyMissing(file: string, cwd: string): string {
  const meant = similarPath(file);
  return `no such file or folder${meant === null ? '' : `; did you mean ${shownPath(meant, cwd)}?`}`;
}

async function lookInside(
  pattern: string,
  folder: string,
  given: string,
  options: DiscoveryOptions,
): Promise<Found & { isNamed: false }> {
  const { cwd, gitignore, command } = options;
  const names = namesFor(options);
  const file = path.resolve(cwd, given);
  const found = await walk(pattern, { names, folder, cwd, gitignore });
  if (found.files.length > 0 || found.problems.length > 0) return { ...found, isNamed: false };
  const ignored = gitignore ? (await walk(pattern, { names, folder, cwd, gitignore: false })).files : [];
  const problem: Problem =
    ignored.length === 0
      ? { kind: 'empty', file, message: 'nothing to scan here' }
      : {
          kind: 'ignored',
          file,
          message: `git ignores every file here; to read them: http-leak ${command} --no-gitignore ${given.startsWith('-') ? '-- ' : ''}${shellWord(given)}`,
        };
  return { files: [], problems: [problem], isNamed: false };
}
