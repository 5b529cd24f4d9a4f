/** Plans for agents that are never closed, by shape: the code before, the verdict, the code after. */
import { describe, expect, it } from 'vitest';
import { fix, plansOf } from './support.js';

const undici = "import { Agent, fetch, request } from 'undici';\n";
const http = "import http from 'node:http';\n";
const http2 = "import http2 from 'node:http2';\nimport { text } from 'node:stream/consumers';\n";

/** The plan, without the import. */
const after = (head: string, body: string, filename = 'file.ts'): string =>
  fix(head + body, { filename }).replace(head, '');

describe('closed when the function is done with it', () => {
  it('a lone constant', () => {
    expect(
      after(
        undici,
        'async function load(url) {\n  const agent = new Agent();\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const agent = new Agent();
        try {
          const res = await fetch(url, { dispatcher: agent });
          return await res.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it.each([
    ['an agent that retries', 'const agent = new RetryAgent(new Agent(), { maxRetries: 1 });'],
    ['an agent that retries around a constant', 'const inner = new Agent();\n  const agent = new RetryAgent(inner);'],
    ['an agent that retries from a factory', 'const agent = create();'],
  ])('%s: only suggested, because it cannot send a request again once it is closed', (_, made) => {
    const retrying = "import { Agent, RetryAgent, fetch } from 'undici';\n";
    const factory = 'function create() {\n  return new RetryAgent(new Agent());\n}\n';
    const load = `async function load(url) {\n  ${made}\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n`;
    expect(after(retrying, factory + load)).not.toMatch(/^safe/);
    expect(after(retrying, (factory + load).replaceAll(/new RetryAgent\((.*?\)?)(?:, .*?)?\);/g, '$1;'))).toMatch(
      /^safe/,
    );
  });

  it('the returned promise is awaited', () => {
    expect(
      after(
        undici,
        'async function load(url) {\n  const agent = new Agent();\n  return fetch(url, { dispatcher: agent }).then((res) => res.json());\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const agent = new Agent();
        try {
          return await fetch(url, { dispatcher: agent }).then((res) => res.json());
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('made inside an expression', () => {
    expect(
      after(
        undici,
        "async function load(url) {\n  const res = await fetch(url, { method: 'POST', dispatcher: new Agent({ connections: 1 }) });\n  return res.text();\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const agent = new Agent({ connections: 1 });
        try {
          const res = await fetch(url, { method: 'POST', dispatcher: agent });
          return res.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('made behind something with effects: it does not matter when an object is made of constants', () => {
    const asks =
      'async function load(server) {\n  const { body } = await request(`http://localhost:${server.address().port}`, { ...common(), dispatcher: new Agent({ pipelining: -1 }) });\n  return await body.text();\n}\n';
    expect(after(undici, asks)).toMatchInlineSnapshot(`
      "safe
      async function load(server) {
        const agent = new Agent({ pipelining: -1 });
        try {
          const { body } = await request(\`http://localhost:\${server.address().port}\`, { ...common(), dispatcher: agent });
          return await body.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
    expect(fix(undici + asks.replace('-1', 'next()'))).toMatch(/^none/);
    expect(fix(undici + asks.replace('await request(', 'await server.up && request('))).toMatch(/^(?:none|review)/);
  });

  it('written over several lines', () => {
    expect(
      after(
        undici,
        'async function load(url) {\n  const { body } = await request(url, {\n    dispatcher: new Agent({\n      pipelining: 0\n    })\n  });\n  return await body.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const agent = new Agent({ pipelining: 0 });
        try {
          const { body } = await request(url, {
            dispatcher: agent
          });
          return await body.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('taken from the result of a factory', () => {
    expect(
      after(
        undici,
        'const open = () => ({ agent: new Agent(), at: Date.now() });\nasync function load(url) {\n  const { agent, at } = open();\n  const { body } = await request(url, { dispatcher: agent });\n  return [await body.text(), at];\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      const open = () => ({ agent: new Agent(), at: Date.now() });
      async function load(url) {
        const { agent, at } = open();
        try {
          const { body } = await request(url, { dispatcher: agent });
          return [await body.text(), at];
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('promised by a factory that is called where it is used', () => {
    expect(
      after(
        undici,
        'const open = async () => new Agent();\nasync function load(url) {\n  const res = await fetch(url, { dispatcher: await open() });\n  return await res.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      const open = async () => new Agent();
      async function load(url) {
        const agent = await open();
        try {
          const res = await fetch(url, { dispatcher: agent });
          return await res.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
    expect(
      after(
        undici,
        "const open = async () => new Agent();\nasync function load(url) {\n  const { body } = await (await open()).request({ path: '/' });\n  return await body.text();\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "safe
      const open = async () => new Agent();
      async function load(url) {
        const agent = await open();
        try {
          const { body } = await agent.request({ path: '/' });
          return await body.text();
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('in an object that a factory gives where it is used', () => {
    expect(
      after(
        undici,
        'const options = () => ({ dispatcher: new Agent() });\nasync function load(url) {\n  const res = await fetch(url, options());\n  return await res.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      const options = () => ({ dispatcher: new Agent() });
      async function load(url) {
        const made = options();
        try {
          const res = await fetch(url, made);
          return await res.text();
        } finally {
          made.dispatcher.close().catch(() => {});
        }
      }"
    `);
    expect(
      after(
        undici,
        'const open = async () => ({ of: { dispatcher: new Agent() } });\nasync function load(url) {\n  const res = await fetch(url, (await open()).of);\n  return await res.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      const open = async () => ({ of: { dispatcher: new Agent() } });
      async function load(url) {
        const options = await open();
        try {
          const res = await fetch(url, options.of);
          return await res.text();
        } finally {
          options.of.dispatcher.close().catch(() => {});
        }
      }"
    `);
  });

  it('an element that a pattern takes from the result of a factory', () => {
    const asks =
      'const open = () => [new Agent(), Date.now()];\nasync function load(url) {\n  const [agent, at] = open();\n  const res = await fetch(url, { dispatcher: agent });\n  return [await res.text(), at];\n}\n';
    expect(fix(undici + asks)).toMatch(/^safe\n[^]*agent\.close\(\)\.catch/);
  });

  it.each([
    ['a constant', 'const agent = new Agent();\n  agent.on("drain", log);\n  return agent;'],
    [
      'a variable',
      'let agent;\n  if (url) agent = new Agent();\n  else agent = new Agent({ connections: 1 });\n  return agent;',
    ],
    ['another factory', 'const made = { of: make() };\n  return made.of;'],
    ['a function at once', 'return (() => new Agent())();'],
  ])('what a factory makes in its own way: %s', (_, body) => {
    const asks = `const make = () => new Agent();\nfunction open(url) {\n  ${body}\n}\nasync function load(url) {\n  const agent = open(url);\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n`;
    expect(fix(undici + asks)).toMatch(/^safe\n[^]*agent\??\.close\(\)\.catch/);
  });

  it('a factory that does not always make one', () => {
    expect(
      after(
        undici,
        'const options = (own) => (own ? { dispatcher: new Agent() } : {});\nasync function load(url, own) {\n  const res = await fetch(url, options(own));\n  return await res.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      const options = (own) => (own ? { dispatcher: new Agent() } : {});
      async function load(url, own) {
        const made = options(own);
        try {
          const res = await fetch(url, made);
          return await res.text();
        } finally {
          made?.dispatcher?.close().catch(() => {});
        }
      }"
    `);
    const open =
      'function open(own) {\n  if (own) return new Agent();\n}\nasync function load(url, own) {\n  const agent = open(own);\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n';
    expect(fix(undici + open)).toContain('agent?.close()');
    expect(fix(undici + open.replace('if (own) ', ''))).toContain('agent.close()');
  });

  it('made under a condition', () => {
    expect(
      after(
        undici,
        'async function load(url, own) {\n  const agent = own ? new Agent() : undefined;\n  const { body } = await request(url, { dispatcher: agent });\n  return body.text();\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url, own) {
        const agent = own ? new Agent() : undefined;
        try {
          const { body } = await request(url, { dispatcher: agent });
          return body.text();
        } finally {
          agent?.close().catch(() => {});
        }
      }"
    `);
  });

  it('used by all elements of a join', () => {
    expect(
      after(
        undici,
        'async function load(urls) {\n  const agent = new Agent();\n  return await Promise.all(urls.map(async (url) => {\n    const { body } = await request(url, { dispatcher: agent });\n    return body.text();\n  }));\n}\n',
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(urls) {
        const agent = new Agent();
        try {
          return await Promise.all(urls.map(async (url) => {
            const { body } = await request(url, { dispatcher: agent });
            return body.text();
          }));
        } finally {
          agent.close().catch(() => {});
        }
      }"
    `);
  });

  it('an agent of node:http, once the message has ended', () => {
    expect(
      after(
        http,
        "async function load(url) {\n  const agent = new http.Agent({ keepAlive: true });\n  const options = { agent };\n  await new Promise((resolve, reject) => {\n    http.get(url, options, (res) => res.resume().on('end', resolve)).on('error', reject);\n  });\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const agent = new http.Agent({ keepAlive: true });
        try {
          const options = { agent };
          await new Promise((resolve, reject) => {
            http.get(url, options, (res) => res.resume().on('end', resolve)).on('error', reject);
          });
        } finally {
          agent.destroy();
        }
      }"
    `);
  });

  it('outside an async function, behind the promise that is returned', () => {
    expect(
      after(
        http,
        "function load(url: string): Promise<void> {\n  const agent = new http.Agent({ keepAlive: true });\n  return new Promise((resolve, reject) => {\n    http.get(url, { agent }, (res) => res.resume().on('end', () => resolve())).on('error', reject);\n  });\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "safe
      function load(url: string): Promise<void> {
        const agent = new http.Agent({ keepAlive: true });
        return new Promise<void>((resolve, reject) => {
          http.get(url, { agent }, (res) => res.resume().on('end', () => resolve())).on('error', reject);
        }).finally(() => agent.destroy());
      }"
    `);
  });

  it('a session', () => {
    const head = "import { connect } from 'node:http2';\nimport { once } from 'node:events';\n";
    expect(
      after(
        head,
        "async function load(origin) {\n  const session = connect(origin);\n  session.on('error', (error) => console.error(error));\n  const stream = session.request({ ':path': '/' }).resume();\n  await once(stream, 'end');\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(origin) {
        const session = connect(origin);
        try {
          session.on('error', (error) => console.error(error));
          const stream = session.request({ ':path': '/' }).resume();
          await once(stream, 'end');
        } finally {
          session.close();
        }
      }"
    `);
  });

  it('a session whose request is kept in a variable', () => {
    expect(
      after(
        http2,
        "async function load(url) {\n  const session = http2.connect(url);\n  const stream = session.request({ ':path': '/' });\n  return await text(stream);\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const session = http2.connect(url);
        try {
          const stream = session.request({ ':path': '/' });
          return await text(stream);
        } finally {
          session.close();
        }
      }"
    `);
  });

  it('a session whose stream is only listened to: closing it at once would refuse the stream', () => {
    const asks =
      'function load(url, done) {\n  const session = http2.connect(url);\n  session.on("error", done);\n  const stream = session.request({ ":path": "/" });\n  stream.on("data", done).on("end", done).end();\n}\n';
    expect(after(http2, asks)).toMatchInlineSnapshot(`
      "safe
      function load(url, done) {
        const session = http2.connect(url);
        session.on("error", done);
        const stream = session.request({ ":path": "/" });
        stream.once("close", () => session.close());
        stream.on("data", done).on("end", done).end();
      }"
    `);
    expect(
      fix(http2 + asks.replace('  stream.on', '  stream.on("error", () => session.destroy());\n  stream.on')),
    ).toContain('stream.once("close", () => session.close());');
    expect(
      fix(http2 + asks.replace('  stream.on', '  session.request({ ":path": "/more" }).resume();\n  stream.on')),
    ).toMatch(/^none/);
  });
});

describe('not closed', () => {
  const verdict = (head: string, body: string): string => fix(head + body).split('\n')[0]!;

  it.each([
    [
      'an agent of node:http whose message leaves',
      http,
      'async function open(url) {\n  const agent = new http.Agent({ keepAlive: true });\n  return await new Promise((resolve) => http.get(url, { agent }, resolve));\n}\n',
    ],
    [
      'requests that are not awaited',
      undici,
      'async function load(urls) {\n  const agent = new Agent();\n  for (const url of urls) void request(url, { dispatcher: agent }).then(({ body }) => body.dump());\n}\n',
    ],
    [
      'elements that ask again after they have waited',
      undici,
      'async function load(urls) {\n  const agent = new Agent();\n  await Promise.all(urls.map(async (url) => {\n    await pause();\n    const { body } = await request(url, { dispatcher: agent });\n    await body.dump();\n  }));\n}\n',
    ],
    [
      'a function that asks whenever it is called',
      undici,
      'async function load(url) {\n  const agent = new Agent();\n  const ask = async () => (await request(url, { dispatcher: agent })).body.dump();\n  await Promise.race([ask(), timeout()]);\n}\n',
    ],
  ])('%s: shared instead, if a person agrees', (_, head, body) => {
    expect(verdict(head, body)).toBe(
      'review: The agent is made once and shared by all calls: check that its connections may be shared.',
    );
  });

  it('the function destroys it itself on another path: shared, it would be cut off under others', () => {
    const asks =
      'async function load(url) {\n  const agent = new http.Agent({ keepAlive: true });\n  const res = await new Promise((resolve) => http.get(url, { agent }, resolve));\n  for await (const part of res) console.log(part);\n  if (res.statusCode !== 200) return null;\n  agent.destroy();\n  return 200;\n}\n';
    expect(verdict(http, asks)).toMatch(/^none/);
    expect(verdict(http, asks.replace('  agent.destroy();\n', ''))).toMatch(/^review: .+shared/);
  });

  it('a listener is called on the close', () => {
    expect(
      verdict(
        undici,
        "async function load(url) {\n  const agent = new Agent();\n  agent.on('disconnect', () => console.log('gone'));\n  const { body } = await request(url, { dispatcher: agent });\n  return await body.text();\n}\n",
      ),
    ).toBe('review: The close of the agent calls its listeners: check what they do.');
  });

  it.each([
    [
      'an element of an array',
      'const open = () => [new Agent(), 1];\nasync function load(url) {\n  const res = await fetch(url, { dispatcher: open()[0] });\n  return await res.text();\n}\n',
    ],
    [
      'one of two',
      'const open = () => ({ a: new Agent(), b: new Agent() });\nasync function load(url) {\n  const res = await fetch(url, { dispatcher: open().a });\n  return await res.text();\n}\n',
    ],
    [
      'a promise that is kept',
      'const open = async () => new Agent();\nasync function load(url) {\n  const opened = open();\n  const res = await fetch(url, { dispatcher: await opened });\n  return await res.text();\n}\n',
    ],
    [
      'a promise that a chain takes',
      'const open = async () => new Agent();\nasync function load(url) {\n  const res = await open().then((dispatcher) => fetch(url, { dispatcher }));\n  return await res.text();\n}\n',
    ],
  ])('not the agent itself: %s', (_, body) => {
    expect(verdict(undici, body)).toMatch(/^none/);
  });

  it.each([
    ['keeps one for all', 'let shared;\nconst pick = (fresh) => (fresh ? new Agent() : (shared ??= new Agent()));\n'],
    [
      'gives what it has, or a new one',
      'let shared;\nfunction pick(fresh) {\n  if (!fresh) return shared;\n  return new Agent();\n}\n',
    ],
    [
      'keeps what it has made, if it is told to',
      'const kept = new Map();\nfunction pick(name) {\n  const agent = new Agent();\n  if (name) kept.set(name, agent);\n  return agent;\n}\n',
    ],
  ])('a factory that %s: closed, it would be cut off under others', (_, factory) => {
    const asks =
      'async function load(url, how) {\n  const agent = pick(how);\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n';
    expect(verdict(undici, factory + asks)).toMatch(/^none/);
  });

  it('a factory that may give nothing makes what it gives for its caller alone', () => {
    const asks = (other: string): string =>
      `function pick(how) {\n  if (!how) return${other};\n  return new Agent();\n}\nasync function load(url, how) {\n  const agent = pick(how);\n  const res = await fetch(url, { dispatcher: agent });\n  return await res.text();\n}\n`;
    for (const nothing of ['', ' null', ' undefined']) expect(verdict(undici, asks(nothing))).toBe('safe');
    expect(verdict(undici, asks(' others.get(how)'))).toMatch(/^none/);
  });

  it('an object in which another one may have taken its place', () => {
    const asks =
      'const options = (given) => ({ dispatcher: new Agent(), ...given });\nasync function load(url, given) {\n  const res = await fetch(url, options(given));\n  return await res.text();\n}\n';
    expect(verdict(undici, asks)).toMatch(/^none/);
    expect(
      verdict(undici, asks.replace('dispatcher: new Agent(), ...given', '...given, dispatcher: new Agent()')),
    ).toBe('safe');
  });

  it('an earlier function uses later declarations, which a block would hide', () => {
    const asks =
      'async function load(url) {\n  const show = () => console.log(total);\n  const agent = new Agent();\n  const total = 3;\n  const { body } = await request(url, { dispatcher: agent });\n  await body.dump();\n  show();\n}\n';
    expect(verdict(undici, asks)).toBe('safe');
    for (const empty of ['const total = []', 'const total = {}', 'let total'])
      expect(verdict(undici, asks.replace('const total = 3', empty))).toBe('safe');
    for (const full of ['const total = count()', 'const total = [count()]', 'const total = { at: count() }'])
      expect(verdict(undici, asks.replace('const total = 3', full))).toMatch(/^review: .+shared/);
    expect(verdict(undici, asks.replace('const total', 'var total'))).toBe('safe');
    expect(verdict(undici, asks.replace('log(total)', 'log(url)'))).toBe('safe');
  });

  it('a request of node:http that is only known to have been sent', () => {
    const asks =
      "async function load(url) {\n  const agent = new http.Agent({ keepAlive: true });\n  await new Promise((resolve) => {\n    const req = http.get(url, { agent }, (res) => res.pipe(out));\n    req.on('finish', resolve);\n  });\n}\n";
    expect(verdict(http, asks)).toMatch(/^review: .+shared/);
    expect(verdict(http, asks.replace("req.on('finish'", "req.on('error', fail).once('finish'"))).toMatch(
      /^review: .+shared/,
    );
    expect(verdict(http, asks.replace('req.on', 'out.on'))).toBe('safe');
  });

  it('two requests of node:http, of which one tells of its end', () => {
    const asks =
      "async function load(url) {\n  const agent = new http.Agent({ keepAlive: true });\n  await new Promise((resolve) => {\n    http.get(url, { agent }, collect);\n    http.get(url, { agent }, (res) => res.resume().on('end', resolve));\n  });\n}\n";
    expect(verdict(http, asks)).toMatch(/^review: .+shared/);
    expect(verdict(http, asks.replace('    http.get(url, { agent }, collect);\n', ''))).toBe('safe');
  });

  it('a promise without a type annotation', () => {
    expect(
      verdict(
        http,
        "const load: (url: string) => Promise<void> = (url) => {\n  const agent = new http.Agent({ keepAlive: true });\n  return new Promise((resolve) => http.get(url, { agent }, (res) => res.resume().on('end', () => resolve())));\n};\n",
      ),
    ).toMatch(/^review/);
  });
});

it.each([
  ['', 'safe'],
  [", { responseType: 'json' }", 'safe'],
  [", { responseType: 'stream' }", 'review'],
  [', { responseType: kind }', 'review'],
])('an agent is destroyed once its client has read the whole response: axios with %j is %s', (options, expected) => {
  const asks = `import axios from 'axios';\nasync function load(url, kind) {\n  const client = axios.create({ baseURL: url, httpAgent: new http.Agent({ keepAlive: true }) });\n  const { data } = await client.get('/a'${options});\n  return data;\n}\n`;
  expect(fix(http + asks)).toMatch(new RegExp(`^${expected}`));
});

describe('closed where a map drops it', () => {
  const kept = (drop: string): string =>
    `const agents = new Map();\nfunction agentFor(origin) {\n  let agent = agents.get(origin);\n  if (!agent) {\n    agent = new Agent();\n    agents.set(origin, agent);\n  }\n  return agent;\n}\nexport async function load(url) {\n  const res = await fetch(url, { dispatcher: agentFor(new URL(url).origin) });\n  return await res.text();\n}\n${drop}`;

  it('by a statement of its own', () => {
    expect(fix(undici + kept('export function forget(origin) {\n  agents.delete(origin);\n}\n'))).toMatch(
      /^review: .+ {2}agents\.get\(origin\)\?\.close\(\)\.catch\(\(\) => \{\}\);\n {2}agents\.delete\(origin\);\n\}$/s,
    );
  });

  it.each([
    ['the key is not a name', 'export function forget(url) {\n  agents.delete(new URL(url).origin);\n}\n'],
    ['the result is used', 'export const forget = (origin) => agents.delete(origin);\n'],
    ['there is no block', 'export function forget(origin) {\n  if (origin) agents.delete(origin);\n}\n'],
  ])('not if %s', (_, drop) => {
    expect(fix(undici + kept(drop))).toMatch(/^none: the call that drops it/);
  });

  it('not if nothing drops it', () => {
    expect(plansOf(undici + kept(''))).toEqual([]);
  });
});

describe('shared by all calls', () => {
  it('moves as it is where its name is free', () => {
    expect(
      after(
        http,
        "function load(url, done) {\n  const agent = new http.Agent({ keepAlive: true });\n  http.get(url, { agent }, (res) => res.resume().on('end', done));\n}\n",
      ),
    ).toMatchInlineSnapshot(`
      "review: The agent is made once and shared by all calls: check that its connections may be shared.

      const agent = new http.Agent({ keepAlive: true });

      function load(url, done) {
        http.get(url, { agent }, (res) => res.resume().on('end', done));
      }"
    `);
  });

  it('not an agent whose arguments may be missing, or may be set later', () => {
    const asks =
      "import { ProxyAgent } from 'undici';\nconst load = (url) => fetch(url, process.env.PROXY ? { dispatcher: new ProxyAgent(process.env.PROXY) } : {}).then((res) => res.text());\n";
    expect(fix(asks)).toMatch(/^none/);
    expect(fix(asks.replace('(process.env.PROXY)', "('http://localhost:8080')"))).toMatch(/^review/);
  });

  it('under another name where it is not', () => {
    expect(
      after(
        http,
        "const agent = 'x';\nfunction load(url, done) {\n  const agent = new http.Agent({ keepAlive: true }); // one each\n  http.get(url, { agent }, (res) => res.resume().on('end', done));\n}\nconsole.log(agent);\n",
      ),
    ).toMatchInlineSnapshot(`
      "review: The agent is made once and shared by all calls: check that its connections may be shared.

      const sharedAgent = new http.Agent({ keepAlive: true });

      const agent = 'x';
      function load(url, done) {
        const agent = sharedAgent; // one each
        http.get(url, { agent }, (res) => res.resume().on('end', done));
      }
      console.log(agent);"
    `);
  });
});

describe('closed under a response that leaves the function', () => {
  const load = (imports: string, agent: string, option: string): string =>
    `${imports}export async function load(url) {\n  const agent = ${agent};\n  const res = await fetch(url, { ${option} });\n  await agent.destroy();\n  return res;\n}\n`;

  it('waits for the response where agents of the client can', () => {
    expect(after(undici, load('', 'new Agent()', 'dispatcher: agent'))).toMatchInlineSnapshot(`
      "review: The agent now waits for the body instead of interrupting it: check that the connection does not have to end at once.
      export async function load(url) {
        const agent = new Agent();
        const res = await fetch(url, { dispatcher: agent });
        agent.close().catch(() => {});
        return res;
      }"
    `);
  });

  it('is left alone where they only cut it off', () => {
    const imports = "import fetch from 'node-fetch';\nimport { Agent } from 'node:http';\n";
    expect(fix(load(imports, 'new Agent({ keepAlive: true })', 'agent'))).toBe(
      'none: an agent of this kind cannot wait for a body',
    );
  });
});
