/** `strict` adds the paths that occur only if a call throws. */
import { RuleTester } from 'eslint';
import { reports } from '../../src/rules/index.js';

const strict = [{ strict: true }];

new RuleTester().run('no-unconsumed-body: strict', reports['no-unconsumed-body'], {
  valid: [
    {
      name: 'nothing happens between the response and its body',
      code: `async function load(url) {
  const res = await fetch(url);
  return res.json();
}`,
      options: strict,
    },
    {
      name: 'without the option',
      code: `async function load(url) {
  const res = await fetch(url);
  audit(url);
  return res.json();
}`,
    },
    {
      name: 'a call between the response and its body',
      code: `async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  audit(url);
  return text;
}`,
      options: strict,
    },
    {
      name: 'a call that a finally answers for',
      code: `async function load(url) {
  const res = await fetch(url);
  try {
    audit(url);
    return await res.json();
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}`,
      options: strict,
    },
    {
      name: 'a header is read, which cannot throw',
      code: `async function load(url) {
  const res = await fetch(url);
  const type = res.headers.get('content-type');
  return { type, value: await res.json() };
}`,
      options: strict,
    },
    {
      name: 'a header is looked at, if it is there',
      code: `async function load(url) {
  const res = await fetch(url);
  const type = res.headers.get('content-type');
  if (type?.includes('text/')) return res.text();
  return res.json();
}`,
      options: strict,
    },
    {
      name: 'a test checks the response before it reads it',
      code: `import assert from 'node:assert';
import { expect, it } from 'vitest';
it('answers', async () => {
  const res = await fetch(url);
  expect(res.status).toBe(200);
  expect(res.headers.get('etag')).not.toMatch(/x/);
  assert.match(res.statusText, /OK/);
  await expect(late).rejects.toThrow('late');
  await res.text();
});`,
      options: strict,
    },
    {
      name: 'what an emitter does not catch in the listener that gets the response ends the process',
      code: `import http from 'node:http';
http.createServer((incoming, outgoing) => {
  http.get(incoming.url, (res) => {
    outgoing.writeHead(res.statusCode);
    res.resume();
    outgoing.end();
  });
});`,
      options: strict,
    },
    {
      name: 'a listener is counted, and a stream that is looked at is asked whether it is paused',
      code: `import http from 'node:http';
function load(url) {
  http.get(url, (res) => {
    if (res.listenerCount('end') === 0 && !res.isPaused()) res.resume();
    else res.destroy();
  });
}`,
      options: strict,
    },
    {
      name: 'a reader gives its lock back',
      code: `async function load(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  reader.releaseLock();
  return res.text();
}`,
      options: strict,
    },
    ...[
      [
        'the platform',
        'clearTimeout(timer); console.log(url, Number(url), STATES.has(res.status)); Object.entries(res.headers);',
      ],
      ['a string', "const kind = url.trim().split(':').map((part) => part.toLowerCase());"],
      ['a constructor', "const decoder = new TextDecoder(); const error = new Error('late'); const seen = new Set();"],
      ['a listener', "process.on('exit', () => {});"],
      ['a function of the file that does only that', 'note(url);'],
      ['an async function of the file, which is awaited', 'await pause(10);'],
      ['a class of the file', 'const failure = new HttpError(res.status);'],
      ['a question', 'if (axios.isAxiosError(url)) console.warn(url);'],
    ].map(([name, code]) => ({
      name: `a call of ${name} does not throw`,
      code: `import axios from 'axios';
const STATES = new Set([500]);
const note = (text) => console.log(text.trim());
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
class HttpError extends Error {
  constructor(status) {
    super('status ' + status);
  }
}
async function load(url, timer) {
  const res = await fetch(url);
  ${code}
  return res.json();
}`,
      options: strict,
    })),
    {
      name: 'a helper that throws after it has read',
      code: `async function check(res) {
  if (!res.ok) throw new Error(await res.text());
}
async function load(url) {
  const res = await fetch(url);
  await check(res);
  return res.json();
}`,
      options: strict,
    },
    {
      name: 'a read that is rejected, alone or in a race, has ended the body',
      code: `async function first(url, ms) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  const late = new Promise((resolve) => setTimeout(() => resolve({ done: true }), ms));
  const { value } = await Promise.race([reader.read(), late]);
  await reader.cancel();
  return value;
}`,
      options: strict,
    },
  ],
  invalid: [
    {
      name: 'an assertion outside of tests',
      code: `import assert from 'node:assert';
export async function load(url) {
  const res = await fetch(url);
  assert.match(url, /^https/);
  return res.text();
}`,
      options: strict,
      errors: 1,
    },
    {
      name: 'a call in a test that is no assertion',
      code: `import { expect, it } from 'vitest';
it('answers', async () => {
  const res = await fetch(url);
  expect(parse(url)).toBe('a');
  await res.text();
});`,
      options: strict,
      errors: 1,
    },
    {
      name: 'an exception that the listener catches itself',
      code: `import http from 'node:http';
http.createServer((incoming, outgoing) => {
  http.get(incoming.url, (res) => {
    try {
      outgoing.writeHead(res.statusCode);
    } catch {
      return;
    }
    res.resume();
  });
});`,
      options: strict,
      errors: 1,
    },
    {
      name: 'an exception in an async listener',
      code: `import http from 'node:http';
http.createServer((incoming, outgoing) => {
  http.get(incoming.url, async (res) => {
    outgoing.writeHead(res.statusCode);
    res.resume();
  });
});`,
      options: strict,
      errors: 1,
    },
    ...[
      ['a function of the file that throws', 'check(url);'],
      ['a method that is given one', 'STATES.forEach((state) => check(state));'],
      ['a class whose constructor throws', 'const parsed = new Parsed(url);'],
      ['an async function of the file that throws', 'await checked(url);'],
      ['what parses', 'JSON.parse(url);'],
      ['a method of an object that is not known', 'cache.store(url);'],
    ].map(([name, code]) => ({
      name: `a call of ${name} may throw`,
      code: `const STATES = new Set([500]);
function check(value) {
  if (!value) throw new Error('none');
}
const checked = async (value) => check(value);
class Parsed {
  constructor(url) {
    this.url = new URL(url);
  }
}
async function load(url, cache) {
  const res = await fetch(url);
  ${code}
  return res.json();
}`,
      options: strict,
      errors: [{ message: /if the call on line 13 throws/, line: 12 }],
    })),
    {
      name: 'a call between the response and its body',
      code: `async function load(url) {
  const res = await fetch(url);
  audit(url);
  return res.json();
}`,
      options: strict,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled if the call on line 3 throws. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
    {
      name: 'a header is read whose name is not in sight',
      code: `async function load(url, name) {
  const res = await fetch(url);
  const type = res.headers.get(name);
  return { type, value: await res.json() };
}`,
      options: strict,
      errors: [{ message: /if the call on line 3 throws/, line: 2 }],
    },
    {
      name: 'a header is looked at that may be missing',
      code: `async function load(url) {
  const res = await fetch(url);
  const type = res.headers.get('content-type');
  if (type.includes('text/')) return res.text();
  return res.json();
}`,
      options: strict,
      errors: [{ message: /if the call on line 4 throws/, line: 2 }],
    },
    {
      name: 'a header is read of something else',
      code: `async function load(url, other) {
  const res = await fetch(url);
  const type = other.headers.get('content-type');
  return { type, value: await res.json() };
}`,
      options: strict,
      errors: [{ message: /if the call on line 3 throws/, line: 2 }],
    },
    {
      name: 'a call that a finally answers for',
      code: `async function load(url) {
  const res = await fetch(url);
  try {
    audit(url);
    return await res.json();
  } finally {
    attempts += 1;
  }
}`,
      options: strict,
      errors: [
        {
          message:
            'The response of `fetch` is never consumed or cancelled if the call on line 4 throws. Read the body (`await res.text()`), or cancel it (`await res.body?.cancel()`), on every path.',
          line: 2,
          column: 21,
          endLine: 2,
          endColumn: 31,
        },
      ],
    },
  ],
});
