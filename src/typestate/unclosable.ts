/**
 * Agents that outlive the function that makes them in functions, none of which closes them. Whether any code could is a question about
 * all uses of the variable, so syntax decides it.
 */
import { bindingOfVariable } from '../syntax/bindings.js';
import { functionNamed } from '../syntax/functions.js';
import { enclosingFunction, idOf, type FunctionNode } from '../syntax/nodes.js';
import { isKeptInside } from '../syntax/object-uses.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import { Lent } from './lent.js';

/**
 * Whether no code could close the agent in a variable: all uses lend it to a request, and a caller makes one for itself. One that is
 * made for the whole process, or for unknown callers, may live as long as they like.
 */
export function isUnclosable(unit: Unit, oracle: Oracle, variable: Variable): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value' || binding.path?.length !== 0 || !binding.isConstant) return false;
  const maker = enclosingFunction(binding.node);
  if (!maker || !isMadeForOne(unit, maker)) return false;
  const lent = new Lent(unit, oracle, new Set());
  return variable.references.every(({ identifier, init }) => init === true || lent.isLent(identifier));
}

function isMadeForOne(unit: Unit, maker: FunctionNode): boolean {
  const name = idOf(maker);
  if (!name || functionNamed(unit, name) !== maker) return false;
  return (unit.variable(name)?.references ?? []).some(({ identifier }) => {
    const call = identifier.parent;
    return call?.type === 'CallExpression' && call.callee === identifier && isKeptInside(unit, call);
  });
}
