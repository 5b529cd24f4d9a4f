/**
 * What planning costs is counted, not timed: the graphs that are built, and the elements of graphs that are looked at. Neither depends on the machine.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as Cfg from '../../src/cfg/index.js';
import { parseFile } from '../../src/types/parse-file.js';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import { planFixes } from '../../src/fixes/plan.js';
import { PLANNED } from '../../bench/shapes.mjs';

const counts = vi.hoisted(() => ({ graphs: 0, elements: 0 }));

vi.mock('../../src/cfg/index.js', async (importOriginal) => {
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
});

afterEach(() => {
  counts.graphs = 0;
  counts.elements = 0;
});

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
  planFixes(source, findings, findings, { types: false });
  return { ...counts, functions: text.match(/function|=>/g)!.length };
}

describe('planning grows with the input', () => {
  it.each(PLANNED)('$name', ({ sizes: [size], textOf, isStrict = false }) => {
    const once = planned(textOf(size), isStrict);
    const twice = planned(textOf(2 * size), isStrict);
    // One graph for each function, however many findings it has.
    expect(twice.graphs).toBeLessThanOrEqual(twice.functions);
    expect(twice.elements).toBeLessThanOrEqual(3 * once.elements);
  });
});
