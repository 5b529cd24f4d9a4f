/** The solver over made-up graphs and a made-up domain: what it finds does not depend on how the blocks are numbered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BudgetExceeded, solve, type Domain, type FlowBlock } from '../../src/dataflow/solver.js';

interface Edge {
  readonly to: { readonly id: number };
}

/** Follows one token along each path: the key is what was seen last, the fact is the set of elements seen by all. */
interface State {
  readonly last: string;
  readonly seen: ReadonlySet<string>;
}

interface Shape {
  readonly elements: readonly (readonly string[])[];
  readonly edges: readonly (readonly number[])[];
}

const shape: fc.Arbitrary<Shape> = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    elements: fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'stop', 'fork'), { maxLength: 3 }), {
      minLength: size,
      maxLength: size,
    }),
    edges: fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), { minLength: size, maxLength: size }),
  }),
);

function graphOf({ elements, edges }: Shape, order: readonly number[]): FlowBlock<string, Edge>[] {
  const position = new Map(order.map((block, index) => [block, index]));
  return order.map((block, id) => ({
    id,
    elements: elements[block]!,
    edges: edges[block]!.map((to) => ({ to: { id: position.get(to)! } })),
  }));
}

/** The states that reach the end of each block, by the block's own name. */
function reach(graph: Shape, order: readonly number[]): string[] {
  const found = new Map<string, string>();
  const blocks = graphOf(graph, order);
  const domain: Domain<State, string, Edge> = {
    key: (state) => state.last,
    join: (a, b) => {
      const seen = new Set([...a.seen].filter((one) => b.seen.has(one)));
      return seen.size === a.seen.size ? a : { last: a.last, seen };
    },
    element: (element, state) => {
      if (element === 'stop') return [];
      const next = { last: element, seen: new Set([...state.seen, element]) };
      return element === 'fork' ? [state, next] : [next];
    },
    edge: (edge, state) => {
      const key = `${order[edge.to.id]} ${state.last}`;
      const known = found.get(key)?.split(',');
      const seen = [...state.seen].filter((one) => !known || known.includes(one)).sort();
      found.set(key, seen.join());
      return state;
    },
  };
  solve(blocks, domain, [{ last: '', seen: new Set<string>() }]);
  return [...found].map(([key, seen]) => `${key}: ${seen}`).sort();
}

describe('the solver', () => {
  it('finds the same whatever the order of the blocks', () => {
    fc.assert(
      fc.property(
        shape.chain((graph) =>
          fc.tuple(
            fc.constant(graph),
            fc.shuffledSubarray(graph.elements.map((_, id) => id).slice(1), { minLength: graph.elements.length - 1 }),
          ),
        ),
        ([graph, shuffled]) => {
          const inOrder = graph.elements.map((_, id) => id);
          expect(reach(graph, [0, ...shuffled])).toEqual(reach(graph, inOrder));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds the same whatever the order of the edges', () => {
    fc.assert(
      fc.property(shape, (graph) => {
        const inOrder = graph.elements.map((_, id) => id);
        const reversed = { ...graph, edges: graph.edges.map((edges) => [...edges].reverse()) };
        expect(reach(reversed, inOrder)).toEqual(reach(graph, inOrder));
      }),
      { numRuns: 500 },
    );
  });

  it('gives up beyond its limits', () => {
    const loop: FlowBlock<string, Edge>[] = [{ id: 0, elements: ['a'], edges: [{ to: { id: 0 } }] }];
    const counting: Domain<number, string, Edge> = {
      key: String,
      join: (a) => a,
      element: (_, state) => [state + 1],
      edge: (_, state) => state,
    };
    expect(() => solve(loop, counting, [0], { steps: 100, keysPerBlock: 1_000, variantsPerKey: 1 })).toThrow(
      BudgetExceeded,
    );
    expect(() => solve(loop, counting, [0], { steps: 1_000, keysPerBlock: 100, variantsPerKey: 1 })).toThrow(
      BudgetExceeded,
    );
  });

  it('keeps variants of one key apart up to its limit, and joins those that come later', () => {
    const fork: FlowBlock<string, Edge>[] = [
      { id: 0, elements: ['fork'], edges: [{ to: { id: 1 } }] },
      { id: 1, elements: ['end'], edges: [] },
    ];
    const apart = (variantsPerKey: number): string[] => {
      const ends = new Set<string>();
      const domain: Domain<string, string, Edge> = {
        key: () => 'one',
        variant: (state) => state,
        join: (a, b) => (a === b ? a : 'any'),
        element: (element, state) => (element === 'fork' ? ['a', 'b', 'c', 'd'] : (ends.add(state), [])),
        edge: (_, state) => state,
      };
      solve(fork, domain, [''], { steps: 100, keysPerBlock: 100, variantsPerKey });
      return [...ends];
    };
    expect(apart(4)).toEqual(['a', 'b', 'c', 'd']);
    expect(apart(2)).toEqual(['a', 'b', 'any']);
    expect(apart(0)).toEqual(['any']);
  });
});
