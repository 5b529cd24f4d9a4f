/** The text form of a graph, for golden tests and for `explain`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Edge, Element, Graph } from './graph.js';

const SNIPPET_LENGTH = 60;

/**
 * @param sourceText the text that the ranges of the nodes refer to
 * @param notes additional lines at the start of a block
 * @returns one paragraph per block: the notes, its elements, then its edges
 */
export function printGraph(
  graph: Graph,
  sourceText: string,
  notes: (block: Block) => readonly string[] = () => [],
): string {
  return graph.blocks.map((block) => printBlock(graph, block, sourceText, notes(block))).join('\n\n');
}

function printBlock(graph: Graph, block: Block, sourceText: string, notes: readonly string[]): string {
  const role =
    block === graph.entry ? ' entry' : block === graph.exit ? ' exit' : block === graph.throwExit ? ' throw exit' : '';
  const lines = [
    ...notes,
    ...block.elements.map((element) => printElement(element, sourceText)),
    ...block.edges.map((edge) => printEdge(edge, sourceText)),
  ];
  return [`b${block.id}:${role}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** `eval AwaitExpression  await fetch(url)` */
function printElement(element: Element, sourceText: string): string {
  return `${element.type} ${element.node.type}  ${snippet(element.node, sourceText)}`;
}

/** `-> b4 branch res.ok = true leaves {BlockStatement@3} by ReturnStatement@5 (back)`, with line numbers after the `@`. */
function printEdge(edge: Edge, sourceText: string): string {
  const parts = [`-> b${edge.to.id}`];
  const label = printKind(edge, sourceText);
  if (label) parts.push(label);
  if (edge.leaves.length > 0) parts.push(`leaves {${edge.leaves.map(place).join(', ')}}`);
  if (edge.cause && edge.kind !== 'exception') parts.push(`by ${place(edge.cause)}`);
  if (edge.back) parts.push('(back)');
  return parts.join(' ');
}

function printKind(edge: Edge, sourceText: string): string {
  switch (edge.kind) {
    case 'normal':
      return '';
    case 'branch':
    case 'nullish':
      return `${edge.kind} ${snippet(edge.test, sourceText)} = ${edge.outcome}`;
    case 'case':
      return `case ${snippet(edge.clause.test ?? edge.clause, sourceText)} = ${edge.outcome}`;
    case 'iterate':
      return `iterate = ${edge.outcome}`;
    case 'exception':
      return `${edge.implicit ? 'may throw' : 'throw'} ${snippet(edge.thrower, sourceText)}`;
  }
}

function place(node: TSESTree.Node): string {
  return `${node.type}@${node.loc.start.line}`;
}

function snippet(node: TSESTree.Node, sourceText: string): string {
  const text = sourceText.slice(...node.range).replace(/\s+/g, ' ');
  return text.length > SNIPPET_LENGTH ? `${text.slice(0, SNIPPET_LENGTH - 1)}…` : text;
}
