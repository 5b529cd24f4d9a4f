/** What is known of a project without running any of its code. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { declaredIn, installedVersion, manifestIn, scriptsIn } from './manifest.js';
import { managerOf, type Manager } from './packages.js';

/** A package that the project uses. */
export interface Used {
  /** Null if neither an installed version nor a range with a number says it. */
  readonly version: readonly [major: number, minor: number] | null;
  readonly isDeclared: boolean;
  readonly isInstalled: boolean;
}

export type Runner = 'Vitest' | 'Jest' | 'Mocha' | 'node:test';

export interface Project {
  readonly folder: string;
  readonly manager: Manager;
  readonly eslint: Used | null;
  readonly typescript: Used | null;
  /** The package that has the parser for TypeScript, if the project has one. */
  readonly parser: 'typescript-eslint' | '@typescript-eslint/parser' | null;
  readonly runner: Runner | null;
  readonly declares: (name: string) => boolean;
}

/** Looks at a folder, its manifest, and what is installed for it. */
export function lookAt(folder: string): Project {
  const manifest = manifestIn(folder);
  const declared = declaredIn(manifest);
  const used = (name: string): Used | null => {
    const installed = installedVersion(name, folder);
    const range = declared.get(name);
    if (installed === null && range === undefined) return null;
    return {
      version: versionIn(installed ?? range!),
      isDeclared: range !== undefined,
      isInstalled: installed !== null,
    };
  };
  const typescript = used('typescript');
  // npm may put the TypeScript of this package where that of a project would be.
  const isTypeScript = declared.has('typescript') || existsSync(path.join(folder, 'tsconfig.json'));
  const parsers = ['typescript-eslint', '@typescript-eslint/parser'] as const;
  return {
    folder,
    manager: managerOf(folder),
    eslint: used('eslint'),
    typescript: isTypeScript ? (typescript ?? NOT_INSTALLED) : null,
    // Others may stand in `node_modules` by chance, where another manager would not put them.
    parser: parsers.find((name) => declared.has(name)) ?? null,
    runner: runnerOf(declared, scriptsIn(manifest)),
    declares: (name) => declared.has(name),
  };
}

const NOT_INSTALLED: Used = { version: null, isDeclared: false, isInstalled: false };

function versionIn(text: string): readonly [number, number] | null {
  const [, major, minor = '0'] = /^[~^>=v\s]*(\d+)(?:\.(\d+))?/.exec(text.replace(/^npm:.*@/, '')) ?? [];
  return major === undefined ? null : [Number(major), Number(minor)];
}

/** TypeScript 7 has no API that a parser can load. */
export function hasParserApi({ version }: Used): boolean {
  return version === null || version[0] < 6 || (version[0] === 6 && version[1] < 1);
}

function runnerOf(declared: ReadonlyMap<string, string>, scripts: readonly string[]): Runner | null {
  if (declared.has('vitest')) return 'Vitest';
  if (declared.has('jest')) return 'Jest';
  if (declared.has('mocha')) return 'Mocha';
  return scripts.some((script) => /\bnode\b.* --test\b/.test(script)) ? 'node:test' : null;
}
