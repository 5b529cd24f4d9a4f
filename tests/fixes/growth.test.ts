/**
 * What planning costs is counted, not timed: the graphs that are built, and the elements of graphs that are looked at. Neither depends on the machine.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Cfg from '../../src/cfg/index.js';
import type * as Analysis from '../../src/findings/analyze-file.js';
import { applyEdits } from '../../src/fixes/text/edits.js';
import type * as Plan from '../../src/fixes/plan.js';
import { parseFile } from '../../src/types/parse-file.js';
import { PLANNED } from '../../bench/shapes.mjs';

const counts = { graphs: 0, elements: 0 };
let analyzeFile: typeof Analysis.analyzeFile;
let planFixes: typeof Plan.planFixes;

/** The engine with counters in it. Files share their modules, so those that others have loaded are put aside. */
beforeAll(async () => {
  vi.resetModules();
  vi.doMock('../../src/cfg/index.js', counting);
  ({ analyzeFile } = await import('../../src/findings/analyze-file.js'));
  ({ planFixes } = await import('../../src/fixes/plan.js'));
});

afterAll(() => {
  vi.doUnmock('../../src/cfg/index.js');
  vi.resetModules();
});

beforeEach(() => {
  counts.graphs = 0;
  counts.elements = 0;
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

/** What planning every finding of a text counts. */
function planned(
  text: string,
  strict: boolean,
): { readonly graphs: number; readonly elements: number; readonly functions: number } {
  const source = parseFile(text, 'file.js');
  const { findings } = analyzeFile(source, { strict, types: false, filename: 'file.js' });
  expect(findings.length).toBeGreaterThan(0);
  counts.graphs = 0;
  counts.elements = 0;
  const plans = planFixes(source, findings, findings, { types: false });
  const edits = plans.flatMap((plan) => plan.edits).sort((a, b) => a.range[0] - b.range[0]);
  return { ...counts, functions: functionsIn(text) + functionsIn(applyEdits(text, edits)) };
}

/** How many functions a text has, and the module. */
const functionsIn = (text: string): number => text.match(/function|=>/g)!.length + 1;

describe('planning grows with the input', () => {
  it('is counted', () => {
    const { sizes, textOf } = PLANNED[0]!;
    expect(planned(textOf(sizes[0]), false).elements).toBeGreaterThan(0);
  });

  it.each(PLANNED)('$name', ({ sizes: [size], textOf, isStrict = false }) => {
    const once = planned(textOf(size), isStrict);
    const twice = planned(textOf(2 * size), isStrict);
    // One graph for each function as it is, and one as it is repaired, however many findings it has.
    expect(twice.graphs).toBeLessThanOrEqual(twice.functions);
    expect(twice.elements).toBeLessThanOrEqual(3 * once.elements);
  });
});
