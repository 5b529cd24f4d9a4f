import path from 'node:path';
import * as tsMorph from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { newTypeErrors } from '../../src/codemods/type-check.js';
import { folderWith } from '../cli/harness.js';

const FILES = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "types": [], "lib": ["es5"], "noEmit": true, "module": "esnext", "moduleResolution": "bundler" }, "include": ["."] }',
  'a.ts': 'export const one = () => 1;\nexport const wrong: string = 1;\n',
  'b.ts': "import { one } from './a';\nexport const two = () => one() * 2;\n",
  'c.ts': "import { two } from './b';\nexport const three = two().toFixed();\n",
  'd.ts': 'export const alone = 1;\n',
};

/** Checks texts in a project of these files and gives the errors by name. */
function check(
  texts: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = FILES,
  version = '6.0.0',
): Record<string, string> {
  const folder = folderWith(files);
  const changes = Object.entries(texts).map(([name, text]) => ({ file: path.join(folder, name), text }));
  return Object.fromEntries(
    [...newTypeErrors(path.join(folder, 'tsconfig.json'), changes, { tsMorph, version })].map(([file, error]) => [
      path.basename(file),
      error,
    ]),
  );
}

describe('new type errors', () => {
  it('are none where only old ones are left, wherever they have moved', () => {
    expect(check({ 'a.ts': `// more\n\n${FILES['a.ts']}`, 'd.ts': 'export const alone = 2;\n' })).toEqual({});
  });

  it('are those of the text itself, also where it had the like before', () => {
    expect(
      check({ 'a.ts': `${FILES['a.ts']}export const worse: string = 2;\n`, 'd.ts': 'export const alone = 2;\n' }),
    ).toEqual({ 'a.ts': "a.ts: TS2322 Type 'number' is not assignable to type 'string'." });
    expect(check({ 'd.ts': 'const = ;\n' })['d.ts']).toMatch(/^d\.ts: TS1/);
  });

  it('are those of files that depend on it, however far away', () => {
    expect(check({ 'a.ts': FILES['a.ts'].replace('=> 1', '=> "1"'), 'd.ts': 'export const alone = 2;\n' })).toEqual({
      'a.ts': expect.stringMatching(/^b\.ts: TS2362/) as string,
    });
    const through = { ...FILES, 'b.ts': "import { one } from './a';\nexport const two = () => one();\n" };
    expect(check({ 'a.ts': FILES['a.ts'].replace('=> 1', '=> "1"') }, through)).toEqual({
      'a.ts': expect.stringMatching(/^c\.ts: TS2\d+ Property 'toFixed' does not exist on type 'string'/) as string,
    });
  });

  it('have an error that only occurs with both changes', () => {
    const base = {
      'tsconfig.json': FILES['tsconfig.json'],
      'a.ts': 'declare global { interface Box { a: 1 } }\nexport {};\n',
      'b.ts': 'declare global { interface Box { b: 1 } }\nexport {};\n',
    };
    const changed = {
      'a.ts': base['a.ts'].replace('a: 1', 'a: 1; c: 1'),
      'b.ts': base['b.ts'].replace('b: 1', 'b: 1; c: 2'),
    };
    expect(Object.keys(check(changed, base))).toEqual(['a.ts', 'b.ts']);
  });

  it('follow the defaults of the TypeScript of the project', () => {
    const files = { 'tsconfig.json': '{ "compilerOptions": { "lib": ["es5"] } }', 'a.ts': 'export const one = 1;\n' };
    const loose = { 'a.ts': 'export const one = (two) => two;\n' };
    expect(check(loose, files, '5.9.3')).toEqual({});
    expect(check(loose, files, '6.0.0')).toEqual({
      'a.ts': "a.ts: TS7006 Parameter 'two' implicitly has an 'any' type.",
    });
  });
});
