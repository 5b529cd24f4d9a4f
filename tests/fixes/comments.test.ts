/** A comment may stand between any two tokens of what a fix edits: it is kept, and the fix stays as good as without it. */
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/types/parse-file.js';
import { migrate } from '../../src/codemods/migrate.js';
import type { RuleName } from '../../src/findings/finding.js';
import { plansOf } from './support.js';

const inFunction = (body: string): string => `export async function load(url) {\n${body}\n}\n`;

const SHAPES: Readonly<Record<string, string>> = {
  'a branch without braces': inFunction(
    "  const res = await fetch(url);\n  if (!res.ok) throw new Error('bad');\n  return res.json();",
  ),
  'a branch without braces, on a line of its own, and its `else`': inFunction(
    '  const res = await fetch(url);\n  if (!res.ok)\n    return null;\n  else return res.json();',
  ),
  'a block': inFunction(
    '  const res = await fetch(url);\n  if (!res.ok) {\n    return null;\n  }\n  return res.json();',
  ),
  'a block on one line': inFunction(
    '  const res = await fetch(url);\n  if (!res.ok) { return null }\n  return res.json();',
  ),
  'an empty block': inFunction(
    '  const res = await fetch(url);\n  if (res.ok) {\n    return res.json();\n  } else {\n  }',
  ),
  'a branch that reads': inFunction(
    '  const res = await fetch(url);\n  let data;\n  if (res.ok) data = await res.json();\n  return data;',
  ),
  'clauses of a switch': inFunction(
    '  const res = await fetch(url);\n  switch (res.status) {\n    case 200:\n      return res.json();\n    case 404:\n      return null;\n  }',
  ),
  'the end of a function': inFunction('  const res = await fetch(url);\n  console.log(res.status);'),
  'a chosen value': inFunction('  const res = await fetch(url);\n  return res.ok ? await res.json() : null;'),
  'a value that may read': inFunction('  const res = await fetch(url);\n  return [res.ok && (await res.json())];'),
  'a dropped response': inFunction('  await fetch(url);'),
  'a dropped response on several lines': inFunction('  await fetch(url, {\n    method: "POST",\n  });'),
  'only the status': inFunction('  return (await fetch(url)).ok;'),
  'a pattern': inFunction('  const { status } = await fetch(url);\n  return status;'),
  'an arrow function': 'export const ping = (url) => fetch(url).then((res) => res.status);\n',
  'an arrow function that gives an object': 'export const ping = (url) => fetch(url).then(({ ok }) => ({ ok }));\n',
  'an arrow function without parameters':
    "import http from 'node:http';\nexport const ping = (url, done) => { http.get(url, () => done()); };\n",
  'a promise that is not awaited': 'export function ping(url) {\n  fetch(url)\n    .catch(() => {});\n}\n',
  'more than three exits': inFunction(
    '  const res = await fetch(url);\n  const { status } = res;\n' +
      [500, 501, 502, 503].map((one) => `  if (status === ${one} && url.length > ${one}) return ${one};\n`).join('') +
      '  const text = await res.text();\n  return text;',
  ),
  'an assignment': inFunction(
    '  let res = await fetch(url);\n  if (!res.ok) res = await fetch(url + "/again");\n  return res.text();',
  ),
  'a variable that may not have a value yet':
    'export async function load(url: string) {\n  let res: Response;\n  do {\n    res = await fetch(url);\n  } while (res.status === 503);\n  return res.text();\n}\n',
  'some elements of a list': inFunction(
    '  const all = await Promise.all([fetch(url)]);\n  for (const one of all) {\n    if (!one.ok) return;\n    await one.text();\n  }',
  ),
  'an agent':
    "import { Agent, request } from 'undici';\nexport async function load(url) {\n  const agent = new Agent();\n  const { body } = await request(url, { dispatcher: agent });\n  return await body.text();\n}\n",
  'an agent inside an expression':
    "import { Agent, request } from 'undici';\nexport async function load(url) {\n  const { body } = await request(url, { dispatcher: new Agent() });\n  return await body.text();\n}\n",
  'a parse whose handler reads again': inFunction(
    '  const res = await fetch(url);\n  return await res.json().catch(async (error) => ({ error, raw: await res.text() }));',
  ),
  'a parse whose handler is a block': inFunction(
    "  const res = await fetch(url);\n  return res.json().catch(async () => {\n    const raw = await res.text().catch(() => '');\n    return { raw };\n  });",
  ),
  'a parse in a `try`': inFunction(
    '  const res = await fetch(url);\n  try {\n    return await res.json();\n  } catch {\n    return await res.text();\n  }',
  ),
  'a parse in a `try` on one line': inFunction(
    '  const res = await fetch(url);\n  try { return await res.json() } catch { return await res.text() }',
  ),
  'a log line that reads': inFunction(
    '  const res = await fetch(url);\n  console.log(await res.text());\n  const data = await res.json();\n  return data;',
  ),
  'a log line that reads the same': inFunction(
    '  const res = await fetch(url);\n  console.log(await res.json());\n  const data = await res.json();\n  return data;',
  ),
  'a text that was read': inFunction(
    '  const res = await fetch(url);\n  const raw = (await res.text());\n  return [raw, (await res.json())];',
  ),
  'a clone that comes late': inFunction(
    '  const res = await fetch(url);\n  const text = await res.text();\n  const copy = res.clone();\n  return [text, copy];',
  ),
  'a second reader of other things': inFunction(
    '  const res = await fetch(url);\n  const { size } = await res.blob();\n  return [size, await res.text()];',
  ),
  'a race': inFunction(
    '  const res = await Promise.race([fetch(url), new Promise((_, reject) => setTimeout(reject, 60))]);\n  return await res.text();',
  ),
};

const RULES: readonly RuleName[] = ['no-unconsumed-body', 'no-unclosed-agent', 'no-body-reuse'];

/** What may not be followed by a line break. */
const RESTRICTED = new Set(['return', 'throw', 'break', 'continue', 'async', 'yield']);

/** At every gap on the lines that are edited, and on those around them. */
describe.each(Object.entries(SHAPES))('a comment at every gap of %s', (_, code) => {
  const plans = plansOf(code);
  const verdicts = plans.map(({ plan }) => plan.verdict);
  const review = verdicts.includes('review');
  const places = plans.flatMap(({ plan }) => plan.edits.flatMap(({ range }) => range));
  const from = code.lastIndexOf('\n', code.lastIndexOf('\n', Math.min(...places)) - 1);
  const to = code.indexOf('\n', code.indexOf('\n', Math.max(...places)) + 1);
  const tokens = (parseFile(code, 'file.ts').ast.tokens ?? []).filter(
    ({ range: [start, end] }) => start >= from && (to < 0 || end <= to),
  );

  it('has a shape that is repaired', () => {
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts).not.toContain('none');
  });

  it('is kept, and changes nothing else', () => {
    for (const [index, token] of tokens.entries()) {
      // One kind at every other gap: the shapes have most gaps in common.
      const isRestricted = RESTRICTED.has(token.value) || tokens[index + 1]?.value === '=>';
      const comment = index % 2 === 0 || isRestricted ? '/* kept */' : '// kept\n';
      const commented = `${code.slice(0, token.range[1])} ${comment}${code.slice(token.range[1])}`;
      const { text, left } = migrate(commented, 'file.ts', { rules: RULES, review });
      const message = `${commented}\n=>\n${text}`;
      expect(left, message).toEqual([]);
      expect(commentsOf(text), message).toEqual(['kept']);
    }
  });
});

function commentsOf(code: string): string[] {
  return (parseFile(code, 'file.ts').ast.comments ?? []).map(({ value }) => value.trim());
}
