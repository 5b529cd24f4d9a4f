/** "Did you mean": the path that a mistyped one most likely stands for. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The existing path that differs least from a missing one: each of its parts may be mistyped.
 *
 * @param file absolute
 * @returns an absolute path, or null if none is similar enough
 */
export function similarPath(file: string): string | null {
  const { root } = path.parse(file);
  let found = root;
  for (const name of path.relative(root, file).split(path.sep)) {
    const names = namesIn(found);
    const next = names.includes(name) ? name : similarName(name, names);
    if (next === null) return null;
    found = path.join(found, next);
  }
  return found === file ? null : found;
}

/** The most similar of `names`, if at most a third of its letters differ. */
export function similarName(name: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The letters to insert, remove, replace or swap with the next one to get from `a` to `b`. */
function editDistance(a: string, b: string): number {
  let [beforeLast, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      row[j] = Math.min(last![j]! + 1, row[j - 1]! + 1, last![j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, beforeLast![j - 2]! + 1);
    }
    [beforeLast, last] = [last, row];
  }
  return last![b.length]!;
}
