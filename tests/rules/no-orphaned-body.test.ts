/** Bodies that are kept without their response. */
import { testPairs, type Pair } from '../support/pairs.js';

const pairs: readonly Pair[] = [
  {
    name: 'a body that is destructured',
    broken: `export async function lines(url) {
  const { body } = await fetch(url);
  await audit(url);
  for await (const chunk of body) console.log(chunk);
}`,
    clean: `export async function lines(url) {
  const { body } = await fetch(url);
  for await (const chunk of body) console.log(chunk);
}`,
    report: {
      line: 2,
      column: 26,
      endLine: 2,
      endColumn: 36,
      message:
        'After line 3 the code keeps only the body of this response of `fetch`. Once the response is garbage-collected, an unread body ends without data and without an error. Keep the response for as long as its body is read, or hand on the response itself.',
    },
  },
  {
    name: 'a body that is returned',
    broken: `export async function open(url) {
  const res = await fetch(url);
  return res.body;
}`,
    clean: `export async function open(url) {
  const res = await fetch(url);
  return res;
}`,
    report: {
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 19,
      message: /^After line 3 the code keeps only the body of this response of `fetch`\./,
    },
  },
  {
    name: 'the proxy of a route that Node runs',
    broken: `export const config = { runtime: 'nodejs' };
export async function GET(request) {
  const res = await fetch(request.url);
  return new Response(res.body, res);
}`,
    clean: `export const runtime = 'edge';
export async function GET(request) {
  const res = await fetch(request.url);
  return new Response(res.body, res);
}`,
    report: {
      line: 4,
      column: 3,
      endLine: 4,
      endColumn: 38,
      message: /^After line 4 the code keeps only the body of this response of `fetch`\./,
    },
  },
  {
    name: 'a body in a new response',
    broken: `export async function proxy(url) {
  const res = await fetch(url);
  return new Response(res.body, { headers: res.headers });
}`,
    clean: `export async function proxy(url) {
  const res = await fetch(url);
  return new Response(await res.arrayBuffer(), { headers: res.headers });
}`,
    report: {
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 59,
      message: /^After line 3 the code keeps only the body of this response of `fetch`\./,
    },
  },
  {
    name: 'a body in a returned object',
    broken: `export async function open(url) {
  const { status, body } = await fetch(url);
  return { status, stream: body };
}`,
    clean: `export async function open(url) {
  const response = await fetch(url);
  return { status: response.status, stream: response.body, response };
}`,
    report: {
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 35,
      message: /^After line 3 the code keeps only the body of this response of `fetch`\./,
    },
  },
  {
    name: 'a body that a callback of a chain returns',
    broken: `export const open = (url) => fetch(url).then((res) => res.body);`,
    clean: `export const open = (url) => fetch(url).then((res) => res.blob());`,
    report: {
      line: 1,
      column: 30,
      endLine: 1,
      endColumn: 64,
      message: /^After line 1 the code keeps only the body of this response of `fetch`\./,
    },
  },
  {
    name: 'an injected client',
    typed: true,
    broken: `export async function open(send: typeof fetch, url: string) {
  return (await send(url)).body;
}`,
    clean: `export async function open(send: typeof fetch, url: string) {
  return send(url);
}`,
    report: {
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 33,
      message: /^After line 2 the code keeps only the body of this response of `fetch`\./,
    },
  },
];

const silent = {
  'the proxy of a Worker': `export default {
  async fetch(request) {
    const res = await fetch(request);
    return new Response(res.body, res);
  },
};`,
  'a Worker in a constant': `const worker = { fetch: (request) => proxy(request) };
async function proxy(request) {
  const res = await fetch(request);
  return new Response(res.body, res);
}
export default worker;`,
  'a handler of the global event': `addEventListener('fetch', (event) => event.respondWith(proxy(event.request)));
async function proxy(request) {
  const res = await fetch(request);
  return new Response(res.body, res);
}`,
  'a route of the edge runtime': `export const config = { runtime: 'edge' };
export default async function handler(request) {
  const res = await fetch(request.url);
  return new Response(res.body, res);
}`,
  'a body read at once': `export async function save(url, sink) {
  const { body } = await fetch(url);
  await body.pipeTo(sink);
}`,
  'a response that is read later': `export async function load(url) {
  const res = await fetch(url);
  await audit(url);
  return res.text();
}`,
  'a body of undici.request, which stands for itself': `import { request } from 'undici';
export async function open(url) {
  const { body } = await request(url);
  return body;
}`,
  'a body whose reader has begun': `export async function read(url) {
  const { body } = await fetch(url);
  const reader = body.getReader();
  await audit(url);
  for (;;) {
    const { done } = await reader.read();
    if (done) return;
  }
}`,
};

testPairs('no-orphaned-body', pairs, silent);
