/** The variables of a caller that can end a resource from outside. */
import type { TSESTree } from '@typescript-eslint/utils';
import { passedParameters } from '../syntax/functions.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Slot, Unit } from '../syntax/unit.js';
import { ASKED } from '../protocols/cancellation-sources.js';
import type { Acquisition } from '../types/acquisitions.js';
import { cancellationSourcesAt } from '../types/call-options.js';
import type { Acquired, FunctionDefinition } from '../typestate/context.js';
import type { Handed } from '../typestate/handed-out.js';

/** The variable or the field of `this` that an expression names. */
function slotOf(unit: Unit, node: TSESTree.Node): Slot | null {
  if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') {
    const name = memberName(node);
    return name === null ? null : unit.field(name);
  }
  return unit.variable(node) ?? null;
}

/**
 * The cancellation sources of a resource that a callee returns, as variables of the caller: the arguments that the callee is
 * known to pass on, and what the call has in the options of a client, however the callee passes them on.
 */
export function cancellationSourcesAtCall(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: FunctionDefinition,
  cancellationSources: Handed['cancellationSources'],
): Acquired['cancellationSources'] {
  const passed = cancellationSources.flatMap(({ slot, handle: name }) => {
    const index = passedParameters(callee.node).findIndex((parameter) => callee.unit.variable(parameter) === slot);
    const argument = index >= 0 ? call.arguments[index] : undefined;
    const own = argument ? slotOf(unit, unwrap(argument)) : index < 0 && callee.unit === unit ? slot : null;
    return own ? [{ slot: own, handle: name }] : [];
  });
  const written = cancellationSourcesAt(unit, call).filter(({ handle }) => handle !== ASKED);
  return [...passed, ...slotsOf(unit, written)];
}

export const cancellationSourcesAtEntry = (
  unit: Unit,
  { cancellationSources }: Acquisition,
): Acquired['cancellationSources'] => slotsOf(unit, cancellationSources);

function slotsOf(unit: Unit, sources: Acquisition['cancellationSources']): Acquired['cancellationSources'] {
  return sources.flatMap(({ node, handle: name }) => {
    const slot = slotOf(unit, node);
    return slot ? [{ slot, handle: name }] : [];
  });
}
