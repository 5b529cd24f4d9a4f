/** Names and sources that want to be obeyed: by a terminal, by those who read it, by services that read logs. */
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainJson, print, visible, visibleLine, visibleLines } from '../../src/cli/visible.js';
import { folderWith, httpLeak, LEAK_JS } from './harness.js';

const ESC = '\u001B';
const LINK = `${ESC}]8;;http://evil.example\u0007here${ESC}]8;;\u0007`;
const HOSTILE = [
  'bad\n::warning::x',
  '::error file=x::',
  `  ::set-output name=a::b`,
  `${ESC}[2J${ESC}]0;title\u0007`,
  LINK.replaceAll('/', '!'),
  '\u202Eevil',
  'a\r##[error]b',
  '##vso[task.setvariable variable=x]y',
  '\u009B31m',
  'del\u007F\u2028\u2029',
  '100%,:',
  'tab\tname',
  'back\\slash',
];
/** Raw control characters other than the line breaks of ours, or a line that a service obeys. */
const OBEYED = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##(?:\[|vso\[)/mu;

describe('the output of the command', () => {
  /** Each name once as a file that leaks, and once as a folder with a file that does not parse. */
  const tree = (): string =>
    folderWith(
      Object.fromEntries(
        HOSTILE.flatMap((name) => [
          [`${name}.js`, LEAK_JS],
          [`${name}/broken.ts`, 'const = 1;\n'],
          [`${name}/tsconfig.json`, '{ "include": ["."], "references": [{ "path": "./\\u001b[2J\\n::error::x" }] }'],
        ]),
      ),
    );

  it('is harmless for people, whatever the names', async () => {
    const cwd = tree();
    symlinkSync(`${ESC}loop`, path.join(cwd, `${ESC}loop`));
    for (const argv of [
      ['scan'],
      ['scan', `${ESC}loop`, `gone\n::error::x`, '.'],
      ['scan', '-o', 'report.txt', '.'],
      ['scan', `-o`, `${ESC}report`, '.'],
      ['scan', `--x${ESC}\n::error::x`],
      ['explain', `${HOSTILE[0]}/broken.ts`],
      ['explain', `${HOSTILE[3]}.js`],
      ['migrate', '--untyped'],
      ['migrate', '--untyped', '--dry-run'],
    ]) {
      const { stdout, stderr } = await httpLeak(cwd, argv);
      expect(stdout + stderr).not.toBe('');
      expect(OBEYED.exec(stdout), stdout).toBe(null);
      expect(OBEYED.exec(stderr), stderr).toBe(null);
    }
  });

  it('shows what the names are', async () => {
    const { stdout } = await httpLeak(tree(), ['scan']);
    for (const shown of [
      String.raw`bad\n::warning::x.js:2:`,
      String.raw`\x3a:error file=x::.js:2:`,
      String.raw`\x1b[2J\x1b]0;title\x07.js:2:`,
      String.raw`\u202eevil.js:2:`,
      String.raw`a\r\x23#[error]b.js:2:`,
      String.raw`! \u202eevil/broken.ts:1:`,
      String.raw`tab\tname.js:2:`,
    ])
      expect(stdout).toContain(shown);
  });

  it('for programs is lossless', async () => {
    const cwd = tree();
    const { stdout: json } = await httpLeak(cwd, ['scan', '--format', 'json']);
    expect(OBEYED.exec(json)).toBe(null);
    const names = (JSON.parse(json) as { findings: { file: string }[] }).findings.map(({ file }) => file);
    expect(names.sort()).toEqual(HOSTILE.map((name) => `${name}.js`).sort());
    const { stdout: sarif } = await httpLeak(cwd, ['scan', '--format', 'sarif']);
    expect(OBEYED.exec(sarif)).toBe(null);
    const { runs } = JSON.parse(sarif) as {
      runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    expect(
      runs[0]?.results
        .map(({ locations }) => decodeURIComponent(locations[0]!.physicalLocation.artifactLocation.uri))
        .sort(),
    ).toEqual(names.sort());
  });

  it('for GitHub has one command for each finding and problem, escaped by its rules', async () => {
    const cwd = tree();
    const { stdout, stderr } = await httpLeak(cwd, ['scan', '--format', 'github']);
    const commands = stdout.trimEnd().split('\n');
    for (const line of commands) expect(line).toMatch(/^::(?:error|warning) [^\n]*$/);
    expect(commands.filter((line) => line.startsWith('::error '))).toHaveLength(HOSTILE.length);
    expect(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(stdout)).toBe(null);
    expect(OBEYED.exec(stderr), stderr).toBe(null);
    expect(stdout).toContain('::error file=bad%0A%3A%3Awarning%3A%3Ax.js,line=2,');
    expect(stdout).toContain('::error file=100%25%2C%3A.js,line=2,');
    expect(stdout).toContain('::warning file=bad%0A%3A%3Awarning%3A%3Ax/broken.ts,line=1,');
  });
});

describe('quoted source', () => {
  const SOURCE = `export async function load(url) {\n\tconst response = await fetch(url); // ${ESC}[31m\u202E\u2066 ##[error] \t::x\n\tif (!response.ok) throw new Error(\`${LINK}\n::error::x\`);\n\treturn response.text();\n}\n`;

  it('has visible control characters, and tabs that do not move the marks', async () => {
    const { stdout } = await httpLeak(folderWith({ 'a.js': SOURCE }), ['scan']);
    expect(OBEYED.exec(stdout)).toBe(null);
    const [row = '', marks = ''] = stdout.split('\n').slice(3);
    expect(row).toContain(String.raw`const response = await fetch(url); // \x1b[31m\u202e\u2066 \x23#[error]   ::x`);
    expect(marks.indexOf('^')).toBe(row.indexOf('fetch(url)'));
  });

  it('is harmless in a difference and in an explanation, and whole for programs', async () => {
    const cwd = folderWith({ 'a.js': `const css = \`\n::error::x\r\n\`;\n${SOURCE}` });
    const dry = await httpLeak(cwd, ['migrate', '--untyped', '--dry-run']);
    const [diff = ''] = /^@@[^]*/m.exec(dry.stdout) ?? [];
    expect(/^\s*::|\p{Cf}/mu.exec(diff)).toBe(null);
    expect(diff).not.toContain(ESC);
    expect(diff).toContain('\n \tconst response');
    const { stdout } = await httpLeak(cwd, ['explain', 'a.js']);
    expect(/^\s*::|\p{Cf}/mu.exec(stdout)).toBe(null);
    const json = JSON.parse((await httpLeak(cwd, ['migrate', '--untyped', '--dry-run', '--json'])).stdout) as {
      files: { diff: string }[];
    };
    expect(json.files[0]?.diff).toContain(LINK);
  });
});

describe('visible', () => {
  it.each([
    ['plain text, även så ✔ 日本語 😀', 'plain text, även så ✔ 日本語 😀'],
    ['a\nb\rc\td', String.raw`a\nb\rc\td`],
    ['\u0000\u001B\u007F\u0085\u009B', String.raw`\x00\x1b\x7f\x85\x9b`],
    ['\u202E\u2066\u2028\u2029\u200B\uFEFF', String.raw`\u202e\u2066\u2028\u2029\u200b\ufeff`],
    ['\u{E0041}', String.raw`\u{e0041}`],
    ['\uD800', String.raw`\ud800`],
    ['##[error] ##vso[x] ##teamcity[y] ## z', String.raw`\x23#[error] \x23#vso[x] \x23#teamcity[y] ## z`],
  ])('%j', (given, shown) => {
    expect(visible(given)).toBe(shown);
    expect(JSON.parse(plainJson(given))).toBe(given);
  });

  it('keeps tabs and line ends of source lines', () => {
    expect(visibleLine(`\ta\r${ESC}\r`)).toBe('\ta\\r\\x1b\r');
    expect(visibleLines(`a\n\tb${ESC}\n`)).toBe('a\n\tb\\x1b\n');
  });

  it.each([
    ['::error::x\n', String.raw`\x3a:error::x` + '\n'],
    ['a\n \t::error::x', 'a\n \t' + String.raw`\x3a:error::x`],
    [`${ESC}[1m::error::x${ESC}[22m`, `${ESC}[1m${String.raw`\x3a:error::x`}${ESC}[22m`],
    ['a ::b', 'a ::b'],
    [':x', ':x'],
  ])('no line printed is a command: %j', (given, printed) => {
    const written: string[] = [];
    print({ write: (chunk: unknown) => written.push(String(chunk)) > 0 }, given);
    expect(written.join('')).toBe(printed);
  });
});
