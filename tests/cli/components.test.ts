/** The scripts of components of Vue, Svelte and Astro: found in their files, read without types, and reported at their places. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { partsOf, type Part } from '../../src/cli/components/parts.js';
import { frameworkOf, scriptsOf } from '../../src/cli/components/scripts.js';
import { scriptLanguages } from '../../src/cli/parsers.js';
import { loadTypeScriptParser } from '../../src/types/compiler.js';
import { folderWith, httpLeak } from './harness.js';

const load = (name: string, type = ''): string => `async function ${name}(url${type}) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('failed');
  return response.text();
}`;

/** The scripts of a component, as text. */
function scripts(file: string, text: string): string[] {
  return scriptsOf(text, frameworkOf(file)!).map(
    ({ range, language }) => `${language}: ${text.slice(...range).trim()}`,
  );
}

const parts = (file: string, text: string): Part[] =>
  partsOf(file, text, (language) => scriptLanguages(loadTypeScriptParser(), language));

interface Report {
  readonly findings: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly fingerprint: string;
  }[];
  readonly problems: readonly { readonly kind: string; readonly file: string; readonly line: number }[];
  readonly summary: Readonly<Record<string, unknown>>;
}

async function scan(files: Readonly<Record<string, string>>): Promise<Report & { readonly places: readonly string[] }> {
  const { stdout } = await httpLeak(folderWith(files), ['scan', '--format', 'json']);
  const report = JSON.parse(stdout) as Report;
  return { ...report, places: report.findings.map(({ file, line, column }) => `${file}:${line}:${column}`) };
}

describe('the scripts of a file', () => {
  it.each([
    ['a.vue', '<script>a</script>', ['js: a']],
    [
      'a.vue',
      '<template><p/></template>\n<script lang="ts">a</script>\n<script setup lang="ts">b</script>',
      ['ts: a', 'ts: b'],
    ],
    ['a.vue', '<script setup generic="T extends Record<string, U>" lang=tsx>a</script>', ['ts: a']],
    [
      'a.vue',
      '<template><template #a>{{ "</template>" }}</template><!-- </template> --></template><script>a</script>',
      ['js: a'],
    ],
    ['a.vue', '<template lang="pug">\np a < b\n</template>\n<script>a</script>', ['js: a']],
    ['a.vue', '<docs>\n<script>example</script>\n</docs>\n<script>a</script>', ['js: a']],
    ['a.vue', '<!-- <script>old</script> --><script>const a = "<script>";</script>', ['js: const a = "<script>";']],
    ['a.vue', '<script src="./a.js"></script><script lang="coffee">a</script>', []],
    ['a.vue', '<template><p>', []],
    ['a.vue', '<script>a', []],
    [
      'a.svelte',
      '<script module>a</script>\n<script lang="ts">b</script>\n<p>{x < 3 ? "a" : \'b\'}</p>',
      ['js: a', 'ts: b'],
    ],
    ['a.svelte', '<script context="module" lang="ts">a</script>', ['ts: a']],
    ['a.svelte', '<svelte:head>{@html `<script>a</script>`}</svelte:head><style>b</style>', []],
    ['a.svelte', '<script type="text/typescript">a</script>', ['ts: a']],
    ['a.svelte', '<svelte:head><script type="application/ld+json">{}</script></svelte:head>', []],
    [
      'a.astro',
      '---\na\n---\n<p>{b}</p>\n<script>c</script>\n<script is:inline>d</script>',
      ['ts: a', 'ts: c', 'js: d'],
    ],
    ['a.astro', '\n---\n---\n<script>c</script>', ['ts: ', 'ts: c']],
    ['a.astro', '<p>---</p>\n---\nno\n---', []],
    ['a.astro', "---\nconst a = '---';\n---\n", ["ts: const a = '---';"]],
  ])('of %s: %j', (file, text, expected) => {
    expect(scripts(file, text)).toEqual(expected);
  });

  it('are as long as the file, and export what the markup mentions', () => {
    const text =
      '<template>{{ shown }} {{ load() }}</template>\r\n<script setup>\r\nconst shown = 1, { hidden, ...shownToo } = f();\r\nfunction load() {}\r\n</script>\r\n<style>.shownToo {}</style>\r\n';
    const [part] = parts('a.vue', text);
    expect(part!.text.slice(0, text.length).replaceAll(/[^\r\n]/g, ' ')).toBe(text.replaceAll(/[^\r\n]/g, ' '));
    expect(part!.text.slice(0, text.length).trim()).toBe(
      text.slice(text.indexOf('const'), text.indexOf('</script>')).trim(),
    );
    expect(part!.text.slice(text.length)).toBe('\nexport { shown, shownToo, load };');
  });

  it('of one component are one module, unless they declare the same name', () => {
    const one = (first: string, second: string): number =>
      parts('a.vue', `<script>${first}</script><script setup>${second}</script>`).length;
    expect(one('const a = 1;', 'use(a);')).toBe(1);
    expect(one('const a = 1;', 'const a = 2;')).toBe(2);
  });

  it('do not export twice', () => {
    const [part] = parts('a.svelte', '<script>export let a; let b; export { b as c };</script>{a}{b}{$d}');
    expect(part!.text).not.toContain('\nexport {');
    expect(parts('a.svelte', '<script>let d;</script>{$d}')[0]!.text).toContain('\nexport { d };');
  });
});

describe('a scan', () => {
  it.each([
    [
      'a.vue',
      `<template>\n  <p>x</p>\n</template>\n\n<script setup lang="ts">\n${load('load', ': string')}\n</script>\n`,
      ['a.vue:7:26'],
    ],
    [
      'b.vue',
      `<script>\nexport default { methods: {\n${load('load').replace('async function ', 'async ')} } };\n</script>\n`,
      ['b.vue:4:26'],
    ],
    [
      'c.svelte',
      `<script>\n  export let id;\n${load('load')}\n</script>\n<button on:click={load}>{id}</button>\n`,
      ['c.svelte:4:26'],
    ],
    [
      'd.astro',
      `---\n${load('load', ': string')}\nconst text = await load('/');\n---\n<p>{text}</p>\n<script>\n${load('other', ': string')}\n</script>\n`,
      ['d.astro:3:26', 'd.astro:12:26'],
    ],
    [
      'generic.vue',
      `<script lang="ts">\nconst same = <T>(x: T) => <T>x;\n${load('load', ': string')}\n</script>`,
      ['generic.vue:4:26'],
    ],
    [
      'jsx.vue',
      `<script lang="tsx">\nconst view = <p>x</p>;\n${load('load', ': string')}\n</script>`,
      ['jsx.vue:4:26'],
    ],
  ])('of %s', async (file, text, expected) => {
    const { places, problems, summary } = await scan({ [file]: text });
    expect(places).toEqual(expected);
    expect(problems).toEqual([]);
    expect(summary).toMatchObject({ files: 1, filesWithTypes: 0, filesOutsideProjects: 0 });
  });

  it.each([
    [
      'what the template reads',
      'a.vue',
      '<template>{{ response.status }}</template>\n<script setup>\nconst response = await fetch("/a");\n</script>',
    ],
    [
      'what the markup awaits',
      'a.svelte',
      '<script>\nlet promise = fetch("/a");\n</script>\n{#await promise then response}{#await response.text()}{/await}{/await}',
    ],
    [
      'what a function of the template sets',
      'a.svelte',
      '<script>\nlet last;\nasync function ask() { last = await fetch("/a"); }\n</script>\n<button on:click={ask}>{last}</button>',
    ],
    ['what the page reads', 'a.astro', '---\nconst response = await fetch("/a");\n---\n<p>{await response.text()}</p>'],
    ['what is read', 'a.astro', '---\nconst data = await fetch("/a").then((r) => r.json());\n---\n<p>{data.x}</p>'],
  ])('is silent about %s', async (_, file, text) => {
    const { places, problems } = await scan({ [file]: text });
    expect(places).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('reports what the markup of a page does not mention', async () => {
    const page =
      '---\nconst response = await fetch("/a");\nif (!response.ok) throw new Error("failed");\nconst data = await response.json();\n---\n<p>{data.x}</p>\n';
    expect((await scan({ 'a.astro': page })).places).toEqual(['a.astro:2:24']);
  });

  it('follows imports of a component into other files, and comments in its script', async () => {
    const files = {
      'api.js': 'export const get = (url) => fetch(url);\n',
      'a.vue': `<script setup>\nimport { get } from './api.js';\nexport async function up(url) {\n  const response = await get(url);\n  return response.ok;\n}\n</script>`,
      'b.vue': `<script setup>\n${load('load').replace('  const', '  // eslint-disable-next-line http-leak/no-unconsumed-body\n  const')}\n</script>`,
    };
    const { places, summary } = await scan(files);
    expect(places).toEqual(['a.vue:4:26']);
    expect(summary).toMatchObject({ leaksDisabled: 1, files: 3 });
  });

  it('says where a script does not parse, and reads the others', async () => {
    const { places, problems } = await scan({
      'a.astro': `---\nconst = 1;\n---\n<script>\n${load('load')}\n</script>`,
      'b.svelte': '<p>x</p>',
    });
    expect(problems).toMatchObject([{ kind: 'parse', file: 'a.astro', line: 2 }]);
    expect(places).toEqual(['a.astro:6:26']);
  });

  it('gives equal leaks of two scripts different fingerprints, and shows the lines of the file', async () => {
    const cwd = folderWith({
      'a.astro': `<script>\n${load('load')}\n</script>\n<p>between</p>\n<script>\n${load('load')}\n</script>`,
    });
    const { findings } = JSON.parse((await httpLeak(cwd, ['scan', '--format', 'json'])).stdout) as Report;
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    expect((await httpLeak(cwd, ['scan', '--no-color'])).stdout).toMatch(
      /^3 │ {3}const response = await fetch\(url\);$/m,
    );
  });

  it('shows a repair at its place', async () => {
    const cwd = folderWith({ 'a.vue': `<template><p/></template>\n<script setup>\n${load('load')}\n</script>\n` });
    const { stdout } = await httpLeak(cwd, ['scan', '--format', 'rdjson']);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { suggestions: { range: { start: { line: number } }; text: string }[] }[];
    };
    expect(diagnostics[0]!.suggestions.map(({ range, text }) => [range.start.line, text])).toEqual([
      [5, expect.stringContaining('response.body?.cancel()')],
    ]);
  });

  it('obeys a baseline', async () => {
    const cwd = folderWith({ 'a.vue': `<script>\n${load('load')}\n</script>` });
    const known = ['scan', '--baseline', 'known.json'];
    expect((await httpLeak(cwd, [...known, '--update-baseline'])).code).toBe(0);
    expect(readFileSync(path.join(cwd, 'known.json'), 'utf8')).toContain('a.vue');
    expect((await httpLeak(cwd, known)).code).toBe(0);
  });
});

it('an explanation of a line, of the file, and of a line without a script', async () => {
  const cwd = folderWith({ 'a.vue': `<template><p/></template>\n<script setup>\n${load('load')}\n</script>\n` });
  const line = await httpLeak(cwd, ['explain', 'a.vue:4']);
  expect(line.stdout).toContain('line 4  fetch(url)\n');
  expect(line.stdout).toContain('left open on the path of the `throw` on line 5');
  expect((await httpLeak(cwd, ['explain', 'a.vue'])).stdout).toContain('line 4  fetch(url): acquires');
  const none = await httpLeak(cwd, ['explain', 'a.vue:1']);
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('no script is here');
});

it('a migration leaves components alone', async () => {
  const cwd = folderWith({ 'a.vue': `<script>\n${load('load')}\n</script>` });
  expect((await httpLeak(cwd, ['migrate', 'a.vue'])).stderr).toContain('not a JavaScript or TypeScript file');
  expect((await httpLeak(cwd, ['migrate'])).stderr).toContain('no files to migrate');
});
