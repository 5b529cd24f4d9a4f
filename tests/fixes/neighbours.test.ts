/** Programs that differ in one thing from those that other tests repair, and what it changes in the plan. */
import { describe, expect, it } from 'vitest';
import { apart } from '../../src/fixes/text/edits.js';
import { fix, plansOf } from './support.js';

const CHECK = `function check(res) {
  if (!res.ok) throw new Error('no');
  return res;
}`;
const RELEASED_INSIDE = /^safe\nfunction check\(res\) \{\n {2}if \(!res\.ok\) \{\n {4}res\.body\?\.cancel\(\)/;

describe('a helper that throws', () => {
  it('releases the response itself where every caller only has a finally', () => {
    const plans = plansOf(`${CHECK}
async function first(url, log) {
  const res = await fetch(url);
  try {
    check(res);
  } finally {
    log(url);
  }
  return res.json();
}
async function second(url) {
  const res = await fetch(url);
  check(res);
  return res.json();
}`);
    expect(plans.map(({ plan }) => [plan.verdict, plan.edits.every(({ range: [at] }) => at < CHECK.length)])).toEqual([
      ['safe', true],
      ['safe', true],
    ]);
  });

  it('releases it itself where it is the first handler of each chain', () => {
    expect(fix(`${CHECK}\nconst load = (url) => fetch(url).then(check).then((res) => res.json());\n`)).toMatch(
      RELEASED_INSIDE,
    );
  });

  it('is used in other places where it handles rejections too', () => {
    const before = `${CHECK}
const load = (url) => fetch(url).then((res) => check(res)).then((res) => res.json());
const note = (promise, log) => promise.then(log, check);`;
    expect(fix(before)).toMatch(/^review: The function is used in other places too/);
  });
});

it('a promise that a race may drop is released by itself where its variable may hold another one', () => {
  const before = (kind: string): string => `async function load(url, late) {
  ${kind} slow = fetch(url);
  const first = await Promise.race([slow, late(10)]);
  return first?.text();
}`;
  expect(fix(before('let'))).not.toContain('response !== first');
  expect(fix(before('const'))).toContain('response !== first');
});

it('each exit asks for itself whether the body may have been read', () => {
  const before = `async function load(url, wanted) {
  const res = await fetch(url);
  if (wanted.text) {
    if (wanted.all) await res.text();
    return 1;
  }
  if (wanted.none) return 2;
  if (wanted.some) {
    if (wanted.most) wanted.take(res);
    return 3;
  }
  return 4;
}`;
  expect(fix(before)).not.toContain('bodyUsed');
});

it('a body that a callback is given where there is no error is released there', () => {
  const before = `import { request } from 'undici';
function load(url, done) {
  request(url, {}, (err, res) => {
    if (!err) {
      if (res.statusCode === 200) res.body.dump();
      else done(null, res.statusCode);
    } else done(err);
  });
}`;
  expect(fix(before)).toMatch(/^safe\n[^]*else \{\n +res\.body\.dump\(\)\.catch\(\(\) => \{\}\);\n +done\(null/);
});

it('a response and its copy are cancelled together', () => {
  const before = `async function load(url) {
  const res = await fetch(url);
  const copy = res.clone();
  return copy.status;
}`;
  expect(fix(before)).toContain('await Promise.all([res.body?.cancel(), copy.body?.cancel()]);');
});

it('an agent that the end of a chain closes is not waited for there', () => {
  const before = `import { Agent, fetch } from 'undici';
function open(url) {
  const agent = new Agent();
  return fetch(url, { dispatcher: agent }).finally(() => agent.close());
}
export async function load(url) {
  const res = await open(url);
  return res.text();
}`;
  expect(fix(before)).toMatch(/^safe\n[^]*\.finally\(\(\) => \{ agent\.close\(\)\.catch\(\(\) => \{\}\); \}\);/);
});

it('a request from other code may still be sending its body', () => {
  const before = (parameter: string): string => `async function load(${parameter}) {
  const res = await fetch(target);
  if (!res.ok) return null;
  return res.text();
}`;
  expect(fix(before('target: Request'))).toMatch(/^review: The request may still be sending its body/);
  expect(fix(before('target: URL'))).toMatch(/^safe/);
});

it('a release at the end of a block waits while another repair puts a `try` around what it speaks of', () => {
  const plans = plansOf(`import { Agent, request } from 'undici';
async function load(url) {
  const asked = fetch(url);
  const agent = new Agent();
  const { body } = await request(url, { dispatcher: agent });
  await body.dump();
  const res = await asked;
}
`).map(({ plan }) => plan);
  expect(plans.map(({ verdict }) => verdict)).toEqual(['safe', 'safe']);
  expect(apart(plans)).toHaveLength(1);
});

describe('a read that another path begins', () => {
  const before = (client: string, body: string): string => `import { request } from 'undici';
async function load(url, kept, flag) {
  const res = await ${client}(url);
  if (flag) kept(${body}.text().length);
  if (kept(1)) return 1;
  return 2;
}
`;

  it('does not change the properties of an undici body before the next tick', () => {
    const [planned] = plansOf(before('request', 'res.body'));
    expect(planned?.plan.edits.map(({ text }) => text).join('')).not.toContain('bodyUsed');
  });

  it('shows at once in a response of fetch', () => {
    const [planned] = plansOf(before('fetch', 'res'));
    expect(planned?.plan.verdict).toBe('safe');
  });
});

it('a known function may still be sending the body of its request', () => {
  const helped = (send: string): string => `import http from 'node:http';
function send(url) {
  return new Promise((resolve, reject) => {
    const req = http.request(url, { method: 'POST' }, resolve);
    req.on('error', reject);
    ${send};
  });
}
async function load(url) {
  const res = await send(url);
  res.on('end', () => console.log('end'));
}
`;
  expect(fix(helped('source.pipe(req)'))).not.toContain('destroy');
  expect(fix(helped("req.end('all')"))).toMatch(/^\w+[^]*res\.destroy\(\)/);
});

it('a request whose options get a stream later may still be sending', () => {
  const before = (later: string): string => `import { Readable } from 'node:stream';
async function send(url, source) {
  const options = { method: 'PUT' };
  ${later}
  const res = await fetch(url, options);
  if (!res.ok) return null;
  return res.text();
}`;
  expect(fix(before("options.body = Readable.from(source);\n  options.duplex = 'half';"))).toMatch(/^review/);
  expect(fix(before("Object.assign(options, { body: Readable.from(source), duplex: 'half' });"))).toMatch(/^review/);
  expect(fix(before("options.body = 'text';"))).toMatch(/^safe/);
  expect(fix(before("Object.assign(options, { body: 'text' });"))).toMatch(/^safe/);
});

it('a request whose options come from a function that writes what a stream needs may still be sending', () => {
  const before = (options: string): string => `import { streamOf } from './streams.js';
const options = (source) => (${options});
async function send(url, source) {
  const res = await fetch(url, options(source));
  if (!res.ok) return null;
  return res.text();
}`;
  expect(fix(before("{ method: 'PUT', body: streamOf(source), duplex: 'half' }"))).toMatch(/^review/);
  expect(fix(before("{ method: 'PUT', body: String(source) }"))).toMatch(/^safe/);
});

it('a response whose type is `never` after a type guard is released by another name', () => {
  const before = (predicate: string): string => `function isFine(answer: Response): ${predicate} {
  return answer.ok;
}
async function load(url: string) {
  const res = await fetch(url);
  if (!isFine(res)) return null;
  return res.text();
}`;
  expect(fix(before('answer is Response'))).toMatch(
    /^safe\n[^]*const response = await fetch\(url\);\n {2}const res = response;\n[^]*await response\.body\?\.cancel/,
  );
  expect(fix(before('answer is Response & { ok: true }'))).toMatch(/^safe\n[^]*await res\.body\?\.cancel/);
  expect(fix(before('boolean'))).toMatch(/^safe\n[^]*await res\.body\?\.cancel/);
});

it('a semicolon at the start of a line stays there', () => {
  const before = `export async function load(url, out) {
  const res = await fetch(url)
  if (!res.ok)
    return out
  ;(() => out.push('good'))()
  return res.text()
}`;
  expect(fix(before)).toContain('    return out\n  }\n  ;(() => ');
  const unread = `export async function load(url, out) {
  const res = await fetch(url)
  ;[1, 2].forEach((n) => out.push(n, res.status))
}`;
  expect(fix(unread)).toContain('await fetch(url)\n  await res.body?.cancel()\n  ;[1, 2]');
});

it.each([
  '(await fetch(url)) as { ok: boolean; text(): Promise<string> }',
  'await (fetch(url) as Promise<{ ok: boolean; text(): Promise<string> }>)',
  '(await fetch(url)) as unknown as Good | Bad',
])('without types, a response that is asserted to have fewer members gets another name: %s', (value) => {
  const text = fix(`type Good = Response & { ok: true };
type Bad = { ok: false; status: number };
async function load(url: string) {
  const res = ${value};
  if (!res.ok) return null;
  return res.text();
}`);
  expect(text).toMatch(/^safe/);
  expect(text).not.toContain('await res.body');
  expect(text).toMatch(/await response\.body\?\.cancel/);
});

it('a method that is passed on bound to its object is called where it is passed', () => {
  const before = `export class Client {
  #check(res) {
    if (!res.ok) throw new Error('bad');
    return res;
  }
  one(url) {
    return fetch(url).then(this.#check.bind(this)).then((res) => res.json());
  }
  two(url) {
    return fetch(url).then((res) => this.#check(res)).then((res) => res.text());
  }
}
`;
  const verdicts = (code: string): string[] => plansOf(code).map(({ plan }) => plan.verdict);
  expect(verdicts(before)).toEqual(['safe', 'safe']);
  expect(verdicts(before.replace('.bind(this)', ''))).toEqual(['safe', 'safe']);
  // What another function makes of it may be called anywhere.
  expect(verdicts(before.replace('this.#check.bind(this)', 'bound(this.#check)'))).toEqual(['review']);
});

it('a variable that may be unset gets a type that says so, also in a function that is passed the request', () => {
  const before = `async function once(ask: () => Promise<Response>, isWanted: boolean): Promise<Response> {
  let res: Response;
  if (isWanted) {
    res = await ask();
    if (res.ok) return res;
  }
  throw new Error('failed');
}
export const load = async (url: string) => (await once(() => fetch(url), url.length > 9)).text();
`;
  expect(fix(before)).toMatch(/^safe\n[^]+let res: Response \| undefined;\n[^]+await res\?\.body\?\.cancel\(\)/);
  const always = before.replace('if (isWanted) {', '{');
  expect(fix(always)).toMatch(/^safe\n[^]+let res: Response;\n[^]+await res\.body\?\.cancel\(\)/);
});

it('a request by a method without a body sends none, whatever its options', () => {
  const verdict = (options: string): string =>
    plansOf(
      `async function load(url, options, stream) {\n  const res = await fetch(url, ${options});\n  if (!res.ok) return null;\n  return await res.json();\n}\n`,
    )
      .map(({ plan }) => plan.verdict)
      .join();
  for (const method of ["'GET'", "'get'"]) expect(verdict(`{ ...options, method: ${method} }`)).toBe('safe');
  expect(verdict("{ ...options, method: 'POST', body: ReadableStream.from(stream), duplex: 'half' }")).toBe('review');
});

it.each([
  ['a method', 'class Client {\n  async send(url, options) {', '  }\n}\nconst client = new Client();'],
  ['a field', 'class Client {\n  send = async (url, options) => {', '  };\n}\nconst client = new Client();'],
  ['a property', 'const client = {\n  send: async (url, options) => {', '  },\n};'],
])('the options of %s are what its callers pass', (_, open, close) => {
  const verdict = (body: string): string =>
    fix(
      `import { createReadStream } from 'node:fs';\nimport { request } from 'undici';\n${open}\n    const { statusCode, body } = await request(url, { method: 'POST', ...options });\n    if (statusCode !== 200) return null;\n    return await body.json();\n${close}\nexport const load = (url) => client.send(url, { body: ${body} });\n`,
    ).split('\n')[0]!;
  expect(verdict("'text'")).toBe('safe');
  expect(verdict("createReadStream('file')")).toMatch(/^review: The request may still be sending its body/);
});
