/** Empties `build`, and puts there what the compiler leaves out: the files that load packages, for `build/packages/load.js`. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [from, to] = ['src/packages', 'build/packages'].map((folder) => path.join(root, folder));

rmSync(path.join(root, 'build'), { recursive: true, force: true });
mkdirSync(to, { recursive: true });
for (const name of readdirSync(from).filter((one) => one.endsWith('.cjs')))
  copyFileSync(path.join(from, name), path.join(to, name));
