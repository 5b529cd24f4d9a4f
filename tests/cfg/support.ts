/** What the tests of the graph share: a parser and a way to name the graph wanted. */
import type { TSESTree } from '@typescript-eslint/utils';
import { parse } from '@typescript-eslint/parser';
import { type CfgRoot, type Graph, buildGraph, printGraph } from '../../src/cfg/index.js';
import { childrenOf, isFunction } from '../../src/syntax/nodes.js';

export function parseProgram(code: string, filePath = 'file.tsx'): TSESTree.Program {
  return parse(code, {
    range: true,
    loc: true,
    filePath,
    sourceType: 'module',
    ecmaFeatures: { jsx: filePath.endsWith('x') },
  });
}

/** The printed graph of the module itself. */
export function moduleGraph(code: string): string {
  return printGraph(buildGraph(parseProgram(code)), code);
}

/** The printed graph of an async generator around `body`: everything is allowed in it. */
export function bodyGraph(body: string): string {
  const { code, graph } = graphOfBody(body);
  return printGraph(graph, code);
}

export function graphOfBody(body: string): { code: string; graph: Graph } {
  const code = `async function* f() {${body}}`;
  return { code, graph: buildGraph(parseProgram(code).body[0] as CfgRoot) };
}

/** Every root in a program, the program included. */
export function rootsOf(program: TSESTree.Program): CfgRoot[] {
  const roots: CfgRoot[] = [];
  const open: TSESTree.Node[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    if (
      isFunction(node) ||
      node.type === 'Program' ||
      node.type === 'PropertyDefinition' ||
      node.type === 'AccessorProperty' ||
      node.type === 'StaticBlock'
    )
      roots.push(node);
    open.push(...childrenOf(node, {}));
  }
  return roots;
}
