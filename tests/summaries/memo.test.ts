/** Questions that raise others: what is kept of their answers, and that the order in which they are asked changes none. */
import type { TSESTree } from '@typescript-eslint/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Memo, OpenQuestions } from '../../src/summaries/memo.js';

/** Questions by number, and which others each one asks, in this order. */
type Graph = readonly (readonly number[])[];

/** Answers questions of a graph; the answer says which questions have been asked for it, and which were unknown. */
class Asked {
  readonly #graph: Graph;
  readonly #memo = new Memo<string>(new OpenQuestions(), '?');
  readonly #nodes: TSESTree.Node[];
  /** Which questions had to be answered, in this order. */
  readonly answered: number[] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#nodes = graph.map(() => ({}) as TSESTree.Node);
  }

  ask(question: number): string {
    return this.#memo.get(this.#nodes[question]!, '', () => {
      this.answered.push(question);
      return `${question}(${this.#graph[question]!.map((other) => this.ask(other)).join(' ')})`;
    });
  }
}

const chain = (length: number): Graph =>
  Array.from({ length }, (_, index) => (index === length - 1 ? [] : [index + 1]));

describe('a question', () => {
  it('is answered once', () => {
    const asked = new Asked([[1, 2], [2], []]);
    expect(asked.ask(0)).toBe('0(1(2()) 2())');
    asked.ask(0);
    asked.ask(1);
    expect(asked.answered).toEqual([0, 1, 2]);
  });

  it('that is open is unknown to those that it has raised', () => {
    expect(new Asked([[1], [0]]).ask(0)).toBe('0(1(?))');
  });

  it('keeps no answer that rests on an open one', () => {
    const asked = new Asked([[1], [0]]);
    asked.ask(0);
    expect(asked.ask(1)).toBe('1(0(?))');
    expect(asked.answered).toEqual([0, 1, 1, 0]);
  });

  it('keeps its answer after a query from outside of its cycle', () => {
    const asked = new Asked([[1], [0], [0, 1]]);
    asked.ask(0);
    asked.ask(1);
    asked.ask(2);
    expect(asked.answered).toEqual([0, 1, 1, 0, 2]);
  });

  it('is computed again after its cycle', () => {
    expect(new Asked([[1], [0], [0, 1]]).ask(2)).toBe('2(0(1(?)) 1(0(?)))');
  });

  it('depends on the dependencies of a cached answer', () => {
    const asked = new Asked([[1, 2], [0], [1]]);
    asked.ask(0);
    expect(asked.ask(2)).toBe('2(1(0(? ?)))');
  });

  it('has no answer where others are nested too deep', () => {
    expect(new Asked(chain(48)).ask(0)).not.toContain('?');
    expect(new Asked(chain(49)).ask(0)).toContain('?');
  });

  it('is open no more when answering it has failed', () => {
    const open = new OpenQuestions();
    const memo = new Memo<string>(open, '?');
    const node = {} as TSESTree.Node;
    const fail = (): string => {
      throw new Error('failed');
    };
    expect(() => memo.get(node, '', fail)).toThrow('failed');
    expect(memo.get(node, '', () => 'answer')).toBe('answer');
  });
});

describe('the order of questions', () => {
  const graphs = fc.integer({ min: 2, max: 7 }).chain((size) =>
    fc.record({
      graph: fc.array(fc.array(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
      before: fc.array(fc.nat(size - 1), { maxLength: 5 }),
      question: fc.nat(size - 1),
    }),
  );

  it('changes no answer', () => {
    fc.assert(
      fc.property(graphs, ({ graph, before, question }) => {
        const asked = new Asked(graph);
        for (const one of before) asked.ask(one);
        expect(asked.ask(question)).toBe(new Asked(graph).ask(question));
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes no answer where questions are nested too deep', () => {
    const graph = chain(60);
    const forwards = new Asked(graph);
    const backwards = new Asked(graph);
    const asked = [...graph.keys()];
    const answers = asked.map((one) => forwards.ask(one));
    expect(asked.toReversed().map((one) => backwards.ask(one))).toEqual(answers.toReversed());
  });
});
