/** The solver over made-up graphs and a made-up domain: what it finds does not depend on how the blocks are numbered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BudgetExceeded, solve, type Domain, type FlowBlock, type SolverLimits } from '../../src/dataflow/solver.js';

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
  solve(blocks, () => domain, [{ last: '', seen: new Set() }] as State[]);
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
    expect(() =>
      solve(loop, () => counting, [0], { steps: 100, keysPerBlock: 1_000, variantsPerKey: 1, variantsSeen: 1 }),
    ).toThrow(BudgetExceeded);
    expect(() =>
      solve(loop, () => counting, [0], { steps: 1_000, keysPerBlock: 100, variantsPerKey: 1, variantsSeen: 1 }),
    ).toThrow(BudgetExceeded);
  });

  it('keeps the least variants of one key apart, and joins the others', () => {
    const fork: FlowBlock<string, Edge>[] = [
      { id: 0, elements: ['fork'], edges: [{ to: { id: 1 } }] },
      { id: 1, elements: ['end'], edges: [] },
    ];
    const apart = (variantsPerKey: number, variantsSeen = 10): string[] => {
      const fresh = () => {
        const ends = new Set<string>();
        const domain: Domain<string, string, Edge> = {
          key: () => 'one',
          variant: (state) => (state === 'any' ? undefined : state),
          join: (a, b) => (a === b ? a : 'any'),
          element: (element, state) => (element === 'fork' ? ['d', 'b', 'c', 'a'] : (ends.add(state), [])),
          edge: (_, state) => state,
        };
        return { ...domain, ends };
      };
      return [...solve(fork, fresh, ['any'], { steps: 100, keysPerBlock: 100, variantsPerKey, variantsSeen }).ends];
    };
    expect(apart(4)).toEqual(['d', 'b', 'c', 'a']);
    expect(apart(2).sort()).toEqual(['a', 'any', 'b']);
    expect(apart(0)).toEqual(['any']);
    // Where there are too many to choose among, nothing stays apart where paths meet; a block with one predecessor is no such place.
    expect(apart(2, 3)).toEqual(['d', 'b', 'c', 'a']);
  });

  it('finds the same beyond the limit of variants, whatever the order of the blocks', () => {
    fc.assert(
      fc.property(
        shape.chain((graph) =>
          fc.tuple(
            fc.constant(graph),
            fc.shuffledSubarray(graph.elements.map((_, id) => id).slice(1), { minLength: graph.elements.length - 1 }),
            fc.integer({ min: 0, max: 3 }),
            fc.integer({ min: 2, max: 6 }),
          ),
        ),
        ([graph, shuffled, variantsPerKey, variantsSeen]) => {
          const limits = { steps: 100_000, keysPerBlock: 1_000, variantsPerKey, variantsSeen };
          const inOrder = graph.elements.map((_, id) => id);
          expect(variantsReached(graph, [0, ...shuffled], limits)).toEqual(variantsReached(graph, inOrder, limits));
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** The states that come to each block, where what has been seen is a variant; `?` marks those that were blurred. */
function variantsReached(graph: Shape, order: readonly number[], limits: SolverLimits): string[] {
  const fresh = () => {
    const found = new Set<string>();
    const domain: Domain<string, string, Edge> = {
      key: (state) => (state.endsWith('?') ? '?' : ''),
      variant: (state) => (state.endsWith('?') ? undefined : state),
      blur: () => '?',
      join: (a) => a,
      element: (element, state) => {
        if (element === 'stop') return [];
        const next = state.endsWith('?') ? state : [...new Set([...state, element])].sort().join('');
        return element === 'fork' ? [state, next] : [next];
      },
      edge: (edge, state) => {
        found.add(`${order[edge.to.id]} ${state}`);
        return state;
      },
    };
    return { ...domain, found };
  };
  return [...solve(graphOf(graph, order), fresh, [''], limits).found].sort();
}
