/** What can end a resource from outside, as the variables of a caller. */
import type { TSESTree } from '@typescript-eslint/utils';
import { passedParameters } from '../syntax/functions.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Acquisition } from '../types/oracle.js';
import type { Acquired, FunctionDefinition } from '../typestate/context.js';
import type { Handed } from '../typestate/run.js';

/** The variable that an expression is, or the field of `this`. */
function holderOf(unit: Unit, node: TSESTree.Node): Variable | null {
  if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') {
    const name = memberName(node);
    return name === null ? null : unit.field(name);
  }
  return unit.variable(node) ?? null;
}

/** The cancellationSources of a resource that a callee hands out, as the caller knows them. */
export function cancellationSourcesAtCall(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: FunctionDefinition,
  cancellationSources: Handed['cancellationSources'],
): Acquired['cancellationSources'] {
  return cancellationSources.flatMap(({ variable, handle: name }) => {
    const index = passedParameters(callee.node).findIndex((parameter) => callee.unit.variable(parameter) === variable);
    const argument = index >= 0 ? call.arguments[index] : undefined;
    const own = argument ? holderOf(unit, unwrap(argument)) : index < 0 && callee.unit === unit ? variable : null;
    return own ? [{ variable: own, handle: name }] : [];
  });
}

export function cancellationSourcesAtEntry(
  unit: Unit,
  { cancellationSources }: Acquisition,
): Acquired['cancellationSources'] {
  return cancellationSources.flatMap(({ node, handle: name }) => {
    const variable = holderOf(unit, node);
    return variable ? [{ variable, handle: name }] : [];
  });
}
