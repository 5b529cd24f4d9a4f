import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { type CfgRoot, type Graph, GraphTooLarge, buildGraph } from '../../src/cfg/index.js';
import { childrenOf, isFunction } from '../../src/syntax/nodes.js';
import { graphOfBody, parseProgram, rootsOf } from './support.js';

const require = createRequire(import.meta.url);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What every graph must be, whatever it was built from. */
function checkShape(graph: Graph): void {
  const { blocks } = graph;
  expect(blocks[0]).toBe(graph.entry);
  expect(blocks.slice(-2)).toEqual([graph.exit, graph.throwExit]);
  const entered = new Set([graph.entry, graph.exit, graph.throwExit]);
  blocks.forEach((block, index) => {
    if (block.id !== index) throw new Error('block out of place');
    if (block.edges.length === 0 && block !== graph.exit && block !== graph.throwExit)
      throw new Error(`b${index} leads nowhere`);
    for (const edge of block.edges) {
      entered.add(edge.to);
      if (blocks[edge.to.id] !== edge.to) throw new Error(`b${index} leads out of the graph`);
      if (edge.back !== edge.to.id <= index) throw new Error(`b${index} is not in reverse post-order`);
    }
  });
  if (entered.size !== blocks.length) throw new Error('a block that nothing leads to');
}

function sizeOf(body: string): number {
  const { graph } = graphOfBody(body);
  checkShape(graph);
  return graph.blocks.length;
}

describe('code of strangers', () => {
  it.each([
    ['eslint', join(dirname(require.resolve('eslint/package.json')), 'lib/rules')],
    ['undici', join(dirname(require.resolve('undici/package.json')), 'lib')],
    ['typescript-estree', dirname(require.resolve('@typescript-eslint/typescript-estree'))],
  ])(
    'gives well-formed graphs: %s',
    (_, folder) => {
      for (const file of filesUnder(folder).slice(0, 40)) {
        const program = parseProgram(readFileSync(file, 'utf8'), 'file.js');
        for (const root of rootsOf(program)) checkShape(buildGraph(root));
      }
    },
    30_000,
  );

  it('keeps every call of a function that has no dead code', () => {
    const file = join(dirname(require.resolve('eslint/package.json')), 'lib/linter/linter.js');
    for (const root of rootsOf(parseProgram(readFileSync(file, 'utf8'), 'file.js'))) {
      const evaluated = new Set(
        buildGraph(root).blocks.flatMap((block) => block.elements.map((element) => element.node)),
      );
      for (const call of callsOf(root))
        expect(evaluated.has(call), `the call on line ${call.loc.start.line}`).toBe(true);
    }
  });
});

/** The calls that `root` itself makes. */
function callsOf(root: CfgRoot): TSESTree.Node[] {
  const calls: TSESTree.Node[] = [];
  const open = childrenOf(root, {});
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'CallExpression') calls.push(node);
    if (!isFunction(node) && node.type !== 'PropertyDefinition' && node.type !== 'StaticBlock')
      open.push(...childrenOf(node, {}));
  }
  return calls;
}

describe('growth', { timeout: 30_000 }, () => {
  const shapes: Readonly<Record<string, (n: number) => string>> = {
    'statements in a row': (n) => 'if (await f(a)) { const x = g(); h(x); }\n'.repeat(n),
    'an else-if ladder': (n) => `if (a) f();${' else if (b) g();'.repeat(n)}`,
    'a switch': (n) => `switch (a) {${Array.from({ length: n }, (_, i) => `case ${i}: f(); break;`).join('')}}`,
    'a logical chain as a test': (n) => `if (a${' && b'.repeat(n)}) f();`,
    'a logical chain as a value': (n) => `const v = a${' || b'.repeat(n)};`,
    'a promise chain': (n) => `f()${'.then(() => g())'.repeat(n)};`,
    'a conditional chain': (n) => `const v = ${'a ? b : '.repeat(n)}c;`,
    'returns through one finally': (n) => `try {${'if (a) return f();'.repeat(n)}} finally { g(); }`,
  };

  it.each(Object.entries(shapes))('is linear: %s', (_, shape) => {
    const [one, two] = [sizeOf(shape(1000)), sizeOf(shape(2000))];
    expect(two / one).toBeGreaterThan(1.5);
    expect(two / one).toBeLessThan(2.1);
  });

  it('is linear in the depth of try/finally', () => {
    const nest = (n: number): string => `${'try { f();'.repeat(n)}${'} finally { g(); }'.repeat(n)}`;
    expect(sizeOf(nest(100)) / sizeOf(nest(50))).toBeLessThan(2.1);
  });

  it('takes 5,000 branches', () => {
    expect(sizeOf('if (await f(a)) { const x = g(); h(x); }\n'.repeat(5000))).toBeGreaterThan(5000);
  });

  it('stops if finally blocks multiply', () => {
    const nest = (n: number): string => (n === 0 ? 'f();' : `try { f(); } finally { ${nest(n - 1)} }`);
    expect(() => graphOfBody(nest(30))).toThrow(GraphTooLarge);
  });

  it('stops if nesting is too deep, instead of overflowing the stack', () => {
    const statements: TSESTree.Node = graphOfBody('').graph.root;
    let body: unknown = { type: 'BlockStatement', body: [] };
    for (let depth = 0; depth < 50_000; depth += 1) body = { type: 'BlockStatement', body: [body] };
    expect(() => buildGraph({ ...statements, body } as CfgRoot)).toThrow(GraphTooLarge);
  });
});

describe('roots', () => {
  it('gives an empty graph for a function without a body', () => {
    const [root] = rootsOf(parseProgram('abstract class A { abstract m(): void; x; }')).filter(
      (candidate) => candidate.type === 'PropertyDefinition',
    );
    expect(buildGraph(root!).blocks.map((block) => block.elements.length)).toEqual([0, 0, 0]);
  });

  it('evaluates the children of an unknown expression, then the expression', () => {
    const { graph } = graphOfBody('f();');
    const call = graph.blocks[0]!.elements[1]!.node;
    const unknown = {
      type: 'PipelineExpression',
      range: call.range,
      loc: call.loc,
      value: call,
    } as unknown as TSESTree.Expression;
    const root = { ...graph.root, body: unknown } as CfgRoot;
    const types = buildGraph(root, { PipelineExpression: ['value'] }).blocks.flatMap((block) =>
      block.elements.map((element) => element.node.type),
    );
    expect(types).toEqual(['Identifier', 'CallExpression', 'PipelineExpression', 'PipelineExpression']);
  });

  it('returns the value of an arrow function and of a field', () => {
    const roots = rootsOf(parseProgram('const f = (a = g()) => h(); class A { static x = f(); static { i(); } }'));
    const ends = roots.map((root) => [
      root.type,
      buildGraph(root)
        .blocks.flatMap((block) => block.elements)
        .at(-1)?.type,
    ]);
    expect(Object.fromEntries(ends)).toEqual({
      Program: 'eval',
      ArrowFunctionExpression: 'return',
      PropertyDefinition: 'return',
      StaticBlock: 'eval',
    });
  });
});
