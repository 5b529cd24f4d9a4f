/**
 * main.mjs [--folder FOLDER]… [--count N] [--seed N] [--place FILE:LINE]… [--tests PATH]… [--json FILE]
 *
 * Breaks the sources one place at a time and runs the tests that reach it: a mutant that no test notices is a behaviour
 * that no test holds. The seed decides which mutants of the folders are taken; with --place, all those that start on
 * these lines are. With --tests, only the test files whose path contains one of these are run.
 *
 * Killed: a test fails, or the run takes several times as long as it should. Void: the compiler refuses the edit. All
 * this happens in a copy of the checkout. CONTRIBUTING.md says how to read the survivors.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { apply, mutantsOf, withProbes } from './operators.mjs';
import { sample } from './sample.mjs';
import { Sandbox } from './sandbox.mjs';
import { printSummary, printVerdict } from './report.mjs';
import { typeChecker } from './types.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    folder: {
      type: 'string',
      multiple: true,
      default: ['src/typestate', 'src/types', 'src/summaries', 'src/fixes'],
    },
    count: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    place: { type: 'string', multiple: true },
    tests: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  },
});

/** A run on a slower moment of the machine is no hang. */
const PATIENCE = 5;
const LEAST_MILLISECONDS = 60_000;

/** The sources as they are at the start, like the copy: a run takes long enough for them to be edited. */
const texts = new Map();
const textOf = (file) => {
  if (!texts.has(file)) texts.set(file, readFileSync(path.join(root, file), 'utf8'));
  return texts.get(file);
};

const sandbox = new Sandbox(root);
try {
  const isAccepted = typeChecker(root);
  const mutants = choose().map((mutant, id) => ({
    ...mutant,
    id,
    isVoid: !isAccepted(mutant.file, apply(textOf(mutant.file), mutant)),
  }));
  const suites = await measure(mutants.filter(({ isVoid }) => !isVoid));
  const results = [];
  for (const mutant of mutants) {
    const result = { ...mutant, ...(await judge(mutant, suites)) };
    printVerdict(result, mutants.length, textOf(mutant.file));
    results.push(result);
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  printSummary(results, textOf);
} finally {
  sandbox.remove();
}

function choose() {
  if (options.place) {
    const places = new Set(options.place);
    return [...new Set(options.place.map((place) => place.replace(/:\d+$/, '')))]
      .flatMap((file) => mutantsOf(textOf(file), file))
      .filter(({ file, line }) => places.has(`${file}:${line}`));
  }
  const files = options.folder.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
  );
  return sample(
    files.sort().flatMap((file) => mutantsOf(textOf(file), file)),
    Number(options.count),
    Number(options.seed),
  );
}

/** What each test file reaches and takes; those that check most in a second come first. */
async function measure(mutants) {
  const files = new Set(mutants.map(({ file }) => file));
  for (const file of files)
    sandbox.write(
      file,
      withProbes(
        textOf(file),
        mutants.filter((mutant) => mutant.file === file),
      ),
    );
  const { suites, failures } = await sandbox.measure(options.tests);
  for (const file of files) sandbox.write(file, textOf(file));
  for (const name of failures) console.warn(`fails without any mutant, so its file is left out: ${name}`);
  return suites.sort((a, b) => b.tests / b.milliseconds - a.tests / a.milliseconds);
}

/** @returns the verdict; `by` is the test that failed, or what else ended the run */
async function judge(mutant, suites) {
  if (mutant.isVoid) return { verdict: 'void' };
  const reaching = suites.filter(({ reaches }) => reaches.has(mutant.id));
  if (reaching.length === 0) return { verdict: 'survived', tests: 0 };
  const usual = reaching.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const started = performance.now();
  const text = textOf(mutant.file);
  sandbox.write(mutant.file, apply(text, mutant));
  const by = await sandbox.firstFailure(
    reaching.map(({ file }) => file),
    LEAST_MILLISECONDS + PATIENCE * usual,
  );
  sandbox.write(mutant.file, text);
  const seconds = (performance.now() - started) / 1000;
  if (by !== null) return { verdict: 'killed', by, seconds };
  return { verdict: 'survived', tests: reaching.reduce((sum, { tests }) => sum + tests, 0), seconds };
}
