/** Cancels that meet a lock, and those that do not. */
import { testPairs, type Pair } from '../support/pairs.js';

const pairs: readonly Pair[] = [
  {
    name: 'the source of a tee whose half has been read',
    broken: `export async function load(url) {
  const { body } = await fetch(url);
  const [left] = body.tee();
  const text = await new Response(left).text();
  await body.cancel();
  return text;
}`,
    clean: `export async function load(url) {
  const { body } = await fetch(url);
  const [left] = body.tee();
  const text = await new Response(left).text();
  if (!body.locked) await body.cancel();
  return text;
}`,
    report: {
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 22,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
  {
    name: 'a cancel in finally after the read',
    broken: `export async function load(url) {
  const res = await fetch(url);
  try {
    return await res.text();
  } finally {
    await res.body?.cancel();
  }
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  try {
    return await res.text();
  } finally {
    if (res.body && !res.body.locked) await res.body.cancel();
  }
}`,
    report: {
      line: 6,
      column: 11,
      endLine: 6,
      endColumn: 29,
      message:
        'This cancel rejects with a TypeError: the body was locked on line 4, and a body stays locked once it is read. Cancel only a body that is not locked (`if (res.body && !res.body.locked)`), or cancel only on the paths that do not read it.',
    },
  },
  {
    name: 'a cancel after a parse that failed',
    broken: `export async function load(url) {
  const res = await fetch(url);
  try {
    return await res.json();
  } catch {
    await res.body.cancel();
    return null;
  }
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  try {
    return await res.json();
  } catch {
    return null;
  }
}`,
    report: {
      line: 6,
      column: 11,
      endLine: 6,
      endColumn: 28,
      message: /^This cancel rejects with a TypeError: the body was locked on line 4,/,
    },
  },
  {
    name: 'one branch has read it',
    broken: `export async function load(url) {
  const res = await fetch(url);
  let text = '';
  if (res.ok) text = await res.text();
  await res.body?.cancel();
  return text;
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  let text = '';
  if (res.ok) text = await res.text();
  else await res.body?.cancel();
  return text;
}`,
    report: {
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 27,
      message: /^This cancel rejects with a TypeError: the body was locked on line 4,/,
    },
  },
  {
    name: 'inside a loop over the body',
    broken: `export async function head(url) {
  const { body } = await fetch(url);
  for await (const chunk of body) {
    if (chunk.length > 9) await body.cancel();
  }
}`,
    clean: `export async function head(url) {
  const { body } = await fetch(url);
  for await (const chunk of body) {
    if (chunk.length > 9) break;
  }
}`,
    report: {
      line: 4,
      column: 33,
      endLine: 4,
      endColumn: 46,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
  {
    name: 'a reader that is not released',
    broken: `export async function peek(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  const { value } = await reader.read();
  await res.body.cancel();
  return value;
}`,
    clean: `export async function peek(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  await res.body.cancel();
  return value;
}`,
    report: {
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 26,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
  {
    name: 'a pipe that still runs',
    broken: `export async function copy(url, sink) {
  const { body } = await fetch(url);
  const piped = body.pipeTo(sink);
  await body.cancel();
  await piped;
}`,
    clean: `export async function copy(url, sink) {
  const { body } = await fetch(url);
  await body.pipeTo(sink);
  await body.cancel();
}`,
    report: {
      line: 4,
      column: 9,
      endLine: 4,
      endColumn: 22,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
  {
    name: 'a helper that cancels',
    broken: `async function discard({ body }) {
  await body?.cancel();
}
export async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  await discard(res);
  return text;
}`,
    clean: `async function discard({ body }) {
  if (body && !body.locked) await body.cancel();
}
export async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  await discard(res);
  return text;
}`,
    report: {
      line: 7,
      column: 9,
      endLine: 7,
      endColumn: 21,
      message: /^This cancel rejects with a TypeError: the body was locked on line 6,/,
    },
  },
  {
    name: 'a rejection that is not caught',
    broken: `export async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  void res.body?.cancel();
  return text;
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  await res.body?.cancel().catch(() => {});
  return text;
}`,
    report: {
      line: 4,
      column: 8,
      endLine: 4,
      endColumn: 26,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
  {
    name: 'a flag that says the wrong thing',
    broken: `export async function load(url) {
  const res = await fetch(url);
  try {
    return await res.text();
  } finally {
    if (res.bodyUsed) await res.body?.cancel();
  }
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  try {
    return await res.text();
  } finally {
    if (!res.bodyUsed) await res.body?.cancel();
  }
}`,
    report: {
      line: 6,
      column: 29,
      endLine: 6,
      endColumn: 47,
      message: /^This cancel rejects with a TypeError: the body was locked on line 4,/,
    },
  },
  {
    name: 'the source of a clone that is read',
    broken: `export async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  const other = await fetch(text);
  await other.arrayBuffer();
  await res.body.cancel();
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  const text = await res.clone().text();
  await res.body.cancel();
  return text;
}`,
    report: {
      line: 6,
      column: 9,
      endLine: 6,
      endColumn: 26,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
  {
    name: 'an injected client',
    typed: true,
    broken: `export async function load(send: typeof fetch, url: string) {
  const res = await send(url);
  const text = await res.text();
  await res.body?.cancel();
  return text;
}`,
    clean: `export async function load(send: typeof fetch, url: string) {
  const res = await send(url);
  return res.text();
}`,
    report: {
      line: 4,
      column: 9,
      endLine: 4,
      endColumn: 27,
      message: /^This cancel rejects with a TypeError: the body was locked on line 3,/,
    },
  },
];

const silent = {
  'a loop that was left': `export async function head(url) {
  const { body } = await fetch(url);
  for await (const chunk of body) {
    console.log(chunk);
    break;
  }
  await body.cancel();
}`,
  'a cancel that is allowed to fail': `export async function load(url) {
  const res = await fetch(url);
  const text = await res.text();
  try {
    await res.body?.cancel();
  } catch {}
  return text;
}`,
  'a cancel of a reader': `export async function peek(url) {
  const res = await fetch(url);
  const reader = res.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return value;
}`,
  'a response of unknown origin': `export async function load(res) {
  const text = await res.text();
  await res.body?.cancel();
  return text;
}`,
};

testPairs('no-locked-cancel', pairs, silent);
