/** `--ignore`: the files that the user leaves out, by paths and globs with the meaning of lines of a `.gitignore`. */
import { isDynamicPattern } from 'globby';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { SOURCES, walk } from './walk.js';

/**
 * Tells which files the patterns leave out.
 *
 * @param patterns a file or folder; or a name or glob, which applies in every folder if it has no slash
 * @returns whether an absolute path is left out
 */
export async function ignoredBy(
  patterns: readonly string[],
  { cwd, gitignore }: { readonly cwd: string; readonly gitignore: boolean },
): Promise<(file: string) => boolean> {
  const places: string[] = [];
  const names = new Set<string>();
  const matched = new Set<string>();
  for (const given of patterns) {
    const pattern = given.replace(/\/+$/, '');
    const place = path.resolve(cwd, pattern);
    // A name may look like a glob: `app/[id].js`.
    if (existsSync(place)) places.push(place);
    if (isDynamicPattern(pattern)) {
      const everywhere = pattern.includes('/') ? pattern : `**/${pattern}`;
      const { files } = await walk(`${everywhere}{,/**}`, { names: SOURCES, folder: cwd, cwd, gitignore });
      for (const file of files) matched.add(file);
    } else if (!pattern.includes('/')) names.add(pattern);
  }
  return (file) =>
    matched.has(file) ||
    places.some((place) => file === place || file.startsWith(`${place}${path.sep}`)) ||
    path
      .relative(cwd, file)
      .split(path.sep)
      .some((name) => names.has(name));
}
