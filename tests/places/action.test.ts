/** The GitHub Action: its step, run by the shell as a runner does, with `npx` replaced by the command of this repository. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith, LEAK_JS } from '../cli/harness.js';
import { built } from '../support/built.js';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[];
  };
}

const action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as Action;

interface Ran {
  readonly cwd: string;
  readonly status: number | null;
  readonly stdout: string;
  /** What npx was asked for. */
  readonly asked: string;
  readonly output: string;
}

/** Runs the step with these inputs, as `bash -e` of a runner. */
function runAction(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}): Ran {
  const cwd = folderWith(files);
  const bin = folderWith({});
  const main = path.join(built(), 'dist/cli/main.js');
  // What is before the second `--` is for npx.
  writeFileSync(
    path.join(bin, 'npx'),
    `#!/bin/bash\necho "$1 $2 $3" > ${bin}/asked\nwhile [ "$1" != http-leak ]; do shift; done\nshift\nexec ${process.execPath} ${main} "$@"\n`,
  );
  chmodSync(path.join(bin, 'npx'), 0o755);
  const [step] = action.runs.steps;
  const valueOf = (expression: string): string => {
    const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)![1]!;
    return inputs[name] ?? action.inputs[name]!.default;
  };
  const env = Object.fromEntries(Object.entries(step!.env).map(([name, value]) => [name, valueOf(value)]));
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step!.run], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH']}`, GITHUB_OUTPUT: path.join(bin, 'output') },
  });
  return {
    cwd,
    status,
    stdout,
    asked: readFileSync(path.join(bin, 'asked'), 'utf8').trim(),
    output: readFileSync(path.join(bin, 'output'), 'utf8').trim(),
  };
}

it('annotates leaks and fails', () => {
  const { status, stdout, output, asked } = runAction({ 'a.js': LEAK_JS });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=a\.js,line=2,/m);
  expect(output).toBe('leaks=true');
  expect(asked).toBe('--yes --package eslint-plugin-http-leak@latest');
});

it('passes without leaks, also those that its arguments allow', () => {
  expect(runAction({ 'a.js': '' })).toMatchObject({ status: 0, output: 'leaks=false' });
  const allowed = { args: '--untyped --max-leaks 1', paths: 'a.js b', version: '0.1.0' };
  const { status, asked } = runAction({ 'a.js': LEAK_JS, 'b/c.js': '' }, allowed);
  expect(status).toBe(0);
  expect(asked).toBe('--yes --package eslint-plugin-http-leak@0.1.0');
});

it('writes a report to a file, and runs no input as a command', () => {
  const { cwd, status } = runAction(
    { 'a.js': LEAK_JS },
    { format: 'sarif', output: 'out file.sarif', paths: '. $(touch$IFS./run)' },
  );
  expect(status).toBe(1);
  expect(readFileSync(path.join(cwd, 'out file.sarif'), 'utf8')).toContain('"2.1.0"');
  expect(existsSync(path.join(cwd, 'run'))).toBe(false);
});

it('tells a scan that could not run from leaks', () => {
  expect(runAction({ 'a.js': '' }, { paths: 'missing' })).toMatchObject({ status: 2, output: 'leaks=false' });
});
