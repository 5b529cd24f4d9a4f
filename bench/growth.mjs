/**
 * How the analysis, and the planning of repairs, grow with the size of one function, on generated code. Every CPU time is a multiple of that which parsing
 * the same text takes, so that the numbers of two machines can be compared; what is linear keeps its multiple.
 */
import { parser } from 'typescript-eslint';
import { Linter } from 'eslint';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { analyzeFile } from '../build/findings/analyze-file.js';
import { planFixes } from '../build/fixes/plan.js';
import { PLANNED } from './shapes.mjs';

const ROUNDS = 3;
const SIZES = [10, 100, 1000, 5000];

const repeat = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n');
const inFunction = (body) => `export async function f(url, c) {\n${body}\n}\n`;

/** Name, sizes, text of a given size. */
const SHAPES = [
  [
    'branches, consumed at the end',
    SIZES,
    (n) =>
      inFunction(`const res = await fetch(url);\n${repeat(n, (i) => `if (c[${i}]) work(${i});`)}\nreturn res.text();`),
  ],
  [
    'branches on variables of their own',
    SIZES,
    (n) =>
      inFunction(
        `const res = await fetch(url);\n${repeat(n, (i) => `const c${i} = c.next();\nif (c${i}) work(${i});`)}\nreturn res.text();`,
      ),
  ],
  [
    'branches that return with the body open',
    SIZES,
    (n) =>
      inFunction(`const res = await fetch(url);\n${repeat(n, (i) => `if (c[${i}]) return ${i};`)}\nreturn res.text();`),
  ],
  [
    'switch cases',
    SIZES,
    (n) =>
      inFunction(
        `const res = await fetch(url);\nswitch (c.kind) {\n${repeat(n, (i) => `case ${i}: work(${i}); break;`)}\n}\nreturn res.text();`,
      ),
  ],
  [
    'loops',
    SIZES,
    (n) =>
      inFunction(
        `const res = await fetch(url);\n${repeat(n, (i) => `for (const x of c[${i}]) { if (x) continue; work(x); }`)}\nreturn res.text();`,
      ),
  ],
  [
    'responses, each consumed at once',
    SIZES,
    (n) => inFunction(repeat(n, (i) => `const r${i} = await fetch(url + ${i});\nawait r${i}.text();`)),
  ],
  [
    'responses, all open to the end',
    SIZES,
    (n) => inFunction(repeat(n, (i) => `const r${i} = await fetch(url + ${i});\nlog(r${i}.status);`)),
  ],
  [
    'responses, all open, then all consumed',
    SIZES,
    (n) =>
      inFunction(
        `${repeat(n, (i) => `const r${i} = await fetch(url + ${i});`)}\n${repeat(n, (i) => `await r${i}.text();`)}`,
      ),
  ],
  [
    'chain of .then',
    [10, 100, 500],
    (n) => `export const f = (url) => fetch(url)${repeat(n, () => '.then((r) => r)')};\n`,
  ],
  [
    'chain of .then, the body read first',
    [10, 100, 500],
    (n) => `export const f = (url) => fetch(url).then((r) => r.text())${repeat(n, () => '.then((r) => r)')};\n`,
  ],
  [
    'try/finally, nested',
    [5, 10, 20, 100, 300],
    (n) =>
      inFunction(
        `const res = await fetch(url);\n${'try {\n'.repeat(n)}if (c.stop) return null;\nawait work();\n${repeat(n, (i) => `} finally { log(${i}); }`)}\nreturn res.text();`,
      ),
  ],
  [
    'try/finally, one after the other',
    SIZES,
    (n) =>
      inFunction(
        `const res = await fetch(url);\n${repeat(n, (i) => `try { await work(${i}); } finally { log(${i}); }`)}\nreturn res.text();`,
      ),
  ],
  [
    'functions, one calling the next',
    SIZES,
    (n) =>
      `${repeat(n, (i) => `async function f${i}(url) { const res = await ${i === 0 ? 'fetch' : `f${i - 1}`}(url); if (!res.ok) throw new Error(); return res; }`)}\nexport { f${n - 1} as f };\n`,
  ],
];

/** Deep chains need more stack for the parser than a process has by default; `main.mjs` runs this in a worker that has it. */
export const STACK_MEGABYTES = 64;

/** Rows of shape, size, times parsing, findings, functions given up, for the shapes with `part` in their names. */
function* measureGrowth(part) {
  const shapes = [...SHAPES.map(([name, sizes, textOf]) => ({ name, sizes, textOf })), ...PLANNED];
  for (const { name, sizes, textOf, isStrict = false } of shapes.filter(({ name }) => name.includes(part)))
    for (const size of sizes) yield { shape: name, size, ...measure(textOf(size), isStrict) };
}

/** CPU milliseconds of this process so far. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function measure(text, strict = false) {
  let best;
  for (let round = 0; round < ROUNDS; round++) {
    const linter = new Linter();
    let analysis;
    let milliseconds = 0;
    let parse = 0;
    let planned = 0;
    const timed = {
      parseForESLint(...given) {
        const started = cpu();
        const parsed = parser.parseForESLint(...given);
        parse = cpu() - started;
        return parsed;
      },
    };
    const rule = {
      create: ({ sourceCode, filename }) => ({
        'Program:exit'() {
          const started = cpu();
          analysis = analyzeFile(sourceCode, { strict, types: false, filename });
          milliseconds = cpu() - started;
          const planning = cpu();
          const { ast, scopeManager, visitorKeys } = sourceCode;
          const source = { ast, text, scopeManager, visitorKeys, filename };
          planFixes(source, analysis.findings, analysis.findings, { strict, types: false });
          planned = cpu() - planning;
        },
      }),
    };
    const messages = linter.verify(
      text,
      [
        {
          plugins: { bench: { rules: { rule } } },
          rules: { 'bench/rule': 'error' },
          languageOptions: { parser: timed },
        },
      ],
      'generated.js',
    );
    if (!analysis) throw new Error(messages[0]?.message ?? 'nothing was analysed');
    if (!best || milliseconds / parse < best.ratio)
      best = {
        ratio: milliseconds / parse,
        planned: planned / parse,
        milliseconds,
        findings: analysis.findings.length,
        givenUp: analysis.givenUp.length,
      };
  }
  return best;
}

if (!isMainThread) for (const row of measureGrowth(workerData.shape)) parentPort.postMessage(row);
