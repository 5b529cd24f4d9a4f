/** What one path hands on is released on the other paths alone: whether its body has been read says nothing of who is yet to read it. */
import { describe, expect, it } from 'vitest';
import { fix } from './support.js';

/** The lines of the fixed text that the code did not have. */
function written(code: string): string[] {
  const [verdict, ...text] = fix(code).split('\n');
  return [verdict!, ...text.map((line) => line.trim()).filter((line) => line !== '}' && !code.includes(line))];
}

const inLoad = (body: string): string =>
  `async function load(url, cb, kept, flag) {\n  const res = await fetch(url);\n${body}\n}\n`;
const CANCEL = 'await res.body?.cancel();';

describe('a release on the side of a decision that hands nothing on', () => {
  it.each([
    ['an else', "  if (res.ok) kept.push(res);\n  else console.log('bad');", ['else {', CANCEL]],
    ['an else in braces', "  if (res.ok) {\n    cb(null, res);\n  } else {\n    cb(new Error('bad'));\n  }", [CANCEL]],
    ['the first branch', '  if (!res.ok) {\n    console.log(res.status);\n  } else {\n    cb(res);\n  }', [CANCEL]],
    ['no else', '  if (res.ok) cb(res);\n  return res.status;', ['else {', CANCEL]],
    [
      'no else, where the branch leaves',
      '  if (res.ok) {\n    cb(res);\n    return;\n  }\n  console.log(res.status);',
      [CANCEL],
    ],
    [
      'a chain',
      "  if (res.status === 304) console.log('same');\n  else if (res.ok) cb(res);\n  else console.log('bad');",
      ['if (res.status === 304) {', CANCEL, '} else if (res.ok) cb(res);', 'else {', CANCEL],
    ],
    ['several operands', '  if (res.ok && flag) cb(res);\n  else console.log(res.status);', ['else {', CANCEL]],
    [
      'one decision in another',
      '  if (flag) {\n    if (res.ok) cb(res);\n    else console.log(res.status);\n  } else {\n    kept.push(res);\n  }',
      [CANCEL],
    ],
    [
      'something is awaited before',
      '  await flag;\n  if (res.ok) cb(res);\n  else console.log(res.status);',
      ['else {', 'await res.body?.cancel().catch(() => {});'],
    ],
    [
      'clauses',
      "  switch (res.status) {\n    case 200:\n      kept.push(res);\n      break;\n    case 404:\n    case 410:\n      console.log('none');\n      break;\n    default:\n      console.log('bad');\n  }",
      [CANCEL, CANCEL],
    ],
    [
      'no default',
      '  switch (res.status) {\n    case 200:\n      kept.push(res);\n      break;\n  }\n  console.log(flag);',
      ['default:', CANCEL],
    ],
    [
      'a conditional expression',
      '  const job = res.ok ? cb(res) : null;\n  console.log(job);',
      ['if (!res.ok) {', CANCEL],
    ],
    [
      'a conditional expression that is a statement',
      '  res.status === 200 ? cb(null, res) : cb(new Error(`bad`));',
      ['if (res.status !== 200) {', CANCEL],
    ],
    ['a logical expression', '  res.ok && kept.push(res);', ['if (!res.ok) {', CANCEL]],
    ['a logical expression that is returned', '  return !res.ok || cb(res);', ['if (!res.ok) {', CANCEL]],
    ['a closure', '  if (res.ok) kept.push(() => res.text());\n  else console.log(res.status);', ['else {', CANCEL]],
    [
      'a body that may be missing',
      '  if (!res.body) return null;\n  if (res.ok) cb(res);\n  else console.log(res.status);',
      ['else {', CANCEL],
    ],
  ])('%s', (_, body, expected) => {
    expect(written(inLoad(body))).toEqual(['safe', ...expected]);
  });

  it.each([
    [
      'a promise',
      'const open = (url) =>\n  new Promise((resolve, reject) => {\n    fetch(url).then((res) => {\n      if (res.ok) resolve(res);\n      else reject(new Error(`bad`));\n    }, reject);\n  });\n',
      ['else {', 'res.body?.cancel().catch(() => {});'],
    ],
    [
      'an async executor',
      'const open = (url) =>\n  new Promise(async (resolve, reject) => {\n    const res = await fetch(url);\n    if (res.ok) resolve(res);\n    else reject(new Error(`bad`));\n  });\n',
      ['else {', CANCEL],
    ],
    [
      'a listener',
      "import http from 'node:http';\nconst open = (url) =>\n  new Promise((resolve, reject) => {\n    http.get(url, (res) => {\n      if (res.statusCode === 200) resolve(res);\n      else reject(new Error(`bad`));\n    });\n  });\n",
      ['else {', 'res.resume();'],
    ],
    [
      'a body',
      "import { request } from 'undici';\nconst open = (url) =>\n  new Promise((resolve, reject) => {\n    request(url).then(({ statusCode, body }) => {\n      if (statusCode === 200) resolve(body);\n      else reject(new Error(`bad`));\n    }, reject);\n  });\n",
      ['else {', 'body.dump().catch(() => {});'],
    ],
    [
      'a variable of its own',
      'async function load(url, cb) {\n  let res;\n  try {\n    res = await fetch(url);\n  } catch {\n    return;\n  }\n  if (res.ok) cb(res);\n  else console.log(res.status);\n}\n',
      ['else {', CANCEL],
    ],
  ])('%s that is settled either way', (_, code, expected) => {
    expect(written(code)).toEqual(['safe', ...expected]);
  });
});

describe('no release', () => {
  const HANDED_ON = 'none: the response is also stored or handed on, and other code may still need its body';

  it.each([
    ['behind two decisions, each of which may hand it on', '  if (res.ok) cb(res);\n  if (flag) kept.push(res);'],
    ['behind a loop that may hand it on', '  for (const take of kept) take(res);'],
    [
      'behind a switch out of which a clause breaks',
      '  let isKept = cb;\n  switch (flag) {\n    case isKept():\n      kept.push(res);\n      break;\n    case cb():\n      kept.push(res);\n      break;\n  }\n  if (flag) kept.push(res);',
    ],
    ['in front of a test that may come out otherwise', '  const job = flag() ? cb(res) : null;\n  console.log(job);'],
    ['in a value that hands it on at times', '  return flag() && cb(res);'],
  ])('%s', (_, body) => {
    expect(fix(inLoad(body))).toBe(HANDED_ON);
  });

  it('through a variable that may have another response, which is handed on', () => {
    const code =
      'async function load(url, kept, flag) {\n  let res = await fetch(url);\n  if (flag) res = kept[0];\n  if (flag) kept.push(res);\n  return null;\n}\n';
    expect(written(code)).toEqual(['safe', CANCEL]);
  });
});

describe('a release at the end', () => {
  it.each([
    ['void @;', 'review'],
    ['const task = @;\n  console.log(5);\n  await task;', 'review'],
    ['await Promise.race([other(), @]);', 'review'],
    ['await Promise.all([other(), @]);', 'safe'],
    ['await @;', 'safe'],
  ])('is left to a person where code that is not waited for may read later: %s', (statement, verdict) => {
    const task = '(async () => {\n    await other();\n    return res.ok ? res.text() : null;\n  })().catch(log)';
    expect(fix(inLoad(`  ${statement.replace('@', task)}`))).toMatch(new RegExp(`^${verdict}`));
  });
});

describe('a function that gives its response to others as well as to its caller', () => {
  const load = (made: string, call = 'help(url)'): string =>
    `${made}\nasync function load(url) {\n  const res = await ${call};\n  console.log(res.status);\n}\n`;

  it.each([
    [
      'to a function out of sight',
      'async function help(url) { const res = await fetch(url); if (!res.ok) give(res); return res; }',
    ],
    [
      'in a call whose value it returns',
      'async function help(url) { const res = await fetch(url); if (!res.ok) return give(res); return res; }',
    ],
    [
      'to a list',
      'const help = async (url) => { const res = await fetch(url); if (res.ok) kept.push(res); return res; };',
    ],
    [
      'to a function that runs later',
      'async function help(url) { const res = await fetch(url); if (!res.ok) setTimeout(() => res.text().then(log)); return res; }',
    ],
  ])('%s: a release at the caller is left to a person', (_, made) => {
    expect(fix(load(made)).split('\n')[0]).toMatch(/^review: .*passes it to other code/);
  });

  it.each([
    ['only returns it', 'const help = (url) => fetch(url);'],
    ['returns it from a reaction', 'function help(url) { return fetch(url).then((res) => res); }'],
    ['looks at it first', 'async function help(url) { const res = await fetch(url); log(res.status); return res; }'],
    [
      'throws with it',
      'async function help(url) { const res = await fetch(url); if (res.status > 599) throw new HttpError(res); return res; }',
    ],
  ])('one that %s is no reason', (_, made) => {
    expect(fix(load(made)).split('\n')[0]).toMatch(/^safe/);
  });

  it('one that listens for the end gets a release that does not end the stream', () => {
    const made = `import http from 'node:http';
import { once } from 'node:events';
async function help(url) {
  const [res] = await once(http.get(url), 'response');
  res.on('end', () => console.log('end'));
  return res;
}`;
    expect(fix(load(made))).toMatch(/^safe[^]*res\.destroy\(\)/);
    expect(fix(load(made.replace("'end',", "'error',"))).split('\n')[0]).toMatch(/^safe/);
  });

  it('a listener for the end is, where the function that is called may leave it waiting', () => {
    const load = (condition: string): string => `import http from 'node:http';
import { once } from 'node:events';
async function help(res) {
  ${condition} for await (const chunk of res) console.log(chunk);
}
export async function load(url, flag) {
  const [res] = await once(http.get(url), 'response');
  if (flag) {
    res.on('end', () => console.log('end'));
    await help(res);
  }
}`;
    expect(fix(load('if (res.statusCode < 300)'))).not.toMatch(/^safe/);
    expect(fix(load(''))).toMatch(/^safe/);
  });

  it('one that listens for errors is, where the release may cause one', () => {
    const made = (client: string, listener: string): string => `import { request } from 'undici';
async function help(url) {
  const res = await ${client};
  ${listener}
  return res;
}`;
    const heard = made(
      'request(url)',
      "for (const one of [1, 2]) res.body.on('error', (error) => console.log(one, error));",
    );
    expect(fix(load(heard)).split('\n')[0]).not.toMatch(/^safe.*dump/);
    expect(fix(load(made('request(url)', 'console.log(res.statusCode);'))).split('\n')[0]).toMatch(/^safe/);
  });

  it('one that gives the responses of two clients is', () => {
    const made = (other: string): string => `import got from 'got';
async function help(url) {
  const res = await fetch(url);
  if (res.ok) return res;
  await res.body.cancel();
  return ${other};
}`;
    expect(fix(load(made('got.stream(url)'))).split('\n')[0]).toMatch(/^review: .*may also return another value/);
    expect(fix(load(made('fetch(url)'))).split('\n')[0]).toMatch(/^safe/);
  });

  it.each([
    [
      'passed to the one that is called',
      'async function withHelp(run, ...given) { return run(...given); }',
      'withHelp(help, url)',
    ],
    ['called by the one that is called', 'async function outer(url) { return help(url); }', 'outer(url)'],
  ])('one that listens for the end and is %s gets such a release', (_, other, call) => {
    const made = (event: string): string => `import http from 'node:http';
import { once } from 'node:events';
async function help(url) {
  const [res] = await once(http.get(url), 'response');
  res.on('${event}', () => console.log('${event}'));
  return res;
}
${other}`;
    expect(fix(load(made('end'), call))).toMatch(/^safe[^]*res\.destroy\(\)/);
    expect(fix(load(made('error'), call))).toMatch(/^safe[^]*res\.resume\(\)/);
  });

  it.each([
    ['async function help(url) { if (kept.length > 2) return @; return fetch(url); }'],
    ['async function help(url) { return kept.length > 2 ? @ : await fetch(url); }'],
    [
      'async function help(url) { if (kept.length > 2) return @; return open(url); }\nconst open = (url) => fetch(url);',
    ],
    [
      'async function help(url) { if (kept.length > 2) return @; const res = await fetch(url); if (res.ok) return res; await res.text(); }',
    ],
  ])('one that gives a number at times is, since that has nothing to let go of: %s', (made) => {
    expect(fix(load(made.replace('@', '2'))).split('\n')[0]).toMatch(/^review: .*may also return another value/);
    expect(fix(load(made.replace('@', 'null'))).split('\n')[0]).toMatch(/^safe/);
  });

  it('one that resolves a promise with it is not', () => {
    const made =
      "import http from 'node:http';\nconst help = (url) => new Promise((resolve, reject) => { http.get(url, resolve).on('error', reject); });";
    expect(fix(load(made)).split('\n')[0]).toMatch(/^safe/);
  });
});
