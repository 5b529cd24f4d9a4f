/** The packages that files belong to, for overviews. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { displayPath } from './paths.js';
import { isOutermost } from './upwards.js';

/** Finds the package of each file by the nearest `package.json` upwards with a name, up to the root of the repository. */
export class Packages {
  readonly #cwd: string;
  readonly #known = new Map<string, string | null>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The name of a file's package; without one, the path of its folder. */
  of(file: string): string {
    const folder = path.dirname(file);
    return this.#named(folder) ?? displayPath(folder, this.#cwd);
  }

  #named(folder: string): string | null {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const found = nameIn(folder) ?? (isOutermost(folder, this.#cwd) ? null : this.#named(path.dirname(folder)));
    this.#known.set(folder, found);
    return found;
  }
}

function nameIn(folder: string): string | null {
  try {
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: unknown } | null;
    return typeof manifest?.name === 'string' && manifest.name !== '' ? manifest.name : null;
  } catch {
    // There is none, or it is test data that no tool can read.
    return null;
  }
}
