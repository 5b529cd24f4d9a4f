/** One fact over made-up graphs: forwards and backwards it is found exactly where a path shows it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnedRound, type FlowBlock } from '../../src/dataflow/solver.js';
import { spread } from '../../src/dataflow/spread.js';

interface Edge {
  readonly to: { readonly id: number };
}

type Blocks = readonly FlowBlock<string, Edge>[];

const blocks: fc.Arbitrary<Blocks> = fc.integer({ min: 1, max: 10 }).chain((size) =>
  fc
    .record({
      elements: fc.array(fc.array(fc.constantFrom('make', 'end', 'pass'), { maxLength: 3 }), {
        minLength: size,
        maxLength: size,
      }),
      edges: fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
    })
    .map(({ elements, edges }) =>
      elements.map((of, id) => ({ id, elements: of, edges: edges[id]!.map((to) => ({ to: { id: to } })) })),
    ),
);

const behind = (element: string): boolean | null => (element === 'make' ? true : element === 'end' ? false : null);
const makersIn = (all: Blocks): number[] => all.filter(({ elements }) => elements.includes('make')).map(({ id }) => id);
const sorted = (ids: Iterable<number>): number[] => [...ids].sort((a, b) => a - b);

/** The same by following every path from every maker, element by element. */
function byPaths(all: Blocks): number[] {
  const found = new Set<number>();
  const follow = (block: number, from: number): void => {
    const { elements, edges } = all[block]!;
    if (elements.slice(from).some((element) => behind(element) !== null)) return;
    for (const { to } of edges) {
      if (found.has(to.id)) continue;
      found.add(to.id);
      follow(to.id, 0);
    }
  };
  for (const { id, elements } of all)
    elements.forEach((element, index) => {
      if (element === 'make') follow(id, index + 1);
    });
  return sorted(found);
}

describe('a fact that spreads', () => {
  it('holds at the start of exactly the blocks that a path brings it to', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        expect(sorted(spread(all, { makers: makersIn(all), behind }))).toEqual(byPaths(all));
      }),
      { numRuns: 500 },
    );
  });

  it('holds backwards in a block from whose end a path leads to a maker', () => {
    const reaches = (all: Blocks, from: number, to: number): boolean =>
      spread(all, { makers: [], starts: [from], behind: () => null }).has(to);
    fc.assert(
      fc.property(blocks, fc.nat(), fc.nat(), (all, a, b) => {
        const [from, to] = [a % all.length, b % all.length];
        const back = turnedRound<string, Edge, (typeof all)[number]>(all);
        expect(spread(back, { makers: [], starts: [to], behind: () => null }).has(from)).toBe(reaches(all, from, to));
      }),
      { numRuns: 500 },
    );
  });

  it('spreads from all that makes it as it does from each', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const pass = { behind: () => null };
        const starts = makersIn(all);
        const each = starts.flatMap((start) => [...spread(all, { makers: [], starts: [start], ...pass })]);
        expect(sorted(spread(all, { makers: [], starts, ...pass }))).toEqual(sorted(new Set(each)));
      }),
      { numRuns: 200 },
    );
  });

  it('does not pass edges that do not propagate the fact', () => {
    fc.assert(
      fc.property(blocks, fc.nat(), (all, barred) => {
        const makers = makersIn(all);
        const free = spread(all, { makers, behind });
        const passes = ({ to }: Edge): boolean => to.id !== barred % all.length;
        expect([...spread(all, { makers, behind, passes })].every((id) => free.has(id) && passes({ to: { id } }))).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('blocks turned round', () => {
  it('are as before when they are turned twice', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const back = turnedRound<string, Edge, (typeof all)[number]>(all);
        const again = turnedRound(back);
        const shapeOf = (some: readonly { elements: readonly string[]; edges: readonly Edge[] }[]) =>
          some.map(({ elements, edges }) => ({ elements, to: sorted(edges.map(({ to }) => to.id)) }));
        expect(shapeOf(again)).toEqual(shapeOf(all));
      }),
    );
  });
});
