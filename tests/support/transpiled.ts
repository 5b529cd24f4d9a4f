/** The command as plain JavaScript in a folder of its own, for tests that need it in another process. */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';
import { sharedFolder } from './shared.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param file names the text in what is thrown; its extension tells the language
 * @returns the text as JavaScript modules have it
 * @throws where it does not parse
 */
export function javascriptOf(file: string, text: string): string {
  const { code, errors } = transformSync(file, text, { target: 'es2023', typescript: { onlyRemoveTypeImports: true } });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`);
  return code;
}

/** Compiles every source without checking it. Returns a folder that looks like the packed one, shared by all tests. */
export function transpiled(): string {
  return sharedFolder('transpiled', (folder) => {
    // Some tests run it as another user.
    chmodSync(folder, 0o755);
    for (const file of readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const built = path.join(folder, 'dist', file.replace(/\.ts$/, '.js'));
      mkdirSync(path.dirname(built), { recursive: true });
      writeFileSync(built, javascriptOf(file, readFileSync(path.join(root, 'src', file), 'utf8')));
    }
    for (const bundled of ['types/typescript-parser.cjs', 'types/scope-analysis.cjs'])
      copyFileSync(path.join(root, 'src', bundled), path.join(folder, 'dist', bundled));
    copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  });
}
