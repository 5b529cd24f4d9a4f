/**
 * main.mjs [FOLDER] [--way NAME]… [--filter TEXT] [--part N/M] [--processes N] [--details] [--keep] [--json FILE]
 *
 * Proves the repairs by running them. Every leaking case of the folder (our own by default) is run and has to leak; then
 * a copy of the folder is repaired in each way, and every changed case has to be clean: nothing left open, the same
 * results, errors and output, also of several calls at the same time, no byte less of a request, no type error, nothing reported, unchanged by a second repair. A clean case has to stay as
 * it is, or, where it is reported by mistake and known for it, has to behave as before. The exit code is 1 where any of
 * this fails.
 */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lint, safeWays, ways } from './apply.mjs';
import { listCases } from './cases.mjs';
import { compile, textsOf, typeErrors } from './compile.mjs';
import { faultsOf, isSameOutcome, isSameTogether, isSameUpload, runAll, runAlone } from './oracle.mjs';
import { print } from './report.mjs';

/** How often a problem has to recur. */
const RECURRENCES = 3;

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    way: { type: 'string', multiple: true, default: safeWays },
    filter: { type: 'string', default: '' },
    part: { type: 'string', default: '1/1' },
    processes: { type: 'string', default: '2' },
    details: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const [folder = path.join(root, 'tests/cases')] = positionals;
const [part, parts] = options.part.split('/').map(Number);
const cases = listCases(path.resolve(folder)).filter(
  ({ id }, index) => id.includes(options.filter) && index % parts === part - 1,
);
const leaking = cases.filter(({ leaks, breaks }) => leaks.length + breaks.length > 0);

const work = realpathSync(mkdtempSync(path.join(tmpdir(), 'http-leak-prove-')));
symlinkSync(path.join(root, 'node_modules'), path.join(work, 'node_modules'), 'junction');
try {
  process.exitCode = (await prove()) ? 0 : 1;
} finally {
  if (options.keep) console.log(`kept ${work}`);
  else rmSync(work, { recursive: true, force: true });
}

async function prove() {
  const repaired = [];
  for (const way of options.way) repaired.push(await repair(way));
  const runs = await execute(repaired);
  const rows = repaired.flatMap(({ way, results }) => results.map((result) => ({ way, ...judge(result, runs) })));
  const unproven = leaking.filter(
    (one) => !one.paths.every((route) => isAsPromised(one, route, runs.get(keyOf(textsOf(one.files), one, route)))),
  );
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
  return print({ cases, rows, unproven: unproven.map(({ id }) => id), details: options.details });
}

/** Repairs a copy of all cases; twice, to see whether the second time changes anything. */
async function repair(way) {
  const copy = path.join(work, way);
  const inCopy = (one, file) => path.join(copy, path.relative(one.root, file));
  for (const [one, file] of cases.flatMap((one) => one.files.map((file) => [one, file]))) {
    mkdirSync(path.dirname(inCopy(one, file)), { recursive: true });
    writeFileSync(inCopy(one, file), readFileSync(file));
  }
  writeFileSync(
    path.join(copy, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2023',
        lib: ['ES2023', 'ESNext.Disposable', 'ESNext.Array', 'ESNext.Collection', 'ESNext.Iterator', 'ESNext.Promise'],
        module: 'NodeNext',
        types: ['node'],
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        allowImportingTsExtensions: true,
      },
      include: ['**/*.ts'],
    }),
  );
  const files = cases.flatMap((one) => one.files.map((file) => inCopy(one, file)));
  const before = textsOf(files);
  const errorsBefore = typeErrors(files);
  const first = await lint(copy, files);
  await ways[way](copy, files);
  const after = textsOf(files);
  await ways[way](copy, files);
  const again = textsOf(files);
  for (const [file, text] of after) writeFileSync(file, text);
  const left = await lint(copy, files);
  const errors = typeErrors(files);
  const results = cases.map((one) => {
    const own = one.files.map((file) => inCopy(one, file));
    return {
      one,
      texts: new Map(own.map((file, index) => [one.files[index], after.get(file)])),
      isChanged: own.some((file) => before.get(file) !== after.get(file)),
      reported: own.flatMap((file) => first.get(file)).length,
      problems: [
        ...own.flatMap((file) => errors.get(file).filter((error) => !errorsBefore.get(file).includes(error))),
        ...(own.some((file) => again.get(file) !== after.get(file)) ? ['a second repair changes it again'] : []),
      ],
      left: own
        .flatMap((file) => left.get(file))
        .map(({ line, ruleId, message }) => `line ${line}: ${ruleId ?? message}`),
    };
  });
  return { way, results };
}

/** Runs the originals and whatever a repair has made of them: each text once. */
async function execute(repaired) {
  const jobs = new Map();
  const add = (one, texts) => {
    for (const route of one.paths) {
      const key = keyOf(texts, one, route);
      if (jobs.has(key)) continue;
      const target = path.join(work, 'built', String(jobs.size));
      jobs.set(key, {
        file: compile(texts, one.entry, target),
        path: route,
        server: one.server,
        limit: one.breaks.includes(route) ? 1500 : 4000,
        one,
        isOriginal: texts === originals.get(one),
      });
    }
  };
  const touched = repaired.flatMap(({ results }) => results.filter(({ isChanged }) => isChanged).map(({ one }) => one));
  const originals = new Map([...leaking, ...touched].map((one) => [one, textsOf(one.files)]));
  for (const [one, texts] of originals) add(one, texts);
  for (const { results } of repaired) for (const { one, texts, isChanged } of results) if (isChanged) add(one, texts);
  const keys = [...jobs.keys()];
  const results = await runAll(
    [...jobs.values()].map(({ file, path: route, server, limit }) => ({ file, path: route, server, limit })),
    Number(options.processes),
  );
  const runs = new Map(keys.map((key, index) => [key, results[index]]));
  // What is not as it should be may have been disturbed by its neighbours, or by a busy machine: it has to recur alone.
  for (const [key, { one, path: route, isOriginal, file, server, limit }] of jobs) {
    const originalKey = keyOf(originals.get(one), one, route);
    const isFine = () =>
      isOriginal
        ? isAsPromised(one, route, runs.get(key))
        : problemsOf(one, route, runs.get(originalKey), runs.get(key)).length === 0;
    for (let again = 0; again < RECURRENCES && !isFine(); again += 1) {
      runs.set(key, await runAlone({ file, path: route, server, limit }));
      if (isOriginal || isFine()) continue;
      // Calls at the same time come out in several ways where they share a variable: every way that is seen counts.
      const original = runs.get(originalKey);
      const { together } = await runAlone({ file: jobs.get(originalKey).file, path: route, server, limit });
      runs.set(originalKey, { ...original, together: [...original.together, ...together] });
    }
  }
  return runs;
}

function keyOf(texts, one, route) {
  return [one.id, route, ...texts.values()].join('\0');
}

/** Whether the original leaks, or breaks, on the paths that its first line names, and on no others. */
function isAsPromised({ leaks, breaks }, route, run) {
  const faults = faultsOf(run);
  if (breaks.includes(route)) return faults.has('does not settle') || faults.has('cut off') || faults.has('locked');
  return (faults.has('leaks a body') || faults.has('leaks an agent')) === leaks.includes(route);
}

/** What is wrong with a repaired case on one path; where only part of it is repaired, what was wrong before may still be. */
function problemsOf({ breaks }, route, was, now, isPartial = false) {
  const by = faultsOf(was);
  const isDropped = route.startsWith('/refuse');
  const faults = [...faultsOf(now)].filter(
    (fault) =>
      !(isPartial && by.has(fault)) &&
      !(fault === 'cut off' && (isDropped || (by.has('cut off') && !breaks.includes(route)))),
  );
  // A path that breaks, or never settles, has no outcome to keep.
  const isKept = breaks.includes(route) || by.has('does not settle') || isSameOutcome(was, now);
  const isTogether = !isKept || breaks.includes(route) || by.has('does not settle') || isSameTogether(was, now);
  return [
    ...faults.map((fault) => `${route}: ${fault}`),
    ...(isKept ? [] : [`${route}: was ${JSON.stringify(was.outcomes[0])}, now ${JSON.stringify(now.outcomes[0])}`]),
    ...(isTogether
      ? []
      : [
          `${route}: several calls at once: was ${JSON.stringify(was.together[0])}, now ${JSON.stringify(now.together[0])}`,
        ]),
    ...(isSameUpload(was, now)
      ? []
      : [
          `${route}: the server receives less of a request: was ${was.outcomes[0].received.join()}, now ${now.outcomes[0].received.join()}`,
        ]),
  ];
}

function judge({ one, texts, isChanged, reported, problems, left }, runs) {
  const isLeaking = leaking.includes(one);
  const row = { id: one.id, isLeaking, problems: [], left };
  if (!isChanged) return { ...row, status: !isLeaking ? 'untouched' : reported === 0 ? 'not found' : 'left' };
  const all = [
    ...problems,
    ...one.paths.flatMap((route) =>
      problemsOf(
        one,
        route,
        runs.get(keyOf(textsOf(one.files), one, route)),
        runs.get(keyOf(texts, one, route)),
        left.length > 0,
      ),
    ),
  ];
  if (!isLeaking)
    return { ...row, problems: all, status: all.length === 0 && one.id.startsWith('gaps/') ? 'harmless' : 'touched' };
  return { ...row, problems: all, status: left.length > 0 ? 'partial' : all.length > 0 ? 'refuted' : 'proven' };
}
