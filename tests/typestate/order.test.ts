/** The engine over generated programs: findings do not depend on the order in which blocks are taken. */
import fc from 'fast-check';
import type { Scope } from '@typescript-eslint/scope-manager';
import { parseForESLint } from '@typescript-eslint/parser';
import { expect, it } from 'vitest';
import { buildGraph, type Block, type CfgRoot, type Graph } from '../../src/cfg/index.js';
import { Summaries } from '../../src/summaries/summaries.js';
import { Unit } from '../../src/syntax/unit.js';
import { run, startState } from '../../src/typestate/run.js';
import { program } from '../cfg/programs.js';

it('finds the same leaks when the blocks are numbered otherwise', () => {
  fc.assert(
    fc.property(
      program.map((code) => code.replace('function f() {', 'async function f() { let res = await fetch("x");').replace(/\bt\((\d*[02468])\)/g, 'res.ok').replace(/\bt\((\d*[37])\)/g, '(await res.text())').replace(/\bt\((\d*[5])\)/g, '(res = await fetch("y"))')),
      fc.infiniteStream(fc.nat()),
      (code, choices) => {
        const { unit, root } = unitOf(code);
        const graph = buildGraph(root, unit.visitorKeys);
        const leaks = (one: Graph): string[] => {
          const context = new Summaries(unit, false).context(unit);
          return run(context, one, [startState], false).leaks.map(({ site, exit }) => `${site.node.range.join()} ${exit.kind} ${exit.node.range.join()}`).sort();
        };
        expect(leaks(renumbered(graph, choices))).toEqual(leaks(graph));
      },
    ),
    { numRuns: 300 },
  );
});

function unitOf(code: string): { unit: Unit; root: CfgRoot } {
  const { ast, scopeManager, visitorKeys } = parseForESLint(code, { range: true, loc: true, sourceType: 'module' });
  link(ast as never, visitorKeys as Record<string, string[]>);
  const unit = new Unit({ ast, text: code, scopeManager: scopeManager as { scopes: Scope[] } as never, visitorKeys, filename: 'file.ts' }, false);
  return { unit, root: ast.body[0] as CfgRoot };
}

/** Parents, which ESLint sets while it walks the tree. */
function link(node: { type: string; parent?: unknown } & Record<string, unknown>, visitorKeys: Record<string, readonly string[]>): void {
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [node[key]].flat() as (typeof node | null)[]) {
      if (!child) continue;
      child.parent = node;
      link(child, visitorKeys);
    }
  }
}

/** The same graph with its blocks, but the first, in another order. */
function renumbered(graph: Graph, choices: fc.Stream<number>): Graph {
  const [entry, ...others] = graph.blocks;
  const order = others.map((block) => ({ block, rank: choices.next().value })).sort((a, b) => a.rank - b.rank);
  const copies = new Map<Block, Block>();
  const blocks = [entry!, ...order.map(({ block }) => block)].map((block, id) => ({ id, elements: block.elements, edges: [] }) as Block);
  [entry!, ...order.map(({ block }) => block)].forEach((block, id) => copies.set(block, blocks[id]!));
  for (const [block, copy] of copies) copy.edges.push(...block.edges.map((edge) => ({ ...edge, to: copies.get(edge.to)! })));
  return { root: graph.root, blocks, entry: copies.get(graph.entry)!, exit: copies.get(graph.exit)!, throwExit: copies.get(graph.throwExit)! };
}
