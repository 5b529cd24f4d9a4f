/** What a call hands to its caller, and what it says of the rest. */
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/types/parse-file.js';
import { inferenceFor } from '../../src/findings/analyze-file.js';
import { callIndexOf } from '../../src/summaries/call-index.js';
import type { Handout } from '../../src/summaries/handouts.js';
import { refKey } from '../../src/typestate/refs.js';

/** What the last call of the code hands out. */
function handout(code: string): Handout {
  const { unit, summaries } = inferenceFor(parseFile(code, 'file.ts'), { strict: false, types: false });
  const calls = [...callIndexOf(unit, summaries.oracle).byRoot.values()].flat();
  const last = calls.reduce((a, b) => (b.range[1] > a.range[1] ? b : a));
  return summaries.handout(unit, last);
}

const values = (code: string): string[] => handout(code).acquired.map(({ value }) => refKey(value));

describe('a call', () => {
  it.each([
    ['of a client', 'fetch(url)', ['P<response>']],
    ['of a function that returns what it acquires', 'const get = async () => fetch(url);\nget()', ['P<response>']],
    ['of one that awaits it', 'async function get() { return await fetch(url); }\nget()', ['P<response>']],
    [
      'of one that gives a part',
      'async function get() { return { res: await fetch(url) }; }\nget()',
      ['P<{res:response}>'],
    ],
    ['of one that reads it', 'async function get() { return (await fetch(url)).text(); }\nget()', []],
    ['of a callback of a promise', 'ready.then(() => fetch(url))', ['P<response>']],
    ['of a callback for each', 'urls.map((url) => fetch(url))', ['[|P<response>]']],
    ['that makes a promise', 'new Promise((resolve) => fetch(url).then((res) => resolve(res)))', ['P<response>']],
    ['of a generator, which only a loop goes through', 'async function* all() { yield await fetch(url); }\nall()', []],
    ['that asks a wrapper for no body', "const send = (method) => fetch(url, { method });\nsend('HEAD')", []],
    ['that asks it for one', "const send = (method) => fetch(url, { method });\nsend('GET')", ['P<response>']],
    ['of a function that calls itself', 'const again = () => again();\nagain()', []],
  ])('%s', (_, code, expected) => {
    expect(values(code)).toEqual(expected);
  });

  it('that passes an acquiring function to a helper is reported for leaks of the helper', () => {
    const { acquired, leaks } = handout(`async function retry(work) {
  const res = await work();
  if (res.status > 499) return retry(work);
  return res;
}
retry(() => fetch(url))`);
    expect(acquired).toHaveLength(1);
    expect(leaks.map(({ exit }) => [exit.kind, exit.blame?.helper?.name])).toEqual([['helper', 'retry']]);
  });

  it('is not reported for resources that the helper acquires itself', () => {
    const { leaks } = handout(`async function retry(work) {
  const own = await fetch('/health');
  if (!own.ok) return null;
  await own.text();
  return (await work()).text();
}
retry(() => fetch(url))`);
    expect(leaks).toEqual([]);
  });

  it('is reported for faults in the helper', () => {
    const { faults } = handout(`async function drop(work) {
  const res = await work();
  await res.text();
  await res.body.cancel();
}
drop(() => fetch(url))`);
    expect(faults.map(({ kind }) => kind)).toEqual(['locked-cancel']);
  });
});
