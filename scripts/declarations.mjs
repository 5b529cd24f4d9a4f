/** Copies the declarations that the exports of the manifest need from `build` to `dist`: those of the modules behind them are left out. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const entries = Object.values(exports)
  .flatMap((entry) => [entry, entry.import, entry.require])
  .map((entry) => entry?.types)
  .filter(Boolean);

for (const entry of entries) {
  const file = path.relative('dist', entry);
  // The same declarations in a folder of CommonJS.
  const isRequired = file.startsWith(path.join('verify', 'cjs'));
  copy(isRequired ? file.replace('cjs', '.') : file, isRequired ? 'verify/cjs' : null, new Set());
}

/** @param to the folder below `dist` for all files, or null for the one that they have below `build` */
function copy(file, to, copied) {
  const source = path.join(root, 'build', file);
  if (copied.has(source)) return;
  copied.add(source);
  const target = path.join(root, 'dist', to === null ? file : path.join(to, path.basename(file)));
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(source, target);
  const { importedFiles } = ts.preProcessFile(readFileSync(source, 'utf8'), true, true);
  for (const { fileName } of importedFiles.filter((one) => one.fileName.startsWith('.')))
    copy(path.join(path.dirname(file), fileName.replace(/\.js$/, '.d.ts')), to, copied);
}
