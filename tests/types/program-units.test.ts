/** Which parser reads the other files of a program: one whose compiler made the program. */
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import ts59 from 'typescript59';
import { describe, expect, it, vi } from 'vitest';
import plugin from '../../src/index.js';
import type { ParserServicesWithProgram } from '../../src/syntax/unit.js';
import { ProgramUnits } from '../../src/types/program-units.js';

const here = fileURLToPath(import.meta.url);

describe('without a parser that is known', () => {
  const read = (compiler: typeof ts) => {
    const program = compiler.createProgram([here], { noResolve: true, noLib: true });
    return ProgramUnits.of(program).get({ program } as ParserServicesWithProgram, program.getSourceFile(here)!);
  };

  it('a program of the compiler of this package is read', () => {
    expect(read(ts)?.filename).toBe(here);
  });

  it('a program of another version is not, whose numbers mean other things', () => {
    expect(read(ts59 as unknown as typeof ts)).toBeNull();
  });
});

describe('the parser of the linted file reads the others', () => {
  const folder = path.dirname(here);
  const texts: Record<string, string> = {
    [path.join(folder, 'get.ts')]: 'export const get = (url: string) => fetch(url);\n',
    [path.join(folder, 'load.ts')]:
      "import { get } from './get.js';\nexport async function load(url: string) {\n  const response = await get(url);\n  return response.ok;\n}\n",
  };
  const [helper, file] = Object.keys(texts) as [string, string];

  const parseForESLint = vi.fn<typeof parser.parseForESLint>(parser.parseForESLint);
  const observed = { ...parser, meta: parser.meta, parseForESLint } as unknown as Linter.Parser;
  const component = {
    parseForESLint: (text, options: parser.ParserOptions) => parseForESLint(text, options),
  } as Linter.Parser;

  it.each<[string, Linter.LanguageOptions]>([
    ['called by ESLint', { parser: observed }],
    ['called by the parser of components', { parser: component, parserOptions: { parser: observed } }],
    [
      'one of several that the parser of components calls',
      { parser: component, parserOptions: { parser: { js: 'espree', ts: observed } } },
    ],
  ])('%s', (_, languageOptions) => {
    parseForESLint.mockClear();
    const host = ts.createCompilerHost({});
    const fromDisk = host.getSourceFile.bind(host);
    host.fileExists = (name) => name in texts || ts.sys.fileExists(name);
    host.getSourceFile = (name, options) =>
      name in texts ? ts.createSourceFile(name, texts[name]!, options, true) : fromDisk(name, options);
    const program = ts.createProgram(
      [file],
      { module: ts.ModuleKind.NodeNext, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], types: [] },
      host,
    );
    const messages = new Linter({ cwd: folder }).verify(
      texts[file]!,
      [
        ...plugin.configs.recommended,
        {
          files: ['**/*.ts'],
          languageOptions: {
            ...languageOptions,
            parserOptions: { ...languageOptions.parserOptions, programs: [program] },
          },
        },
      ],
      file,
    );
    expect(messages.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual(['3 http-leak/no-unconsumed-body']);
    expect(parseForESLint.mock.calls.map(([, options]) => options?.filePath)).toContain(helper);
  });
});
