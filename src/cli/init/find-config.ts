/** Finds the ESLint configuration of a folder, as ESLint does: the nearest upwards, up to the root of the repository. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isOutermost } from '../upwards.js';
import { manifestIn, scriptsIn } from './manifest.js';

export type FoundConfig = { readonly kind: 'flat' | 'legacy'; readonly file: string };

/** In the order in which ESLint looks. */
const FLAT = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);
const LEGACY = ['.eslintrc.js', '.eslintrc.cjs', '.eslintrc.yaml', '.eslintrc.yml', '.eslintrc.json', '.eslintrc'];

/** Null if there is none. A flat configuration anywhere upwards comes before one of the format that ESLint 9 gave up. */
export function findConfig(folder: string): FoundConfig | null {
  const folders = foldersUpwards(folder);
  for (const place of folders) {
    const file = namedByScript(place) ?? FLAT.map((name) => path.join(place, name)).find((one) => existsSync(one));
    if (file !== undefined) return { kind: 'flat', file };
  }
  for (const place of folders) {
    const file = LEGACY.map((name) => path.join(place, name)).find((one) => existsSync(one));
    if (file !== undefined) return { kind: 'legacy', file };
    if (manifestIn(place)['eslintConfig'] !== undefined)
      return { kind: 'legacy', file: path.join(place, 'package.json') };
  }
  return null;
}

function foldersUpwards(folder: string): string[] {
  return isOutermost(folder, folder) ? [folder] : [folder, ...foldersUpwards(path.dirname(folder))];
}

/** `eslint -c config/eslint.js` in a script of the manifest. */
function namedByScript(folder: string): string | undefined {
  const named = scriptsIn(manifestIn(folder)).map(
    (script) => /\beslint\b[^&|;]*? (?:-c|--config)[ =]([\w@./-]+\.[cm]?[jt]s)\b/.exec(script)?.[1],
  );
  const files = named.flatMap((name) => (name === undefined ? [] : [path.resolve(folder, name)]));
  return files.find((file) => existsSync(file) && !path.basename(file).startsWith('.eslintrc'));
}
