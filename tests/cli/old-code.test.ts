/** Old code: what is known is not reported, what is new is. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { built } from '../support/built.js';
import { CLEAN, folderWith, httpLeak, LEAK_JS, type Outcome } from './harness.js';

const scan = (cwd: string, ...argv: string[]): Promise<Outcome> => httpLeak(cwd, ['scan', '--untyped', ...argv]);
/** The headline of the summary, without the time. */
const headline = ({ stdout, stderr }: Outcome): string =>
  /^[✔✖!].*(?=; \d+ files? scanned)/m.exec(stdout + stderr)?.[0] ?? stdout + stderr;

/** A second leak of the same kind, in a function of its own. */
const SECOND = LEAK_JS.replace('load', 'second');

describe('eslint-suppressions.json', () => {
  const ONE = { 'http-leak/no-unconsumed-body': { count: 1 } };

  it('hides as many findings of a rule in a file as it counts, and they are counted', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'eslint-suppressions.json': JSON.stringify({ 'a.js': ONE }) });
    const outcome = await scan(cwd);
    expect(outcome.code).toBe(0);
    expect(headline(outcome)).toBe('✔ nothing to report (1 suppressed)');
  });

  it('hides none where there are more, as in ESLint', async () => {
    const files = { 'a.js': LEAK_JS + SECOND, 'eslint-suppressions.json': JSON.stringify({ 'a.js': ONE }) };
    const outcome = await scan(folderWith(files));
    expect(outcome.code).toBe(1);
    expect(headline(outcome)).toBe('✖ 2 leaks in 1 file');
  });

  it('is found above the current folder in a repository, and the nearest one counts', async () => {
    const root = folderWith({
      '.git/HEAD': '',
      'packages/a/a.js': LEAK_JS,
      'packages/b/b.js': LEAK_JS,
      'packages/b/eslint-suppressions.json': '{}',
      'eslint-suppressions.json': JSON.stringify({ 'packages/a/a.js': ONE, 'packages/b/b.js': ONE }),
    });
    expect(headline(await scan(path.join(root, 'packages/a')))).toBe('✔ nothing to report (1 suppressed)');
    expect(headline(await scan(root))).toBe('✖ 1 leak in 1 file (1 suppressed)');
  });

  it('has its leftovers told, but not those of rules that did not run', async () => {
    const counts = { 'http-leak/no-unconsumed-body': { count: 3 }, 'http-leak/no-orphaned-body': { count: 9 } };
    const known = JSON.stringify({ 'a.js': { ...counts, other: { count: 4 } } });
    const { stdout } = await scan(folderWith({ 'a.js': LEAK_JS, 'eslint-suppressions.json': known }));
    expect(stdout).toContain('2 suppressed leaks no longer found');
  });

  it.each([
    ['that is not JSON', '{', 'not valid JSON'],
    ['of another form', '{"a.js":{"http-leak/no-unconsumed-body":1}}', '"a.js" must have a count for each rule'],
  ])('%s is reported, ignored, and gives the exit code 2', async (_name, text, words) => {
    const outcome = await scan(folderWith({ 'a.js': LEAK_JS, 'eslint-suppressions.json': text }));
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toContain(words);
    expect(headline(outcome)).toBe('✖ 1 leak in 1 file');
  });
});

describe('comments', () => {
  const at = (comment: string): string => LEAK_JS.replace('  const', `  ${comment}\n  const`);
  const NAMED = '// eslint-disable-next-line http-leak/no-unconsumed-body';

  it('that name the rule are counted', async () => {
    const outcome = await scan(folderWith({ 'a.js': at(NAMED), 'b.js': LEAK_JS }));
    expect(headline(outcome)).toBe('✖ 1 leak in 1 file (1 disabled by comments)');
    expect(outcome.stdout).not.toContain('names no rule');
  });

  it('that turn the rule off are counted too', async () => {
    const outcome = await scan(folderWith({ 'a.js': `/* eslint http-leak/no-unconsumed-body: off */\n${LEAK_JS}` }));
    expect(headline(outcome)).toBe('✔ nothing to report (1 disabled by comments)');
  });

  it.each([
    ['/* eslint-disable */', 1, (comment: string) => `${comment}\n${LEAK_JS}`],
    ['/* eslint-disable -- old */', 1, (comment: string) => `${comment}\n${LEAK_JS}`],
    ['// eslint-disable-next-line', 2, at],
  ])('%s is said', async (comment, line, write) => {
    const { code, stdout } = await scan(folderWith({ 'a.js': write(comment) }));
    expect(code).toBe(0);
    const [directive] = /eslint-[\w-]+/.exec(comment)!;
    expect(stdout).toContain(`a.js:${line}: \`${directive}\` names no rule and hides 1 leak`);
  });

  it('without a rule are not said if they end before the leak, or hide nothing', async () => {
    const { stdout } = await scan(
      folderWith({
        'a.js': `/* eslint-disable */\n/* eslint-enable */\n${at(NAMED)}`,
        'b.js': `/* eslint-disable */\n${CLEAN}`,
      }),
    );
    expect(stdout).not.toContain('names no rule');
  });
});

describe('--baseline', () => {
  const OPTIONS = ['--baseline', 'known.json'];
  const read = (cwd: string): string => readFileSync(path.join(cwd, 'known.json'), 'utf8');
  const updated = async (files: Record<string, string>): Promise<string> => {
    const cwd = folderWith(files);
    const { code, stderr } = await scan(cwd, ...OPTIONS, '--update-baseline');
    expect(stderr).toContain('baseline written to known.json');
    expect(code).toBe(0);
    return cwd;
  };

  it('hides what it has and reports what is new', async () => {
    const cwd = await updated({ 'src/a.js': LEAK_JS });
    expect(headline(await scan(cwd, ...OPTIONS))).toBe('✔ nothing to report (1 in the baseline)');
    writeFileSync(path.join(cwd, 'src/a.js'), LEAK_JS + SECOND);
    const outcome = await scan(cwd, ...OPTIONS);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('src/a.js:9:26');
    expect(headline(outcome)).toBe('✖ 1 leak in 1 file (1 in the baseline)');
  });

  it('says where a finding is by names, one line for each', async () => {
    const cwd = await updated({
      'a.js': `class Client { async get(url) { return (await fetch(url)).ok; } }
        it('loads', async () => { (await fetch('/x')).ok; (await fetch('/x')).ok; });
        export const later = { run: () => { fetch(u).then((r) => { r.ok; }); } };`,
    });
    const { findings } = JSON.parse(read(cwd)) as { findings: Record<string, unknown> };
    const rule = 'http-leak/no-unconsumed-body';
    expect(findings['a.js']).toEqual([
      { rule, in: 'Client > get', code: 'fetch ( url )', occurrence: 1 },
      { rule, in: 'it("loads")', code: 'fetch ( "/x" )', occurrence: 1 },
      { rule, in: 'it("loads")', code: 'fetch ( "/x" )', occurrence: 2 },
      { rule, in: 'run', code: 'fetch ( u )', occurrence: 1 },
    ]);
    expect(read(cwd).match(/^ {6}\{.*\},?$/gm)).toHaveLength(4);
  });

  it('survives moved lines and another layout', async () => {
    const cwd = await updated({ 'a.js': LEAK_JS.replace('fetch(url)', "fetch(url, { method: 'GET' })") });
    const moved = LEAK_JS.replace('fetch(url)', 'fetch(\n    url, // where\n    {\n      method: "GET",\n    },\n  )');
    writeFileSync(path.join(cwd, 'a.js'), `\n\n// moved\n${moved}`);
    expect(headline(await scan(cwd, ...OPTIONS))).toBe('✔ nothing to report (1 in the baseline)');
  });

  it.each([
    ['another function', LEAK_JS.replace('load', 'other')],
    ['other code', LEAK_JS.replace('fetch(url)', 'fetch(other)')],
    ['one more of the same', LEAK_JS.replace('  if', '  (await fetch(url)).ok;\n  if')],
  ])('does not hide %s', async (_name, text) => {
    const cwd = await updated({ 'a.js': LEAK_JS });
    writeFileSync(path.join(cwd, 'a.js'), text);
    expect((await scan(cwd, ...OPTIONS)).code).toBe(1);
  });

  it('is the same from every folder', async () => {
    const cwd = await updated({ 'src/a.js': LEAK_JS });
    const outcome = await scan(path.join(cwd, 'src'), '--baseline', '../known.json');
    expect(headline(outcome)).toBe('✔ nothing to report (1 in the baseline)');
  });

  it('has its leftovers told, and an update removes them', async () => {
    const cwd = await updated({ 'a.js': LEAK_JS + SECOND, 'b.js': LEAK_JS, 'c.js': LEAK_JS });
    writeFileSync(path.join(cwd, 'a.js'), LEAK_JS);
    rmSync(path.join(cwd, 'b.js'));
    expect((await scan(cwd, ...OPTIONS)).stdout).toContain('2 leaks of the baseline no longer found');
    const { stderr } = await scan(cwd, ...OPTIONS, '--update-baseline');
    expect(stderr).toContain('2 leaks, 0 added, 2 removed');
    expect((await scan(cwd, ...OPTIONS)).stdout).not.toContain('no longer found');
  });

  it('keeps the entries of files and rules that an update does not look at', async () => {
    const cwd = await updated({ 'a.js': LEAK_JS, 'b.js': LEAK_JS });
    const before = read(cwd);
    await scan(cwd, 'a.js', ...OPTIONS, '--update-baseline');
    await scan(cwd, '--rule', 'no-unclosed-agent', ...OPTIONS, '--update-baseline');
    await scan(cwd, '--ignore', 'b.js', ...OPTIONS, '--update-baseline');
    writeFileSync(path.join(cwd, 'b.js'), 'this does not parse');
    await scan(cwd, ...OPTIONS, '--update-baseline');
    expect(read(cwd)).toBe(before);
  });

  it('is written through a link', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'shared/real.json': '{"version":1,"findings":{}}' });
    symlinkSync('shared/real.json', path.join(cwd, 'known.json'));
    await scan(cwd, ...OPTIONS, '--update-baseline');
    expect(readFileSync(path.join(cwd, 'shared/real.json'), 'utf8')).toContain('"in": "load"');
  });

  it.each([
    ['that is missing', null, 'known.json: there is no such file; --update-baseline writes it'],
    ['that is not JSON', '{', 'not valid JSON'],
    ['with a merge conflict', '<<<<<<< ours\n', 'merge conflict'],
    ['of another kind', '[]', 'not a baseline of version 1'],
    ['of another version', '{"version":2,"findings":{}}', 'not a baseline of version 1'],
    ['with other entries', '{"version":1,"findings":{"a.js":[{"rule":"x"}]}}', 'the entries of a.js'],
  ])('%s ends the scan with 2, before anything is written', async (_name, text, words) => {
    const cwd = folderWith({ 'a.js': LEAK_JS, ...(text === null ? {} : { 'known.json': text }) });
    const outcome = await scan(cwd, ...OPTIONS);
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) as string });
    if (text === null) return;
    expect((await scan(cwd, ...OPTIONS, '--update-baseline')).code).toBe(2);
    expect(read(cwd)).toBe(text);
  });

  it('is not written if the settings are wrong', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'http-leak.config.json': '{' });
    const { code, stderr } = await scan(cwd, ...OPTIONS, '--update-baseline');
    expect(code).toBe(2);
    expect(stderr).toContain('the baseline was not written');
    expect(existsSync(path.join(cwd, 'known.json'))).toBe(false);
  });

  it('is needed by --update-baseline', async () => {
    const { code, stderr } = await scan(folderWith({ 'a.js': CLEAN }), '--update-baseline');
    expect(code).toBe(2);
    expect(stderr).toContain('--update-baseline needs --baseline <file>');
  });
});

interface Repository {
  readonly cwd: string;
  readonly git: (...args: string[]) => void;
  readonly write: (name: string, text: string) => void;
}

/** A repository with one commit, tagged `base`. */
function repository(files: Record<string, string>): Repository {
  const cwd = folderWith(files);
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', cwd, '-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      stdio: 'pipe',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'base');
  git('tag', 'base');
  return {
    cwd,
    git,
    write(name, text) {
      mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
      writeFileSync(path.join(cwd, name), text);
    },
  };
}

describe('--since', () => {
  it('reports what is acquired in new lines, committed or not, and in new files', async () => {
    const { cwd, git, write } = repository({ 'a.js': LEAK_JS, 'b.js': LEAK_JS });
    expect(headline(await scan(cwd, '--since', 'base'))).toBe('✔ nothing to report (2 outside of the change)');
    write('a.js', LEAK_JS + SECOND);
    git('commit', '-qam', 'change');
    write('b.js', SECOND + LEAK_JS);
    write('new folder/ü "c".js', LEAK_JS);
    const { findings } = JSON.parse((await scan(cwd, '--since', 'base', '--format', 'json')).stdout) as {
      findings: { file: string; line: number }[];
    };
    expect(findings.map(({ file, line }) => `${file}:${line}`)).toEqual(['a.js:9', 'b.js:2', 'new folder/ü "c".js:2']);
    git('add', '-A');
    git('commit', '-qm', 'all');
    expect(headline(await scan(cwd, '--since', 'base'))).toBe('✖ 3 leaks in 3 files (2 outside of the change)');
  });

  it.each([
    ['an exit is new', LEAK_JS, LEAK_JS.replace('failed', 'it failed')],
    ['a line of the path is new', LEAK_JS, LEAK_JS.replace('!response.ok', 'response.status > 299')],
    [
      'a release on the path is gone',
      LEAK_JS.replace('    throw', '    await response.body?.cancel();\n    throw'),
      LEAK_JS,
    ],
  ])('reports a leak where %s', async (_name, before, after) => {
    const { cwd, write } = repository({ 'a.js': before });
    write('a.js', after);
    expect((await scan(cwd, '--since', 'base')).code).toBe(1);
  });

  it.each([
    ['before', `// new\n${LEAK_JS}`],
    ['behind', `${LEAK_JS}// new\n`],
    ['behind the last exit of', LEAK_JS.replace('return response.text()', 'return await response.text()')],
  ])('does not report a leak where only lines %s it are new', async (_name, text) => {
    const { cwd, write } = repository({ 'a.js': LEAK_JS });
    write('a.js', text);
    expect(headline(await scan(cwd, '--since', 'base'))).toBe('✔ nothing to report (1 outside of the change)');
  });

  it('reports a leak of an old caller where the helper in another file is new, and only where it is left open', async () => {
    const helper = (end: string): string =>
      `export function check(response) {\n  if (!response.ok) {\n    ${end}\n  }\n}\n`;
    const caller = `import { check } from './lib/check.js';
export async function load(url) {
  const response = await fetch(url);
  check(response);
  return response.text();
}
`;
    const { cwd, git, write } = repository({ 'a.js': caller, 'lib/check.js': helper('response.body.cancel();') });
    write('lib/check.js', helper('throw new Error();'));
    expect(headline(await scan(cwd, '--since', 'base'))).toBe('✖ 1 leak in 1 file');
    git('commit', '-qam', 'throws');
    write('lib/check.js', `${helper('throw new Error();')}// the end\n`);
    expect(headline(await scan(cwd, '--since', 'HEAD'))).toBe('✔ nothing to report (1 outside of the change)');
  });

  it('compares with the point where the branch began', async () => {
    const { cwd, git, write } = repository({ 'a.js': LEAK_JS });
    git('checkout', '-qb', 'topic');
    git('checkout', '-q', '-');
    write('a.js', LEAK_JS.replace('fetch(url)', 'fetch(String(url))'));
    git('commit', '-qam', 'elsewhere');
    git('tag', 'elsewhere');
    git('checkout', '-q', 'topic');
    expect(headline(await scan(cwd, '--since', 'elsewhere'))).toBe('✔ nothing to report (1 outside of the change)');
  });

  it('is not led astray by the configuration of the repository, a rename and text that looks like a difference', async () => {
    const { cwd, git, write } = repository({ 'a.js': LEAK_JS, 'b.js': '1;\n++ b/moved.js\n@@ -1,9 +1,9 @@\n' });
    git('config', 'diff.noprefix', 'true');
    git('config', 'diff.external', 'false');
    git('config', 'diff.context', '9');
    git('config', 'color.diff', 'always');
    renameSync(path.join(cwd, 'a.js'), path.join(cwd, 'moved.js'));
    write('b.js', '2;\n++ b/moved.js\n@@ -1,9 +1,9 @@\n');
    write('b.txt', '++ b/moved.js\n@@ -1,9 +1,9 @@\n');
    git('add', '-A');
    git('commit', '-qm', 'moved');
    expect(headline(await scan(cwd, 'moved.js', '--since', 'base'))).toBe(
      '✔ nothing to report (1 outside of the change)',
    );
  });

  it.each([
    ['a commit that does not exist', 'nope', 'nope is no commit of this repository'],
    ['an option', '--output=x', '--output=x is no commit of this repository'],
  ])('ends with 2 for %s', async (_name, ref, words) => {
    const { cwd } = repository({ 'a.js': LEAK_JS });
    const outcome = await scan(cwd, `--since=${ref}`);
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) as string });
  });

  it('ends with 2 outside of a repository, and where the histories have nothing in common', async () => {
    expect((await scan(folderWith({ 'a.js': CLEAN }), '--since', 'main')).stderr).toContain('needs a git repository');
    const { cwd, git } = repository({ 'a.js': CLEAN });
    git('checkout', '-q', '--orphan', 'other');
    git('commit', '-qm', 'other');
    const { code, stderr } = await scan(cwd, '--since', 'base');
    expect(code).toBe(2);
    expect(stderr).toContain('no commit in common');
  });
});

describe('what is reported', () => {
  const AGENT = `import http from 'node:http';
export function get(url) {
  const agent = new http.Agent({ keepAlive: true });
  http.get(url, { agent }, (res) => res.resume());
}
`;

  it('is of the given rules only', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'b.js': AGENT });
    expect(headline(await scan(cwd))).toBe('✖ 2 leaks in 2 files');
    expect(headline(await scan(cwd, '--rule', 'no-unclosed-agent'))).toBe('✖ 1 leak in 1 file');
    const two = ['--rule', 'http-leak/no-body-reuse', '--rule', 'no-unconsumed-body'];
    expect(headline(await scan(cwd, ...two))).toBe('✖ 1 leak in 1 file');
    const { code, stderr } = await scan(cwd, '--rule', 'no-unconsumed-bodies');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean no-unconsumed-body?');
  });

  it('may be as many leaks as --max-leaks says', async () => {
    const cwd = folderWith({ 'a.js': LEAK_JS, 'b.js': LEAK_JS });
    expect((await scan(cwd, '--max-leaks', '2')).code).toBe(0);
    expect((await scan(cwd, '--max-leaks', '1')).code).toBe(1);
    expect((await scan(cwd, '--max-leaks', '2', '.', 'missing.js')).code).toBe(2);
    for (const wrong of ['-1', '1.5', 'many', '']) expect((await scan(cwd, `--max-leaks=${wrong}`)).code).toBe(2);
  });

  it.each([
    ['a file', 'src/a.js', ['src/test/b.js', 'src/test/c.test.js']],
    ['a folder', 'src/test/', ['src/a.js']],
    ['a name', 'test', ['src/a.js']],
    ['a glob without a slash', '*.test.js', ['src/a.js', 'src/test/b.js']],
    ['a glob with one', 'src/*', []],
    ['a glob for folders', 'src/t*', ['src/a.js']],
  ])('is not in what --ignore names: %s', async (_name, pattern, left) => {
    const leaks = { 'src/a.js': LEAK_JS, 'src/test/b.js': LEAK_JS, 'src/test/c.test.js': LEAK_JS };
    const cwd = folderWith({ ...leaks, 'd.js': CLEAN });
    const { stdout } = await scan(cwd, 'src', 'd.js', '--ignore', pattern, '--format', 'json');
    const report = JSON.parse(stdout) as { findings: { file: string }[]; summary: { filesIgnored: number } };
    expect(report.findings.map(({ file }) => file)).toEqual(left);
    expect(report.summary.filesIgnored).toBe(3 - left.length);
  });

  it('ends with 2 where --ignore leaves nothing, also of files that are named', async () => {
    const outcome = await scan(folderWith({ 'a.js': LEAK_JS }), 'a.js', '--ignore', '**/*.js');
    expect(outcome).toMatchObject({ code: 2, stderr: 'http-leak: no files to scan: --ignore leaves out all 1\n' });
  });

  it('is counted by rule, package and folder with --summary', async () => {
    const cwd = folderWith({
      'packages/a/package.json': '{"name":"@x/a"}',
      'packages/a/src/a.js': LEAK_JS + SECOND,
      'packages/b/package.json': '{}',
      'packages/b/b.js': AGENT,
    });
    const { code, stdout } = await scan(cwd, '--summary');
    expect(code).toBe(1);
    expect(stdout.replace(/ in \d+\.\d s/, '')).toBe(`by rule
  2  http-leak/no-unconsumed-body
  1  http-leak/no-unclosed-agent

by package
  2  @x/a
  1  packages/b

by folder
  2  packages/a/src
  1  packages/b

✖ 3 leaks in 2 files; 2 files scanned (without type information)
`);
    expect((await scan(cwd, '--summary', '--format', 'json')).code).toBe(2);
  });
});

describe('a mistyped path', () => {
  it.each([
    ['a file', 'src/clinet.js', 'did you mean src/client.js?'],
    ['a folder', 'scr/client.js', 'did you mean src/client.js?'],
    ['a folder alone', 'srcs', 'did you mean src?'],
  ])('is answered with %s that exists', async (_name, given, words) => {
    const outcome = await scan(folderWith({ 'src/client.js': CLEAN }), given);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(words) as string });
  });

  it('is not answered with one that is nothing like it', async () => {
    const { stderr } = await scan(folderWith({ 'src/client.js': CLEAN }), 'lib/x.js');
    expect(stderr).toContain('no such file or folder\n');
  });

  it('is answered by explain too', async () => {
    const { stderr } = await httpLeak(folderWith({ 'client.js': CLEAN }), ['explain', 'clent.js:1']);
    expect(stderr).toContain('did you mean client.js?');
  });
});

describe('--output', () => {
  it.each([
    ['into a folder that does not exist', 'nope/x.sarif', '--output: the folder nope does not exist; create it first'],
    ['to a folder', 'src', '--output: src is a folder'],
    ['below a file', 'a.js/x', '--output: a.js is not a folder'],
  ])('%s ends with 2 before the scan', async (_name, target, words) => {
    const cwd = folderWith({ 'a.js': CLEAN, 'src/b.js': CLEAN });
    expect(await scan(cwd, '--output', target)).toMatchObject({ code: 2, stdout: '', stderr: `http-leak: ${words}\n` });
    expect(existsSync(path.join(cwd, 'nope'))).toBe(false);
  });
});

it('prints the help of a command by its name', async () => {
  const { code, stdout } = await httpLeak('.', ['help', 'scan']);
  expect(code).toBe(0);
  expect(stdout).toContain('--update-baseline');
});

describe('docs/old-code.md', () => {
  const page = readFileSync('docs/old-code.md', 'utf8');
  const commands = [...page.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block]) => block!.trim().split('\n'));
  const project = (): Repository => {
    const files = { 'src/a.js': LEAK_JS, 'legacy/b.js': LEAK_JS, 'src/c.generated.js': LEAK_JS };
    const repo = repository({ ...files, 'http-leak-baseline.json': '{"version":1,"findings":{}}' });
    repo.git('update-ref', 'refs/remotes/origin/main', 'base');
    return repo;
  };

  it.each(commands)('%s', async (command) => {
    const { cwd } = project();
    const [npx, program, ...argv] = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word!,
    );
    expect(npx).toBe('npx');
    if (program === 'eslint') return suppressWithEslint(cwd, argv);
    const { code, stderr } = await httpLeak(cwd, argv);
    expect(program).toBe('http-leak');
    expect(code, stderr).toBeLessThan(2);
  });

  /** The command of ESLint, and what `scan` then says. */
  async function suppressWithEslint(cwd: string, argv: readonly string[]): Promise<void> {
    const config = `import httpLeak from ${JSON.stringify(path.join(built(), 'dist/index.js'))};\nexport default [...httpLeak.configs.recommended];\n`;
    writeFileSync(path.join(cwd, 'eslint.config.mjs'), config);
    execFileSync(process.execPath, [path.resolve('node_modules/eslint/bin/eslint.js'), ...argv], { cwd });
    expect(headline(await scan(cwd))).toBe('✔ nothing to report (3 suppressed)');
  }

  it('shows an entry of a baseline as it is written', async () => {
    const leak = LEAK_JS.replace('export async function load', 'export class Client { async load').concat('}\n');
    const cwd = folderWith({ 'src/forecast.js': leak });
    await scan(cwd, '--baseline', 'known.json', '--update-baseline');
    expect(page).toContain(readFileSync(path.join(cwd, 'known.json'), 'utf8'));
  });

  it('shows the lines of the summary as they are printed', async () => {
    const hidden = `/* eslint-disable */\n${LEAK_JS}`;
    const { stdout } = await scan(folderWith({ 'src/old.js': hidden }));
    const [headlineShown, note] = /^```text\n([^]*?)^```/m.exec(page)![1]!.split('\n');
    expect(headlineShown).toContain('✔ nothing to report (1 disabled by comments');
    expect(stdout.split('\n')).toContain(note);
  });
});
