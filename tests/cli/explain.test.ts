import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, httpLeak, LEAK } from './harness.js';

const HELPED = `export async function load(url) {
  const response = await fetch(url);
  check(response);
  if (response.status === 204) return null;
  if (!response.ok) throw new Error('failed');
  return response.text();
}
function check(response) {
  if (response.status === 500) throw new Error('server');
}
export const api = (url) => fetch(url);
export async function use(sink) {
  const given = await api('x');
  sink(given);
}
`;

async function explain(place: string, files: Readonly<Record<string, string>>, ...flags: string[]): Promise<string> {
  const { code, stdout, stderr } = await httpLeak(folderWith(files), ['explain', place, ...flags]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

describe('explain <file:line>', () => {
  it('says that a path which may be impossible is not reported', async () => {
    const modes = [1, 2, 3, 4, 5, 6, 7, 8]
      .map((mode) => `case '${mode}': mode = ${mode}; same = ${mode}; break;`)
      .join(' ');
    const source = `async function f(kind) {\n  const res = await fetch('/');\n  let mode = 9;\n  let same = 9;\n  switch (kind) { ${modes} }\n  if (mode === same && mode !== 8) return res.text();\n  return null;\n}\n`;
    expect(await explain('a.js:2', { 'a.js': source })).toContain(
      'not reported: too many states were merged at one point, and only a path that may be impossible leaves it open',
    );
  });

  it('lists the exits, their paths, where the duty ends on other paths, and the effects of callees', async () => {
    expect(await explain('a.js:2', { 'a.js': HELPED })).toMatchInlineSnapshot(`
      "line 2  fetch(url)
        acquires from \`fetch\`: its name resolves to \`global:fetch\`
        reported by http-leak/no-unconsumed-body
        left open by \`check\` on line 3 (which throws on line 9)
          still reached by \`response\`
        left open on the path of the \`throw\` on line 5
          line 4: \`response.status === 204\` is falsy
          line 5: \`response.ok\` is falsy
          still reached by \`response\`
        ended on line 4: \`response.status === 204\` says that there is no body left to read
        ended on line 6: \`response.text()\` reads the body to its end
        passed on line 3 to \`check\` (line 8), which leaves it open when it ends on line 10 or throws on line 9
        repair: Release the body on the paths that leak it
          at every exit: chosen
          where no code needs it any more: refused, an exit is not in this function
      "
    `);
  });

  it('goes into callees, as deep as the resource goes', async () => {
    const source = `export async function load(url) {
  const response = await fetch(url);
  return decode(response);
}
async function decode(response) {
  if (response.headers.has('x-none')) return null;
  return text(response);
}
const text = (response) => response.text();
`;
    expect(await explain('a.js:2', { 'a.js': source })).toMatchInlineSnapshot(`
      "line 2  fetch(url)
        acquires from \`fetch\`: its name resolves to \`global:fetch\`
        reported by http-leak/no-unconsumed-body
        left open on the path of the \`return\` on line 3
          still reached by \`response\`
        passed on line 3 to \`decode\` (line 5), which reads it to its end, or leaves it open when it returns \`null\` on line 6
          passed on line 7 to \`text\` (line 9), which reads it to its end
            ended on line 9: \`response.text()\` reads the body to its end
        no repair: the response is also stored or handed on, and other code may still need its body
          at every exit: refused, the response is also stored or handed on, and other code may still need its body
          where no code needs it any more: refused, no branch separates the paths that leak it from the others
          in a \`finally\`: refused, it is also stored or handed on, and other code may still need it
          all of a list: refused, the list of responses is not kept in a constant
      "
    `);
  });

  it('describes the repair, and the strategies that were tried', async () => {
    const source = `import { readFile } from 'node:fs/promises';
export async function load(url, limit) {
  const response = await fetch(url);
  if (url.length > limit) return null;
  await readFile(url);
  if (!response.ok) return undefined;
  return response.text();
}
`;
    expect(await explain('a.mjs:3', { 'a.mjs': source })).toMatchInlineSnapshot(`
      "line 3  fetch(url)
        acquires from \`fetch\`: its name resolves to \`global:fetch\`
        reported by http-leak/no-unconsumed-body
        left open on the path of the \`return\` on line 4
          line 4: \`url.length > limit\` is truthy
          still reached by \`response\`
        left open on the path of the \`return\` on line 6
          line 4: \`url.length > limit\` is falsy
          line 6: \`response.ok\` is falsy
          still reached by \`response\`
        ended on line 7: \`response.text()\` reads the body to its end
        repair: Release the body on the paths that leak it
          at every exit: chosen
          where no code needs it any more: safe
      "
    `);
  });

  it('explains the run that the rule has made, also after others of the program', async () => {
    const files = {
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "types": [], "lib": ["ES2022", "DOM"] }, "include": ["*.ts"] }',
      'drain.ts': 'export async function drain(res: Response): Promise<void> {\n  if (res.ok) await res.text();\n}\n',
      'a.ts':
        "import { drain } from './drain.js';\nexport async function load(url: string): Promise<void> {\n  const res = await fetch(url);\n  await drain(res);\n}\n",
    };
    expect(await explain('a.ts:3', files)).toMatch(
      /passed on line 4 to `drain` \(.*drain\.ts:1\), which reads it to its end, or leaves it open when it ends on line 3\n {4}ended on line 2/,
    );
  });

  it('names only the decisions that a leak depends on', async () => {
    const source = `export async function load(url, verbose, cache) {
  const response = await fetch(url);
  if (verbose) console.log(url.length > 9 ? 'long' : 'short');
  for (const part of url) cache.add(part);
  if (cache.has(url)) await response.body?.cancel();
  cache.clear();
}
`;
    const lines = (await explain('a.js:2', { 'a.js': source }))
      .split('\n')
      .filter((line) => /^ {2}left open|^ {4}line/.test(line));
    expect(lines).toEqual(['  left open by the end on line 7', '    line 5: `cache.has(url)` is falsy']);
  });

  it('says which resource a wrapper returns to its callers', async () => {
    expect(await explain('a.js:11', { 'a.js': HELPED })).toMatchInlineSnapshot(`
      "line 11  fetch(url)
        acquires from \`fetch\`: its name resolves to \`global:fetch\`
        not reported: no path leaves it open
        handed to the callers of the function, which then own it
      "
    `);
    expect(await explain('a.js:13', { 'a.js': HELPED })).toMatchInlineSnapshot(`
      "line 13  api('x')
        acquires from \`fetch\`: \`api\` (line 11) returns it
        not reported: no path leaves it open
        ended on line 14: \`sink(given)\` passes it to code that cannot be analysed, which counts as taking it
      "
    `);
  });

  it('says why a resource that is never ended is not reported', async () => {
    const source = `import { Agent } from 'undici';
export async function load(url, log) {
  const response = await fetch(url);
  log();
  return response.json();
}
export function test() {
  expect(new Agent()).toBeInstanceOf(Agent);
}
`;
    expect(await explain('a.mjs:3', { 'a.mjs': source })).toContain(
      'not reported: it is left open only if a call throws (`--strict` reports that)',
    );
    expect(await explain('a.mjs:3', { 'a.mjs': source }, '--strict')).toContain(
      'left open if the call on line 4 throws',
    );
    expect(await explain('a.mjs:8', { 'a.mjs': source })).toContain('not reported: no request was made with it');
  });

  it('says why a call acquires nothing', async () => {
    expect(await explain('a.js:14', { 'a.js': HELPED })).toMatchInlineSnapshot(`
      "line 14  sink(given)
        acquires nothing: neither scopes nor types tell which function is called
      "
    `);
    expect(await explain('a.js:3', { 'a.js': HELPED })).toMatchInlineSnapshot(`
      "line 3  check(response)
        acquires nothing: \`check\` (line 8) returns nothing that has to be released
      "
    `);
  });

  it('points to the sites of the file when nothing is called on the line', async () => {
    expect(await explain('a.js:7', { 'a.js': HELPED })).toBe(
      'line 7: no call starts here\nthis file acquires something on line 2, 11, 13\n',
    );
  });

  it('reads TypeScript with and without types', async () => {
    const files = { 'a.ts': LEAK, 'tsconfig.json': '{ "files": ["a.ts"] }' };
    expect(await explain('a.ts:2', files)).toBe(await explain('a.ts:2', files, '--untyped'));
  });

  it('explains a response parameter', async () => {
    const listener =
      "import http from 'node:http';\nhttp.get('http://localhost', (res) => {\n  if (res.statusCode !== 200) return;\n  res.resume();\n});\n";
    expect(await explain('a.mjs:2', { 'a.mjs': listener })).toMatchInlineSnapshot(`
      "line 2  http.get('http://localhost', (res) => { if (res.statusCode …
        acquires nothing: it is the parameter of a listener that gets the response

      line 2  res
        acquires from \`http.get\`: the response parameter of a listener
        reported by http-leak/no-unconsumed-body
        left open on the path of the \`return\` on line 3
          line 3: \`res.statusCode !== 200\` is truthy
          still reached by \`res\`
        ended on line 4: \`res.resume()\` reads the body to its end
        repair: Release the body on the paths that leak it
          at every exit: chosen
          where no code needs it any more: safe
      "
    `);
  });
});

describe('explain <file>', () => {
  it('prints the graph with the states of each block', async () => {
    expect(await explain('a.js', { 'a.js': CLEAN })).toMatchInlineSnapshot(`
      "== load, line 1
      b0: entry
        eval Identifier  fetch
        eval Identifier  url
        eval CallExpression  fetch(url)
        -> b1
        -> b5 may throw fetch(url)

      b1:
        state fetch of line 1, open; fetch(url) = P<response>
        eval AwaitExpression  await fetch(url)
        -> b2
        -> b5 may throw await fetch(url)

      b2:
        state fetch of line 1, open; await fetch(url) = response
        eval MemberExpression  (await fetch(url)).text
        eval CallExpression  (await fetch(url)).text()
        -> b3
        -> b5 may throw (await fetch(url)).text()

      b3:
        return CallExpression  (await fetch(url)).text()
        -> b4 by CallExpression@1

      b4: exit

      b5: throw exit

      calls:
        line 1  fetch(url): acquires P<response> from \`fetch\`, its name resolves to \`global:fetch\`
        line 1  (await fetch(url)).text(): reads it to its end
      "
    `);
  });

  it('also prints the functions that get a resource, and the facts about each call', async () => {
    const source = `export async function load(url, log) {
  const response = await fetch(url);
  log(url);
  check(response);
  return response.json();
}
function check(response) {
  if (!response.ok) throw new Error(response.statusText);
}
`;
    const lines = (await explain('a.js', { 'a.js': source })).split('\n');
    expect(lines.filter((line) => /^==|^calls|^ {2}line|as given/.test(line))).toMatchInlineSnapshot(`
      [
        "== load, line 1",
        "calls:",
        "  line 2  fetch(url): acquires P<response> from \`fetch\`, its name resolves to \`global:fetch\`",
        "  line 3  log(url): no function that can be analysed",
        "  line 4  check(response): runs \`check\` (line 7), which leaves it open when it ends on line 9 or throws on line 8",
        "  line 5  response.json(): reads it to its end",
        "== check, line 7",
        "  state fetch as given, open; response = response",
        "  state fetch as given, open; response = response; status 100-199, 300-599",
        "  state fetch as given, open; response = response; status 100-199, 300-599",
        "calls:",
        "  line 8  new Error(response.statusText): \`global:Error\`",
      ]
    `);
  });

  it('says so when the file acquires nothing', async () => {
    expect(await explain('a.js', { 'a.js': 'export const one = 1;\n' })).toBe('this file acquires nothing\n');
  });
});

describe('settings', () => {
  const SENT =
    "import { send } from '@acme/http';\nexport async function ok(url) {\n  return (await send(url)).ok;\n}\n";

  it('count in an explanation', async () => {
    const folder = folderWith({
      'a.mjs': SENT,
      'http-leak.config.json':
        '{ "clients": [{ "from": "package", "package": "@acme/http", "name": "send", "protocol": "fetch" }] }',
    });
    expect(await httpLeak(folder, ['explain', 'a.mjs:3'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: `line 3  send(url)
  acquires from \`send\`: your settings, or a tag of its declaration, say so
  reported by http-leak/no-unconsumed-body
  left open when it is dropped on line 3
  repair: Release the body on the paths that leak it
    right after the declaration: refused, the response is not kept in a variable
    all of an unread list: refused, the list of responses is not kept in a constant
    at every exit: chosen
    where no code needs it any more: refused, an exit is not in this function
`,
    });
  });

  it('that are invalid are reported, and the explanation is not reliable', async () => {
    const { code, stdout, stderr } = await httpLeak(
      folderWith({ 'a.mjs': SENT, 'http-leak.config.json': '{ "clients": 1 }' }),
      ['explain', 'a.mjs:3'],
    );
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'http-leak: http-leak.config.json: the settings in this file are ignored: clients must be an array; got 1\n',
    });
    expect(stdout).toContain('acquires nothing');
  });
});

describe('tags', () => {
  it('that are invalid are reported', async () => {
    const folder = folderWith({
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] }, "include": ["*.ts"] }',
      'acme.d.ts':
        "declare module '@acme/http' {\n  /** @httpLeak reads */\n  export function send(path: string): Promise<{ ok: boolean }>;\n}\n",
      'a.ts':
        "import { send } from '@acme/http';\nexport const ok = async (path: string): Promise<boolean> => (await send(path)).ok;\n",
    });
    expect((await httpLeak(folder, ['explain', 'a.ts:2'])).stdout).toBe(`line 2  send(path)
  acquires nothing: \`@acme/http:send\` is not a known client
  a tag of its declaration is ignored: @httpLeak must say acquires, consumes, borrows, takes; got "reads"
`);
  });
});

describe('explain of unreadable files', () => {
  it.each([
    ['a missing file', 'b.js:1', /no such file/],
    ['a file that does not parse', 'a.js:1', /a\.js:1:\d+: could not parse: /],
  ])('ends with 2 for %s', async (_, place, message) => {
    const { code, stdout, stderr } = await httpLeak(folderWith({ 'a.js': 'const = ;' }), ['explain', place]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
