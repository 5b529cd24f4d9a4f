/** Repairs as a maintainer would write them: one where several would do, nothing twice, each on lines of its own. */
import { describe, expect, it } from 'vitest';
import { fix } from './support.js';

const lines = (...text: string[]): string => `${text.join('\n')}\n`;

describe('a lock that is given back', () => {
  const pieces = lines(
    'async function* pieces(res) {',
    '  const reader = res.body.getReader();',
    '  try {',
    '    for (let size = 0; ; ) {',
    '      const { done, value } = await reader.read();',
    '      if (done || (size += value.length) > 9) return;',
    '      yield value;',
    '    }',
    '  } finally {',
    '    reader.releaseLock();',
    '  }',
    '}',
    'async function load(url) {',
    '  const res = await fetch(url);',
    '  for await (const piece of pieces(res)) console.log(piece);',
    '}',
  );

  it('the reader is cancelled there', () => {
    expect(fix(pieces)).toMatchInlineSnapshot(`
      "safe
      async function* pieces(res) {
        const reader = res.body.getReader();
        try {
          for (let size = 0; ; ) {
            const { done, value } = await reader.read();
            if (done || (size += value.length) > 9) return;
            yield value;
          }
        } finally {
          await reader.cancel().catch(() => {});
          reader.releaseLock();
        }
      }
      async function load(url) {
        const res = await fetch(url);
        for await (const piece of pieces(res)) console.log(piece);
      }"
    `);
  });

  it('not where other modules call the function too', () => {
    expect(fix(`export ${pieces}`)).not.toMatch(/^safe/);
  });
});

describe('a type with less than a response', () => {
  it('the response gets a name in front of it', () => {
    expect(
      fix(
        lines(
          'async function load(url: string) {',
          '  const res: { ok: boolean; json(): Promise<unknown> } = await fetch(url);',
          '  if (!res.ok) return null;',
          '  return res.json();',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url: string) {
        const response = await fetch(url);
        const res: { ok: boolean; json(): Promise<unknown> } = response;
        if (!res.ok) {
          await response.body?.cancel();
          return null;
        }
        return res.json();
      }"
    `);
  });
});

describe('who calls a method', () => {
  const client = (modifier: string): string =>
    lines(
      'export class Client {',
      '  async load(url: string) {',
      '    const res = await fetch(url);',
      '    this.check(res);',
      '    return res.json();',
      '  }',
      `  ${modifier}check(res: Response) {`,
      "    if (!res.ok) throw new Error('bad');",
      '  }',
      '}',
    );

  it('a private one: its class alone', () => {
    expect(fix(client('private '))).toMatchInlineSnapshot(`
      "safe
      export class Client {
        async load(url: string) {
          const res = await fetch(url);
          this.check(res);
          return res.json();
        }
        private check(res: Response) {
          if (!res.ok) {
            res.body?.cancel().catch(() => {});
            throw new Error('bad');
          }
        }
      }"
    `);
  });
});

describe('layout', () => {
  it('a clause on the line of its label gets lines of its own', () => {
    expect(
      fix(
        lines(
          'async function load(url) {',
          '  const res = await fetch(url);',
          '  switch (res.status) {',
          '    case 200: return res.json();',
          '    case 404: return null;',
          '    default: throw new Error(`status ${res.status}`);',
          '  }',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        switch (res.status) {
          case 200: return res.json();
          case 404:
            await res.body?.cancel();
            return null;
          default:
            await res.body?.cancel().catch(() => {});
            throw new Error(\`status \${res.status}\`);
        }
      }"
    `);
  });

  it('nothing is left behind a comment that ended the line', () => {
    const written = fix(
      'async function load(url) {\n  const res = await fetch(url);\n  if (!res.ok) /* why */ return null;\n  return res.json();\n}\n',
    );
    expect(written).toContain('{ /* why */\n');
  });
});

describe('agents', () => {
  const undici = "import { Agent, request } from 'undici';\n";

  it('closed at the exit that forgets it, and not twice', () => {
    expect(
      fix(
        undici +
          lines(
            'async function load(url) {',
            '  const agent = new Agent();',
            '  const { statusCode, body } = await request(url, { dispatcher: agent });',
            '  const text = await body.text();',
            '  if (statusCode >= 400) throw new Error(text);',
            '  await agent.close();',
            '  return text;',
            '}',
          ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      import { Agent, request } from 'undici';
      async function load(url) {
        const agent = new Agent();
        const { statusCode, body } = await request(url, { dispatcher: agent });
        const text = await body.text();
        if (statusCode >= 400) {
          agent.close().catch(() => {});
          throw new Error(text);
        }
        await agent.close();
        return text;
      }"
    `);
  });

  it('the one that is made where none is given, and no other', () => {
    expect(
      fix(
        undici +
          lines(
            'async function load(url, given) {',
            '  const dispatcher = given ?? new Agent();',
            '  const { body } = await request(url, { dispatcher });',
            '  return await body.text();',
            '}',
          ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      import { Agent, request } from 'undici';
      async function load(url, given) {
        let agent: Agent | undefined;
        const dispatcher = given ?? (agent = new Agent());
        try {
          const { body } = await request(url, { dispatcher });
          return await body.text();
        } finally {
          agent?.close().catch(() => {});
        }
      }"
    `);
  });

  describe('the one that is replaced', () => {
    const load = 'export const load = async (url) => (await request(url, { dispatcher: agent })).body.text();';
    const configure = (declaration: string, value: string, use: string): string =>
      undici + lines(declaration, 'export function configure(connections) {', `  agent = ${value};`, '}', use);

    it('safe where every request takes it from the variable', () => {
      expect(fix(configure('let agent = new Agent();', 'new Agent({ connections })', load))).toMatchInlineSnapshot(`
        "safe
        import { Agent, request } from 'undici';
        let agent = new Agent();
        export function configure(connections) {
          agent.close().catch(() => {});
          agent = new Agent({ connections });
        }
        export const load = async (url) => (await request(url, { dispatcher: agent })).body.text();"
      `);
    });

    it.each([
      ['it is exported', 'export let agent = new Agent();', load],
      [
        'a constant keeps it',
        'let agent = new Agent();',
        'export async function load(url) { const dispatcher = agent; await null; return (await request(url, { dispatcher })).body.text(); }',
      ],
      ['a function is given it', 'let agent = new Agent();', `${load} keep(agent);`],
      [
        'that of a caller may be there',
        'let agent = new Agent();',
        `${load} export function use(given) { agent = given; }`,
      ],
      [
        'a redirect is asked for later',
        'let agent = new Agent();',
        'export const load = async (url) => (await fetch(url, { dispatcher: agent })).text();',
      ],
    ])('a person agrees: %s', (_, declaration, use) => {
      expect(fix(configure(declaration, 'new Agent({ connections })', use))).not.toMatch(/^safe/);
    });
  });

  it('made in front of the promise that it is for', () => {
    const code = lines(
      "import http from 'node:http';",
      'export function load(url) {',
      '  return new Promise((resolve, reject) => {',
      '    const agent = new http.Agent({ keepAlive: true }); // one socket',
      "    http.get(url, { agent }, (res) => res.resume().on('end', resolve)).on('error', reject);",
      '  });',
      '}',
    );
    expect(fix(code)).toMatchInlineSnapshot(`
      "safe
      import http from 'node:http';
      export function load(url) {
        const agent = new http.Agent({ keepAlive: true }); // one socket
        return new Promise((resolve, reject) => {
          http.get(url, { agent }, (res) => res.resume().on('end', resolve)).on('error', reject);
        }).finally(() => agent.destroy());
      }"
    `);
    // Making it may throw, and would not reject the promise any more.
    expect(fix(code.replace('keepAlive: true', 'keepAlive: true, maxSockets: most()'))).not.toMatch(/^safe/);
    expect(fix(code.replace(".on('end', resolve)", '').replace('http.get(url', 'resolve(); http.get(url'))).not.toMatch(
      /finally/,
    );
    expect(fix(code.replace('    const agent', '    const more = read();\n    const agent'))).not.toMatch(/finally/);
  });
});

describe('strict', () => {
  it('the exits that are written down, where those of calls cannot be repaired', () => {
    const code = lines(
      'async function load(url, keep) {',
      '  const res = await fetch(url);',
      '  if (!res.ok) throw new Error(label(res.status));',
      '  note(res.status);',
      '  keep(res);',
      '}',
    );
    expect(fix(code, { strict: true })).toMatchInlineSnapshot(`
      "safe
      async function load(url, keep) {
        const res = await fetch(url);
        if (!res.ok) {
          await res.body?.cancel().catch(() => {});
          throw new Error(label(res.status));
        }
        note(res.status);
        keep(res);
      }"
    `);
  });
});

it('the loser of a race is released in a file without semicolons, where the race and its statement end at one place', () => {
  expect(
    fix(
      lines(
        'const pause = (time) => new Promise((resolve) => setTimeout(resolve, time))',
        'async function load(url) {',
        '  const first = await Promise.race([fetch(url), pause(50).then(() => null)])',
        '  if (!first) return null',
        '  return first.text()',
        '}',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "safe
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time))
    async function load(url) {
      const request = fetch(url)
      const first = await Promise.race([request, pause(50).then(() => null)]).catch((error) => {
        request.then((response) => response.body?.cancel()).catch(() => {})
        throw error
      })
      request.then((response) => (response !== first ? response.body?.cancel() : undefined)).catch(() => {})
      if (!first) return null
      return first.text()
    }"
  `);
});
