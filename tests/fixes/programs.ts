/** Generated functions that leak, read, release and hand on a response on many paths. */
import fc from 'fast-check';

const condition = fc.constantFrom(
  'res.ok',
  '!res.ok',
  'res.status === 404',
  'res.status >= 500',
  'flag',
  "res.headers.has('x')",
);
const leaf = fc.constantFrom(
  'return null;',
  "throw new Error('bad');",
  'return res.status;',
  'return res.ok ? res.json() : null;',
  'return await res.text();',
  'return (res.ok && (await res.json())) || `none\n of it`;',
  'console.log(res.status);',
  'await other();',
  'await res.text(); // read',
  'if (flag) return 1;\nelse other();',
  "/* said */ console.log('x');",
  'give(res);',
  'kept.push(res);',
  'kept.push({ text: () => res.text() });',
  'res.ok && give(res);',
  '{\nconst job = res.ok ? null : give(res);\n}',
  'return give(res);',
);
const { statement } = fc.letrec<{ statement: string; block: string }>((tie) => ({
  block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((lines) => `{\n${lines.join('\n')}\n}`),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(condition, leaf).map(([test, then]) => `if (${test}) ${then}`),
    fc.tuple(condition, tie('block')).map(([test, then]) => `if (${test}) ${then}`),
    fc
      .tuple(condition, tie('block'), tie('block'))
      .map(([test, then, otherwise]) => `if (${test}) ${then} else ${otherwise}`),
    tie('block').map((body) => `for (const item of items) ${body}`),
    fc.tuple(tie('block'), tie('block')).map(([body, handler]) => `try ${body} catch ${handler}`),
    fc.tuple(tie('block'), leaf).map(([body, last]) => `try ${body} finally { other(); }\n${last}`),
    fc
      .tuple(condition, leaf, leaf)
      .map(([test, one, two]) => `switch (${test}) {\n  case true:\n    ${one}\n    break;\n  default:\n    ${two}\n}`),
  ),
}));
const opening = fc.constantFrom(
  'const res = await fetch(url);',
  'let res = await fetch(url);\nif (flag) res = await fetch(other());',
  'const { status } = await fetch(url);\nconst res = { ok: status < 300, status, headers: new Map(), json() {}, text() {} };',
);
export const program = fc
  .tuple(opening, fc.array(statement, { minLength: 1, maxLength: 4 }))
  .map(([first, rest]) => `async function load(url, flag, items) {\n${[first, ...rest].join('\n')}\n}\n`);

/** The same with an agent, which has to be closed as well. */
export const programWithAgent = program.map(
  (code) =>
    `import { Agent, fetch } from 'undici';\n${code.replace('await fetch(url);', 'await fetch(url, { dispatcher: agent });').replace('{\n', '{\nconst agent = new Agent();\n')}`,
);

/** With two spaces for each open brace, but for what is inside a template literal. */
export function indented(code: string): string {
  let depth = 0;
  let isInTemplate = false;
  return code
    .split('\n')
    .map((line) => {
      const closes = /^[)}\]]/.test(line) ? 1 : 0;
      const result = isInTemplate || line === '' ? line : '  '.repeat(depth - closes) + line;
      if ((line.match(/`/g) ?? []).length % 2 === 1) isInTemplate = !isInTemplate;
      depth += (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length;
      return result;
    })
    .join('\n');
}
