/** On commit: a real repository, whose hook repairs what is staged and stops the commit where a person has to decide. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlock } from '../support/documented.js';
import { projectWith } from '../support/packed.js';

const ESLINT_CONFIG = `import httpLeak from 'eslint-plugin-http-leak';\nexport default httpLeak.configs.recommended;\n`;
const LEAK = `export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('failed');
  return response.text();
}
`;
const FIXED = LEAK.replace(
  "throw new Error('failed');",
  "{\n    await response.body?.cancel().catch(() => {});\n    throw new Error('failed');\n  }",
);
/** Who else waits for the answer cannot be told from the code. */
const UNDECIDED = `export async function first(url, over) {
  const answer = fetch(url);
  if (await over) return null;
  return (await answer).text();
}
`;

/** As the documentation shows them. */
const block = (language: string, mark: string): string =>
  codeBlock(new URL('../../docs/editors-and-hooks.md', import.meta.url), language, mark);

const HOOKS = {
  'a plain hook': { hook: block('sh', 'git diff --cached'), files: {}, packages: {} },
  'lint-staged': {
    hook: '#!/bin/sh\nnode node_modules/lint-staged/bin/lint-staged.js --quiet\n',
    files: { 'lint-staged.config.js': block('js', 'eslint --fix') },
    packages: { 'lint-staged': 'lint-staged' },
  },
} as const;

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.org', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

describe.each(['a plain hook', 'lint-staged'] as const)('%s', (kind) => {
  const { hook, files, packages } = HOOKS[kind];
  function repository(): string {
    const cwd = projectWith(
      {
        'package.json': '{ "type": "module" }',
        '.gitignore': 'node_modules\n',
        'eslint.config.js': ESLINT_CONFIG,
        ...files,
      },
      { eslint: 'eslint', ...packages },
    );
    git(cwd, 'init', '-q');
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'start', '--no-verify');
    const bin = path.join(cwd, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, 'eslint'), '#!/bin/sh\nexec node "$(dirname "$0")/../eslint/bin/eslint.js" "$@"\n');
    chmodSync(path.join(bin, 'eslint'), 0o755);
    writeFileSync(path.join(cwd, '.git', 'hooks', 'pre-commit'), hook);
    chmodSync(path.join(cwd, '.git', 'hooks', 'pre-commit'), 0o755);
    return cwd;
  }
  function commit(
    cwd: string,
    name: string,
    content: string,
  ): { readonly status: number | null; readonly said: string } {
    writeFileSync(path.join(cwd, name), content);
    git(cwd, 'add', '--', name);
    const env = { ...process.env, HTTP_LEAK_THROW: '', NO_COLOR: '1', FORCE_COLOR: undefined };
    const { status, stdout, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.org', 'commit', '-qm', name],
      { cwd, env, encoding: 'utf8' },
    );
    return { status, said: stdout + stderr };
  }

  it('commits the repaired code', () => {
    const cwd = repository();
    expect(commit(cwd, 'a file.js', LEAK)).toMatchObject({ status: 0 });
    expect(git(cwd, 'show', 'HEAD:a file.js')).toBe(FIXED);
    expect(git(cwd, 'status', '--porcelain')).toBe('');
  });

  it('stops where a person has to decide, and keeps the code as it was', () => {
    const cwd = repository();
    const { status, said } = commit(cwd, 'race.js', UNDECIDED);
    expect(status).toBe(1);
    expect(said).toContain('http-leak/no-unconsumed-body');
    expect(said).toMatch(/\b2:18\b/);
    expect(git(cwd, 'log', '--format=%s')).toBe('start\n');
    expect(readFileSync(path.join(cwd, 'race.js'), 'utf8')).toBe(UNDECIDED);
  });

  it('does not change unstaged parts', () => {
    const cwd = repository();
    writeFileSync(path.join(cwd, 'later.js'), LEAK);
    expect(commit(cwd, 'notes.md', '# Notes\n')).toMatchObject({ status: 0 });
    expect(commit(cwd, 'clean.js', FIXED)).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(cwd, 'later.js'), 'utf8')).toBe(LEAK);
  });
});
