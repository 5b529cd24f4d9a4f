/** Expressions that stand for a literal written elsewhere in the file. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, propertyOf, unwrap } from './nodes.js';
import type { Unit, Variable } from './unit.js';

/** Whether the variable keeps its first value. */
export function isConstant(variable: Variable): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** What a constant was initialised with, the initialiser of an enum member, the value in a constant object; else the node itself. */
export function constantOf(unit: Unit, expression: TSESTree.Node, depth = 0): TSESTree.Node | null {
  const node = unwrap(expression);
  if (depth > 4) return null;
  if (node.type === 'Identifier') {
    const variable = unit.variable(node);
    const def = variable?.defs[0];
    if (!variable || def?.type !== 'Variable' || def.node.type !== 'VariableDeclarator' || def.node.id.type !== 'Identifier' || !def.node.init || !isConstant(variable)) return node;
    return constantOf(unit, def.node.init, depth + 1);
  }
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
    const name = memberName(node);
    const def = unit.variable(node.object)?.defs[0]?.node;
    if (name === null || !def) return node;
    if (def.type === 'TSEnumDeclaration') return def.body.members.find((member) => member.id.type === 'Identifier' && member.id.name === name)?.initializer ?? node;
    const owner = def.type === 'VariableDeclarator' && def.init ? propertyOf(def.init, name) : null;
    return owner ? constantOf(unit, owner, depth + 1) : node;
  }
  return node;
}
