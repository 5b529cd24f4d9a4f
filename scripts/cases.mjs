/**
 * cases.mjs FOLDER: scores the plugin on a folder of executed cases, typed and untyped.
 *
 * The folder brings its own `run.mjs`, which lints every case with the plugin it is given and compares the reports with
 * the markers in the cases. It is copied first, so that nothing is installed or written where it came from. The exit
 * code is 1 where a score is below its floor: what was reached once is not given up.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Per cent of the markers found, and of the reports that are right. */
const ALL = { recall: 100, precision: 100 };
/** The same with types and without: functions of other files are followed by their imports. */
const RULES = {
  'no-unconsumed-body': ALL,
  'no-unclosed-agent': ALL,
  'no-premature-close': ALL,
  'no-locked-cancel': ALL,
};
const FLOORS = { typed: RULES, untyped: RULES };

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(path.join(folder, 'run.mjs'))) {
  console.error('usage: npm run cases -- FOLDER (one that has a run.mjs)');
  process.exit(2);
}

const work = mkdtempSync(path.join(tmpdir(), 'http-leak-cases-'));
try {
  run('cp', ['-R', `${path.resolve(folder)}/.`, work]);
  run('chmod', ['-R', 'u+w', work]);
  const results = { typed: score([]), untyped: score(['--untyped']) };
  const failures = Object.entries(results).flatMap(([mode, rules]) => shortfalls(mode, rules));
  for (const failure of failures) console.error(`FAILED: ${failure}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Runs the folder's own scorer; it installs what it needs on its first run. */
function score(flags) {
  const report = path.join(work, 'score.json');
  run(process.execPath, [
    'run.mjs',
    '--plugin',
    root,
    '--recall',
    '0',
    '--precision',
    '0',
    '--details',
    '--json',
    report,
    ...flags,
  ]);
  return JSON.parse(readFileSync(report, 'utf8')).rules;
}

function shortfalls(mode, rules) {
  return Object.entries(FLOORS[mode]).flatMap(([rule, floor]) => {
    const { tp = 0, positives = 0, reported = 0 } = rules[rule] ?? {};
    const reached = { recall: percent(tp, positives), precision: percent(tp, reported) };
    return Object.keys(floor)
      .filter((measure) => reached[measure] < floor[measure])
      .map((measure) => `${mode} ${rule}: ${measure} ${reached[measure].toFixed(1)} % is below ${floor[measure]} %`);
  });
}

function percent(part, whole) {
  return whole === 0 ? 0 : (100 * part) / whole;
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: work, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}
