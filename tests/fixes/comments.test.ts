/** A comment may stand between any two tokens of what a fix edits: it is kept, and the fix stays as good as without it. */
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/codemods/parse.js';
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
  'a promise that nobody waits for': 'export function ping(url) {\n  fetch(url)\n    .catch(() => {});\n}\n',
  'more than three exits': inFunction(
    '  const res = await fetch(url);\n  const { status } = res;\n' +
      [500, 501, 502, 503].map((one) => `  if (status === ${one} && url.length > ${one}) return ${one};\n`).join('') +
      '  const text = await res.text();\n  return text;',
  ),
  'an assignment': inFunction(
    '  let res = await fetch(url);\n  if (!res.ok) res = await fetch(url + "/again");\n  return res.text();',
  ),
  'an agent':
    "import { Agent, request } from 'undici';\nexport async function load(url) {\n  const agent = new Agent();\n  const { body } = await request(url, { dispatcher: agent });\n  return await body.text();\n}\n",
  'an agent inside an expression':
    "import { Agent, request } from 'undici';\nexport async function load(url) {\n  const { body } = await request(url, { dispatcher: new Agent() });\n  return await body.text();\n}\n",
  'a race': inFunction(
    '  const res = await Promise.race([fetch(url), new Promise((_, reject) => setTimeout(reject, 60))]);\n  return await res.text();',
  ),
};

const RULES: readonly RuleName[] = ['no-unconsumed-body', 'no-unclosed-agent'];

/** What may not be followed by a line break. */
const RESTRICTED = new Set(['return', 'throw', 'break', 'continue', 'async', 'yield']);

describe.each(Object.entries(SHAPES))('a comment at every gap of %s', (_, code) => {
  const verdicts = plansOf(code).map(({ plan }) => plan.verdict);
  const review = verdicts.includes('review');
  const tokens = parseFile(code, 'file.ts').ast.tokens ?? [];

  it('has a shape that is repaired', () => {
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts).not.toContain('none');
  });

  it.each([
    ['in a block', '/* kept */'],
    ['to the end of the line', '// kept\n'],
  ])('is kept, and changes nothing else: %s', (kind, comment) => {
    for (const [index, token] of tokens.entries()) {
      if (kind !== 'in a block' && (RESTRICTED.has(token.value) || tokens[index + 1]?.value === '=>')) continue;
      const commented = `${code.slice(0, token.range[1])} ${comment}${code.slice(token.range[1])}`;
      if (tokensOf(commented) !== tokensOf(code)) continue;
      const { text, left } = migrate(commented, 'file.ts', { rules: RULES, review });
      const message = `${commented}\n=>\n${text}`;
      expect(left, message).toEqual([]);
      expect(commentsOf(text), message).toEqual(['kept']);
    }
  });
});

const commentsOf = (code: string): string[] =>
  (parseFile(code, 'file.ts').ast.comments ?? []).map(({ value }) => value.trim());

/** The tokens of a text; nothing where it does not parse. */
function tokensOf(code: string): string {
  try {
    return (parseFile(code, 'file.ts').ast.tokens ?? []).map(({ value }) => value).join(' ');
  } catch {
    return '';
  }
}
