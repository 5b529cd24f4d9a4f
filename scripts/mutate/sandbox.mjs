/** A copy of the checkout to break, and its tests. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

const LEFT_OUT = new Set(['.git', 'node_modules', 'build', 'dist', 'coverage']);

export class Sandbox {
  #root = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-leak-mutate-')));

  /** @param {string} checkout is only read */
  constructor(checkout) {
    cpSync(checkout, this.#root, {
      recursive: true,
      filter: (from) => !LEFT_OUT.has(path.relative(checkout, from)),
    });
    symlinkSync(path.join(checkout, 'node_modules'), path.join(this.#root, 'node_modules'), 'junction');
  }

  remove() {
    rmSync(this.#root, { recursive: true, force: true });
  }

  write(file, text) {
    writeFileSync(path.join(this.#root, file), text);
  }

  /**
   * Runs tests on sources with probes.
   *
   * @param paths parts of the paths of the test files to run; all are where there is none
   * @returns `suites`: each test file that passes, with its duration, its number of tests and the places it reaches;
   *   `failures`: the names of the tests that fail
   * @throws where the test runner itself fails
   */
  async measure(paths) {
    const notes = path.join(this.#root, 'reached.jsonl');
    writeFileSync(notes, '');
    const { results } = await this.#vitest(paths, { MUTATE_REACHED: notes });
    if (!results) throw new Error('the tests do not run');
    const noted = new Map();
    const everywhere = [];
    for (const line of readFileSync(notes, 'utf8').trim().split('\n')) {
      const { file, ids, milliseconds } = JSON.parse(line);
      if (file === null) everywhere.push(...ids);
      else noted.set(file, { ids, milliseconds });
    }
    const passed = results.filter((result) => failuresOf(result).length === 0);
    const suites = passed.map(({ name, startTime, endTime, assertionResults }) => {
      const { ids = [], milliseconds = endTime - startTime } = noted.get(name) ?? {};
      return { file: name, tests: assertionResults.length, milliseconds, reaches: new Set([...everywhere, ...ids]) };
    });
    return { suites, failures: results.flatMap(failuresOf) };
  }

  /**
   * Runs test files in this order up to the first failure.
   *
   * @returns the name of the test that fails, or what else went wrong; null where all of them pass
   */
  async firstFailure(files, limit) {
    const { results, status } = await this.#vitest(files, { MUTATE_ORDER: JSON.stringify(files) }, limit);
    if (status === 'late') return `the time limit of ${Math.round(limit / 1000)} s`;
    return results?.flatMap(failuresOf)[0] ?? (status === 0 ? null : 'an error outside of the tests');
  }

  #vitest(files, env, limit) {
    const report = path.join(this.#root, 'report.json');
    rmSync(report, { force: true });
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...files,
      '--config=scripts/mutate/vitest.config.mjs',
      ...(limit ? ['--bail=1'] : []),
      '--reporter=json',
      `--outputFile=${report}`,
    ];
    return new Promise((resolve) => {
      const child = spawn(process.execPath, args, {
        cwd: this.#root,
        env: { ...process.env, ...env },
        stdio: 'ignore',
        timeout: limit && Math.round(limit),
        killSignal: 'SIGKILL',
      });
      child.on('exit', (code, signal) =>
        resolve({ status: signal === 'SIGKILL' ? 'late' : code, results: resultsIn(report) }),
      );
    });
  }
}

/** The results by test file; undefined where the run has left none. */
function resultsIn(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return undefined;
  }
}

function failuresOf({ name, status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => fullName);
  return failed.length === 0 && status === 'failed' ? [`${path.basename(name)} as a whole`] : failed;
}
