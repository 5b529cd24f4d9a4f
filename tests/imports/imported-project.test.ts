/** Files that are imported without types: which are read, how often, and what a change on the disk does. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Imports } from '../../src/syntax/unit.js';
import { ImportedProject, type ParseFile } from '../../src/imports/imported-project.js';
import { parseFile } from '../../src/types/parse-file.js';

let root: string;
let way: object;
let parsed: string[];

const parse: ParseFile = (text, filename) => {
  parsed.push(path.relative(root, filename));
  return parseFile(text, filename);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'http-leak-imports-'));
  way = {};
  parsed = [];
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

/** What a file of the project imports now. */
const importsOf = (file: string, ...specifiers: string[]): Imports =>
  ImportedProject.importsOf(way, parse, path.join(root, file))(specifiers)!;

/** The file that a specifier leads to, or null. */
function target(from: string, specifier: string): string | null {
  const unit = importsOf(from, specifier).import(specifier, 'any');
  return unit && path.relative(root, unit.filename);
}

describe('the file of a specifier', () => {
  it.each([
    ['paths', '{ "compilerOptions": { "paths": { "@server/*": ["./server/*"] } } }', '@server/get'],
    ['paths beside comments', '{ // ours\n "compilerOptions": { "paths": { "#get": ["./server/get.ts"] } } }', '#get'],
    ['a base', '{ "compilerOptions": { "baseUrl": "." } }', 'server/get'],
    ['another configuration', '{ "extends": "./base.json" }', '@base/get'],
  ])('is mapped by %s of the nearest tsconfig.json', (_, config, specifier) => {
    write({
      'tsconfig.json': config,
      'base.json': '{ "compilerOptions": { "paths": { "@base/*": ["./server/*"] } } }',
      'server/get.ts': 'export const get = 1;',
    });
    expect(target('src/main.ts', specifier)).toBe('server/get.ts');
    expect(target('src/main.ts', `${specifier}-other`)).toBe(null);
  });

  it('is found in spite of a tsconfig.json that cannot be read', () => {
    write({ 'tsconfig.json': '{ "compilerOptions": ', 'src/get.ts': 'export const get = 1;' });
    expect(target('src/main.ts', './get')).toBe('src/get.ts');
    expect(target('src/main.ts', '@server/get')).toBe(null);
  });

  it.each([
    ['./get.js', 'src/get.js', 'src/get.js'],
    ['./get.js', 'src/get.ts', 'src/get.ts'],
    ['./get', 'src/get.ts', 'src/get.ts'],
    ['./lib', 'src/lib/index.js', 'src/lib/index.js'],
    ['../get.mjs', 'get.mts', 'get.mts'],
  ])('%s leads to %s', (specifier, file, expected) => {
    write({ [file]: 'export const get = 1;' });
    expect(target('src/main.js', specifier)).toBe(expected);
  });

  it('an import that the package.json names leads to its file', () => {
    write({ 'package.json': '{ "imports": { "#http": "./src/http.js" } }', 'src/http.js': 'export const get = 1;' });
    expect(target('src/main.js', '#http')).toBe(path.join('src', 'http.js'));
  });

  it('a package of the workspace is read, an installed one is not', () => {
    write({
      'packages/http/package.json': '{ "name": "@acme/http", "exports": "./index.js" }',
      'packages/http/index.js': 'export const get = 1;',
      'node_modules/other/package.json': '{ "name": "other", "main": "index.js" }',
      'node_modules/other/index.js': 'exports.get = 1;',
    });
    mkdirSync(path.join(root, 'node_modules/@acme'));
    symlinkSync(path.join(root, 'packages/http'), path.join(root, 'node_modules/@acme/http'), 'dir');
    expect(target('src/main.js', '@acme/http')).toBe(path.join('packages', 'http', 'index.js'));
    expect(target('src/main.js', 'other')).toBeNull();
  });

  it('nothing is read that is no source file of a moderate size', () => {
    write({ 'data.json': '{}', 'broken.js': 'export const = ;', 'huge.js': `//${'x'.repeat(600_000)}\n` });
    mkdirSync(path.join(root, 'folder.js'));
    for (const name of ['./data.json', './broken.js', './huge.js', './folder.js', './absent.js', 'fs', 'node:fs'])
      expect(target('main.js', name)).toBeNull();
    expect(parsed).toEqual(['broken.js']);
  });

  it.skipIf(process.platform === 'win32')('a named pipe does not block', () => {
    spawnSync('mkfifo', [path.join(root, 'pipe.js')]);
    expect(target('main.js', './pipe.js')).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('a named pipe called package.json does not block', () => {
    write({ 'node_modules/piped/index.js': '1;', 'inner/a.js': '1;' });
    for (const folder of ['node_modules/piped', 'inner'])
      spawnSync('mkfifo', [path.join(root, folder, 'package.json')]);
    expect(target('main.js', 'piped')).toBeNull();
    expect(() => target('main.js', './inner/a.js')).not.toThrow();
  });

  it.each([
    ['export const get = (url) => fetch(url);', true],
    ["import { request } from 'undici';", true],
    ["const http = require('node:http');", true],
    ['export const use = (res: Response) => 1;', true],
    ["export * from './inner.js';", true],
    ["export { get } from './inner.js';", true],
    ["const site = 'http://127.0.0.1';", false],
    ['const a = 1; export { a };', false],
  ])('%s is parsed where a client is wanted: %s', (text, isWanted) => {
    write({ 'get.ts': text });
    const imports = importsOf('main.js', './get.js');
    expect(imports.import('./get.js', 'client') !== null).toBe(isWanted);
    expect(parsed.length > 0).toBe(isWanted);
    expect(imports.import('./get.js', 'any')).not.toBeNull();
    expect(parsed).toEqual(['get.ts']);
  });

  it('a file without a place on the disk imports nothing', () => {
    expect(ImportedProject.importsOf(way, parse, '<input>')(['./get.js'])).toBeNull();
  });
});

describe('files that are read once', () => {
  it('a file is parsed once for all that import it', () => {
    write({ 'get.js': 'export const get = 1;' });
    for (const file of ['a.js', 'b.js', 'c/d.js']) target(file, file === 'c/d.js' ? '../get.js' : './get.js');
    expect(parsed).toEqual(['get.js']);
  });

  it('results are kept while the files do not change', () => {
    write({ 'get.js': 'export const get = 1;' });
    const { owner } = importsOf('a.js', './get.js');
    target('a.js', './get.js');
    vi.advanceTimersByTime(1_000);
    expect(importsOf('b.js', './get.js').owner).toBe(owner);
  });

  it('a file that has changed ends it, also where others lead to the file', () => {
    write({ 'get.js': 'export { get } from "./inner.js";', 'inner.js': 'export const get = 1;' });
    const imports = importsOf('a.js', './get.js');
    imports.import('./get.js', 'any')!.imports!.import('./inner.js', 'any');
    vi.advanceTimersByTime(1_000);
    write({ 'inner.js': 'export const get = 22;' });
    utimesSync(path.join(root, 'inner.js'), 1, 1);
    const later = importsOf('a.js', './get.js');
    expect(later.owner).not.toBe(imports.owner);
    expect(later.import('./get.js', 'any')!.imports!.import('./inner.js', 'any')!.text).toContain('22');
  });

  it('a file that appears is found', () => {
    expect(target('a.js', './get.js')).toBeNull();
    vi.advanceTimersByTime(1_000);
    write({ 'get.js': 'export const get = 1;' });
    expect(target('a.js', './get.js')).toBe('get.js');
  });

  it('a file that disappears is gone', () => {
    write({ 'get.js': 'export const get = 1;' });
    expect(target('a.js', './get.js')).toBe('get.js');
    vi.advanceTimersByTime(1_000);
    rmSync(path.join(root, 'get.js'));
    expect(target('a.js', './get.js')).toBeNull();
  });
});
