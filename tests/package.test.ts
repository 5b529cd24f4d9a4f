import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import plugin from '../src/index.js';
import { built } from './support/built.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
  files: string[];
  engines: { node: string };
  repository: { url: string };
  bugs: string;
  homepage: string;
  peerDependencies: Record<string, string>;
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

it('names the repository that the rules link to, by which npm completes the links of the README', () => {
  const { repository, bugs, homepage } = manifest;
  const home = repository.url.replace(/^git\+(.+)\.git$/, '$1');
  for (const [name, { meta }] of Object.entries(plugin.rules))
    expect(meta?.docs?.url).toBe(`${home}/blob/main/docs/rules/${name}.md`);
  expect([bugs, homepage]).toEqual([`${home}/issues`, `${home}#readme`]);
});

it('has the pictures of the README in it', () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\((?!https:)([^)]+)\)/g)].map(([, file]) => file!);
  expect(pictures.length).toBeGreaterThan(0);
  for (const picture of pictures) expect(manifest.files).toContain(picture);
});

it('states the versions that it declares', () => {
  const page = readFileSync(path.join(root, 'docs/support.md'), 'utf8').replaceAll(String.raw`\|`, '|');
  const { typescript } = manifest.optionalDependencies;
  for (const range of [manifest.engines.node, typescript, ...Object.values(manifest.peerDependencies)])
    expect(page).toContain(`\`${range}\``);
});

it.each(['false-report', 'missed-leak', 'wrong-repair'])('has a template for issues that asks for code: %s', (name) => {
  const file = path.join(root, '.github/ISSUE_TEMPLATE', `${name}.yml`);
  const { labels, body } = parse(readFileSync(file, 'utf8')) as { labels: string[]; body: { validations: object }[] };
  expect(labels).toEqual([name]);
  for (const { validations } of body) expect(validations).toEqual({ required: true });
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

describe('the bundle', () => {
  /** The files that are loaded with one, as paths below `dist`; imports in functions are not followed. */
  function loadedWith(file: string, loaded = new Set<string>()): Set<string> {
    if (loaded.has(file)) return loaded;
    loaded.add(file);
    const text = readFileSync(path.join(built(), 'dist', file), 'utf8');
    for (const [, specifier] of text.matchAll(/^(?:import|export)\b[^\n]*?from "(\.[^"]+)";$/gm))
      loadedWith(path.join(path.dirname(file), specifier!), loaded);
    return loaded;
  }

  it('loads the engine for the plugin, and for no command before its arguments are read', () => {
    const engine = path.join('shared', 'engine.js');
    expect([...loadedWith('index.js')]).toContain(engine);
    expect([...loadedWith(path.join('cli', 'main.js'))]).not.toContain(engine);
  });

  it('is made of tens of files', () => {
    const files = readdirSync(path.join(built(), 'dist'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => /\.c?js$/.test(name)).length).toBeLessThan(60);
  });
});
