/** Facts about a whole file, collected in one walk. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, memberName } from './nodes.js';
import type { SourceFile } from './unit.js';

export interface FileFacts {
  /** Every property that the file assigns: `api.send` of `api.send = …`, of `[api.send] = …` and of `for (api.send of …)`. */
  readonly assigned: readonly TSESTree.MemberExpression[];
  /** The same by name, without exports by `exports.name = …`. */
  readonly assignedByName: ReadonlyMap<string, readonly TSESTree.MemberExpression[]>;
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
  return { assigned, assignedByName: byName(assigned), calls, names: mentioned };
}

function byName(targets: readonly TSESTree.MemberExpression[]): Map<string, TSESTree.MemberExpression[]> {
  const found = new Map<string, TSESTree.MemberExpression[]>();
  for (const target of targets) {
    const name = isExports(target.object) ? null : memberName(target);
    if (name === null) continue;
    const others = found.get(name);
    if (others) others.push(target);
    else found.set(name, [target]);
  }
  return found;
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
