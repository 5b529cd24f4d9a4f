/**
 * What the rule costs, as ratios within one run: `npm run bench -- <repository> [<repository>…] [--rounds 3] [--skip-growth] [--shape <part of its name>]`.
 * Repositories need their dependencies installed. Nothing here is a test; docs/performance.md says how to read it.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { STACK_MEGABYTES } from './growth.mjs';

const OURS = 'http-leak/no-unconsumed-body';
const FLOATING = '@typescript-eslint/no-floating-promises';
const UNUSED = '@typescript-eslint/no-unused-vars';

/** Files that are changed in one editor session. */
const EDITS = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    'skip-growth': { type: 'boolean', default: false },
    shape: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);

for (const repository of positionals) reportRepository(repository);
if (!values['skip-growth']) await reportGrowth();

function reportRepository(repository) {
  const alone = (rules, typed) => least(repository, rules, typed);
  const parsing = alone([], true);
  const runs = new Map([OURS, FLOATING, UNUSED].map((rule) => [rule, alone([rule], true)]));
  const together = alone([OURS, FLOATING, UNUSED], true);
  const untypedParsing = alone([], false);
  const untyped = alone([OURS], false);
  const ours = runs.get(OURS);
  const cost = (run) => run.cpu - parsing.cpu;

  print(`\n## ${path.basename(path.resolve(repository))}`);
  print(
    `${ours.files} files of projects, ${ours.lines} lines, ${ours.findings} findings, heap ${ours.megabytes.toFixed(0)} MB (${parsing.megabytes.toFixed(0)} MB without a rule)`,
  );
  print('\n| rule, alone, with types: CPU time | relative to parsing | relative to ours |\n| --- | --: | --: |');
  for (const [rule, run] of runs)
    print(`| \`${rule}\` | ${ratio(cost(run) / parsing.cpu)} | ${ratio(cost(run) / cost(ours))} |`);
  print(
    '\n| rule, all three in one run, with types: CPU time | relative to parsing | relative to ours |\n| --- | --: | --: |',
  );
  for (const [rule, total] of Object.entries(together.rules))
    print(`| \`${rule}\` | ${ratio(total / together.parse)} | ${ratio(total / together.rules[OURS])} |`);
  print(
    `\nWithout types: ${untyped.files} files, ${untyped.lines} lines; the rule takes ${ratio((untyped.cpu - untypedParsing.cpu) / untypedParsing.cpu)} of the CPU time that parsing takes.`,
  );
  const [edited, floating] = [OURS, FLOATING].map((rule) =>
    lint({ repository: path.resolve(repository), rules: [rule], typed: true, edits: EDITS }),
  );
  print(
    `\nEditing ${edited.files} files, one after the other: a change takes ${ratio(edited.edited / floating.edited)} of what \`${FLOATING}\` takes, and ${ratio((100 * edited.edited) / edited.files / ours.rules[OURS])} % of what the rule takes for all files.`,
  );
  print(
    `\nSlowest with types: ${ours.slowest.map(({ file, milliseconds }) => `${file} ${milliseconds.toFixed(0)} ms`).join(', ')}`,
  );
}

/** The round that took least: whatever else the machine does can only add. */
function least(repository, rules, typed) {
  const runs = Array.from({ length: rounds }, () => lint({ repository: path.resolve(repository), rules, typed }));
  return runs.reduce((a, b) => (b.cpu < a.cpu ? b : a));
}

function lint(request) {
  const script = fileURLToPath(new URL('lint.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=8192', script, JSON.stringify(request)],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`linting ${request.repository} failed:\n${stderr}`);
  return JSON.parse(stdout);
}

async function reportGrowth() {
  print(
    '\n## Growth\n\n| one function with | size | relative to parsing | planning, relative to parsing | milliseconds | findings | given up |\n| --- | --: | --: | --: | --: | --: | --: |',
  );
  const worker = new Worker(new URL('growth.mjs', import.meta.url), {
    resourceLimits: { stackSizeMb: STACK_MEGABYTES },
    workerData: { shape: values.shape },
  });
  worker.on('message', ({ shape, size, ratio: times, planned, milliseconds, findings, givenUp }) => {
    print(
      `| ${shape} | ${size} | ${ratio(times)} | ${ratio(planned)} | ${milliseconds.toFixed(0)} | ${findings} | ${givenUp} |`,
    );
  });
  await once(worker, 'exit');
}

function ratio(value) {
  return value.toFixed(2);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
