/** The folders of a run of the tests: a temporary one, which they have to leave empty, and one for what they share. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** See support/shared.ts. */
    shared: string;
  }
}

/** Runs before all tests. What it returns runs after them. */
export default function setup(project: TestProject): () => void {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-leak-tests-')));
  const [temporary, shared] = [path.join(root, 'tmp'), path.join(root, 'shared')];
  for (const folder of [temporary, shared]) mkdirSync(folder);
  // Some tests read it as another user.
  chmodSync(root, 0o755);
  project.provide('shared', shared);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = temporary;

  return () => {
    const left = readdirSync(temporary);
    rmSync(root, { recursive: true, force: true });
    if (left.length === 0) return;
    // What is thrown here is printed, and does not make the run fail.
    process.exitCode = 1;
    throw new Error(`the tests have left something in the temporary folder: ${left.join(', ')}`);
  };
}
