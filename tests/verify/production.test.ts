/** docs/hunting-in-production.md, run on its example with a shortened hour; and what `register` can be told. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../src/verify/index.js';
import { lint } from '../support/lint.js';
import { REGISTER, Workplace } from './children.js';
import { serverForTests } from './support.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = path.join(root, 'examples', 'service');
const work = new Workplace();
const server = serverForTests();

beforeAll(() => cpSync(example, work.folder, { recursive: true }));

/** Without what differs from run to run: folders, ports, amounts. The places in the example stay. */
const normalised = (table: string): string =>
  table
    .replaceAll(/file:\/\/\S+\//g, 'file:///')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll(/ *\b\d+(?:\.\d)? +(s\b|bytes|busy|open|agents?\b|requests?\b|connections?\b)/g, ' N $1')
    .replaceAll(/N (request|agent)\b/g, 'N $1s')
    .trim();

it('leads from the rising count to the line that the rule reports', async () => {
  const running = work.run(['--import', REGISTER, 'service.mjs'], {
    PORT: '0',
    REFRESH_EVERY: '100',
    RATES_URL: `${server.origin}/status/503`,
    HTTP_LEAK_SAMPLE: '1',
  });
  try {
    const port = await vi.waitFor(() => /listening on (\d+)/.exec(running.out)![1]!, { timeout: 20_000 });
    const openResponses = async (): Promise<number> =>
      Number(/http_open_responses (\d+)/.exec(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())![1]);
    await vi.waitFor(async () => expect(await openResponses()).toBeGreaterThanOrEqual(3), {
      timeout: 20_000,
      interval: 20,
    });

    running.child.kill('SIGUSR2');
    await vi.waitFor(() => expect(running.err).toContain('service.mjs:'), { timeout: 20_000 });
    const page = readFileSync(path.join(root, 'docs', 'hunting-in-production.md'), 'utf8');
    const [, shown = ''] = /```text\n(http-leak:[^]*?)```/.exec(page) ?? [];
    expect(normalised(running.err)).toBe(normalised(shown.replaceAll('/latest', '/status/503')));

    const line = Number(/at refreshRates \(.*rates\.mjs:(\d+):/.exec(running.err)?.[1]);
    const reports = lint(readFileSync(path.join(example, 'rates.mjs'), 'utf8'), {
      rule: 'no-unconsumed-body',
      parser: 'espree',
    });
    expect(reports.map((report) => report.line)).toEqual([line]);
  } finally {
    running.child.kill('SIGKILL');
  }
});

describe('register', () => {
  /** Leaves three responses open, two of them from one line, and ends. */
  const SCRIPT = `
    const held = [];
    for (let turn = 0; turn < 2; turn += 1) held.push(await fetch('ORIGIN/big'));
    held.push(await fetch('ORIGIN/status/500?key=secret'));
    await (await fetch('ORIGIN/small')).text();
    process.exit(held.length - 3);
  `;

  const ended = async (env: Readonly<Record<string, string>>, flag = '--import'): Promise<string> => {
    const text = SCRIPT.replaceAll('ORIGIN', server.origin);
    const { code, err } = await work.start({ text, flags: [flag, REGISTER], env }).ended;
    expect(code).toBe(0);
    return err;
  };

  it.each(['--import', '--require'])('prints at exit what is open, as JSON if asked, loaded by %s', async (flag) => {
    const lines = (await ended({ HTTP_LEAK_FORMAT: 'json', HTTP_LEAK_SAMPLE: '1' }, flag)).trim().split('\n');
    expect(lines).toHaveLength(1);
    const { bodies, stacks, every } = JSON.parse(lines[0]!) as Snapshot;
    expect({ bodies, every }).toEqual({ bodies: 3, every: 1 });
    expect(stacks.map(({ open, estimated, requests }) => ({ open, estimated, requests }))).toEqual([
      { open: 2, estimated: 2, requests: [`fetch GET ${server.origin}/big → 200`] },
      { open: 1, estimated: 1, requests: [`fetch GET ${server.origin}/status/500?key=… → 500`] },
    ]);
  });

  it('captures one stack in a hundred by default, and lists the others by their request', async () => {
    const { every, stacks } = JSON.parse(await ended({ HTTP_LEAK_FORMAT: 'json' })) as Snapshot;
    expect(every).toBe(100);
    expect(stacks.map(({ open, estimated, stack }) => ({ open, estimated, frames: stack.length }))).toEqual([
      { open: 1, estimated: 3, frames: 1 },
      { open: 1, estimated: 0, frames: 0 },
      { open: 1, estimated: 0, frames: 0 },
    ]);
  });

  it('prints nothing at exit if that is set', async () => {
    expect(await ended({ HTTP_LEAK_EXIT: '0' })).toBe('');
  });
});
