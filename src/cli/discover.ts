/** From the paths of the command line to the files that are read. */
import { globby, isDynamicPattern } from 'globby';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Problem, Skipped } from './result.js';

const EXTENSIONS = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'];
const SUPPORTED = new RegExp(String.raw`\.(?:${EXTENSIONS.join('|')})$`);
const SOURCES = `**/*.{${EXTENSIONS.join(',')}}`;
/** Dependencies, the repository's own data, and files that only declare types. */
const NEVER = ['**/node_modules/**', '**/.git/**', '**/*.d.{ts,mts,cts}'];
const MINIFIED = /\.min\.[cm]?js$/;
const MAX_BYTES = 1024 * 1024;

export interface Discovery {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[];
  readonly skipped: Skipped;
  readonly problems: readonly Problem[];
}

/**
 * Finds the files to scan: a file that is named is always taken; in folders and for globs, `.gitignore` files count, and minified
 * files and files over 1 MiB are left out and counted. A path that cannot be used becomes a problem; nothing is thrown for it.
 */
export async function discoverFiles(paths: readonly string[], cwd: string): Promise<Discovery> {
  const named = new Set<string>();
  const walked = new Set<string>();
  const problems: Problem[] = [];

  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    try {
      const kind = await kindOf(absolute);
      if (kind === 'file' && SUPPORTED.test(absolute)) {
        named.add(absolute);
      } else if (kind === 'file') {
        problems.push({ kind: 'unreadable', file: absolute, message: `not a JavaScript or TypeScript file (${EXTENSIONS.join(', ')})` });
      } else if (kind === 'missing' && !isDynamicPattern(given)) {
        problems.push({ kind: 'unreadable', file: absolute, message: 'no such file or folder' });
      } else {
        const found = kind === 'folder' ? await walk(SOURCES, absolute) : await walk(given, cwd);
        if (found.length === 0) problems.push({ kind: 'empty', file: absolute, message: 'nothing to scan here' });
        for (const file of found) walked.add(file);
      }
    } catch (error) {
      problems.push({ kind: 'unreadable', file: absolute, message: reason(error) });
    }
  }

  const files = new Set(named);
  const skipped = { minified: 0, large: 0 };
  for (const file of walked) {
    if (named.has(file)) continue;
    if (MINIFIED.test(file)) skipped.minified++;
    else if ((await stat(file)).size > MAX_BYTES) skipped.large++;
    else files.add(file);
  }
  return { files: [...files].sort(), skipped, problems };
}

async function walk(pattern: string, cwd: string): Promise<string[]> {
  const found = await globby(pattern, {
    cwd,
    absolute: true,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    gitignore: true,
    ignore: NEVER,
  });
  return found.filter((file) => SUPPORTED.test(file)).map((file) => path.normalize(file));
}

async function kindOf(absolute: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    const stats = await stat(absolute);
    return stats.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    throw error;
  }
}

/** The words of an error without its stack. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
