/** What a run answers afterwards: who did what with a resource, and in which states control came to a place. */
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/types/parse-file.js';
import { inferenceFor } from '../../src/findings/analyze-file.js';
import { descendantsOf } from '../../src/syntax/nodes.js';
import { callIndexOf } from '../../src/summaries/call-index.js';

/** The answers about the first `fetch` of the code, and the code of a node. */
function asked(code: string) {
  const source = parseFile(code, 'file.ts');
  const { unit, summaries } = inferenceFor(source, { strict: false, types: false });
  const { byRoot } = callIndexOf(unit, summaries.oracle);
  const text = ({ range }: { readonly range: readonly [number, number] }): string => code.slice(...range);
  for (const [root, calls] of byRoot) {
    const acquire = calls.find((call) => text(call).startsWith('fetch('));
    if (acquire) return { acquire, text, unit, answers: summaries.answers(unit, root) };
  }
  throw new Error('nothing is acquired');
}

function uses(code: string): string[] {
  const { acquire, answers, text } = asked(code);
  return answers.uses(acquire).map(({ kind, node }) => `${kind} ${text(node).split('\n')[0]!}`);
}

const inFunction = (body: string): string => `async function f(url: string, other: () => void) {\n${body}\n}`;

describe('the uses of a resource', () => {
  it.each([
    ['a read', 'const res = await fetch(url); await res.text();', ['ends res.text()']],
    ['a cancel', 'const res = await fetch(url); void res.body?.cancel();', ['ends res.body?.cancel()']],
    ['a return', 'const res = await fetch(url); return res;', ['escapes return res;']],
    ['unknown code', 'const res = await fetch(url); keep(res);', ['escapes keep(res)']],
    ['a list', 'const all = []; const res = await fetch(url); all.push(res);', ['escapes all.push(res)']],
    [
      'a reader',
      'const res = await fetch(url); const reader = res.body!.getReader(); reader.releaseLock();',
      ['locks res.body!.getReader()', 'unlocks reader.releaseLock()'],
    ],
    ['a look', 'const res = await fetch(url); console.log(res);', ['looks console.log(res)']],
    ['a wait', 'const res = await fetch(url); await other();', ['waits await other()']],
    ['another name', 'const res = await fetch(url); const copy = res; await copy.text();', ['ends copy.text()']],
    [
      'a function that runs later',
      'const res = await fetch(url); setTimeout(() => res.text(), 5);',
      ['ends res.text()', 'escapes setTimeout(() => res.text(), 5)'],
    ],
    [
      'a loop over the body',
      'const res = await fetch(url); for await (const part of res.body!) other();',
      ['ends for await (const part of res.body!) other();'],
    ],
    [
      'what merely might throw',
      'const res = await fetch(url); try { other(); } catch { await res.text(); }',
      ['ends res.text()'],
    ],
    [
      'a path without anything to release',
      'const res = await fetch(url); if (res.status === 204) await res.text();',
      ['ends res.text()'],
    ],
  ])('%s', (_, body, expected) => {
    expect(uses(inFunction(body))).toEqual(expected);
  });

  it('are found in the functions of the file that get it, with their calls', () => {
    const code = `async function read(answer: Response) { return answer.text(); }\n${inFunction('const res = await fetch(url); await read(res);')}`;
    expect(uses(code)).toEqual(['ends answer.text()', 'ends read(res)']);
  });

  it('do not depend on which mode was analysed before', () => {
    const code = inFunction('const res = await fetch(url); if (!res.ok) throw new Error(); await res.text();');
    const source = parseFile(code, 'file.ts');
    const shown = [false, true, false].map((strict) => {
      const { unit, summaries } = inferenceFor(source, { strict, types: false });
      const [root, calls] = [...callIndexOf(unit, summaries.oracle).byRoot].find(([, own]) => own.length > 0)!;
      const acquire = calls.find((call) => code.slice(...call.range).startsWith('fetch('))!;
      return summaries
        .answers(unit, root)
        .uses(acquire)
        .map(({ kind }) => kind);
    });
    expect(shown).toEqual([['ends'], ['ends'], ['ends']]);
  });
});

describe('the states at a place', () => {
  it('say who refers to the resource, how far its duty has come, and who holds the lock', () => {
    const { acquire, answers, unit } = asked(
      inFunction('const res = await fetch(url); const reader = res.body!.getReader(); other();'),
    );
    const last = descendantsOf(unit.ast, unit.visitorKeys).findLast(({ type }) => type === 'CallExpression')!;
    const states = answers.at(acquire, last);
    expect(states.map(({ duty }) => [duty.phase, duty.lock?.by])).toEqual([['open', 'reader']]);
    const names = [...states[0]!.refs.keys()].flatMap((holder) =>
      'name' in holder && 'defs' in holder ? [holder.name] : [],
    );
    expect(names.sort()).toEqual(['reader', 'res']);
  });

  it('are those of the last round, where too many states meet at one point and were merged', () => {
    const modes = Array.from({ length: 8 }, (_, mode) => `case '${mode}': mode = ${mode}; break;`).join(' ');
    const { acquire, answers, unit } = asked(
      inFunction(
        `const res = await fetch(url); let mode = 9; switch (url) { ${modes} } other(); return mode === 3 ? res : null;`,
      ),
    );
    const last = descendantsOf(unit.ast, unit.visitorKeys).findLast(({ type }) => type === 'CallExpression')!;
    const states = answers.at(acquire, last);
    expect(states.map(({ isBlurred }) => isBlurred).sort()).toEqual([...Array.from({ length: 6 }, () => false), true]);
  });
});
