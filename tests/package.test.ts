import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import plugin from '../src/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
  bin: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};

it('names entry points that the build makes from existing sources', () => {
  const entry = manifest.exports['.'] as { types: string; default: string };
  for (const built of [entry.default, manifest.bin['http-leak'] ?? '']) {
    const source = built.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
    expect(existsSync(path.join(root, source)), source).toBe(true);
  }
  expect(entry.types).toBe(entry.default.replace(/\.js$/, '.d.ts'));
});

it('asks for TypeScript, its parser, jscodeshift and ts-morph without insisting', () => {
  expect(manifest.peerDependenciesMeta).toEqual({
    '@typescript-eslint/parser': { optional: true },
    jscodeshift: { optional: true },
    'ts-morph': { optional: true },
    typescript: { optional: true },
  });
});

it('has one version', () => {
  expect(plugin.meta).toMatchObject({ name: 'eslint-plugin-http-leak', version: manifest.version });
  expect(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')).toContain(`## ${manifest.version}`);
});

it('turns on every rule in the strict configuration', () => {
  const strict = Object.assign({}, ...plugin.configs.strict.map((config) => config.rules)) as object;
  expect(Object.keys(strict).sort()).toEqual(
    Object.keys(plugin.rules)
      .map((name) => `http-leak/${name}`)
      .sort(),
  );
});

it('offers pre-commit a hook whose command the package has', () => {
  const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { entry: string; additional_dependencies: string[] }[];
  expect(hooks).toEqual([
    {
      id: 'http-leak',
      name: 'http-leak',
      description: expect.any(String) as string,
      entry: 'http-leak scan',
      language: 'node',
      types_or: ['javascript', 'jsx', 'ts', 'tsx'],
      require_serial: true,
      additional_dependencies: expect.any(Array) as string[],
    },
  ]);
  const [{ entry, additional_dependencies: dependencies }] = hooks as [(typeof hooks)[number]];
  expect(manifest.bin).toHaveProperty(entry.split(' ')[0]!);
  for (const dependency of dependencies) expect(manifest.peerDependenciesMeta).toHaveProperty([dependency.replace(/@[^@]+$/, '')]);
});
