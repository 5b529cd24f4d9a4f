import { describe, expect, it } from 'vitest';
import { fix, plansOf } from './support.js';

const loading = (body: string, list = 'const all = await Promise.all(urls.map((url) => fetch(url)));'): string =>
  `async function load(urls) {\n  ${list}\n  ${body.split('\n').join('\n  ')}\n}`;

/** The lines that a repair adds, without their indentation. */
function added(code: string): string[] {
  const before = code.split('\n').map((line) => line.trim());
  return fix(code)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !before.includes(line));
}

const released = [
  'try {',
  '} finally {',
  'for (const response of all) {',
  'if (!response.bodyUsed) {',
  'await response.body?.cancel().catch(() => {});',
];

describe('a list of responses of which some are not read', () => {
  it('is released at the end where all that is done with elements is in sight and awaited', () => {
    expect(
      added(loading("for (const one of all) {\n  if (!one.ok) throw new Error('bad');\n  await one.text();\n}")),
    ).toEqual(['safe', ...released]);
    expect(added(loading('const good = all.filter((one) => one.ok);\nreturn await good[0].text();'))).toEqual([
      'safe',
      ...released,
    ]);
    expect(added(loading('return await Promise.all(all.map(async (one) => one.ok && (await one.text())));'))[0]).toBe(
      'safe',
    );
  });

  it('is released without await if the function does not await a reader itself', () => {
    expect(added(loading('return all.find((one) => one.ok)?.text();'))).toEqual([
      'safe',
      ...released.slice(0, -1),
      'response.body?.cancel().catch(() => {});',
    ]);
  });

  it('is left to a person where a read has just begun and the client tells that only later', () => {
    const list = 'const all = await Promise.all(urls.map((url) => request(url)));';
    const verdict = (body: string): string =>
      plansOf(`import { request } from 'undici';\n${loading(body, list)}`)[0]!.plan.verdict;
    expect(verdict('return await all.find((one) => one.statusCode < 400)?.body.text();')).toBe('safe');
    expect(verdict('return all.find((one) => one.statusCode < 400)?.body.text();')).toBe('none');
  });

  it.each([
    ['is kept', 'for (const one of all) if (one.ok) kept.push(one);'],
    ['is returned', 'return all.find((one) => one.ok);'],
    ['is read later', 'setTimeout(() => all[0].text(), 10);'],
    ['is read by a call that is not awaited', 'all.forEach(async (one) => { await pause(); await one.text(); });'],
    ['is given to something out of sight', 'for (const one of all) if (one.ok) await parse(one);'],
  ])('is left to a person where an element %s', (_, body) => {
    for (const { plan } of plansOf(loading(body))) expect(plan.verdict).not.toBe('safe');
  });

  it('releases the fulfilled elements of a settled list', () => {
    const settled = 'const all = await Promise.allSettled(urls.map((url) => fetch(url)));';
    const body =
      "for (const one of all) {\n  if (one.status === 'rejected' || !one.value.ok) continue;\n  await one.value.text();\n}";
    expect(added(loading(body, settled))).toEqual([
      'safe',
      'try {',
      '} finally {',
      'for (const result of all) {',
      "if (result.status === 'fulfilled' && !result.value.bodyUsed) {",
      'await result.value.body?.cancel().catch(() => {});',
    ]);
  });

  it('is released after a pattern whose rest is not read', () => {
    const pattern = 'const [first, ...others] = await Promise.all(urls.map((url) => fetch(url)));';
    expect(added(loading('console.log(others.length);\nreturn await first.text();', pattern))).toEqual([
      'safe',
      'await Promise.all(others.map((response) => response.body?.cancel().catch(() => {})));',
    ]);
    for (const use of ['keep(others);', 'console.log(others[0].bodyUsed);'])
      for (const { plan } of plansOf(loading(`${use}\nreturn await first.text();`, pattern)))
        expect(plan.verdict).not.toBe('safe');
  });
});

describe('a race whose winner is not kept', () => {
  const racing = (method: string, other: string): string =>
    `async function load(url, timer) {\n  return await Promise.${method}([fetch(url), ${other}]);\n}`;

  it('releases the response where the others can only fail', () => {
    expect(added(racing('race', 'new Promise((_, reject) => setTimeout(reject, 60))'))).toEqual([
      'safe',
      'const request = fetch(url);',
      'return await Promise.race([request, new Promise((_, reject) => setTimeout(reject, 60))]).catch((error) => {',
      'request.then((response) => response.body?.cancel()).catch(() => {});',
      'throw error;',
      '});',
    ]);
  });

  it('is left alone where another one may win', () => {
    for (const code of [racing('race', 'timer'), racing('any', 'new Promise((_, reject) => setTimeout(reject, 60))')])
      for (const { plan } of plansOf(code)) expect(plan.verdict).toBe('none');
  });
});

describe('an agent in a field', () => {
  const owner = (members: string): string =>
    `import { Pool } from 'undici';\nclass Store {\n  #pool;\n  constructor(url) {\n    this.#pool = new Pool(url);\n  }\n  ask() {\n    return this.#pool.request({ path: '/', method: 'GET' });\n  }\n${members}}\nexport function make() {\n  return new Store();\n}\n`;

  it('is closed where the object is disposed of', () => {
    expect(added(owner('  async [Symbol.asyncDispose]() {\n    log();\n  }\n'))).toEqual([
      'safe',
      'this.#pool.close().catch(() => {});',
    ]);
  });

  it('is not changed if no place is its end, or several places are', () => {
    expect(fix(owner(''))).toMatch(/^none/);
    expect(fix(owner('  async [Symbol.asyncDispose]() {\n    if (done) return;\n    log();\n  }\n'))).toMatch(/^none/);
  });
});
