/** What `using` disposes of, and when. */
import { testPairs, type Pair, type Report } from '../support/pairs.js';

const at = (line: number, column: number, length: number, message: Report['message']): Report => ({
  line,
  column,
  endLine: line,
  endColumn: column + length,
  message,
});

const load = (guard: string): string => `export async function load(url) {
  const res = await fetch(url);
  ${guard}
  if (!res.ok) throw new Error('failed');
  return await res.text();
}`;

const pairs: Pair[] = [
  {
    name: 'a guard that cancels on every way out',
    broken: load('await using _guard = { [Symbol.asyncDispose]: async () => console.log(res.status) };'),
    clean: load(
      'await using _guard = { [Symbol.asyncDispose]: async () => { if (!res.bodyUsed) await res.body?.cancel(); } };',
    ),
    report: at(2, 21, 10, /on the path of the `throw` on line 4\./),
  },
  {
    name: 'a guard of a block that is left before the exit',
    broken: `export async function load(url) {
  const res = await fetch(url);
  {
    using _guard = { [Symbol.dispose]: () => console.log('left') };
    if (!res.ok) return null;
  }
  return res.json();
}`,
    clean: `export async function load(url) {
  const res = await fetch(url);
  {
    using _guard = { [Symbol.dispose]: () => void (res.ok || res.body?.cancel()) };
    if (!res.ok) return null;
  }
  return res.json();
}`,
    report: at(2, 21, 10, /on the path of the `return` on line 5\./),
  },
  {
    name: 'a guard in every turn of a loop',
    broken: `export async function all(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    using _timer = { [Symbol.dispose]: () => console.timeEnd(url) };
    if (res.status === 404) continue;
    console.log(await res.text());
  }
}`,
    clean: `export async function all(urls) {
  for (const url of urls) {
    const res = await fetch(url);
    using _guard = { [Symbol.dispose]() { if (res.status === 404) void res.body?.cancel(); } };
    if (res.status === 404) continue;
    console.log(await res.text());
  }
}`,
    report: at(3, 23, 10, /`continue` on line 5\./),
  },
];

testPairs('no-unconsumed-body', pairs, {
  'a body of undici that is disposed of': `import { request } from 'undici';
export async function status(url) {
  const { statusCode, body } = await request(url);
  await using _body = body;
  if (statusCode === 404) return null;
  return statusCode;
}`,
  'a guard that is made out of sight': `import { guarded } from './guarded.js';
export async function status(url) {
  const res = await fetch(url);
  await using _guard = guarded(res);
  return res.status;
}`,
  'a loop that disposes of each': `import { request } from 'undici';
export async function all(urls) {
  const results = await Promise.all(urls.map((url) => request(url)));
  for (await using body of results.map((result) => result.body)) console.log(body.readableLength);
}`,
});
