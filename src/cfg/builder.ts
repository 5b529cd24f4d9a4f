/** Builds the control-flow graph of a function, a module, or a class initializer. */
import type { TSESTree } from '@typescript-eslint/utils';
import { arrange } from './arrange.js';
import { lowerBinding, lowerExpression } from './expressions.js';
import { Flow } from './flow.js';
import type { CfgRoot, Graph } from './graph.js';
import type { VisitorKeys } from './operands.js';
import { lowerStatements } from './statements.js';

/**
 * @param root the root of the graph; a function without a body (an overload, an abstract method) gives an empty graph
 * @param visitorKeys the child properties of node types outside ESTree and TypeScript
 * @returns the graph; functions inside `root` are single elements of it
 * @throws GraphTooLarge if `finally` blocks multiply or nesting is too deep
 */
export function buildGraph(root: CfgRoot, visitorKeys: VisitorKeys = {}): Graph {
  const flow = new Flow(visitorKeys);
  lowerRoot(flow, root);
  flow.goto(flow.exit);
  const { entry, exit, throwExit } = flow;
  return { root, blocks: arrange(entry, [exit, throwExit]), entry, exit, throwExit };
}

function lowerRoot(flow: Flow, root: CfgRoot): void {
  switch (root.type) {
    case 'Program':
    case 'StaticBlock':
      return lowerStatements(flow, root.body);
    case 'PropertyDefinition':
    case 'AccessorProperty':
      if (root.value) lowerResult(flow, root.value);
      return;
    default:
      for (const parameter of root.params) lowerBinding(flow, parameter, (pattern) => flow.evaluated(pattern));
      if (root.body?.type === 'BlockStatement') lowerStatements(flow, root.body.body);
      else if (root.body) lowerResult(flow, root.body);
  }
}

/** Lowers an expression whose value the root returns. */
function lowerResult(flow: Flow, value: TSESTree.Expression): void {
  lowerExpression(flow, value);
  flow.add({ type: 'return', node: value, argument: value });
  flow.leave({ type: 'block', to: flow.exit, frame: null }, value);
}
