/**
 * Agents in a private field, or in a variable of the module. Whether one is dropped while it is open depends on all uses of the
 * place, so syntax decides it: nothing here follows paths.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { isDeclared } from '../syntax/bindings.js';
import { enclosingClass } from '../syntax/classes.js';
import { enclosingFunction, isWithin, memberName, outermost, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import type { Oracle } from '../types/oracle.js';
import { isDrop } from './collection-owners.js';
import { isPrivate, usesOf } from './fields.js';
import { Lent } from './lent.js';

/**
 * The assignment that drops an agent from the place in which `target` stores one, if no code in the file could close an agent of the
 * place; null if some code might, or if the place keeps its agent.
 */
export function dropOfPlace(unit: Unit, oracle: Oracle, target: TSESTree.Node): TSESTree.Node | null {
  const uses = usesOfPlace(unit, target);
  if (!uses) return null;
  const writes = uses.flatMap((use) => writeOf(use) ?? []);
  const reads = uses.filter((use) => !writeOf(use));
  const lent = new Lent(unit, oracle, new Set(writes));
  const areLent =
    reads.every((use) => lent.isLent(use)) &&
    writes.every(
      (write) => lent.isLent(write) && (isEmpty(unit, write.right) || lent.isStoredLent(unwrap(write.right))),
    );
  return areLent ? (writes.find((write) => mayLose(unit, write, reads)) ?? null) : null;
}

/** Every mention of a private field, or of a variable of the module that only this file sees. */
function usesOfPlace(unit: Unit, target: TSESTree.Node): readonly TSESTree.Node[] | null {
  if (target.type === 'MemberExpression') {
    const name = memberName(target);
    const owner = enclosingClass(target);
    if (target.object.type !== 'ThisExpression' || name === null || !owner || !isPrivate(owner, name)) return null;
    const uses = usesOf(unit, owner, name);
    return uses.some(({ type }) => type === 'ThisExpression') ? null : uses;
  }
  const variable = unit.variable(target);
  if (!variable || variable.scope.type !== 'module' || isExported(variable)) return null;
  return variable.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
}

/** The assignment of which a use is the target. */
function writeOf(use: TSESTree.Node): TSESTree.AssignmentExpression | null {
  const { parent } = use;
  return parent?.type === 'AssignmentExpression' && parent.left === use ? parent : null;
}

function isEmpty(unit: Unit, value: TSESTree.Node): boolean {
  const node = unwrap(value);
  if (node.type === 'Identifier') return node.name === 'undefined' && !isDeclared(unit, node);
  return node.type === 'Literal' && node.value === null && !('regex' in node);
}

/** Whether a function assigns to the place while an agent may be in it: it empties it, or has looked whether one is there. */
function mayLose(unit: Unit, write: TSESTree.AssignmentExpression, reads: readonly TSESTree.Node[]): boolean {
  const fn = enclosingFunction(write);
  const isConstructor = fn?.parent.type === 'MethodDefinition' && fn.parent.kind === 'constructor';
  if (!fn || isConstructor || write.operator !== '=' || !isDrop(unit, write)) return false;
  if (isEmpty(unit, write.right)) return true;
  return reads.some((read) => isWithin(read, fn) && isFullAt(read, write));
}

/**
 * `if (place && isCurrent) return place;` before the assignment, or `if (!place || isStale) { … }` around it: another agent may be
 * there.
 */
function isFullAt(read: TSESTree.Node, write: TSESTree.Node): boolean {
  const at = outermost(read);
  const isNegated = at.parent?.type === 'UnaryExpression' && at.parent.operator === '!';
  const operand = isNegated ? at.parent! : at;
  const test = operand.parent;
  const branch = test?.parent;
  if (test?.type !== 'LogicalExpression' || branch?.type !== 'IfStatement' || branch.test !== test) return false;
  if (isNegated) return test.operator === '||' && isWithin(write, branch.consequent);
  return test.operator === '&&' && leaves(branch.consequent) && branch.range[1] <= write.range[0];
}

function leaves(body: TSESTree.Statement): boolean {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : body;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}
