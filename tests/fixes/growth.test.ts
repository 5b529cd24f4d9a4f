/**
 * What analysis and planning cost is counted, not timed: the graphs that are built, the elements of graphs that are looked at, and the elements that are
 * evaluated in some state. None of it depends on the machine.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Cfg from '../../src/cfg/index.js';
import type * as Solver from '../../src/dataflow/solver.js';
import type * as Analysis from '../../src/findings/analyze-file.js';
import { applyEdits } from '../../src/fixes/text/edits.js';
import type * as Plan from '../../src/fixes/plan.js';
import { parseFile } from '../../src/types/parse-file.js';
import { PLANNED } from '../../bench/shapes.mjs';

const counts = { graphs: 0, elements: 0, steps: 0 };
let analyzeFile: typeof Analysis.analyzeFile;
let planFixes: typeof Plan.planFixes;

/** The engine with counters in it. Files share their modules, so those that others have loaded are put aside. */
beforeAll(async () => {
  vi.resetModules();
  vi.doMock('../../src/cfg/index.js', counting);
  vi.doMock('../../src/dataflow/solver.js', countingSteps);
  ({ analyzeFile } = await import('../../src/findings/analyze-file.js'));
  ({ planFixes } = await import('../../src/fixes/plan.js'));
});

afterAll(() => {
  vi.doUnmock('../../src/cfg/index.js');
  vi.doUnmock('../../src/dataflow/solver.js');
  vi.resetModules();
});

beforeEach(() => {
  Object.assign(counts, { graphs: 0, elements: 0, steps: 0 });
});

async function counting(importOriginal: <T>() => Promise<T>): Promise<typeof Cfg> {
  const original = await importOriginal<typeof Cfg>();
  const counted = (graph: Cfg.Graph): Cfg.Graph => {
    counts.graphs += 1;
    for (const block of graph.blocks) {
      const { elements } = block;
      Object.defineProperty(block, 'elements', {
        get: () => {
          counts.elements += elements.length;
          return elements;
        },
      });
    }
    return graph;
  };
  return {
    ...original,
    buildGraph: (...given: Parameters<typeof original.buildGraph>) => counted(original.buildGraph(...given)),
  };
}

async function countingSteps(importOriginal: <T>() => Promise<T>): Promise<typeof Solver> {
  const original = await importOriginal<typeof Solver>();
  const counted = <D extends Solver.Domain<never, never, never>>(domain: D): D => {
    const element = domain.element.bind(domain);
    domain.element = (...given) => {
      counts.steps += 1;
      return element(...given);
    };
    return domain;
  };
  const solve = ((blocks, fresh, ...rest) =>
    original.solve(blocks, () => counted(fresh() as never), ...rest)) as typeof original.solve;
  return { ...original, solve };
}

interface Planned {
  readonly graphs: number;
  readonly elements: number;
  readonly steps: number;
  /** Of the analysis alone. */
  readonly analysed: number;
  readonly exits: number;
  readonly functions: number;
}

/** What planning every finding of a text counts. */
function planned(text: string, strict: boolean): Planned {
  const source = parseFile(text, 'file.js');
  Object.assign(counts, { graphs: 0, elements: 0, steps: 0 });
  const { findings } = analyzeFile(source, { strict, types: false, filename: 'file.js' });
  expect(findings.length).toBeGreaterThan(0);
  const analysed = counts.steps;
  const exits = findings.reduce((sum, finding) => sum + finding.exits.length, 0);
  Object.assign(counts, { graphs: 0, elements: 0, steps: 0 });
  const plans = planFixes(source, findings, findings, { strict, types: false });
  const edits = plans.flatMap((plan) => plan.edits).sort((a, b) => a.range[0] - b.range[0]);
  return { ...counts, analysed, exits, functions: functionsIn(text) + functionsIn(applyEdits(text, edits)) };
}

/** How many functions a text has, and the module. */
const functionsIn = (text: string): number => text.match(/function|=>/g)!.length + 1;

describe('planning grows with the input', () => {
  it('is counted', () => {
    const { sizes, textOf } = PLANNED[0]!;
    const { elements, steps, analysed } = planned(textOf(sizes[0]), false);
    expect(Math.min(elements, steps, analysed)).toBeGreaterThan(0);
  });

  it.each(PLANNED)('$name', ({ sizes: [size], textOf, isStrict = false }) => {
    const once = planned(textOf(size), isStrict);
    const twice = planned(textOf(2 * size), isStrict);
    // One graph for each function as it is, and one as it is repaired, however many findings it has.
    expect(twice.graphs).toBeLessThanOrEqual(twice.functions);
    expect(twice.elements).toBeLessThanOrEqual(3 * once.elements);
    expect(twice.steps).toBeLessThanOrEqual(3 * once.steps);
  });

  it('costs the same for each attempt, however many attempts use one variable', () => {
    const { textOf } = PLANNED.find(({ isStrict }) => isStrict)!;
    const count = (size: number): { size: number; counted: Planned } => ({
      size,
      counted: planned(textOf(size), true),
    });
    const [few, many] = [count(16), count(64)];
    const perAttempt = ({ size, counted }: typeof few, of: keyof Planned): number => counted[of] / size;
    for (const of of ['analysed', 'steps', 'exits'] as const)
      expect(perAttempt(many, of), of).toBeLessThanOrEqual(1.1 * perAttempt(few, of));
    expect(perAttempt(many, 'analysed')).toBeLessThan(100);
    expect(perAttempt(many, 'steps')).toBeLessThan(500);
  });
});
