/** Verdicts over generated programs: what means the same is judged the same, in whatever order it is written. */
import fc from 'fast-check';
import { parse } from '@typescript-eslint/parser';
import { simpleTraverse } from '@typescript-eslint/typescript-estree';
import { describe, expect, it } from 'vitest';
import { program } from '../cfg/programs.js';
import { lint } from '../support/lint.js';

/** A generated program some of whose steps fetch, read, or look at a response; every `fetch` has a name of its own. */
const fetching = fc
  .tuple(
    program,
    fc.array(
      fc.constantFrom('!res.ok', '(0, res = await fetch(URL))', '(await res.text(), x.y)', 'res.status === 404', 'x.y'),
      { minLength: 8, maxLength: 8 },
    ),
  )
  .map(([code, steps]) => {
    let sites = 0;
    const body = code
      .replace('function f() {', 'async function f(x) { let res = await fetch(URL);')
      .replace(/\bt\((\d+)\)/g, (_, step: string) => steps[Number(step) % steps.length]!)
      .replace(/\bn\((\d+)\)/g, 'x');
    return body.replace(/URL/g, () => `"u${sites++}"`);
  })
  .filter((code) => code.length < 1500);

/** Short ones: where three call each other, each is run once for every way in which it can be called. */
const short = fetching.filter((code) => code.length < 700);

/** The calls that leak, by their text. */
function leaking(code: string): string[] {
  return lint(code)
    .map(({ line, column, endColumn }) => code.split('\n')[line - 1]!.slice(column - 1, endColumn! - 1))
    .sort();
}

/** The same program with the two sides of every `if` exchanged and its test negated. */
function mirrored(code: string): string {
  const edits: {
    readonly range: readonly [number, number];
    readonly parts: readonly [
      test: readonly [number, number],
      yes: readonly [number, number],
      no: readonly [number, number],
    ];
  }[] = [];
  simpleTraverse(parse(code, { range: true }), {
    enter(node) {
      if (node.type === 'IfStatement' && node.alternate)
        edits.push({ range: node.range, parts: [node.test.range, node.consequent.range, node.alternate.range] });
    },
  });
  const render = (from: number, to: number): string => {
    let text = '';
    let at = from;
    for (const { range, parts } of edits
      .filter(({ range: [start, end] }) => start >= from && end <= to)
      .sort((a, b) => a.range[0] - b.range[0])) {
      if (range[0] < at) continue;
      const [test, yes, no] = parts;
      text += `${code.slice(at, range[0])}if (!(${render(...test)})) { ${render(...no)} } else { ${render(...yes)} }`;
      at = range[1];
    }
    return text + code.slice(at, to);
  };
  return render(0, code.length);
}

describe('verdicts', () => {
  it('are the same when every if is mirrored', () => {
    fc.assert(
      fc.property(fetching, (code) => {
        expect(leaking(mirrored(code))).toEqual(leaking(code));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same when functions are written in another order', () => {
    const helper = (name: string, calls: string) => (body: string) =>
      body
        .replace('async function f(x)', `async function ${name}(x, y)`)
        .replace('let res = await', `let res = await ${calls}(x, y) ?? await`);
    fc.assert(
      fc.property(fc.tuple(short, short, short), ([first, second, third]) => {
        const functions = [
          helper('f', 'g')(first),
          helper('g', 'h')(second).replaceAll('"u', '"v'),
          helper('h', 'f')(third).replaceAll('"u', '"w'),
        ];
        expect(leaking([...functions].reverse().join('\n'))).toEqual(leaking(functions.join('\n')));
      }),
      { numRuns: 12 },
    );
  });

  it('are the same every time', () => {
    fc.assert(
      fc.property(fetching, (code) => {
        expect(leaking(code)).toEqual(leaking(code));
      }),
      { numRuns: 10 },
    );
  });
});

describe('more values of a variable than paths are kept apart for', () => {
  const cases = (values: readonly number[], rest: string): string => `
    export async function load(url, kind) {
      const res = await fetch(url);
      let mode = 0;
      let same = 0;
      switch (kind) {${values.map((value) => `case 'k${value}': mode = ${value}; same = ${value}; break;`).join(' ')} default: mode = 9; same = 9; }
      ${rest}
    }`;
  const VALUES = [1, 2, 3, 4, 5, 6, 7, 8];

  it.each([
    ['every value is dealt with', 'if (mode === same) return res.text(); return null;', 0],
    [
      'one of the values that are kept apart leaks',
      'if (mode === same && mode === 2) return null; return res.text();',
      1,
    ],
    ['a value leaks that is not kept apart', 'if (mode === same && mode !== 8) return res.text(); return null;', 0],
  ])('%s', (_, rest, leaks) => {
    const found = [VALUES, VALUES.toReversed()].map((values) => lint(cases(values, rest)).length);
    expect(found).toEqual([leaks, leaks]);
  });
});
