/** In an editor: the squiggle, the quick fix, and the squiggle gone, through the ESLint language server. `npm run docs:picture` draws it anew. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { projectWith } from '../support/packed.js';
import { type Editor, openInEditor } from './language-server.js';
import { draw } from './picture.js';

const IMPORT = `import httpLeak from 'eslint-plugin-http-leak';\n`;
const TYPESCRIPT = { typescript: 'typescript', '@typescript-eslint/parser': '@typescript-eslint/parser' };
const FIX = 'Fix this http-leak/no-unconsumed-body problem';

/** What a project's ESLint is given to read: plain JavaScript, TypeScript by itself, or TypeScript with its types. */
const SETUPS = {
  JavaScript: {
    languageId: 'javascript',
    file: 'load.js',
    files: { 'eslint.config.js': `${IMPORT}export default httpLeak.configs.recommended;\n` },
    packages: {},
  },
  'TypeScript without a tsconfig': {
    languageId: 'typescript',
    file: 'load.ts',
    files: {
      'eslint.config.js': `${IMPORT}import parser from '@typescript-eslint/parser';\nexport default [...httpLeak.configs.recommended, { files: ['**/*.ts'], languageOptions: { parser } }];\n`,
    },
    packages: TYPESCRIPT,
  },
  'TypeScript with types': {
    languageId: 'typescript',
    file: 'load.ts',
    files: {
      'tsconfig.json': JSON.stringify({
        compilerOptions: { target: 'ES2023', lib: ['ES2023', 'DOM'], module: 'NodeNext', strict: true, types: [] },
        include: ['*.ts'],
      }),
      'load.ts': 'export {};\n',
      'eslint.config.js': `${IMPORT}import parser from '@typescript-eslint/parser';\nexport default [...httpLeak.configs.recommended, { files: ['**/*.ts'], languageOptions: { parser, parserOptions: { projectService: true } } }];\n`,
    },
    packages: TYPESCRIPT,
  },
} as const;

let editor: Editor | undefined;

afterEach(async () => {
  await editor?.close();
  editor = undefined;
});

/** Opens an unsaved text in a project of that kind. */
async function open(setup: keyof typeof SETUPS, text: string): Promise<Editor> {
  const { languageId, file, files, packages } = SETUPS[setup];
  const project = projectWith({ 'package.json': '{ "type": "module" }', ...files }, { eslint: 'eslint', ...packages });
  return (editor = await openInEditor(project, file, languageId, text));
}

/** What is underlined, where, and why. */
async function underlined(
  shown: Editor,
): Promise<{ code: string; line: number; character: number; message: string }[]> {
  const document = TextDocument.create('file:///shown', '', 0, shown.text());
  return (await shown.squiggles()).map(({ range, message }) => ({
    code: document.getText(range),
    ...range.start,
    message,
  }));
}

/** Clicks on the light bulb of the only squiggle. */
async function quickFix(shown: Editor, title: string): Promise<void> {
  const [squiggle, ...others] = await shown.squiggles();
  expect(others).toEqual([]);
  const action = (await shown.actions(squiggle!)).find((candidate) => candidate.title === title);
  expect(action, 'the quick fix is offered').toBeDefined();
  await shown.choose(action!);
}

const leaking = (signature: string, call: string): string => `export async function load(${signature}) {
  const response = await ${call};
  if (!response.ok) throw new Error('failed');
  return response.text();
}
`;

const message = (callee: string): string =>
  `The response of \`${callee}\` is never consumed or cancelled on the path of the \`throw\` on line 3. Read the body (\`await response.text()\`), or cancel it (\`await response.body?.cancel()\`), on every path.`;

it.each([
  ['JavaScript', leaking('url', 'fetch(url)'), 'fetch(url)'],
  ['TypeScript without a tsconfig', leaking('url: string', 'fetch(url)').replaceAll('\n', '\r\n'), 'fetch(url)'],
  [
    'TypeScript with types',
    leaking('client: { get: typeof fetch }, url: string', 'client.get(url)'),
    'client.get(url)',
  ],
] as const)('%s: a squiggle, its quick fix, and no squiggle', async (setup, text, code) => {
  const shown = await open(setup, text);
  expect(await underlined(shown)).toEqual([
    { code, line: 1, character: 25, message: message(code.replace('(url)', '')) },
  ]);

  await quickFix(shown, FIX);
  const newline = text.includes('\r') ? '\r\n' : '\n';
  expect(shown.text()).toBe(
    text.replace(
      "throw new Error('failed');",
      ['{', '    await response.body?.cancel().catch(() => {});', "    throw new Error('failed');", '  }'].join(
        newline,
      ),
    ),
  );
  expect(await underlined(shown)).toEqual([]);

  // The change is undone by hand: the server has kept up with the text.
  await shown.type(text);
  expect(await underlined(shown)).toMatchObject([{ code }]);
});

it('reports nothing for an incomplete statement or an unknown response', async () => {
  const unknown = leaking('client: { get: typeof fetch }, url: string', 'client.get(url)');
  const shown = await open('TypeScript without a tsconfig', unknown);
  expect(await underlined(shown)).toEqual([]);
  await shown.type(leaking('url: string', 'fetch(url'));
  expect(await underlined(shown)).toMatchObject([{ message: "Parsing error: ')' expected." }]);
  await shown.type(leaking('url: string', 'fetch(url)'));
  expect(await underlined(shown)).toMatchObject([{ code: 'fetch(url)' }]);
});

it('offers a fix that a person has to check as a suggestion with its own text', async () => {
  const shown = await open(
    'JavaScript',
    'export async function first(url, over) {\n  const answer = fetch(url);\n  if (await over) return null;\n  return (await answer).text();\n}\n',
  );
  const [squiggle] = await shown.squiggles();
  const titles = (await shown.actions(squiggle!)).map(({ title }) => title);
  expect(titles).not.toContain(FIX);
  const suggestion = titles.find((title) => title.includes('may still be running'));
  await quickFix(shown, suggestion!);
  expect(shown.text()).toContain('cancel()');
  expect(await underlined(shown)).toEqual([]);
});

it('looks like the picture in the README', async () => {
  const example = readFileSync(new URL('../../examples/src/forecast.ts', import.meta.url), 'utf8');
  // The leaking function, in its place in the file.
  const before = example.slice(0, example.indexOf('/** Clean'));
  const shown = await open('TypeScript without a tsconfig', before);
  const [squiggle] = await shown.squiggles();
  await quickFix(shown, FIX);
  expect(await shown.squiggles()).toEqual([]);
  const lines = [
    before.slice(0, before.indexOf('export async')).split('\n').length,
    before.trimEnd().split('\n').length,
  ] as const;
  const picture = draw({ file: 'forecast.ts', lines, before, squiggle: squiggle!, action: FIX, after: shown.text() });
  await expect(picture).toMatchFileSnapshot('../../docs/images/editor.svg');
});
