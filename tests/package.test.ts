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
  optionalDependencies: Record<string, string>;
};

it('names entry points that the build makes from existing sources', () => {
  const entry = manifest.exports['.'] as { types: string; default: string };
  for (const built of [entry.default, manifest.bin['http-leak'] ?? '']) {
    const source = built.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
    expect(existsSync(path.join(root, source)), source).toBe(true);
  }
  expect(entry.types).toBe(entry.default.replace(/\.js$/, '.d.ts'));
});

it('asks for jscodeshift, ts-morph and Vitest without insisting, and brings a TypeScript that can be left out', () => {
  expect(manifest.peerDependenciesMeta).toEqual({
    jscodeshift: { optional: true },
    'ts-morph': { optional: true },
    vitest: { optional: true },
  });
  expect(Object.keys(manifest.optionalDependencies)).toEqual(['typescript']);
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

it('is what the hook of pre-commit runs, in this version', () => {
  const [hook] = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { entry: string }[];
  const entry = hook?.entry ?? '';
  expect([...entry.matchAll(/--package (\S+)@\S+/g)].map(([, name]) => name)).toEqual([plugin.meta.name]);
  expect(entry).toContain(`--package ${plugin.meta.name}@${manifest.version} `);
  expect(manifest.bin).toHaveProperty(/ -- (\S+) scan$/.exec(entry)![1]!);
});
