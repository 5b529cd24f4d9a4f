/**
 * Guards that let a function run its course once: `if (settled) return; settled = true; …`; and those of a listener whose request
 * another function has ended: `if (timedOut) return;`.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { functionNamed } from '../syntax/functions.js';
import {
  descendantsOf,
  enclosingFunction,
  isFunction,
  isWithin,
  memberName,
  unwrap,
  type FunctionNode,
} from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

const known = new WeakMap<TSESTree.Node, ReadonlySet<TSESTree.Node>>();

/**
 * Whether the test asks for a flag that the function sets right after it has found it unset. Where the flag is set, an
 * earlier run has done what this one would do,
 * so that a resource which is still open cannot come there.
 */
export function isOnceGuard(unit: Unit, root: CfgRoot, test: TSESTree.Node): boolean {
  let guards = known.get(root);
  if (!guards) known.set(root, (guards = guardsIn(unit, root)));
  return guards.has(test);
}

/**
 * Whether the test asks for a flag which a function sets that also ends the request: `timer = setTimeout(() => { finish(error);
 * request.destroy(); })`. Where the flag is set, the response may have ended with its request.
 *
 * @param enders the functions that end the request
 */
export function isFlagOfEnded(
  unit: Unit,
  root: CfgRoot,
  test: TSESTree.Node,
  enders: () => readonly (FunctionNode | null)[],
): boolean {
  const flag = unit.variable(unwrap(test));
  if (!flag || isWithin(flag.scope.block, root)) return false;
  const setting = new Set(
    flag.references
      .filter((reference) => reference.isWrite() && reference.init !== true)
      .map(({ identifier }) => enclosingFunction(identifier)),
  );
  const sets = (fn: FunctionNode | null): boolean => fn !== null && setting.has(fn);
  return enders().some(
    (fn) =>
      fn !== null &&
      !isWithin(fn, root) &&
      (sets(fn) ||
        descendantsOf(fn, unit.visitorKeys).some(
          (node) => node.type === 'CallExpression' && sets(functionNamed(unit, node.callee)),
        )),
  );
}

function guardsIn(unit: Unit, root: CfgRoot): ReadonlySet<TSESTree.Node> {
  const guards = new Set<TSESTree.Node>();
  const { body } = root as { body?: TSESTree.Node };
  if (!isFunction(root) || body?.type !== 'BlockStatement') return guards;
  for (const [index, statement] of body.body.entries()) {
    if (statement.type !== 'IfStatement' || statement.alternate || !isReturn(statement.consequent)) continue;
    const flag = unwrap(statement.test);
    if (body.body.slice(index + 1).some((later) => setsFlag(unit, later, flag))) guards.add(statement.test);
  }
  return guards;
}

const isReturn = (node: TSESTree.Statement): boolean =>
  node.type === 'BlockStatement' && node.body.length === 1
    ? isReturn(node.body[0]!)
    : node.type === 'ReturnStatement' && node.argument === null;

/** `settled = true;`, as a statement of its own. */
function setsFlag(unit: Unit, statement: TSESTree.Statement, flag: TSESTree.Node): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return false;
  const { left, right } = statement.expression;
  return right.type === 'Literal' && right.value === true && isSame(unit, left, flag);
}

function isSame(unit: Unit, one: TSESTree.Node, other: TSESTree.Node): boolean {
  if (one.type === 'Identifier')
    return (
      other.type === 'Identifier' && unit.variable(one) !== undefined && unit.variable(one) === unit.variable(other)
    );
  if (one.type !== 'MemberExpression' || other.type !== 'MemberExpression')
    return one.type === 'ThisExpression' && other.type === 'ThisExpression';
  return memberName(one) !== null && memberName(one) === memberName(other) && isSame(unit, one.object, other.object);
}
