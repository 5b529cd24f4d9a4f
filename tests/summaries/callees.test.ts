/** What callees and listeners do with a response, each beside its nearest neighbour that leaks it. */
import { describe, expect, it } from 'vitest';
import { lint } from '../support/lint.js';

interface Neighbours {
  readonly name: string;
  readonly clean: string;
  readonly leaking: string;
  /** The line of the report. */
  readonly line: number;
}

const neighbours: readonly Neighbours[] = [
  {
    name: 'a method of what the constructor is given',
    clean: `class Cleaner {
  end(res: Response) { return res.body?.cancel(); }
}
class Api {
  constructor(private readonly cleaner: Cleaner) {}
  async load(url: string) {
    const res = await fetch(url);
    await this.cleaner.end(res);
  }
}`,
    leaking: `class Logger {
  end(res: Response) { return res.status; }
}
class Api {
  constructor(private readonly logger: Logger) {}
  async load(url: string) {
    const res = await fetch(url);
    await this.logger.end(res);
  }
}`,
    line: 7,
  },
  {
    name: 'a default of a parameter that may do more than answer yes or no',
    clean: `export async function load(url, check = (res) => res.status > 200 && keep(res)) {
  const res = await fetch(url);
  check(res);
}`,
    leaking: `export async function load(url, check = (res) => res.status > 200 && res.ok === true) {
  const res = await fetch(url);
  check(res);
}`,
    line: 2,
  },
  {
    name: 'a function that keeps the response for others',
    clean: `let last: Response;
const keep = (res: Response) => { last = res; };
export async function load(url: string) {
  const res = await fetch(url);
  keep(res);
}`,
    leaking: `export async function load(url: string) {
  let last: Response;
  const keep = (res: Response) => { last = res; };
  const res = await fetch(url);
  keep(res);
}`,
    line: 4,
  },
  {
    name: 'a generator that throws before it reads',
    clean: `async function* lines(res) {
  if (!res.ok) throw new Error(res.statusText);
  yield* res.body;
}
export async function load(url, log) {
  const res = await fetch(url);
  try {
    for await (const line of lines(res)) log(line);
  } catch {
    await res.body?.cancel();
  }
}`,
    leaking: `async function* lines(res) {
  if (!res.ok) throw new Error(res.statusText);
  yield* res.body;
}
export async function load(url, log) {
  const res = await fetch(url);
  try {
    for await (const line of lines(res)) log(line);
  } catch {
    return null;
  }
}`,
    line: 6,
  },
  {
    name: 'a request whose chain of listeners ends in its variable',
    clean: `import { get } from 'node:http';
export function load(url, done) {
  const req = get(url)
    .on('response', (res) => {
      if (res.statusCode !== 200) req.destroy();
      else res.resume();
    })
    .on('error', done);
}`,
    leaking: `import { get } from 'node:http';
export function load(url, done) {
  const req = get(url)
    .on('response', (res) => {
      if (res.statusCode !== 200) done(req.path);
      else res.resume();
    })
    .on('error', done);
}`,
    line: 4,
  },
  {
    name: 'a target of an assignment under an assertion',
    clean: `export async function load(url: string) {
  let res: Response | undefined;
  (res as unknown) = await fetch(url);
  return res!.text();
}`,
    leaking: `export async function load(url: string) {
  let res: Response | undefined;
  (res as unknown) = await fetch(url);
  return res!.status;
}`,
    line: 3,
  },
  {
    name: 'a function of the name of fetch that is called with more than it takes',
    clean: `export async function load(url, fetch) {
  const res = await fetch(url, {}, {}, {});
  if (!res.ok) throw new Error(res.statusText);
  return res.json();
}`,
    leaking: `export async function load(url, fetch) {
  const res = await fetch(url, {});
  if (!res.ok) throw new Error(res.statusText);
  return res.json();
}`,
    line: 2,
  },
];

describe.each(neighbours)('$name', ({ clean, leaking, line }) => {
  it('is not reported', () => {
    expect(lint(clean)).toEqual([]);
  });

  it('has a neighbour that is', () => {
    expect(lint(leaking)).toMatchObject([{ line }]);
  });
});
