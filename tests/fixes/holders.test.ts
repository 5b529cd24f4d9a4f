/** Plans where the response is behind something else: a closure, an object, a variable of a loop, a pattern. */
import { describe, expect, it } from 'vitest';
import { fix } from './support.js';

const strictFix = (code: string): string => fix(code, { strict: true });
const lines = (...text: string[]): string => `${text.join('\n')}\n`;

describe('code that may read it', () => {
  it('a closure reads where it is called, not where it is made', () => {
    expect(
      fix(
        lines(
          'async function load(url) {',
          '  const res = await fetch(url);',
          '  const payload = () => res.json();',
          '  if (!res.ok) return null;',
          '  return await payload();',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        const res = await fetch(url);
        const payload = () => res.json();
        if (!res.ok) {
          await res.body?.cancel();
          return null;
        }
        return await payload();
      }"
    `);
  });

  it('a known function that gets it in an object', () => {
    expect(
      fix(
        lines(
          'function report({ res, label }) {',
          '  console.log(label, res.status);',
          '  return res.ok;',
          '}',
          'async function load(url) {',
          '  const res = await fetch(url);',
          "  if (!report({ res, label: 'x' })) return null;",
          '  return await res.json();',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      function report({ res, label }) {
        console.log(label, res.status);
        return res.ok;
      }
      async function load(url) {
        const res = await fetch(url);
        if (!report({ res, label: 'x' })) {
          await res.body?.cancel();
          return null;
        }
        return await res.json();
      }"
    `);
  });
});

it('strict: a reader has begun, and no path ends', () => {
  expect(
    strictFix(
      lines(
        'async function peek(url) {',
        '  const res = await fetch(url);',
        '  const reader = res.body.getReader();',
        '  try {',
        '    const { value } = await reader.read();',
        '    return measure(value);',
        '  } finally {',
        '    reader.releaseLock();',
        '  }',
        '}',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "safe
    async function peek(url) {
      const res = await fetch(url);
      const reader = res.body.getReader();
      try {
        const { value } = await reader.read();
        return measure(value);
      } finally {
        await reader.cancel().catch(() => {});
        reader.releaseLock();
      }
    }"
  `);
});

it('strict: one `finally`, template literals and comments as they were', () => {
  expect(
    strictFix(
      lines(
        'async function load(url) {',
        '  const res = await fetch(url);',
        '  // why',
        '  log(`status',
        '  ${res.status}`); // said',
        '  check();',
        '  return await res.text();',
        '}',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "safe
    async function load(url) {
      const res = await fetch(url);
      try {
        // why
        log(\`status
      \${res.status}\`); // said
        check();
        return await res.text();
      } finally {
        if (!res.bodyUsed) {
          await res.body?.cancel().catch(() => {});
        }
      }
    }"
  `);
});

it('the code asks whether it has been read', () => {
  expect(
    fix(
      lines(
        'async function load(url) {',
        '  const res = await fetch(url);',
        '  console.log(res.status, res.bodyUsed);',
        '}',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "safe
    async function load(url) {
      const res = await fetch(url);
      console.log(res.status, res.bodyUsed);
      await res.body?.cancel();
    }"
  `);
});

describe('loops', () => {
  it('assigned in the test of its loop', () => {
    expect(
      fix(
        lines(
          'async function load(url) {',
          '  let res: Response;',
          '  let left = 4;',
          '  while (!(res = await fetch(url)).ok && left-- > 0) {',
          "    console.log('again');",
          '  }',
          '  return await res.text();',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function load(url) {
        let res: Response;
        let left = 4;
        while (!(res = await fetch(url)).ok && left-- > 0) {
          await res.body?.cancel();
          console.log('again');
        }
        return await res.text();
      }"
    `);
  });

  it('assigned in the test of a loop that goes on early', () => {
    expect(
      fix(
        lines(
          'async function load(url) {',
          '  let res: Response;',
          '  while (!(res = await fetch(url)).ok) {',
          '    if (res.status === 503) continue;',
          '    console.log(res.status);',
          '  }',
          '  return await res.text();',
          '}',
        ),
      ),
    ).toMatch(/^none/);
  });

  it('a better one takes its place', () => {
    expect(
      fix(
        lines(
          'async function best(urls) {',
          '  let chosen = null;',
          '  for (const url of urls) {',
          '    const res = await fetch(url);',
          '    if (chosen === null || res.status < chosen.status) chosen = res;',
          '    else await res.body?.cancel();',
          '  }',
          '  return await chosen.text();',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      async function best(urls) {
        let chosen = null;
        for (const url of urls) {
          const res = await fetch(url);
          if (chosen === null || res.status < chosen.status) {
            await chosen?.body?.cancel();
            chosen = res;
          } else await res.body?.cancel();
        }
        return await chosen.text();
      }"
    `);
  });
});

it('the elements that a pattern leaves out', () => {
  expect(
    fix(
      lines(
        'async function load(urls) {',
        '  const [first] = await Promise.all(urls.map((url) => fetch(url)));',
        '  return await first.text();',
        '}',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "safe
    async function load(urls) {
      const [first, ...others] = await Promise.all(urls.map((url) => fetch(url)));
      await Promise.all(others.map((response) => response.body?.cancel().catch(() => {})));
      return await first.text();
    }"
  `);
});

it('a helper of a helper that only throws', () => {
  expect(
    fix(
      lines(
        'function fail(status): never {',
        '  throw new Error(`status ${status}`);',
        '}',
        'async function decode(res) {',
        '  if (!res.ok) fail(res.status);',
        '  return res.json();',
        '}',
        'export async function load(url) {',
        '  return decode(await fetch(url));',
        '}',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "safe
    function fail(status): never {
      throw new Error(\`status \${status}\`);
    }
    async function decode(res) {
      if (!res.ok) {
        await res.body?.cancel().catch(() => {});
        fail(res.status);
      }
      return res.json();
    }
    export async function load(url) {
      return decode(await fetch(url));
    }"
  `);
});

describe('closed too early', () => {
  it('by a helper', () => {
    expect(
      fix(
        lines(
          "import { Agent, fetch } from 'undici';",
          'async function shutDown(agent) {',
          '  await agent.close();',
          '}',
          'export async function open(url) {',
          '  const agent = new Agent();',
          '  const res = await fetch(url, { dispatcher: agent });',
          '  await shutDown(agent);',
          '  return res;',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "safe
      import { Agent, fetch } from 'undici';
      async function shutDown(agent) {
        agent.close().catch(() => {});
      }
      export async function open(url) {
        const agent = new Agent();
        const res = await fetch(url, { dispatcher: agent });
        await shutDown(agent);
        return res;
      }"
    `);
  });

  it('a session', () => {
    expect(
      fix(
        lines(
          "import { connect } from 'node:http2';",
          "import { once } from 'node:events';",
          'export async function open(origin) {',
          '  const session = connect(origin);',
          "  const stream = session.request({ ':path': '/' });",
          "  await once(stream, 'response');",
          '  session.destroy();',
          '  return stream;',
          '}',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "review: The agent now waits for the body instead of interrupting it: check that the connection does not have to end at once.
      import { connect } from 'node:http2';
      import { once } from 'node:events';
      export async function open(origin) {
        const session = connect(origin);
        const stream = session.request({ ':path': '/' });
        await once(stream, 'response');
        session.close();
        return stream;
      }"
    `);
  });
});
