/** Agents that are never used for a request: they have no connections that would have to be closed. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isBorrower } from '../protocols/platform.js';
import { isFunction, isTransparent } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';

/**
 * Whether the code only inspects the value of an expression: `expect(agent).toBeInstanceOf(Agent)`.
 *
 * @param node the acquiring expression
 * @returns false if the value is not used at all: then it is unknown what its constructor has done with it
 */
export function isOnlyLookedAt(unit: Unit, oracle: Oracle, node: TSESTree.Node): boolean {
  let value = node;
  while (value.parent && (isTransparent(value.parent) || value.parent.type === 'AwaitExpression')) value = value.parent;
  const { parent } = value;
  if (parent?.type !== 'VariableDeclarator' || parent.init !== value) return isLookedAt(unit, oracle, value);
  const variable = parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
  const mentions = variable?.references.filter(({ init }) => init !== true) ?? [];
  return (
    mentions.length > 0 && mentions.every((mention) => mention.isRead() && isLookedAt(unit, oracle, mention.identifier))
  );
}

/** Whether a value is only used in property accesses, comparisons or assertions. */
function isLookedAt(unit: Unit, oracle: Oracle, node: TSESTree.Node): boolean {
  for (let child = node, { parent } = node; parent && !isFunction(parent); child = parent, { parent } = parent) {
    if (parent.type === 'CallExpression')
      return parent.callee !== child && isBorrower(oracle.calleeName(unit, parent) ?? '');
    if (parent.type === 'BinaryExpression') return true;
    if (parent.type !== 'MemberExpression' && !isTransparent(parent)) return false;
  }
  return false;
}
