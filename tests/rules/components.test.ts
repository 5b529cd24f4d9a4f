/** Files of which a parser or a processor passes the scripts: what the markup may release is not reported, and lines are right. */
import { parseForESLint } from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

const cwd = fileURLToPath(new URL('.', import.meta.url));

/** Passes the script and blanks the rest, as the parsers of components do: the text of the file stays that of the file. */
const parser: Linter.Parser = {
  parseForESLint(text, options) {
    const [, open, script] = /^([^]*?<script[^>]*>|\s*---)([^]*?)(?:<\/script>|^---)/m.exec(text)!;
    const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
    const rest = text.slice(open!.length + script!.length);
    return parseForESLint(
      blank(open!) + script! + blank(rest),
      options as Linter.ParserOptions,
    ) as unknown as Linter.ESLintParseResult;
  },
};

async function lint(
  file: string,
  text: string,
  config: Linter.Config = { languageOptions: { parser } },
): Promise<string[]> {
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [...plugin.configs.recommended, { files: ['**/*.{vue,svelte,astro,md}'], ...config }],
  });
  const [result] = await eslint.lintText(text, { filePath: path.join(cwd, file) });
  return result!.messages.map(({ line, message }) => `${line}: ${message.slice(0, message.indexOf('. Read'))}`);
}

const OPEN = 'The response of `fetch` is never consumed or cancelled';

describe('a variable of the script', () => {
  it.each([
    ['a.vue', '<script setup>\nconst shown = await fetch("/a");\n</script>\n<template>{{ shown.status }}</template>'],
    [
      'a.vue',
      '<script setup>\nconst promise = fetch("/a");\nconst shown = await promise;\n</script>\n<template>{{ shown.status }}</template>',
    ],
    [
      'a.svelte',
      '<script>\nlet promise;\npromise = fetch("/a");\n</script>\n{#await promise then response}{response.status}{/await}',
    ],
    ['a.astro', '---\nconst response = await fetch("/a");\n---\n<p>{await response.text()}</p>'],
  ])('may be released by the markup that mentions it: %s', async (file, text) => {
    expect(await lint(file, text)).toEqual([]);
  });

  it.each([
    ['a.vue', '<script setup>\nconst hidden = await fetch("/a");\n</script>\n<template>{{ shown }}</template>', 2],
    [
      'a.vue',
      '<script setup>\nasync function load() {\n  const shown = await fetch("/a");\n  return shown.ok;\n}\n</script>\n<template>{{ load() }}{{ shown }}</template>',
      3,
    ],
    [
      'a.astro',
      '---\nconst response = await fetch("/a");\nif (!response.ok) throw new Error();\nconst data = await response.json();\n---\n<p>{data.title}</p>',
      2,
    ],
  ])('is not released by markup that does not: %s', async (file, text, line) => {
    expect(await lint(file, text)).toEqual([expect.stringContaining(`${line}: ${OPEN}`)]);
  });
});

it('says of which text the lines are, in a block of a file', async () => {
  const processor: Linter.Processor = {
    preprocess: (text) => [{ text: /```js\n([^]*?)```/.exec(text)![1]!, filename: '0.js' }],
    postprocess: ([messages]) => messages!.map((message) => ({ ...message, line: message.line + 3 })),
  };
  const text =
    '# Title\n\n```js\nexport async function load(url) {\n  const response = await fetch(url);\n  if (!response.ok) throw new Error();\n  return response.text();\n}\n```\n';
  expect(await lint('a.md', text, { processor })).toEqual([
    `5: ${OPEN} on the path of the \`throw\` on line 3 of this block`,
  ]);
});
