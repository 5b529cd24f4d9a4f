/** Generated functions whose repairs once took minutes to plan; `bench/growth.mjs` times them and `tests/fixes/growth.test.ts` counts what they visit. */

const repeat = (count, line) => Array.from({ length: count }, (_, index) => line(index));
const inFunction = (body) => `async function f(url, key, options, log) {\n${body}\n}\n`;

export const PLANNED = [
  {
    name: 'one test of many literals',
    sizes: [64, 128, 256],
    textOf: (n) =>
      inFunction(
        `const r = await fetch(url);\nif (${repeat(n, (i) => `key === '${i}'`).join(' || ')}) return null;\nreturn r.text();`,
      ),
  },
  {
    name: 'one test of many options',
    sizes: [64, 128, 256],
    textOf: (n) =>
      inFunction(
        `const r = await fetch(url);\nif (${repeat(n, (i) => `options.x${i}`).join(' || ')}) return null;\nreturn r.text();`,
      ),
  },
  {
    name: 'switch whose cases partly leak',
    sizes: [128, 256, 512],
    textOf: (n) =>
      inFunction(
        `const r = await fetch(url);\nswitch (r.status) {\n${repeat(n, (i) => `case ${200 + i}: return ${i % 3 === 0 ? 'null' : 'r.text()'};`).join('\n')}\n}\nreturn r.text();`,
      ),
  },
  {
    name: 'try/catch around requests, strict',
    // Below, not every finding is checked again as often as one may be.
    sizes: [32, 64, 128],
    textOf: (n) =>
      inFunction(
        `let r;\n${repeat(n, () => 'try { r = await fetch(url); if (!r.ok) throw new Error(); await r.text(); } catch (e) { log(e); }').join('\n')}`,
      ),
    isStrict: true,
  },
  {
    name: 'requests that throw on a bad status',
    sizes: [64, 128, 256],
    textOf: (n) =>
      inFunction(
        repeat(
          n,
          (i) => `const r${i} = await fetch(url + ${i});\nif (!r${i}.ok) throw new Error();\nawait r${i}.text();`,
        ).join('\n'),
      ),
  },
  {
    name: 'chain of .then that throws',
    sizes: [64, 128, 256],
    textOf: (n) =>
      `function f(url) {\nreturn fetch(url)${repeat(n, () => '.then((r) => { if (!r.ok) throw 1; return fetch(url); })').join('\n')};\n}\n`,
  },
  {
    name: 'many exits in a row',
    sizes: [64, 128, 256],
    textOf: (n) =>
      inFunction(
        `const r = await fetch(url);\n${repeat(n, (i) => `if (key === ${i}) return ${i};`).join('\n')}\nreturn r.text();`,
      ),
  },
  {
    name: 'blanks in front',
    sizes: [10_000, 20_000, 40_000],
    textOf: (n) =>
      `x;${' '.repeat(n)}\n${inFunction('const r = await fetch(url);\nif (!r.ok) throw new Error();\nreturn r.text();')}`,
  },
];
