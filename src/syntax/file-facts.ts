/** Facts about a whole file, collected in one walk. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, memberName } from './nodes.js';
import type { SourceFile } from './unit.js';

export interface FileFacts {
  /** Every property that the file assigns: `api.send` of `api.send = …`, of `[api.send] = …` and of `for (api.send of …)`. */
  readonly assigned: readonly TSESTree.MemberExpression[];
  /** The names of these properties, except exports by `exports.name = …`. */
  readonly assignedNames: ReadonlySet<string>;
  readonly calls: readonly TSESTree.CallExpression[];
  /** The names of all variables, types and properties in the file. */
  readonly names: ReadonlySet<string>;
}

export function gatherFacts(ast: TSESTree.Program, visitorKeys: SourceFile['visitorKeys']): FileFacts {
  const assigned: TSESTree.MemberExpression[] = [];
  const calls: TSESTree.CallExpression[] = [];
  const mentioned = new Set<string>();
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'Identifier') mentioned.add(node.name);
    else if (node.type === 'MemberExpression') {
      mentioned.add(memberName(node) ?? '');
      if (isTarget(node)) assigned.push(node);
    } else if (node.type === 'CallExpression') calls.push(node);
    stack.push(...childrenOf(node, visitorKeys));
  }
  const names = assigned.map((target) => (isExports(target.object) ? null : memberName(target)));
  return { assigned, assignedNames: new Set(names.filter((name) => name !== null)), calls, names: mentioned };
}

/** Whether the node is the target of an assignment, alone or in a pattern. */
function isTarget(node: TSESTree.MemberExpression): boolean {
  let at: TSESTree.Node = node;
  for (;;) {
    const parent: TSESTree.Node | undefined = at.parent;
    switch (parent?.type) {
      case 'AssignmentExpression':
      case 'ForOfStatement':
      case 'ForInStatement':
        return parent.left === at;
      case 'AssignmentPattern':
        if (parent.left !== at) return false;
        break;
      case 'Property':
        if (parent.value !== at || parent.parent.type !== 'ObjectPattern') return false;
        break;
      case 'ArrayPattern':
      case 'ObjectPattern':
      case 'RestElement':
        break;
      default:
        return false;
    }
    at = parent;
  }
}

/** `exports`, `module.exports`. */
const isExports = (node: TSESTree.Node): boolean =>
  (node.type === 'Identifier' && node.name === 'exports') ||
  (node.type === 'MemberExpression' && memberName(node) === 'exports');
