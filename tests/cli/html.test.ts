/** The page of `--format html`: one file, without requests, in which everything from the scanned files is text. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { SCRIPT } from '../../src/cli/reporters/html/script.js';
import { CLEAN, folderWith, httpLeak, LEAK_JS } from './harness.js';

interface Page {
  readonly html: string;
  readonly findings: readonly {
    id: string;
    rule: string;
    client: string;
    package: string;
    owners: string[];
    file: string;
    message: string;
    within: string;
    paths: { line: number; text: string }[][];
    code: [number, string][];
    verdict: string;
    repair: { verdict: string; title: string; diff: string[] };
  }[];
}

async function pageOf(files: Record<string, string>, ...argv: string[]): Promise<Page> {
  const cwd = folderWith({ '.git/HEAD': '', ...files });
  await httpLeak(cwd, ['scan', '--untyped', '--format', 'html', '-o', 'report.html', ...argv]);
  const html = readFileSync(path.join(cwd, 'report.html'), 'utf8');
  const [, data] = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(html)!;
  return { html, ...(JSON.parse(data!) as Omit<Page, 'html'>) };
}

describe('the page', () => {
  it('has each finding with its code, its path, its repair and what it is filtered by', async () => {
    const { findings } = await pageOf({
      'packages/a/package.json': '{"name":"@x/a"}',
      'packages/a/a.js': LEAK_JS,
      CODEOWNERS: 'packages/ @team',
    });
    expect(findings).toMatchObject([
      {
        id: expect.stringMatching(/^leak-[\da-f]{32}$/) as string,
        rule: 'http-leak/no-unconsumed-body',
        client: 'fetch',
        package: '@x/a',
        owners: ['@team'],
        file: 'packages/a/a.js',
        within: 'load',
        paths: [
          [
            { line: 2, text: 'opened here' },
            { line: 3, text: '`response.ok` is falsy' },
            { line: 4, text: 'throws with the body still open' },
          ],
        ],
        verdict: 'Safe repair',
      },
    ]);
    expect(findings[0]!.code.map(([line]) => line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(findings[0]!.repair.diff.filter((line) => line.startsWith('+'))).toEqual([
      expect.stringContaining('response.body?.cancel()'),
    ]);
  });

  it('has the numbers by rule, package, client, repair and owner, as filters', async () => {
    const { html } = await pageOf({ 'a.js': LEAK_JS, 'b.js': LEAK_JS, CODEOWNERS: 'a.js @a' });
    const buttons = [...html.matchAll(/data-filter="(\w+)" data-value="([^"]*)"[^>]*><span>[^<]*<\/span><span>(\d+)/g)];
    expect(buttons.map(([, filter, value, amount]) => `${filter} ${value} ${amount}`)).toEqual([
      'rule http-leak/no-unconsumed-body 2',
      'package . 2',
      'client fetch 2',
      'verdict Safe repair 2',
      'owners @a 1',
      'owners no owner 1',
    ]);
  });

  it('says what is hidden, what could not be read, and that nothing leaks', async () => {
    const { html } = await pageOf({ 'a.js': `/* eslint-disable */\n${LEAK_JS}`, 'b.js': 'no code', 'c.js': CLEAN });
    expect(html).toContain('✔ nothing to report (1 disabled by comments); 2 files scanned');
    expect(html).toContain('<li>a.js:1: `eslint-disable` names no rule and hides 1 leak</li>');
    expect(html).toContain('<li>b.js:1:4: could not parse: ');
    expect(html).toContain('<div class="tools" hidden>');
  });

  it('loads nothing and runs only its own script: its policy has the hashes of what it contains', async () => {
    const { html } = await pageOf({ 'a.js': LEAK_JS });
    const hash = (tag: string): string =>
      `'sha256-${createHash('sha256')
        .update(new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html)![1]!)
        .digest('base64')}'`;
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)!;
    expect(policy).toBe(`default-src 'none'; script-src ${hash('script')}; style-src ${hash('style')}`);
    expect(html).not.toMatch(/<(?:link|img|iframe)\b|\bsrc=|@import|url\(|style="/);
  });

  it('has what the files contain as text only', async () => {
    const evil = `</script><script>alert(1)</script><img src=x onerror=alert(1)>'"&`;
    const { html, findings } = await pageOf({
      [`${evil.replaceAll('/', '\u2215')}.js`]: LEAK_JS.replace("'failed'", JSON.stringify(`${evil}\u202e<!--`)),
      'package.json': JSON.stringify({ name: evil }),
      CODEOWNERS: `* ${evil.replaceAll(' ', '')}`,
      'broken.js': `${evil}`,
    });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toMatch(/<img|<!--/);
    expect(html).not.toContain('\u202e');
    expect(findings[0]!.package).toBe(evil);
    expect(findings[0]!.code.map(([, text]) => text).join('\n')).toContain(
      `${JSON.stringify(evil).slice(1, -1)}\uFFFD<!--`,
    );
  });

  it('cuts long lines, so that a generated file does not make it large', async () => {
    const { html } = await pageOf({ 'a.js': `${LEAK_JS.replaceAll('\n', ' ')}/*${'x'.repeat(100_000)}*/` });
    expect(html.length).toBeLessThan(40_000);
  });

  it('has a script without errors and without HTML from text', () => {
    const globals = ['document', 'location', 'addEventListener', 'Map', 'JSON', 'String', 'Math'];
    const messages = new Linter().verify(SCRIPT, {
      languageOptions: {
        sourceType: 'script',
        globals: Object.fromEntries(globals.map((name) => [name, 'readonly' as const])),
      },
      rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
    });
    expect(messages).toEqual([]);
    expect(SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch\(|import/);
  });
});
