/** The command as plain JavaScript in a folder of its own, for tests that need it in another process. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

/** Compiles every source without checking it. Returns a folder that looks like the packed one. */
export function transpile(): string {
  const target = mkdtempSync(path.join(tmpdir(), 'http-leak-dist-'));
  for (const file of readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const fileName = path.join(root, 'src', file);
    const built = path.join(target, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(built), { recursive: true });
    writeFileSync(built, ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions, fileName }).outputText);
  }
  copyFileSync(
    path.join(root, 'src/types/typescript-parser.cjs'),
    path.join(target, 'dist/types/typescript-parser.cjs'),
  );
  copyFileSync(path.join(root, 'package.json'), path.join(target, 'package.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(target, 'node_modules'));
  return target;
}
