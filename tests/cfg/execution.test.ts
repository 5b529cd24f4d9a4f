/** The graph against the engine: whatever a program does when it runs is a path of its graph, with the scopes left in time. */
import type { TSESTree } from '@typescript-eslint/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type CfgRoot, type Edge, type Graph, buildGraph } from '../../src/cfg/index.js';
import { childrenOf } from '../../src/syntax/nodes.js';
import { type Execution, execute, program } from './programs.js';
import { parseProgram } from './support.js';

/** The scope that each lexical declarator of `root` belongs to; those of the function itself are left out. */
function scopesOf(root: CfgRoot): Map<TSESTree.Node, TSESTree.Node> {
  const scopes = new Map<TSESTree.Node, TSESTree.Node>();
  const visit = (node: TSESTree.Node, scope: TSESTree.Node | null): void => {
    if (node.type === 'VariableDeclarator' && scope) scopes.set(node, scope);
    const opens = ['BlockStatement', 'ForStatement', 'SwitchStatement'].includes(node.type);
    for (const child of childrenOf(node, {})) visit(child, opens ? node : scope);
  };
  for (const statement of (root as TSESTree.FunctionDeclaration).body.body) visit(statement, null);
  return scopes;
}

/** Follows an execution through the graph as far as it goes; throws where the graph has no way for it. */
class Walk {
  readonly #graph: Graph;
  readonly #execution: Execution;
  readonly #scopes: ReadonlyMap<TSESTree.Node, TSESTree.Node>;
  readonly #open = new Map<TSESTree.Node, Set<TSESTree.Node>>();
  readonly #remaining = new Map<TSESTree.Node, number>();
  #position = 0;
  #last: unknown;
  /** The last step threw, and nothing has dealt with that yet. */
  #thrown = false;
  readonly #discriminants = new Map<TSESTree.Node, unknown>();

  constructor(graph: Graph, execution: Execution) {
    this.#graph = graph;
    this.#execution = execution;
    this.#scopes = scopesOf(graph.root);
  }

  run(): void {
    let block: Block | null = this.#graph.entry;
    while (block && block !== this.#graph.exit && block !== this.#graph.throwExit) block = this.#step(block);
    if (!block) return;
    if (this.#execution.end === 'cut off') throw new Error('the graph ends before the execution');
    expect(block === this.#graph.exit ? 'returns' : 'throws').toBe(this.#execution.end);
    expect(this.#position).toBe(this.#execution.events.length);
    expect([...this.#open.keys()]).toEqual([]);
  }

  /** The next block; null where the execution was cut off. */
  #step(block: Block): Block | null {
    for (const { type, node } of block.elements) {
      if (type !== 'eval') continue;
      if (node.type === 'CallExpression') {
        const event = this.#execution.events[this.#position];
        if (!event && this.#execution.end === 'cut off') return null;
        this.#position += 1;
        expect((node.arguments[0] as TSESTree.NumberLiteral).value).toBe(event?.step);
        this.#last = event?.value;
        this.#thrown = event?.value === 'throws';
      } else if (node.type === 'UnaryExpression') {
        this.#last = !this.#last;
      } else if (node.type === 'VariableDeclarator') {
        this.#declare(node);
      }
      this.#discriminants.set(node, this.#last);
    }
    const [only] = block.edges;
    const rethrows = block.edges.length === 1 && only?.kind === 'exception';
    const edge = rethrows ? only : block.edges.find((candidate) => this.#follows(candidate));
    this.#thrown = false;
    if (!edge) throw new Error(`no way out of b${block.id}`);
    for (const scope of edge.leaves) this.#open.delete(scope);
    if (!edge.back)
      for (const next of edge.to.edges)
        if (next.kind === 'iterate') this.#remaining.set(next.loop, (this.#last as unknown[]).length);
    return edge.to;
  }

  #declare(declarator: TSESTree.Node): void {
    const scope = this.#scopes.get(declarator);
    if (!scope) return;
    const declared = this.#open.get(scope) ?? new Set();
    expect(declared.has(declarator), 'a scope is entered again before it has been left').toBe(false);
    this.#open.set(scope, declared.add(declarator));
  }

  #follows(edge: Edge): boolean {
    switch (edge.kind) {
      case 'exception':
        return this.#thrown;
      case 'normal':
        return !this.#thrown;
      case 'branch':
        return Boolean(this.#last) === edge.outcome;
      case 'nullish':
        return (this.#last === null) === edge.outcome;
      case 'case':
        return (this.#discriminants.get(edge.discriminant) === this.#last) === edge.outcome;
      case 'iterate': {
        const left = this.#remaining.get(edge.loop)!;
        if (left > 0 !== edge.outcome) return false;
        this.#remaining.set(edge.loop, left - 1);
        return true;
      }
    }
  }
}

describe('a random program', () => {
  it('runs along a path of its graph', () => {
    fc.assert(
      fc.property(
        program,
        fc.array(fc.array(fc.nat(11), { minLength: 5, maxLength: 40 }), { minLength: 3, maxLength: 3 }),
        (code, runs) => {
          const graph = buildGraph(parseProgram(code, 'file.ts').body[0] as CfgRoot);
          for (const choices of runs) new Walk(graph, execute(code, choices)).run();
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  }, 30_000);
});
