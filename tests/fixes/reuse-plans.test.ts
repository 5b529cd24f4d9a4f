/** Repairs of second uses in their frequent spellings, each beside its nearest neighbour that needs a person. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/fixes/text/edits.js';
import { programWith } from '../support/program.js';
import { plansOf } from './support.js';

/** The repair of the only finding: the verdict with what to check, and the new text of the function's body. */
function fix(body: string, { head = 'url: string', before = '' } = {}): string {
  const open = `${before}export async function load(${head}) {\n  const res = await fetch(url);\n`;
  const code = `${open}${body.replaceAll(/^(?=.)/gm, '  ')}\n}\n`;
  const plans = plansOf(code);
  expect(plans.map(({ finding }) => finding.rule)).toEqual(['no-body-reuse']);
  const { verdict, reason, edits } = plans[0]!.plan;
  const text = applyEdits(code, edits).slice(open.length, -3).replaceAll(/^ {2}/gm, '');
  return [`${verdict}${reason ? `: ${reason}` : ''}`, ...(verdict === 'none' ? [] : [text])].join('\n');
}

const CLONE =
  'A clone keeps the body in memory until the other reader has reached its end: check that the body is small enough.';
const EARLIER = 'The body is now read earlier: check that the code in between is not needed if the read fails.';
const BEFORE_TRY =
  'The body is now read before the `try`: check that its `catch` and `finally` are not needed if the read fails.';

describe('a parse whose handler reads the text', () => {
  it('as an expression', () => {
    expect(fix('const data = await res.json().catch(() => res.text());\nreturn data;')).toBe(
      `safe
const data = await res.text().then((text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
});
return data;`,
    );
  });

  it('as an object', () => {
    expect(fix('return res.json().catch(async () => ({ raw: await res.text() }));')).toBe(
      `safe
return res.text().then((text) => {
  try {
    return JSON.parse(text);
  } catch {
    return { raw: text };
  }
});`,
    );
  });

  it('as a block with a name for it, and a text where the read fails', () => {
    const handler = (fallback: string): string =>
      `return res.json().catch(async () => {\n  const detail = await res.text().catch(() => ${fallback});\n  return { detail };\n});`;
    expect(fix(handler("''"))).toBe(
      `safe
return res.text().catch(() => '').then((detail) => {
  try {
    return JSON.parse(detail);
  } catch {
    return { detail };
  }
});`,
    );
    // The parse would succeed, so the failure would be lost.
    expect(fix(handler("'{}'"))).toContain(`review: ${CLONE}`);
    expect(fix(handler('null'))).toContain(`review: ${CLONE}`);
  });

  it('with the error, which has no type of its own in a `catch`', () => {
    expect(fix('return res.json().catch(async (error) => `${error.message} in ${await res.text()}`);')).toBe(
      `safe
return res.text().then((text) => {
  try {
    return JSON.parse(text);
  } catch (error: any) {
    return \`\${error.message} in \${text}\`;
  }
});`,
    );
  });

  it('and waits for something else', () => {
    expect(
      fix('return res.json().catch(async () => ({ raw: await res.text(), at: await now() }));', {
        head: 'url: string, now: () => Promise<number>',
      }),
    ).toContain('safe\nreturn res.text().then(async (text) => {');
  });

  it('and does something else first, or only at times', () => {
    const UNHANDLED =
      'review: If the connection breaks during the read, the handler no longer runs: check that it is not needed then.';
    expect(fix('return res.json().catch(() => {\n  console.warn("no JSON");\n  return res.text();\n});')).toContain(
      UNHANDLED,
    );
    expect(fix('return res.json().catch(async () => (res.ok ? await res.text() : null));')).toContain(UNHANDLED);
  });
});

describe('a parse in a `try`', () => {
  const parse = (rest: string): string => `try {\n  return await res.json();\n} ${rest}`;

  it('whose `catch` reads the text', () => {
    expect(fix(parse('catch {\n  return await res.text();\n}'))).toBe(
      'safe\nconst text = await res.text();\ntry {\n  return JSON.parse(text);\n} catch {\n  return text;\n}',
    );
  });

  it('behind a check that comes to the same `catch`', () => {
    const check = "try {\n  if (!res.ok) throw new Error('bad');\n  return await res.json();\n} catch (error) {";
    expect(fix(`${check}\n  return [error, await res.text()];\n}`)).toContain(
      'safe\nconst text = await res.text();\ntry {',
    );
  });

  it.each([
    ['does something first', 'catch {\n  console.warn(url);\n  return await res.text();\n}'],
    ['reads only at times', 'catch {\n  return res.ok ? await res.text() : null;\n}'],
    ['has a try of its own', "catch {\n  try {\n    return await res.text();\n  } catch {\n    return '';\n  }\n}"],
    ['is followed by a `finally`', 'catch {\n  return await res.text();\n} finally {\n  console.log(url);\n}'],
  ])('whose `catch` %s', (_name, rest) => {
    expect(fix(parse(rest))).toContain(`review: ${BEFORE_TRY}\nconst text = await res.text();\ntry {`);
  });

  it('with a type', () => {
    expect(fix('try {\n  return (await res.json()) as { id: number };\n} catch {\n  return res.text();\n}')).toContain(
      'safe\nconst text = await res.text();\ntry {\n  return JSON.parse(text) as { id: number };',
    );
  });

  it('of a parameter that may be something else', () => {
    const code = (parameter: string, rest: string): string =>
      `${rest}async function decode(${parameter}) {\n  try {\n    return await res.json();\n  } catch {\n    return await res.text();\n  }\n}\nexport const main = async (url: string) => decode(await fetch(url));\n`;
    const verdictOf = (text: string): string => plansOf(text)[0]!.plan.verdict;
    expect(verdictOf(code('res', ''))).toBe('safe');
    expect(verdictOf(code('res', 'export '))).toBe('review');
    expect(verdictOf(code('res: Response', 'export '))).toBe('safe');
  });
});

describe('a line that reads before another one', () => {
  it('a text, then a parse', () => {
    expect(fix('console.log(await res.text());\nconst data = await res.json();\nreturn data;')).toBe(
      'safe\nconst text = await res.text();\nconsole.log(text);\nconst data = JSON.parse(text);\nreturn data;',
    );
  });

  it('a text that has a name', () => {
    expect(fix('const raw = await res.text();\nreturn [raw, await res.json()];')).toBe(
      'safe\nconst raw = await res.text();\nreturn [raw, JSON.parse(raw)];',
    );
    expect(fix('return res.text().then((raw) => [raw, res.json()]);')).toContain(CLONE);
    expect(fix('return res.text().then((raw) => {\n  console.log(raw);\n  return res.json();\n});')).toContain(
      'safe\nreturn res.text().then((raw) => {\n  console.log(raw);\n  return JSON.parse(raw);',
    );
  });

  it('a parse, then a text', () => {
    expect(fix('const data = await res.json();\nif (!data.id) throw new Error(await res.text());\nreturn data;')).toBe(
      'safe\nconst text = await res.text();\nconst data = JSON.parse(text);\nif (!data.id) throw new Error(text);\nreturn data;',
    );
  });

  it('the same, without a change in between', () => {
    expect(fix('console.log(await res.json());\nconst data: unknown = await res.json();\nreturn data;')).toBe(
      'safe\nconst data: unknown = await res.json();\nconsole.log(data);\nreturn data;',
    );
    expect(fix('const first = await res.json();\nfirst.seen = true;\nreturn await res.json();')).toBe(
      'review: Both places now get the same object: check that neither changes it.\nconst first = await res.json();\nfirst.seen = true;\nreturn first;',
    );
  });

  it('only at times', () => {
    const log = 'if (!res.ok) console.warn(await res.text());';
    expect(fix(`${log}\nreturn res.json();`)).toBe(
      'safe\nconst text = await res.text();\nif (!res.ok) console.warn(text);\nreturn JSON.parse(text);',
    );
    expect(fix(`${log}\nconsole.info(url);\nreturn res.json();`)).toContain(`review: ${EARLIER}`);
    expect(fix(`${log}\nif (res.bodyUsed) console.info(url);\nreturn res.json();`)).toContain(`review: ${EARLIER}`);
    // A path without either of them does not read the body.
    expect(
      fix(`${log}\nif (res.status === 500) return res.json();\nawait res.body?.cancel().catch(() => {});`),
    ).toContain(`review: ${CLONE}`);
  });

  it('of a variable that gets another response', () => {
    const again =
      "let one = res;\nconsole.log(await one.text());\nif (url === '') one = await fetch(url);\nreturn one.json();";
    expect(fix(again)).toContain(`review: ${CLONE}\nlet one = res;\nconsole.log(await one.clone().text());`);
  });

  it('for other things', () => {
    expect(fix('const { size } = await res.blob();\nreturn [size, await res.text()];')).toBe(
      `review: ${CLONE}\nconst { size } = await res.clone().blob();\nreturn [size, await res.text()];`,
    );
  });

  it('with a `JSON` of its own', () => {
    const body = 'console.log(await res.text());\nreturn await res.json();';
    expect(fix(body, { before: 'const JSON = { parse: String };\n' })).toContain(`review: ${CLONE}`);
  });

  it('in every turn of a loop', () => {
    expect(fix('for (const key of [1, 2]) console.log(key, await res.json());')).toBe(
      'none: the second iteration of the loop reads the body again',
    );
  });
});

it('a clone that comes too late', () => {
  expect(fix('const text = await res.text();\nconst copy = res.clone();\nreturn [text, copy];')).toBe(
    `review: ${CLONE}\nconst copy = res.clone();\nconst text = await res.text();\nreturn [text, copy];`,
  );
});

it.each([
  ['node-fetch', 'fetch', 'const data = await res.json().catch(() => res.text());', 'safe'],
  ['node-fetch', 'fetch', 'const data = await res.json().catch(async (e) => [e, await res.text()]);', 'review'],
  ['node-fetch', 'fetch', 'const data = [(await res.blob()).size, await res.text()];', 'none'],
  ['ky', 'ky', 'const data = await res.json().catch(() => res.text());', 'review'],
])('knows what the parse of %s does besides: `%s` %s', (name, client, line, verdict) => {
  const code = `import ${client} from '${name}';\nexport async function load(url) {\n  const res = await ${client}(url);\n  ${line}\n  return data;\n}\n`;
  expect(plansOf(code).map(({ plan }) => plan.verdict)).toEqual([verdict]);
});

it('writes what compiles', () => {
  const bodies = [
    'const data: unknown = await res.json().catch(() => res.text());\nreturn data;',
    'return res.json().catch(async (error) => `${error.message} in ${await res.text()}`);',
    'try {\n  return (await res.json()) as { id: number };\n} catch {\n  return await res.text();\n}',
    'console.log(await res.json());\nconst data: { id: number } = await res.json();\nreturn data.id;',
  ];
  const code = bodies
    .map((body, index) => {
      const text = `export async function load${index}(url: string) {\n  const res = await fetch(url);\n${body}\n}\n`;
      return plansOf(text).reduce((_, { plan }) => applyEdits(text, plan.edits), text);
    })
    .join('');
  const file = fileURLToPath(new URL('repaired.ts', import.meta.url));
  const program = programWith(new Map([[file, code]]), {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    types: ['node'],
  });
  const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

it('two reads of a variable that may have another response by the second one are not made one', () => {
  const plans = (between: string): unknown[] =>
    plansOf(
      `async function load(url, other) {\n  let res = await fetch(url);\n  const text = await res.text();\n  ${between}\n  return [text, await res.text()];\n}\n`,
    ).map(({ finding, plan }) => [finding.rule, plan.verdict, plan.title]);
  expect(plans('log(text);')).toEqual([['no-body-reuse', 'safe', 'Read the body once']]);
  expect(plans('if (!text) res = other;')).toEqual([['no-body-reuse', 'review', 'Read a clone first']]);
});

it('what other code may change between the two reads is asked of a person, on either side of the first one', () => {
  const plans = (keyword: string, first: string, between: string): unknown[] =>
    plansOf(
      `${keyword} count = 0;\n${keyword === 'let' ? 'export const add = () => {\n  count += 1;\n};\n' : ''}async function load(url, isLoud) {\n  const res = await fetch(url);\n  ${first}\n  ${between}\n  return [seen, await res.text()];\n}\n`,
    ).map(({ plan }) => [plan.verdict, /no other task changes state/.test(plan.reason)]);
  for (const [first, between] of [
    ['if (isLoud) console.log(await res.text());', 'const seen = count;'],
    ['if (count > isLoud) console.log(await res.text());', 'const seen = 1;'],
  ] as const) {
    expect(plans('let', first, between)).toEqual([['review', true]]);
    expect(plans('const', first, between)).toEqual([['safe', false]]);
  }
});

it('the `else` of a first read counts as code between the two', () => {
  const first = 'if (isLoud) console.log(await res.text());';
  const head = 'url: string, isLoud: boolean';
  expect(fix(`${first}\nreturn await res.text();`, { head })).toMatch(/^safe\n/);
  expect(fix(`${first} else show();\nreturn await res.text();`, { head })).toMatch(`review: ${EARLIER}`);
});
