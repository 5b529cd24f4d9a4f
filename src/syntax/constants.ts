/** Expressions that stand for a literal written elsewhere in the file. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, propertyOf, unwrap } from './nodes.js';
import type { Unit } from './unit.js';
import { initOf } from './variables.js';

const MAX_DEPTH = 4;

/** What a constant was initialised with, the initialiser of an enum member, the value in a constant object; else the node itself. */
export function constantOf(unit: Unit, expression: TSESTree.Node, depth = 0): TSESTree.Node {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return node;
  if (node.type === 'Identifier') {
    const init = initOf(unit.variable(node));
    return init ? constantOf(unit, init, depth + 1) : node;
  }
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
    const name = memberName(node);
    const def = unit.variable(node.object)?.defs[0]?.node;
    if (name === null || !def) return node;
    if (def.type === 'TSEnumDeclaration') {
      const member = def.body.members.find(({ id }) => id.type === 'Identifier' && id.name === name);
      return member?.initializer ?? member ?? node;
    }
    const owner = def.type === 'VariableDeclarator' && def.init ? propertyOf(def.init, name) : null;
    return owner ? constantOf(unit, owner, depth + 1) : node;
  }
  return node;
}
